"""Every subscriber of every service is set up so that nothing is lost: FastStream's defaults lose data."""

import importlib
from typing import Any

import pytest
from faststream.middlewares import AckPolicy

from chassis.consumer import _records, _untouched
from chassis.producer import new_producer
from chassis.service import Running, Service
from chassis.settings import Settings

SERVICES = ["task_catalog", "order_screening", "assignment", "points_ledger"]
SETTINGS = Settings(
    database_url="postgresql://127.0.0.1:1/none",
    kafka_bootstrap_servers="127.0.0.1:1",
    principal_secret="only-for-tests-" * 3,
)


def subscriber_of(package: str) -> tuple[Service, Any]:
    service: Service = importlib.import_module(f"{package}.service").SERVICE
    running = Running(service, SETTINGS)
    [subscriber] = running.consumer.broker.subscribers
    return service, subscriber


@pytest.mark.parametrize("package", SERVICES)
def test_a_subscriber_commits_only_what_was_handled_from_the_beginning_on(package: str) -> None:
    service, subscriber = subscriber_of(package)
    options = subscriber._connection_args
    assert subscriber.group_id == service.name == package.replace("_", "-")
    assert subscriber.ack_policy is AckPolicy.NACK_ON_ERROR
    assert options["auto_offset_reset"] == "earliest"
    assert options["enable_auto_commit"] is False
    assert options["isolation_level"] == "read_committed"
    assert subscriber.batch_timeout_ms <= 20
    assert sorted(subscriber.topic_names) == service.subscriptions.topics


@pytest.mark.parametrize("package", SERVICES)
def test_the_parser_touches_neither_header_nor_value(package: str) -> None:
    _, subscriber = subscriber_of(package)
    given = subscriber._call_options
    assert (given.parser, given.decoder) == (_untouched, _records)


@pytest.mark.anyio
async def test_a_producer_waits_for_all_replicas_and_never_doubles() -> None:
    producer = new_producer(SETTINGS, "test")
    assert producer._sender._acks == -1
    assert producer._txn_manager is not None
