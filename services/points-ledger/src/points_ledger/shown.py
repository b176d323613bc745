"""What the views show of members and cards besides points, beside what their events say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from chassis.aggregate import Aggregate
from points_ledger.domain import Card, MemberAccount, lot_of

_LOTS = "SELECT account, lot, expires_on::text FROM lots_v2 WHERE account = ANY(%(ids)s) AND points > 0"
_LINKS = "SELECT account, partner_id FROM links_v2 WHERE account = ANY(%(ids)s) AND to_version IS NULL"
_MERGED = "SELECT account, into_member FROM merged_v1 WHERE account = ANY(%(ids)s)"
_REVIEWS = """
SELECT member_id, review_id::text, points, to_member FROM reviews_v1 WHERE member_id = ANY(%(members)s)
"""
_CARDS = "SELECT card, member_id FROM cards_v1 WHERE card = ANY(%(ids)s)"


def unlike(tx: Connection, found: Mapping[UUID, Aggregate]) -> Iterator[tuple[UUID, str]]:
    """Streams of which a view shows something else than their events say, and what that is."""
    members = {id: one for id, one in found.items() if isinstance(one, MemberAccount) and one.member_id}
    cards = {id: one.member_id for id, one in found.items() if isinstance(one, Card)}
    if members:
        yield from _members(tx, members)
    if cards:
        shown = dict(tuple(row) for row in tx.exec_driver_sql(_CARDS, {"ids": list(cards)}))
        for id, member_id in cards.items():
            if shown.get(id, "") != member_id:
                yield id, "the card is another member's in the view"


def _members(tx: Connection, members: Mapping[UUID, MemberAccount]) -> Iterator[tuple[UUID, str]]:
    ids = {"ids": list(members)}
    merged = dict(tuple(row) for row in tx.exec_driver_sql(_MERGED, ids))
    links = _by_first(tx, _LINKS, **ids)
    reviews = _by_first(tx, _REVIEWS, members=[one.member_id for one in members.values()])
    days = _by_first(tx, _LOTS, **ids)
    for id, one in members.items():
        waiting = {(key, aside["points"], aside["to_member"]) for key, aside in one.reviews.items()}
        last_days = {(lot, lot_of(lot).last_day(one.normal_expires_on)) for lot in one.lots}
        for what, said, shown in (
            ("the account it is merged into", one.merged_into, merged.get(id, "")),
            ("the links", {(partner_id,) for partner_id in one.links}, links[id]),
            ("what waits for a person", waiting, reviews[one.member_id]),
            ("the last days of its lots", last_days, days[id]),
        ):
            if said != shown:
                yield id, f"{what}: {said or 'none'} by the events, {shown or 'none'} in the view"


def _by_first(tx: Connection, query: str, **values: Any) -> dict[Any, set[tuple[Any, ...]]]:
    found: dict[Any, set[tuple[Any, ...]]] = defaultdict(set)
    for first, *others in tx.exec_driver_sql(query, values):
        found[first].add(tuple(others))
    return found
