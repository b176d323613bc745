"""The service behind its HTTP side, as the gateway would call it, and what task-catalog would say."""

import asyncio
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx2

from chassis.codec import Stored
from chassis.principal import HEADER, Principal, sign
from chassis.service import Running
from minijob_contracts import Event
from minijob_contracts.orders import ItemsProposed, OrderDocument, OrderSubmitted
from order_screening.publishing import to_contract
from tests.order_screening.world import rows

CLIENT = Principal("client", "client-1")
ANN, BEN = Principal("operator", "ann"), Principal("operator", "ben")
WAIT_SECONDS = 20.0

_BEHIND = """
SELECT (SELECT count(*) FROM jobs WHERE done_at IS NULL)
    + (SELECT count(*) FROM unnest(%(names)s::text[]) AS one
       WHERE coalesce((SELECT position FROM followers WHERE name = one), -1)
           < (SELECT coalesce(max(notification_id), 0) FROM events))
"""
_LOG = "SELECT originator_id, originator_version, topic, state FROM events ORDER BY notification_id"


class Platform:
    """One replica of order-screening."""

    def __init__(self, running: Running) -> None:
        self.running = running

    def tell(self, *events: Event) -> None:
        """What task-catalog says, as commands; returns when it was screened and the views know."""
        handlers = self.running.service.subscriptions.handlers
        commands = [command for event in events if (command := handlers[type(event)](event)) is not None]
        for result in self.running.writer.enqueue(commands).result(WAIT_SECONDS):
            assert not isinstance(result, Exception), result
        self.settle()

    def submit(
        self, order: OrderDocument, *texts: str, version: int = 1, order_id: UUID | None = None
    ) -> UUID:
        """Proposes items and submits the order."""
        id = order_id or uuid4()
        proposed: list[Event] = []
        if texts:
            proposed.append(ItemsProposed(order_id=id, batch=0, first_row=0, rows=rows(*texts)))
        said = OrderSubmitted(order_id=id, version=version, client_id=CLIENT.id, document=order)
        self.tell(*proposed, said)
        return id

    def settle(self) -> None:
        """Waits until every job is done and the views have seen everything that is committed."""
        until = time.monotonic() + WAIT_SECONDS
        names = list(self.running.service.views)
        while time.monotonic() < until:
            with self.running.engine.connect() as tx:
                if not tx.exec_driver_sql(_BEHIND, {"names": names}).scalar_one():
                    return
            time.sleep(0.01)
        raise AssertionError("jobs or views did not come to an end")

    def ask_due(self, at: datetime) -> None:
        """Lets every timer find what is due at a moment."""
        self.settle()
        for timer in self.running.service.timers:
            with self.running.engine.connect() as tx:
                commands = timer.due(tx, at)
            self.running.writer.enqueue(commands).result(WAIT_SECONDS)
        self.settle()

    def said(self) -> list[Event]:
        """What other services would hear, in order."""
        with self.running.engine.connect() as tx:
            stored = [Stored(*row) for row in tx.exec_driver_sql(_LOG)]
        contracts = [to_contract(self.running.codec.decode(one)[0]) for one in stored]
        return [one for one in contracts if one is not None]

    def get(self, caller: Principal | None, path: str, **params: Any) -> httpx2.Response:
        return asyncio.run(self.send("GET", path, caller, params=params))

    def post(self, caller: Principal | None, path: str, body: Any = None, **options: Any) -> httpx2.Response:
        return asyncio.run(self.send("POST", path, caller, body=body, **options))

    def queue(self, **params: Any) -> list[dict[str, Any]]:
        self.settle()
        items: list[dict[str, Any]] = self.get(ANN, "/v1/order-reviews", **params).json()["items"]
        return items

    def decide(
        self, operator: Principal, id: str, decision: str = "approve", **options: Any
    ) -> httpx2.Response:
        return self.post(operator, *_decision(id, decision), **options)

    async def send(
        self,
        method: str,
        path: str,
        caller: Principal | None,
        *,
        body: Any = None,
        raw: bytes | None = None,
        key: str | None = None,
        params: Any = None,
    ) -> httpx2.Response:
        headers = {"Content-Type": "application/json"}
        if key is None or key:
            headers["Idempotency-Key"] = key or uuid4().hex
        if caller is not None:
            headers[HEADER] = sign(caller, self.running.settings.principal_secret)
        content: dict[str, Any] = {"content": raw} if raw is not None else {"json": body}
        transport = httpx2.ASGITransport(app=self.running.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://order-screening") as client:
            if method == "GET":
                return await client.get(path, headers=headers, params=params)
            return await client.post(path, headers=headers, **content)

    async def decide_at_once(self, operators: Sequence[Principal], id: str) -> list[httpx2.Response]:
        path, body = _decision(id, "approve")
        asked = [self.send("POST", path, operator, body=body) for operator in operators]
        return await asyncio.gather(*asked)


def _decision(id: str, decision: str) -> tuple[str, dict[str, str]]:
    return f"/v1/order-reviews/{id}/decision", {"decision": decision, "reason": "I looked at it"}
