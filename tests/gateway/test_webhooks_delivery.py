"""Events come to a partner's server: signed, at least once, in order of each account."""

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler
from itertools import groupby
from uuid import uuid4

import pytest

from chassis.clock import now
from gateway.webhooks.feed import FeedPage
from minijob.webhooks import NotGenuine, verify
from points_ledger.api.partner import Feed as LedgerFeed
from points_ledger.api.partner import Told
from tests.gateway.receivers import Arrival, Behaviour, status
from tests.gateway.webhook_world import GRANTED, Hooks, event, eventually

pytestmark = pytest.mark.servers


def test_an_event_comes_as_the_feed_has_it_signed_after_the_specification(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(7))
    made = hooks.subscribe()
    hooks.replica()
    [arrival] = eventually(lambda: hooks.receiver.arrivals)
    said = event(7)
    assert arrival.event == {
        "type": GRANTED,
        "timestamp": said["time"],
        "id": "account-1/7",
        "subject": "account-1",
        "sequence": 7,
        "reference": None,
        "data": said["data"],
    }
    assert arrival.headers["content-type"] == "application/json"
    assert "." not in arrival.id
    assert verify(made["secret"], arrival.headers, arrival.body, hooks.clock().timestamp()) == arrival.id
    with pytest.raises(NotGenuine):
        verify("whsec_" + "A" * 44, arrival.headers, arrival.body, hooks.clock().timestamp())
    [delivery] = eventually(lambda: hooks.deliveries(made["webhook_id"], "delivered"))
    assert (delivery["delivery_id"], delivery["event_id"]) == (arrival.id, "account-1/7")
    assert (delivery["attempts"], delivery["last_status"], delivery["last_error"]) == (1, 204, None)
    assert delivery["done_at"] is not None
    assert delivery["next_attempt_at"] is None


def test_the_ledger_says_its_feed_as_it_is_read_here() -> None:
    told = Told(
        cursor="9",
        type=GRANTED,
        account_id=uuid4(),
        sequence=3,
        time=now(),
        reference="receipt-1",
        data={"points": 5},
    )
    read = FeedPage.model_validate_json(LedgerFeed(items=[told], next_cursor="9").model_dump_json())
    assert read.items[0].model_dump() == {**told.model_dump(mode="json")}
    assert read.next_cursor == "9"


def test_many_pages_come_once_each_and_in_order_of_their_account(hooks: Hooks) -> None:
    hooks.feed.say("shop", *(event(number, f"account-{number % 7}") for number in range(1, 301)))
    hooks.subscribe()
    hooks.replica(webhook_page_events=20)
    eventually(lambda: len(hooks.receiver.arrivals) >= 300)
    assert len(set(hooks.receiver.events())) == len(hooks.receiver.arrivals) == 300
    assert_in_order(hooks.receiver.arrivals)


def assert_in_order(arrivals: list[Arrival]) -> None:
    by_subject = sorted((arrival.event["subject"], place) for place, arrival in enumerate(arrivals))
    for _, group in groupby(by_subject, lambda one: one[0]):
        sequences = [arrivals[place].event["sequence"] for _, place in group]
        assert sequences == sorted(sequences)


def test_an_event_that_the_feed_tells_twice_is_sent_once_and_holds_nothing_up(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(1), {**event(1), "cursor": "c1b"}, event(2))
    made = hooks.subscribe()
    hooks.replica(webhook_page_events=1)
    eventually(lambda: len(hooks.deliveries(made["webhook_id"], "delivered")) == 2)
    assert hooks.receiver.events() == [1, 2]


def test_while_replicas_send_more_comes_and_no_account_stands_still(hooks: Hooks) -> None:
    made = hooks.subscribe()
    for _ in range(2):
        hooks.replica(webhook_page_events=3)
    for number in range(1, 201):
        hooks.feed.say("shop", event(number, f"account-{number % 2}"))
        if number % 50 == 0:
            eventually(lambda: len(hooks.receiver.arrivals) > 10)
    eventually(lambda: len(hooks.deliveries(made["webhook_id"], "delivered")) == 200)
    assert_in_order(hooks.receiver.arrivals)


def test_what_is_said_later_comes_too_and_the_cursor_moves_on(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica()
    eventually(lambda: len(hooks.receiver.arrivals) == 1)
    hooks.feed.say("shop", event(2))
    eventually(lambda: len(hooks.receiver.arrivals) == 2)
    assert hooks.webhook(made["webhook_id"])["cursor"] == "c2"


def test_a_failing_account_holds_back_its_own_events_and_no_others(hooks: Hooks) -> None:
    hooks.receiver.behave = lambda arrival: status(500 if arrival.event["subject"] == "bad" else 200)
    hooks.feed.say("shop", event(1, "bad"), event(2, "bad"), event(3, "good"), event(4, "good"))
    made = hooks.subscribe()
    hooks.replica()
    eventually(lambda: len(hooks.deliveries(made["webhook_id"], "delivered")) == 2)
    eventually(lambda: hooks.deliveries(made["webhook_id"], "pending")[0]["attempts"] == 1)
    hooks.clock.move(1_200)
    eventually(lambda: hooks.deliveries(made["webhook_id"], "pending")[0]["attempts"] == 2)
    assert Counter(hooks.receiver.events()) == {1: 2, 3: 1, 4: 1}
    hooks.receiver.behave = lambda arrival: status(200)
    hooks.clock.move(4_000)
    eventually(lambda: len(hooks.deliveries(made["webhook_id"], "delivered")) == 4)
    assert hooks.receiver.events()[-2:] == [1, 2]


def test_only_the_types_that_were_asked_for_come(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(1, type="minijob.GrantRefused"), event(2), event(3, type="minijob.Later"))
    made = hooks.subscribe(types=[GRANTED])
    hooks.replica()
    eventually(lambda: hooks.webhook(made["webhook_id"])["cursor"] == "c3")
    eventually(lambda: hooks.receiver.arrivals)
    assert [one["sequence"] for one in hooks.deliveries(made["webhook_id"])] == [2]


def test_a_subscription_may_begin_after_a_cursor(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(1), event(2), event(3))
    hooks.subscribe(after="c2")
    hooks.replica()
    eventually(lambda: hooks.receiver.arrivals)
    assert hooks.receiver.events() == [3]


def test_each_partner_gets_the_events_that_the_ledger_shows_to_it(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(1))
    hooks.feed.say("bank", event(2))
    hooks.subscribe(hooks.receiver.url + "?for=shop")
    hooks.subscribe(hooks.receiver.url + "?for=bank", "bank")
    hooks.replica()
    eventually(lambda: len(hooks.receiver.arrivals) == 2)
    got = {arrival.path: arrival.event["sequence"] for arrival in hooks.receiver.arrivals}
    assert got == {"/hook?for=shop": 1, "/hook?for=bank": 2}
    assert len({arrival.id for arrival in hooks.receiver.arrivals}) == 2


def test_two_replicas_share_the_work_and_do_nothing_twice(hooks: Hooks) -> None:
    hooks.feed.say("shop", *(event(number, f"account-{number % 40}") for number in range(1, 401)))
    hooks.subscribe()
    for _ in range(2):
        hooks.replica(webhook_page_events=50, webhook_parallel_each=4)
    eventually(lambda: len(hooks.receiver.arrivals) >= 400, seconds=60)
    assert len(set(hooks.receiver.events())) == len(hooks.receiver.arrivals) == 400
    assert_in_order(hooks.receiver.arrivals)


def test_a_slow_receiver_does_not_hold_up_another(hooks: Hooks) -> None:
    slow = threading.Semaphore(0)

    def behave(arrival: Arrival) -> Behaviour:
        def wait(handler: BaseHTTPRequestHandler) -> None:
            slow.acquire(timeout=5)
            status(200)(handler)

        return wait if arrival.path == "/hook?slow" else status(200)

    hooks.receiver.behave = behave
    for partner in ("shop", "bank"):
        hooks.feed.say(partner, *(event(number, f"account-{number}") for number in range(1, 101)))
    hooks.subscribe(hooks.receiver.url + "?slow")
    hooks.subscribe(partner="bank")
    hooks.replica(webhook_seconds=10.0, webhook_parallel=8, webhook_parallel_each=4)

    def fast() -> int:
        return sum(arrival.path == "/hook" for arrival in list(hooks.receiver.arrivals))

    eventually(lambda: fast() == 100)
    assert len(hooks.receiver.arrivals) - 100 <= 7
    slow.release(200)


def test_a_receiver_that_is_behind_is_not_read_ahead_for_without_bound(hooks: Hooks) -> None:
    hooks.receiver.behave = lambda arrival: status(503)
    hooks.feed.say("shop", *(event(number, f"account-{number}") for number in range(1, 101)))
    made = hooks.subscribe()
    hooks.replica(webhook_page_events=10, webhook_backlog=30)
    eventually(lambda: len(hooks.deliveries(made["webhook_id"], "pending")) == 30)
    eventually(lambda: all(one["attempts"] for one in hooks.deliveries(made["webhook_id"])))
    assert len(hooks.deliveries(made["webhook_id"])) == 30
    hooks.receiver.behave = lambda arrival: status(200)
    hooks.clock.move(1_200)
    eventually(lambda: len(hooks.deliveries(made["webhook_id"], "delivered")) == 100)


def test_a_ledger_that_is_away_costs_time_and_no_event(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(1))
    hooks.feed.status = 503
    made = hooks.subscribe()
    hooks.replica()
    eventually(lambda: len(hooks.feed.asked) >= 3)
    assert hooks.deliveries(made["webhook_id"]) == []
    hooks.feed.status = 200
    eventually(lambda: hooks.receiver.events() == [1])
