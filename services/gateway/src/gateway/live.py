"""The orders and their progress as they are now, looked up once for all who watch, sent as events."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import orjson

from chassis.errors import Refused, TooManyRequests
from chassis.principal import HEADER, Principal, sign
from gateway.routes import Answer, Upstream
from gateway.settings import GatewaySettings

Json = dict[str, Any]

_PRINCIPAL = Principal("operator", "status-page")
_UNTOUCHED = frozenset(
    {"draft", "screening", "approved", "changes_asked", "in_review", "refused", "unfunded"}
)
_COUNTS = ("tasks", "places", "leased", "submitted", "accepted")
_MONEY = ("funded_jpy", "paid_points", "left_jpy")
_STILL_SECONDS = 15.0


class Live:
    """What the status page shows. Set `closing` so that watchers leave when the server stops."""

    def __init__(self, upstreams: Mapping[str, Upstream], settings: GatewaySettings) -> None:
        self._upstreams, self._settings = upstreams, settings
        self._looking = asyncio.Lock()
        self._taken_at = 0.0
        self._now: Json = {"services": {}, "orders": []}
        self._watchers = 0
        self.closing: Callable[[], bool] = lambda: False

    @contextmanager
    def place(self) -> Iterator[None]:
        """One watcher's place. Raises TooManyRequests when all are taken."""
        if self._watchers >= self._settings.live_viewers:
            raise TooManyRequests("too many people watch already")
        self._watchers += 1
        try:
            yield
        finally:
            self._watchers -= 1

    async def events(self) -> AsyncIterator[bytes]:
        """Server-sent events: the whole state whenever it has changed, else a sign of life now and then."""
        sent, sent_at = b"", 0.0
        while not self.closing():
            state = orjson.dumps(await self.look())
            if state != sent:
                sent, sent_at = state, time.monotonic()
                yield b"data: %b\n\n" % state
            elif time.monotonic() - sent_at > _STILL_SECONDS:
                sent_at = time.monotonic()
                yield b": still here\n\n"
            await asyncio.sleep(self._settings.live_seconds)

    async def look(self) -> Json:
        """`services` (name → whether it answers) and `orders`; at most `live_seconds` old."""
        async with self._looking:
            if time.monotonic() - self._taken_at >= self._settings.live_seconds:
                self._now = await self._look()
                self._taken_at = time.monotonic()
            return self._now

    async def _look(self) -> Json:
        signed = sign(_PRINCIPAL, self._settings.principal_secret).encode()
        names = list(self._upstreams)
        ready = await asyncio.gather(*(self._ask(name, "/health/ready", signed) for name in names))
        services = {name: answer is not None for name, answer in zip(names, ready, strict=True)}
        found = await self._ask("task-catalog", f"/v1/orders?limit={self._settings.live_orders}", signed)
        if found is None:
            return {"services": {**services, "task-catalog": False}, "orders": self._now["orders"]}
        orders = found.get("items", [])[: self._settings.live_orders]
        before = {one["order_id"]: one for one in self._now["orders"]}
        shown = await asyncio.gather(*(self._order(order, before, services, signed) for order in orders))
        return {"services": services, "orders": shown}

    async def _order(
        self, order: Json, before: Mapping[str, Json], services: Mapping[str, bool], signed: bytes
    ) -> Json:
        """One order; where a service is away its numbers are those of before, or null."""
        id, state = str(order.get("order_id", "")), order.get("state", "")
        old = before.get(id, {})
        if old.get("final"):
            return old
        begun = state not in _UNTOUCHED
        progress: Json | None = None
        escrow: Json | None = None
        if begun:
            progress, escrow = await asyncio.gather(
                self._ask_if(services["assignment"], "assignment", f"/v1/orders/{id}/progress", signed),
                self._ask_if(services["points-ledger"], "points-ledger", f"/v1/ledger/orders/{id}", signed),
            )
        counts = old if progress is None else progress
        money = old if escrow is None else escrow
        return {
            "order_id": id,
            "title": order.get("title", ""),
            "state": state,
            "begun": begun,
            "final": state == "settled" and progress is not None and bool(money.get("settled")),
            **{name: counts.get(name) for name in _COUNTS},
            **{name: money.get(name) for name in _MONEY},
        }

    async def _ask_if(self, up: bool, service: str, path: str, signed: bytes) -> Json | None:
        return await self._ask(service, path, signed) if up else None

    async def _ask(self, service: str, path: str, signed: bytes) -> Json | None:
        headers = [(HEADER.encode("ascii"), signed), (b"accept", b"application/json")]
        try:
            async with asyncio.timeout(self._settings.live_wait_seconds):
                answer: Answer = await self._upstreams[service].request("GET", path, headers)
            found = orjson.loads(answer.body) if answer.status == 200 else None
        except (Refused, TimeoutError, orjson.JSONDecodeError):
            return None
        return found if isinstance(found, dict) else None
