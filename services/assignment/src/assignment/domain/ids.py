"""Ids of streams, made of what they stand for, so that no lookup is needed to find one.

An order's budget has the order's id and a task's slots the task's id.
"""

from uuid import UUID, uuid5


def form_id(order_id: UUID, version: int) -> UUID:
    """The form of one version of an order."""
    return uuid5(order_id, f"form/{version}")


def back_pay_id(assignment_id: UUID, total_points: int) -> UUID:
    """The bonus that brings an accepted answer up to so many points."""
    return uuid5(assignment_id, f"back-pay/{total_points}")


def restored_id(assignment_id: UUID) -> UUID:
    """The bonus that pays the rest of an answer which was approved in part, after an appeal."""
    return uuid5(assignment_id, "restored")


def order_member_id(order_id: UUID, member_id: str) -> UUID:
    """What is known of a member and an order as a whole."""
    return uuid5(order_id, f"member/{member_id}")


def assignment_id(task_id: UUID, member_id: str) -> UUID:
    """The one assignment that a member can have on a task."""
    return uuid5(task_id, member_id)
