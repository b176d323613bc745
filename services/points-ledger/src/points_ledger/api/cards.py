"""Cards and apps: whom their issuer vouches for, what a member links, and what a shop asks about one."""

from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

from chassis.clock import now
from chassis.errors import NotFound, Refused
from chassis.http import Body, Caller, Idempotency
from points_ledger import application, views
from points_ledger.api.audit import Audited
from points_ledger.api.common import Here, Party, PartyId

router = APIRouter(route_class=Audited)
MAX_CARDS = 50


class TooManyCards(Refused):
    """The member has as many as one may have."""


class LinkCard(Body):
    """A card or app that stands for me; `card_id` is its issuer's token, never a payment card's number."""

    card_id: Party
    kind: Literal["card", "app"] = "card"


class Vouch(Body):
    """The member who has the card, as you have made sure: by its PIN, its code or a login with you."""

    member_id: Party


class Card(BaseModel):
    """A card or app that stands for me."""

    card_id: str
    kind: str


class Holder(BaseModel):
    """Whose it is."""

    member_id: str


@router.post("/v1/me/points/cards", status_code=201)
async def link_card(body: LinkCard, caller: Caller.Member, key: Idempotency, here: Here) -> Card:
    """Lets a card or an app stand for me that its issuer has vouched for; it stands for one member."""
    mine = await here.database.read(lambda tx: views.cards_of(tx, caller.id))
    if len(mine) >= MAX_CARDS:
        raise TooManyCards(f"at most {MAX_CARDS} cards; unlink one first")
    others = await here.database.read(lambda tx: views.members_of(tx, caller.id))
    members = [caller.id, *(one for one in others if one != caller.id)]
    await here.writer.submit(application.link_card(key.key, body.card_id, body.kind, members, now()))
    return Card(card_id=body.card_id, kind=body.kind)


@router.get("/v1/me/points/cards")
async def my_cards(caller: Caller.Member, here: Here) -> list[Card]:
    """The cards and apps that stand for me, those of accounts that are one with mine included."""
    found = await here.database.read(lambda tx: views.cards_of(tx, caller.id))
    return [Card(card_id=row["card_id"], kind=row["kind"]) for row in found]


@router.delete("/v1/me/points/cards/{card_id}", status_code=204, response_class=Response)
async def unlink_card(card_id: PartyId, caller: Caller.Member, key: Idempotency, here: Here) -> None:
    """It stands for nobody any more; points stay."""
    members = await here.database.read(lambda tx: views.members_of(tx, caller.id))
    await here.writer.submit(application.unlink_card(key.key, card_id, members, now()))


@router.post("/v1/points/cards/{card_id}/vouch", status_code=204, response_class=Response)
async def vouch(card_id: PartyId, body: Vouch, caller: Caller.Partner, key: Idempotency, here: Here) -> None:
    """Says that a linked member has a card of mine, who may then link it within a day."""
    command = application.vouch_for_card(key.key, card_id, caller.id, body.member_id, now())
    await here.writer.submit(command)


@router.get("/v1/points/cards/{card_id}")
async def holder(card_id: PartyId, caller: Caller.Partner, here: Here) -> Holder:
    """Whose a card is, when that member is linked to me."""
    member_id = await here.database.read(lambda tx: views.member_of_card(tx, card_id, caller.id))
    if not member_id:
        raise NotFound("no such card of a member of yours")
    return Holder(member_id=member_id)
