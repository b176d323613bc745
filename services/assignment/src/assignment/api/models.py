"""Requests and responses of members, and what all pages share."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, Field

from assignment.api.screen_outs import Told
from chassis.errors import invalid
from chassis.http import Body

Id = Annotated[UUID, Field(strict=False)]
Cursor = Annotated[str | None, Query(max_length=100)]
ReturnReason = Literal["no_time", "unclear", "too_difficult", "uncomfortable", "other"]
Place = tuple[datetime, UUID]
QUESTIONS_MAX = 200
BEGINNING, END = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)

_COLUMN = re.compile(r"\{([^{}]+)\}")


class TakeTask(Body):
    """Which work: any, of one order, or (in local mode) exactly one task."""

    order_id: Id | None = None
    task_id: Id | None = None


class Submit(Body):
    """Answers by the id of their question; `consents` are those to whose `consent` I agree."""

    answers: dict[str, Any] = Field(max_length=QUESTIONS_MAX)
    consents: list[str] = Field([], max_length=QUESTIONS_MAX)


class Check(Body):
    """Answers that are being written, by the id of their question; they need not be complete."""

    answers: dict[str, Any] = Field(max_length=QUESTIONS_MAX)


class GiveBack(Body):
    """Why a task is given back: a code, because a member's words do not belong into events."""

    reason: ReturnReason


class Question(BaseModel):
    """A question as the member reads it, with its item's columns filled in.

    decline: the words that decline a personal one; an option of it, or what a form shows for leaving it out.
    consent: the words to agree with before an answer that needs special care is taken.
    """

    id: str
    kind: str
    text: str
    options: list[str]
    required: bool
    min: int | None
    max: int | None
    expects: list[str] = []
    decline: str | None = None
    consent: str | None = None


class Task(BaseModel):
    """The task of a lease; of its item a member reads what the questions show, and no side column."""

    task_id: UUID


class Segment(BaseModel):
    """Whom the order is for, by what they did: which source says so, and what it is."""

    source: str
    name: str


class Leased(BaseModel):
    """A task that is the member's until `expires_at`.

    Why it is asked, who gets the answers and how long they are kept; the rest is in `…/terms`.
    """

    assignment_id: UUID
    order_id: UUID
    task: Task
    title: str
    instructions: str
    purpose: str
    recipient: str
    retention: str
    segment: Segment | None
    links: list[str]
    questions: list[Question]
    reward_points: int
    expires_at: datetime


class MaskedPart(BaseModel):
    """What the answer guard masked: a kind such as `phone`, and in an answer to which question."""

    question: str
    kind: str


class MaskedSpan(MaskedPart):
    """With `span`: from which to which code point of the text as it was written."""

    span: tuple[int, int]


class UnreadText(BaseModel):
    """A text that the guard cannot read and that would be refused, and why."""

    question: str
    reason: str


class Checked(BaseModel):
    """The texts as they would be stored. Nothing of it is stored."""

    masked: dict[str, str]
    findings: list[MaskedSpan]
    held: list[UnreadText]


class Submitted(BaseModel):
    """`points` are paid when the state is `accepted`, and promised while it is `submitted`.

    `screened_out`: an answer ended the work, nothing that was answered is kept, and `points` are paid for the
    time; `returned`: the same in a further task of the order, which is paid once. `told` says so in words.

    `late`: it came after its time and its place is gone; nothing of it is kept, and `GET /v1/me/late-answers`
    tells whether the platform has paid the reward.

    `decide_by` is when silence accepts it; null when it was accepted at once. `masked` is what the client
    will not see and what is kept nowhere.
    """

    submission_id: UUID
    state: Literal["submitted", "accepted", "screened_out", "returned", "late"]
    points: int
    decide_by: datetime | None
    masked: list[MaskedPart]
    told: Told | None = None


class Returned(BaseModel):
    """The task is free again."""

    assignment_id: UUID
    state: Literal["returned"] = "returned"


class ClientRecord(BaseModel):
    """What its client has done here since it was first known (null: not yet told): orders that were paid to
    their end, and breaches that operators have upheld.
    """

    since: datetime | None
    settled_orders: int
    upheld_findings: int


class Card(BaseModel):
    """An order with a free task for the member: what for, who gets the answers, how long they are kept.

    median_seconds: what half of the members took or less, measured on 10 accepted answers or more; null
    before that, and points_per_hour then follow from the estimate.
    """

    order_id: UUID
    title: str
    purpose: str
    recipient: str
    retention: str
    segment: Segment | None
    reward_points: int
    estimated_minutes: float
    median_seconds: int | None
    points_per_hour: int
    client: ClientRecord


class Reduction(BaseModel):
    """Why the client approved only `percent` of an answer, of which the answer to `question` falls short."""

    percent: int
    code: str
    question: str
    reason: str


class MyContest(BaseModel):
    """What was not paid of an answer: `open` until `appeal_by`, then lost unless an appeal is open.

    `appealed`: the client is to answer by `answer_by`, else it is paid. `asked`, `judging`, `operator`: it is
    for others to decide. `over`: `winner` is `member` (it is paid) or `client`.
    """

    state: Literal["open", "appealed", "asked", "judging", "operator", "over"]
    points: int
    appeal_by: datetime
    answer_by: datetime | None
    winner: Literal["member", "client"] | None


class MySubmission(BaseModel):
    """An answer of the member; `decide_by` is null when it was accepted at once.

    `screened_out`: the questions ended early, and `points` were paid for the time.
    reduction: null unless it was approved in part or rejected (0 %); `points` of one that was approved in
    part are what is paid, of one that was rejected what is at stake. contest: null if all of it is paid.
    erased: nothing of it is kept, since the order broke a rule or the answer was taken back; pay stays.
    withdrawn: what it told of the member was taken back; can_withdraw: it may be.
    """

    submission_id: UUID
    order_id: UUID
    title: str
    state: Literal["submitted", "accepted", "rejected", "screened_out"]
    points: int
    submitted_at: datetime
    decide_by: datetime | None
    erased: bool
    withdrawn: bool
    can_withdraw: bool
    reduction: Reduction | None
    contest: MyContest | None


def rendered(questions: Sequence[Mapping[str, Any]], item: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions with `{column}` replaced by that column of the item, where it has one.

    Which options end the work is not told: nobody should choose by that.
    """
    return [
        {**question, "text": _COLUMN.sub(lambda found: item.get(found[1], found[0]), question["text"])}
        for question in (_without(one, "screens_out") for one in questions)
    ]


def _without(question: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in question.items() if key != name}


def time_cursor(at: datetime, id: UUID) -> str:
    """A place in a list ordered by time; a URL may hold it as it is, which a `+` would not survive."""
    return f"{at.astimezone(UTC).isoformat().replace('+00:00', 'Z')}_{id}"


def after_place(cursor: str | None) -> Place:
    """From where on a list goes that begins with the oldest. Raises Invalid."""
    return _place_of(cursor) if cursor else (BEGINNING, UUID(int=0))


def before_place(cursor: str | None) -> Place:
    """The same of a list that begins with the newest."""
    return _place_of(cursor) if cursor else (END, UUID(int=0))


def _place_of(cursor: str) -> Place:
    """Reads `time_cursor` back."""
    at, _, id = cursor.rpartition("_")
    try:
        return datetime.fromisoformat(at), UUID(id)
    except ValueError:
        raise invalid("cursor", "is not one that a list has given") from None


def public_id_of(cursor: str) -> UUID:
    """A place in a list of answers by their public ids. Raises Invalid."""
    try:
        return UUID(cursor)
    except ValueError:
        raise invalid("cursor", "is not one that a list has given") from None
