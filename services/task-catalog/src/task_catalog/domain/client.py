"""The client of orders: who it is, whether it knows the rules, and how much it may have open at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chassis.aggregate import Aggregate
from chassis.errors import Refused
from task_catalog.domain.quiz import wrong_answers
from task_catalog.domain.ties import Tied

QUIZ_PAUSE = timedelta(minutes=10)
GOOD_ORDERS = 3


@dataclass(frozen=True, slots=True)
class Size:
    """How much members may come to do for one order, or for several."""

    orders: int
    answers: int
    yen: int

    def __add__(self, other: "Size") -> "Size":
        return Size(self.orders + other.orders, self.answers + other.answers, self.yen + other.yen)


LIMITS = {
    "new": Size(1, 500, 20_000),
    "proven": Size(4, 2_000, 80_000),
    "trusted": Size(100, 10_000_000, 1_000_000_000),
}
NOTHING = Size(0, 0, 0)


class NotReady(Refused):
    """Something is missing before this client may hand in an order."""


class QuizPaused(Refused):
    """The quiz was not passed a moment ago."""


class OverLimit(Refused):
    """More than this client may have open at once."""


class Client(Tied):
    """One client. `orders` are those that it has handed in and that were not over when it last did.

    `good_orders` were settled since the last upheld finding; `breached` are the orders with one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.identity = ""
        self.identified_at: datetime | None = None
        self.passed_at: datetime | None = None
        self.failed_at: datetime | None = None
        self.tier = "new"
        self.since: datetime | None = None
        self.settled_orders = 0
        self.upheld_findings = 0
        self.good_orders = 0
        self.breached: list[str] = []
        self.orders: list[str] = []

    class Identified(Aggregate.Event):
        """An operator has checked who the client is. identity: what a register names that by, no name."""

        TOPIC = "Client.Identified"
        class_version = 2
        operator_id: str
        reason: str
        identity: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Before that it was not kept which identity it was."""
            state["identity"] = ""

        def apply(self, aggregate: "Client") -> None:
            aggregate.identity, aggregate.identified_at = self.identity, self.timestamp

    class QuizTaken(Aggregate.Event):
        """The client has answered the questions about the rules; passed when none was wrong."""

        TOPIC = "Client.QuizTaken"
        wrong: list[str]

        def apply(self, aggregate: "Client") -> None:
            if self.wrong:
                aggregate.failed_at = self.timestamp
            else:
                aggregate.passed_at = self.timestamp

    class HandedIn(Aggregate.Event):
        """These of its orders are open now."""

        TOPIC = "Client.HandedIn"
        orders: list[str]

        def apply(self, aggregate: "Client") -> None:
            aggregate.orders = self.orders

    class Recorded(Aggregate.Event):
        """Its record, as members see it. cause: identified, settled, breach or operator.

        order_id: of a settled order or a breach. operator_id, reason: of an operator who set the tier.
        """

        TOPIC = "Client.Recorded"
        class_version = 2
        client_id: str
        cause: str
        order_id: str
        operator_id: str
        reason: str
        tier: str
        since: datetime
        settled_orders: int
        upheld_findings: int
        good_orders: int
        identity: str
        identified_at: datetime | None

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Says since the second version whose the client is."""
            state |= {"identity": "", "identified_at": None}

        def apply(self, aggregate: "Client") -> None:
            aggregate.tier, aggregate.since = self.tier, self.since
            aggregate.settled_orders, aggregate.good_orders = self.settled_orders, self.good_orders
            aggregate.upheld_findings = self.upheld_findings
            if self.cause == "breach" and self.order_id not in aggregate.breached:
                aggregate.breached = [*aggregate.breached, self.order_id]

    @property
    def limits(self) -> Size:
        """What it may have open at once, in all."""
        return LIMITS[self.tier]

    @property
    def missing(self) -> list[str]:
        """What is still to be done before it may hand in an order."""
        done = {"identity": self.identified_at, "quiz": self.passed_at}
        return [name for name, at in done.items() if at is None]

    @property
    def quiz_opens_at(self) -> datetime | None:
        """From when the quiz may be taken again; None when it was not failed, or is passed."""
        return self.failed_at + QUIZ_PAUSE if self.failed_at and not self.passed_at else None

    def identify(self, client_id: str, identity: str, operator_id: str, reason: str, at: datetime) -> None:
        """An operator vouches for who it is, or corrects that. Raises TiedToClient."""
        self.check_no_tie(client_id, operator_id)
        if identity != self.identity:
            self.trigger_event(
                self.Identified, identity=identity, operator_id=operator_id, reason=reason, timestamp=at
            )
            self._record(client_id, "identified", at)

    def take_quiz(self, answers: dict[str, str], at: datetime) -> list[str]:
        """Returns the questions that were answered wrong; none passes, for good."""
        if self.passed_at:
            return []
        if self.quiz_opens_at and at < self.quiz_opens_at:
            raise QuizPaused(f"the quiz may be taken again at {self.quiz_opens_at:%Y-%m-%dT%H:%M:%SZ}")
        wrong = wrong_answers(answers)
        self.trigger_event(self.QuizTaken, wrong=wrong, timestamp=at)
        return wrong

    def set_tier(self, client_id: str, tier: str, operator_id: str, reason: str, at: datetime) -> None:
        """An operator trusts it more, or less, than its record does. Raises TiedToClient."""
        self.check_no_tie(client_id, operator_id)
        self._record(client_id, "operator", at, tier=tier, operator_id=operator_id, reason=reason)

    def check_can_be_helped(self) -> None:
        """An operator writes for clients that are known. Raises NotReady."""
        if "identity" in self.missing:
            raise NotReady("an operator has to check this client's identity first")

    def hand_in(self, order_id: str, size: Size, others: Sequence[str], taken: Size, at: datetime) -> None:
        """An order goes to members, or grows. others: the ones that are open beside it, `taken` in all."""
        self.check_can_be_helped()
        if "quiz" in self.missing:
            raise NotReady("the quiz of the rules has to be passed first: GET /v1/me/quiz")
        self._check_limits(size + taken)
        orders = [*others, order_id]
        if sorted(orders) != sorted(self.orders):
            self.trigger_event(self.HandedIn, orders=orders, timestamp=at)

    def _check_limits(self, total: Size) -> None:
        for name, unit in (("orders", "open orders"), ("answers", "answers"), ("yen", "yen")):
            wanted, most = getattr(total, name), getattr(self.limits, name)
            if wanted > most:
                raise OverLimit(
                    f"a {self.tier} client may have {most:,} {unit} open in all; this would make {wanted:,}"
                )

    def settle(self, client_id: str, order_id: str, at: datetime) -> None:
        """An order was paid to its end; the third good one moves a new client up."""
        if order_id in self.breached:
            return
        good = self.good_orders + 1
        tier = "proven" if self.tier == "new" and good >= GOOD_ORDERS else self.tier
        self._record(
            client_id,
            "settled",
            at,
            order_id=order_id,
            tier=tier,
            settled_orders=self.settled_orders + 1,
            good_orders=good,
        )

    def breach(self, client_id: str, order_id: str, at: datetime, *, is_grave: bool = True) -> None:
        """An operator has upheld what was reported of an order: counts once, and a grave one leads to new."""
        known = order_id in self.breached
        if known and (not is_grave or self.tier == "new"):
            return
        self._record(
            client_id,
            "breach",
            at,
            order_id=order_id,
            tier="new" if is_grave else self.tier,
            upheld_findings=self.upheld_findings + (0 if known else 1),
            good_orders=0,
        )

    def _record(self, client_id: str, cause: str, at: datetime, **changes: str | int) -> None:
        record: dict[str, str | int] = {
            "order_id": "",
            "operator_id": "",
            "reason": "",
            "tier": self.tier,
            "settled_orders": self.settled_orders,
            "upheld_findings": self.upheld_findings,
            "good_orders": self.good_orders,
        }
        since = self.since or at
        self.trigger_event(
            self.Recorded,
            client_id=client_id,
            cause=cause,
            since=since,
            identity=self.identity,
            identified_at=self.identified_at,
            **(record | changes),
            timestamp=at,
        )
