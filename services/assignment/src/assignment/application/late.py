"""Late answers (business rule 20): taken while their place is free, else paid from the fund `late`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from assignment.application.leases import Worker
from assignment.domain import (
    Assignment,
    BudgetExhausted,
    LateAnswers,
    NotOpen,
    OrderBudget,
    OrderMember,
    TaskFull,
    TaskSlots,
    late_stream,
    order_member_id,
)
from chassis.command import Aggregates, Command, Outcome, Stream


def begin_late(found: Aggregates, assignment: Assignment, worker: Worker, at: datetime) -> Outcome | None:
    """Takes the place of a late answer again; where that is gone, the outcome that the member is told.

    Raises LateToday, and what stands in the way of any new lease but a place. A member under 18 hands in
    nothing late: the end of such a lease is the end of the time that the law allows.
    """
    if worker.is_young or not assignment.comes_late(at):
        return None
    assert assignment.order_id is not None
    assert assignment.task_id is not None
    budget: OrderBudget = found[assignment.order_id]
    slots: TaskSlots = found.also(Stream(TaskSlots, assignment.task_id))
    assignment.check_not_late_before()
    budget.check_not_stopped(assignment.form_version)
    of_order = found.also(Stream(OrderMember, order_member_id(budget.id, worker.id)))
    of_order.check_can_lease()
    if assignment.expire(assignment.lease_count, at):
        budget.release(assignment.points, at)
        slots.free(at)
    if _has_place(assignment, budget, slots, worker):
        slots.take(at)
        budget.lease(at)
        assignment.resume(at)
        return None
    found.also(Stream(LateAnswers, late_stream(worker.id))).count(at)
    assignment.come_late(at)
    told: dict[str, Any] = {"submission_id": str(assignment.id), "state": "late", "points": 0}
    return Outcome(200, {**told, "decide_by": None})


def _has_place(assignment: Assignment, budget: OrderBudget, slots: TaskSlots, worker: Worker) -> bool:
    """Whether the very lease could be had again, its form and its reward too."""
    terms = budget.terms
    if (terms["form_version"], terms["reward_points"]) != (assignment.form_version, assignment.points):
        return False
    vouched_by = terms["segment"] and terms["segment"]["source"]  # which said yes when the lease began
    try:
        budget.check_can_start(worker.age, worker.prefecture, vouched_by)
        slots.check_free()
    except (NotOpen, BudgetExhausted, TaskFull):
        return False
    return True


def note_late_pay(assignment_id: UUID, lease: int, paid: bool, at: datetime) -> Command:
    """points-ledger says whether it has paid."""

    def decide(found: Aggregates) -> None:
        found[assignment_id].note_late_pay(paid, at)

    return Command(f"late/{assignment_id}/{lease}", [Stream(Assignment, assignment_id)], decide)
