"""The service behind its HTTP side, as the gateway would call it, and what other services would say."""

import asyncio
import time
from typing import Any
from uuid import UUID, uuid4

import httpx2
import orjson

from chassis.codec import Stored
from chassis.principal import HEADER, Principal, sign
from chassis.service import Running
from minijob_contracts import Event
from minijob_contracts.points import EscrowFunded
from minijob_contracts.screenings import ItemsScreened, OrderCleared
from minijob_contracts.submissions import PilotDecided, QuestionMeasure
from task_catalog.publishing import to_contract
from tests.task_catalog.world import document

CLIENT, OTHER = Principal("client", "client-1"), Principal("client", "client-2")
MEMBER, OPERATOR = Principal("member", "member-1"), Principal("operator", "ann")
NDJSON, CSV = "application/x-ndjson", "text/csv"
WAIT_SECONDS = 20.0

_BEHIND = """
SELECT (SELECT count(*) FROM jobs WHERE done_at IS NULL)
    + (SELECT count(*) FROM unnest(%(names)s::text[]) AS one
       WHERE coalesce((SELECT position FROM followers WHERE name = one), -1)
           < (SELECT coalesce(max(notification_id), 0) FROM events))
"""
_LOG = "SELECT originator_id, originator_version, topic, state FROM events ORDER BY notification_id"


class Platform:
    """One replica of the catalog."""

    def __init__(self, running: Running) -> None:
        self.running = running

    def ask(
        self,
        method: str,
        path: str,
        caller: Principal | None = CLIENT,
        *,
        body: Any = None,
        raw: bytes | None = None,
        kind: str = "application/json",
        key: str | None = None,
        headers: dict[str, str] | None = None,
        params: Any = None,
    ) -> httpx2.Response:
        """`key=""` leaves the Idempotency-Key out; without one a new one is made."""
        sent = {"Content-Type": kind, **(headers or {})}
        if key != "":
            sent["Idempotency-Key"] = key or uuid4().hex
        if caller is not None:
            sent[HEADER] = sign(caller, self.running.settings.principal_secret)
        content = raw if raw is not None or body is None else orjson.dumps(body)
        return asyncio.run(self._send(method, path, sent, content, params))

    async def _send(
        self, method: str, path: str, headers: dict[str, str], content: bytes | None, params: Any
    ) -> httpx2.Response:
        transport = httpx2.ASGITransport(app=self.running.app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://task-catalog") as client:
            return await client.request(method, path, headers=headers, content=content, params=params)

    def draft(self, caller: Principal = CLIENT, **changes: Any) -> str:
        answer = self.ask("POST", "/v1/orders", caller, body=document(**changes))
        assert answer.status_code == 201, answer.text
        return str(answer.json()["order_id"])

    def move(self, order_id: str, move: str, caller: Principal = CLIENT) -> httpx2.Response:
        return self.ask("POST", f"/v1/orders/{order_id}/{move}", caller)

    def upload(self, order_id: str, raw: bytes, kind: str = NDJSON, **options: Any) -> httpx2.Response:
        return self.ask("POST", f"/v1/orders/{order_id}/items", raw=raw, kind=kind, **options)

    def order(self, order_id: str, caller: Principal = CLIENT) -> dict[str, Any]:
        answer = self.ask("GET", f"/v1/orders/{order_id}", caller)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def live(self, *words: str, **changes: Any) -> str:
        """An order that is screened, funded and published."""
        order_id = self.draft(**changes)
        self.upload(order_id, b"word\n" + "\n".join(words).encode(), CSV)
        assert self.move(order_id, "submit").json()["state"] == "screening"
        id, rows = UUID(order_id), list(range(len(words)))
        self.tell(
            OrderCleared(order_id=id, version=1, ruleset="1"),
            ItemsScreened(order_id=id, version=1, batch=0, ruleset="1", cleared=rows),
            funded(id, len(words)),
        )
        return order_id

    def tell(self, *events: Event) -> None:
        """What other services say, as commands; returns when jobs and views are done with it."""
        handlers = self.running.service.subscriptions.handlers
        for event in events:
            command = handlers[type(event)](event)
            assert command is not None
            assert command.key, "an event told here has a business reference"
            [result] = self.running.writer.enqueue([command]).result(WAIT_SECONDS)
            assert not isinstance(result, Exception), result
        self.settle()

    def tell_once(self, event: Event) -> None:
        """What has no key of its own, because it may be said again in the same words."""
        command = self.running.service.subscriptions.handlers[type(event)](event)
        assert command is not None
        command.key = uuid4().hex
        [result] = self.running.writer.enqueue([command]).result(WAIT_SECONDS)
        assert not isinstance(result, Exception), result
        self.settle()

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

    def said(self, kind: type[Event]) -> list[Any]:
        """What other services would hear, in order."""
        with self.running.engine.connect() as tx:
            stored = [Stored(*row) for row in tx.exec_driver_sql(_LOG)]
        contracts = [to_contract(self.running.codec.decode(one)[0]) for one in stored]
        return [one for one in contracts if isinstance(one, kind)]


def funded(order_id: UUID, tasks: int) -> EscrowFunded:
    return EscrowFunded(
        order_id=order_id,
        version=1,
        tasks=tasks,
        reward_jpy=15 * tasks,
        fee_jpy=3 * tasks,
        total_jpy=18 * tasks,
    )


def well(order_id: UUID, tasks: int) -> PilotDecided:
    """A pilot that met every bound."""
    return PilotDecided(
        order_id=order_id,
        accepted=5 * tasks,
        tasks=tasks,
        failed=[],
        agreement=[QuestionMeasure(question="q1", value=0.8)],
        declines=[],
        median_minutes=0.4,
        reports=0.0,
    )
