"""Use-cases of cards and apps: linked to one member at a time."""

from datetime import datetime

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from points_ledger.domain import Card, card_stream


def link_card(key: str, card_id: str, kind: str, member_id: str, at: datetime) -> Command:
    """The card stands for the member from now on."""
    card = card_stream(card_id)

    def decide(found: Aggregates) -> Outcome:
        found[card].link(card_id, kind, member_id, at)
        return Outcome(201)

    return Command(key, [Stream(Card, card)], decide, digest_of(card_id, kind, member_id))


def unlink_card(key: str, card_id: str, members: list[str], at: datetime) -> Command:
    """It stands for nobody any more. members: all ids of the member who asks."""
    card = card_stream(card_id)

    def decide(found: Aggregates) -> Outcome:
        found[card].unlink(members, at)
        return Outcome(204)

    return Command(key, [Stream(Card, card)], decide, digest_of(card_id))
