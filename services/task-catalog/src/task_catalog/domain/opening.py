"""From screened to open: the money, the first opening, a further version, and the pilot."""

from datetime import datetime
from typing import Any

from task_catalog.domain.ages import aged
from task_catalog.domain.declining import declinable
from task_catalog.domain.ids import lease_seconds, pilot_size
from task_catalog.domain.pausing import Pausing
from task_catalog.domain.pricing import paying
from task_catalog.domain.running import RUNNING


class Opening(Pausing):
    """An order whose version is cleared asks for its money, and opens when that is locked."""

    def go_on_when_screened(self, at: datetime) -> None:
        """What follows once the newest version and all rows under it are screened."""
        if not self.cleared or len(self.screened) < self.batches:
            return
        if self.next_state:
            self._go_on_with_next(at)
        elif self.state == "approved" and self.planned_tasks == 0:
            if not any(self.undecided.values()):
                self._ask_for_changes("no row may become a task; see the held rows", at)
        elif self.state == "approved" or (self.state in RUNNING and self.planned_tasks > self.asked_tasks):
            self.ask_for_funding(at)

    def _go_on_with_next(self, at: datetime) -> None:
        """A further version replaces the live one when no task is lost by it and its money is locked."""
        lost = sum(self.lost.values())
        if self.next_state != "approved" or (lost and any(self.undecided.values())):
            return
        if lost:
            self._ask_for_changes(f"{lost} rows that may be tasks already are held under this version", at)
        elif self._price["total_jpy"] > self.funded_jpy:
            self.ask_for_funding(at)
        else:
            self._adopt(at)

    def _ask_for_changes(self, reason: str, at: datetime) -> None:
        finding = {"rule": "items", "verdict": "fix", "where": "items", "reason": reason}
        self.send_back("changes_asked", [finding], at)

    def send_back(self, state: str, findings: list[dict[str, Any]], at: datetime) -> None:
        """The newest version does not pass, or waits for a person; `state` is where it goes."""
        self.trigger_event(
            self.Flagged, version=self.order_version, state=state, findings=findings, timestamp=at
        )

    def ask_for_funding(self, at: datetime) -> None:
        """Names the total that is to be locked for the newest version."""
        self._ask_for(self.order_version, self.planned_tasks, self._price, at)

    @property
    def _price(self) -> dict[str, int]:
        """Of the newest version, and of the reward that its client tops up to."""
        return self.price(self.planned_tasks, paying(self.document, self.raise_to))

    def _ask_for(self, version: int, tasks: int, price: dict[str, int], at: datetime) -> None:
        parts = {name: jpy for name, jpy in price.items() if name.endswith("_jpy")}
        self.trigger_event(
            self.FundingAsked,
            client_id=self.client_id,
            version=version,
            attempt=self.attempt + 1,
            tasks=tasks,
            **parts,
            timestamp=at,
        )

    def ask_for_top_up(self, at: datetime) -> None:
        """Its client pays what meets the floor; that comes into force when the money is locked."""
        points, price = self.pay["needed_points"], self.top_up_quote
        if self.raise_to == points and not self.short_by_jpy:
            return
        self.trigger_event(self.TopUpAsked, reward_points=points, total_jpy=price["total_jpy"], timestamp=at)
        if price["total_jpy"] > self.funded_jpy:
            self._ask_for(self.live_version, self.asked_tasks, price, at)
        else:
            self.raise_reward(points, at)

    def fund(self, tasks: int, total_jpy: int, at: datetime) -> bool:
        """The ledger locked the money; says whether there may be tasks to publish."""
        if total_jpy <= self.funded_jpy or self.state not in ("funding", *RUNNING):
            return False
        first = self.state == "funding"
        self.trigger_event(self.Funded, tasks=tasks, total_jpy=total_jpy, timestamp=at)
        if first:
            self.trigger_event(self.Opened, **self._form(), timestamp=at)
            if tasks > pilot_size(tasks):
                self.start_pilot(pilot_size(tasks), at)
            else:
                self.trigger_event(self.AllPilot, version=self.live_version, tasks=tasks, timestamp=at)
            self.go_on_when_screened(at)
        elif self.next_state in ("funding", "unfunded") and total_jpy >= self.asked_jpy:
            self._adopt(at)
        if self.raise_to and total_jpy >= self.raise_jpy:
            self.raise_reward(self.raise_to, at)
            self.close_when_complete(at)
        return True

    def _adopt(self, at: datetime) -> None:
        self.trigger_event(self.Adopted, **self._form(), timestamp=at)
        self.hold_to_the_floor(at)
        self.go_on_when_screened(at)
        self.close_when_complete(at)

    def _form(self) -> dict[str, Any]:
        return {
            "client_id": self.client_id,
            "version": self.order_version,
            "document": aged(declinable(self.document, self.declines, self.consents), self.least_age),
            "lease_seconds": lease_seconds(self.document),
        }

    def refuse_funding(self, tasks: int, short_by_jpy: int, at: datetime) -> None:
        """The ledger could not lock the money for so many tasks."""
        awaits_money = self.asked_jpy > self.funded_jpy and self.state in ("funding", *RUNNING)
        if awaits_money and tasks == self.asked_tasks:
            self.trigger_event(self.FundingRefused, short_by_jpy=short_by_jpy, timestamp=at)

    def decide_pilot(self, tasks: int, failed: list[str], measures: dict[str, Any], at: datetime) -> bool:
        """The pilot is done: the other tasks follow, or nobody new starts. Says whether they follow.

        Of an order that is all pilot it may be heard after the end, and is only told.
        """
        if self.pilot.get("state") != "running" or tasks != self.pilot["tasks"]:
            return False
        if self.pilot_tasks and self.state not in RUNNING:
            return False
        self.trigger_event(self.PilotDecided, tasks=tasks, failed=failed, measures=measures, timestamp=at)
        if self.state == "settled":
            self.return_fee(at)
        if failed and self.state == "pilot":
            self.pause_for("pilot", at)
        return not failed and self.state in RUNNING

    def return_fee(self, at: datetime) -> None:
        """A missed promise costs the fee that was taken, once."""
        if self.fee_jpy and self.missed and not self.fee_to_return_jpy:
            self.trigger_event(
                self.PromiseMissed,
                client_id=self.client_id,
                missed=self.missed,
                fee_jpy=self.fee_jpy,
                timestamp=at,
            )

    def close_when_complete(self, at: datetime) -> None:
        """Everything is answered, and nothing more is on its way."""
        if self.is_complete:
            self.end("complete", at)

    def end(self, reason: str, at: datetime) -> None:
        """Nobody starts any more."""
        was_open = self.funded_tasks > 0
        self.trigger_event(
            self.Closed, version=self.order_version, reason=reason, was_open=was_open, timestamp=at
        )
