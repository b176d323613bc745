"""Use-cases of partners: holds, captures, spends, refunds and grants, once under the partner's reference.

The slip of a reference knows what was done under it, whatever the key of the command: the same request gets
the same answer, another one is refused, and one that was refused may be sent again under a new key.
"""

from datetime import datetime, timedelta
from uuid import UUID

from chassis.command import Aggregates, Command, Ids, Outcome, Stream, digest_of
from chassis.errors import NotFound
from points_ledger.application.one_member import followed
from points_ledger.domain import (
    DEFAULT_RULES,
    EXCHANGE,
    EXCHANGED,
    GRANT,
    HOLD,
    LIMITED,
    NORMAL,
    PURCHASE,
    REFUND,
    SPEND,
    VOIDED,
    DayWrong,
    Lot,
    MemberAccount,
    PartnerAccount,
    Slip,
    UseRules,
    account_id,
    day_of,
    days_later,
    grants,
    partner_account_id,
    slip_id,
    stated,
    uses,
)

LIMITED_DAYS_MOST = 3 * 365


def hold(
    partner_id: str,
    member_id: str,
    points: int,
    reference: str,
    lasts_seconds: int,
    at: datetime,
    rules: UseRules = DEFAULT_RULES,
    occurred_at: datetime | None = None,
) -> Command:
    """Puts points of a linked member aside until they are captured, voided or the time is over."""
    asked = partner_id, member_id, points, reference, lasts_seconds
    return _hold(HOLD, PURCHASE, *asked, at, rules, occurred_at)


def exchange(
    partner_id: str,
    member_id: str,
    points: int,
    reference: str,
    lasts_seconds: int,
    at: datetime,
    rules: UseRules = DEFAULT_RULES,
    occurred_at: datetime | None = None,
) -> Command:
    """Puts points aside that are to become e-money, until the partner confirms or the time is over."""
    asked = partner_id, member_id, points, reference, lasts_seconds
    return _hold(EXCHANGED, EXCHANGE, *asked, at, rules, occurred_at)


def _hold(
    kind: str,
    use: str,
    partner_id: str,
    member_id: str,
    points: int,
    reference: str,
    lasts_seconds: int,
    at: datetime,
    rules: UseRules,
    occurred_at: datetime | None,
) -> Command:
    account, slip = account_id(member_id), slip_id(kind, partner_id, reference)
    partner, digest = partner_account_id(partner_id), _asked(occurred_at, member_id, points, lasts_seconds)

    def decide(found: Aggregates) -> Outcome:
        held = found[slip]
        if not held.is_repeated(digest.hex()):
            unit = found[partner].unit
            begun = stated(occurred_at, at)
            ask = uses.Ask(partner_id, points, reference, digest.hex(), at, use, unit, rules, begun)
            uses.hold(found[account], held, ask, timedelta(seconds=lasts_seconds))
        ids: Ids = {
            "hold_id": str(slip),
            "member_id": member_id,
            "points": points,
            "expires_at": held.expires_at,
        }
        return Outcome(201, ids)

    streams = [Stream(MemberAccount, account), Stream(Slip, slip), Stream(PartnerAccount, partner)]
    return Command(f"{kind}/{partner_id}/{reference}", streams, decide, digest)


def confirm(
    partner_id: str, member_id: str, exchange_id: UUID, at: datetime, occurred_at: datetime | None = None
) -> Command:
    """The partner has paid the e-money out: all of the points are taken."""
    return capture(partner_id, member_id, exchange_id, None, at, EXCHANGED, occurred_at)


def capture(
    partner_id: str,
    member_id: str,
    hold_id: UUID,
    points: int | None,
    at: datetime,
    kind: str = HOLD,
    occurred_at: datetime | None = None,
) -> Command:
    """Takes what is held, or a part of it, and gives the rest back at once."""
    account, partner = account_id(member_id), partner_account_id(partner_id)

    def decide(found: Aggregates) -> Outcome:
        slip = _own(found, hold_id, partner_id, member_id, kind)
        if not slip.is_captured_with(points):
            unit, done_at = found[partner].unit, stated(occurred_at, at)
            captured = uses.capture(followed(found, found[account], at), slip, points, unit, at, done_at)
            found[partner].owe(partner_id, captured, at)
        ids: Ids = {"hold_id": str(hold_id), "captured": slip.captured}
        return Outcome(200, {**ids, "released": slip.points - slip.captured})

    streams = [Stream(MemberAccount, account), Stream(Slip, hold_id), Stream(PartnerAccount, partner)]
    digest = _asked(occurred_at, partner_id, points)
    return Command(f"capture/{partner_id}/{hold_id}", streams, decide, digest)


def void(
    partner_id: str,
    member_id: str,
    hold_id: UUID,
    at: datetime,
    kind: str = HOLD,
    occurred_at: datetime | None = None,
) -> Command:
    """Gives back what is held."""
    account = account_id(member_id)

    def decide(found: Aggregates) -> Outcome:
        slip = _own(found, hold_id, partner_id, member_id, kind)
        if slip.state != VOIDED:
            uses.release(followed(found, found[account], at), slip, VOIDED, at, stated(occurred_at, at))
        return Outcome(200, {"hold_id": str(hold_id), "captured": 0, "released": slip.points})

    streams = [Stream(MemberAccount, account), Stream(Slip, hold_id)]
    return Command(f"void/{partner_id}/{hold_id}", streams, decide, _asked(occurred_at, partner_id))


def spend(
    partner_id: str,
    member_id: str,
    points: int,
    reference: str,
    at: datetime,
    rules: UseRules = DEFAULT_RULES,
    occurred_at: datetime | None = None,
) -> Command:
    """Takes points of a linked member at once."""
    account, slip = account_id(member_id), slip_id(SPEND, partner_id, reference)
    partner, digest = partner_account_id(partner_id), _asked(occurred_at, member_id, points)

    def decide(found: Aggregates) -> Outcome:
        if not found[slip].is_repeated(digest.hex()):
            unit = found[partner].unit
            done_at = stated(occurred_at, at)
            ask = uses.Ask(partner_id, points, reference, digest.hex(), at, PURCHASE, unit, rules, done_at)
            uses.spend(found[account], found[slip], ask)
            found[partner].owe(partner_id, points, at)
        return Outcome(201, {"spend_id": str(slip), "member_id": member_id, "points": points})

    streams = [Stream(MemberAccount, account), Stream(Slip, slip), Stream(PartnerAccount, partner)]
    return Command(f"spend/{partner_id}/{reference}", streams, decide, digest)


def refund(
    partner_id: str,
    member_id: str,
    of: UUID,
    points: int | None,
    reference: str,
    at: datetime,
    occurred_at: datetime | None = None,
) -> Command:
    """Gives points of a spend or a captured hold back to the very lots; all that is left when None."""
    account, slip = account_id(member_id), slip_id(REFUND, partner_id, reference)
    partner, digest = partner_account_id(partner_id), _asked(occurred_at, str(of), points)

    def decide(found: Aggregates) -> Outcome:
        refunded, own = _own(found, of, partner_id, member_id, HOLD, SPEND), found[slip]
        if not own.is_repeated(digest.hex()):
            asked = points, reference, digest.hex(), at, stated(occurred_at, at)
            given = uses.refund(followed(found, found[account], at), own, refunded, *asked)
            found[partner].owe(partner_id, -given, at)
        return Outcome(201, {"refund_id": str(slip), "of": str(of), "points": own.points})

    streams = [
        Stream(MemberAccount, account),
        Stream(Slip, of),
        Stream(Slip, slip),
        Stream(PartnerAccount, partner),
    ]
    return Command(f"refund/{partner_id}/{reference}", streams, decide, digest)


def grant(
    partner_id: str,
    member_id: str,
    points: int,
    reference: str,
    kind: str,
    expires_on: str,
    usable_from: str,
    partners: list[str],
    at: datetime,
    occurred_at: datetime | None = None,
    api_key_id: str = "",
) -> Command:
    """Adds points that the partner has prefunded; limited ones end on their own day (business rule 4).

    api_key_id: with which the partner asks, empty for a token.
    """
    account, slip = account_id(member_id), slip_id(GRANT, partner_id, reference)
    partner = partner_account_id(partner_id)
    lot = Lot(NORMAL, "partner")
    if kind == LIMITED:
        lot = Lot(LIMITED, "campaign", expires_on, usable_from, tuple(sorted(set(partners))))

    digest = _asked(occurred_at, member_id, points, lot.key)

    def decide(found: Aggregates) -> Outcome:
        paying, receiving = found[partner], found[account]
        if not found[slip].is_repeated(digest.hex()):
            _check_days(lot, day_of(at))
            receiving.check_linked(partner_id)
            paying.check_can_grant(points, at, api_key_id)
            given = points, partner_id, reference, paying.member_day_points, at, stated(occurred_at, at)
            grants.grant_by_partner(receiving, lot, member_id, *given)
            paying.pay_grant(partner_id, points, at, api_key_id)
            found[slip].open(GRANT, partner_id, member_id, reference, digest.hex(), points, at)
        return Outcome(201, {"grant_id": str(slip), "member_id": member_id, "points": points})

    streams = [Stream(MemberAccount, account), Stream(Slip, slip), Stream(PartnerAccount, partner)]
    return Command(f"grant/{partner_id}/{reference}", streams, decide, digest)


def _asked(occurred_at: datetime | None, *asked: str | int | None) -> bytes:
    """The digest of a request; its moment is a part of it when it states one."""
    return digest_of(*asked, *([occurred_at.isoformat()] if occurred_at else []))


def _check_days(lot: Lot, day: str) -> None:
    if lot.kind == NORMAL:
        return
    if not day <= lot.expires_on <= days_later(day, LIMITED_DAYS_MOST):
        raise DayWrong("expires_on", f"a day from today until {LIMITED_DAYS_MOST} days later")
    if lot.usable_from > lot.expires_on:
        raise DayWrong("usable_from", "is after the last day")


def _own(found: Aggregates, id: UUID, partner_id: str, member_id: str, *kinds: str) -> Slip:
    """The partner's slip of this very member. Raises NotFound."""
    slip: Slip = found[id]
    if (slip.partner_id, slip.member_id) != (partner_id, member_id) or slip.kind not in kinds:
        raise NotFound("no such hold or spend of yours")
    return slip
