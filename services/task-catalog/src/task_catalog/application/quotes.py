"""What an order costs and how it is expected to go, from comparable orders that members have filled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

from task_catalog.domain import FEES, Order, columns_in, quote

FLOOR_POINTS_A_MINUTE = 5
ADVISED_POINTS_A_MINUTE = 10
COMPARABLE_FEWEST = 20
NO_HISTORY = "no history yet"
CLIENT_DECIDES = "you decide on each answer"
NEAR = 2.0
_HARDEST_FIRST = ("text", "number", "multi", "rating", "single")


@dataclass(frozen=True, slots=True)
class Filled:
    """How an order went: seconds from its opening to its last answer for each of its answers, None where its
    client decided on them, how far members agreed in its pilot (Krippendorff's alpha), and the median of the
    minutes that they took there by those that its client had estimated; None without a pilot.
    """

    seconds_per_answer: float | None
    agreement: float | None
    minutes_share: float | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What makes orders comparable: the hardest kind of question, whether items are shown, similar pay."""

    kind: str
    has_items: bool
    points_per_minute: float

    @property
    def harder(self) -> tuple[str, ...]:
        """Kinds that take longer; an order with one of them is another sort of work."""
        return _HARDEST_FIRST[: _HARDEST_FIRST.index(self.kind)]

    @property
    def pay(self) -> tuple[float, float]:
        """Points a minute that are near: half as much to twice as much."""
        return self.points_per_minute / NEAR, self.points_per_minute * NEAR


def likeness_of(document: Mapping[str, Any]) -> Likeness:
    """By which an order finds its like."""
    kinds = {question["kind"] for question in document["questions"]}
    kind = next((kind for kind in _HARDEST_FIRST if kind in kinds), "single")
    pay = document["reward_points"] / document["estimated_minutes"]
    return Likeness(kind, bool(columns_in(document)), round(pay, 2))


def forecast(
    document: Mapping[str, Any], tasks: int, history: Sequence[Filled], fees: Mapping[str, int] = FEES
) -> dict[str, Any]:
    """The whole quote. history: of comparable orders; with fewer than 20 it says "no history yet".

    An interval is the 80 % in the middle of what happened: from the 10th to the 90th percentile. Nothing is
    said of a time that the client itself takes.
    """
    takes = [one.seconds_per_answer for one in history if one.seconds_per_answer is not None]
    is_clients = document.get("acceptance") == "client"
    places = tasks * int(document["answers_per_task"])
    pay = likeness_of(document).points_per_minute
    shares = [one.minutes_share for one in history if one.minutes_share]
    return {
        **quote(tasks, document, fees=fees),
        "minutes_per_answer": document["estimated_minutes"],
        "points_per_minute": pay,
        "floor_points_per_minute": FLOOR_POINTS_A_MINUTE,
        "meets_floor": pay >= FLOOR_POINTS_A_MINUTE,
        "advised_points_per_minute": ADVISED_POINTS_A_MINUTE,
        "comparable_orders": len(history),
        "seconds_to_fill": CLIENT_DECIDES if is_clients else _interval([one * places for one in takes], 0),
        "agreement": _interval([one.agreement for one in history if one.agreement is not None], 4),
        "measured_minutes_per_answer": _interval([one * document["estimated_minutes"] for one in shares], 2),
        "measured_points_per_minute": _interval([pay / one for one in shares], 2),
    }


def pay_of(order: Order) -> dict[str, Any]:
    """What members of an order were measured to earn, and what it costs its client to meet the floor."""
    needs = order.is_underpaid
    return {
        **order.pay,
        "points_per_minute": round(order.pay["reward_points"] * 60 / order.pay["median_seconds"], 2),
        "floor_points_per_minute": FLOOR_POINTS_A_MINUTE,
        "is_below_floor": needs,
        "top_up_jpy": max(0, order.top_up_quote["total_jpy"] - order.funded_jpy) if needs else 0,
    }


def _interval(values: Sequence[float], digits: int) -> dict[str, float] | str:
    if len(values) < COMPARABLE_FEWEST:
        return NO_HISTORY
    tenths = quantiles(values, n=10, method="inclusive")
    return {
        "low": round(tenths[0], digits),
        "expected": round(tenths[4], digits),
        "high": round(tenths[8], digits),
    }
