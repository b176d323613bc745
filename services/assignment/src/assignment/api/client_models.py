"""Requests and responses of clients."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from assignment import application
from assignment.api.models import Id
from chassis.errors import FieldError, Invalid
from chassis.http import Body

ReductionCode = Literal["wrong", "incomplete", "off_topic", "instructions_ignored", "careless"]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=30, max_length=1_000)]


class Accept(Body):
    """Nothing, to accept the whole answer; all four, to approve a part of it.

    question: whose answer falls short; not one that asks for an opinion or something personal. reason: what
    the member reads, 30 characters or more.
    """

    percent: int | None = Field(None, ge=application.SHARE_LEAST, le=application.SHARE_MOST)
    code: ReductionCode | None = None
    question: str | None = Field(None, max_length=40)
    reason: Reason | None = None

    def reduction(self) -> application.Reduction | None:
        """None when all of it is accepted. Raises Invalid naming what is missing."""
        given = self.model_dump()
        missing = [name for name, value in given.items() if value is None]
        if len(missing) == len(given):
            return None
        if missing:
            raise Invalid([FieldError(name, "is required to approve a part") for name in missing])
        return application.Reduction(**given)


class Reject(Body):
    """Why nothing is paid: as for a part of an answer."""

    code: ReductionCode
    question: str = Field(max_length=40)
    reason: Reason

    def reduction(self) -> application.Reduction:
        """To nothing."""
        return application.Reduction(0, **self.model_dump())


class Award(Body):
    """A bonus; `bonus_id` is the client's own name for it."""

    bonus_id: Id
    points: int = Field(ge=1, le=1_000_000)


class Awarded(BaseModel):
    """The bonus is paid."""

    submission_id: UUID
    bonus_id: UUID
    points: int


class Accepted(BaseModel):
    """The client's decision; `points` are paid, `share_percent` of the reward rounded up, 0 when rejected."""

    submission_id: UUID
    state: Literal["accepted", "rejected"]
    points: int
    share_percent: int


class Forecast(BaseModel):
    """At the pace since the order opened; null while it is not live or has fewer than 10 accepted answers."""

    minutes_left: int | None


class ScreenOuts(BaseModel):
    """Forms that ended early, what was paid for them, and the most that may be: beside `funded`."""

    exits: int
    points: int
    reserve: int


class Progress(BaseModel):
    """An order in numbers: answers by state, and points (1 point = 1 yen).

    `places` are the answers wanted, `leased` are being worked on, `submitted` wait for a decision. `drained`
    says that after closing nothing is open any more; `contested` answers may still be appealed, or are.
    `remaining` is neither spent nor reserved. `export_version` grows when a member withdraws an answer after
    `drained`; the client acknowledges it by `acknowledge_by`, null when nothing waits for that.
    """

    order_id: UUID
    state: Literal["unknown", "live", "paused", "closed"]
    drained: bool
    tasks: int
    places: int
    leased: int
    submitted: int
    accepted: int
    contested: int
    funded: int
    reserved: int
    spent: int
    remaining: int
    screen_outs: ScreenOuts
    forecast: Forecast
    export_version: int
    acknowledged_version: int
    acknowledge_by: datetime | None


class Submission(BaseModel):
    """An accepted answer: who gave it is a pseudonym of this order, when is a day in Tokyo."""

    submission_id: UUID
    pseudonym: str | None
    task_id: UUID
    row: int
    answers: dict[str, Any]
    minutes: int
    day: date


class Submissions(BaseModel):
    """A piece of the answers. `withheld` are questions some of whose answers are not exported yet.

    version: of the export; what members have withdrawn since the former one is gone.
    """

    items: list[Submission]
    next_cursor: str | None
    withheld: list[str]
    version: int


class Undecided(Submission):
    """The answer to be decided next."""

    item: dict[str, str]


class Review(BaseModel):
    """One answer at a time; `waiting` counts all, this one included."""

    waiting: int
    submission: Undecided | None
    withheld: list[str]


class Result(BaseModel):
    """One task: labels and their confidence by the id of the question; `answers` counts the accepted ones.

    suppressed: personal questions whose label fewer than 20 members share; it is null.
    """

    task_id: UUID
    row: int
    item: dict[str, str]
    answers: int
    labels: dict[str, Any]
    confidence: dict[str, float | None]
    suppressed: list[str]


class Results(BaseModel):
    """All tasks of the order. version: of the export, as in its submissions."""

    order_id: UUID
    method: Literal["majority", "dawid_skene"]
    version: int
    items: list[Result]
    next_cursor: None = None
    withheld: list[str]
