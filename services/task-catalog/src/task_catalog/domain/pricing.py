"""What an order costs at most."""

from collections.abc import Mapping, Sequence
from typing import Any

FEES = {"automatic": 20, "client": 20}
"""The fee in percent, by how answers are accepted, unless configuration says otherwise."""
EXIT_POINTS_LEAST, EXITS_FEWEST = 2, 50
PEERS, PEER_POINTS = 3, 10
APPEALS_FEWEST, APPEALS_PERCENT = 3, 10


def quote(
    tasks: int, document: Mapping[str, Any], locked: Sequence[int] = (0, 0, 0), fees: Mapping[str, int] = FEES
) -> dict[str, int]:
    """What an order costs at most, in yen; `total_jpy` is locked before it opens (business rules 1 and 2).

    An exit costs the reward at most, or 2 points if that is more; as many can be paid as there are places,
    and 50 at least. Where the client decides, the three peers of so many appeals can be paid: of 10 % of the
    places, and of 3 at least. locked: for rewards, exits and appeals already, below which none falls: a
    dearer version may have used it. fees: percent by how answers are accepted.
    """
    places, reward_points = tasks * int(document["answers_per_task"]), int(document["reward_points"])
    reward_jpy = max(places * reward_points, locked[0])
    may_end = any(question.get("screens_out") for question in document["questions"])
    exits_jpy = max(EXIT_POINTS_LEAST, reward_points) * max(EXITS_FEWEST, places) if may_end else 0
    appeals = max(APPEALS_FEWEST, places * APPEALS_PERCENT // 100)
    peers_jpy = appeals * PEERS * PEER_POINTS if document.get("acceptance") == "client" else 0
    exits_jpy, appeals_jpy = max(exits_jpy, locked[1]), max(peers_jpy, locked[2])
    payable_jpy = reward_jpy + exits_jpy + appeals_jpy
    fee_percent = fees[document.get("acceptance", "automatic")]
    fee_jpy = -(-payable_jpy * fee_percent // 100)
    return {
        "reward_jpy": reward_jpy,
        "fee_jpy": fee_jpy,
        "fee_percent": fee_percent,
        "screen_out_reserve_jpy": exits_jpy,
        "appeal_reserve_jpy": appeals_jpy,
        "gold_jpy": 0,
        "total_jpy": payable_jpy + fee_jpy,
    }


def paying(document: Mapping[str, Any], reward_points: int) -> dict[str, Any]:
    """The document with a reward of at least so much."""
    return {**document, "reward_points": max(int(document["reward_points"]), reward_points)}
