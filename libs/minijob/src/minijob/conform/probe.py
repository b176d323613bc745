"""Webhooks as the platform sends them, or spoilt, and what a handler answers."""

import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx2

from minijob.conform.counted import GRANTED, Counted
from minijob.webhooks import sign

ANSWER_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Message:
    """A webhook as it is sent, or spoilt."""

    id: str
    timestamp: int
    body: bytes
    headers: Mapping[str, str]

    def with_headers(self, **changes: str | None) -> "Message":
        """Other headers under the same body; None leaves one out. `signature` is `webhook-signature`."""
        given = {**self.headers, **{f"webhook-{name}": value for name, value in changes.items()}}
        return replace(self, headers={name: value for name, value in given.items() if value is not None})


@dataclass
class Probe(Counted):
    """Sends the messages of one case and keeps what the handler got wrong."""

    handler: str = ""
    secret: str = ""

    def granted(self, account: str, sequence: int, points: int, **changes: Any) -> Message:
        """PointsGranted as the first published version has it; `changes` are other parts of the body.

        No JSON writer indents by one space on its own: who verifies anything but the bytes is found out.
        """
        data = {
            "account_id": account,
            "member_id": f"member-{account[:8]}",
            "points": points,
            "origin": "work",
            "granted_at": _moment(),
        }
        said = {
            "type": GRANTED,
            "timestamp": _moment(),
            "id": f"{account}/{sequence}",
            "subject": account,
            "sequence": sequence,
            "reference": None,
            "data": data,
        }
        return self.signed(f"msg_{uuid4().hex}", json.dumps({**said, **changes}, indent=1).encode())

    def signed(self, id: str, body: bytes, age_seconds: int = 0, secret: str | None = None) -> Message:
        """A message as if it was sent so many seconds ago."""
        timestamp = int(time.time()) - age_seconds
        headers = {
            "content-type": "application/json",
            "webhook-id": id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(secret or self.secret, id, timestamp, body),
        }
        return Message(id, timestamp, body, headers)

    def send(self, message: Message) -> int:
        """The status, or 0 when there was no answer."""
        try:
            answer = self.http.post(self.handler, content=message.body, headers=dict(message.headers))
        except httpx2.HTTPError:
            return 0
        return answer.status_code

    def takes(self, message: Message, what: str) -> None:
        """The handler must answer 2xx in time."""
        status = self.send(message)
        if not 200 <= status < 300:
            self.wrong.append(f"{what} was answered with {_said(status)} instead of 2xx")

    def refuses(self, message: Message, what: str) -> None:
        """The handler must answer 4xx, and not that it is gone."""
        status = self.send(message)
        if 200 <= status < 300:
            self.wrong.append(f"{what} was taken with {status}")
        elif status == 410:
            self.wrong.append(f"{what} was answered with 410, which ends the subscription")
        elif not 400 <= status < 500:
            self.wrong.append(f"{what} was answered with {_said(status)} instead of 4xx")

    def at_once(self, message: Message, times: int, what: str) -> None:
        """The same message over several connections: one must be taken, the others may be put off."""
        with ThreadPoolExecutor(times) as threads:
            statuses = list(threads.map(self.send, [message] * times))
        if not any(200 <= status < 300 for status in statuses):
            self.wrong.append(f"{what} was answered with {_said(statuses[0])} instead of 2xx")


Case = Callable[[Probe], None]


def _moment() -> str:
    return datetime.now(UTC).isoformat()


def _said(status: int) -> str:
    return str(status) if status else f"nothing in {ANSWER_SECONDS:.0f} s or a broken connection"
