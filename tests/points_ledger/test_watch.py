"""The watch finds at its next look whatever disagrees, and stops that account alone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from chassis.chain import StreamStopped
from chassis.codec import shape_of
from chassis.command import Command, Outcome
from chassis.patrol import Patrol
from points_ledger import __main__ as command
from points_ledger import application
from points_ledger.breaches import BREACHES
from points_ledger.domain import MemberAccount, account_id, escrow_id
from points_ledger.rebuild import rebuild_views
from points_ledger.service import SERVICE
from points_ledger.watch import BEHIND, Watch
from tests.points_ledger.replica import Ledger, funded, pay
from tests.points_ledger.shop import SHOP, linked, post, prefunded

pytestmark = pytest.mark.servers
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ANN = account_id("ann")


@pytest.fixture
def watch() -> Watch:
    return Watch(SERVICE.aggregates)


def looked(ledger: Ledger, watch: Watch) -> list[tuple[UUID | None, str]]:
    """What two looks find; the first of all only begins."""
    return [(one.stream, one.invariant) for _ in range(2) for one in watch.look(ledger.running.engine)]


def change(ledger: Ledger, statement: str, **values: object) -> None:
    with ledger.running.engine.begin() as tx:
        assert tx.exec_driver_sql(statement, values).rowcount


def traded(ledger: Ledger) -> UUID:
    """Ann and Bob worked, and Ann has held, captured, spent and refunded at a shop; a hold is open."""
    order_id = funded(ledger)
    ledger.do(pay(order_id, "ann", 40), pay(order_id, "bob", 20))
    linked(ledger, points=0)
    prefunded(ledger)
    grant = {"member_id": "ann", "points": 50, "kind": "limited", "expires_on": "2027-11-01"}
    assert post(ledger, "/v1/points/grants", SHOP, reference="g", **grant).is_success
    for reference in ("h1", "h2"):
        held = post(ledger, "/v1/points/holds", SHOP, member_id="ann", points=10, reference=reference)
    assert post(ledger, f"/v1/points/holds/{held.json()['hold_id']}/capture", SHOP, points=4).is_success
    spent = post(ledger, "/v1/points/spends", SHOP, member_id="ann", points=60, reference="s")
    refund = {"spend_id": spent.json()["spend_id"], "points": 30, "reference": "r"}
    assert post(ledger, "/v1/points/refunds", SHOP, **refund).is_success
    settled = funded(ledger)
    ledger.do(pay(settled, "bob", 100), application.drain(settled, 1, 100, AT))
    ledger.settle()
    return order_id


def test_a_ledger_that_agrees_is_left_alone_wherever_the_view_is(
    open_ledger: Callable[..., Ledger], watch: Watch
) -> None:
    ledger = open_ledger(follower_page_events=3)
    assert looked(ledger, watch) == []
    order_id = traded(ledger)
    assert looked(ledger, watch) == []
    for _ in range(3):
        ledger.decide(*(pay(order_id, "bob", 1) for _ in range(9)))
    while ledger.view.turn():
        assert watch.look(ledger.running.engine) == []
        assert looked(ledger, Watch(SERVICE.aggregates)) == []


CHANGES = {
    "a lot": ("UPDATE lots_v2 SET points = points + 1 WHERE member_id = 'ann'", "folds"),
    "what is held": (
        "UPDATE lots_v2 SET held = held - 20, points = points + 20 WHERE held > 0",
        "below-zero",
    ),
    "what is held of each lot": (
        "UPDATE lots_v2 SET held = 10 - held WHERE member_id = 'ann' AND (held = 10 OR lot = 'normal/work')",
        "folds",
    ),
    "a posting": (
        "UPDATE postings_v2 SET points_credit = 'member:eve' WHERE points_credit = 'member:ann'",
        "folds",
    ),
    "a posting that is gone": ("DELETE FROM postings_v2 WHERE origin = 'hold'", "folds"),
    "a last day": ("UPDATE lots_v2 SET expires_on = expires_on + 1 WHERE lot LIKE 'limited/%%'", "folds"),
    "a link": ("UPDATE links_v2 SET to_version = 99", "folds"),
    "a merge": (
        "INSERT INTO merged_v1 SELECT account, member_id, 'eve' FROM lots_v2 WHERE member_id = 'ann' LIMIT 1",
        "folds",
    ),
    "what waits": (
        "INSERT INTO reviews_v1 VALUES (gen_random_uuid(), 'ann', 'eve', 1, 'round-trip', now(), now())",
        "folds",
    ),
    "who gave points": ("INSERT INTO senders_v1 SELECT account, 'eve', now() FROM links_v2", "folds"),
    "a hold": ("UPDATE holds_v2 SET points = points - 1", "hold"),
    "a hold that is gone": ("DELETE FROM holds_v2", "hold"),
}


@pytest.mark.parametrize("statement", ["DELETE FROM owed_v1", "UPDATE owed_v1 SET points = points - 1"])
def test_a_debt_that_is_gone_or_smaller_is_found(ledger: Ledger, watch: Watch, statement: str) -> None:
    order_id = funded(ledger, reward_jpy=10)
    ledger.do(pay(order_id, "ann", 20))
    assert looked(ledger, watch) == []
    change(ledger, statement)
    ledger.do(pay(order_id, "bob", 1))
    assert (escrow_id(order_id), "folds") in looked(ledger, watch)


@pytest.mark.parametrize("what", CHANGES)
def test_an_account_changed_by_hand_is_stopped_alone_when_it_changes_next(
    ledger: Ledger, watch: Watch, what: str
) -> None:
    order_id = traded(ledger)
    statement, invariant = CHANGES[what]
    change(ledger, statement)
    before = BREACHES.labels(invariant)._value.get()
    ledger.do(pay(order_id, "ann", 1), pay(order_id, "bob", 1))
    assert (ANN, invariant) in looked(ledger, Watch(SERVICE.aggregates)) + looked(ledger, watch)
    assert BREACHES.labels(invariant)._value.get() > before
    to_ann, to_bob = ledger.decide(pay(order_id, "ann", 1), pay(order_id, "bob", 1))
    assert (type(to_ann), type(to_bob)) == (StreamStopped, Outcome)


def test_a_balance_changed_under_a_watch_that_knows_the_account_is_found(
    ledger: Ledger, watch: Watch
) -> None:
    order_id = traded(ledger)
    assert looked(ledger, watch) == []
    change(ledger, "UPDATE lots_v2 SET points = points + 1 WHERE member_id = 'ann'")
    ledger.do(pay(order_id, "ann", 1))
    assert (ANN, "folds") in [(one.stream, one.invariant) for one in watch.look(ledger.running.engine)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE escrows_v2 SET paid_points = paid_points + 1 WHERE NOT settled",
        "UPDATE sums_v2 SET balance = balance + 1 WHERE account = %(account)s",
    ],
)
def test_an_escrow_changed_by_hand_is_stopped_and_other_orders_go_on(
    ledger: Ledger, watch: Watch, statement: str
) -> None:
    order_id, other = traded(ledger), funded(ledger)
    change(ledger, statement, account=f"escrow:{order_id}")
    ledger.do(pay(order_id, "ann", 1))
    watch.look(ledger.running.engine)
    stopped = {one.stream for one in watch.look(ledger.running.engine)}
    assert stopped <= {escrow_id(order_id), escrow_id(other)}
    assert escrow_id(order_id) in stopped
    refused, paid = ledger.decide(pay(order_id, "bob", 1), pay(funded(ledger), "bob", 1))
    assert (type(refused), type(paid)) == (StreamStopped, Outcome)


def test_what_nobody_touches_is_found_by_the_patrol(ledger: Ledger, watch: Watch) -> None:
    traded(ledger)
    assert looked(ledger, watch) == []
    change(ledger, "UPDATE lots_v2 SET points = points + 1 WHERE member_id = 'bob'")
    assert looked(ledger, watch) == []
    again(ledger, watch)
    assert (account_id("bob"), "folds") in [
        (one.stream, one.invariant) for one in watch.look(ledger.running.engine)
    ]


def test_from_whom_points_came_is_compared_with_events_and_by_the_patrol_with_postings(
    ledger: Ledger, watch: Watch
) -> None:
    traded(ledger)
    for day in (0, 20, 45, 10):
        at = AT + timedelta(days=day)
        giver = "bob" if day in (0, 45) else "cy"
        ledger.do(pay(funded(ledger), giver, 5), gave(giver, at))
    assert looked(ledger, watch) == []
    again(ledger, watch)
    assert looked(ledger, watch) == []
    change(ledger, "UPDATE postings_v2 SET at = at + interval '1 minute' WHERE origin = 'share'")
    assert looked(ledger, watch) == []
    again(ledger, watch)
    assert looked(ledger, watch) == [(ANN, "folds")]


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM senders_v1", "UPDATE senders_v1 SET last_at = last_at + interval '1 day'"],
)
def test_an_account_whose_senders_were_changed_is_stopped_when_it_changes_next(
    ledger: Ledger, watch: Watch, statement: str
) -> None:
    order_id = traded(ledger)
    ledger.do(gave("bob", AT))
    assert looked(ledger, watch) == []
    change(ledger, statement)
    ledger.do(pay(order_id, "ann", 1))
    assert looked(ledger, watch) == [(ANN, "folds")]


FEED_CHANGES = {
    "a place for somebody else": "UPDATE feed_v2 SET partner_id = 'shop-2', place = 1 WHERE place = 1",
    "a place that is gone": "DELETE FROM feed_v2 WHERE place = 2",
    "the last place": "DELETE FROM feed_v2 WHERE place = (SELECT max(place) FROM feed_v2)",
    "another event": "UPDATE feed_v2 SET version = version - 1 WHERE place = 3",
}


@pytest.mark.parametrize("what", FEED_CHANGES)
def test_a_feed_that_is_changed_by_hand_is_found(ledger: Ledger, watch: Watch, what: str) -> None:
    order_id = traded(ledger)
    assert looked(ledger, watch) == []
    ledger.do(pay(order_id, "ann", 1))
    again(ledger, watch)
    assert looked(ledger, watch) == []
    change(ledger, FEED_CHANGES[what])
    ledger.do(pay(order_id, "bob", 1))
    again(ledger, watch)
    assert "folds" in [invariant for _, invariant in looked(ledger, watch)]


def test_what_a_feed_gains_is_compared_with_the_events_at_the_next_look(ledger: Ledger, watch: Watch) -> None:
    order_id = traded(ledger)
    assert looked(ledger, watch) == []
    for statement in (
        "DELETE FROM feed_v2 WHERE place = (SELECT max(place) FROM feed_v2)",
        "INSERT INTO feed_v2 SELECT 'shop-2', 1, account, version FROM feed_v2 WHERE place = 1",
    ):
        ledger.do(pay(order_id, "bob", 1))
        assert looked(ledger, watch) == []
        ledger.do(pay(order_id, "bob", 1))
        change(ledger, statement)
        assert looked(ledger, watch) != []


def test_a_new_place_that_is_missing_is_found_by_a_replica_that_has_not_looked_before(ledger: Ledger) -> None:
    order_id, watch = traded(ledger), Watch(SERVICE.aggregates)
    assert looked(ledger, Watch(SERVICE.aggregates)) == []
    ledger.do(pay(order_id, "ann", 1))
    change(ledger, "DELETE FROM feed_v2 WHERE place = (SELECT max(place) FROM feed_v2)")
    assert (ANN, "folds") in looked(ledger, watch)


def gave(giver: str, at: datetime) -> Command:
    return application.split(f"gave/{at}", giver, [("ann", 1)], ("ann", "bob", "cy"), at)


def again(ledger: Ledger, watch: Watch) -> None:
    """The patrol has gone round once more."""
    patrol = Patrol(watch.again)
    for _ in range(3):
        ledger.due(patrol.due, AT)


def test_a_snapshot_that_was_changed_and_sealed_anew_is_found_by_the_patrol(
    ledger: Ledger, watch: Watch
) -> None:
    traded(ledger)
    assert looked(ledger, watch) == []
    keep = (
        "INSERT INTO snapshots VALUES (%(id)s, 2, %(state)s, %(shape)s,"
        " seal_of(%(id)s, 2, %(shape)s, %(state)s))"
    )
    one = MemberAccount.__new__(MemberAccount)
    one.__init__()  # type: ignore[misc]
    one.balance = 10**9
    state, shape = ledger.running.codec.snapshot(one), shape_of(MemberAccount)
    change(ledger, keep, id=ANN, state=state, shape=shape)
    again(ledger, watch)
    found = watch.look(ledger.running.engine)
    assert (ANN, "snapshot") in [(one.stream, one.invariant) for one in found]


def test_events_that_cannot_be_replayed_stop_their_account_and_not_the_watch(
    ledger: Ledger, watch: Watch
) -> None:
    order_id = traded(ledger)
    change(ledger, "UPDATE lots_v2 SET points = points + 1 WHERE member_id = 'bob'")
    ledger.do(pay(order_id, "ann", 1), pay(order_id, "bob", 1))
    ids = {"id": ANN}
    change(
        ledger,
        "UPDATE events SET state = 'x' WHERE originator_id = %(id)s AND originator_version = 2",
        **ids,
    )
    watch.look(ledger.running.engine)
    found = {(one.stream, one.invariant) for one in watch.look(ledger.running.engine)}
    assert found >= {(ANN, "folds"), (account_id("bob"), "folds")}


def test_a_stopped_account_opens_again_only_once_its_folds_agree(ledger: Ledger, watch: Watch) -> None:
    order_id = traded(ledger)
    change(ledger, "UPDATE lots_v2 SET points = points + 1 WHERE member_id = 'ann'")
    ledger.do(pay(order_id, "ann", 1))
    assert looked(ledger, watch)
    assert command.release(ledger.running.engine, ANN) == 1
    rebuild_views(ledger.running.engine, ledger.running.codec, lambda position, newest: None)
    assert command.release(ledger.running.engine, ANN) == 0
    assert isinstance(ledger.do(pay(order_id, "ann", 1))[0], Outcome)
    assert looked(ledger, watch) == []
    assert ledger.verify().equal


def test_two_replicas_take_turns_and_neither_believes_what_it_knew_before(ledger: Ledger) -> None:
    order_id = traded(ledger)
    one, two = Watch(SERVICE.aggregates), Watch(SERVICE.aggregates)
    for _ in range(3):
        for watch in (one, two, two):
            ledger.do(pay(order_id, "ann", 1))
            assert watch.look(ledger.running.engine) == []
    change(ledger, "UPDATE lots_v2 SET points = points + 1 WHERE member_id = 'ann'")
    ledger.do(pay(order_id, "ann", 1))
    assert (ANN, "folds") in looked(ledger, one)


def test_what_waits_for_its_turn_is_counted_and_none_of_it_forgotten(
    ledger: Ledger, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("points_ledger.watch.MOST_ANEW", 1)
    monkeypatch.setattr("points_ledger.watch.COMPARED_AT_ONCE", 1)
    order_id = traded(ledger)
    while looked(ledger, watch) or BEHIND._value.get():
        pass
    change(ledger, "UPDATE lots_v2 SET points = points + 1 WHERE member_id IN ('ann', 'bob')")
    ledger.do(pay(order_id, "ann", 1), pay(order_id, "bob", 1))
    found = watch.look(ledger.running.engine)
    assert BEHIND._value.get() == 2
    found += [one for _ in range(2) for one in watch.look(ledger.running.engine)]
    assert {one.stream for one in found if one.stream} >= {ANN, account_id("bob")}
    assert BEHIND._value.get() == 0


def test_what_the_patrol_adds_during_a_look_is_looked_at_next(watch: Watch) -> None:
    one, two = account_id("ann"), account_id("bob")

    class Reading:
        def exec_driver_sql(self, query: str, values: dict[str, list[UUID]]) -> list[tuple[UUID, str]]:
            if one in values["ids"]:
                watch.again([two])
            return [(id, "MemberAccount") for id in values["ids"]]

    watch.again([one])
    tx: Any = Reading()
    assert [set(watch._of_patrol(tx)) for _ in range(3)] == [{one}, {two}, set()]


def test_a_long_history_is_added_up_in_windows(
    ledger: Ledger, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("points_ledger.watch.MOST_EVENTS", 4)
    order_id = traded(ledger)
    for _ in range(20):
        assert watch.look(ledger.running.engine) == []
    change(ledger, "UPDATE sums_v2 SET balance = balance + 1 WHERE account = %(a)s", a=f"escrow:{order_id}")
    ledger.do(pay(order_id, "ann", 1))
    found: list[Any] = [one for _ in range(3) for one in watch.look(ledger.running.engine)]
    assert [one.stream for one in found] == [escrow_id(order_id)]


def test_an_account_that_the_patrol_comes_to_while_others_are_still_due_is_not_stopped(
    ledger: Ledger, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    traded(ledger)
    assert looked(ledger, watch) == []
    monkeypatch.setattr("points_ledger.watch.COMPARED_AT_ONCE", 1)
    for number in range(3):
        body = {"member_id": "ann", "points": 5, "reference": f"till-{number}"}
        assert post(ledger, "/v1/points/spends", SHOP, **body).is_success
    found = []
    for turn in range(8):
        if turn < 2:
            watch.again([ANN])
        found += watch.look(ledger.running.engine)
    assert (found, len(watch._due)) == ([], 0)
