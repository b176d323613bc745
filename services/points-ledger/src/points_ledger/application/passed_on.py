"""Work that was passed on: what its doer leaves to the member who asked for it (business rule 29)."""

from datetime import datetime

from chassis.chain import StreamStopped
from chassis.command import Aggregates
from points_ledger.application.one_member import fetched, followed, one_member
from points_ledger.application.shares import passed_between
from points_ledger.domain import Kept, Limits, MemberAccount, day_of, review_id, shares
from points_ledger.domain.member import NORMAL_OF_WORK


def pass_on(
    found: Aggregates, doer: MemberAccount, kept: Kept, reference: str, at: datetime, limits: Limits
) -> None:
    """Moves it from what the doer was granted just now; what limits forbid waits for a person.

    One who has left, or has become one with the doer, gets nothing, and the doer keeps all. The points are
    fresh out of an escrow, so that they can come back to nobody. The id of the share is told to others, to
    whom the reference would name the task.
    """
    share_id = str(review_id(f"{reference}/kept"))
    try:
        asker = followed(found, fetched(found, kept.member_id), at)
        doers = one_member(found, doer.member_id, fetched)
        askers = one_member(found, kept.member_id, fetched) if asker.member_id else {kept.member_id: asker}
    except StreamStopped:
        _set_aside(doer, kept, shares.STOPPED_ROW, share_id, at, limits)
        return
    if asker.has_left(day_of(at)) or kept.member_id in doers:
        return
    passed = passed_between(doers, askers, at)
    row = shares.STOPPED_ROW if doer.stopped else shares.row_against(passed, asker, kept.points, at, limits)
    if row:
        _set_aside(doer, kept, row, share_id, at, limits)
    else:
        shares.share(doer, asker, kept.member_id, share_id, {NORMAL_OF_WORK: kept.points}, at)


def _set_aside(
    doer: MemberAccount, kept: Kept, row: str, share_id: str, at: datetime, limits: Limits
) -> None:
    takes = {NORMAL_OF_WORK: kept.points}
    of = kept.member_id, kept.points, takes, row, share_id
    shares.set_aside(doer, review_id(share_id), *of, at, limits.review_hours)
