"""Reads the ledger's feeds on: for each subscription whose turn it is a page, taken over with its cursor."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from chassis.errors import Refused
from gateway.settings import GatewaySettings
from gateway.webhooks import metrics
from gateway.webhooks.feed import Feed, FeedFailed, Poll, due_polls, postpone, take_over
from gateway.webhooks.transactions import Transactions

log = structlog.get_logger()


class Reading:
    """`taken_over` is called after each page that brought something."""

    def __init__(
        self,
        transactions: Transactions,
        feed: Feed,
        settings: GatewaySettings,
        clock: Callable[[], datetime],
        taken_over: Callable[[], None],
    ) -> None:
        self._transactions, self._feed, self._settings = transactions, feed, settings
        self._clock, self._taken_over = clock, taken_over

    async def turn(self) -> None:
        """All whose turn it is are read at once; waits a little when there is none."""
        settings, at = self._settings, self._clock()
        until = at + timedelta(seconds=settings.webhook_lease_seconds)
        most, backlog = settings.webhook_polls, settings.webhook_backlog
        polls = await self._transactions.run(lambda tx: due_polls(tx, at, until, most, backlog))
        await asyncio.gather(*map(self._read_on, polls))
        if not polls:
            await asyncio.sleep(settings.webhook_poll_seconds / 2)

    async def _read_on(self, poll: Poll) -> None:
        """What cannot be read is asked for again after a growing pause; nothing is lost meanwhile."""
        settings = self._settings
        try:
            page = await self._feed.page(poll.partner, poll.cursor, settings.webhook_page_events)
        except (Refused, FeedFailed) as error:
            metrics.FEED_FAILURES.inc()
            log.warning("the feed of a webhook cannot be read", webhook=poll.webhook_id, reason=str(error))
            pause = settings.webhook_poll_seconds * 2.0 ** min(poll.failures, 20)
            later = self._clock() + timedelta(seconds=min(pause, settings.webhook_poll_most_seconds))
            await self._transactions.run(lambda tx: postpone(tx, poll, later))
            return
        at = self._clock()
        more = len(page.items) >= settings.webhook_page_events
        poll_at = at + timedelta(seconds=0.0 if more else settings.webhook_poll_seconds)
        added = await self._transactions.run(lambda tx: take_over(tx, poll, page, at, poll_at))
        if added:
            metrics.TAKEN_OVER.inc(added)
            self._taken_over()
