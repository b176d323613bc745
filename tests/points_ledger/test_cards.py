"""A card stands for whom its issuer has made sure of, and for nobody who merely knows its number."""

from contextlib import suppress
from datetime import timedelta

import httpx2
import orjson
import pytest

from chassis.codec import Stored
from chassis.principal import Principal
from points_ledger import application
from points_ledger.domain import Card, card_stream
from points_ledger.domain.errors import CardTaken
from tests.points_ledger import world
from tests.points_ledger.replica import OPERATOR, Ledger
from tests.points_ledger.shop import ANN, BOB, RIVAL, SHOP, linked, merged, post, vouched
from tests.points_ledger.world import AT, CODEC, link, refused

PATH = "/v1/me/points/cards"
STREAM = card_stream("tok-77")
servers = pytest.mark.servers


def asked(ledger: Ledger, member: Principal = ANN, card_id: str = "tok-77") -> httpx2.Response:
    return post(ledger, PATH, member, card_id=card_id)


def holder(ledger: Ledger, shop: Principal = SHOP) -> str:
    found = ledger.ask("GET", "/v1/points/cards/tok-77", shop)
    return str(found.json()["member_id"]) if found.is_success else ""


def code(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


@servers
@pytest.mark.usefixtures("proven")
def test_a_card_is_linked_by_whom_its_issuer_has_vouched_for_and_by_nobody_else(ledger: Ledger) -> None:
    for member in (ANN, BOB):
        linked(ledger, 0, member=member)
    assert code(asked(ledger)) == (409, "card-unproven")
    assert vouched(ledger, "tok-77").status_code == 204
    assert code(asked(ledger, BOB)) == (409, "card-unproven")
    assert (asked(ledger).status_code, holder(ledger)) == (201, "ann")
    vouched(ledger, "tok-77", BOB)
    assert code(asked(ledger, BOB)) == (409, "card-taken")
    assert post(ledger, f"{PATH}/tok-77", ANN, method="DELETE").status_code == 204
    assert code(asked(ledger)) == (409, "card-unproven")
    assert (asked(ledger, BOB).status_code, holder(ledger)) == (201, "bob")


@servers
def test_only_a_partner_vouches_for_its_own_cards_and_members(ledger: Ledger) -> None:
    linked(ledger, 0)
    assert vouched(ledger, "tok-77", BOB).status_code == 404
    assert vouched(ledger, "tok-77", shop=RIVAL).status_code == 404
    linked(ledger, 0, shop=RIVAL)
    assert vouched(ledger, "tok-77").status_code == 204
    assert code(vouched(ledger, "tok-77", shop=RIVAL)) == (409, "card-of-another")
    for caller in (ANN, OPERATOR):
        assert vouched(ledger, "tok-77", shop=caller).status_code == 403
    assert vouched(ledger, "tok-77", Principal("member", "")).json()["errors"][0]["where"] == "member_id"


@servers
@pytest.mark.usefixtures("proven")
def test_accounts_that_are_one_link_a_card_that_was_vouched_for_either(ledger: Ledger) -> None:
    linked(ledger, 10)
    linked(ledger, 10, member=BOB)
    vouched(ledger, "tok-77")
    merged(ledger)
    assert (asked(ledger, BOB).status_code, holder(ledger)) == (201, "bob")


def test_a_link_from_before_there_was_proof_gives_way_to_one_with_it_and_that_one_to_none() -> None:
    state = {"timestamp": AT.isoformat(), "card_id": "tok-77", "kind": "card", "member_id": "eve"}
    card = CODEC.replay(Card, STREAM, [Stored(STREAM, 1, "Card.Linked", orjson.dumps(state))])
    assert isinstance(card, Card)
    assert (card.member_id, card.is_proven) == ("eve", False)
    for member, holder in (("bob", "bob"), ("ann", "bob")):
        card.vouch(SHOP.id, member, AT)
        with suppress(CardTaken):
            card.link("tok-77", "card", [member], AT)
        assert (card.member_id, card.is_proven) == (holder, True)


def test_a_partners_word_is_good_for_a_day() -> None:
    ledger = world.Ledger()
    ledger.do(link("ann"), application.vouch_for_card("v", "tok", world.SHOP, "ann", AT))
    day = AT + timedelta(days=1)
    late = application.link_card("late", "tok", "card", ["ann"], day)
    assert refused(ledger.do(late)) == ["CardUnproven"]
    in_time = application.link_card("in-time", "tok", "card", ["ann"], day - timedelta(seconds=1))
    assert refused(ledger.do(in_time)) == []
