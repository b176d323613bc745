"""Requests and responses of the catalog."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from pydantic import BaseModel, Field, ValidationError, model_validator

from chassis.errors import FieldError, Invalid, invalid
from chassis.http import Body, Text
from task_catalog import application

_PREFECTURES = """
北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県
栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県
石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県
滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県
岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県
佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県
"""
PREFECTURES = frozenset(_PREFECTURES.split())
CHOICES = ("single", "multi")
DOCUMENT_BYTES = 100_000  # an event holds all of it, beside what else it says
TEXT_ANSWER_LENGTH = 4_000
RATINGS = (1, 5)
FARTHEST = 10**12
UUID_PATTERN = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"

QuestionId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$")]
Option = Annotated[Text, Field(min_length=1, max_length=200)]
Link = Annotated[str, Field(pattern=r"^https?://\S+$", max_length=500)]


class Question(Body):
    """One question; `{column}` in its text stands for that column of the item.

    opinion: members may well differ, so that their agreement says nothing.
    expects: kinds of a business that the answer guard lets pass where the question shows an item.
    screens_out: options that end the work; whoever chooses one is paid for the time until then.
    min and max: bounds of a number or rating (without them 1–5), length of a text, count of choices.
    """

    id: QuestionId
    kind: Literal["single", "multi", "rating", "number", "text", "date", "photo"]
    text: Text = Field(min_length=1, max_length=2_000)
    options: list[Option] = Field(default=[], max_length=100)
    required: bool = True
    min: int | None = Field(default=None, ge=-FARTHEST, le=FARTHEST)
    max: int | None = Field(default=None, ge=-FARTHEST, le=FARTHEST)
    opinion: bool = False
    expects: list[Literal["business_phone", "business_address", "business_name"]] = Field(
        default=[], max_length=3
    )
    screens_out: list[Option] = Field(default=[], max_length=100)

    def screens_out_error(self) -> str:
        """Why these options cannot end the work, or nothing."""
        if self.screens_out and self.kind not in CHOICES:
            return f"a {self.kind} question has no options that could end the work"
        if unknown := [option for option in self.screens_out if option not in self.options]:
            return f"the question has no option {unknown[0]!r}"
        if len(set(self.screens_out)) != len(self.screens_out):
            return "two are the same"
        if self.screens_out and len(self.screens_out) == len(self.options):
            return "an option has to be left with which the work goes on"
        return ""

    def expects_error(self) -> str:
        """Why the answers may not hold what identifies a business, or nothing."""
        if self.expects and self.kind != "text":
            return f"a {self.kind} question has none"
        if self.expects and not application.columns_in({"questions": [{"text": self.text}]}):
            return "only where the question shows a column of your own items"
        return ""

    def bounds_error(self) -> str:
        """Why no answer could keep within min and max, or nothing."""
        if self.kind == "single":
            return "a single question has no min or max" if (self.min, self.max) != (None, None) else ""
        if self.kind in ("date", "photo"):
            return f"a {self.kind} question has no min or max" if (self.min, self.max) != (None, None) else ""
        lowest, highest = {
            "multi": (0, len(self.options)),
            "text": (0, TEXT_ANSWER_LENGTH),
        }.get(self.kind, (-FARTHEST, FARTHEST))
        first, last = RATINGS if self.kind == "rating" else (lowest, highest)
        low = first if self.min is None else self.min
        high = last if self.max is None else self.max
        if not lowest <= low <= high <= highest:
            return f"min {low} and max {high} do not lie in order between {lowest} and {highest}"
        return f"max must be at least 1 for a {self.kind} question" if lowest == high == 0 else ""


class Segment(Body):
    """Of members by what they did: `source` is an audience source, `name` what members read of it."""

    source: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    name: Text = Field(min_length=1, max_length=100)


class Audience(Body):
    """Who may answer. A field that cannot be enforced is refused, like a source that is not asked here."""

    age_min: int | None = Field(default=None, ge=15, le=120)
    age_max: int | None = Field(default=None, ge=15, le=120)
    prefectures: list[str] = Field(default=[], max_length=47)
    segment: Segment | None = None


class Quality(Body):
    """What a pilot has to show: agreement_min is Krippendorff's alpha, null asks for none."""

    agreement_min: float | None = Field(default=0.4, ge=0, le=1)


class OrderBody(Body):
    """What a client writes.

    purpose, recipient, retention: why members are asked, who gets the answers, and how long they are kept. A
    draft may leave them out; they are asked for when it is submitted. second_wave_of: an earlier order of the
    client whose pseudonyms it continues where members consent; what both ask is judged together.
    """

    title: Text = Field(min_length=1, max_length=200)
    instructions: Text = Field(default="", max_length=5_000)
    purpose: Text = Field(default="", max_length=1_000)
    recipient: Text = Field(default="", max_length=200)
    retention: Text = Field(default="", max_length=200)
    links: list[Link] = Field(default=[], max_length=10)
    questions: list[Question] = Field(min_length=1, max_length=30)
    audience: Audience = Audience()
    reward_points: int = Field(ge=1, le=100_000)
    estimated_minutes: float = Field(gt=0, le=60)
    answers_per_task: int = Field(default=1, ge=1, le=100)
    acceptance: Literal["automatic", "client"] = "automatic"
    second_wave_of: Annotated[str, Field(pattern=UUID_PATTERN)] | None = None
    quality: Quality = Quality()

    @model_validator(mode="after")
    def _consistent(self) -> "OrderBody":
        errors = [*self._question_errors(), *self._audience_errors(), *self._name_errors()]
        if len(orjson.dumps(self.document())) > DOCUMENT_BYTES:
            errors.append(FieldError("body", f"an order takes at most {DOCUMENT_BYTES} bytes"))
        if errors:
            raise Invalid(errors)
        return self

    def _question_errors(self) -> list[FieldError]:
        errors = []
        seen: set[str] = set()
        for index, question in enumerate(self.questions):
            where = f"questions[{index}]"
            if question.id in seen:
                errors.append(FieldError(f"{where}.id", "is used by another question"))
            seen.add(question.id)
            if question.kind in CHOICES and len(question.options) < 2:
                errors.append(FieldError(f"{where}.options", "needs at least two"))
            if question.kind not in CHOICES and question.options:
                errors.append(FieldError(f"{where}.options", f"a {question.kind} question has none"))
            if len(set(question.options)) != len(question.options):
                errors.append(FieldError(f"{where}.options", "two are the same"))
            if wrong := question.expects_error():
                errors.append(FieldError(f"{where}.expects", wrong))
            if wrong := question.screens_out_error():
                errors.append(FieldError(f"{where}.screens_out", wrong))
            if wrong := question.bounds_error():
                errors.append(FieldError(f"{where}.min", wrong))
        return errors

    def _audience_errors(self) -> list[FieldError]:
        errors = [
            FieldError(f"audience.prefectures[{index}]", f"{name} is no prefecture, such as 東京都")
            for index, name in enumerate(self.audience.prefectures)
            if name not in PREFECTURES
        ]
        low, high = self.audience.age_min, self.audience.age_max
        if low is not None and high is not None and low > high:
            errors.append(FieldError("audience.age_min", "is above age_max"))
        return errors

    def _name_errors(self) -> list[FieldError]:
        texts = {name: getattr(self, name) for name in ("title", "instructions", *application.STATED)}
        for index, question in enumerate(self.questions):
            texts[f"questions[{index}].text"] = question.text
            options = enumerate(question.options)
            texts |= {f"questions[{index}].options[{number}]": option for number, option in options}
        return [
            FieldError(where, f"a name in braces {wrong}")
            for where, text in texts.items()
            if (wrong := application.wrong_in_braces(text))
        ]

    def document(self) -> dict[str, Any]:
        """The order as it is stored."""
        return self.model_dump(mode="json")


def rewritten(document: dict[str, Any], findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The document with every offered rewrite made. Raises Invalid when it is no order any more."""
    try:
        return OrderBody.model_validate(application.rewritten(document, findings)).document()
    except (ValidationError, Invalid) as error:
        raise invalid("body", f"with the rewrites it is no order: {error}; edit it instead") from None


class OrderState(BaseModel):
    """Where an order is."""

    order_id: UUID
    version: int
    state: str


class Quote(BaseModel):
    """What an order costs at most, in yen; `total_jpy` is locked before it opens.

    `screen_out_reserve_jpy`: for the time of members whose answers end the work, each at most the reward;
    `appeal_reserve_jpy`: for peers, where the client may reject answers. What is not needed goes back. The
    fee is on all three.
    """

    reward_jpy: int
    fee_jpy: int
    fee_percent: int
    screen_out_reserve_jpy: int
    appeal_reserve_jpy: int
    gold_jpy: int
    total_jpy: int


class OrderDrafted(OrderState):
    """A new order and what it costs for each task, before it has items."""

    quote: Quote


class Pay(BaseModel):
    """What members were measured to earn on `answers` accepted answers, half of which took `median_seconds`
    or less, by the reward that was paid then.

    Below the floor an answer needs `needed_points`: `POST …/top-up` locks `top_up_jpy` more, fee included,
    and pays `back_pay_points` of it for the answers that were accepted when it was measured.
    """

    answers: int
    median_seconds: int
    reward_points: int
    points_per_minute: float
    floor_points_per_minute: int
    is_below_floor: bool
    needed_points: int
    back_pay_points: int
    top_up_jpy: int


class MembersLeft(BaseModel):
    """How many members a condition leaves by itself, rounded down to 100; null: under 100."""

    condition: str
    members: int | None


class Unclaimed(BaseModel):
    """Nobody had begun the order for so many hours; after 168 it ends and what is left goes back."""

    hours: int
    at: datetime
    conditions: list[MembersLeft]


class OrderShown(OrderState):
    """An order as its client sees it. `short_by_jpy`: deposit so much and submit again.

    `document`, `findings` and the counts of items are those of the newest version. `live_version` is the one
    under which members start; while a newer one is on its way, `next_state` says where that is. `pilot` has
    its state, its tasks, and once it is decided what was measured and which measures failed. `paused_for`:
    `client`, `pilot`, `safety`, `floor` or `screen_outs` (too many members were screened out); `pay` is null
    until members earned less than the floor.
    `promise` is what the quote said when the order was handed in beside what happened, and
    `fee_to_return_jpy` what goes back to the client because it was not kept.
    `undecided_items` of the `held_items` wait for an operator. `edited_by`: who wrote for the client.
    """

    client_id: str
    edited_by: list[str]
    document: dict[str, Any]
    quote: Quote
    findings: list[dict[str, Any]]
    items: int
    held_items: int
    undecided_items: int
    tasks: int
    short_by_jpy: int
    live_version: int | None
    next_state: str | None
    pilot: dict[str, Any] | None
    paused_for: str | None
    pay: Pay | None
    unclaimed: Unclaimed | None
    promise: dict[str, Any]
    fee_to_return_jpy: int


class Rewritten(OrderState):
    """What became of the order, and how many of its rows go on in other words."""

    rewritten_rows: int


class OrderCard(OrderState):
    """An order in a list."""

    title: str


class RowError(BaseModel):
    """Why a row was not taken; rows of one upload are counted from 0."""

    row: int
    error: str


class Uploaded(BaseModel):
    """How many rows were taken."""

    accepted: int
    rejected: list[RowError]


class TaskShown(BaseModel):
    """A published task."""

    task_id: UUID
    row: int
    item: dict[str, str]


class CellRewrite(BaseModel):
    """A text for a column."""

    column: str
    text: str


class HeldItem(BaseModel):
    """A row that may not become a task: `verdict` is fix, human (an operator will decide) or refuse.

    rewrites: what `accept-rewrites` would put in its columns, once the verdict is fix.
    """

    row: int
    verdict: str
    rules: list[str]
    rewrites: list[CellRewrite] = []
