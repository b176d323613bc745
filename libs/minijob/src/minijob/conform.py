"""The conformance kit: sends a partner's webhook handler what goes wrong in life, and judges what it does."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import quote
from uuid import uuid4

import httpx2

from minijob._core import gateway_url
from minijob.webhooks import secret_bytes, sign

ANSWER_SECONDS = 15.0
PATIENCE_SECONDS = 5.0
LOOK_AGAIN_SECONDS = 0.1
PLACE = "{account}"
GRANTED = "minijob.PointsGranted"

Verdict = Literal["right", "wrong", "not checked"]


class Unreachable(Exception):
    """Nobody answers where the handler or its balances should be."""


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


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one case; `wrong` says each thing in a sentence."""

    case: str
    verdict: Verdict
    wrong: Sequence[str]


@dataclass
class Probe:
    """Sends the messages of one case and keeps what the handler got wrong.

    balances: a URL with `{account}` that answers the points which the handler has counted, as a JSON number
    or `{"points": n}`; 404 is 0. Without one, effects are not checked.
    """

    http: httpx2.Client
    handler: str
    secret: str
    balances: str | None = None
    patience_seconds: float = PATIENCE_SECONDS
    wrong: list[str] = field(default_factory=list)
    expected: dict[str, int] = field(default_factory=dict)
    unchecked: bool = False

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

    def counts(self, account: str, points: int, what: str) -> None:
        """The handler must have counted just so many points for the account, after a while if need be."""
        if self.balances is None:
            self.unchecked = True
            return
        self.expected[account] = points
        until = time.monotonic() + self.patience_seconds
        while (found := self.balance(account)) != points:
            if time.monotonic() > until:
                self.wrong.append(f"{what}: {points} points were to be counted, but it has {found}")
                return
            time.sleep(LOOK_AGAIN_SECONDS)

    def balance(self, account: str) -> int | None:
        """What the handler has counted; None when its answer is no number. Raises Unreachable."""
        url = (self.balances or "").replace(PLACE, quote(account, safe=""))
        try:
            answer = self.http.get(url)
        except httpx2.HTTPError as error:
            raise Unreachable(f"the balances do not answer: {type(error).__name__}") from None
        if answer.status_code == 404:
            return 0
        try:
            said = answer.json()
        except ValueError:
            return None
        found = said.get("points") if isinstance(said, dict) else said
        return found if type(found) is int and answer.status_code == 200 else None


Case = Callable[[Probe], None]


def conform(
    cases: Mapping[str, Case],
    handler: str,
    secret: str,
    balances: str | None = None,
    patience_seconds: float = PATIENCE_SECONDS,
) -> list[Finding]:
    """One finding for each case, and one of a last look, after a while, at everything that was counted.

    Raises Unreachable; ValueError when a URL or the secret is none.
    """
    secret_bytes(secret)
    _check(handler, balances)
    found: list[Finding] = []
    expected: dict[str, int] = {}
    with httpx2.Client(timeout=ANSWER_SECONDS, trust_env=False, follow_redirects=False) as http:
        probe = Probe(http, handler, secret, balances, patience_seconds)
        _reach(probe)
        for name, case in cases.items():
            probe = Probe(http, handler, secret, balances, patience_seconds)
            case(probe)
            found.append(_finding(name, probe))
            expected |= {} if probe.wrong else probe.expected
        time.sleep(patience_seconds if balances else 0)
        last = Probe(http, handler, secret, balances, patience_seconds=0, unchecked=balances is None)
        for account, points in expected.items():
            last.counts(account, points, f"a last look at account {account}")
    return [*found, _finding("nothing is counted later", last)]


def _finding(name: str, probe: Probe) -> Finding:
    verdict: Verdict = "wrong" if probe.wrong else "not checked" if probe.unchecked else "right"
    return Finding(name, verdict, tuple(probe.wrong))


def _check(handler: str, balances: str | None) -> None:
    for url in (handler, *([] if balances is None else [balances.replace(PLACE, "account")])):
        try:
            gateway_url(url)
        except ValueError:
            raise ValueError(f"{url!r} is no URL of the form http://host:port/path") from None
    if balances is not None and PLACE not in balances:
        raise ValueError(f"the URL of the balances has no {PLACE}")


def _reach(probe: Probe) -> None:
    """Says at once that nobody is there, instead of finding every case wrong."""
    try:
        probe.http.get(probe.handler)
    except httpx2.TransportError as error:
        raise Unreachable(f"the handler does not answer: {type(error).__name__}") from None


def _moment() -> str:
    return datetime.now(UTC).isoformat()


def _said(status: int) -> str:
    return str(status) if status else f"nothing in {ANSWER_SECONDS:.0f} s or a broken connection"
