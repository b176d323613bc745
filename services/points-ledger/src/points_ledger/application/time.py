"""What becomes due by itself: holds and lots end, and members are told before."""

from datetime import datetime
from uuid import UUID

from chassis.command import Aggregates, Command, Stream
from points_ledger.application.one_member import followed
from points_ledger.domain import MemberAccount, Slip, account_id, ageing, day_of, uses


def expire_hold(hold_id: UUID, member_id: str, at: datetime) -> Command:
    """Gives back what was held for too long."""
    account = account_id(member_id)

    def decide(found: Aggregates) -> None:
        uses.expire_hold(followed(found, found[account], at), found[hold_id], at)

    streams = [Stream(MemberAccount, account), Stream(Slip, hold_id)]
    return Command(f"expire-hold/{hold_id}", streams, decide)


def expire_lots(account: UUID, last_day: str, at: datetime) -> Command:
    """Writes every lot of an account whose last day is over; `last_day` is the first such day.

    An account asks once for each last day of its lots, so that a repetition finds its key.
    """

    def decide(found: Aggregates) -> None:
        ageing.expire(followed(found, found[account], at), at)

    return Command(f"expire/{account}/{last_day}/{day_of(at)}", [Stream(MemberAccount, account)], decide)


def lapse(member_id: str, at: datetime) -> Command:
    """Ends what an erased member has left; asked again when something comes back later."""
    account = account_id(member_id)

    def decide(found: Aggregates) -> None:
        ageing.lapse(found[account], at)

    return Command(f"lapse/{member_id}/{at.isoformat()}", [Stream(MemberAccount, account)], decide)


def notice(account: UUID, lot: str, expires_on: str, days: int, at: datetime) -> Command:
    """Tells a member that a lot ends in so many days: once, and again of points that come into it anew."""

    def decide(found: Aggregates) -> None:
        ageing.notice(found[account], lot, expires_on, days, at)

    key = f"notice/{account}/{lot}/{expires_on}/{days}/{at.isoformat()}"
    return Command(key, [Stream(MemberAccount, account)], decide)
