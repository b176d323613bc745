"""What other services say, as it comes from Kafka: in any order, more than once, broken now and then."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import uuid4

import pytest

from assignment.domain import OrderBudget
from assignment.subscribers import subscriptions
from chassis.consumer import Consumer
from chassis.settings import Settings
from chassis.writer import Writer
from minijob_contracts import Attributes, Event, encode
from minijob_contracts.orders import (
    OrderClosed,
    OrderOpened,
    OrderPaused,
    OrderResumed,
    TaskPublished,
)
from minijob_contracts.points import EscrowFunded
from tests.assignment.world import AT, CODEC, ORDER, document, replayed, task
from tests.chassis.memory_store import MemoryStore

OPENED = OrderOpened(order_id=ORDER, version=1, client_id="c", document=document(), lease_seconds=600)
FUNDED = EscrowFunded(order_id=ORDER, version=1, tasks=1, reward_jpy=20, fee_jpy=4, total_jpy=24)
PUBLISHED = TaskPublished(order_id=ORDER, task_id=task(0), version=1, row=0, item={"word": "w"}, places=2)
PAUSED = OrderPaused(order_id=ORDER, version=1)
RESUMED = OrderResumed(order_id=ORDER, version=1)
CLOSED = OrderClosed(order_id=ORDER, version=1, reason="client")


@dataclass
class Record:
    """What the consumer reads of a Kafka record."""

    topic: str
    value: bytes
    headers: Sequence[tuple[str, bytes]]
    partition: int = 0
    offset: int = field(default_factory=lambda: uuid4().int % 10**9)


def record(event: Event, id: str) -> Record:
    attributes = Attributes(id, "elsewhere", AT, str(ORDER), 1, "c1")
    encoded = encode(event, attributes)
    return Record(encoded.topic, encoded.value, encoded.headers)


@dataclass
class Ear:
    """The consumer and the Writer of the service over a store in memory."""

    store: MemoryStore
    consumer: Consumer

    def hear(self, *records: Record) -> None:
        asyncio.run(self.consumer.handle(list(records)))

    def budget(self) -> OrderBudget:
        return replayed(self.store, OrderBudget, ORDER)


@pytest.fixture
def ear() -> Iterator[Ear]:
    settings = Settings(
        database_url="postgresql://nowhere/none",
        kafka_bootstrap_servers="nowhere:1",
        principal_secret="s" * 32,
    )
    store = MemoryStore()
    writer = Writer(store, CODEC, settings)
    writer.start()
    yield Ear(store, Consumer("assignment", subscriptions, writer, settings))
    writer.stop()


@pytest.mark.parametrize("backwards", [False, True])
def test_topics_have_no_common_order(ear: Ear, backwards: bool) -> None:
    facts = [record(OPENED, "o/1"), record(FUNDED, "p/1"), record(PUBLISHED, "t/1")]
    ear.hear(*(reversed(facts) if backwards else facts))
    budget = ear.budget()
    assert (budget.state, budget.funded, budget.tasks, budget.places) == ("live", 20, 1, 2)


def test_what_is_told_twice_happens_once(ear: Ear) -> None:
    facts = [record(OPENED, "o/1"), record(FUNDED, "p/1"), record(PUBLISHED, "t/1")]
    ear.hear(*facts)
    ear.hear(*facts)
    assert (ear.budget().tasks, len(ear.store.events)) == (
        1,
        len({(one.id, one.version) for one in ear.store.events}),
    )
    assert [one.topic for one in ear.store.events].count("OrderForm.Published") == 1


def test_an_order_may_be_paused_again_and_an_old_pause_told_again_changes_nothing(ear: Ear) -> None:
    ear.hear(record(OPENED, "o/1"), record(PAUSED, "o/2"), record(RESUMED, "o/3"), record(PAUSED, "o/2"))
    assert ear.budget().state == "live"
    ear.hear(record(PAUSED, "o/4"))
    assert ear.budget().state == "paused"


def test_a_closed_order_is_drained(ear: Ear) -> None:
    ear.hear(record(OPENED, "o/1"), record(CLOSED, "o/2"), record(CLOSED, "o/2"))
    assert ear.budget().drained
    assert [one.topic for one in ear.store.events].count("OrderBudget.Drained@2") == 1


def test_what_caused_an_event_is_kept_with_it(ear: Ear) -> None:
    ear.hear(record(OPENED, "o/1"))
    assert {CODEC.decode(stored)[1] for stored in ear.store.events} == {"c1"}
