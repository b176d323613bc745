"""What a stopped account could not take is handled once the account is open again, and only once."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from aiokafka import ConsumerRecord

from chassis.resending import Resent, resend
from chassis.topics import ensure_topics
from minijob_contracts import Attributes, encode
from minijob_contracts.submissions import SUBMISSIONS, SubmissionAccepted
from points_ledger import __main__ as command
from points_ledger.domain import account_id
from tests.points_ledger.replica import Ledger, funded
from tests.points_ledger.shop import ANN, BOB, points

pytestmark = pytest.mark.servers
STOP = "INSERT INTO stopped_streams (originator_id, reason) VALUES (%(id)s, 'folds: by hand')"


def accepted(order_id: UUID, member_id: str, offset: int) -> ConsumerRecord:
    made_of = {"base_points": 5, "rate_percent": 100, "share_percent": 100, "bonus_points": 0, "points": 5}
    assignment_id = uuid4()
    event = SubmissionAccepted(
        assignment_id=assignment_id,
        order_id=order_id,
        task_id=uuid4(),
        member_id=member_id,
        lease=1,
        **made_of,
    )
    at = datetime.now(UTC)
    attributes = Attributes(f"a/{assignment_id}", "assignment", at, str(assignment_id), 1, "c")
    record = encode(event, attributes)
    headers = tuple(record.headers)
    return ConsumerRecord(SUBMISSIONS, 0, offset, 0, 0, record.key, record.value, None, 0, 0, headers)


async def consumed(ledger: Ledger, *records: ConsumerRecord) -> None:
    settings, name = ledger.running.settings, ledger.running.service.name
    await ensure_topics([SUBMISSIONS, f"{SUBMISSIONS}.{name}.dlq"], settings)
    try:
        await ledger.running.consumer.handle(records)
    finally:
        await ledger.running.consumer.stop()


def resent(ledger: Ledger) -> Resent:
    running = ledger.running
    listening = running.service.subscriptions
    found = asyncio.run(resend(running.service.name, listening, running.writer, running.settings))
    ledger.follow()
    return found


def test_pay_that_met_a_stopped_account_is_sent_again_after_the_release(ledger: Ledger) -> None:
    order_id = funded(ledger)
    with ledger.running.engine.begin() as tx:
        tx.exec_driver_sql(STOP, {"id": account_id("ann")})
    asyncio.run(consumed(ledger, accepted(order_id, "ann", 1), accepted(order_id, "bob", 2)))
    ledger.follow()
    assert (points(ledger, ANN)["available"], points(ledger, BOB)["available"]) == (0, 5)
    assert list(resent(ledger).refused) == [f"{SUBMISSIONS}/0/1"]
    assert command.release(ledger.running.engine, account_id("ann")) == 0
    assert resent(ledger) == Resent(done=1)
    assert resent(ledger) == Resent(before=1)
    assert points(ledger, ANN)["available"] == 5
    assert ledger.verify().equal
