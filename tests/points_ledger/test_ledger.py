"""The ledger behind its subscribers and its HTTP side, on the real PostgreSQL."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import httpx2
import psycopg
import pytest

from chassis.clock import now
from chassis.codec import Stored
from chassis.command import Command, Outcome
from chassis.principal import HEADER, Principal, sign
from chassis.service import Running
from chassis.settings import Settings
from local_platform.servers import drop_database
from points_ledger import application, proof
from points_ledger.service import SERVICE, due_settlements

pytestmark = pytest.mark.servers
OPERATOR = Principal("operator", "op-1")


class Ledger:
    """One replica of the ledger without its timers, so that a test decides when it is time."""

    def __init__(self, settings: Settings, name: str) -> None:
        self.running = Running(replace(SERVICE, name=name, timers=()), settings)
        self.running.prepare()
        self.running.writer.start()

    def do(self, *commands: Command) -> list[Any]:
        results = self.running.writer.enqueue(commands).result(20)
        self.follow()
        return results

    def follow(self) -> None:
        for follower in self.running.followers:
            if follower.name == proof.VIEW:
                while follower.turn():
                    pass

    def settle(self) -> None:
        with self.running.engine.connect() as tx:
            commands = due_settlements(tx, now())
        self.do(*commands)

    def verify(self) -> proof.Verification:
        return proof.verify(self.running.engine, self.running.codec)

    def ask(
        self, method: str, path: str, caller: Principal, key: str = "", **options: Any
    ) -> httpx2.Response:
        headers = {HEADER: sign(caller, self.running.settings.principal_secret)}
        if key:
            headers["Idempotency-Key"] = key

        async def call() -> httpx2.Response:
            transport = httpx2.ASGITransport(app=self.running.app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://ledger") as http:
                return await http.request(method, path, headers=headers, **options)

        answer = asyncio.run(call())
        self.follow()
        return answer


@pytest.fixture
def open_ledger(settings: Settings) -> Iterator[Callable[[], Ledger]]:
    name = f"ledger_{uuid4().hex[:10]}"
    opened: list[Ledger] = []

    def open_one() -> Ledger:
        opened.append(Ledger(settings, name))
        return opened[-1]

    yield open_one
    for ledger in opened:
        ledger.running.writer.stop()
        ledger.running.database.close()
    base = settings.database_url.rsplit("/", 1)[0]
    drop_database(f"{base}/{name}")


@pytest.fixture
def ledger(open_ledger: Callable[[], Ledger]) -> Ledger:
    return open_ledger()


def funded(ledger: Ledger, reward_jpy: int = 100, deposit_jpy: int = 1_000) -> UUID:
    order_id = uuid4()
    ledger.do(
        application.deposit("c1", deposit_jpy, str(order_id), now()),
        application.fund(order_id, "c1", 1, 1, 10, reward_jpy, now()),
    )
    return order_id


def pay(order_id: UUID, member_id: str, points: int, assignment_id: UUID | None = None) -> Command:
    return application.pay(order_id, assignment_id or uuid4(), member_id, points, now())


def test_an_order_is_funded_paid_and_settled_to_zero(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.do(*(pay(order_id, f"m{n}", 10) for n in range(5)))
    ledger.do(application.drain(order_id, 5, 50, now()))
    ledger.settle()
    escrow = ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()
    assert (escrow["paid_points"], escrow["fee_jpy"], escrow["returned_jpy"], escrow["left_jpy"]) == (
        50,
        10,
        60,
        0,
    )
    assert escrow["settled"]
    assert ledger.ask("GET", "/v1/me/account", Principal("client", "c1")).json()["balance_jpy"] == 940
    found = ledger.verify()
    assert (found.equal, found.points_granted, found.escrow_left_jpy) == (True, 50, 0)


def test_an_assignment_is_paid_exactly_once(ledger: Ledger) -> None:
    order_id, assignment_id = funded(ledger), uuid4()
    ledger.do(*(pay(order_id, "m1", 10, assignment_id) for _ in range(3)))
    ledger.do(pay(order_id, "m1", 10, assignment_id))
    assert ledger.ask("GET", "/v1/me/points", Principal("member", "m1")).json() == {"available": 10}
    entries = ledger.ask("GET", "/v1/me/points/entries", Principal("member", "m1")).json()
    assert [(line["points"], line["origin"]) for line in entries["items"]] == [(10, "work")]


def test_a_client_without_enough_yen_learns_by_how_much_it_is_short(ledger: Ledger) -> None:
    order_id = funded(ledger, reward_jpy=100, deposit_jpy=50)
    refused = [event for event in _events(ledger) if type(event).__name__ == "Refused"]
    assert [event.short_by_jpy for event in refused] == [70]
    assert ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).status_code == 404


def test_nothing_is_paid_beyond_the_escrow_and_the_refusal_is_an_event(ledger: Ledger) -> None:
    order_id = funded(ledger, reward_jpy=25)
    ledger.do(*(pay(order_id, "m1", 10) for _ in range(3)))
    assert [event.reason for event in _events(ledger) if type(event).__name__ == "GrantRefused"] == [
        "escrow_short"
    ]
    assert ledger.ask("GET", "/v1/me/points", Principal("member", "m1")).json() == {"available": 20}
    assert ledger.verify().equal


def test_work_for_an_unknown_order_is_not_paid_and_not_forgotten(ledger: Ledger) -> None:
    ledger.do(pay(uuid4(), "m1", 10))
    assert [event.reason for event in _events(ledger)] == ["escrow_unknown"]


def test_an_escrow_waits_for_its_last_payment_before_it_settles(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.do(pay(order_id, "m1", 10), application.drain(order_id, 2, 20, now()))
    ledger.settle()
    assert not ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()["settled"]
    ledger.do(pay(order_id, "m2", 10))
    ledger.settle()
    assert ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()["settled"]


def test_rows_added_later_lock_only_the_difference(ledger: Ledger) -> None:
    order_id = funded(ledger, reward_jpy=100)
    ledger.do(application.fund(order_id, "c1", 1, 2, 20, 200, now()))
    escrow = ledger.ask("GET", f"/v1/ledger/orders/{order_id}", OPERATOR).json()
    assert (escrow["funded_jpy"], escrow["left_jpy"]) == (240, 240)
    assert ledger.ask("GET", "/v1/me/account", Principal("client", "c1")).json()["balance_jpy"] == 760


def test_a_deposit_reference_is_booked_once(ledger: Ledger) -> None:
    body = {"amount_jpy": 500, "reference": "bank-1"}
    first = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k1", json=body)
    again = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k2", json=body)
    other = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k3", json={**body, "amount_jpy": 1})
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 409)
    assert ledger.ask("GET", "/v1/me/account", Principal("client", "c1")).json()["balance_jpy"] == 500


@pytest.mark.parametrize("amount", [0, -1, 1.5, "5", 10**30, None])
def test_a_deposit_of_a_wrong_amount_is_refused_by_name(ledger: Ledger, amount: object) -> None:
    body = {"amount_jpy": amount, "reference": "bank-1"}
    answer = ledger.ask("POST", "/v1/clients/c1/deposits", OPERATOR, "k1", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == "amount_jpy"


def test_another_clients_escrow_is_not_found(ledger: Ledger) -> None:
    order_id = funded(ledger)
    assert ledger.ask("GET", f"/v1/ledger/orders/{order_id}", Principal("client", "c2")).status_code == 404


def test_two_replicas_pay_each_answer_once(open_ledger: Callable[[], Ledger]) -> None:
    one, two = open_ledger(), open_ledger()
    order_id = funded(one, reward_jpy=1_000, deposit_jpy=5_000)
    commands = [pay(order_id, f"m{n % 7}", 10) for n in range(100)]
    waiting = [ledger.running.writer.enqueue(commands) for ledger in (one, two)]
    results = [result for future in waiting for result in future.result(20)]
    one.follow()
    assert all(isinstance(result, Outcome) for result in results)
    found = one.verify()
    assert (found.equal, found.points_granted) == (True, 1_000)


def test_a_balance_changed_by_hand_is_found(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.do(pay(order_id, "m1", 10))
    with ledger.running.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE balances_v1 SET balance = balance + 1 WHERE account = 'member:m1'")
    found = ledger.verify()
    assert not found.equal
    assert any("member:m1" in line for line in found.wrong)


def _events(ledger: Ledger) -> list[Any]:
    url = ledger.running.engine.url.set(drivername="postgresql").render_as_string(False)
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT originator_id, originator_version, topic, state FROM events ORDER BY notification_id"
        ).fetchall()

    return [ledger.running.codec.decode(Stored(*row))[0] for row in rows]
