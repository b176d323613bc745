"""What order-screening says: verdicts on orders and on their items, and what operators decided."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from minijob_contracts.event import Count, Event, Ordinal, Part, PartyId, QuestionId, Version

SCREENINGS = "screenings.v1"

COMBINATIONS_MOST = 50
Attribute = Literal[
    "age",
    "age_band",
    "sex",
    "municipality",
    "prefecture",
    "region",
    "household_size",
    "job",
    "industry",
    "education",
    "income",
    "family",
]
Judgement = Literal["pass", "fix", "human", "refuse"]


class Finding(Part):
    """One reason for a verdict: the rule, the place, the client's own words and how to mend them."""

    rule: str
    verdict: Judgement
    where: str
    span: tuple[Count, Count] | None = None
    quote: str | None = None
    reason: str
    rewrite: str | None = None


class RowVerdict(Part):
    """The verdict on one row that was not cleared."""

    row: Count
    verdict: Judgement
    findings: list[Finding] = []


class _OfScreening(Event):
    TOPIC = SCREENINGS
    KEY = "order_id"

    order_id: UUID
    version: Version


class PersonalQuestion(Part):
    """A question about the member, and the words by which it is declined: an option of it, or to be added.

    consent: the words with which a member agrees to be asked what needs special care (S1), else null.
    """

    question: QuestionId
    decline: str = Field(min_length=1, max_length=200)
    consent: str | None = Field(None, min_length=1, max_length=200)


class PersonalQuestionsFound(_OfScreening):
    """order-screening, before any verdict on a version with personal questions, optional ones too.

    task-catalog lets members decline each in the form that it opens.
    """

    TYPE = "minijob.PersonalQuestionsFound"

    questions: list[PersonalQuestion] = Field(min_length=1)


class LeastAgeFound(_OfScreening):
    """order-screening, before any verdict on a version: from what age on it is for members.

    15; 18 where it asks something intimate or a photo; 20 where its topic or its own words are for adults.
    """

    TYPE = "minijob.LeastAgeFound"

    least_age: Ordinal = Field(description="in years, as One ID vouches, whatever the audience says")


class OrderCleared(_OfScreening):
    """order-screening, when the policy passes exactly this version."""

    TYPE = "minijob.OrderCleared"

    ruleset: str


class OrderFlagged(_OfScreening):
    """order-screening, when the policy found something in this version (`fix`, `human` or `refuse`)."""

    TYPE = "minijob.OrderFlagged"

    verdict: Judgement
    ruleset: str
    findings: list[Finding]


class ItemsScreened(_OfScreening):
    """order-screening, for each batch of items under one version: which rows may become tasks.

    Said again for a batch when an operator has decided its `human` rows.
    """

    TYPE = "minijob.ItemsScreened"

    batch: Count
    ruleset: str
    cleared: list[Count] = Field(description="rows of the order, not of the batch")
    approved: list[Count] = Field(
        [], description="those of the cleared that a person has passed; for members of 18 and over"
    )
    held: list[RowVerdict] = []


class CountedAudience(Part):
    """Who an order is meant for; an empty one is everybody."""

    age_min: int | None = None
    age_max: int | None = None
    prefectures: list[str] = []


class AudienceAsked(_OfScreening):
    """order-screening, when K1 needs counts of a version's audience; assignment says AudienceCounted.

    combinations: of attributes, for each of which the share of members in small cells is wanted.
    """

    TYPE = "minijob.AudienceAsked"

    client_id: PartyId
    attempt: Ordinal = Field(description="counts the requests for this version")
    audience: CountedAudience
    combinations: list[list[Attribute]] = Field(max_length=COMBINATIONS_MOST)


class SafetyStopped(_OfScreening):
    """order-screening, when a version must not be answered any more until an operator has decided.

    assignment closes its forms, pays live leases and keeps its answers from the client; task-catalog pauses.
    """

    TYPE = "minijob.SafetyStopped"

    cause: Literal["reports", "declines", "operator"]
    reason: str


class WatchDecided(_OfScreening):
    """order-screening, when an operator has decided what was reported of a version, or stopped.

    breach: its answers are erased and it is closed; else what was stopped goes on. rules: of the screening
    policy that it breaks, such as P2; none without a breach, and in what was said before they were named.
    """

    TYPE = "minijob.WatchDecided"

    breach: bool
    stopped: bool = Field(description="whether a safety stop was in force")
    operator_id: PartyId
    reason: str
    rules: list[str] = []


class ReviewDecided(_OfScreening):
    """order-screening, when an operator has decided a version that needed a person.

    Said once more, `on_appeal`, when the client appealed and other operators have decided again.
    """

    TYPE = "minijob.ReviewDecided"

    decision: Literal["approve", "ask_changes", "refuse"]
    operator_id: PartyId
    reason: str
    on_appeal: bool = False


class ReviewAppealed(_OfScreening):
    """order-screening, when the client appeals, once, against an operator's decision on this version.

    The version waits for a person again; whoever has decided on it may not do so again.
    """

    TYPE = "minijob.ReviewAppealed"

    due_at: AwareDatetime = Field(description="when an answer is due")


class ReviewOverdue(_OfScreening):
    """order-screening, after each 24 hours in which a case waited in vain for a person."""

    TYPE = "minijob.ReviewOverdue"

    batch: Count | None = Field(None, description="of the rows that wait; null for the version itself")
    days: Ordinal = Field(description="for how many days the case has waited; 2 breach what was promised")
    due_at: AwareDatetime = Field(description="when an answer is due now")
