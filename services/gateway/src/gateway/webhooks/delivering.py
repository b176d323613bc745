"""Sends what is due, so many at once, and writes down what came of each attempt."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import structlog
from sqlalchemy import Connection

from chassis.errors import Refused
from gateway.settings import GatewaySettings
from gateway.webhooks import metrics
from gateway.webhooks.deliveries import Claimed, Ending, claim, disable, finish, release
from gateway.webhooks.sending import GONE, Result, Sender
from gateway.webhooks.transactions import Transactions

log = structlog.get_logger()
RELEASE_SECONDS = 1.0


class Delivering:
    """The attempts of one process. Replicas share the work by claims, which run out after a crash."""

    def __init__(
        self,
        transactions: Transactions,
        sender: Sender,
        settings: GatewaySettings,
        clock: Callable[[], datetime],
    ) -> None:
        self._transactions, self._sender = transactions, sender
        self._settings, self._clock = settings, clock
        self._claim = uuid4().hex
        self._under_way: dict[asyncio.Task[None], int] = {}
        self._nudged = asyncio.Event()

    def nudge(self) -> None:
        """Says that there may be something to send."""
        self._nudged.set()

    async def turn(self) -> None:
        """Begins what is due as far as there is room; waits a little when there is nothing."""
        self._nudged.clear()
        begun = await self._begin()
        if not begun:
            try:
                async with asyncio.timeout(self._settings.webhook_due_seconds):
                    await self._nudged.wait()
            except TimeoutError:
                return

    async def stop(self) -> None:
        """Breaks off what is under way and leaves it to other replicas, or to the next start."""
        under_way = list(self._under_way)
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        try:
            async with asyncio.timeout(RELEASE_SECONDS):
                await self._transactions.run(lambda tx: release(tx, self._claim))
        except (Refused, TimeoutError):
            log.info("what was being sent is free again when its claims end")

    async def _begin(self) -> int:
        settings, at = self._settings, self._clock()
        free = settings.webhook_parallel - len(self._under_way)
        if free <= 0:
            return 0
        until = at + timedelta(seconds=settings.webhook_lease_seconds)
        each = settings.webhook_parallel_each
        full = [one for one, number in Counter(self._under_way.values()).items() if number >= each]
        claimed = await self._transactions.run(lambda tx: claim(tx, self._claim, at, until, free, each, full))
        for delivery in claimed:
            task = asyncio.create_task(self._deliver(delivery))
            self._under_way[task] = delivery.webhook
            task.add_done_callback(self._ended)
        return len(claimed)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.pop(task, None)
        self.nudge()
        if not task.cancelled() and task.exception() is not None:
            log.error("an attempt failed on our side; its claim ends by itself", exc_info=task.exception())

    async def _deliver(self, delivery: Claimed) -> None:
        started = time.monotonic()
        result = await self._sender.send(delivery, int(self._clock().timestamp()))
        metrics.SECONDS.observe(time.monotonic() - started)
        metrics.ATTEMPTS.labels(result.error or "delivered").inc()
        try:
            await self._write_down(delivery, result)
        except Refused as error:
            log.warning("an attempt is not written down and is repeated", reason=error.detail)

    async def _write_down(self, delivery: Claimed, result: Result) -> None:
        at = self._clock()
        ending = self._ending(delivery, result, at)

        def write(tx: Connection) -> tuple[bool, bool]:
            mine = finish(tx, delivery, self._claim, ending)
            return mine, result.status == GONE and disable(tx, delivery.webhook, at)

        mine, disabled = await self._transactions.run(write)
        about = {"webhook": delivery.webhook_id, "delivery": delivery.delivery_id, "error": result.error}
        if mine and ending.state == "dead":
            metrics.DEAD.inc()
            log.warning("a webhook's delivery is dead", **about, status=result.status)
        if disabled:
            metrics.DISABLED.inc()
            log.warning("a webhook is disabled, because its receiver says that it is gone", **about)

    def _ending(self, delivery: Claimed, result: Result, at: datetime) -> Ending:
        """Delivered; or dead after the last attempt; or tried again after a longer pause than the last."""
        if result.delivered:
            return Ending("delivered", result.status, None, at)
        pauses = self._settings.webhook_pauses_seconds
        if result.status == GONE:
            return Ending("pending", result.status, result.error, at)
        if delivery.attempts >= len(pauses):
            return Ending("dead", result.status, result.error, at)
        jitter = self._settings.webhook_jitter
        pause = pauses[delivery.attempts] * random.uniform(1 - jitter, 1)
        asked = min(result.retry_after_seconds, self._settings.webhook_retry_after_most_seconds)
        return Ending("pending", result.status, result.error, at + timedelta(seconds=max(pause, asked)))
