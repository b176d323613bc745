"""Names and sums that follow from an order alone."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

NAMESPACE = UUID("0b0fcf5e-2c58-4e57-8a3c-6f0f7a1f6d21")
FEE_PERCENT = 20
SHORTEST_LEASE_SECONDS, LONGEST_LEASE_SECONDS = 600, 3600
LEASE_PER_ESTIMATE = 10
PILOT_TASKS, PILOT_PERCENT = 20, 5
EXIT_POINTS_LEAST, EXITS_FEWEST = 2, 50
PEERS, PEER_POINTS = 3, 10
APPEALS_FEWEST, APPEALS_PERCENT = 3, 10


def order_id_for(key: str) -> UUID:
    """The order that a request with this key makes."""
    return uuid5(NAMESPACE, f"order/{key}")


def client_stream(client_id: str) -> UUID:
    """The stream of a client."""
    return uuid5(NAMESPACE, f"client/{client_id}")


def batch_id(order_id: UUID, batch: int) -> UUID:
    """The stream of a batch of items."""
    return uuid5(order_id, f"batch/{batch}")


def task_id(order_id: UUID, row: int) -> UUID:
    """The task made of a row."""
    return uuid5(order_id, f"task/{row}")


def quote(tasks: int, document: Mapping[str, Any], locked: Sequence[int] = (0, 0, 0)) -> dict[str, int]:
    """What an order costs at most, in yen; `total_jpy` is locked before it opens (business rules 1 and 2).

    An exit costs the reward at most, or 2 points if that is more; as many can be paid as there are places,
    and 50 at least. Where the client decides, the three peers of so many appeals can be paid: of 10 % of the
    places, and of 3 at least. locked: for rewards, exits and appeals already, below which none falls: a
    dearer version may have used it.
    """
    places, reward_points = tasks * int(document["answers_per_task"]), int(document["reward_points"])
    reward_jpy = max(places * reward_points, locked[0])
    may_end = any(question.get("screens_out") for question in document["questions"])
    exits_jpy = max(EXIT_POINTS_LEAST, reward_points) * max(EXITS_FEWEST, places) if may_end else 0
    appeals = max(APPEALS_FEWEST, places * APPEALS_PERCENT // 100)
    peers_jpy = appeals * PEERS * PEER_POINTS if document.get("acceptance") == "client" else 0
    exits_jpy, appeals_jpy = max(exits_jpy, locked[1]), max(peers_jpy, locked[2])
    payable_jpy = reward_jpy + exits_jpy + appeals_jpy
    fee_jpy = -(-payable_jpy * FEE_PERCENT // 100)
    return {
        "reward_jpy": reward_jpy,
        "fee_jpy": fee_jpy,
        "screen_out_reserve_jpy": exits_jpy,
        "appeal_reserve_jpy": appeals_jpy,
        "gold_jpy": 0,
        "total_jpy": payable_jpy + fee_jpy,
    }


def paying(document: Mapping[str, Any], reward_points: int) -> dict[str, Any]:
    """The document with a reward of at least so much."""
    return {**document, "reward_points": max(int(document["reward_points"]), reward_points)}


def lease_seconds(document: Mapping[str, Any]) -> int:
    """How long a member may take: ten times the estimate, between 10 and 60 minutes."""
    seconds = int(float(document["estimated_minutes"]) * 60 * LEASE_PER_ESTIMATE)
    return min(max(seconds, SHORTEST_LEASE_SECONDS), LONGEST_LEASE_SECONDS)


def pilot_size(tasks: int) -> int:
    """How many tasks of an order go to members first: 5 %, at least 20."""
    return max(PILOT_TASKS, -(-tasks * PILOT_PERCENT // 100))
