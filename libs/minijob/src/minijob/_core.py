"""Requests, answers and when to try again, without any input or output."""

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, urlencode, urlsplit
from uuid import uuid4

RETRIED = frozenset({429, 503})
FIRST_WAIT_SECONDS = 0.1
LONGEST_WAIT_SECONDS = 5.0

_URN = "urn:minijob:problem:"


class ProblemError(Exception):
    """The platform refused. `errors` are the wrong fields: `{"where", "message"}`.

    `code` is stable and short (`lease-expired`), empty when the answer had none. `status` is 0 and `code`
    `no-answer` when no answer came before the deadline.
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        errors: Sequence[Mapping[str, str]] = (),
        request_id: str = "",
    ) -> None:
        kind = " ".join(str(part) for part in (status, code) if part)
        fields = [f"{error.get('where')}: {error.get('message')}" for error in errors]
        told = [detail, *(field for field in fields if field not in detail)]
        super().__init__(f"{kind}: {'; '.join(told)}")
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = list(errors)
        self.request_id = request_id


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent; `target` is path and query. A repeat sends the same, its Idempotency-Key included."""

    method: str
    target: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; the names of its headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def read(self) -> Any:
        """The JSON value, None when nothing was said, or the bytes of a file. Raises ProblemError."""
        if not 200 <= self.status < 300:
            raise problem(self)
        if not self.body or "json" not in self.headers.get("content-type", ""):
            return self.body or None
        return json.loads(self.body)


def gateway_url(text: str) -> SplitResult:
    """The parts of a base URL. Raises ValueError when it is not of the form http(s)://host:port."""
    try:
        url = urlsplit(text)
        fits = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError:  # a port or an address that is none
        fits = False
    if not fits:
        raise ValueError(f"{text!r} is not of the form http://host:port")
    return url


def reading(path: str, **query: object) -> Request:
    """A request that changes nothing. Parameters that are None are left out."""
    given = {name: str(value) for name, value in query.items() if value is not None}
    return Request("GET", path + (f"?{urlencode(given)}" if given else ""), b"", {})


def writing(
    path: str,
    body: Any = None,
    key: str | None = None,
    *,
    method: str = "POST",
    content_type: str = "application/json",
    version: int | None = None,
) -> Request:
    """A write: JSON, or bytes as they are. Without `key` one is made; `version` becomes If-Match."""
    headers = {"Idempotency-Key": key or uuid4().hex}
    if body is not None:
        headers["Content-Type"] = content_type
    if version is not None:
        headers["If-Match"] = str(version)
    content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    return Request(method, path, content, headers)


def segment(id: object) -> str:
    """An id as one segment of a path."""
    return quote(str(id), safe="")


def problem(answer: Answer) -> ProblemError:
    """What an answer of 300 and above says, also when it is no problem document."""
    try:
        said = json.loads(answer.body)
    except ValueError:
        said = None
    request_id = answer.headers.get("x-request-id", "")
    if not isinstance(said, dict):
        detail = answer.body[:200].decode(errors="replace")
        return ProblemError(answer.status, "", detail, request_id=request_id)
    kind = str(said.get("type") or "")
    return ProblemError(
        answer.status,
        kind.removeprefix(_URN) if kind.startswith(_URN) else "",
        str(said.get("detail") or said.get("title") or ""),
        said.get("errors") or (),
        str(said.get("request_id") or request_id),
    )


class Attempts:
    """How long to wait before the next attempt of one request: doubled each time, never past the deadline."""

    def __init__(self, deadline_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._deadline = clock() + deadline_seconds
        self._wait = FIRST_WAIT_SECONDS

    def after_answer(self, answer: Answer) -> float | None:
        """Seconds to wait, or None when this is the answer."""
        if answer.status not in RETRIED:
            return None
        asked = answer.headers.get("retry-after", "")
        return self._next(float(asked) if asked.isdecimal() else 0.0)

    def after_failure(self, error: Exception) -> float:
        """Seconds to wait after a broken connection. Raises ProblemError when there is no time left."""
        wait = self._next(0.0)
        if wait is None:
            raise ProblemError(0, "no-answer", str(error) or type(error).__name__) from error
        return wait

    def _next(self, asked: float) -> float | None:
        jittered = self._wait * random.uniform(0.5, 1.0)
        self._wait = min(self._wait * 2, LONGEST_WAIT_SECONDS)
        wait = asked + jittered
        return wait if self._clock() + wait < self._deadline else None
