"""What the tests of the catalog share: an order, and the catalog over a store in memory with its job."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from chassis.cache import Cache
from chassis.codec import Codec
from chassis.command import Command, Insert, Outcome
from chassis.group import Limits, step
from minijob_contracts.orders import TaskPublished
from task_catalog import application
from task_catalog.domain import ItemBatch, Order, batch_id, order_id_for
from task_catalog.publishing import to_contract
from task_catalog.service import AGGREGATES
from tests.chassis.memory_store import MemoryStore

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ORDER_ID = order_id_for("k")
CODEC = Codec(AGGREGATES)
RIGHT = {question.id: question.right for question in application.QUIZ}


def welcome(client_id: str, tier: str = "trusted") -> list[Command]:
    """What lets a client hand in orders."""
    return [
        application.identify(
            f"{client_id}/identity", b"", client_id, "ACME", "ann", "Register of companies", AT
        ),
        application.take_quiz(f"{client_id}/quiz", b"", client_id, RIGHT, AT),
        application.set_tier(f"{client_id}/tier", b"", client_id, tier, "ann", "Known for years", AT),
    ]


def document(**changes: Any) -> dict[str, Any]:
    question = {"id": "q1", "kind": "single", "text": "Is {word} a colour?", "options": ["yes", "no"]}
    order = {
        "title": "Colours",
        "instructions": "Read.",
        "questions": [question],
        "purpose": "To teach a program colours",
        "recipient": "Example Ltd.",
        "retention": "one year",
        "reward_points": 3,
        "estimated_minutes": 0.5,
        "answers_per_task": 5,
    }
    return {**order, **changes}


class Catalog:
    """The catalog over a store in memory; each call is one command in a group of its own."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.cache = Cache(1_000)
        self.number = 0
        for command in welcome("c1"):
            self.do(command)

    def do(self, command: Command) -> Outcome | Exception:
        self.number += 1
        if not command.key:
            command = Command(f"e{self.number}", command.streams, command.decide, rows=command.rows)
        [result] = step(self.store, CODEC, self.cache, Limits(), [command])
        return result

    def key(self) -> str:
        self.number += 1
        return f"k{self.number}"

    def load(self, kind: type[Any], id: UUID) -> Any:
        return CODEC.replay(kind, id, self.store.read({id: 0}).tails.get(id, []))

    def batch(self, batch: int) -> ItemBatch:
        found: ItemBatch = self.load(ItemBatch, batch_id(ORDER_ID, batch))
        return found

    @property
    def order(self) -> Order:
        order: Order = self.load(Order, ORDER_ID)
        return order

    def said(self, kind: type[Any]) -> list[Any]:
        events = [to_contract(CODEC.decode(stored)[0]) for stored in self.store.events]
        return [event for event in events if isinstance(event, kind)]

    def draft(self, **changes: Any) -> None:
        self.do(application.draft("k", b"", "c1", document(**changes), AT))

    def add(self, *words: str) -> Outcome | Exception:
        rows = [{"word": word} for word in words]
        first = self.order.batches
        return self.do(application.add_items(self.key(), b"", "c1", ORDER_ID, first, rows, AT))

    def submit(self) -> Outcome | Exception:
        return self.do(application.submit(self.key(), b"", "c1", ORDER_ID, AT))

    def clear(self, version: int = 1) -> None:
        self.do(application.clear(ORDER_ID, version, "policy", AT))

    def screen(
        self, batch: int, cleared: list[int], held: int = 0, version: int = 1, verdict: str = "fix"
    ) -> None:
        """`held` of the other rows of the batch get the verdict."""
        first, size = self.batch(batch).first_row, len(self.batch(batch).rows)
        others = [row for row in range(first, first + size) if row not in cleared]
        rows = [{"row": row, "verdict": verdict, "rules": []} for row in others[:held]]
        self.do(application.screen_items(ORDER_ID, version, batch, cleared, rows, AT))

    def fund(self, tasks: int) -> None:
        self.do(application.fund(ORDER_ID, tasks, 18 * tasks, AT))

    def jobs(self) -> list[dict[str, Any]]:
        """The arguments of all jobs that were started, oldest first."""
        rows = [row.values for row in self.store.rows if isinstance(row, Insert) and row.table == "jobs"]
        return [orjson.loads(row["argument"]) for row in rows]

    def publish(self) -> None:
        """Does every job to its end, also those that were done before."""
        for argument in self.jobs():
            cursor: int | None = 0
            while cursor is not None:
                chunk = application.publish_tasks(self.load, argument, cursor, AT)
                for command in chunk.commands:
                    assert isinstance(self.do(command), Outcome)
                cursor = chunk.cursor

    def rows_published(self) -> list[int]:
        return sorted(task.row for task in self.said(TaskPublished))

    def live(self) -> None:
        self.draft()
        self.add("red", "table")
        self.submit()
        self.clear()
        self.screen(0, [0, 1])
        self.fund(2)
