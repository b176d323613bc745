"""Use-cases between members: a split of points over several, and what waits for a person to look at it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from chassis.errors import NotFound
from points_ledger.application.one_member import NotLoaded, all_of, followed, one_member
from points_ledger.domain import (
    DEFAULT_LIMITS,
    DEFAULT_RULES,
    SHARE,
    Limits,
    MemberAccount,
    UseRules,
    account_id,
    day_of,
    review_id,
    shares,
    uses,
)
from points_ledger.domain.lots import split as cut
from points_ledger.domain.lots import usable
from points_ledger.domain.shares import ROUND_TRIP_PEOPLE

Share = tuple[str, int]


def split(
    key: str,
    giver_id: str,
    parts: Sequence[Share],
    hands: Sequence[str] | None,
    at: datetime,
    limits: Limits = DEFAULT_LIMITS,
    rules: UseRules = DEFAULT_RULES,
) -> Command:
    """Splits points of a member over others, all of it or nothing; what limits forbid waits for a person.

    hands: the members through whose hands the giver's points have come, and all that are one with them, the
    giver or a receiver, as far as a view knows; None when these are too many to follow, which a person has to
    look at.
    """
    giver = account_id(giver_id)
    known = {giver_id, *(hands or ()), *(member for member, _ in parts)}
    split_id = str(review_id(key))

    def decide(found: Aggregates) -> Outcome:
        giving, total = found[giver], sum(points for _, points in parts)
        giving.check_open()
        receivers = [_known(found, member, at) for member, _ in parts]
        keys = usable(giving.lots, day_of(at), "", giving.normal_expires_on)
        takes = uses.allowed(giving, keys, total, SHARE, rules)
        passed = [None] * len(parts) if hands is None else _passed(found, giver_id, receivers, known, at)
        aside = 0
        for number, (receiver, (member, points)) in enumerate(zip(receivers, parts, strict=True)):
            part, takes = cut(takes, points)
            row = shares.row_against(passed[number], receiver, points, at, limits)
            if row:
                id, hours = review_id(f"{split_id}/{number}"), limits.review_hours
                shares.set_aside(giving, id, member, points, part, row, split_id, at, hours)
                aside += points
            else:
                shares.share(giving, receiver, member, split_id, part, at)
        return Outcome(201, {"split_id": split_id, "points": total, "set_aside": aside})

    own = {giver_id, *(member for member, _ in parts)}
    streams = [Stream(MemberAccount, account_id(member), member not in own) for member in sorted(known)]
    return Command(key, streams, decide, digest_of(giver_id, list(parts)))


def _known(found: Aggregates, member_id: str, at: datetime) -> MemberAccount:
    """Raises NotFound, of one who has left as well."""
    account: MemberAccount = found[account_id(member_id)]
    if not account.member_id or account.has_left(day_of(at)):
        raise NotFound(f"there is no member {member_id} here")
    account.check_own()
    return account


def _passed(
    found: Aggregates, giver_id: str, receivers: Sequence[MemberAccount], known: set[str], at: datetime
) -> list[int | None]:
    """Points that have passed on this day between giver and each receiver, of all accounts that are one.

    None when a person has to look: the giver's points came from there, or one of `known`, who were asked for,
    is stopped. Raises NotLoaded.
    """
    try:
        origins, givers = _origins(found, giver_id, at), one_member(found, giver_id)
        people = [one_member(found, receiver.member_id).keys() for receiver in receivers]
    except NotLoaded as missing:
        if missing.member_id in known:
            return [None] * len(receivers)
        raise
    return [None if names & origins else passed_between(givers, names, at) for names in people]


def passed_between(giver: Mapping[str, MemberAccount], receiver: Iterable[str], at: datetime) -> int:
    """Points that have passed on this day, either way, between all accounts of two people."""
    return sum(one.between_on_day(name, at) for one in giver.values() for name in receiver)


def _origins(found: Aggregates, giver_id: str, at: datetime) -> set[str]:
    """Who has given what the giver has now, through at most three people, the giver among them."""
    origins: set[str] = set()
    level = {giver_id}
    for _ in range(ROUND_TRIP_PEOPLE):
        hands = all_of(found, level)
        level = {sender for one in hands.values() for sender in one.senders(at)} - origins
        origins |= level
    return origins


def decide_review(
    key: str,
    review: UUID,
    member_id: str,
    to_member: str,
    decision: str,
    reason: str,
    operator_id: str,
    at: datetime,
) -> Command:
    """A person releases what was set aside, or returns it."""

    def decide(found: Aggregates) -> Outcome:
        account, receiver = _both(found, member_id, to_member, at)
        shares.decide(account, receiver, str(review), decision, reason, operator_id, at)
        return Outcome(200, {"review_id": str(review), "decision": decision})

    return Command(key, _streams(member_id, to_member), decide, digest_of(str(review), decision, reason))


def lapse_review(review: UUID, member_id: str, to_member: str, at: datetime) -> Command:
    """Releases what nobody has decided in time."""

    def decide(found: Aggregates) -> None:
        account, receiver = _both(found, member_id, to_member, at)
        shares.lapse(account, receiver, str(review), at)

    return Command(f"lapse/{review}", _streams(member_id, to_member), decide)


def _streams(member_id: str, to_member: str) -> list[Stream]:
    return [Stream(MemberAccount, account_id(one)) for one in (member_id, to_member) if one]


def _both(
    found: Aggregates, member_id: str, to_member: str, at: datetime
) -> tuple[MemberAccount, MemberAccount | None]:
    account, *others = (followed(found, found[account_id(one)], at) for one in (member_id, to_member) if one)
    return account, others[0] if others else None
