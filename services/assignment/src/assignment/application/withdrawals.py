"""A member takes back what an answer tells of them, and the client confirms the export without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from assignment.application.appeals import Dispute, end
from assignment.application.clients import check_no_tie, paid_back_lately
from assignment.application.fair_pay import note_time
from assignment.application.reviews import is_personal
from assignment.domain import (
    RETURN_POINTS,
    Assignment,
    ClientRecord,
    NotDueYet,
    NothingToWithdraw,
    OrderBudget,
    Verdict,
    client_stream,
)
from chassis.command import Aggregates, Command, Delete, Insert, Outcome, Row, Stream


@dataclass(frozen=True, slots=True)
class Stored:
    """An answer as it is kept."""

    form_version: int
    answers: Mapping[str, Any]
    public_id: UUID
    at: datetime


def withdrawable(questions: Sequence[Mapping[str, Any]]) -> list[str]:
    """The questions whose answers a member may take back: personal ones and photos."""
    return [one["id"] for one in questions if is_personal(one) or one["kind"] == "photo"]


def withdraw(
    key: str, digest: bytes, dispute: Dispute, erased: Sequence[str], stored: Stored | None, at: datetime
) -> Command:
    """Erases the answers to the questions of `erased`; the work on the client's items stays, and all pay.

    stored: None when nothing is kept of it. Raises NothingToWithdraw when the form asks for nothing of the
    kind.
    """
    if not erased:
        raise NothingToWithdraw("this form asked for nothing personal and for no photo")

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[dispute.assignment_id]
        budget: OrderBudget = found[dispute.order_id]
        assignment.check_owner(dispute.member_id)
        assignment.check_can_withdraw()
        if assignment.form_version in budget.breached_versions:
            raise NothingToWithdraw("the order broke a rule, and your answer was erased then")
        if stored is None:
            raise NotDueYet("the answer has come in just now; ask again")
        _pay(found, dispute, at)
        client_id, paid = budget.terms["client_id"], 0 if budget.drained else assignment.paid
        may_return = _may_return(found, budget, client_id, paid, at)
        assignment.withdraw(client_id, paid if may_return else 0, 0 if may_return else paid, at)
        if budget.drained:
            budget.revise_export(at)
        elif may_return:
            _pay_back(found, dispute, paid, at)
        told = {"assignment_id": str(assignment.id), "state": assignment.state}
        return Outcome(200, {**told, "points": assignment.paid})

    rows = _rows(dispute, erased, stored) if stored else []
    return Command(key, dispute.streams, decide, digest, lambda outcome: rows)


def _may_return(found: Aggregates, budget: OrderBudget, client_id: str, points: int, at: datetime) -> bool:
    """Whether the client gets them back without a look; what is not its order's share is counted for it."""
    if not points or budget.covers_return(points):
        return True
    if paid_back_lately(found, client_id, at) + points > RETURN_POINTS:
        return False
    found.also(Stream(ClientRecord, client_stream(client_id))).pay_back(points, at)
    return True


def _pay_back(found: Aggregates, dispute: Dispute, points: int, at: datetime) -> None:
    """The client gets the points back, and one more answer where the order pays it."""
    budget: OrderBudget = found[dispute.order_id]
    budget.pay_back(points, at)
    if points and budget.collect_again(at):
        found[dispute.task_id].free(at)


def decide_return(
    key: str,
    digest: bytes,
    dispute: Dispute,
    operator_id: str,
    reason: str,
    at: datetime,
    *,
    goes_back: bool,
) -> Command:
    """An operator says whether a client gets back what a withdrawn answer was paid."""

    def decide(found: Aggregates) -> Outcome:
        check_no_tie(found, dispute.order_id, dispute.member_id, operator_id)
        client_id = found[dispute.order_id].terms["client_id"]
        points = found[dispute.assignment_id].decide_return(
            client_id, operator_id, reason, at, goes_back=goes_back
        )
        _pay_back(found, dispute, points, at)
        return Outcome(200, {"assignment_id": str(dispute.assignment_id), "returned_points": points})

    return Command(key, dispute.streams, decide, digest)


def _pay(found: Aggregates, dispute: Dispute, at: datetime) -> None:
    """What waits is accepted, and what is contested is paid: nobody can judge it any more."""
    assignment: Assignment = found[dispute.assignment_id]
    if assignment.state == "submitted":
        found[dispute.order_id].pay(assignment.accept("withdrawal", at), at)
        note_time(found[dispute.order_id], assignment)
    elif assignment.contest not in ("", "over"):
        end(found, dispute, Verdict("member", "withdrawal"), at)


def _rows(dispute: Dispute, erased: Sequence[str], stored: Stored) -> list[Row]:
    """What is left is stored anew without the key of the digest, which covers what is erased as well."""
    one = {"assignment_id": dispute.assignment_id}
    left = {id: answer for id, answer in stored.answers.items() if id not in erased}
    tables = ("answers_v1", "photos_v1", "reductions_v1", "appeals_v1", *(() if left else ("guarded_v1",)))
    rows: list[Row] = [Delete(table, one) for table in tables]
    if left:
        answer = {
            **one,
            "order_id": dispute.order_id,
            "task_id": dispute.task_id,
            "member_id": dispute.member_id,
            "form_version": stored.form_version,
            "answers": left,
            "digest_key": b"",
            "public_id": stored.public_id,
            "at": stored.at,
        }
        rows.append(Insert("answers_v1", answer))
    return [*rows, Insert("withdrawn_v1", {**one, "order_id": dispute.order_id})]


def acknowledge(
    key: str, digest: bytes, order_id: UUID, client_id: str, version: int, at: datetime
) -> Command:
    """The client has the newest version of its export in the place of the former ones."""

    def decide(found: Aggregates) -> Outcome:
        budget: OrderBudget = found[order_id]
        budget.check_owner(client_id)
        budget.acknowledge_export(version, at)
        return Outcome(200, {"order_id": str(order_id), "version": version})

    return Command(key, [Stream(OrderBudget, order_id)], decide, digest)
