"""What is changed in the ledger's tables by hand is named by the proof, and stops that account alone."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis import metrics
from chassis.chain import StreamStopped
from chassis.command import Outcome
from chassis.patrol import Patrol
from points_ledger import __main__ as command
from points_ledger.chain import ANCHOR, due_anchor, last_anchor
from points_ledger.domain import account_id, escrow_id
from tests.points_ledger.replica import OPERATOR, Ledger, funded, pay
from tests.points_ledger.shop import ANN, BOB, SHOP, linked, points, post

pytestmark = pytest.mark.servers
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
OF_ANN = {"id": account_id("ann")}
ADDRESSES = ("database_url", "kafka_bootstrap_servers", "principal_secret", "minijob_environment")
THIRD = "WHERE originator_id = %(id)s AND originator_version = 3"


@pytest.fixture
def order_id(ledger: Ledger) -> UUID:
    """An order out of which Ann and Bob got five grants each."""
    order_id = funded(ledger)
    for _ in range(5):
        ledger.do(pay(order_id, "ann", 2), pay(order_id, "bob", 3))
    return order_id


def change(ledger: Ledger, statement: str, **values: object) -> None:
    with ledger.running.engine.begin() as tx:
        assert tx.exec_driver_sql(statement, values or OF_ANN).rowcount


CHANGES = {
    "a bit of the points": (
        "UPDATE events SET state = overlay(state PLACING '\\x39' FROM position('\"points\":' IN state) + 9) "
        + THIRD,
        "version 3 does not fit its digest",
    ),
    "what is no event any more": (
        "UPDATE events SET state = substr(state, 2) " + THIRD,
        "version 3 does not fit its digest",
    ),
    "a topic": (
        "UPDATE events SET topic = 'MemberAccount.Reopened' " + THIRD,
        "version 3 does not fit its digest",
    ),
    "a row": ("DELETE FROM events " + THIRD, "version 3 is missing"),
    "two rows swapped": (
        "UPDATE events SET originator_version = 9 - originator_version - CASE originator_version"
        " WHEN 3 THEN 100 ELSE -100 END WHERE originator_id = %(id)s AND originator_version IN (4, 5)",
        "version 4 is missing",
    ),
    "the tail": (
        "DELETE FROM events WHERE originator_id = %(id)s AND originator_version > 3",
        "version 4 is missing, as is all up to version 5",
    ),
    "all but the head": (
        "DELETE FROM events WHERE originator_id = %(id)s",
        "version 1 is missing, as is all up to version 5",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_verify_names_the_stream_and_version_and_stops_that_account_alone(
    ledger: Ledger, order_id: UUID, what: str
) -> None:
    assert ledger.verify().equal
    statement, reason = CHANGES[what]
    change(ledger, statement)
    found = ledger.verify()
    assert (found.equal, found.wrong[0]) == (False, f"stream {account_id('ann')}: {reason}")
    to_ann, to_bob = ledger.decide(pay(order_id, "ann", 1), pay(order_id, "bob", 1))
    assert (type(to_ann), type(to_bob)) == (StreamStopped, Outcome)
    assert metrics.STREAMS_STOPPED._value.get() == 1


def test_an_account_that_is_gone_with_its_head_is_named_by_what_else_knows_it(
    ledger: Ledger, order_id: UUID
) -> None:
    ledger.due(due_anchor, AT)
    change(ledger, "DELETE FROM events WHERE originator_id = %(id)s")
    change(ledger, "DELETE FROM heads WHERE originator_id = %(id)s")
    wrong = ledger.verify().wrong
    assert wrong[0] == (
        f"stream {account_id('ann')}: version 1 is missing, as is all up to version 5 and the head"
    )
    assert wrong[1].endswith("has 4 streams, not 3")
    [refused] = ledger.decide(pay(order_id, "ann", 1))
    assert isinstance(refused, StreamStopped)


CUTS = {
    "the tail of an account": ("ann", 4, 5),
    "the whole of an account": ("ann", 1, 5),
    "an open hold": ("hold", 1, 1),
    "the whole of an escrow": ("escrow", 1, 1),
    "the last anchor": ("anchor", 2, 2),
    "all anchors": ("anchor", 1, 2),
}


@pytest.mark.parametrize("what", CUTS)
def test_what_is_cut_off_with_its_head_put_back_is_named_by_what_else_knows_it(
    ledger: Ledger, order_id: UUID, what: str
) -> None:
    ledger.due(due_anchor, AT)
    ledger.due(due_anchor, AT + timedelta(hours=1))
    linked(ledger, 0)
    held = post(ledger, "/v1/points/holds", SHOP, member_id="ann", points=5, reference="h")
    ids = {
        "ann": account_id("ann"),
        "hold": UUID(held.json()["hold_id"]),
        "escrow": escrow_id(order_id),
        "anchor": ANCHOR,
    }
    whose, first, last = CUTS[what]
    cut = {"id": ids[whose], "first": first}
    of_stream = "WHERE originator_id = %(id)s AND originator_version"
    change(ledger, f"DELETE FROM events {of_stream} >= %(first)s", **cut)
    change(ledger, "DELETE FROM heads WHERE originator_id = %(id)s", **cut)
    back = f"INSERT INTO heads SELECT originator_id, originator_version, digest FROM events {of_stream}"
    with ledger.running.engine.begin() as tx:
        tx.exec_driver_sql(f"{back} = %(first)s - 1", cut)
    last = last + 2 if whose == "ann" else last
    reason = f"version {first} is missing, as is all up to version {last} and the head"
    assert f"stream {ids[whose]}: {reason}" in ledger.verify().wrong


def test_an_escrow_that_is_broken_pays_nobody_and_other_orders_go_on(ledger: Ledger, order_id: UUID) -> None:
    other = funded(ledger)
    change(ledger, "UPDATE events SET state = state || ' ' " + THIRD, id=escrow_id(order_id))
    ledger.verify()
    refused, paid = ledger.decide(pay(order_id, "ann", 1), pay(other, "ann", 1))
    assert (type(refused), type(paid)) == (StreamStopped, Outcome)


def test_a_partner_is_told_clearly_and_the_same_request_succeeds_once_the_account_is_mended(
    ledger: Ledger,
) -> None:
    linked(ledger)
    linked(ledger, member=BOB)
    change(
        ledger,
        "UPDATE events SET state = state || ' ' WHERE originator_id = %(id)s AND originator_version = 1",
    )
    ledger.verify()
    spend: dict[str, Any] = {"member_id": "ann", "points": 10, "reference": "till-1"}
    told = post(ledger, "/v1/points/spends", SHOP, key="k1", **spend)
    assert (told.status_code, told.json()["type"].rpartition(":")[2]) == (409, "stream-stopped")
    assert "stopped until an operator" in told.json()["detail"]
    assert post(
        ledger, "/v1/points/spends", SHOP, **spend | {"member_id": "bob", "reference": "t"}
    ).is_success
    assert command.release(ledger.running.engine, account_id("ann")) == 1
    mend = "UPDATE events SET state = substr(state, 1, length(state) - 1)"
    change(ledger, f"{mend} WHERE originator_id = %(id)s AND originator_version = 1")
    assert command.release(ledger.running.engine, account_id("ann")) == 0
    assert post(ledger, "/v1/points/spends", SHOP, key="k1", **spend).status_code == 201
    assert points(ledger, ANN)["available"] == 90
    assert ledger.verify().equal


def test_the_heads_are_anchored_once_an_hour_by_however_many_replicas(
    open_ledger: Callable[..., Ledger],
) -> None:
    one, two = open_ledger(), open_ledger()
    assert one.due(due_anchor, AT) == 0
    funded(one)
    with one.running.engine.connect() as tx:
        both = [*due_anchor(tx, AT), *due_anchor(tx, AT)]
    one.do(both[0])
    two.do(both[1])
    assert one.due(due_anchor, AT + timedelta(minutes=29)) == 0
    assert two.due(due_anchor, AT + timedelta(minutes=30)) == 1
    with one.running.engine.connect() as tx:
        query = "SELECT count(*) FROM events WHERE originator_id = %(id)s"
        assert tx.exec_driver_sql(query, {"id": ANCHOR}).scalar_one() == 2
        anchored = last_anchor(tx, one.running.codec)
    assert anchored is not None
    assert (anchored.position, anchored.streams) == (4, 3)
    assert one.verify().equal


def test_a_patrol_comes_everywhere_and_stops_what_is_broken_without_a_proof(
    ledger: Ledger, order_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chassis.patrol.PATROL_EVENTS", 5)
    patrol, seen = Patrol(), metrics.CHAIN_EVENTS._value.get()
    for _ in range(8):
        ledger.due(patrol.due, AT)
    assert metrics.CHAIN_EVENTS._value.get() - seen >= 18
    assert isinstance(ledger.decide(pay(order_id, "ann", 1))[0], Outcome)
    change(ledger, "DELETE FROM events " + THIRD)
    for _ in range(8):
        ledger.due(patrol.due, AT)
    to_ann, to_bob = ledger.decide(pay(order_id, "ann", 1), pay(order_id, "bob", 1))
    assert (type(to_ann), type(to_bob)) == (StreamStopped, Outcome)


def test_an_anchor_that_is_changed_or_cut_off_is_found_in_its_own_stream(
    ledger: Ledger, order_id: UUID
) -> None:
    ledger.due(due_anchor, AT)
    ledger.due(due_anchor, AT + timedelta(hours=1))
    first = "WHERE originator_id = %(id)s AND originator_version = 1"
    last = "WHERE originator_id = %(id)s AND originator_version = 2"
    for statement, reason in (
        (
            "UPDATE events SET state = (SELECT state FROM events WHERE topic = 'ClientAccount.Locked') "
            + last,
            "version 2 does not fit its digest",
        ),
        (f"UPDATE events SET state = state || ' ' {first}", "version 1 does not fit its digest"),
        (f"DELETE FROM events {last}", "version 1 does not fit its digest"),
        (
            f"UPDATE events SET state = substr(state, 1, length(state) - 1) {first}",
            "version 2 is missing, as is all up to version 2",
        ),
    ):
        change(ledger, statement, id=ANCHOR)
        assert ledger.verify().wrong[0] == f"stream {ANCHOR}: {reason}"


def ran(ledger: Ledger, *words: str) -> tuple[int, str]:
    """The exit code and the output of the ledger's command, on this test's database."""
    program = (
        "import sys; from dataclasses import replace; from points_ledger import __main__ as it;"
        f"it.SERVICE = replace(it.SERVICE, name={ledger.running.service.name!r}); sys.exit(it.main())"
    )
    settings = ledger.running.settings
    given = {name.upper(): str(getattr(settings, name)) for name in ADDRESSES}
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=os.environ | given,
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout


def test_the_command_follows_the_chains_and_says_what_is_stopped(ledger: Ledger, order_id: UUID) -> None:
    ledger.due(due_anchor, AT)
    code, said = ran(ledger, "chain", "--json")
    told = json.loads(said)
    assert code == 0
    assert told | {"seconds": 0} == {
        "whole": True,
        "events": 19,
        "streams": 5,
        "wrong": [],
        "stopped": {},
        "seconds": 0,
    }
    change(ledger, "DELETE FROM events " + THIRD)
    code, said = ran(ledger, "chain", "--json")
    told = json.loads(said)
    reason = {str(account_id("ann")): "version 3 is missing"}
    assert (code, told["whole"], told["stopped"]) == (1, False, reason)
    code, said = ran(ledger, "chain")
    assert (code, f"stopped: {account_id('ann')}: version 3 is missing" in said) == (1, True)
    assert ran(ledger, "release", str(account_id("ann"))) == (
        1,
        f"{account_id('ann')}: version 3 is missing\n",
    )
    code, said = ran(ledger, "verify", "--json")
    told = json.loads(said)
    shown = ledger.ask("GET", "/v1/ledger/verification", OPERATOR).json()
    assert (code, told | {"seconds": 0}) == (1, shown | {"seconds": 0})
    assert told["wrong"][0] == f"stream {account_id('ann')}: version 3 is missing"


@pytest.mark.parametrize("words", [["release"], ["release", "ann"], ["chain", str(ANCHOR)]])
def test_a_release_needs_the_id_of_a_stream_and_says_so(
    words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["points_ledger", *words])
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 2
    assert "stream" in capsys.readouterr().err
