"""The relay: everything acknowledged before the position moves, and what cannot be said set aside."""

import asyncio
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from aiokafka import AIOKafkaConsumer, ConsumerRecord
from aiokafka.errors import KafkaError
from structlog.testing import capture_logs

from chassis.codec import DomainEvent
from chassis.command import Command, Outcome, Stream
from chassis.follower import Follower
from chassis.relay import Relay, traceparent
from chassis.service import Running
from chassis.settings import Settings
from chassis.topics import ensure_topics
from minijob_contracts import Event
from minijob_contracts.points import POINTS
from tests.chassis.bank import AT, Account, id_of
from tests.chassis.small import SERVICE, add, to_contract

pytestmark = pytest.mark.servers


class Large(Event):
    """An event that no broker takes."""

    TYPE = "minijob.Large"
    TOPIC = POINTS
    KEY = "account_id"

    account_id: UUID
    texts: list[str]


def fragile(event: DomainEvent) -> Event | None:
    """Says most; a name cannot be said, and a 13 becomes too large."""
    if isinstance(event, Account.Named):
        raise TypeError("no rule for a name")
    if isinstance(event, Account.Added) and event.amount == 13:
        return Large(account_id=event.originator_id, texts=["x" * 200_000] * 8)
    return to_contract(event)


@contextmanager
def relay(running: Running, settings: Settings, says: Callable[[Any], Event | None]) -> Iterator[Follower]:
    """The relay of a replica alone, on a loop of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    handler = Relay(running.service.name, says, running.codec, settings)
    handler.start(loop)
    yield Follower("relay", handler, running.engine, running.codec, settings)
    asyncio.run_coroutine_threadsafe(handler.close(), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)


def named(account: str) -> Command:
    def decide(found: Any) -> Outcome:
        account_id = id_of(account)
        found[account_id].trigger_event(Account.Named, name="n", timestamp=AT)
        return Outcome()

    return Command(f"name/{account}", [Stream(Account, id_of(account))], decide)


def do(running: Running, *commands: Command) -> None:
    running.writer.enqueue(commands).result(10)


def position(running: Running) -> int:
    with running.engine.connect() as tx:
        query = "SELECT position FROM followers WHERE name = 'relay'"
        return int(tx.exec_driver_sql(query).scalar_one_or_none() or 0)


def parked(running: Running) -> list[str]:
    with running.engine.connect() as tx:
        query = "SELECT reason FROM parked ORDER BY notification_id"
        return list(tx.exec_driver_sql(query).scalars())


def said(running: Running) -> list[dict[str, str]]:
    """The headers of what this service has said, in the order of its log."""

    async def read() -> list[ConsumerRecord]:
        consumer = AIOKafkaConsumer(
            POINTS,
            bootstrap_servers=running.settings.kafka_bootstrap_servers,
            auto_offset_reset="earliest",
        )
        await consumer.start()
        found: list[ConsumerRecord] = []
        try:
            while page := await consumer.getmany(timeout_ms=1_500):
                found += [record for records in page.values() for record in records]
        finally:
            await consumer.stop()
        return found

    all_headers = [{name: value.decode() for name, value in one.headers} for one in asyncio.run(read())]
    ours = [headers for headers in all_headers if headers["ce_source"] == running.service.name]
    return sorted(ours, key=lambda headers: int(headers["ce_id"].rpartition("/")[2]))


def test_a_record_carries_its_aggregate_and_its_place_in_it(
    replica: Callable[..., Running], settings: Settings
) -> None:
    running = replica()
    asyncio.run(ensure_topics(SERVICE.topics, settings))
    do(running, add("a"), add("a"))
    with relay(running, settings, to_contract) as follower:
        follower.turn()
    found = [(one["ce_subject"], one["ce_sequence"], one["ce_type"]) for one in said(running)]
    subject = str(id_of("a"))
    assert found == [(subject, "1", "minijob.PointsGranted"), (subject, "2", "minijob.PointsGranted")]


def test_the_position_waits_for_kafka_and_nothing_is_lost(
    replica: Callable[..., Running], settings: Settings
) -> None:
    running = replica()
    asyncio.run(ensure_topics(SERVICE.topics, settings))
    do(running, add("a"))
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{nobody.getsockname()[1]}"
        away = settings.model_copy(update={"kafka_bootstrap_servers": address, "relay_timeout_seconds": 1.0})
        with relay(running, away, to_contract) as follower, pytest.raises((KafkaError, TimeoutError)):
            follower.turn()
    assert (position(running), said(running)) == (0, [])
    with relay(running, settings, to_contract) as follower:
        follower.turn()
    assert len(said(running)) == 1


def test_what_kafka_refuses_for_good_and_what_cannot_be_said_are_parked_with_an_alert(
    replica: Callable[..., Running], settings: Settings
) -> None:
    running = replica()
    asyncio.run(ensure_topics(SERVICE.topics, settings))
    do(running, add("a"), add("a", 13), named("a"), add("a"))
    with relay(running, settings, fragile) as follower, capture_logs() as logs:
        follower.turn()
    assert [one["ce_sequence"] for one in said(running)] == ["1", "4"]
    assert [reason.partition(":")[0] for reason in parked(running)] == [
        "MessageSizeTooLargeError",
        "TypeError",
    ]
    assert [line["log_level"] for line in logs if "parked" in line["event"]] == ["error", "error"]


def test_what_is_parked_is_tried_again_after_a_start(
    replica: Callable[..., Running], settings: Settings
) -> None:
    running = replica()
    asyncio.run(ensure_topics(SERVICE.topics, settings))
    do(running, named("a"))
    with relay(running, settings, fragile) as follower:
        follower.turn()
    assert said(running) == []
    do(running, add("a"))
    with relay(running, settings, to_contract) as follower:
        follower.turn()
    assert (parked(running), [one["ce_sequence"] for one in said(running)]) == ([], ["1", "2"])


def test_an_event_that_only_a_newer_release_knows_waits_for_it(
    replica: Callable[..., Running], settings: Settings
) -> None:
    running = replica()
    do(running, add("a"))
    with running.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE events SET topic = 'Account.Later'")
    with relay(running, settings, to_contract) as follower, pytest.raises(KeyError):
        follower.turn()
    assert (position(running), parked(running)) == (0, [])


def test_all_that_came_of_one_request_is_one_trace() -> None:
    request = "0af7651916cd43dd8448eb211c80319c"
    said = [traceparent(request, service, number) for service in ("ledger", "catalog") for number in (1, 2)]
    assert all(re.fullmatch(rf"00-{request}-[0-9a-f]{{16}}-01", one) for one in said)
    assert len(set(said)) == 4
    assert traceparent("publish/1", "ledger", 1)[:35] == traceparent("publish/1", "ledger", 2)[:35]
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", traceparent("", "ledger", 2**40))
