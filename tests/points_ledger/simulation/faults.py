"""Faults that the simulation must find when they are planted."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from points_ledger.application.one_member import account_of
from points_ledger.domain import PartnerAccount, calendar, case, counters, lots, slip
from tests.chassis.memory_store import MemoryStore

COMMIT, LAST_DAY = MemoryStore.commit, lots.Lot.last_day
CHECK_CAPS, CHECK_CASE = PartnerAccount.check_can_grant, case.ClawbackCase.check
CHECK_HELD, LONG_AGO = slip.Slip.check_held, datetime(2000, 1, 1, tzinfo=UTC)


def a_lot_taken_twice() -> Any:
    """What was taken stays in the lot as well."""
    return patch("points_ledger.domain.holdings.subtract", lambda of, takes: None)


def a_hold_captured_twice() -> Any:
    """A captured hold still looks open."""

    def apply(self: Any, aggregate: Any) -> None:
        aggregate.captured = self.points

    return patch.object(slip.Slip.Captured, "apply", apply)


def an_expiry_off_by_a_day() -> Any:
    """Each lot lives a day too long."""

    def later(self: lots.Lot, normal_expires_on: str) -> str:
        last = LAST_DAY(self, normal_expires_on)
        return calendar.days_later(last, 1) if last else last

    return patch.object(lots.Lot, "last_day", later)


def a_lost_inbox_key() -> Any:
    """Nobody remembers what was done."""
    return patch.object(
        MemoryStore, "commit", lambda self, events, handled, rows: COMMIT(self, events, [], rows)
    )


def a_refund_into_the_wrong_lot() -> Any:
    """The first taken comes back first."""
    return patch("points_ledger.domain.slip.last_of", lots.split)


def a_merge_that_loses_days() -> Any:
    """Points live as long as those of the account that they come to."""
    return patch(
        "points_ledger.domain.merges._day_of_survivor",
        lambda survivor, account, at: survivor.normal_expires_on,
    )


def a_merge_that_forgets_what_is_earned_since() -> Any:
    """What was taken from a merged account before keeps its old day."""
    return patch("points_ledger.domain.merges.follow", lambda account, survivor, at: None)


def a_merge_that_forgets_what_passed() -> Any:
    """Limits between members see the one account alone."""
    return patch(
        "points_ledger.application.shares.one_member",
        lambda found, member: {member: account_of(found, member)},
    )


def a_debt_that_forgets_who_passed_the_task_on() -> Any:
    """What is paid later is all the doer's."""
    return patch("points_ledger.domain.OrderEscrow.kept_of", lambda escrow, reference: None)


def a_debt_paid_out_of_turn() -> Any:
    """Whatever the money suffices for is paid."""
    return patch(
        "points_ledger.domain.OrderEscrow.is_next", lambda escrow, reference: reference in escrow.owed
    )


def an_appeal_won_for_nothing() -> Any:
    """What was taken back stays so."""
    return patch("points_ledger.domain.clawback.give_back", lambda account, *of_case: None)


def a_leave_without_a_month_to_spend() -> Any:
    """All lapses at once."""
    return patch("points_ledger.domain.MemberAccount.has_left", lambda account, day: bool(account.lapses_on))


def a_late_stamp_that_opens_a_day_anew() -> Any:
    """What came in goes back to the day of whatever comes late."""

    def add_to(counter: counters.Counter, period: str, points: int) -> counters.Counter:
        return [period, points + (int(counter[1]) if counter[0] == period else 0)]

    return patch("points_ledger.domain.holdings.add_to", add_to)


def a_moment_that_is_lost() -> Any:
    """What a terminal tells late seems to have happened when it was booked."""
    return patch("points_ledger.application.partners.stated", lambda occurred_at, at: None)


def a_cap_of_a_key_that_bounds_nothing() -> Any:
    """The caps of the partner are the only ones."""

    def check(self: PartnerAccount, points: int, at: datetime, api_key_id: str = "") -> None:
        CHECK_CAPS(self, points, at)

    return patch.object(PartnerAccount, "check_can_grant", check)


def an_exchange_confirmed_after_its_time() -> Any:
    """As long as nobody has written that it is over."""
    return patch.object(slip.Slip, "check_held", lambda self, at: CHECK_HELD(self, LONG_AGO))


def an_operator_who_decides_twice() -> Any:
    """Whoever has proposed a case may decide it too."""
    return patch.object(case.ClawbackCase, "check", lambda self, by, *states: CHECK_CASE(self, "", *states))


FAULTS: Mapping[str, Callable[[], Any]] = {
    fault.__name__: fault
    for fault in (
        a_lot_taken_twice,
        a_hold_captured_twice,
        an_expiry_off_by_a_day,
        a_lost_inbox_key,
        a_refund_into_the_wrong_lot,
        a_merge_that_loses_days,
        a_merge_that_forgets_what_is_earned_since,
        a_merge_that_forgets_what_passed,
        a_late_stamp_that_opens_a_day_anew,
        a_debt_that_forgets_who_passed_the_task_on,
        a_debt_paid_out_of_turn,
        an_appeal_won_for_nothing,
        a_leave_without_a_month_to_spend,
        a_moment_that_is_lost,
        a_cap_of_a_key_that_bounds_nothing,
        an_exchange_confirmed_after_its_time,
        an_operator_who_decides_twice,
    )
}


@contextmanager
def planted(name: str | None) -> Iterator[None]:
    """The simulation's test switch: one of FAULTS, or none."""
    if name is None:
        yield
        return
    with FAULTS[name]():
        yield
