"""The Kafka of the local platform keeps what it acknowledged, whatever happens to it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from local_platform.kafka import Kafka, prepare_kafka, start_kafka
from local_platform.process import ServerFailed

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, jars: Path) -> Iterator[Kafka]:
    made = start_kafka(tmp_path_factory.mktemp("kafka"), jars=jars)
    yield made
    made.stop()


@pytest.fixture
def kafka(server: Kafka) -> Kafka:
    """A running broker."""
    if not server.running:
        server.start()
    return server


@pytest.fixture
def topic(kafka: Kafka) -> str:
    """The name of a new, empty topic."""
    return asyncio.run(create_topic(kafka))


async def create_topic(server: Kafka) -> str:
    admin = AIOKafkaAdminClient(bootstrap_servers=server.bootstrap_servers)
    await admin.start()
    topic = f"kept-{uuid4()}"
    await admin.create_topics([NewTopic(topic, 4, 1)])
    await admin.close()
    return topic


async def produce(server: Kafka, topic: str, *values: bytes) -> None:
    producer = AIOKafkaProducer(
        bootstrap_servers=server.bootstrap_servers,
        acks="all",
        enable_idempotence=True,
        max_request_size=6 * 1024 * 1024,
    )
    await producer.start()
    try:
        for value in values:
            await producer.send_and_wait(topic, value)
    finally:
        await producer.stop()


async def consume(server: Kafka, topic: str, count: int) -> list[bytes]:
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=server.bootstrap_servers,
        group_id="readers",
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        session_timeout_ms=2000,
        heartbeat_interval_ms=500,
    )
    await consumer.start()
    try:
        async with asyncio.timeout(20):
            return sorted([(await consumer.getone()).value for _ in range(count)])
    finally:
        await consumer.stop()


def test_acknowledged_records_survive_a_stop_and_a_start(kafka: Kafka, topic: str) -> None:
    asyncio.run(produce(kafka, topic, b"a", b"b"))
    kafka.stop()
    kafka.start()
    assert asyncio.run(consume(kafka, topic, 2)) == [b"a", b"b"]


def test_acknowledged_records_survive_a_kill(kafka: Kafka, topic: str) -> None:
    address = kafka.bootstrap_servers
    values = [f"{number:03}".encode() for number in range(200)]
    asyncio.run(produce(kafka, topic, *values))
    kafka.kill()
    kafka.start()
    assert asyncio.run(consume(kafka, topic, len(values))) == values
    assert kafka.bootstrap_servers == address


def test_the_next_program_finds_the_same_records_on_another_port_too(tmp_path: Path, jars: Path) -> None:
    first = start_kafka(tmp_path, jars=jars)
    topic = asyncio.run(create_topic(first))
    asyncio.run(produce(first, topic, b"kept"))
    first.stop()
    (tmp_path / "port").unlink()
    (tmp_path / "controller-port").unlink()
    second = start_kafka(tmp_path, jars=jars)
    try:
        assert asyncio.run(consume(second, topic, 1)) == [b"kept"]
        assert second.bootstrap_servers != first.bootstrap_servers
    finally:
        second.stop()


def test_a_record_of_five_megabytes_passes(kafka: Kafka, topic: str) -> None:
    poison = b"x" * 5_000_000
    asyncio.run(produce(kafka, topic, poison))
    assert asyncio.run(consume(kafka, topic, 1)) == [poison]


def test_a_second_broker_on_the_same_storage_is_refused(
    kafka: Kafka, jars: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("local_platform.kafka.RELEASE_SECONDS", 0.2)
    second = prepare_kafka(kafka.data.parent, jars=jars)
    with pytest.raises(ServerFailed, match="another Kafka"):
        second.start()


def test_any_cluster_id_will_do(tmp_path: Path, jars: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("local_platform.kafka.uuid.uuid4", lambda: UUID(bytes=b"\xfb" * 16))
    prepare_kafka(tmp_path, jars=jars)
    assert "cluster.id=-" in (tmp_path / "data" / "meta.properties").read_text()


def test_storage_that_was_only_half_created_is_created_anew(tmp_path: Path, jars: Path) -> None:
    (tmp_path / "data.new" / "__cluster_metadata-0").mkdir(parents=True)
    server = start_kafka(tmp_path, jars=jars)
    try:
        topic = asyncio.run(create_topic(server))
        asyncio.run(produce(server, topic, b"kept"))
    finally:
        server.stop()
