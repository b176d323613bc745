"""Work that was passed on: what its doer leaves to the member who asked for it (business rule 29)."""

from datetime import datetime

from chassis.chain import StreamStopped
from chassis.command import Aggregates
from points_ledger.application.one_member import fetched, followed, one_member
from points_ledger.domain import Kept, Limits, MemberAccount, day_of, review_id, shares
from points_ledger.domain.member import NORMAL_OF_WORK


def pass_on(
    found: Aggregates, doer: MemberAccount, kept: Kept, reference: str, at: datetime, limits: Limits
) -> None:
    """Moves it from what the doer was granted just now; what limits forbid waits for a person.

    One who has left, or has become one with the doer, gets nothing, and the doer keeps all. The points are
    fresh out of an escrow, so that they can come back to nobody.
    """
    try:
        asker = followed(found, fetched(found, kept.member_id), at)
        doers = one_member(found, doer.member_id, fetched)
        askers = one_member(found, kept.member_id, fetched) if asker.member_id else {kept.member_id: asker}
    except StreamStopped:
        _set_aside(doer, kept, shares.STOPPED_ROW, reference, at, limits)
        return
    if asker.has_left(day_of(at)) or kept.member_id in doers:
        return
    passed = sum(one.between_on_day(name, at) for one in doers.values() for name in askers)
    row = shares.STOPPED_ROW if doer.stopped else shares.row_against(passed, asker, kept.points, at, limits)
    if row:
        _set_aside(doer, kept, row, reference, at, limits)
    else:
        shares.share(doer, asker, kept.member_id, reference, {NORMAL_OF_WORK: kept.points}, at)


def _set_aside(
    doer: MemberAccount, kept: Kept, row: str, reference: str, at: datetime, limits: Limits
) -> None:
    takes, id = {NORMAL_OF_WORK: kept.points}, review_id(f"{reference}/kept")
    of = kept.member_id, kept.points, takes, row, reference
    shares.set_aside(doer, id, *of, at, limits.review_hours)
