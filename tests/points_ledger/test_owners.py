"""A hold or a spend is ended and refunded by the very account that it was taken from, and by no other."""

from uuid import UUID

import pytest

from chassis.command import Aggregates, Command, Outcome, Stream
from points_ledger import application
from points_ledger.domain import MemberAccount, Slip, account_id, uses
from points_ledger.service import SERVICE
from points_ledger.watch import Watch
from tests.points_ledger import replica
from tests.points_ledger.shop import ANN, BOB, SHOP, free_and_held, linked, points, post
from tests.points_ledger.world import AT, Ledger, hold, hold_id, link, pay, refused, spend, spend_id
from tests.points_ledger.world import SHOP as SHOP_ID

BATCHES = "/v1/points/batches"


@pytest.fixture
def two() -> Ledger:
    """Of two linked members with 100 points each the first has a hold and a spend of 10."""
    ledger = Ledger()
    ledger.funded(reward_jpy=200)
    ledger.do(pay(1, "m1", 100), pay(2, "m2", 100), link("m1"), link("m2"))
    ledger.do(hold("h", 10), spend("s", 10))
    return ledger


@pytest.mark.parametrize(
    "command",
    [
        application.capture(SHOP_ID, "m2", hold_id("h"), None, AT),
        application.void(SHOP_ID, "m2", hold_id("h"), AT),
        application.refund(SHOP_ID, "m2", spend_id("s"), None, "back", AT),
    ],
    ids=["capture", "void", "refund"],
)
def test_no_other_account_ends_a_hold_or_gets_a_refund(two: Ledger, command: Command) -> None:
    assert refused(two.do(command)) == ["NotFound"]
    assert (two.account("m2").balance, two.account("m2").held) == (100, 0)
    assert (two.account("m1").balance, two.account("m1").held) == (80, 10)


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_a_batch_that_names_two_members_under_a_reference_gives_neither_the_others_points(
    ledger: replica.Ledger,
) -> None:
    linked(ledger, 100)
    linked(ledger, 100, member=BOB)
    spent, held = ({"op": op, "points": 60, "reference": "r", "member_id": "bob"} for op in ("spend", "hold"))
    too_much = {"points": 5_000, "member_id": "ann"}
    of_spend, of_hold = (
        str(application.slip_id(kind, SHOP.id, "r")) for kind in (application.SPEND, application.HOLD)
    )
    refund = {"op": "refund", "spend_id": of_spend, "reference": "back"}
    answer = post(ledger, BATCHES, SHOP, atomic=False, rows=[spent | too_much, spent, refund]).json()
    assert [row["status"] for row in answer["results"]] == [409, 201, 404]
    capture = {"op": "capture", "hold_id": of_hold}
    less = held | {"points": 40}
    answer = post(ledger, BATCHES, SHOP, atomic=False, rows=[held | too_much, less, capture]).json()
    assert [row["status"] for row in answer["results"]] == [409, 201, 404]
    assert (free_and_held(ledger, ANN), free_and_held(ledger, BOB)) == ((100, 0), (0, 40))
    again = post(ledger, BATCHES, SHOP, atomic=False, rows=[refund, capture]).json()
    assert again["done"] == 2
    assert (free_and_held(ledger, ANN), free_and_held(ledger, BOB)) == ((100, 0), (60, 0))


def refund_to(member_id: str, of: UUID, points: int) -> Command:
    """As a faulty release might do it."""
    account, own = account_id(member_id), application.slip_id(application.REFUND, SHOP.id, "wrong")

    def decide(found: Aggregates) -> Outcome:
        uses.refund(found[account], found[own], found[of], points, "wrong", "", AT)
        return Outcome(201)

    streams = [Stream(MemberAccount, account), Stream(Slip, of), Stream(Slip, own)]
    return Command("wrong", streams, decide)


@pytest.mark.servers
def test_a_refund_to_another_member_is_found_by_watch_and_proof(ledger: replica.Ledger) -> None:
    linked(ledger, 100)
    linked(ledger, 100, member=BOB)
    post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=60, reference="r")
    watch = Watch(SERVICE.aggregates)
    assert [found for _ in range(2) for found in watch.look(ledger.running.engine)] == []
    assert ledger.verify().equal
    ledger.do(refund_to("bob", application.slip_id(application.SPEND, SHOP.id, "r"), 30))
    assert points(ledger, BOB)["available"] == 130
    found = watch.look(ledger.running.engine)
    assert [(one.stream, one.invariant) for one in found] == [(account_id("bob"), "hold")]
    assert "member:bob" in " ".join(ledger.verify().wrong)
