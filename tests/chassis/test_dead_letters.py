"""Setting aside a record never fails for its size, and never hangs on a producer that could not start."""

import asyncio
from collections.abc import Callable

import pytest
from aiokafka import ConsumerRecord
from aiokafka.errors import KafkaError

from chassis.dead_letters import DeadLetters, Poison, letter
from chassis.producer import MAX_RECORD_BYTES
from chassis.service import Running
from local_platform.ports import free_port


def poison(value: bytes | None, headers: list[tuple[str, bytes | None]], offset: int = 7) -> Poison:
    record = ConsumerRecord("t", 0, offset, 0, 0, b"k", value, None, 0, 0, tuple(headers))
    return Poison(record, "because " + "x" * 5_000)


@pytest.mark.parametrize("value", [b"v" * 5_000_000, b"v" * 880_000, b"", None])
@pytest.mark.parametrize("headers", [[], [("big", b"h" * 140_000)], [("a", b"1"), ("null", None)]])
def test_a_letter_always_fits_into_kafka(
    value: bytes | None, headers: list[tuple[str, bytes | None]]
) -> None:
    kept, said = letter(poison(value, headers))
    assert len(kept or b"") + sum(len(name) + len(one) for name, one in said) < MAX_RECORD_BYTES
    assert dict(said)["dlq_place"] == b"t/0/7"
    assert dict(said)["dlq_reason"].startswith(b"because")


def test_a_letter_says_what_was_left_out_of_it() -> None:
    kept, said = letter(poison(b"v" * 900_000, [("big", b"h" * 140_000)]))
    assert kept is not None
    assert dict(said)["dlq_truncated_from_bytes"] == b"900000"
    assert dict(said)["dlq_headers_left_out_bytes"] == b"140003"


def test_logs_name_the_place_and_the_request_that_a_record_came_of() -> None:
    assert poison(b"", [("correlationid", b"r1")]).names == {"place": "t/0/7", "correlation_id": "r1"}
    assert poison(b"", [("correlationid", None)]).names["correlation_id"] == ""


@pytest.mark.servers
@pytest.mark.anyio
async def test_a_burial_that_failed_can_be_tried_again(replica: Callable[..., Running]) -> None:
    running = replica()
    away = running.settings.model_copy(update={"kafka_bootstrap_servers": f"127.0.0.1:{free_port()}"})
    letters = DeadLetters("nobody", running.writer, away)
    for _ in range(2):
        with pytest.raises(KafkaError):
            await asyncio.wait_for(letters.bury(poison(b"", [])), 20)
