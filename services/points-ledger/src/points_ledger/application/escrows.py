"""Use-cases of orders: deposit, fund, pay, drain and settle."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from chassis import metrics
from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from chassis.errors import Unavailable
from points_ledger.application.one_member import followed
from points_ledger.application.passed_on import pass_on
from points_ledger.domain import (
    DEFAULT_LIMITS,
    ClientAccount,
    Kept,
    Limits,
    MemberAccount,
    OrderEscrow,
    WorkPay,
    account_id,
    client_account_id,
    escrow_id,
    grants,
    review_id,
    shares,
)


class NotCovered(Unavailable):
    """What is owed cannot be paid yet; remembered under no key."""


@dataclass(frozen=True, slots=True)
class Debt:
    """What an escrow owes for one piece of work."""

    order_id: UUID
    member_id: str
    points: int
    reference: str
    made_of: list[int]
    is_bonus: bool


def claim(key: str, digest: bytes) -> Command:
    """Keeps an Idempotency-Key for one request, when what the request asks for has a key of its own."""
    return Command(key, [], lambda found: None, digest)


def deposit(client_id: str, amount_jpy: int, reference: str, at: datetime) -> Command:
    """Money of a client arrived; `reference` is the bank's and is booked once."""
    account = client_account_id(client_id)

    def decide(found: Aggregates) -> Outcome:
        found[account].deposit(client_id, amount_jpy, reference, at)
        return Outcome(201, {"client_id": client_id, "amount_jpy": amount_jpy, "reference": reference})

    digest = digest_of(client_id, amount_jpy, reference)
    return Command(f"deposit/{client_id}/{reference}", [Stream(ClientAccount, account)], decide, digest)


def fund(
    order_id: UUID,
    client_id: str,
    version: int,
    attempt: int,
    tasks: int,
    reward_jpy: int,
    fee_jpy: int,
    total_jpy: int,
    at: datetime,
    reserve_jpy: int = 0,
    appeals_jpy: int = 0,
) -> Command:
    """Locks what the quote says an order costs at most, or says by how much the client's balance is short.

    reserve_jpy: for exits of members who are screened out. appeals_jpy: for peers who judge appeals.
    """
    escrow, client = escrow_id(order_id), client_account_id(client_id)

    def decide(found: Aggregates) -> None:
        now = found[escrow]
        if not now.wants(reward_jpy + reserve_jpy + appeals_jpy):
            return
        now.check_quote(reward_jpy, reserve_jpy, appeals_jpy, fee_jpy, total_jpy)
        need_jpy = total_jpy - now.payable_jpy - now.fee_jpy
        if found[client].balance < need_jpy:
            now.refuse(order_id, version, tasks, need_jpy - found[client].balance, at)
            return
        found[client].lock(need_jpy, order_id, at)
        parts = reward_jpy, reserve_jpy, appeals_jpy, fee_jpy
        now.fund(order_id, client_id, version, tasks, *parts, at)

    streams = [Stream(ClientAccount, client), Stream(OrderEscrow, escrow)]
    return Command(f"fund/{order_id}/{attempt}", streams, decide)


def pay(
    order_id: UUID,
    assignment_id: UUID,
    member_id: str,
    points: int,
    at: datetime,
    *,
    base_points: int | None = None,
    rate_percent: int = 100,
    share_percent: int = 100,
    bonus_points: int = 0,
    kept: Kept | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Command:
    """Pays an accepted answer once; what cannot be paid now is owed and told to an operator, never lost.

    base_points and so on: what the points are made of, for the line of the statement. What is earned above
    the limit of a day is set aside until a person has looked. kept: for who passed the task on.
    """
    made_of = WorkPay(
        points if base_points is None else base_points, rate_percent, share_percent, bonus_points
    )
    debt = Debt(order_id, member_id, points, str(assignment_id), made_of.stored, False)
    return _pay(f"pay/{assignment_id}", debt, at, limits, kept.bounded(points) if kept else None)


def pay_bonus(
    order_id: UUID,
    bonus_id: UUID,
    member_id: str,
    points: int,
    at: datetime,
    limits: Limits = DEFAULT_LIMITS,
) -> Command:
    """Pays a bonus that a client has added to an accepted answer, once; it is no answer more."""
    made_of = WorkPay(0, bonus_points=points)
    debt = Debt(order_id, member_id, points, str(bonus_id), made_of.stored, True)
    return _pay(f"bonus/{bonus_id}", debt, at, limits)


def pay_exit(
    order_id: UUID,
    assignment_id: UUID,
    member_id: str,
    points: int,
    at: datetime,
    limits: Limits = DEFAULT_LIMITS,
) -> Command:
    """Pays the time to the exit of a member who was screened out, once."""
    made_of = WorkPay(0, exit_points=points)
    debt = Debt(order_id, member_id, points, str(assignment_id), made_of.stored, False)
    return _pay(f"pay/{assignment_id}", debt, at, limits)


def pay_peer(
    order_id: UUID,
    reference: str,
    peer_id: str,
    points: int,
    at: datetime,
    limits: Limits = DEFAULT_LIMITS,
) -> Command:
    """Pays a peer's judgement that the client has lost by, once; like a bonus it is no answer more."""
    made_of = WorkPay(0, peer_points=points)
    debt = Debt(order_id, peer_id, points, reference, made_of.stored, True)
    return _pay(f"peer/{reference}", debt, at, limits)


def _pay(key: str, debt: Debt, at: datetime, limits: Limits, kept: Kept | None = None) -> Command:
    escrow, account = escrow_id(debt.order_id), account_id(debt.member_id)

    def decide(found: Aggregates) -> None:
        reason = found[escrow].refusal_to_pay(debt.points)
        if not reason:
            _grant(found, debt, kept, at, limits)
            return
        metrics.REFUSALS.labels("grant-refused").inc()
        of = debt.member_id, debt.points, debt.reference, debt.order_id
        grants.refuse_grant(found[account], *of, reason, at)
        if reason != "escrow_settled":
            found[escrow].owe(at, **asdict(debt) | {"order_id": str(debt.order_id)}, kept=kept)

    return Command(key, [Stream(OrderEscrow, escrow), Stream(MemberAccount, account)], decide)


def _grant(found: Aggregates, debt: Debt, kept: Kept | None, at: datetime, limits: Limits) -> None:
    member = followed(found, found[account_id(debt.member_id)], at)
    earned = debt.points - (kept.points if kept else 0)
    above = shares.too_much_earned(member, earned, at, limits)
    of = debt.member_id, debt.points, debt.reference, debt.order_id
    grants.grant(member, *of, WorkPay(*debt.made_of), at)
    if kept:
        pass_on(found, member, kept, debt.reference, at, limits)
    if above:
        shares.keep_earned(member, review_id(debt.reference), above, debt.reference, at, limits.review_hours)
    found[escrow_id(debt.order_id)].pay(debt.points, at, is_bonus=debt.is_bonus)


def pay_owed(owed: Debt, at: datetime, limits: Limits = DEFAULT_LIMITS) -> Command:
    """Pays what is owed, once, as soon as what is locked covers it and nothing older is owed."""
    escrow, account = escrow_id(owed.order_id), account_id(owed.member_id)

    def decide(found: Aggregates) -> None:
        if not found[escrow].is_next(owed.reference) or not found[escrow].covers(owed.points):
            raise NotCovered("it is not its turn, or the money is not there yet")
        kept = found[escrow].kept_of(owed.reference)
        found[escrow].end_owing(owed.reference, at)
        _grant(found, owed, kept, at, limits)

    key = f"owed/{owed.reference}"
    return Command(key, [Stream(OrderEscrow, escrow), Stream(MemberAccount, account)], decide)


def drain(order_id: UUID, accepted: int, points: int, at: datetime, bonus: int = 0) -> Command:
    """Keeps what is due in all; the last payments may still be on their way."""
    escrow = escrow_id(order_id)

    def decide(found: Aggregates) -> None:
        if not found[escrow].due:
            found[escrow].drain(accepted, points, bonus, at)

    return Command(f"drain/{order_id}", [Stream(OrderEscrow, escrow)], decide)


def settle(order_id: UUID, client_id: str, paid_answers: int, paid_points: int, at: datetime) -> Command:
    """Takes the fee and gives the rest back, once everything that is due is paid.

    paid_answers, paid_points: so far, as a view knows; a refusal is remembered until something more is paid.
    """
    escrow, client = escrow_id(order_id), client_account_id(client_id)

    def decide(found: Aggregates) -> None:
        returned_jpy = found[escrow].settle(at)
        if returned_jpy:
            found[client].give_back(client_id, returned_jpy, order_id, at)

    streams = [Stream(OrderEscrow, escrow), Stream(ClientAccount, client)]
    return Command(f"settle/{order_id}/{paid_answers}/{paid_points}", streams, decide)


def return_fee(order_id: UUID, client_id: str, fee_jpy: int, at: datetime) -> Command:
    """Gives the fee of an order back, once, because what its quote promised was missed."""
    escrow, client = escrow_id(order_id), client_account_id(client_id)

    def decide(found: Aggregates) -> None:
        found[escrow].return_fee(client_id, fee_jpy, at)
        found[client].take_back(ClientAccount.FeeReturned, client_id, fee_jpy, order_id, at)

    streams = [Stream(OrderEscrow, escrow), Stream(ClientAccount, client)]
    return Command(f"return-fee/{order_id}", streams, decide)


def return_stop(order_id: UUID, client_id: str, points: int, at: datetime) -> Command:
    """Gives back what the leases that a false alarm stopped were paid, with the fee on it."""
    return _return_paid("", ClientAccount.StopReturned, order_id, client_id, points, at)


def return_withdrawn(
    order_id: UUID, assignment_id: UUID, client_id: str, points: int, at: datetime
) -> Command:
    """Gives back, once, what an answer was paid that its member has withdrawn, with the fee on it."""
    key = f"withdrawal/{assignment_id}"
    return _return_paid(key, ClientAccount.WithdrawalReturned, order_id, client_id, points, at)


def _return_paid(
    key: str, event: type[ClientAccount.FromFees], order_id: UUID, client_id: str, points: int, at: datetime
) -> Command:
    escrow, client = escrow_id(order_id), client_account_id(client_id)

    def decide(found: Aggregates) -> None:
        amount_jpy = points + found[escrow].fee_on(points)
        found[client].take_back(event, client_id, amount_jpy, order_id, at)

    return Command(key, [Stream(OrderEscrow, escrow), Stream(ClientAccount, client)], decide)
