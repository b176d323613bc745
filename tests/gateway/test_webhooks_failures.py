"""A receiver that fails in every way costs attempts, never an event, and never this process."""

import itertools
import time
from collections.abc import Sequence
from datetime import datetime

import pytest

from gateway.settings import GatewaySettings
from tests.gateway.conftest import closed_port
from tests.gateway.receivers import Behaviour, huge, raw, reset, silence, status
from tests.gateway.webhook_world import Hooks, event, eventually

pytestmark = pytest.mark.servers

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n"
REDIRECTS = (301, 302, 303, 307, 308)


@pytest.mark.parametrize(
    ("behaviour", "last_status", "error"),
    [
        (status(500), 500, "status"),
        (status(404), 404, "status"),
        (status(429), 429, "status"),
        (silence(2.0), None, "timeout"),
        (reset, None, "connection"),
        (raw(), None, "no-http"),
        (raw(b"SSH-2.0-OpenSSH_9.6\r\n"), None, "no-http"),
        (raw(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 100_000), None, "no-http"),
        (raw(*[b"HTTP/1.1 100 Continue\r\n\r\n"] * 60, pause=0.03), None, "timeout"),
        (raw(*[bytes([one]) for one in OK], pause=0.1), None, "timeout"),
    ],
)
def test_a_failure_is_noted_with_its_kind_and_tried_again(
    hooks: Hooks, behaviour: Behaviour, last_status: int | None, error: str
) -> None:
    hooks.receiver.behave = lambda arrival: behaviour
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica()
    failed = hooks.attempted(made["webhook_id"], 1)
    assert (failed["state"], failed["last_status"], failed["last_error"]) == ("pending", last_status, error)
    assert failed["next_attempt_at"] is not None
    hooks.receiver.behave = lambda arrival: status(200)
    hooks.clock.move(1_200)
    assert hooks.attempted(made["webhook_id"], 2)["state"] == "delivered"


def test_a_port_that_nobody_listens_on_is_a_failed_connection(hooks: Hooks) -> None:
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe(f"http://127.0.0.1:{closed_port()}/")
    hooks.replica()
    assert hooks.attempted(made["webhook_id"], 1)["last_error"] == "connection"


@pytest.mark.parametrize("code", [200, 201, 202, 204, 299])
def test_every_2xx_is_success(hooks: Hooks, code: int) -> None:
    hooks.receiver.behave = lambda arrival: status(code)
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica()
    assert hooks.attempted(made["webhook_id"], 1)["state"] == "delivered"


@pytest.mark.parametrize("behaviour", [
    raw(OK, *[b"x"] * 5, pause=0.3),
    raw(b"HTTP/1.1 200 OK\r\n\r\n", *[b"x"] * 20, pause=0.3),
    raw(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nshort"),
    raw(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nnonsense\r\n"),
    raw(b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nnope"),
])  # fmt: skip
def test_after_a_2xx_the_body_does_not_matter_and_is_not_waited_for(
    hooks: Hooks, behaviour: Behaviour
) -> None:
    hooks.receiver.behave = lambda arrival: behaviour
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica()
    started = time.monotonic()
    assert hooks.attempted(made["webhook_id"], 1)["state"] == "delivered"
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("code", [200, 500])
def test_of_a_huge_answer_little_is_read_and_nothing_stored(hooks: Hooks, code: int) -> None:
    written: list[int] = []
    hooks.receiver.behave = lambda arrival: huge(code, 200, written)
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica()
    assert hooks.attempted(made["webhook_id"], 1)["last_status"] == code
    time.sleep(0.5)
    assert sum(written) < 20_000_000
    assert "xxxx" not in str(hooks.stored("SELECT * FROM webhook_deliveries"))


@pytest.mark.parametrize("code", REDIRECTS)
def test_a_redirect_is_a_failure_and_is_not_followed(hooks: Hooks, code: int) -> None:
    location = f"{hooks.receiver.url}/inside"
    hooks.receiver.behave = lambda arrival: status(code, location=location)
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica()
    failed = hooks.attempted(made["webhook_id"], 1)
    assert (failed["last_status"], failed["last_error"]) == (code, "redirect")
    assert [arrival.path for arrival in hooks.receiver.arrivals] == ["/hook"]


def test_410_disables_the_subscription_at_once_and_for_good(hooks: Hooks) -> None:
    hooks.receiver.behave = lambda arrival: status(410)
    hooks.feed.say("shop", event(1), event(2))
    made = hooks.subscribe()
    hooks.replica()
    shown = eventually(lambda: (w := hooks.webhook(made["webhook_id"]))["disabled_at"] and w)
    assert shown["disabled_reason"] == "gone"
    hooks.feed.say("shop", event(3))
    hooks.clock.move(100_000)
    asked = len(hooks.feed.asked)
    time.sleep(0.5)
    assert len(hooks.receiver.arrivals) == 1
    assert len(hooks.feed.asked) <= asked + 1
    shown = hooks.deliveries(made["webhook_id"])
    states = {one["sequence"]: (one["state"], one["last_error"]) for one in shown}
    assert states == {1: ("pending", "gone"), 2: ("pending", None)}
    answer = hooks.write("POST", f"/v1/webhooks/{made['webhook_id']}/redeliver")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:minijob:problem:webhook-disabled")


def test_ten_retries_within_a_day_with_growing_pauses_then_a_dead_letter(hooks: Hooks) -> None:
    hooks.receiver.behave = lambda arrival: status(500)
    hooks.feed.say("shop", event(1), event(2))
    made = hooks.subscribe()
    hooks.replica(webhook_pauses_seconds=GatewaySettings.model_fields["webhook_pauses_seconds"].default)
    pauses: list[float] = []
    for attempts in range(1, 11):
        failed = hooks.first(made["webhook_id"], attempts)
        left = hooks.seconds_until(failed["next_attempt_at"])
        if left > 20:
            hooks.clock.move(left - 10)
            time.sleep(0.2)
            assert hooks.first(made["webhook_id"], attempts)["attempts"] == attempts
        hooks.clock.move(11)
        pauses.append(left)
    dead = hooks.first(made["webhook_id"], 11)
    assert (dead["state"], dead["last_error"], dead["next_attempt_at"]) == ("dead", "status", None)
    assert all(later > 1.5 * sooner for sooner, later in itertools.pairwise(pauses))
    assert 20 * 3600 < sum(pauses) <= 24 * 3600
    first = [arrival for arrival in hooks.receiver.arrivals if arrival.event["sequence"] == 1]
    assert len(first) == 11
    assert len({arrival.id for arrival in first}) == 1
    assert len({arrival.headers["webhook-timestamp"] for arrival in first}) == 11
    eventually(lambda: 2 in hooks.receiver.events())


def test_those_that_fail_together_do_not_come_back_together(hooks: Hooks) -> None:
    hooks.receiver.behave = lambda arrival: status(500)
    hooks.feed.say("shop", *(event(number, f"account-{number}") for number in range(1, 41)))
    made = hooks.subscribe()
    hooks.replica()
    eventually(lambda: [one["attempts"] for one in hooks.deliveries(made["webhook_id"])] == [1] * 40)
    at = [datetime.fromisoformat(one["next_attempt_at"]) for one in hooks.deliveries(made["webhook_id"])]
    assert (max(at) - min(at)).total_seconds() > 50


@pytest.mark.parametrize(
    ("code", "asked", "pause"), [(429, "2000", 2_000), (503, "999999", 3_600), (500, "2000", 1_000)]
)
def test_a_receiver_that_asks_for_time_gets_it_within_bounds(
    hooks: Hooks, code: int, asked: str, pause: float
) -> None:
    hooks.receiver.behave = lambda arrival: status(code, retry_after=asked)
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe()
    hooks.replica(webhook_retry_after_most_seconds=3_600)
    left = hooks.seconds_until(hooks.attempted(made["webhook_id"], 1)["next_attempt_at"])
    assert pause * 0.8 - 2 < left < pause * 1.2


def test_the_limits_of_production_are_those_that_are_promised() -> None:
    fields = GatewaySettings.model_fields
    pauses: Sequence[int] = fields["webhook_pauses_seconds"].default
    assert len(pauses) == 10
    most_asked = fields["webhook_retry_after_most_seconds"].default
    asking_each_time = sum(max(pause, most_asked) for pause in pauses)
    assert 23 * 3600 < sum(pauses) < asking_each_time + 11 * fields["webhook_seconds"].default <= 24 * 3600
    assert list(pauses) == sorted(pauses)
    assert fields["webhook_seconds"].default == 15
    assert fields["webhook_lease_seconds"].default > 15 + fields["database_timeout_seconds"].default
