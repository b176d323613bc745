"""Use-cases of the funds of business rule 5: filled from the fees, and paid from to members."""

from datetime import datetime
from uuid import UUID, uuid5

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from chassis.errors import NotFound
from points_ledger.application.one_member import followed
from points_ledger.domain import (
    DEFAULT_LIMITS,
    FUNDS_STREAM,
    LATE,
    Funds,
    Limits,
    MemberAccount,
    account_id,
    grants,
    review_id,
    shares,
)


def fill_fund(fund: str, amount_jpy: int, earned_jpy: int, reference: str, at: datetime) -> Command:
    """Moves fees into a fund, once under a reference. earned_jpy: all fees that a view has seen come in."""

    def decide(found: Aggregates) -> Outcome:
        found[FUNDS_STREAM].fill(fund, amount_jpy, earned_jpy, reference, at)
        return Outcome(201, {"fund": fund, "amount_jpy": amount_jpy, "reference": reference})

    digest = digest_of(fund, amount_jpy, reference)
    return Command(f"fill/{fund}/{reference}", [Stream(Funds, FUNDS_STREAM)], decide, digest)


def pay_from_fund(
    fund: str,
    member_id: str,
    points: int,
    reference: str,
    operator_id: str,
    at: datetime,
    limits: Limits = DEFAULT_LIMITS,
) -> Command:
    """Normal points for work that no order pays: a peer's judgement, a late answer; once for a reference."""
    account = account_id(member_id)

    def decide(found: Aggregates) -> Outcome:
        member = found[account]
        if not member.member_id:
            raise NotFound(f"there is no member {member_id} here")
        member.check_own()
        found[FUNDS_STREAM].check_can_pay(fund, points)
        above = shares.too_much_earned(member, points, at, limits)
        grants.grant_by_fund(member, member_id, points, fund, reference, at)
        found[FUNDS_STREAM].pay(fund, points, at)
        if above:
            aside = review_id(f"fund/{fund}/{reference}")
            shares.keep_earned(member, aside, above, reference, at, limits.review_hours)
        return Outcome(201, {"fund": fund, "member_id": member_id, "points": points, "set_aside": above})

    streams = [Stream(Funds, FUNDS_STREAM), Stream(MemberAccount, account)]
    digest = digest_of(fund, member_id, points, operator_id)
    return Command(f"fund/{fund}/{reference}", streams, decide, digest)


def pay_late(
    order_id: UUID,
    assignment_id: UUID,
    lease: int,
    member_id: str,
    points: int,
    at: datetime,
    limits: Limits = DEFAULT_LIMITS,
) -> Command:
    """Pays a late answer from `late`, once, or says that the fund cannot."""
    account, reference = account_id(member_id), str(uuid5(assignment_id, f"late/{lease}"))

    def decide(found: Aggregates) -> None:
        member = followed(found, found[account], at)
        if not found[FUNDS_STREAM].answer_late(str(order_id), str(assignment_id), lease, points, at):
            return
        above = shares.too_much_earned(member, points, at, limits)
        grants.grant_by_fund(member, member_id, points, LATE, reference, at)
        if above:
            shares.keep_earned(member, review_id(reference), above, reference, at, limits.review_hours)

    return Command(f"late/{reference}", [Stream(Funds, FUNDS_STREAM), Stream(MemberAccount, account)], decide)
