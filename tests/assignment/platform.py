"""The service behind its HTTP side, as the gateway would call it, and the events that others would send."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import httpx2

from assignment.publishing import to_contract
from assignment.service import SERVICE
from chassis.codec import Stored
from chassis.principal import HEADER, Principal, sign
from chassis.service import Running
from chassis.settings import Settings
from minijob_contracts import Event
from minijob_contracts.orders import OrderOpened, TaskPublished
from minijob_contracts.points import EscrowFunded
from tests.assignment.world import document

CLIENT = Principal("client", "client-1")
WAIT_SECONDS = 10.0
APPEALS = 3_000
_LOG = "SELECT originator_id, originator_version, topic, state FROM events ORDER BY notification_id"


def member(
    name: str, age: int | None = 30, prefecture: str | None = "東京都", since: str | None = None
) -> Principal:
    return Principal("member", name, age, prefecture, since)


class Platform:
    """One replica of assignment."""

    def __init__(self, running: Running) -> None:
        self.running = running

    def tell(self, *events: Event) -> None:
        """What other services say, as commands."""
        handlers = SERVICE.subscriptions.handlers
        commands = [command for event in events if (command := handlers[type(event)](event)) is not None]
        for command in commands:
            command.key = command.key or uuid4().hex  # as the consumer does
        for result in self.running.writer.enqueue(commands).result(WAIT_SECONDS):
            assert not isinstance(result, Exception), result

    def open_order(
        self,
        tasks: int = 1,
        places: int = 2,
        lease_seconds: int = 600,
        points: int = 10_000,
        client: Principal = CLIENT,
        **changes: Any,
    ) -> tuple[UUID, list[UUID]]:
        """An order with its tasks, open to members; returns their ids when they can be proposed."""
        order_id, task_ids = uuid4(), [uuid4() for _ in range(tasks)]
        self.tell(
            OrderOpened(
                order_id=order_id,
                version=1,
                client_id=client.id,
                document=document(**changes),
                lease_seconds=lease_seconds,
            ),
            EscrowFunded(
                order_id=order_id,
                version=1,
                tasks=tasks,
                reward_jpy=points,
                fee_jpy=0,
                appeal_reserve_jpy=APPEALS,
                total_jpy=points + APPEALS,
            ),
            *(
                TaskPublished(
                    order_id=order_id,
                    task_id=task_id,
                    version=1,
                    row=row,
                    item={"word": f"word {row}"},
                    places=places,
                    adults_only=False,
                )
                for row, task_id in enumerate(task_ids)
            ),
        )
        self.follow()
        return order_id, task_ids

    def follow(self) -> None:
        """Waits until the views have seen everything that is committed."""
        until = time.monotonic() + WAIT_SECONDS
        names = list(self.running.service.views)
        while time.monotonic() < until:
            with self.running.engine.connect() as tx:
                newest = tx.exec_driver_sql(
                    "SELECT coalesce(max(notification_id), 0) FROM events"
                ).scalar_one()
                behind = tx.exec_driver_sql(
                    "SELECT count(*) FROM followers WHERE name = ANY(%(names)s) AND position >= %(newest)s",
                    {"names": names, "newest": newest},
                ).scalar_one() < len(names)
            if not behind:
                return
            time.sleep(0.01)
        raise AssertionError("the views did not follow")

    def open_version(self, order_id: UUID, version: int, **changes: Any) -> None:
        """Another form of an order that is open already."""
        self.tell(
            OrderOpened(
                order_id=order_id,
                version=version,
                client_id=CLIENT.id,
                document=document(**changes),
                lease_seconds=600,
            )
        )
        self.follow()

    def stop_views(self) -> None:
        """From here on the views know nothing new."""
        self.follow()
        for follower in self.running.followers:
            follower.stop()

    def ask_due(self, at: Any) -> None:
        """Lets every timer find what is due at a moment."""
        self.follow()
        for timer in SERVICE.timers:
            with self.running.engine.connect() as tx:
                commands = timer.due(tx, at)
            self.running.writer.enqueue(commands).result(WAIT_SECONDS)
        self.follow()

    def pretend(self, settings: Settings) -> None:
        """Goes on under other settings."""
        edge = self.running.app.state.edge
        self.running.app.state.edge = replace(edge, settings=settings)

    def get(self, caller: Principal, path: str, **params: Any) -> httpx2.Response:
        return asyncio.run(self.send("GET", path, caller, params=params))

    def post(
        self, caller: Principal, path: str, body: Any = None, key: str | None = None, device: str = ""
    ) -> httpx2.Response:
        return asyncio.run(self.send("POST", path, caller, body, key, device=device))

    def put(
        self, caller: Principal, path: str, body: Any, key: str | None = None, device: str = ""
    ) -> httpx2.Response:
        return asyncio.run(self.send("PUT", path, caller, body, key, device=device))

    def delete(self, caller: Principal, path: str) -> httpx2.Response:
        return asyncio.run(self.send("DELETE", path, caller))

    def said(self) -> list[Event]:
        """What other services would hear, in order."""
        with self.running.engine.connect() as tx:
            stored = [Stored(*row) for row in tx.exec_driver_sql(_LOG)]
        contracts = [to_contract(self.running.codec.decode(one)[0]) for one in stored]
        return [one for one in contracts if one is not None]

    def lease(self, caller: Principal, key: str | None = None, **body: Any) -> httpx2.Response:
        wanted = {name: str(value) for name, value in body.items()}
        return self.post(caller, "/v1/assignments", wanted, key)

    def submit(
        self, caller: Principal, assignment_id: str, answers: Any, key: str | None = None
    ) -> httpx2.Response:
        return self.post(caller, f"/v1/assignments/{assignment_id}/submission", {"answers": answers}, key)

    def answer(self, caller: Principal, task_id: UUID, answers: Any) -> httpx2.Response:
        """Takes a task and answers it."""
        taken = self.lease(caller, task_id=task_id)
        assert taken.status_code == 201, taken.text
        return self.submit(caller, taken.json()["assignment_id"], answers)

    async def send(
        self,
        method: str,
        path: str,
        caller: Principal | None,
        body: Any = None,
        key: str | None = None,
        params: Any = None,
        device: str = "",
    ) -> httpx2.Response:
        headers = {} if method == "GET" else {"Idempotency-Key": key or uuid4().hex}
        if device:
            headers["X-Device-Id"] = device
        if caller is not None:
            headers[HEADER] = sign(caller, self.running.settings.principal_secret)
        transport = httpx2.ASGITransport(app=self.running.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://assignment") as client:
            return await client.request(method, path, json=body, headers=headers, params=params)

    async def lease_at_once(self, callers: Sequence[Principal], **body: Any) -> list[httpx2.Response]:
        wanted = {name: str(value) for name, value in body.items()}
        asked = [self.send("POST", "/v1/assignments", caller, wanted) for caller in callers]
        return await asyncio.gather(*asked)
