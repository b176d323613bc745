"""The ledger fed by Kafka: accepted submissions become events, inbox keys and balances, beside raw COPY."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from benchmarks.ledger import copied
from benchmarks.rounds import Figure, compare
from benchmarks.serving import variables_of
from chassis.clock import now
from chassis.database import service_url
from chassis.producer import batches, new_producer
from chassis.settings import Settings
from local_platform.ports import free_port
from local_platform.services import COMMANDS, Service
from minijob_contracts import Attributes, Record, encode
from minijob_contracts.submissions import SubmissionAccepted
from points_ledger.service import SERVICE

RECORDS = 10_000
MOST_SECONDS = 120
MEMBERS = 500
COLD_ROUNDS = 3
_PAID = "SELECT coalesce(-sum(balance), 0) FROM balances_v2 WHERE account = 'issued' AND unit = 'points'"
_TO_TELL = """
SELECT max(notification_id) - (SELECT min(position) FROM followers WHERE name IN ('ledger_v2', 'relay'))
FROM events
"""


def fed(settings: Settings, order_id: UUID, logs: Path) -> Figure:
    """One replica beside raw COPY of the same event rows."""
    url = service_url(settings.database_url, SERVICE.name)
    with _serving(settings, logs / "fed.log"):
        return compare(
            "grants fed by Kafka into events, inbox, balances / raw COPY of the rows",
            "events/s",
            lambda: _rate(settings, order_id, logs),
            lambda: copied(url, RECORDS),
            ratio=0.05,
        )


def two_replicas(settings: Settings, order_id: UUID, logs: Path) -> Figure:
    """Two replicas beside one, which is the first of them: the second comes and goes between the rounds.

    Each change is followed by unmeasured records, until partitions are shared anew and accounts are warm.
    """

    def rate(warm: int) -> float:
        for _ in range(warm):
            _rate(settings, order_id, logs)
        return _rate(settings, order_id, logs)

    def by_two() -> float:
        with _serving(settings, logs / "fed-second.log"):
            return rate(COLD_ROUNDS)

    with _serving(settings, logs / "fed-first.log"):
        return compare(
            "grants fed by Kafka to two replicas / to one",
            "events/s",
            by_two,
            lambda: rate(1),
            ratio=0.9,
        )


def _rate(settings: Settings, order_id: UUID, logs: Path) -> float:
    """Events a second, from the first record sent to the last balance that shows it."""
    with psycopg.connect(service_url(settings.database_url, SERVICE.name), autocommit=True) as database:
        _until_all_is_told(database)
        records = [_accepted(order_id, f"m{n % MEMBERS}") for n in range(RECORDS)]
        paid = _number(database, _PAID)
        started = asyncio.run(_sent(settings, records))
        while _number(database, _PAID) < paid + RECORDS:
            if time.perf_counter() > started + MOST_SECONDS:
                raise TimeoutError(f"not all is paid; what the ledger said is in {logs}")
            time.sleep(0.01)
        seconds = time.perf_counter() - started
        _until_all_is_told(database)
        return RECORDS / seconds


@contextmanager
def _serving(settings: Settings, log: Path) -> Iterator[None]:
    service = Service(SERVICE.name, COMMANDS[SERVICE.name], free_port(), log, variables_of(settings))
    service.start()
    try:
        yield
    finally:
        service.stop()


def _accepted(order_id: UUID, member_id: str) -> Record:
    assignment_id = uuid4()
    event = SubmissionAccepted(
        assignment_id=assignment_id,
        order_id=order_id,
        task_id=uuid4(),
        member_id=member_id,
        lease=1,
        base_points=1,
        rate_percent=100,
        share_percent=100,
        bonus_points=0,
        points=1,
    )
    attributes = Attributes(
        id=f"assignment/{assignment_id}",
        source="assignment",
        time=now(),
        subject=str(assignment_id),
        sequence=1,
        correlation_id="",
    )
    return encode(event, attributes)


async def _sent(settings: Settings, records: Sequence[Record]) -> float:
    """Sends batches that were made before; returns the time at which the first one went.

    Making them is the load's own work and not the ledger's.
    """
    producer = new_producer(settings, "load")
    await producer.start()
    try:
        topic = records[0].topic
        partitions = {topic: sorted(await producer.partitions_for(topic))}
        made = list(batches(producer, list(enumerate(records)), partitions))
        started = time.perf_counter()
        sent = [await producer.send_batch(one.builder, topic, partition=one.partition) for one in made]
        await asyncio.gather(*sent)
    finally:
        await producer.stop()
    return started


def _until_all_is_told(database: psycopg.Connection[tuple[int]]) -> None:
    """Of earlier figures too, so that nothing of theirs is counted or waited for here."""
    while _number(database, _TO_TELL) > 0:
        time.sleep(0.1)


def _number(database: psycopg.Connection[tuple[int]], query: str) -> int:
    row = database.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0
