"""Use-cases of appeals: peers are paid by who has lost, out of what was locked or set aside for it."""

from datetime import datetime
from uuid import UUID, uuid5

from chassis.command import Aggregates, Command, Stream
from points_ledger.application.escrows import pay_peer as pay_from_escrow
from points_ledger.application.one_member import followed
from points_ledger.domain import (
    ARBITRATION,
    DEFAULT_LIMITS,
    FUNDS_STREAM,
    Funds,
    Limits,
    MemberAccount,
    WorkPay,
    account_id,
    grants,
    review_id,
    shares,
)


def ask_for_peers(order_id: UUID, assignment_id: UUID, member_id: str, points: int, at: datetime) -> Command:
    """Sets `points` aside in `arbitration` for all peers of an appeal, once, or says that it cannot.

    Asked late, when the appeal is over, nothing is set aside: nobody would release it.
    """
    account = account_id(member_id)

    def decide(found: Aggregates) -> None:
        work = str(assignment_id)
        is_over = found[account].appeals.get(work) is False
        found[FUNDS_STREAM].ask_for_peers(str(order_id), work, points, at, is_over=is_over)

    streams = [Stream(Funds, FUNDS_STREAM), Stream(MemberAccount, account)]
    return Command(f"peers/{assignment_id}", streams, decide)


def pay_peer(
    order_id: UUID,
    assignment_id: UUID,
    peer_id: str,
    points: int,
    paid_by: str,
    at: datetime,
    limits: Limits = DEFAULT_LIMITS,
) -> Command:
    """Pays a peer once, from the escrow of the order or from what `arbitration` has set aside."""
    reference = str(uuid5(assignment_id, f"peer/{peer_id}"))
    if paid_by == "escrow":
        return pay_from_escrow(order_id, reference, peer_id, points, at, limits)
    account = account_id(peer_id)

    def decide(found: Aggregates) -> None:
        member = followed(found, found[account], at)
        found[FUNDS_STREAM].pay_peer(str(assignment_id), points, at)
        above = shares.too_much_earned(member, points, at, limits)
        made_of = WorkPay(0, peer_points=points).stored
        grants.grant_by_fund(member, peer_id, points, ARBITRATION, reference, at, made_of)
        if above:
            shares.keep_earned(member, review_id(reference), above, reference, at, limits.review_hours)

    return Command(f"peer/{reference}", [Stream(Funds, FUNDS_STREAM), Stream(MemberAccount, account)], decide)


def note_appeal(assignment_id: UUID, member_id: str, at: datetime) -> Command:
    """Nothing of a member who leaves lapses before the appeal is decided (business rule 31)."""
    account = account_id(member_id)

    def decide(found: Aggregates) -> None:
        found[account].note_appeal(member_id, str(assignment_id), at)

    return Command(f"appeal/{assignment_id}", [Stream(MemberAccount, account)], decide)


def end_appeal(assignment_id: UUID, member_id: str, at: datetime) -> Command:
    """What was set aside for peers and not paid is free again."""
    account = account_id(member_id)

    def decide(found: Aggregates) -> None:
        found[FUNDS_STREAM].release(str(assignment_id), at)
        found[account].end_appeal(member_id, str(assignment_id), at)

    streams = [Stream(Funds, FUNDS_STREAM), Stream(MemberAccount, account)]
    return Command(f"appeal-over/{assignment_id}", streams, decide)
