"""What assignment decides on: the money and places of an order, and the work of each member."""

from assignment.domain.assignment import (
    AlreadyDecided,
    AlreadyReported,
    AlreadySubmitted,
    AlreadyTaken,
    Assignment,
    FormChanged,
    LeaseEnded,
    LeaseExpired,
    NotDueYet,
    UnknownAssignment,
)
from assignment.domain.audience import AudienceCount, audience_id
from assignment.domain.client import ClientRecord, client_stream
from assignment.domain.form import (
    TEXT_MAX,
    Answers,
    check_answers,
    keyed_digest,
    no_such_question,
    normalised,
)
from assignment.domain.ids import assignment_id, form_id
from assignment.domain.order import (
    AGE_MIN,
    BudgetExhausted,
    NotEligible,
    NotOpen,
    OrderBudget,
    OrderForm,
    OrderStopped,
    UnknownOrder,
    checked_age,
)
from assignment.domain.slots import TaskFull, TaskSlots, UnknownTask

__all__ = [
    "AGE_MIN",
    "TEXT_MAX",
    "AlreadyDecided",
    "AlreadyReported",
    "AlreadySubmitted",
    "AlreadyTaken",
    "Answers",
    "Assignment",
    "AudienceCount",
    "BudgetExhausted",
    "ClientRecord",
    "FormChanged",
    "LeaseEnded",
    "LeaseExpired",
    "NotDueYet",
    "NotEligible",
    "NotOpen",
    "OrderBudget",
    "OrderForm",
    "OrderStopped",
    "TaskFull",
    "TaskSlots",
    "UnknownAssignment",
    "UnknownOrder",
    "UnknownTask",
    "assignment_id",
    "audience_id",
    "check_answers",
    "checked_age",
    "client_stream",
    "form_id",
    "keyed_digest",
    "no_such_question",
    "normalised",
]
