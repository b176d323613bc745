"""What the tests of assignment share: an order, members, and a service that consists of a Writer alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5

from assignment import application
from assignment.application import (
    Candidate,
    Dispute,
    Given,
    Held,
    Plea,
    Reduction,
    Secrets,
    Stored,
    Worker,
)
from assignment.domain import Assignment, OrderBudget, TaskSlots, assignment_id
from assignment.publishing import to_contract
from assignment.service import SERVICE
from chassis.aggregate import Aggregate
from chassis.cache import Cache
from chassis.codec import Codec, DomainEvent
from chassis.command import Command, Outcome, Row
from chassis.group import Limits, Result, step
from minijob_contracts import Event
from minijob_contracts.orders import Audience, OrderDocument, Question
from tests.chassis.memory_store import MemoryStore

ORDER = UUID("0c8f4b0e-6f43-4bb4-9d3c-3d1a0d8f6b11")
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LEASE_SECONDS = 600
CODEC = Codec(SERVICE.aggregates)
A = TypeVar("A", bound=Aggregate)


def after(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def task(row: int) -> UUID:
    return uuid5(ORDER, f"task/{row}")


def document(**changes: Any) -> OrderDocument:
    base: dict[str, Any] = {
        "title": "Which is it?",
        "instructions": "Read it, then choose.",
        "questions": [Question(id="q1", kind="single", text="Is {word} a noun?", options=["yes", "no"])],
        "audience": Audience(),
        "purpose": "To teach a program nouns",
        "recipient": "Example Ltd.",
        "retention": "one year",
        "reward_points": 10,
        "estimated_minutes": 1,
        "answers_per_task": 2,
    }
    return OrderDocument(**(base | changes))


def open_order(lease_seconds: int = LEASE_SECONDS, order: UUID = ORDER, **changes: Any) -> Command:
    text = document(**changes).model_dump()
    return application.open_order(order, 1, "client-1", text, lease_seconds, AT)


def fund(points: int, appeals: int = 3_000) -> Command:
    return application.fund_order(ORDER, points, AT, appeals=appeals)


def add_task(row: int, places: int) -> Command:
    return application.add_task(ORDER, task(row), 1, row, {"word": f"word {row}"}, places, AT)


def lease(
    key: str, member: str, rows: Sequence[int], at: datetime = AT, *, age: int | None = 30, **options: Any
) -> Command:
    candidates = [Candidate(ORDER, task(row)) for row in rows]
    return application.lease(key, b"", Worker(member, age, "東京都"), candidates, at, **options)


def submit(
    key: str,
    member: str,
    row: int,
    at: datetime = AT,
    answer: str = "yes",
    automatic: bool = True,
    worker: Worker | None = None,
) -> Command:
    """worker: who may hand in late."""
    held = Held(ORDER, task(row), member, 1)
    secrets = Secrets(f"key of {member}".encode(), uuid5(task(row), f"public {member}"), f"p-{member}")
    id = assignment_id(task(row), member)
    questions = document().model_dump()["questions"]
    checked = application.checked(questions, {"q1": answer})
    return application.submit(key, b"", id, held, checked, secrets, at, automatic=automatic, worker=worker)


def give_back(key: str, member: str, row: int, at: datetime = AT) -> Command:
    id = assignment_id(task(row), member)
    return application.give_back(key, b"", id, Candidate(ORDER, task(row)), member, "no_time", at)


def expire(member: str, row: int, lease: int, at: datetime) -> Command:
    return application.expire(assignment_id(task(row), member), Candidate(ORDER, task(row)), lease, at)


def given(member: str, row: int, client: str = "client-1") -> Given:
    """The answer of a member to a row, as its client names it."""
    return Given(assignment_id(task(row), member), ORDER, 1, client, uuid5(task(row), f"public {member}"))


def accept(
    key: str, member: str, row: int, client: str = "client-1", at: datetime = AT, percent: int | None = None
) -> Command:
    reason = "It names no noun, although the task asks for one."
    reduction = Reduction(percent, "wrong", "q1", reason) if percent else None
    return application.accept(key, b"", given(member, row, client), at, reduction)


def reject(key: str, member: str, row: int, client: str = "client-1", at: datetime = AT) -> Command:
    reduction = Reduction(0, "wrong", "q1", "It names no noun, although the task asks for one.")
    return application.accept(key, b"", given(member, row, client), at, reduction)


def dispute(member: str, row: int) -> Dispute:
    return Dispute(assignment_id(task(row), member), ORDER, task(row), member)


def appeal(key: str, member: str, row: int, at: datetime = AT) -> Command:
    plea = Plea(uuid5(task(row), f"appeal {member}"), 1, "The word is a noun in this sentence, I think.")
    return application.appeal(key, b"", dispute(member, row), plea, at)


def over(member: str, row: int, at: datetime = after(7 * 86_400)) -> Command:
    """Time decides: nobody has appealed within 7 days, or the client has not answered within 9."""
    return application.end_by_time(dispute(member, row), at)


def withdraw(
    key: str, member: str, row: int, at: datetime = AT, erased: Sequence[str] = ("q1",), **answers: str
) -> Command:
    """answers: as they are stored."""
    public_id = uuid5(task(row), f"public {member}")
    stored = Stored(1, {"q1": "yes"} | answers, public_id, AT)
    return application.withdraw(key, b"", dispute(member, row), erased, stored, at)


def accept_by_silence(member: str, row: int, at: datetime) -> Command:
    return application.accept_by_silence(assignment_id(task(row), member), ORDER, "client-1", at)


def award(
    key: str, member: str, row: int, points: int, bonus: int = 0, client: str = "client-1", at: datetime = AT
) -> Command:
    return application.award_bonus(key, b"", given(member, row, client), UUID(int=bonus), points, at)


def close(at: datetime = AT) -> Command:
    return application.close_order(ORDER, at)


@dataclass
class World:
    """A store and one process working on it."""

    store: MemoryStore = field(default_factory=MemoryStore)
    cache: Cache = field(default_factory=lambda: Cache(1_000))

    def step(self, *commands: Command) -> list[Result]:
        return step(self.store, CODEC, self.cache, Limits(), commands)

    def one(self, command: Command) -> Result:
        return self.step(command)[0]

    @property
    def events(self) -> list[DomainEvent]:
        return [CODEC.decode(stored)[0] for stored in self.store.events]

    @property
    def said(self) -> list[Event]:
        """What other services would hear, in order."""
        contracts = [to_contract(event) for event in self.events]
        return [one for one in contracts if one is not None]

    def of(self, kind: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def rows(self) -> list[Row]:
        return self.store.rows

    def budget(self) -> OrderBudget:
        return replayed(self.store, OrderBudget, ORDER)

    def slots(self, row: int) -> TaskSlots:
        return replayed(self.store, TaskSlots, task(row))

    def assignment(self, member: str, row: int) -> Assignment:
        return replayed(self.store, Assignment, assignment_id(task(row), member))


def replayed(store: MemoryStore, kind: type[A], id: UUID) -> A:
    found = CODEC.replay(kind, id, [stored for stored in store.events if stored.id == id])
    assert isinstance(found, kind)
    return found


def opened(
    tasks: int = 1, places: int = 2, points: int = 1_000, appeals: int = 3_000, **changes: Any
) -> World:
    """An order that members may work on; appeals: points for peers."""
    world = World()
    world.step(open_order(**changes), fund(points, appeals), *(add_task(row, places) for row in range(tasks)))
    return world


def status(result: Result) -> int:
    return result.status if isinstance(result, Outcome) else getattr(result, "status", 500)


def statuses(results: Sequence[Result]) -> list[int]:
    return [status(one) for one in results]


def ids(result: Result) -> dict[str, Any]:
    assert isinstance(result, Outcome), result
    return dict(result.ids)
