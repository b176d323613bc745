"""The two clients of the SDK, over httpx2: `Client` waits for answers, `AsyncClient` is awaited."""

import asyncio
import time
from collections.abc import Awaitable
from types import TracebackType
from typing import Any, Self

import httpx2

from minijob._core import Answer, Attempts, Request, gateway_url
from minijob.routes import Routes

ANSWER_SECONDS = 30.0
DEADLINE_SECONDS = 60.0


def _headers(token: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _base(gateway: str) -> str:
    return gateway_url(gateway).geturl()


def _answer(response: httpx2.Response) -> Answer:
    return Answer(response.status_code, dict(response.headers), response.content)


class Client(Routes[Any]):
    """Sends one request at a time to the gateway at `base_url`.

    `token` is a bearer token or an API key. 503, 429 and broken connections are tried again with the same
    Idempotency-Key until `deadline_seconds` are over; that bounds one call with all its retries. Every call
    raises ProblemError. ValueError: `base_url` is none.
    """

    def __init__(
        self, base_url: str, token: str | None = None, deadline_seconds: float = DEADLINE_SECONDS
    ) -> None:
        self._http = httpx2.Client(base_url=_base(base_url), headers=_headers(token), timeout=ANSWER_SECONDS)
        self._deadline_seconds = deadline_seconds

    def call(self, request: Request) -> Any:
        """What the answer says. Raises ProblemError."""
        attempts = Attempts(self._deadline_seconds)
        while True:
            try:
                answer = self._exchange(request)
            except httpx2.TransportError as error:
                time.sleep(attempts.after_failure(error))
                continue
            wait = attempts.after_answer(answer)
            if wait is None:
                return answer.read()
            time.sleep(wait)

    def _exchange(self, request: Request) -> Answer:
        return _answer(
            self._http.request(
                request.method, request.target, content=request.body, headers=dict(request.headers)
            )
        )

    def close(self) -> None:
        """Lets go of the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class RetryingRoutes(Routes[Awaitable[Any]]):
    """Every route, awaited and retried; how a request travels is for the subclass to say."""

    deadline_seconds = DEADLINE_SECONDS

    async def exchange(self, request: Request) -> Answer:
        """One attempt. Raises OSError or httpx2.TransportError when no answer came."""
        raise NotImplementedError

    async def call(self, request: Request) -> Any:
        """What the answer says. Raises ProblemError."""
        attempts = Attempts(self.deadline_seconds)
        while True:
            try:
                answer = await self.exchange(request)
            except (OSError, httpx2.TransportError) as error:
                await asyncio.sleep(attempts.after_failure(error))
                continue
            wait = attempts.after_answer(answer)
            if wait is None:
                return answer.read()
            await asyncio.sleep(wait)


class AsyncClient(RetryingRoutes):
    """`Client` for asyncio: the same routes, awaited; sends any number of requests at the same time."""

    def __init__(
        self, base_url: str, token: str | None = None, deadline_seconds: float = DEADLINE_SECONDS
    ) -> None:
        self._http = httpx2.AsyncClient(
            base_url=_base(base_url), headers=_headers(token), timeout=ANSWER_SECONDS
        )
        self.deadline_seconds = deadline_seconds

    async def exchange(self, request: Request) -> Answer:
        """One attempt. Raises httpx2.TransportError when no answer came."""
        return _answer(
            await self._http.request(
                request.method, request.target, content=request.body, headers=dict(request.headers)
            )
        )

    async def close(self) -> None:
        """Lets go of the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
