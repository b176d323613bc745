"""The use-cases of assignment: each returns the Command that the Writer decides."""

from assignment.application.leases import (
    AllTaken,
    Candidate,
    Worker,
    expire,
    give_back,
    lease,
)
from assignment.application.orders import (
    add_task,
    close_order,
    fund_order,
    open_order,
    pause_order,
    resume_order,
)
from assignment.application.submissions import (
    Held,
    Secrets,
    accept,
    accept_by_silence,
    check_same_answers,
    held_by,
    submit,
)
from assignment.domain import (
    AGE_MIN,
    Assignment,
    FormChanged,
    OrderForm,
    UnknownAssignment,
    UnknownOrder,
    UnknownTask,
    checked_age,
    form_id,
)

__all__ = [
    "AGE_MIN",
    "AllTaken",
    "Assignment",
    "Candidate",
    "FormChanged",
    "Held",
    "OrderForm",
    "Secrets",
    "UnknownAssignment",
    "UnknownOrder",
    "UnknownTask",
    "Worker",
    "accept",
    "accept_by_silence",
    "add_task",
    "check_same_answers",
    "checked_age",
    "close_order",
    "expire",
    "form_id",
    "fund_order",
    "give_back",
    "held_by",
    "lease",
    "open_order",
    "pause_order",
    "resume_order",
    "submit",
]
