"""What the tests of order-screening share: orders and items, and a service of a Writer and its jobs alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

import orjson

from chassis.aggregate import Aggregate
from chassis.cache import Cache
from chassis.codec import Codec, DomainEvent
from chassis.command import Command, Insert, Outcome
from chassis.errors import Refused
from chassis.group import Limits, Result, step
from chassis.jobs import Chunk
from minijob_contracts import Event
from minijob_contracts.orders import OrderDocument, Question
from order_screening import application
from order_screening.application import Case, Decision, Policy
from order_screening.domain import Dossier, ItemBatchScreening, Screening, batch_id, screening_id
from order_screening.publishing import to_contract
from order_screening.service import AGGREGATES
from tests.chassis.memory_store import MemoryStore

ORDER = UUID("0c8f4b0e-6f43-4bb4-9d3c-3d1a0d8f6b11")
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CODEC = Codec(AGGREGATES)
LOCAL, PRODUCTION = Policy(may_clear=True), Policy(may_clear=False)
STEPS = {"screen_version": application.screen_version, "screen_batch": application.screen_batch}
A = TypeVar("A", bound=Aggregate)

HARMLESS = "Which of these snacks do you like best?"
PHONE = "Please tell us your phone number."
RELIGION = "What is your religion?"
UNDERPAID: dict[str, Any] = {"reward_points": 1}


def document(text: str = HARMLESS, **changes: Any) -> OrderDocument:
    base: dict[str, Any] = {
        "title": "A short survey about snacks",
        "instructions": "Choose the answer that fits best.",
        "questions": [
            Question(
                id="q1",
                kind="single",
                text=text,
                options=["Rice crackers", "Chocolate", "Prefer not to answer"],
                required=False,
            )
        ],
        "reward_points": 10,
        "estimated_minutes": 1,
        "answers_per_task": 2,
    }
    return OrderDocument(**(base | changes))


def about_items(**changes: Any) -> OrderDocument:
    """An order whose question is completed by the column `text` of its items."""
    return document("Is this review of a snack positive: {text}", **changes)


def rows(*texts: str) -> list[dict[str, str]]:
    return [{"text": text} for text in texts]


def submit(version: int = 1, order: OrderDocument | None = None) -> Command:
    text = (order or document()).model_dump(exclude_none=True)
    return application.submit_order(ORDER, version, "client-1", text, AT)


def propose(batch: int = 0, first_row: int = 0, texts: Sequence[str] = ("Crunchy.", "Too sweet.")) -> Command:
    return application.propose_items(ORDER, batch, first_row, rows(*texts), AT)


def appeal(
    version: int = 1,
    client: str = "client-1",
    key: str = "appeal",
    at: datetime = AT,
    batch: int | None = None,
) -> Command:
    case = Case(ORDER, version, batch)
    return application.appeal(key, b"", case, client, "It is about snacks alone", at)


def remind(days: int, at: datetime, batch: int | None = None, opened_at: datetime = AT) -> Command:
    return application.remind(Case(ORDER, 1, batch), opened_at, days, at)


def close() -> Command:
    return application.end_order(ORDER, AT)


def decide(
    operator: str,
    decision: Decision = "approve",
    *,
    version: int = 1,
    batch: int | None = None,
    key: str = "",
) -> Command:
    case = Case(ORDER, version, batch)
    key = key or f"{operator} decides {decision} on {case}"
    return application.decide(key, b"", case, operator, decision, "I looked at it", AT)


@dataclass
class World:
    """A store, one process working on it, and the jobs that are open, oldest first."""

    policy: Policy = LOCAL
    store: MemoryStore = field(default_factory=MemoryStore)
    cache: Cache = field(default_factory=lambda: Cache(1_000))
    done: set[str] = field(default_factory=set)

    def step(self, *commands: Command) -> list[Result]:
        return step(self.store, CODEC, self.cache, Limits(), commands)

    def one(self, command: Command) -> Result:
        return self.step(command)[0]

    def load(self, kind: type[Any], id: UUID) -> Any:
        tail = [stored for stored in self.store.events if stored.id == id]
        return CODEC.replay(kind, id, tail)

    def jobs(self) -> list[dict[str, Any]]:
        """The rows of jobs that nobody has done."""
        rows = [row.values for row in self.store.rows if isinstance(row, Insert) and row.table == "jobs"]
        return [dict(row) for row in rows if row["id"] not in self.done]

    def chunk(self, job: dict[str, Any], cursor: int) -> Chunk:
        argument = orjson.loads(job["argument"])
        return STEPS[job["kind"]](self.policy, self.load, argument, cursor, AT)

    def work(self) -> None:
        """Does every open job to its end."""
        for job in self.jobs():
            cursor: int | None = 0
            while cursor is not None:
                chunk = self.chunk(job, cursor)
                for result in self.step(*chunk.commands):
                    assert isinstance(result, Outcome), result
                cursor = chunk.cursor
            self.done.add(job["id"])

    @property
    def events(self) -> list[DomainEvent]:
        return [CODEC.decode(stored)[0] for stored in self.store.events]

    def of(self, kind: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    def said(self, kind: type[Event] = Event) -> list[Any]:
        """What other services hear, in order."""
        contracts = [to_contract(event) for event in self.events]
        return [event for event in contracts if isinstance(event, kind)]

    def dossier(self) -> Dossier:
        found: Dossier = self.load(Dossier, ORDER)
        return found

    def screening(self, version: int = 1) -> Screening:
        found: Screening = self.load(Screening, screening_id(ORDER, version))
        return found

    def items(self, batch: int = 0) -> ItemBatchScreening:
        found: ItemBatchScreening = self.load(ItemBatchScreening, batch_id(ORDER, batch))
        return found


def given(*commands: Command, policy: Policy = LOCAL) -> World:
    """A world in which these commands were handled and every job is done."""
    world = World(policy)
    for command in commands:
        assert isinstance(world.one(command), Outcome)
    world.work()
    return world


def status(result: Result) -> int:
    return result.status if isinstance(result, Outcome | Refused) else 500


def statuses(results: Sequence[Result]) -> list[int]:
    return [status(one) for one in results]


def ids(result: Result) -> dict[str, Any]:
    assert isinstance(result, Outcome), result
    return dict(result.ids)
