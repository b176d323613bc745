"""Use-cases of cards and apps: linked to one member at a time, whom their issuer has vouched for."""

from collections.abc import Sequence
from datetime import datetime

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from points_ledger.domain import Card, MemberAccount, account_id, card_stream


def vouch_for_card(key: str, card_id: str, partner_id: str, member_id: str, at: datetime) -> Command:
    """The partner that issued the card has made sure that a member of it has it."""
    card, account = card_stream(card_id), account_id(member_id)

    def decide(found: Aggregates) -> Outcome:
        found[account].check_linked(partner_id)
        found[account].check_own()
        found[card].vouch(partner_id, member_id, at)
        return Outcome(204)

    streams = [Stream(Card, card), Stream(MemberAccount, account)]
    return Command(key, streams, decide, digest_of(card_id, partner_id, member_id))


def link_card(key: str, card_id: str, kind: str, members: Sequence[str], at: datetime) -> Command:
    """The card stands for the member from now on. members: all ids of it, that of who asks at first."""
    card = card_stream(card_id)

    def decide(found: Aggregates) -> Outcome:
        found[card].link(card_id, kind, members, at)
        return Outcome(201)

    return Command(key, [Stream(Card, card)], decide, digest_of(card_id, kind, members[0]))


def unlink_card(key: str, card_id: str, members: Sequence[str], at: datetime) -> Command:
    """It stands for nobody any more. members: all ids of the member who asks."""
    card = card_stream(card_id)

    def decide(found: Aggregates) -> Outcome:
        found[card].unlink(members, at)
        return Outcome(204)

    return Command(key, [Stream(Card, card)], decide, digest_of(card_id))
