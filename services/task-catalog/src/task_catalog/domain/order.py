"""The order: every move that its client, screening and the other services make, and nothing but those."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chassis.errors import FieldError, Invalid, invalid
from task_catalog.domain.ages import nobody_of_age
from task_catalog.domain.columns import columns_in
from task_catalog.domain.declining import personal_exits
from task_catalog.domain.errors import NoRewrites, OldVersion, TooManyItems, WrongState
from task_catalog.domain.opening import Opening
from task_catalog.domain.running import RUNNING

EDITABLE = ("draft", "changes_asked", "unfunded")
TAKES_ITEMS = ("draft", "changes_asked", *RUNNING)
CLOSABLE = (*EDITABLE, *RUNNING, "in_review", "approved")
STOPPABLE = (*CLOSABLE, "screening", "funding")
UNCLAIMED_HOURS_MOST = 168
ROWS_MOST, BATCHES_MOST = 100_000, 2_000
STATED = ("purpose", "recipient", "retention")
STATE_AFTER = {"fix": "changes_asked", "human": "in_review", "refuse": "refused"}


class Order(Opening):
    """One order of a client; see `OrderState` for what it knows."""

    def draft(self, client_id: str, document: dict[str, Any], fees: dict[str, int], at: datetime) -> None:
        """The first version. fees: in percent, by how answers are accepted; they stay as they are now."""
        if self.state:
            raise WrongState("this order exists already")
        self.trigger_event(self.Drafted, client_id=client_id, document=document, fees=fees, timestamp=at)

    def edit(self, version: int, document: dict[str, Any], at: datetime) -> None:
        """The next version of what `version` is.

        It is screened when it is submitted; that of an order on which members work is submitted at once.
        """
        if self.order_version != version:
            raise OldVersion(f"the newest version is {self.order_version}")
        self.check_state("be edited", *EDITABLE, *RUNNING)
        if self.state not in RUNNING:
            self._next_version(document, at)
            return
        if document["answers_per_task"] != self.live_document["answers_per_task"]:
            raise invalid("answers_per_task", "cannot change while members work on the order")
        if document["reward_points"] < self.raised_points:
            raise invalid("reward_points", f"members were measured to need {self.raised_points} here")
        self._check_complete(document)
        self._next_version(document, at)
        self._submit(at)

    def help(self, operator_id: str, at: datetime) -> None:
        """An operator writes what its client then submits, so nothing that is submitted at once."""
        self.check_state("be written by an operator", *EDITABLE)
        if operator_id not in self.edited_by:
            self.trigger_event(self.Helped, operator_id=operator_id, timestamp=at)

    def _next_version(self, document: dict[str, Any], at: datetime) -> None:
        self.trigger_event(self.Edited, version=self.order_version + 1, document=document, timestamp=at)

    def add_batch(self, rows: Sequence[dict[str, str]], at: datetime) -> int:
        """Counts a batch of rows in; returns the order's row number of its first row."""
        self.check_state("take items", *TAKES_ITEMS)
        if self.state in RUNNING and not self.batches:
            raise WrongState(f"an order that is {self.state} without items cannot take any")
        if self.rows + len(rows) > ROWS_MOST or self.batches == BATCHES_MOST:
            raise TooManyItems(f"an order takes {ROWS_MOST} items in {BATCHES_MOST} batches of up to 200")
        first_row = self.rows
        columns = sorted(set.intersection(*(set(row) for row in rows)))
        self.trigger_event(self.ItemsAdded, batch=self.batches, rows=len(rows), columns=columns, timestamp=at)
        return first_row

    def replace_rows(self, batch: int, rows: int, at: datetime) -> None:
        """So many rows of a batch go on in other words."""
        self.trigger_event(self.RowsReplaced, batch=batch, rows=rows, timestamp=at)

    def submit(self, at: datetime) -> None:
        """To screening; an unfunded version, or later rows that are, ask for the money again.

        Each version is screened once, so one that came back unchanged is submitted as the next version.
        """
        short = self.state in RUNNING and self.short_by_jpy and not self.next_state
        if self.version_state == "unfunded" or short:
            self.ask_for_funding(at)
            return
        if self.next_state != "changes_asked":
            self.check_state("be submitted", *EDITABLE)
        self._check_complete(self.document)
        if self.version_state == "changes_asked":
            self._next_version(self.document, at)
        self._submit(at)

    def promise_as(self, promise: dict[str, Any], at: datetime) -> None:
        """Keeps what the quote says of an order that is being handed in for the first time."""
        if self.state == "screening":
            self.trigger_event(self.Promised, promise=promise, timestamp=at)

    def _check_complete(self, document: dict[str, Any]) -> None:
        """Raises Invalid naming what has to be there before a version is handed in."""
        missing = [name for name in STATED if not document.get(name, "").strip()]
        if missing:
            message = "members read it before they answer; it is needed before an order is submitted"
            raise Invalid([FieldError(name, message) for name in missing])
        unknown = [name for name in columns_in(document) if name not in self.columns]
        if unknown:
            where = "items" if self.batches else "questions"
            raise invalid(where, f"no item has the column {unknown[0]}, which a question names")

    def _submit(self, at: datetime) -> None:
        self.trigger_event(
            self.Submitted,
            client_id=self.client_id,
            version=self.order_version,
            document=self.document,
            edited_by=self.edited_by,
            timestamp=at,
        )

    def check_rewrites(self, version: int, document: dict[str, Any], of_rows: bool) -> None:
        """Whether rewrites may be taken, of rows or of what was found in the order itself."""
        if self.version_state != "changes_asked":
            self.check_state("take rewrites", "changes_asked", *RUNNING)
        if self.order_version != version:
            raise OldVersion(f"the newest version is {self.order_version}")
        of_order = self.version_state == "changes_asked" and any(
            finding.get("rewrite") for finding in self.findings
        )
        if not of_rows and not of_order:
            raise NoRewrites("screening offers no rewrite; edit the order and submit it")
        if self.version_state == "changes_asked":
            self._check_complete(document)

    def accept_rewrites(self, document: dict[str, Any], at: datetime) -> None:
        """Submits `document`, the newest version with all rewrites made that screening offered for it.

        A version that has passed stays, and only its rewritten rows are screened.
        """
        if self.version_state == "changes_asked":
            self._next_version(document, at)
            self._submit(at)

    def find_personal(
        self, version: int, declines: dict[str, str], consents: dict[str, str], at: datetime
    ) -> None:
        """Screening says before its verdict by which words members decline questions, or agree to them."""
        if version == self.order_version:
            said = {"declines": declines, "consents": consents}
            self.trigger_event(self.PersonalFound, version=version, **said, timestamp=at)

    def find_age(self, version: int, least_age: int, at: datetime) -> None:
        """Screening says from what age on members may have the version, before its verdict; rows raise it."""
        if version == self.order_version and least_age > self.least_age:
            self.trigger_event(self.AgeFound, version=version, least_age=least_age, timestamp=at)

    def clear(self, version: int, by: str, at: datetime) -> None:
        """Screening, or an operator, passes this version; a stale one changes nothing.

        A personal question may not end the work (business rule 15), and somebody must be of age for it,
        whoever has passed it.
        """
        if version != self.order_version or self.version_state not in ("screening", "in_review"):
            return
        barred = personal_exits(self.document, self.declines)
        if barred := [*barred, *nobody_of_age(self.document, self.least_age)]:
            self.send_back("changes_asked", [*self.findings, *barred], at)
            return
        self.trigger_event(self.Cleared, version=version, by=by, timestamp=at)
        self.go_on_when_screened(at)

    def flag(self, version: int, verdict: str, findings: list[dict[str, Any]], by: str, at: datetime) -> None:
        """Screening, or an operator, does not pass this version; a stale one changes nothing.

        What an operator says joins what screening found, so that its rewrites may still be accepted.
        """
        if version != self.order_version or self.version_state not in ("screening", "in_review"):
            return
        before = [] if by == "policy" else self.findings
        self.send_back(STATE_AFTER[verdict], [*before, *findings], at)
        self.close_when_complete(at)

    def review_again(self, version: int, at: datetime) -> None:
        """The client appealed against an operator; a stale one changes nothing."""
        if version == self.order_version and self.version_state in ("changes_asked", "refused"):
            self.send_back("in_review", self.findings, at)

    def awaits_rows(self, version: int) -> bool:
        """Whether it still matters which rows are cleared under this version."""
        return version == self.order_version and self.state not in ("draft", "closed", "settled", "refused")

    def screen_batch(
        self, batch: int, cleared: int, held: int, undecided: int, lost: int, at: datetime
    ) -> None:
        """Counts the rows of a batch that may become tasks; `awaits_rows` comes first.

        lost: rows that may be tasks under the live version and are held under this one.
        """
        version = self.order_version
        is_appeal = str(batch) in self.screened and self.cleared and self.state == "changes_asked"
        if lost != self.lost.get(str(batch), 0):
            self.trigger_event(self.RowsLost, version=version, batch=batch, rows=lost, timestamp=at)
        self.trigger_event(
            self.BatchScreened,
            version=version,
            batch=batch,
            cleared=cleared,
            held=held,
            undecided=undecided,
            timestamp=at,
        )
        if is_appeal and self.planned_tasks:
            self.ask_for_funding(at)
        self.go_on_when_screened(at)
        self.close_when_complete(at)

    def publish(self, batch: int, tasks: int, at: datetime) -> None:
        """Counts the rows of a batch that became tasks."""
        self.trigger_event(self.TasksPublished, batch=batch, tasks=tasks, timestamp=at)

    def pause(self, at: datetime) -> None:
        """Nobody new starts."""
        self.check_state("be paused", "pilot", "live")
        self.pause_for("client", at)

    def resume(self, at: datetime) -> None:
        """Members may start again; after a pilot that failed, on a further pilot."""
        self.check_state("be resumed", "paused")
        if self.halted:
            raise WrongState("this order was stopped for the safety of members; an operator decides about it")
        if self.is_underpaid:
            raise WrongState("members earn less than the floor here; top up first, or close the order")
        self.go_on(at)

    def measure_pay(self, at: datetime, **figures: int) -> None:
        """Members earn less than the floor, or not any more. figures: the fields of PayMeasured."""
        if self.state in RUNNING:
            self.trigger_event(self.PayMeasured, **figures, timestamp=at)
            self.hold_to_the_floor(at)
            self.close_when_complete(at)

    def top_up(self, at: datetime) -> None:
        """The reward rises to what meets the floor, for the answers that are accepted already too."""
        self.check_state("be topped up", *RUNNING)
        if not self.is_underpaid:
            raise WrongState("members earn the floor here; nothing is to be topped up")
        self.ask_for_top_up(at)

    def halt(self, at: datetime) -> None:
        """A safety stop: nobody new starts, and the client cannot resume it."""
        if self.state not in RUNNING or self.halted:
            return
        was_live = self.state != "paused"
        self.trigger_event(self.Halted, version=self.live_version, was_live=was_live, timestamp=at)
        if was_live:
            self.pause_for("safety", at)

    def release(self, breach: bool, at: datetime) -> None:
        """An operator has decided what was reported: closed after a breach, else it goes on as before."""
        was_halted = self.halted
        if was_halted:
            self.trigger_event(self.Released, version=self.live_version, timestamp=at)
        if breach and self.state in RUNNING:
            self.end("operator", at)
        elif was_halted:
            self.go_on_unless_held(at)

    def close(self, reason: str, at: datetime) -> None:
        """Ends it; what is running ends by itself."""
        self.check_state("be closed", *CLOSABLE)
        self.end(reason, at)

    def stop(self, at: datetime) -> None:
        """An operator ends it; unlike a client, also while an answer about it is on its way."""
        self.check_state("be stopped", *STOPPABLE)
        self.end("operator", at)

    def note_unclaimed(
        self, version: int, hours: int, conditions: list[dict[str, Any]], at: datetime
    ) -> None:
        """Nobody begins it: its client is told, and after a week it ends."""
        if self.state not in ("pilot", "live") or version != self.live_version:
            return
        self.trigger_event(self.Unclaimed, version=version, hours=hours, conditions=conditions, timestamp=at)
        if hours >= UNCLAIMED_HOURS_MOST:
            self.end("unclaimed", at)

    def hold_for_exits(self, version: int, at: datetime) -> None:
        """Too many members are screened out: nobody new starts until its client has looked at it."""
        if self.state in ("pilot", "live") and version == self.live_version:
            self.pause_for("screen_outs", at)

    def complete(self, tasks: int, at: datetime) -> None:
        """Every place of `tasks` is answered: closed, unless rows are still on their way to become tasks."""
        if tasks > self.filled_tasks and self.state in RUNNING:
            self.trigger_event(self.Filled, tasks=tasks, timestamp=at)
            self.close_when_complete(at)

    def settle(self, paid_points: int, fee_jpy: int, returned_jpy: int, at: datetime) -> None:
        """The ledger has paid everything and given the rest back; a missed promise costs the fee."""
        if self.state != "closed":
            return
        self.trigger_event(
            self.Settled, paid_points=paid_points, fee_jpy=fee_jpy, returned_jpy=returned_jpy, timestamp=at
        )
        self.return_fee(at)
