"""The ledger's feed as a stand-in on a real socket, and replicas of the loops with a clock of tests."""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs

import httpx2
import orjson
from starlette.types import Receive, Scope, Send

from chassis.clock import now
from chassis.database import open_engine, service_url
from chassis.principal import verify
from gateway.routes import Upstream
from gateway.settings import GatewaySettings
from gateway.webhooks import Webhooks
from gateway.webhooks.addresses import Addresses, Lookup
from tests.gateway.receivers import Arrival, Receiver

if TYPE_CHECKING:
    from tests.gateway.conftest import Door

GRANTED = "minijob.PointsGranted"
SECONDS = 20.0


def event(number: int, subject: str = "account-1", type: str = GRANTED) -> dict[str, Any]:
    """An item of the feed as the ledger says it; its cursor is its number."""
    return {
        "cursor": f"c{number}",
        "type": type,
        "account_id": subject,
        "sequence": number,
        "time": "2026-11-26T09:00:00+00:00",
        "reference": None,
        "data": {"account_id": subject, "points": number, "reason": "\u3042\u308a\u304c\u3068\u3046"},
    }


@dataclass
class Feed:
    """Each partner's events, shown to that partner alone. `status` other than 200 refuses."""

    secret: str
    events: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    status: int = 200
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def say(self, partner: str, *events: dict[str, Any]) -> None:
        self.events.setdefault(partner, []).extend(events)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        partner = verify(headers.get("x-principal"), self.secret)
        assert (partner.role, scope["path"]) == ("partner", "/v1/points/events")
        query = {name: values[0] for name, values in parse_qs(scope["query_string"].decode()).items()}
        after, limit = query.get("after"), int(query["limit"])
        self.asked.append((partner.id, after))
        events = self.events.get(partner.id, [])
        cursors = [one["cursor"] for one in events]
        status = 422 if self.status == 200 and after not in (None, *cursors) else self.status
        start = cursors.index(after) + 1 if after in cursors else 0
        page = events[start : start + limit]
        body = {"items": page, "next_cursor": page[-1]["cursor"] if page else after}
        answer = orjson.dumps(body if status == 200 else {"title": "no"})
        length = (b"content-length", str(len(answer)).encode())
        await send({"type": "http.response.start", "status": status, "headers": [length]})
        await send({"type": "http.response.body", "body": answer})


class Clock:
    """The time, which a test may move on."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return now() + self._ahead

    def move(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)


class Replica:
    """The loops of one process, in a thread with an event loop of its own."""

    def __init__(
        self, settings: GatewaySettings, name: str, clock: Clock, look_up: Lookup | None = None
    ) -> None:
        self._settings, self._clock = settings, clock
        self._engine = open_engine(service_url(settings.database_url, name), settings)
        self._addresses = None if look_up is None else Addresses(settings, look_up)
        self._begun, self._end = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    def start(self) -> Self:
        self._thread.start()
        assert self._begun.wait(SECONDS)
        return self

    async def _run(self) -> None:
        ledger = Upstream("points-ledger", self._settings.points_ledger_url, self._settings)
        webhooks = Webhooks(self._engine, ledger, self._settings, self._clock, self._addresses)
        webhooks.start()
        self._begun.set()
        while not self._end.is_set():
            await asyncio.sleep(0.01)
        await webhooks.stop()
        webhooks.close()
        ledger.close()

    def stop(self) -> None:
        self._end.set()
        self._thread.join(SECONDS)
        assert not self._thread.is_alive()
        self._engine.dispose()


def eventually(holds: Callable[[], Any], seconds: float = SECONDS) -> Any:
    """What becomes true in time."""
    until = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < until, "it did not come to that in time"
        time.sleep(0.02)
    return found


def resolver(names: dict[str, Sequence[str]], asked: list[str] | None = None) -> Lookup:
    """A DNS that knows these names alone."""

    async def look_up(host: str, port: int) -> Sequence[str]:
        if asked is not None:
            asked.append(host)
        if host not in names:
            raise OSError("no such name")
        return names[host]

    return look_up


@dataclass
class Hooks:
    """A gateway whose API partners use, a feed behind it, a receiver, and the replicas that a test starts."""

    door: "Door"
    feed: Feed
    receiver: Receiver
    clock: Clock = field(default_factory=Clock)
    replicas: list[Replica] = field(default_factory=list)
    _keys: int = 0

    def write(
        self, method: str, path: str, body: Any = None, partner: str = "shop", key: str = ""
    ) -> httpx2.Response:
        self._keys += 1
        headers = self.door.write("partner", partner, key or f"key-{self._keys}")
        return self.door.client.request(method, path, headers=headers, json=body)

    def subscribe(self, url: str = "", partner: str = "shop", **more: Any) -> dict[str, Any]:
        answer = self.write("POST", "/v1/webhooks", {"url": url or self.receiver.url, **more}, partner)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def read(self, path: str, partner: str = "shop") -> httpx2.Response:
        return self.door.client.get(path, headers=self.door.bearer("partner", partner))

    def webhook(self, id: str) -> dict[str, Any]:
        [found] = [one for one in self.read("/v1/webhooks").json()["items"] if one["webhook_id"] == id]
        return dict(found)

    def deliveries(self, id: str, state: str = "") -> list[dict[str, Any]]:
        query = f"?limit=1000{state and f'&state={state}'}"
        found: list[dict[str, Any]] = self.read(f"/v1/webhooks/{id}/deliveries{query}").json()["items"]
        return found

    def replica(self, look_up: Lookup | None = None, **changes: Any) -> Replica:
        settings = self.door.gateway.settings.model_copy(update=changes)
        self.replicas.append(Replica(settings, self.door.gateway.name, self.clock, look_up).start())
        return self.replicas[-1]

    def attempted(self, id: str, attempts: int) -> dict[str, Any]:
        """The only delivery, once it has so many attempts behind it."""

        def found() -> Any:
            return [one for one in self.deliveries(id) if one["attempts"] == attempts]

        [one] = eventually(found)
        return dict(one)

    def first(self, id: str, attempts: int) -> dict[str, Any]:
        """The oldest delivery, once it has at least so many attempts behind it."""

        def found() -> Any:
            return [one for one in self.deliveries(id)[:1] if one["attempts"] >= attempts]

        [one] = eventually(found)
        return dict(one)

    def arrived(self, number: int) -> Arrival:
        """The last arrival, once there are so many."""
        eventually(lambda: len(self.receiver.arrivals) >= number)
        return self.receiver.arrivals[-1]

    def seconds_until(self, moment: str) -> float:
        return (datetime.fromisoformat(moment) - self.clock()).total_seconds()

    def stored(self, statement: str) -> list[Any]:
        with self.door.gateway._engine.begin() as tx:
            return list(tx.exec_driver_sql(statement).all())
