"""The ledger on the real PostgreSQL, one part at a time."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx2
import psycopg
from sqlalchemy import Connection

from chassis.clock import now
from chassis.codec import Stored
from chassis.command import Command
from chassis.follower import Follower
from chassis.principal import HEADER, Principal, sign
from chassis.service import Running
from chassis.settings import Settings
from points_ledger import application, folds, proof
from points_ledger.service import SERVICE, due_settlements
from points_ledger.settings import LedgerSettings

OPERATOR = Principal("operator", "op-1")
CLIENT = Principal("client", "c1")


class Ledger:
    """One replica of the ledger without its timers, so that a test decides when it is time."""

    def __init__(self, settings: Settings, name: str) -> None:
        own = LedgerSettings(**settings.model_dump(exclude_defaults=True))
        self.running = Running(replace(SERVICE, name=name, timers=()), own)
        self.running.prepare()
        self.running.writer.start()

    def do(self, *commands: Command) -> list[Any]:
        results = self.decide(*commands)
        self.follow()
        return results

    def decide(self, *commands: Command) -> list[Any]:
        """What the view has not heard of."""
        return self.running.writer.enqueue(commands).result(20)

    def follow(self) -> None:
        while self.view.turn() != 0:
            pass

    def settle(self) -> None:
        self.due(due_settlements, now())

    def due(self, timer: Callable[[Connection, datetime], Sequence[Command]], at: datetime) -> int:
        """Does what a timer finds at a time; says how much that was."""
        with self.running.engine.connect() as tx:
            commands = timer(tx, at)
        self.do(*commands)
        return len(commands)

    @property
    def view(self) -> Follower:
        [follower] = [one for one in self.running.followers if one.name == folds.VIEW]
        return follower

    def verify(self) -> proof.Verification:
        return proof.verify(self.running.engine, self.running.codec, standstill_seconds=0.2)

    def ask(
        self, method: str, path: str, caller: Principal, key: str = "", **options: Any
    ) -> httpx2.Response:
        headers = {HEADER: sign(caller, self.running.settings.principal_secret)}
        if key:
            headers["Idempotency-Key"] = key
        if "content" in options:
            headers["Content-Type"] = "application/json"

        async def call() -> httpx2.Response:
            transport = httpx2.ASGITransport(app=self.running.app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://ledger") as http:
                return await http.request(method, path, headers=headers, **options)

        answer = asyncio.run(call())
        self.follow()
        return answer


def fund(order_id: UUID, attempt: int = 1, reward_jpy: int = 100, fee_jpy: int | None = None) -> Command:
    """A quote with the fee of 20 %, if no other is given."""
    fee_jpy = reward_jpy // 5 if fee_jpy is None else fee_jpy
    return application.fund(
        order_id, "c1", 1, attempt, 10 * attempt, reward_jpy, fee_jpy, reward_jpy + fee_jpy, now()
    )


def funded(ledger: Ledger, reward_jpy: int = 100, deposit_jpy: int = 1_000) -> UUID:
    """An order with locked money, if the deposit covers it."""
    order_id = uuid4()
    ledger.do(
        application.deposit("c1", deposit_jpy, str(order_id), now()),
        fund(order_id, reward_jpy=reward_jpy),
    )
    return order_id


def pay(order_id: UUID, member_id: str, points: int, assignment_id: UUID | None = None) -> Command:
    return application.pay(order_id, assignment_id or uuid4(), member_id, points, now())


def events(ledger: Ledger) -> list[Any]:
    """All that the ledger has stored, in order."""
    url = ledger.running.engine.url.set(drivername="postgresql").render_as_string(False)
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT originator_id, originator_version, topic, state FROM events ORDER BY notification_id"
        ).fetchall()
    return [ledger.running.codec.decode(Stored(*row))[0] for row in rows]
