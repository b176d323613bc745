"""Versions of an order that somebody reported, and those that nobody answers any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from assignment.domain.declining import Declining
from assignment.domain.fair_pay import BudgetEvent as Event
from assignment.domain.refusals import OrderStopped
from assignment.domain.totals import StopPay


class Safety(Declining):
    """The part of an OrderBudget about reports and safety stops.

    stop_pay: what stopped leases were paid, by version, until an operator has decided.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stopped_versions: list[int] = []
        self.breached_versions: list[int] = []
        self.watched_versions: list[int] = []
        self.stop_pay: dict[str, int] = {}

    class Watched(Event):
        """Somebody reported a version; the order is not settled before an operator has decided."""

        TOPIC = "OrderBudget.Watched"
        form_version: int

        def apply(self, aggregate: "Safety") -> None:
            aggregate.watched_versions.append(self.form_version)

    class SafetyStopped(Event):
        """Nobody answers a version, and its answers are kept from the client."""

        TOPIC = "OrderBudget.SafetyStopped"
        form_version: int

        def apply(self, aggregate: "Safety") -> None:
            aggregate.stopped_versions.append(self.form_version)

    class WatchEnded(Event):
        """An operator has decided; after a breach nobody answers this version any more."""

        TOPIC = "OrderBudget.WatchEnded"
        form_version: int
        breach: bool

        def apply(self, aggregate: "Safety") -> None:
            for versions in (aggregate.stopped_versions, aggregate.watched_versions):
                if self.form_version in versions:
                    versions.remove(self.form_version)
            if self.breach:
                aggregate.breached_versions.append(self.form_version)

    class StopsPaid(Event):
        """What stopped leases of a version were paid; of one group."""

        TOPIC = "OrderBudget.StopsPaid"
        form_version: int
        points: int

        def apply(self, aggregate: "Safety") -> None:
            version = str(self.form_version)
            aggregate.stop_pay[version] = aggregate.stop_pay.get(version, 0) + self.points

    class StoppedInVain(Event):
        """It was a false alarm: the client gets back what the stopped leases have cost."""

        TOPIC = "OrderBudget.StoppedInVain"
        form_version: int
        client_id: str
        points: int
        accepted: int

        def apply(self, aggregate: "Safety") -> None:
            version = str(self.form_version)
            aggregate.stop_pay[version] = aggregate.stop_pay.get(version, 0) - self.points

    def check_not_stopped(self, version: int) -> None:
        """Raises OrderStopped."""
        if self.is_stopped(version):
            raise OrderStopped("this order was stopped for the safety of members; your time is paid")

    def is_stopped(self, version: int) -> bool:
        """Whether nobody may answer this version."""
        return version in self.stopped_versions or version in self.breached_versions

    def watch(self, version: int, at: datetime) -> None:
        """Somebody reported this version."""
        if version not in self.watched_versions and version not in self.breached_versions:
            self.trigger_event(self.Watched, form_version=version, timestamp=at)

    def safety_stop(self, version: int, at: datetime) -> None:
        """From now on nobody answers this version."""
        if not self.is_stopped(version):
            self.trigger_event(self.SafetyStopped, form_version=version, timestamp=at)

    def end_watch(self, version: int, breach: bool, at: datetime) -> None:
        """An operator has decided about a version; what was waited for may now be drained."""
        if version not in self.breached_versions:
            self.trigger_event(self.WatchEnded, form_version=version, breach=breach, timestamp=at)
            if not breach:
                self._return_stop_pay(version, at)
            self._move(at)

    def _return_stop_pay(self, version: int, at: datetime) -> None:
        points = self.stop_pay.get(str(version), 0)
        points += sum(
            one.points for one in (self.batch.stops if self.batch else ()) if one.version == version
        )
        if points:
            self.trigger_event(
                self.StoppedInVain,
                form_version=version,
                client_id=self.terms["client_id"],
                points=points,
                accepted=self.accepted,
                timestamp=at,
            )

    def pay_stopped(self, version: int, reserved: int, points: int, at: datetime) -> None:
        """A live lease was stopped: the time is paid, the rest of its reward is free again."""
        self._move(at, live=-1, reserved=-reserved, spent=points, stopped=1)
        assert self.batch is not None
        self.batch = replace(self.batch, stops=(*self.batch.stops, StopPay(version, points)))

    def write_stops(self, stops: Sequence[StopPay], at: datetime) -> None:
        """Writes what the stopped leases of a group were paid."""
        for version in dict.fromkeys(one.version for one in stops):
            points = sum(one.points for one in stops if one.version == version)
            self.trigger_event(self.StopsPaid, form_version=version, points=points, timestamp=at)
