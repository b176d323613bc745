"""What assignment says: leases, submissions, what was accepted, and when an order has no open work left."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from minijob_contracts.event import (
    Code,
    Count,
    Digest,
    Event,
    Ordinal,
    Part,
    PartyId,
    Points,
    QuestionId,
    Version,
)

SUBMISSIONS = "submissions.v1"


class _OfAssignment(Event):
    TOPIC = SUBMISSIONS
    KEY = "assignment_id"

    assignment_id: UUID
    order_id: UUID
    task_id: UUID
    member_id: PartyId
    lease: Ordinal = Field(description="counts the leases of this member on this task")


class _OfLease(_OfAssignment):
    asked_by_member_id: PartyId | None = Field(
        None, description="who passed the task on to this member; that it is not delivered counts for them"
    )


class AssignmentLeased(_OfLease):
    """assignment, when a member takes a place of a task until `expires_at`, or takes it over from another."""

    TYPE = "minijob.AssignmentLeased"

    version: Version
    points: Points
    expires_at: AwareDatetime


class TaskDelegated(_OfAssignment):
    """assignment, when another member takes a task over from who had leased it, and never answers it now.

    Of the points of an accepted answer `keep_percent`, rounded down, are for who passed it on.
    """

    TYPE = "minijob.TaskDelegated"

    to_member_id: PartyId
    keep_percent: int = Field(ge=0, le=20)


class AssignmentReturned(_OfLease):
    """assignment, when a member gives a task back; the place is free again."""

    TYPE = "minijob.AssignmentReturned"

    reason: Code


class AssignmentExpired(_OfLease):
    """assignment, when a lease ended without a submission; the place is free again."""

    TYPE = "minijob.AssignmentExpired"


class SubmissionReceived(_OfAssignment):
    """assignment, when an answer that fits the form is stored. Keyed digest only; the answer is erasable."""

    TYPE = "minijob.SubmissionReceived"

    answer_digest: Digest


class SubmissionAccepted(_OfAssignment):
    """assignment, when an answer is accepted, at once or by the client; points-ledger pays it exactly once.

    `points = base_points * rate_percent/100 * share_percent/100 + bonus_points`. Of a task that was passed on
    `asked_by_points` of them, a fifth at most, are for who did so.
    """

    TYPE = "minijob.SubmissionAccepted"

    base_points: Points
    rate_percent: Count
    share_percent: int = Field(ge=0, le=100)
    bonus_points: Points
    points: Points
    asked_by_member_id: PartyId | None = None
    asked_by_points: Points = 0


class SubmissionRejected(_OfAssignment):
    """assignment, when a client does not pay for an answer, or only for a share of it; nothing is lost yet.

    `points` are what was not paid; they stay locked, with the pay of three peers, until nobody has appealed
    by `appeal_by`, or the appeal is decided.
    """

    TYPE = "minijob.SubmissionRejected"

    share_percent: int = Field(ge=0, le=99, description="which was approved and is paid, 0 for none")
    points: Points
    appeal_by: AwareDatetime


class AppealOpened(_OfAssignment):
    """assignment, when the member appeals; without a word of the client by `answer_by` it is paid."""

    TYPE = "minijob.AppealOpened"

    answer_by: AwareDatetime


class PeersAsked(_OfAssignment):
    """assignment, when the client stands by its rejection and three peers are to decide.

    points-ledger sets `points` for each of them aside in `arbitration`, in case the member loses, and says in
    ArbitrationAnswered whether it could; else an operator decides.
    """

    TYPE = "minijob.PeersAsked"

    peers: Ordinal
    points: Points = Field(description="for each peer")


class PeerPaid(_OfAssignment):
    """assignment, when an appeal is decided, for each peer that judged it; points-ledger pays it once.

    Who has lost pays: `escrow`, out of what the rejection had locked, or `arbitration`.
    """

    TYPE = "minijob.PeerPaid"

    peer_member_id: PartyId
    points: Points
    paid_by: Literal["escrow", "arbitration"]


class AppealDecided(_OfAssignment):
    """assignment, when a rejection is over: paid after all (`member`), or final (`client`).

    `window`: nobody appealed in time. `silence`: nobody answered it in time. `withdrawal`: the member took
    the answer back, so that nobody can judge it. What is paid is said beside it,
    by SubmissionAccepted or, for the rest of an answer that was approved in part, by BonusAwarded.
    """

    TYPE = "minijob.AppealDecided"

    winner: Literal["member", "client"]
    by: Literal["window", "client", "silence", "peers", "operator", "withdrawal"]


class AnswerWithdrawn(_OfAssignment):
    """assignment, when a member takes back what an answer tells of them; pay is kept.

    `returned_points`: what the answer was paid; points-ledger gives that back to the client with its fee, at
    the platform's cost, exactly once. 0 when nothing was paid, the order was drained before, or an operator
    has to look first; then it is said again, with what goes back.
    """

    TYPE = "minijob.AnswerWithdrawn"

    client_id: PartyId
    returned_points: Points


class LateAnswerCame(_OfAssignment):
    """assignment, when an answer comes late and its place is gone; at most once a day for a member.

    points-ledger pays `points` from the fund `late`, or not, and says so in LatePayAnswered.
    """

    TYPE = "minijob.LateAnswerCame"

    points: Points


class AssignmentStopped(_OfAssignment):
    """assignment, when a safety stop ends a lease; points-ledger pays the time spent, exactly once.

    `points` is what the time is worth at the floor, at most the reward. The task cannot be taken again.
    """

    TYPE = "minijob.AssignmentStopped"

    version: Version
    points: Points


class SubmissionScreenedOut(_OfAssignment):
    """assignment, when a form has ended before its last question; points-ledger pays it exactly once.

    `points` is what the time to that exit is worth, at least 2, out of the lease's reserve.
    """

    TYPE = "minijob.SubmissionScreenedOut"

    version: Version
    reason: Literal["screened_out", "quota_full"]
    points: Points


class BonusAwarded(_OfAssignment):
    """assignment, when a client adds a bonus to an accepted answer, or pay is made up for after RewardRaised;
    points-ledger pays it exactly once.

    It is within the order's budget, and no place needs its points any more.
    """

    TYPE = "minijob.BonusAwarded"

    bonus_id: UUID
    points: Points


class TaskReported(_OfAssignment):
    """assignment, when a member reports with one tap what a task asks; order-screening looks at it.

    device: a digest that tells devices of one order apart and says nothing else. established: the account is
    older than 7 days. weight_percent: less after unfounded reports.
    """

    TYPE = "minijob.TaskReported"

    version: Version
    reason: Literal["personal", "sensitive", "elsewhere", "fraud", "harm", "misleading", "other"]
    question: QuestionId | None = None
    device: Digest | None = None
    established: bool
    weight_percent: int = Field(ge=0, le=100)


class QuestionDeclined(Event):
    """assignment, once a question of a version is declined in more than 40 % of 30 answers or more."""

    TYPE = "minijob.QuestionDeclined"
    TOPIC = SUBMISSIONS
    KEY = "order_id"

    order_id: UUID
    version: Version
    question: QuestionId
    declined: Count
    answers: Count


class _OfOrderWork(Event):
    TOPIC = SUBMISSIONS
    KEY = "order_id"

    order_id: UUID
    accepted: Count


class OrderFilled(_OfOrderWork):
    """assignment, when every place of every task holds an accepted answer; task-catalog may close."""

    TYPE = "minijob.OrderFilled"

    tasks: Ordinal


class QuestionMeasure(Part):
    """A figure of one question of an order."""

    question: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
    value: float


class PilotDecided(_OfOrderWork):
    """assignment, when every place of the pilot is answered: how it went; task-catalog goes on or pauses.

    `failed` names the measures that miss their bound. `agreement` is Krippendorff's alpha of each question
    that can have one, `declines` the share of the answers that decline, `reports` the share of the answers
    that were reported.
    """

    TYPE = "minijob.PilotDecided"

    tasks: Ordinal
    failed: list[Literal["agreement", "declines", "minutes", "reports"]]
    agreement: list[QuestionMeasure]
    declines: list[QuestionMeasure]
    median_minutes: float
    reports: float


class PayMeasured(_OfOrderWork):
    """assignment, when the pay of an order falls below the floor, or is above it again; task-catalog pauses.

    `accepted` answers of this version are measured, 10 or more, and half of them took `median_seconds` or
    more. `reward_points` is what an answer is paid, `needed_points` what would meet the floor. Said again
    when `needed_points` changes meanwhile. `back_pay_points` would bring the accepted answers up to it.
    """

    TYPE = "minijob.PayMeasured"

    version: Version
    median_seconds: Ordinal
    reward_points: Points
    needed_points: Points
    back_pay_points: Points


class TooManyScreenedOut(_OfOrderWork):
    """assignment, when more than half of 50 forms of a version that were begun and ended were screened out,
    or when what is locked for exits pays none any more; task-catalog pauses the order.

    `screened_out` of `ended` forms since members could last start; `accepted` and `exits` of the whole order.
    """

    TYPE = "minijob.TooManyScreenedOut"

    version: Version
    screened_out: Count
    ended: Count
    exits: Count


class MembersLeft(Part):
    """How many members a condition of an audience leaves by itself: `everybody` who may work here, or all
    conditions of the `audience` together. Rounded down to 100, null below that.
    """

    condition: Literal["everybody", "age_min", "age_max", "prefectures", "audience"]
    members: Count | None


class OrderUnclaimed(_OfOrderWork):
    """assignment, when nobody has begun an open order for 72 hours, and again after 168; places are free.

    task-catalog tells its client which condition blocks, and closes the order after 168 hours.
    """

    TYPE = "minijob.OrderUnclaimed"

    version: Version
    hours: Ordinal
    conditions: list[MembersLeft]


class StoppedInVain(_OfOrderWork):
    """assignment, when a safety stop was a false alarm: what the stopped leases of that version were paid.

    points-ledger gives it back to the client with its fee, at the platform's cost.
    """

    TYPE = "minijob.StoppedInVain"

    version: Version
    client_id: PartyId
    points: Points


class OrderDrained(_OfOrderWork):
    """assignment, once after OrderClosed: no live lease or undecided submission is left; `points` are due.

    `accepted` counts every payment but bonuses: accepted answers, stopped leases and screened out ones.
    `bonus_points` are due beside `points`. It waits while a report or a safety stop is undecided.
    """

    TYPE = "minijob.OrderDrained"

    points: Points
    bonus_points: Points = 0
