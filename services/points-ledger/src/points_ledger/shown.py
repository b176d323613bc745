"""What the views show of members, cards and debts of escrows besides points, beside what their events say."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from chassis.aggregate import Aggregate
from points_ledger.domain import Card, MemberAccount, OrderEscrow, day_of, days_later, lot_of, member_account
from points_ledger.domain.sharing import RETURN_DAYS
from points_ledger.views.tables import OF_MANY

_LOTS = "SELECT account, lot, expires_on::text FROM lots_v2 WHERE account = ANY(%(ids)s) AND points > 0"
_LINKS = "SELECT account, partner_id FROM links_v2 WHERE account = ANY(%(ids)s) AND to_version IS NULL"
_MERGED = "SELECT account, into_member FROM merged_v1 WHERE account = ANY(%(ids)s)"
_REVIEWS = """
SELECT member_id, review_id::text, points, to_member FROM reviews_v1 WHERE member_id = ANY(%(members)s)
"""
_SENDERS = "SELECT account, giver, last_at FROM senders_v1 WHERE account = ANY(%(ids)s)"
_SHARES = """
SELECT points_credit, split_part(points_debit, ':', 2), max(at) FROM postings_v2
WHERE points_credit = ANY(%(accounts)s) AND points_credit NOT IN ({many}) AND origin = 'share'
GROUP BY 1, 2
""".replace("{many}", ", ".join(f"'{name}'" for name in OF_MANY))
_OWED = "SELECT stream, reference, points FROM owed_v1 WHERE stream = ANY(%(ids)s)"
_CARDS = "SELECT card, member_id FROM cards_v1 WHERE card = ANY(%(ids)s)"


def unlike(
    tx: Connection, found: Mapping[UUID, Aggregate], anew: Collection[UUID]
) -> Iterator[tuple[UUID, str]]:
    """Streams of which a view shows something else than their events say, and what that is.

    anew: those of which the whole history is looked at.
    """
    members = {id: one for id, one in found.items() if isinstance(one, MemberAccount) and one.member_id}
    escrows = {id: one.owed for id, one in found.items() if isinstance(one, OrderEscrow)}
    cards = {id: one.member_id for id, one in found.items() if isinstance(one, Card)}
    if members:
        yield from _members(tx, members)
        yield from _senders(tx, members, {id: one for id, one in members.items() if id in anew})
    if escrows:
        owed = _by_first(tx, _OWED, ids=list(escrows))
        for id, debts in escrows.items():
            if owed[id] != set(debts.items()):
                yield id, f"what it owes: {debts or 'none'} by the events, {owed[id] or 'none'} in the view"
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


def _senders(
    tx: Connection, members: Mapping[UUID, MemberAccount], anew: Mapping[UUID, MemberAccount]
) -> Iterator[tuple[UUID, str]]:
    """From whom points came. An account forgets what was more than RETURN_DAYS before the last of them."""
    shown = _by_first(tx, _SENDERS, ids=list(members))
    for id, one in members.items():
        days = {giver: day_of(at) for giver, at in shown[id]}
        oldest = days_later(max(one.came_from.values()), -RETURN_DAYS) if one.came_from else ""
        lately = {giver: day for giver, day in days.items() if day >= oldest or giver in one.came_from}
        if lately != one.came_from:
            yield id, f"from whom points came: {one.came_from} by the events, {lately} in the view"
    accounts = {member_account(one.member_id): id for id, one in anew.items() if one.came_from}
    posted = _by_first(tx, _SHARES, accounts=list(accounts)) if accounts else {}
    for account, id in accounts.items():
        if shown[id] != posted.get(account, set()):
            yield id, "from whom points came is not the same by the postings and in the view"


def _by_first(tx: Connection, query: str, **values: Any) -> dict[Any, set[tuple[Any, ...]]]:
    found: dict[Any, set[tuple[Any, ...]]] = defaultdict(set)
    for first, *others in tx.exec_driver_sql(query, values):
        found[first].add(tuple(others))
    return found
