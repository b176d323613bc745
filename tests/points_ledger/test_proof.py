"""The proof finds whatever is wrong, and nothing else; the views come back from the events alone."""

import json
import threading
from collections.abc import Callable
from uuid import UUID

import pytest

from chassis.clock import now
from points_ledger import __main__ as command
from points_ledger import application, proof
from tests.points_ledger.replica import OPERATOR, Ledger, fund, funded, pay
from tests.points_ledger.test_watch import traded

pytestmark = pytest.mark.servers
TABLES = ("postings_v2", "sums_v2", "escrows_v2", "lots_v2")


def worked(ledger: Ledger) -> UUID:
    """One settled order and one with work under way."""
    settled, order_id = funded(ledger), funded(ledger)
    ledger.do(pay(settled, "m1", 10), pay(settled, "m2", 20), application.drain(settled, 2, 30, now()))
    ledger.settle()
    ledger.do(pay(order_id, "m1", 10), pay(order_id, "m3", 20), application.drain(order_id, 3, 60, now()))
    return order_id


def changed(ledger: Ledger, statement: str, **values: object) -> None:
    with ledger.running.engine.begin() as tx:
        assert tx.exec_driver_sql(statement, values).rowcount


def test_the_folds_agree_wherever_the_view_is_within_a_group(open_ledger: Callable[..., Ledger]) -> None:
    ledger = open_ledger(follower_page_events=2)
    order_id = funded(ledger)
    ledger.decide(*(pay(order_id, f"m{n}", 10) for n in range(4)))
    ledger.decide(pay(order_id, "m1", 10), fund(order_id, attempt=2, reward_jpy=200))
    ledger.decide(pay(order_id, "m1", 10), application.drain(order_id, 6, 60, now()))
    ledger.decide(application.settle(order_id, "c1", 6, 60, now()))
    behind = []
    while ledger.view.turn():
        found = proof.compare(ledger.running.engine, ledger.running.codec)
        assert (found.wrong, found.points_granted, found.escrow_left_jpy) == ([], 60, 0)
        behind.append(found.behind)
    assert behind == sorted(behind, reverse=True)
    assert behind[-1] == 0
    assert len(behind) > 5


def test_a_view_that_stands_still_is_not_equal_and_the_proof_says_how_far_it_is_behind(
    ledger: Ledger,
) -> None:
    order_id = funded(ledger)
    ledger.decide(pay(order_id, "m1", 10), pay(order_id, "m1", 10))
    found = ledger.verify()
    assert (found.equal, found.behind, found.points_granted) == (False, 3, 20)
    assert found.wrong == ["ledger_v2 stands at event 3 of 6"]


def test_a_view_that_has_seen_nothing_is_not_equal(ledger: Ledger) -> None:
    ledger.decide(application.deposit("c1", 100, "bank-1", now()))
    found = ledger.verify()
    assert (found.equal, found.events, found.behind) == (False, 1, 1)


def test_a_ledger_without_events_is_equal(ledger: Ledger) -> None:
    assert ledger.verify().equal


def test_a_view_that_moves_is_waited_for(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.decide(pay(order_id, "m1", 10))
    late = threading.Timer(0.1, ledger.follow)
    late.start()
    found = ledger.verify()
    late.join()
    assert (found.equal, found.behind) == (True, 0)


def test_a_balance_changed_by_hand_is_found(ledger: Ledger) -> None:
    worked(ledger)
    changed(ledger, "UPDATE lots_v2 SET points = points + 1 WHERE member_id = 'm1'")
    found = ledger.verify()
    assert not found.equal
    assert any("member:m1" in line for line in found.wrong)


def test_an_escrow_changed_by_hand_is_found(ledger: Ledger) -> None:
    order_id = worked(ledger)
    for column, before, value in (
        ("reward_jpy", 100, 99),
        ("fee_jpy", 20, 19),
        ("paid_points", 30, 31),
        ("paid_answers", 2, 3),
        ("due_answers", 3, None),
        ("returned_jpy", None, 0),
        ("settled", False, True),
    ):
        statement = f"UPDATE escrows_v2 SET {column} = %(value)s WHERE order_id = %(id)s"
        changed(ledger, statement, value=value, id=order_id)
        [line] = ledger.verify().wrong
        assert str(order_id) in line, column
        changed(ledger, statement, value=before, id=order_id)
    assert ledger.verify().equal


@pytest.mark.parametrize("table", TABLES)
def test_rows_that_are_gone_are_found(ledger: Ledger, table: str) -> None:
    worked(ledger)
    changed(ledger, f"DELETE FROM {table}")
    assert not ledger.verify().equal


SHOWN = {
    "an open hold that is gone": ("DELETE FROM holds_v2", "points are held by the events, None in the view"),
    "what an open hold has": ("UPDATE holds_v2 SET points = points + 1", "points are held by the events"),
    "the last day of a lot": (
        "UPDATE lots_v2 SET expires_on = expires_on + 1 WHERE member_id = 'ann' AND lot LIKE 'normal%%'",
        "the last days of its lots",
    ),
    "points in the wrong lot": (
        "UPDATE lots_v2 SET lot = 'normal/refund' WHERE lot = 'normal/work' AND member_id = 'ann'",
        "the lots by the events are not those in the view",
    ),
    "the end of an open hold": (
        "UPDATE holds_v2 SET expires_at = expires_at + interval '1 day'",
        "held until",
    ),
    "when something was booked": (
        "UPDATE postings_v2 SET at = at - interval '1 day' WHERE origin = 'spend'",
        "is not what its event says",
    ),
    "under which reference": (
        "UPDATE postings_v2 SET reference = 'x' WHERE origin = 'spend'",
        "is not what its event says",
    ),
    "postings that are gone by pairs": (
        "DELETE FROM postings_v2 WHERE origin IN ('hold', 'capture', 'release')",
        "is not what its event says",
    ),
    "a posting of nothing": (
        "INSERT INTO postings_v2 SELECT stream, version + 100, 0, points_debit, points_credit, yen_debit,"
        " yen_credit, origin, reference, at FROM postings_v2 LIMIT 1",
        "has no event",
    ),
    "a link that is gone": ("DELETE FROM links_v2", "the links"),
}


@pytest.mark.parametrize("what", SHOWN)
def test_what_the_views_show_beside_balances_is_compared_too(ledger: Ledger, what: str) -> None:
    traded(ledger)
    assert ledger.verify().equal
    statement, reason = SHOWN[what]
    changed(ledger, statement)
    found = ledger.verify()
    assert not found.equal
    assert any(line.startswith("stream ") and reason in line for line in found.wrong), found.wrong


def test_a_posting_between_the_wrong_accounts_is_found(ledger: Ledger) -> None:
    worked(ledger)
    changed(ledger, "UPDATE postings_v2 SET points_credit = 'member:m2' WHERE points_credit = 'member:m3'")
    wrong = ledger.verify().wrong
    assert [line.partition(" ")[0] for line in wrong] == ["member:m2", "member:m3", "stream"]


def test_an_event_that_is_gone_from_the_middle_of_a_stream_is_found(ledger: Ledger) -> None:
    worked(ledger)
    changed(ledger, "DELETE FROM events WHERE topic = 'OrderEscrow.Drained@2'")
    assert any("events, of which the last is version" in line for line in ledger.verify().wrong)


def test_the_command_rebuilds_and_proves_in_one_object(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    worked(ledger)
    changed(ledger, "UPDATE lots_v2 SET points = points + 1 WHERE member_id = 'm1'")
    assert command.prove(ledger.running.engine, ledger.running.codec, True) == 1
    assert not json.loads(capsys.readouterr().out)["equal"]
    command.rebuild(ledger.running.engine, ledger.running.codec)
    assert command.prove(ledger.running.engine, ledger.running.codec, True) == 0
    found = json.loads(capsys.readouterr().out)
    shown = ledger.ask("GET", "/v1/ledger/verification", OPERATOR).json()
    assert found | {"seconds": 0} == shown | {"seconds": 0}
    assert found["equal"]
