"""The conformance kit passes a right group of consumers and names what a wrong one gets wrong."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord
from typer.testing import CliRunner

from chassis.settings import Settings
from chassis.topics import ensure_topics
from minijob.cli import app
from minijob.conform import Finding, Unreachable, conform_group
from minijob.conform.group_cases import CASES, SOURCE, across_accounts, granted
from minijob_contracts import decode, read_headers
from minijob_contracts.points import PointsGranted
from tests.minijob.counting import serving
from tests.programs import started

pytestmark = pytest.mark.servers
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "points_subscriber" / "consumer.py"


@pytest.fixture
def topic(settings: Settings) -> str:
    """A topic of this test alone."""
    name = f"points-{uuid4()}"
    asyncio.run(ensure_topics([name], settings))
    return name


class Broken:
    """A consumer of few lines with one fault, in a thread of its own."""

    def __init__(self, fault: str, kafka: str, topic: str) -> None:
        self.fault, self.kafka, self.topic = fault, kafka, topic
        self.group = f"group-{uuid4()}"
        self.seen: set[str] = set()
        self.last: dict[str, int] = {}
        self.points: dict[str, int] = {}
        self.number = 0
        self.ended = threading.Event()

    async def consume(self) -> None:
        async with AIOKafkaConsumer(
            self.topic,
            bootstrap_servers=self.kafka,
            group_id=self.group,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
        ) as consumer:
            while not self.ended.is_set():
                for records in (await consumer.getmany(timeout_ms=100)).values():
                    for record in records:
                        self.handle(record)
                if self.fault != "never commits":
                    await consumer.commit()

    def handle(self, record: ConsumerRecord) -> None:
        try:
            received = decode(read_headers(record.headers), record.value)
        except ValueError:
            if self.fault == "stops at poison":
                raise
            if self.fault == "counts what it cannot read":
                account = str(record.key.decode())
                self.points[account] = self.points.get(account, 0) + 1
            return
        if self.fault == "knows its types" and received is None:
            raise ValueError("an unknown type")
        if received is None or not self.is_new(received.attributes.subject, received.attributes.sequence):
            return
        if self.fault == "takes young events" and received.attributes.time.year < 2026:
            return
        if self.fault == "one order for all" and not self.is_next(received.attributes.id):
            return
        event: Any = received.event
        if isinstance(event, PointsGranted) or self.fault == "counts all points":
            account = str(event.account_id)
            self.points[account] = self.points.get(account, 0) + event.points

    def is_new(self, subject: str, sequence: int) -> bool:
        known = self.last.get(subject, 0)
        self.last[subject] = max(known, sequence)
        if self.fault == "waits for the next":
            return sequence == known + 1
        return sequence > known or self.fault == "counts repeats"

    def is_next(self, id: str) -> bool:
        """Whether it was said after all that came before, by the platform's own number of it."""
        source, _, number = id.partition("/")
        if source != SOURCE:
            return True
        before, self.number = self.number, max(self.number, int(number))
        return int(number) > before


@contextmanager
def consuming(broken: Broken) -> Iterator[None]:
    def run() -> None:
        try:
            asyncio.run(broken.consume())
        except ValueError:
            return

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        broken.ended.set()
        thread.join()


def judged(broken: Broken) -> list[Finding]:
    with consuming(broken), serving(broken) as url:
        return conform_group(
            broken.kafka,
            broken.group,
            f"{url}/{{account}}",
            broken.topic,
            patience_seconds=0.5,
            commit_seconds=1.5,
        )


def wrong(findings: list[Finding]) -> set[str]:
    return {finding.case for finding in findings if finding.verdict == "wrong"}


@pytest.mark.parametrize(("fault", "cases"), [
    ("", set()),
    ("counts repeats", {"duplicates"}),
    ("one order for all", {"accounts out of order"}),
    ("takes young events", {"events of long ago"}),
    ("waits for the next", {"gaps"}),
    ("counts all points", {"unknown and other types"}),
    ("knows its types", {"unknown and other types", "what cannot be read"}),
    ("stops at poison", {"what cannot be read"}),
    ("counts what it cannot read", {"what cannot be read"}),
    ("never commits", set(CASES)),
])  # fmt: skip
def test_each_fault_of_a_consumer_is_found_and_no_other(
    settings: Settings, topic: str, fault: str, cases: set[str]
) -> None:
    findings = judged(Broken(fault, settings.kafka_bootstrap_servers, topic))
    assert wrong(findings) == cases, findings
    assert [finding.case for finding in findings] == [*CASES, "nothing is counted later"]


def test_a_group_that_nobody_is_in_is_said(
    settings: Settings, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minijob.conform.group.REACH_SECONDS", 1.0)
    with pytest.raises(Unreachable, match="nobody of the group nobodys"):
        conform_group(settings.kafka_bootstrap_servers, "nobodys", None, topic)
    with pytest.raises(Unreachable, match="there is no topic missing"):
        conform_group(settings.kafka_bootstrap_servers, "nobodys", None, "missing")


def test_a_topic_with_real_points_is_left_alone(settings: Settings, topic: str) -> None:
    real = granted(str(uuid4()), 1, 10).with_header("ce_source", b"points-ledger")

    async def said() -> None:
        async with AIOKafkaProducer(bootstrap_servers=settings.kafka_bootstrap_servers) as producer:
            await producer.send_and_wait(topic, real.value, key=real.key, headers=real.headers)

    asyncio.run(said())
    with pytest.raises(Unreachable, match="use a broker for trials"):
        conform_group(settings.kafka_bootstrap_servers, "group", None, topic)


def test_the_events_of_the_kit_are_those_of_the_contract() -> None:
    said = granted(str(uuid4()), 3, 10)
    received = decode(read_headers(said.headers), said.value)
    assert received is not None
    assert isinstance(received.event, PointsGranted)
    assert (received.event.points, received.attributes.sequence) == (10, 3)


def test_what_is_said_of_two_accounts_keeps_the_order_of_each_and_no_other() -> None:
    records = across_accounts().records
    said = [decode(read_headers(one.headers), one.value) for one in records]
    attributes = [one.attributes for one in said if one is not None]
    for account in {one.subject for one in attributes}:
        own = [(one.sequence, one.time, one.id) for one in attributes if one.subject == account]
        assert own == sorted(own)
    of_all = [one.time for one in attributes]
    others = [*attributes[2:], *attributes[:2]]
    assert of_all != sorted(of_all)
    assert [one.time for one in others] != sorted(of_all)


def test_the_example_consumer_passes(settings: Settings, topic: str, tmp_path: Path) -> None:
    kafka, group = settings.kafka_bootstrap_servers, f"example-{uuid4()}"
    command = [sys.executable, str(EXAMPLE), "--kafka", kafka, "--group", group, "--port", "0"]
    database = ["--topic", topic, "--database", str(tmp_path / "points.sqlite")]
    with started([*command, *database], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        balances = process.stdout.readline().strip()
        asked = ["conform", "--group", group, "--kafka", kafka, "--topic", topic, "--balances", balances]
        done = CliRunner().invoke(app, [*asked, "--json"])
    findings = json.loads(done.stdout)
    assert [one for one in findings if one["verdict"] != "right"] == []
    assert done.exit_code == 0
