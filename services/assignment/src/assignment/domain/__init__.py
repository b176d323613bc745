"""What assignment decides on: the money and places of an order, and the work of each member."""

from assignment.domain.assignment import Assignment
from assignment.domain.audience import AudienceCount, audience_id
from assignment.domain.client import ClientRecord, client_stream
from assignment.domain.contest import PEER_POINTS, PEERS, Contested, Verdict, WorkEvent
from assignment.domain.eligibility import AGE_MIN, NotEligible, checked_age
from assignment.domain.fair_pay import FLOOR_POINTS_PER_MINUTE, BudgetEvent
from assignment.domain.form import (
    TEXT_MAX,
    Answers,
    check_answers,
    keyed_digest,
    no_such_question,
    normalised,
)
from assignment.domain.ids import assignment_id, back_pay_id, form_id, order_member_id, restored_id
from assignment.domain.member_appeals import MemberAppeals, appeals_stream
from assignment.domain.member_source import MemberSource, source_stream
from assignment.domain.order import OrderBudget
from assignment.domain.order_form import OrderForm
from assignment.domain.order_member import JudgesHere, OrderMember, WasScreenedOut
from assignment.domain.refusals import (
    AlreadyDecided,
    AlreadyJudged,
    AlreadyReported,
    AlreadySubmitted,
    AlreadyTaken,
    AppealNotCovered,
    BonusGiven,
    BonusTooLarge,
    BudgetExhausted,
    FormChanged,
    LeaseEnded,
    LeaseExpired,
    NotAccepted,
    NotAppealable,
    NotDueYet,
    NotForPeer,
    NothingToJudge,
    NotOpen,
    OneAppealAtATime,
    OrderEnded,
    OrderStopped,
    SeatsTaken,
    UnknownAssignment,
    UnknownOrder,
)
from assignment.domain.review import (
    SHARE_LEAST,
    SHARE_MOST,
    ClientReviews,
    ReviewCapReached,
    reviews_stream,
)
from assignment.domain.screen_outs import (
    EXIT_POINTS_LEAST,
    expected_seconds,
    screened_out_at,
    screens_out,
)
from assignment.domain.slots import TaskFull, TaskSlots, UnknownTask
from assignment.domain.waiting import TOLD_AFTER

__all__ = [
    "AGE_MIN",
    "EXIT_POINTS_LEAST",
    "FLOOR_POINTS_PER_MINUTE",
    "PEERS",
    "PEER_POINTS",
    "SHARE_LEAST",
    "SHARE_MOST",
    "TEXT_MAX",
    "TOLD_AFTER",
    "AlreadyDecided",
    "AlreadyJudged",
    "AlreadyReported",
    "AlreadySubmitted",
    "AlreadyTaken",
    "Answers",
    "AppealNotCovered",
    "Assignment",
    "AudienceCount",
    "BonusGiven",
    "BonusTooLarge",
    "BudgetEvent",
    "BudgetExhausted",
    "ClientRecord",
    "ClientReviews",
    "Contested",
    "FormChanged",
    "JudgesHere",
    "LeaseEnded",
    "LeaseExpired",
    "MemberAppeals",
    "MemberSource",
    "NotAccepted",
    "NotAppealable",
    "NotDueYet",
    "NotEligible",
    "NotForPeer",
    "NotOpen",
    "NothingToJudge",
    "OneAppealAtATime",
    "OrderBudget",
    "OrderEnded",
    "OrderForm",
    "OrderMember",
    "OrderStopped",
    "ReviewCapReached",
    "SeatsTaken",
    "TaskFull",
    "TaskSlots",
    "UnknownAssignment",
    "UnknownOrder",
    "UnknownTask",
    "Verdict",
    "WasScreenedOut",
    "WorkEvent",
    "appeals_stream",
    "assignment_id",
    "audience_id",
    "back_pay_id",
    "check_answers",
    "checked_age",
    "client_stream",
    "expected_seconds",
    "form_id",
    "keyed_digest",
    "no_such_question",
    "normalised",
    "order_member_id",
    "restored_id",
    "reviews_stream",
    "screened_out_at",
    "screens_out",
    "source_stream",
]
