"""Webhooks as a whole: the stores behind the API, and the loops that read, send, count and forget."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Engine

from chassis.clock import now
from chassis.errors import Refused
from gateway.routes.upstream import Upstream
from gateway.settings import GatewaySettings
from gateway.webhooks import metrics
from gateway.webhooks.addresses import Addresses
from gateway.webhooks.deliveries import Deliveries, count, prune
from gateway.webhooks.delivering import Delivering
from gateway.webhooks.feed import Feed
from gateway.webhooks.reading import Reading
from gateway.webhooks.sealing import Sealing
from gateway.webhooks.sending import Sender
from gateway.webhooks.subscriptions import Subscriptions
from gateway.webhooks.transactions import Transactions

log = structlog.get_logger()
STUCK_SECONDS = 60


class Webhooks:
    """Everything of webhooks in one process. `clock` and `addresses` are those of tests."""

    def __init__(
        self,
        engine: Engine,
        ledger: Upstream,
        settings: GatewaySettings,
        clock: Callable[[], datetime] = now,
        addresses: Addresses | None = None,
    ) -> None:
        self._settings, self._clock = settings, clock
        self._transactions = Transactions(engine, settings)
        self.addresses = addresses or Addresses(settings)
        self.feed = Feed(ledger, settings.principal_secret)
        sealing = Sealing(settings.sealing_keys)
        self.subscriptions = Subscriptions(self._transactions, sealing, settings.webhooks_per_partner)
        self.deliveries = Deliveries(self._transactions, settings.webhook_redeliver_most)
        sender = Sender(self.addresses, sealing, settings)
        self._delivering = Delivering(self._transactions, sender, settings, clock)
        self._reading = Reading(self._transactions, self.feed, settings, clock, self._delivering.nudge)
        self._loops: list[asyncio.Task[None]] = []
        self._moved_at: dict[str, float] = {}

    def start(self) -> None:
        """Begins the loops on the running event loop."""
        turns = {
            "reading": self._reading.turn,
            "delivering": self._delivering.turn,
            "upkeep": self._keep_up,
        }
        self._loops = [asyncio.create_task(self._forever(name, turn)) for name, turn in turns.items()]

    async def stop(self) -> None:
        """Ends the loops; attempts that are under way are broken off and made again."""
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self._delivering.stop()

    def close(self) -> None:
        """Lets go of the threads."""
        self._transactions.close()

    def stuck(self) -> str:
        """Which loop has not moved for too long, or an empty string."""
        for name, moved_at in self._moved_at.items():
            if time.monotonic() - moved_at > STUCK_SECONDS:
                return f"the loop of webhooks for {name} has not moved for {STUCK_SECONDS} s"
        return ""

    async def _forever(self, name: str, turn: Callable[[], Awaitable[None]]) -> None:
        """Turn after turn; one that fails is repeated after a pause, whatever it was."""
        while True:
            self._moved_at[name] = time.monotonic()
            try:
                await turn()
            except Exception as error:
                metrics.FAILURES.labels(name).inc()
                if isinstance(error, Refused):
                    log.warning("webhooks wait", loop=name, reason=error.detail)
                else:
                    log.exception("a turn of webhooks failed and is repeated", loop=name)
                await asyncio.sleep(self._settings.webhook_backoff_seconds)

    async def _keep_up(self) -> None:
        """Shows what waits, and forgets a piece of what is long done."""
        at = self._clock()
        pending, dead, oldest = await self._transactions.run(lambda tx: count(tx, at))
        metrics.PENDING.set(pending)
        metrics.DEAD_NOW.set(dead)
        metrics.OLDEST.set(oldest)
        before = at - timedelta(days=self._settings.webhook_kept_days)
        await self._transactions.run(lambda tx: prune(tx, before, self._settings.webhook_prune_rows))
        await asyncio.sleep(self._settings.webhook_upkeep_seconds)
