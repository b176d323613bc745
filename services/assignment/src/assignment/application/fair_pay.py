"""A client tops up what was below the floor: the reward rises, and accepted answers are paid up."""

from datetime import datetime
from uuid import UUID

from assignment.domain import Assignment, OrderBudget
from chassis.command import Aggregates, Command, Stream


def note_time(budget: OrderBudget, assignment: Assignment) -> None:
    """Counts how long an answer took that was accepted and paid just now."""
    budget.note_time(assignment.form_version, assignment.paid, assignment.share_percent, assignment.seconds)


def raise_reward(order_id: UUID, reward_points: int, reward_jpy: int, at: datetime) -> Command:
    """No answer is paid less from now on. reward_jpy: the total that is locked for rewards."""

    def decide(found: Aggregates) -> None:
        budget: OrderBudget = found[order_id]
        budget.fund(reward_jpy, budget.reserve, budget.appeals, at)
        budget.raise_reward(reward_points, at)

    return Command(f"raise/{order_id}/{reward_points}", [Stream(OrderBudget, order_id)], decide)


def back_pay(id: UUID, order_id: UUID, paid: int, raised: int, at: datetime) -> Command:
    """Pays an accepted answer, which got `paid`, up to `raised`; does nothing when it has that already."""

    def decide(found: Aggregates) -> None:
        assignment: Assignment = found[id]
        budget: OrderBudget = found[order_id]
        if assignment.state != "accepted":
            return
        points = budget.back_pay(assignment.paid, assignment.share_percent, at)
        if points:
            assignment.back_pay(points, at)

    streams = [Stream(Assignment, id), Stream(OrderBudget, order_id)]
    return Command(f"back-pay/{id}/{paid}/{raised}", streams, decide)


def end_back_pay(order_id: UUID, raised: int, accepted: int, at: datetime) -> Command:
    """All of so many accepted answers were paid up, as a view has seen; the order may be drained."""

    def decide(found: Aggregates) -> None:
        found[order_id].end_back_pay(raised, accepted, at)

    key = f"back-paid/{order_id}/{raised}/{accepted}"
    return Command(key, [Stream(OrderBudget, order_id)], decide)
