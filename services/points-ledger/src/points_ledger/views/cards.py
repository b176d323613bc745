"""Which cards stand for which member: what a page of events changes, and queries."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from points_ledger.domain import Card, account_id, card_stream
from points_ledger.views.merges import members_of
from points_ledger.views.tables import cards, links


def apply_cards(tx: Connection, events: Sequence[Any]) -> None:
    """In order, since a card may change hands within a page."""
    for event in events:
        match event:
            case Card.Linked(originator_id=card, card_id=card_id, kind=kind, member_id=member_id):
                values = {"card": card, "card_id": card_id, "kind": kind, "member_id": member_id}
                tx.execute(cards.insert().values(values))
            case Card.Unlinked(originator_id=card):
                tx.execute(cards.delete().where(cards.c.card == card))


def cards_of(tx: Connection, member_id: str) -> list[Any]:
    """A member's cards, those of merged accounts included."""
    query = sa.select(cards.c.card_id, cards.c.kind).where(cards.c.member_id.in_(members_of(tx, member_id)))
    return list(tx.execute(query.order_by(cards.c.card_id)).mappings())


def member_of_card(tx: Connection, card_id: str, partner_id: str) -> str:
    """Whose a card is; empty unless that member is linked to the partner."""
    owner = tx.execute(sa.select(cards.c.member_id).where(cards.c.card == card_stream(card_id))).scalar()
    if owner is None:
        return ""
    survivor = members_of(tx, owner)[0]
    is_linked = sa.select(sa.literal(1)).where(
        links.c.account == account_id(survivor),
        links.c.partner_id == partner_id,
        links.c.to_version.is_(None),
    )
    return survivor if tx.execute(is_linked.limit(1)).scalar() else ""
