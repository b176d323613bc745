"""What partners' feeds have gained since the last look, beside what events and links say they should have."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from points_ledger.breaches import Breach
from points_ledger.domain import is_for_partners, partner_of
from points_ledger.views import FEED_TOPICS

MOST_OPEN = 100_000
PAGE_ROWS = 2_000
MOST_VERSIONS = 2**31 - 1

_ENDS = """
WITH RECURSIVE partners AS (
    SELECT min(partner_id) AS partner_id FROM feed_v2
    UNION ALL
    SELECT (SELECT min(partner_id) FROM feed_v2 AS feed WHERE feed.partner_id > partners.partner_id)
    FROM partners WHERE partner_id IS NOT NULL
)
SELECT partner_id, (SELECT max(place) FROM feed_v2 AS feed WHERE feed.partner_id = partners.partner_id)
FROM partners WHERE partner_id IS NOT NULL
"""
_GAINED = """
SELECT feed.partner_id, account, version
FROM unnest(%(partners)s::text[], %(places)s::bigint[]) AS since (partner_id, place)
JOIN feed_v2 AS feed ON feed.partner_id = since.partner_id AND feed.place > since.place
"""
_PAGE = """
SELECT feed.partner_id, feed.place, feed.account, coalesce(notification_id, 0), coalesce(
    topic ~ %(topics)s AND (
        feed.partner_id IN (state ->> 'partner_id', state ->> 'partner')
        OR EXISTS (SELECT FROM links_v2 AS links
            WHERE links.account = feed.account AND links.partner_id = feed.partner_id
            AND feed.version BETWEEN links.from_version AND coalesce(links.to_version, feed.version))
    ), false) AS is_right
FROM (
    SELECT * FROM feed_v2 WHERE (partner_id, place) > (%(partner)s, %(place)s)
    ORDER BY partner_id, place LIMIT %(limit)s
) AS feed
LEFT JOIN LATERAL (
    SELECT notification_id, topic, convert_from(state, 'UTF8')::json AS state FROM events
    WHERE originator_id = feed.account AND originator_version = feed.version
) AS event ON true
ORDER BY feed.partner_id, feed.place
"""


class Fed:
    """Each place is expected by the events that the watch folds and found in the feed, in whichever order.

    When it has forgotten where the feeds ended, the last places must be those that are new. What is older is
    looked at page by page, whenever the patrol comes: each place follows the one before it, and shows what
    its partner may see.
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._since: dict[UUID, int] = {}
        self._open: set[tuple[str, UUID, int]] = set()
        self._page = "", 0

    def forget(self) -> None:
        """Another one has looked meanwhile, or there is too much to keep."""
        self._places.clear()
        self._since.clear()
        self._open.clear()

    def expect(self, account: UUID, version: int) -> None:
        """From this version on, the events of the account are new."""
        self._since.setdefault(account, version)

    def since(self, account: UUID) -> int:
        """That version; beyond all of them when nothing is expected."""
        return self._since.get(account, MOST_VERSIONS)

    def say(self, one: Any, event: Any) -> None:
        """An event that was folded, once more or not, and its aggregate afterwards."""
        if is_for_partners(event) and event.originator_version >= self.since(one.id):
            for partner_id in {partner_of(event), *one.links} - {""}:
                self._open.add((partner_id, one.id, event.originator_version))

    def differences(self, tx: Connection) -> Iterator[Breach]:
        """What is in one of both alone, once all that is new is folded."""
        ends = {row[0]: row[1] for row in tx.exec_driver_sql(_ENDS)}
        said = Counter(partner_id for partner_id, _, _ in self._open)
        places = self._places or {partner_id: end - said[partner_id] for partner_id, end in ends.items()}
        yield from self._gained(tx, places, ends)
        self.forget()
        self._places = ends

    def _gained(self, tx: Connection, places: Mapping[str, int], ends: Mapping[str, int]) -> Iterator[Breach]:
        since = {partner_id: places.get(partner_id, 0) for partner_id in ends}
        new = {partner_id: place for partner_id, place in since.items() if ends[partner_id] > place}
        values = {"partners": list(new), "places": list(new.values())}
        gained = [tuple(row) for row in tx.exec_driver_sql(_GAINED, values)]
        for row in gained:
            self._open ^= {row}
        for partner_id, account, version in self._open:
            where = f"event {version} in the feed of {partner_id}"
            yield Breach(account, "folds", f"{where} is there without a reason, or missing")
        shrunk = [one for one, place in places.items() if ends.get(one, 0) < place]
        if shrunk or len(gained) != sum(ends[one] - place for one, place in new.items()):
            yield Breach(None, "folds", f"places are missing in the feed of {', '.join(shrunk or new)}")

    @property
    def is_too_much(self) -> bool:
        """Whether more waits for its other side than is kept."""
        return len(self._open) > MOST_OPEN

    def page(self, tx: Connection) -> Iterator[Breach]:
        """The next places of all feeds in turn."""
        partner_id, place = self._page
        values = {"partner": partner_id, "place": place, "limit": PAGE_ROWS, "topics": FEED_TOPICS}
        rows = tx.exec_driver_sql(_PAGE, values).fetchall()
        self._page = (rows[-1][0], rows[-1][1]) if len(rows) == PAGE_ROWS else ("", 0)
        for row in rows:
            if not row.is_right:
                yield Breach(row[2], "folds", f"place {row[1]} in the feed of {row[0]} is not for it")
        for one, found in groupby(rows, key=lambda row: row[0]):
            former, reached = place if one == partner_id else 0, 0
            for row in found:
                if row[1] != former + 1 or row[3] <= reached:
                    yield Breach(row[2], "folds", f"place {row[1]} in the feed of {one} does not follow")
                former, reached = row[1], row[3]
