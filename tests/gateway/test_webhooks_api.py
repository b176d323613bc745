"""What partners do with their webhooks, and what they cannot."""

import json
import threading
from typing import Any

import httpx2
import pytest

from minijob import Client
from minijob.webhooks import NotGenuine, verify
from tests.gateway.receivers import status
from tests.gateway.webhook_world import GRANTED, Hooks, event, eventually

pytestmark = pytest.mark.servers


def where(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["where"]


def test_a_webhook_is_made_and_its_secret_shown_once(hooks: Hooks) -> None:
    body = {"url": hooks.receiver.url, "types": [GRANTED]}
    made = hooks.write("POST", "/v1/webhooks", body, key="one").json()
    assert made["secret"].startswith("whsec_")
    assert (made["url"], made["types"], made["cursor"]) == (hooks.receiver.url, [GRANTED], None)
    again = hooks.write("POST", "/v1/webhooks", body, key="one")
    assert (again.status_code, again.json()) == (201, {**made, "secret": None})
    listed = hooks.read("/v1/webhooks").json()
    assert listed == {"items": [{k: v for k, v in made.items() if k != "secret"}], "next_cursor": None}


def test_one_request_key_makes_one_webhook_however_often_it_is_sent(hooks: Hooks) -> None:
    answers: list[httpx2.Response] = []

    def make() -> None:
        answers.append(hooks.write("POST", "/v1/webhooks", {"url": hooks.receiver.url}, key="one"))

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["webhook_id"] for answer in answers}) == 1
    assert sum(answer.json()["secret"] is not None for answer in answers) == 1


def test_a_request_key_with_another_body_is_409_and_is_each_partners_own(hooks: Hooks) -> None:
    body = {"url": hooks.receiver.url}
    assert hooks.write("POST", "/v1/webhooks", body, key="one").status_code == 201
    other = {"url": hooks.receiver.url + "2"}
    answer = hooks.write("POST", "/v1/webhooks", other, key="one")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:minijob:problem:key-reused")
    assert hooks.write("POST", "/v1/webhooks", other, "bank", key="one").json()["secret"] is not None


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "url"),
        ({"url": 5}, "url"),
        ({"url": "ftp://a.example"}, "url"),
        ({"url": "http://10.0.0.1/"}, "url"),
        ({"url": "http://169.254.169.254/latest/meta-data"}, "url"),
        ({"url": "http://[fd00::1]/"}, "url"),
        ({"url": "https://no-such-name.invalid/"}, "url"),
        ({"url": "https://user:secret@127.0.0.1/"}, "url"),
        ({"url": "http://127.0.0.1/", "types": ["minijob.PointsGranted", "minijob.Nonsense"]}, "types[1]"),
        ({"url": "http://127.0.0.1/", "types": ["minijob.OrderSettled"]}, "types[0]"),
        ({"url": "http://127.0.0.1/", "types": ["minijob.PointsExpiring"]}, "types[0]"),
        ({"url": "http://127.0.0.1/", "types": ["minijob.GrantRefused"]}, "types[0]"),
        ({"url": "http://127.0.0.1/", "types": "minijob.PointsGranted"}, "types"),
        ({"url": "http://127.0.0.1/", "after": "no cursor"}, "after"),
        ({"url": "http://127.0.0.1/", "after": ""}, "after"),
        ({"url": "http://127.0.0.1/", "secret": "whsec_mine"}, "secret"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_made(hooks: Hooks, body: dict[str, Any], field: str) -> None:
    answer = hooks.write("POST", "/v1/webhooks", body)
    assert where(answer) == (422, field)
    assert hooks.read("/v1/webhooks").json()["items"] == []


def test_a_key_is_free_again_after_a_refusal(hooks: Hooks) -> None:
    assert hooks.write("POST", "/v1/webhooks", {"url": "nonsense"}, key="one").status_code == 422
    assert hooks.write("POST", "/v1/webhooks", {"url": hooks.receiver.url}, key="one").status_code == 201


def test_a_cursor_that_the_ledger_cannot_check_now_is_503(hooks: Hooks) -> None:
    hooks.feed.status = 500
    answer = hooks.write("POST", "/v1/webhooks", {"url": hooks.receiver.url, "after": "c1"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


def test_a_partner_has_a_bounded_number_of_webhooks(hooks: Hooks) -> None:
    statuses: list[int] = []

    def make() -> None:
        answer = hooks.write("POST", "/v1/webhooks", {"url": hooks.receiver.url})
        statuses.append(answer.status_code)

    threads = [threading.Thread(target=make) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201] * 10 + [409] * 2
    first = hooks.read("/v1/webhooks").json()["items"][0]["webhook_id"]
    assert hooks.write("DELETE", f"/v1/webhooks/{first}").status_code == 204
    assert hooks.write("POST", "/v1/webhooks", {"url": hooks.receiver.url}).status_code == 201


def test_the_list_comes_in_pages(hooks: Hooks) -> None:
    made = [hooks.subscribe()["webhook_id"] for _ in range(5)]
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = hooks.read(f"/v1/webhooks?limit=2{cursor and f'&cursor={cursor}'}").json()
        seen += [one["webhook_id"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert seen == made


def test_after_a_rotation_both_secrets_sign_and_after_another_the_oldest_does_not(hooks: Hooks) -> None:
    made = hooks.subscribe()
    path = f"/v1/webhooks/{made['webhook_id']}/rotate"
    hooks.replica()
    live = [made["secret"]]
    for number in range(3):
        hooks.feed.say("shop", event(number))
        arrival = hooks.arrived(number + 1)
        moment = hooks.clock().timestamp()
        for secret in live[-2:]:
            assert verify(secret, arrival.headers, arrival.body, moment) == arrival.id
        for secret in live[:-2]:
            with pytest.raises(NotGenuine):
                verify(secret, arrival.headers, arrival.body, moment)
        assert len(arrival.headers["webhook-signature"].split(" ")) == min(2, len(live))
        rotated = hooks.write("POST", path, key=f"rotation-{number}")
        assert rotated.status_code == 200
        live.append(rotated.json()["secret"])
        assert hooks.write("POST", path, key=f"rotation-{number}").json() == {
            **rotated.json(),
            "secret": None,
        }
    assert len(set(live)) == 4


def test_a_deleted_webhook_gets_nothing_more_and_its_secrets_and_events_are_gone(hooks: Hooks) -> None:
    hooks.receiver.behave = lambda arrival: status(500)
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica()
    hooks.attempted(made["webhook_id"], 1)
    path = f"/v1/webhooks/{made['webhook_id']}"
    assert hooks.write("DELETE", path, key="end").status_code == 204
    assert hooks.write("DELETE", path, key="end").status_code == 204
    assert hooks.write("DELETE", path).status_code == 404
    hooks.clock.move(1_000)
    eventually(lambda: hooks.stored("SELECT count(*) FROM webhook_deliveries") == [(0,)])
    assert hooks.stored("SELECT url, octet_length(secret), former_secret FROM webhooks") == [("", 0, None)]
    assert len(hooks.receiver.arrivals) == 1
    assert hooks.read("/v1/webhooks").json()["items"] == []


def test_dead_letters_are_listed_and_sent_again_one_or_all(hooks: Hooks) -> None:
    hooks.receiver.behave = lambda arrival: status(500)
    hooks.feed.say("shop", *(event(number, f"account-{number % 2}") for number in range(1, 7)))
    made = hooks.subscribe()
    hooks.replica(webhook_pauses_seconds=())
    id, path = made["webhook_id"], f"/v1/webhooks/{made['webhook_id']}"
    eventually(lambda: len(hooks.deliveries(id, "dead")) == 6)
    hooks.receiver.behave = lambda arrival: status(200)
    hooks.receiver.arrivals.clear()
    one = hooks.deliveries(id, "dead")[2]
    again = f"{path}/deliveries/{one['delivery_id']}/redeliver"
    answer = hooks.write("POST", again, key="again")
    assert (answer.status_code, answer.json()) == (202, {"redelivered": 1})
    eventually(lambda: len(hooks.deliveries(id, "delivered")) == 1)
    assert hooks.write("POST", again, key="again").json() == {"redelivered": 1}
    assert [arrival.id for arrival in hooks.receiver.arrivals] == [one["delivery_id"]]
    everything = hooks.write("POST", f"{path}/redeliver", key="all")
    assert (everything.status_code, everything.json()) == (202, {"redelivered": 5})
    eventually(lambda: len(hooks.deliveries(id, "delivered")) == 6)
    assert hooks.write("POST", f"{path}/redeliver", key="all").json() == {"redelivered": 5}
    assert hooks.write("POST", f"{path}/redeliver").json() == {"redelivered": 0}
    assert len(hooks.receiver.arrivals) == 6
    for account in ("account-0", "account-1"):
        own = [a.event["sequence"] for a in hooks.receiver.arrivals[1:] if a.event["subject"] == account]
        assert own == sorted(own)


def test_what_was_delivered_is_sent_again_on_request_and_what_waits_is_not(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica()
    path = f"/v1/webhooks/{made['webhook_id']}/deliveries"
    [one] = eventually(lambda: hooks.deliveries(made["webhook_id"], "delivered"))
    hooks.receiver.behave = lambda arrival: status(500)
    assert hooks.write("POST", f"{path}/{one['delivery_id']}/redeliver").status_code == 202
    eventually(lambda: hooks.receiver.events() == [1, 1])
    eventually(lambda: hooks.deliveries(made["webhook_id"], "pending"))
    answer = hooks.write("POST", f"{path}/{one['delivery_id']}/redeliver")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:minijob:problem:still-pending")
    assert hooks.write("POST", f"{path}/msg_none/redeliver").status_code == 404


def test_deliveries_come_in_pages(hooks: Hooks) -> None:
    hooks.feed.say("shop", *(event(number) for number in range(1, 6)))
    made = hooks.subscribe()
    hooks.replica()
    eventually(lambda: len(hooks.deliveries(made["webhook_id"], "delivered")) == 5)
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        query = f"?state=delivered&limit=2{cursor and f'&cursor={cursor}'}"
        page = hooks.read(f"/v1/webhooks/{made['webhook_id']}/deliveries{query}").json()
        seen += [one["cursor"] for one in page["items"]]
        cursor = page["next_cursor"]
    assert seen == ["c1", "c2", "c3", "c4", "c5"]
    wrong = hooks.read(f"/v1/webhooks/{made['webhook_id']}/deliveries?state=lost")
    assert where(wrong) == (422, "state")


def test_another_partners_webhook_is_404_like_one_that_never_was(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica()
    [one] = eventually(lambda: hooks.deliveries(made["webhook_id"], "delivered"))
    assert hooks.read("/v1/webhooks", "bank").json()["items"] == []
    for id in (made["webhook_id"], "wh_none"):
        path = f"/v1/webhooks/{id}"
        answers = [
            hooks.read(f"{path}/deliveries", "bank"),
            hooks.write("POST", f"{path}/rotate", partner="bank"),
            hooks.write("POST", f"{path}/redeliver", partner="bank"),
            hooks.write("POST", f"{path}/deliveries/{one['delivery_id']}/redeliver", partner="bank"),
            hooks.write("DELETE", path, partner="bank"),
        ]
        assert {answer.status_code for answer in answers} == {404}
        assert {answer.json()["detail"] for answer in answers} == {"there is no such webhook"}
    mine = hooks.subscribe(partner="bank")
    crossed = f"/v1/webhooks/{mine['webhook_id']}/deliveries/{one['delivery_id']}/redeliver"
    assert hooks.write("POST", crossed, partner="bank").status_code == 404
    assert hooks.webhook(made["webhook_id"])["url"] == hooks.receiver.url


def test_webhooks_are_for_partners_alone_and_every_write_needs_a_key(hooks: Hooks) -> None:
    client, paths = hooks.door.client, [
        ("POST", "/v1/webhooks"), ("DELETE", "/v1/webhooks/x"), ("POST", "/v1/webhooks/x/rotate"),
        ("POST", "/v1/webhooks/x/redeliver"), ("POST", "/v1/webhooks/x/deliveries/y/redeliver"),
    ]  # fmt: skip
    body = {"url": hooks.receiver.url}
    for method, path in [*paths, ("GET", "/v1/webhooks"), ("GET", "/v1/webhooks/x/deliveries")]:
        sent = body if path == "/v1/webhooks" and method == "POST" else None
        assert client.request(method, path, json=sent).status_code == 401
        for role in ("member", "client", "operator"):
            answer = client.request(method, path, json=sent, headers=hooks.door.write(role))
            assert answer.status_code == 403
    for method, path in paths:
        sent = body if path == "/v1/webhooks" else None
        answer = client.request(method, path, json=sent, headers=hooks.door.bearer("partner", "shop"))
        assert where(answer) == (422, "Idempotency-Key")


def test_neither_logs_nor_metrics_nor_problems_tell_secrets_bodies_or_urls(
    hooks: Hooks, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    hooks.receiver.behave = lambda arrival: status(500 if arrival.event["sequence"] == 1 else 410)
    hooks.feed.say("shop", event(1, "account-secret-1"), event(2, "account-secret-2"))
    made = hooks.subscribe(hooks.receiver.url + "?token=in-the-url")
    hooks.replica(webhook_pauses_seconds=())
    eventually(lambda: hooks.webhook(made["webhook_id"])["disabled_at"])
    eventually(lambda: hooks.deliveries(made["webhook_id"], "dead"))
    metrics = hooks.door.client.get("/metrics").text
    assert 'webhook_attempts_total{outcome="gone"}' in metrics
    assert 'webhook_attempts_total{outcome="status"}' in metrics
    printed = capsys.readouterr()
    logged = "\n".join([printed.out, printed.err, caplog.text])
    assert made["webhook_id"] in logged
    for hidden in (made["secret"], made["secret"][6:], "account-secret", "in-the-url", "\u3042\u308a"):
        assert hidden not in metrics
        assert hidden not in logged
        assert hidden not in json.dumps(
            hooks.write("POST", f"/v1/webhooks/{made['webhook_id']}/redeliver").json()
        )


def test_the_sdk_has_a_method_for_each_route(hooks: Hooks) -> None:
    hooks.receiver.behave = lambda arrival: status(500)
    hooks.feed.say("shop", event(1))
    with Client(hooks.door.served.url, hooks.door.token("partner", "shop")) as client:
        made = client.create_webhook(hooks.receiver.url, [GRANTED])
        hooks.replica(webhook_pauses_seconds=())
        eventually(lambda: client.webhook_deliveries(made["webhook_id"], "dead")["items"])
        [shown] = client.webhooks()["items"]
        assert {**shown, "secret": made["secret"]} == {**made, "cursor": "c1"}
        assert client.rotate_webhook_secret(made["webhook_id"])["secret"] != made["secret"]
        assert client.redeliver_dead(made["webhook_id"]) == {"redelivered": 1}
        [dead] = eventually(lambda: client.webhook_deliveries(made["webhook_id"], "dead")["items"])
        assert client.redeliver(made["webhook_id"], dead["delivery_id"]) == {"redelivered": 1}
        assert client.delete_webhook(made["webhook_id"]) is None
        assert client.webhooks()["items"] == []


def test_what_is_long_done_is_forgotten(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica()
    eventually(lambda: hooks.deliveries(made["webhook_id"], "delivered"))
    hooks.clock.move(29 * 86_400)
    hooks.feed.say("shop", event(2))
    eventually(lambda: len(hooks.deliveries(made["webhook_id"], "delivered")) == 2)
    hooks.clock.move(2 * 86_400)
    eventually(lambda: [one["cursor"] for one in hooks.deliveries(made["webhook_id"])] == ["c2"])
    assert hooks.stored("SELECT count(*) FROM webhook_requests") == [(0,)]
