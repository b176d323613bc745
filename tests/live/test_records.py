"""Poison among good records of a live topic: each becomes one dead letter, and the partition goes on."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from local_platform.platform import Platform
from minijob_contracts import Attributes, Record, encode
from minijob_contracts.submissions import SubmissionAccepted
from tests.live import log
from tests.live.invariant import POISON, check
from tests.live.load import load
from tests.system.parties import Api, open_order, settled, until, work

pytestmark = [pytest.mark.live, pytest.mark.servers]

PARTITIONS = 4
WORDS, MEMBERS = 20, 10


def poison() -> dict[str, Record]:
    """Records that nobody can read, by what is wrong with them."""
    event = SubmissionAccepted(
        assignment_id=uuid4(),
        order_id=uuid4(),
        task_id=uuid4(),
        member_id="m",
        lease=1,
        base_points=1,
        rate_percent=100,
        share_percent=100,
        bonus_points=0,
        points=1,
    )
    at = datetime.now(UTC)
    good = encode(event, Attributes("assignment/0", "assignment", at, str(event.assignment_id), 1, "c"))
    good.headers.append((POISON, b"yes"))
    return {
        "Invalid JSON": replace(good, value=b"{not json"),
        "member_id": replace(good, value=json.dumps({"lease": "one"}).encode()),
        "bytes are over": replace(good, value=b"9" * 5_000_000),
        "is null": replace(good, headers=[*good.headers, ("x", None)]),  # type: ignore[list-item]
        "not UTF-8": replace(good, headers=[*good.headers, ("x", b"\xff\xfe")]),
    }


def unknown_type() -> Record:
    """What a later release may say: skipped, not set aside."""
    found = poison()["is null"]
    headers = [
        (name, b"minijob.LaterInvention" if name == "ce_type" else value) for name, value in found.headers
    ]
    return replace(found, headers=headers[:-1])


def test_poison_in_a_batch_becomes_dead_letters_and_every_good_record_is_handled(platform: Platform) -> None:
    ledger = platform.services["points-ledger"]
    client, operator = Api(platform.url, "client", "c"), Api(platform.url, "operator", "o")
    order_id = open_order(
        client, operator, [f"word{number}" for number in range(WORDS)], answers_per_task=MEMBERS
    )
    ledger.kill()
    members = [Api(platform.url, "member", uuid4().hex) for _ in range(MEMBERS)]
    accepted = sum(work(member, order_id) for member in members[: MEMBERS // 2])
    log.produce(
        platform.bootstrap_servers,
        [(number, one) for number in range(PARTITIONS) for one in [*poison().values(), unknown_type()]],
    )
    accepted += sum(work(member, order_id) for member in members[MEMBERS // 2 :])
    assert accepted == MEMBERS * WORDS
    ledger.start()
    until(lambda: settled(client, order_id))
    with load(platform) as running:
        running.settled.append(order_id)
    check(platform, running)
    check_letters(platform)


def check_letters(platform: Platform) -> None:
    """One letter for each poison, which says what is wrong."""
    letters = [dict(one.headers) for one in log.dead_letters(platform.bootstrap_servers, "points-ledger")]
    reasons = [letter["dlq_reason"].decode() for letter in letters]
    assert len(reasons) == PARTITIONS * len(poison())
    for reason in poison():
        assert sum(reason in one for one in reasons) == PARTITIONS
