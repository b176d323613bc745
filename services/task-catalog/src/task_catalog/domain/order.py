"""The order: every move of its life, and nothing but those."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chassis.errors import FieldError, Invalid, invalid
from task_catalog.domain.columns import columns_in
from task_catalog.domain.errors import NoRewrites, OldVersion, TooManyItems, UnknownOrder, WrongState
from task_catalog.domain.events import RUNNING, OrderEvents
from task_catalog.domain.ids import lease_seconds, quote

EDITABLE = ("draft", "changes_asked", "unfunded")
TAKES_ITEMS = ("draft", "changes_asked", *RUNNING)
CLOSABLE = (*EDITABLE, *RUNNING, "in_review", "approved")
STOPPABLE = (*CLOSABLE, "screening", "funding")
ROWS_MOST, BATCHES_MOST = 100_000, 2_000
STATED = ("purpose", "recipient", "retention")
STATE_AFTER = {"fix": "changes_asked", "human": "in_review", "refuse": "refused"}


class Order(OrderEvents):
    """One order of a client through all its versions.

    `screened` and `held` count the rows of each batch (key: its number) that were cleared or held back under
    the newest version, `undecided` those of the held that wait for a person, `published` those that are
    tasks. An order without items is one task, of batch 0.
    """

    def __init__(self) -> None:
        self.client_id = ""
        self.state = ""
        self.order_version = 0
        self.document: dict[str, Any] = {}
        self.findings: list[dict[str, Any]] = []
        self.cleared = False
        self.columns: list[str] = []
        self.batches = 0
        self.rows = 0
        self.screened: dict[str, int] = {}
        self.held: dict[str, int] = {}
        self.undecided: dict[str, int] = {}
        self.attempt = 0
        self.asked_tasks = 0
        self.funded_tasks = 0
        self.published: dict[str, int] = {}
        self.filled_tasks = 0
        self.short_by_jpy = 0
        self.paid_points = 0

    def check_owner(self, client_id: str) -> None:
        """Another client's order does not exist for the caller."""
        if not self.state or self.client_id != client_id:
            raise UnknownOrder("there is no such order")

    def check_state(self, what: str, *states: str) -> None:
        """Refuses a move that is not of the table."""
        if not self.state:
            raise UnknownOrder("there is no such order")
        if self.state not in states:
            raise WrongState(f"an order that is {self.state} cannot {what}; it must be {' or '.join(states)}")

    @property
    def planned_tasks(self) -> int:
        """Tasks under what is known now: cleared rows, or one for an order without items."""
        return sum(self.screened.values()) if self.batches else 1

    @property
    def possible_tasks(self) -> int:
        """The most tasks it can come to: all rows but those that were held back for good."""
        held_for_good = sum(self.held.values()) - sum(self.undecided.values())
        return self.rows - held_for_good if self.batches else 1

    @property
    def published_tasks(self) -> int:
        """Tasks that members may have seen."""
        return sum(self.published.values())

    @property
    def publishable_tasks(self) -> int:
        """How many more tasks the locked money allows."""
        return self.funded_tasks - self.published_tasks if self.state in RUNNING else 0

    def unpublished_batches(self) -> list[int]:
        """Batches with cleared rows that are not tasks yet, in order."""
        cleared = self.screened if self.batches else {"0": 1}
        return sorted(int(key) for key, rows in cleared.items() if self.published.get(key, 0) < rows)

    def draft(self, client_id: str, document: dict[str, Any], at: datetime) -> None:
        """The first version."""
        if self.state:
            raise WrongState("this order exists already")
        self.trigger_event(self.Drafted, client_id=client_id, document=document, timestamp=at)

    def edit(self, version: int, document: dict[str, Any], at: datetime) -> None:
        """The next version of what `version` is; nothing is screened until it is submitted."""
        if self.order_version != version:
            raise OldVersion(f"the newest version is {self.order_version}")
        self.check_state("be edited", *EDITABLE)
        self._next_version(document, at)

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

    def submit(self, at: datetime) -> None:
        """To screening; an unfunded order, or one whose later rows are, asks for the money again.

        Each version is screened once, so one that came back unchanged is submitted as the next version.
        """
        if self.state == "unfunded" or (self.state in RUNNING and self.short_by_jpy):
            self._ask_for_funding(at)
            return
        self.check_state("be submitted", *EDITABLE)
        self._check_stated(self.document)
        self._check_columns(self.document)
        if self.state == "changes_asked":
            self._next_version(self.document, at)
        self._submit(at)

    @staticmethod
    def _check_stated(document: dict[str, Any]) -> None:
        missing = [name for name in STATED if not document.get(name, "").strip()]
        if missing:
            message = "members read it before they answer; it is needed before an order is submitted"
            raise Invalid([FieldError(name, message) for name in missing])

    def _check_columns(self, document: dict[str, Any]) -> None:
        missing = [name for name in columns_in(document) if name not in self.columns]
        if missing:
            where = "items" if self.batches else "questions"
            raise invalid(where, f"no item has the column {missing[0]}, which a question names")

    def _submit(self, at: datetime) -> None:
        self.trigger_event(
            self.Submitted,
            client_id=self.client_id,
            version=self.order_version,
            document=self.document,
            timestamp=at,
        )

    def accept_rewrites(self, version: int, document: dict[str, Any], at: datetime) -> None:
        """Submits `document`, which is `version` with all rewrites made that screening offered for it."""
        self.check_state("take rewrites", "changes_asked")
        if self.order_version != version:
            raise OldVersion(f"the newest version is {self.order_version}")
        if not any(finding.get("rewrite") for finding in self.findings):
            raise NoRewrites("screening offers no rewrite; edit the order and submit it")
        self._check_stated(document)
        self._check_columns(document)
        self._next_version(document, at)
        self._submit(at)

    def clear(self, version: int, by: str, at: datetime) -> None:
        """Screening, or an operator, passes this version; a stale one changes nothing."""
        if version != self.order_version or self.state not in ("screening", "in_review"):
            return
        self.trigger_event(self.Cleared, version=version, by=by, timestamp=at)
        self._go_on_when_screened(at)

    def flag(self, version: int, verdict: str, findings: list[dict[str, Any]], by: str, at: datetime) -> None:
        """Screening, or an operator, does not pass this version; a stale one changes nothing.

        What an operator says joins what screening found, so that its rewrites may still be accepted.
        """
        if version != self.order_version or self.state not in ("screening", "in_review"):
            return
        before = [] if by == "policy" else self.findings
        self._flag(STATE_AFTER[verdict], [*before, *findings], at)

    def _flag(self, state: str, findings: list[dict[str, Any]], at: datetime) -> None:
        self.trigger_event(
            self.Flagged, version=self.order_version, state=state, findings=findings, timestamp=at
        )

    def review_again(self, version: int, at: datetime) -> None:
        """The client appealed against an operator; a stale one changes nothing."""
        if version == self.order_version and self.state in ("changes_asked", "refused"):
            self._flag("in_review", self.findings, at)

    def awaits_rows(self, version: int) -> bool:
        """Whether it still matters which rows are cleared under this version."""
        return version == self.order_version and self.state not in ("draft", "closed", "settled", "refused")

    def screen_batch(self, batch: int, cleared: int, held: int, undecided: int, at: datetime) -> None:
        """Counts the rows of a batch that may become tasks; `awaits_rows` comes first."""
        self.trigger_event(
            self.BatchScreened,
            version=self.order_version,
            batch=batch,
            cleared=cleared,
            held=held,
            undecided=undecided,
            timestamp=at,
        )
        self._go_on_when_screened(at)
        self._close_when_filled(at)

    def _go_on_when_screened(self, at: datetime) -> None:
        if not self.cleared or len(self.screened) < self.batches:
            return
        if self.state == "approved" and self.planned_tasks == 0:
            if any(self.undecided.values()):
                return
            reason = "no row may become a task; see the held rows"
            finding = {"rule": "items", "verdict": "fix", "where": "items", "reason": reason}
            self._flag("changes_asked", [finding], at)
        elif self.state == "approved" or (self.state in RUNNING and self.planned_tasks > self.asked_tasks):
            self._ask_for_funding(at)

    def _ask_for_funding(self, at: datetime) -> None:
        self.trigger_event(
            self.FundingAsked,
            client_id=self.client_id,
            version=self.order_version,
            attempt=self.attempt + 1,
            tasks=self.planned_tasks,
            **quote(self.planned_tasks, self.document),
            timestamp=at,
        )

    def fund(self, tasks: int, total_jpy: int, at: datetime) -> bool:
        """The ledger locked the money; says whether there are tasks to publish."""
        if tasks <= self.funded_tasks or self.state not in ("funding", *RUNNING):
            return False
        first = self.state == "funding"
        self.trigger_event(self.Funded, tasks=tasks, total_jpy=total_jpy, timestamp=at)
        if first:
            self.trigger_event(
                self.Opened,
                client_id=self.client_id,
                version=self.order_version,
                document=self.document,
                lease_seconds=lease_seconds(self.document),
                timestamp=at,
            )
            self._go_on_when_screened(at)
        return True

    def refuse_funding(self, tasks: int, short_by_jpy: int, at: datetime) -> None:
        """The ledger could not lock the money for so many tasks."""
        if tasks == self.asked_tasks > self.funded_tasks and self.state in ("funding", *RUNNING):
            self.trigger_event(self.FundingRefused, short_by_jpy=short_by_jpy, timestamp=at)

    def publish(self, batch: int, tasks: int, at: datetime) -> None:
        """Counts the rows of a batch that became tasks."""
        self.trigger_event(self.TasksPublished, batch=batch, tasks=tasks, timestamp=at)

    def pause(self, at: datetime) -> None:
        """Nobody new starts."""
        self.check_state("be paused", "live")
        self.trigger_event(self.Paused, version=self.order_version, timestamp=at)

    def resume(self, at: datetime) -> None:
        """Members may start again."""
        self.check_state("be resumed", "paused")
        self.trigger_event(self.Resumed, version=self.order_version, timestamp=at)

    def close(self, reason: str, at: datetime) -> None:
        """Ends it; what is running ends by itself."""
        self.check_state("be closed", *CLOSABLE)
        self._close(reason, at)

    def stop(self, at: datetime) -> None:
        """An operator ends it; unlike a client, also while an answer about it is on its way."""
        self.check_state("be stopped", *STOPPABLE)
        self._close("operator", at)

    def _close(self, reason: str, at: datetime) -> None:
        was_open = self.funded_tasks > 0
        self.trigger_event(
            self.Closed, version=self.order_version, reason=reason, was_open=was_open, timestamp=at
        )

    def complete(self, tasks: int, at: datetime) -> None:
        """Every place of `tasks` is answered: closed, unless rows are still on their way to become tasks."""
        if tasks > self.filled_tasks and self.state in RUNNING:
            self.trigger_event(self.Filled, tasks=tasks, timestamp=at)
            self._close_when_filled(at)

    def _close_when_filled(self, at: datetime) -> None:
        all_screened = len(self.screened) == self.batches and not any(self.undecided.values())
        all_filled = self.filled_tasks == self.funded_tasks == self.asked_tasks
        if all_screened and all_filled and self.state in RUNNING:
            self._close("complete", at)

    def settle(self, paid_points: int, fee_jpy: int, returned_jpy: int, at: datetime) -> None:
        """The ledger has paid everything and given the rest back."""
        if self.state == "closed":
            self.trigger_event(
                self.Settled,
                paid_points=paid_points,
                fee_jpy=fee_jpy,
                returned_jpy=returned_jpy,
                timestamp=at,
            )
