"""Tells the audit of the ledger of writes that were refused before they reached it."""

import asyncio
from collections import deque
from itertools import islice
from typing import Any

import orjson
import structlog
from starlette.exceptions import HTTPException

from chassis.clock import now
from chassis.errors import Invalid, Refused
from chassis.principal import HEADER, Principal, sign
from gateway.routes.upstream import Headers, Upstream
from gateway.settings import GatewaySettings

log = structlog.get_logger()
PATH = "/v1/ledger/refusals"
LONGEST = 300
_GATEWAY = Principal("operator", "gateway")
_MAY_SUCCEED = 429


class Refusals:
    """What waits to be told, in order; while the ledger is away it waits here, up to `refusals_most` lines.

    A line whose answer was lost is told once more.
    """

    def __init__(self, ledger: Upstream, settings: GatewaySettings) -> None:
        self._ledger, self._settings = ledger, settings
        self._lines: deque[dict[str, Any]] = deque()
        self._lost = 0
        self._telling: asyncio.Task[None] | None = None

    def keep(self, who: str, what: str, refusal: Refused | HTTPException) -> None:
        """A line of who asked for what; none of what may succeed when it is sent again."""
        status = refusal.status_code if isinstance(refusal, HTTPException) else refusal.status
        if status >= _MAY_SUCCEED:
            return
        if len(self._lines) >= self._settings.refusals_most:
            self._lost += 1
            return
        code, why = _told(refusal)
        line = {"who": who, "what": what[:LONGEST], "code": code, "why": why[:LONGEST]}
        self._lines.append({"at": now(), **line})
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell())

    async def stop(self) -> None:
        """Tells what is left, once, and logs how much could not be told."""
        if self._telling is not None:
            self._telling.cancel()
            await asyncio.gather(self._telling, return_exceptions=True)
        if self._lines:
            await self._turn()
        if self._lines:
            log.error("lines of the audit are lost", lines=len(self._lines), more=self._lost)

    async def _tell(self) -> None:
        while self._lines:
            await asyncio.sleep(self._settings.refusals_seconds)
            await self._turn()

    async def _turn(self) -> None:
        lines = list(islice(self._lines, self._settings.refusals_at_once))
        signed = sign(_GATEWAY, self._settings.principal_secret).encode()
        headers: Headers = [(HEADER.encode("ascii"), signed), (b"content-type", b"application/json")]
        try:
            answer = await self._ledger.request("POST", PATH, headers, orjson.dumps({"lines": lines}))
        except Refused as refusal:
            log.warning("the audit does not answer", waiting=len(self._lines), reason=refusal.detail)
            return
        if answer.status >= 500:
            log.warning("the audit does not answer", waiting=len(self._lines), status=answer.status)
            return
        if answer.status != 204 or self._lost:
            log.error("lines of the audit are lost", status=answer.status, lines=len(lines), more=self._lost)
        self._lost = 0
        for _ in lines:
            self._lines.popleft()


def _told(refusal: Refused | HTTPException) -> tuple[str, str]:
    if isinstance(refusal, HTTPException):
        return "too-large" if refusal.status_code == 413 else str(refusal.status_code), str(refusal.detail)
    if isinstance(refusal, Invalid):
        return refusal.code, ", ".join(sorted({error.where for error in refusal.errors}))
    return refusal.code, refusal.detail
