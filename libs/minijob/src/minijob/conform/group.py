"""Says to a group of consumers what goes wrong in life, and judges where it stands and what it counts."""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence

import httpx2
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from minijob.conform.counted import (
    PATIENCE_SECONDS,
    Counted,
    Finding,
    Unreachable,
    check_balances,
    last_look,
)
from minijob.conform.group_cases import CASES, SOURCE, Said, Trial

POINTS = "points.v1"
COMMIT_SECONDS = 20.0
"""Most libraries commit every five seconds."""
REACH_SECONDS = 10.0
LOOK_AGAIN_SECONDS = 0.2
ANSWER_SECONDS = 15.0


def conform_group(
    kafka: str,
    group: str,
    balances: str | None = None,
    topic: str = POINTS,
    patience_seconds: float = PATIENCE_SECONDS,
    commit_seconds: float = COMMIT_SECONDS,
) -> list[Finding]:
    """One finding for each case, and one of a last look, after a while, at everything that was counted.

    kafka: bootstrap servers of a broker for trials. Raises Unreachable when it does not answer, nobody of the
    group listens, or the topic carries events that are not of this kit; ValueError for a wrong URL.
    """
    check_balances(balances)
    try:
        return asyncio.run(_judged(kafka, group, balances, topic, patience_seconds, commit_seconds))
    except KafkaError as error:
        raise Unreachable(f"Kafka at {kafka}: {error}") from None


async def _judged(
    kafka: str,
    group: str,
    balances: str | None,
    topic: str,
    patience_seconds: float,
    commit_seconds: float,
) -> list[Finding]:
    producer = AIOKafkaProducer(bootstrap_servers=kafka, enable_idempotence=True)
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka)
    found: list[Finding] = []
    expected: dict[str, int] = {}
    try:
        await producer.start()
        await admin.start()
        await _check_topic(admin, kafka, topic)
        await _check_group(admin, group, topic)
        with httpx2.Client(timeout=ANSWER_SECONDS, trust_env=False, follow_redirects=False) as http:
            for name, case in CASES.items():
                counted, trial = Counted(http, balances, patience_seconds), case()
                ends = await _said(producer, topic, trial.records)
                counted.wrong += await _behind(admin, group, ends, commit_seconds)
                await asyncio.to_thread(_look, counted, trial)
                found.append(counted.finding(name))
                expected |= {} if counted.wrong else counted.expected
            last = await asyncio.to_thread(last_look, http, balances, expected, patience_seconds)
        return [*found, last]
    finally:
        await producer.stop()
        await admin.close()


def _look(counted: Counted, trial: Trial) -> None:
    for account, points in trial.counts.items():
        counted.counts(account, points, trial.what)


async def _said(
    producer: AIOKafkaProducer, topic: str, records: Iterable[Said]
) -> Mapping[TopicPartition, int]:
    """Sends in order; returns the offset behind the last record of each partition."""
    ends: dict[TopicPartition, int] = {}
    for one in records:
        sent = await producer.send_and_wait(topic, one.value, key=one.key, headers=one.headers)
        ends[sent.topic_partition] = sent.offset + 1
    return ends


async def _behind(
    admin: AIOKafkaAdminClient, group: str, ends: Mapping[TopicPartition, int], seconds: float
) -> Sequence[str]:
    """Waits until the group has committed all of it; else says where it stands."""
    until = time.monotonic() + seconds
    while True:
        known = await admin.list_consumer_group_offsets(group, partitions=list(ends))
        left = {place: known[place].offset for place, end in ends.items() if known[place].offset < end}
        if not left:
            return []
        if time.monotonic() > until:
            return [
                f"partition {place.partition}: the group stands at offset {max(0, at)} of {ends[place]}:"
                " one record holds up all behind it, or offsets are not committed"
                for place, at in left.items()
            ]
        await asyncio.sleep(LOOK_AGAIN_SECONDS)


async def _check_topic(admin: AIOKafkaAdminClient, kafka: str, topic: str) -> None:
    """Trials beside real points would be counted as such."""
    if topic not in await admin.list_topics():
        raise Unreachable(f"there is no topic {topic}; create it, and start your group")
    [described] = await admin.describe_topics([topic])
    places = [TopicPartition(topic, one["partition"]) for one in described["partitions"]]
    consumer = AIOKafkaConsumer(bootstrap_servers=kafka, enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign(places)
        begins = await consumer.beginning_offsets(places)
        for place, end in (await consumer.end_offsets(places)).items():
            if end == begins[place]:
                continue
            consumer.seek(place, end - 1)
            headers = dict((await consumer.getone(place)).headers)
            if headers.get("ce_source", SOURCE.encode()) != SOURCE.encode():
                raise Unreachable(f"{topic} carries events of a platform; use a broker for trials")
    finally:
        await consumer.stop()


async def _check_group(admin: AIOKafkaAdminClient, group: str, topic: str) -> None:
    """A new broker takes a moment until it answers for groups, and a group until its members are there."""
    until = time.monotonic() + REACH_SECONDS
    while time.monotonic() < until:
        try:
            [answer] = await admin.describe_consumer_groups([group])
            [(_, _, state, *_, members)] = answer.groups
        except KafkaError:
            state, members = "", []
        if state == "Stable" and members:
            return
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    raise Unreachable(f"nobody of the group {group} listens to {topic}")
