"""What task-catalog says: the life of an order, its items and its tasks."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from minijob_contracts.event import Count, Event, Item, Ordinal, Part, PartyId, Points, Version, Yen
from minijob_contracts.screenings import Finding

ORDERS = "orders.v1"
TASKS = "tasks.v1"
ITEMS_PER_BATCH = 200


class Question(Part):
    """One question of an order; `{column}` in a text stands for that column of the item."""

    id: str
    kind: Literal["single", "multi", "rating", "number", "text", "date", "photo"]
    text: str
    options: list[str] = []
    required: bool = True
    min: int | None = None
    max: int | None = None
    opinion: bool = False
    expects: list[Literal["business_phone", "business_address", "business_name"]] = Field(
        [], description="kinds that the answer guard lets pass in texts about the client's own items"
    )
    decline: str | None = Field(
        None,
        description="of a personal question, once the order opens: the words that decline it, one of the "
        "options where there are any; otherwise the answer is left out",
    )
    consent: str | None = Field(
        None,
        description="once the order opens, where an answer needs special care (S1): the words with which a "
        "member agrees before it is taken",
    )
    screens_out: list[str] = Field(
        [], description="options that end the work, which is paid as an exit; members are not told which"
    )


class Quality(Part):
    """What the client expects of answers. `agreement_min` binds questions about an item that are no opinion;
    null: members need not agree.
    """

    agreement_min: float | None = 0.4


class Segment(Part):
    """Members whom an audience source means, by what they did; it says yes or no of each, order by order."""

    source: PartyId
    name: str = Field(description="what it is, in words that members read")


class Audience(Part):
    """Who may answer; an empty audience is everybody."""

    age_min: int | None = None
    age_max: int | None = None
    prefectures: list[str] = []
    # Left out where there is none, so that an empty audience is said as ever.
    segment: Segment | None = Field(None, exclude_if=lambda segment: segment is None)


class OrderDocument(Part):
    """What the client wrote, as one version of it.

    Members read `purpose`, `recipient` and `retention` before they answer; they are empty in what was
    submitted before these were asked for.
    """

    title: str
    instructions: str
    purpose: str = ""
    recipient: str = ""
    retention: str = ""
    links: list[str] = []
    questions: list[Question]
    audience: Audience = Audience()
    reward_points: Points
    estimated_minutes: float
    answers_per_task: Ordinal
    acceptance: Literal["automatic", "client"] = "automatic"
    second_wave_of: str | None = Field(
        None,
        pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        description="an earlier order of this client, whose pseudonyms it continues where members consent",
    )
    quality: Quality = Quality()


class _OfOrder(Event):
    TOPIC = ORDERS
    KEY = "order_id"

    order_id: UUID


class OrderSubmitted(_OfOrder):
    """task-catalog, when a client submits a version; order-screening screens exactly that version."""

    TYPE = "minijob.OrderSubmitted"

    version: Version
    client_id: PartyId
    document: OrderDocument
    edited_by: list[PartyId] = Field(
        [], description="operators who drafted or edited the order for its client; they may not review it"
    )


class ItemsProposed(_OfOrder):
    """task-catalog, for each batch of up to 200 rows of a client; screened before they become tasks."""

    TYPE = "minijob.ItemsProposed"

    batch: Count
    first_row: Count
    rows: list[Item] = Field(min_length=1, max_length=ITEMS_PER_BATCH)


class OrderApproved(_OfOrder):
    """task-catalog, when a version and its rows may go to members and the money is to be locked.

    Said again with a larger total when rows were added later. `total_jpy` is the most the order can cost.
    """

    TYPE = "minijob.OrderApproved"

    version: Version
    client_id: PartyId
    attempt: Ordinal = Field(description="counts the requests for money of this order")
    tasks: Ordinal
    reward_jpy: Yen
    fee_jpy: Yen
    screen_out_reserve_jpy: Yen
    appeal_reserve_jpy: Yen = 0
    gold_jpy: Yen
    total_jpy: Yen


class OrderChangesAsked(_OfOrder):
    """task-catalog, when screening found what a rewrite can mend; the client edits and submits again."""

    TYPE = "minijob.OrderChangesAsked"

    version: Version
    findings: list[Finding] = []


class OrderRefused(_OfOrder):
    """task-catalog, when a version may never go to members."""

    TYPE = "minijob.OrderRefused"

    version: Version
    findings: list[Finding] = []


class OrderOpened(_OfOrder):
    """task-catalog, when members may start: the form, the pay and the terms of this version.

    Said again when a further version takes its place; who has taken a task finishes it under the version that
    it was taken under.
    """

    TYPE = "minijob.OrderOpened"

    version: Version
    client_id: PartyId
    document: OrderDocument
    lease_seconds: Ordinal


class PilotStarted(_OfOrder):
    """task-catalog, when the first `tasks` tasks of an order go to members before the others."""

    TYPE = "minijob.PilotStarted"

    version: Version
    tasks: Ordinal


class OrderPaused(_OfOrder):
    """task-catalog, when nobody new may start; running leases may still be submitted at full pay.

    reason: `client`, `pilot` (it missed a bound), `safety` (a stop), `floor` (members were measured to earn
    less than the floor, until the client tops up) or `screen_outs` (too many forms ended early); null in what
    was said before reasons were.
    """

    TYPE = "minijob.OrderPaused"

    version: Version
    reason: Literal["client", "pilot", "safety", "floor", "screen_outs"] | None = None


class OrderResumed(_OfOrder):
    """task-catalog, when members may start again."""

    TYPE = "minijob.OrderResumed"

    version: Version


class RewardRaised(_OfOrder):
    """task-catalog, when the money for a higher reward is locked, since members earned less than the floor.

    From now on no answer is paid less than `reward_points`. assignment makes up for what the accepted ones
    were paid less (BonusAwarded), out of `reward_jpy`, the total that is locked for rewards.
    """

    TYPE = "minijob.RewardRaised"

    version: Version
    reward_points: Points
    reward_jpy: Yen


class OrderClosed(_OfOrder):
    """task-catalog, when nobody may start any more; what is running ends, then OrderDrained follows.

    `unclaimed`: nobody had begun it for a week.
    """

    TYPE = "minijob.OrderClosed"

    version: Version
    reason: Literal["complete", "client", "operator", "unclaimed"]


class OrderSettled(_OfOrder):
    """task-catalog, when everything is paid and the rest of the escrow is back with the client."""

    TYPE = "minijob.OrderSettled"

    paid_points: Points
    fee_jpy: Yen
    returned_jpy: Yen


class PromiseMissed(_OfOrder):
    """task-catalog, after OrderSettled, once, when an order ended outside of what its quote had promised.

    points-ledger returns `fee_jpy`, the fee that it took, from the fees to the account of the client.
    """

    TYPE = "minijob.PromiseMissed"

    client_id: PartyId
    missed: list[Literal["seconds_to_fill", "agreement"]] = Field(min_length=1)
    fee_jpy: Yen


class ClientRecorded(Event):
    """task-catalog, when the record of a client changes; totals. Members see it beside the client's tasks."""

    TYPE = "minijob.ClientRecorded"
    TOPIC = ORDERS
    KEY = "client_id"

    client_id: PartyId
    tier: Literal["new", "proven", "trusted"]
    since: AwareDatetime = Field(description="when it was first known here")
    settled_orders: Count
    upheld_findings: Count = Field(description="breaches of its orders that operators have upheld")
    identity: str = Field(
        "", max_length=64, description="what a register names the client by; one may have several clients"
    )
    identified_at: AwareDatetime | None = Field(None, description="when an operator checked that last")


class OperatorTied(Event):
    """task-catalog, when an operator has a tie to a client: one that was declared, or by writing for it.

    From then on that operator decides nothing about the client, its orders and answers to them.
    """

    TYPE = "minijob.OperatorTied"
    TOPIC = ORDERS
    KEY = "client_id"

    client_id: PartyId
    operator_id: PartyId
    declared_by: PartyId


class TaskPublished(Event):
    """task-catalog, for each cleared row of a funded order; assignment opens its places."""

    TYPE = "minijob.TaskPublished"
    TOPIC = TASKS
    KEY = "order_id"

    order_id: UUID
    task_id: UUID
    version: Version
    row: Count
    item: Item
    places: Ordinal = Field(description="answers wanted: answers_per_task of the order")
    adults_only: bool = Field(
        True, description="for members of 18 and over, whatever the order says: a person has passed its row"
    )
