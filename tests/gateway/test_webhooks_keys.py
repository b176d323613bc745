"""A revoked API key ends the webhooks that were made with it: nothing is delivered any more."""

import time
from typing import Any

import httpx2
import pytest

from tests.gateway.webhook_world import Hooks, event, eventually

pytestmark = pytest.mark.servers
QUIET_SECONDS = 0.5


def make_key(hooks: Hooks, partner: str = "shop") -> dict[str, Any]:
    hooks._keys += 1
    headers = hooks.door.write("operator", "op", f"make-{hooks._keys}")
    body = {"role": "partner", "id": partner}
    return dict(hooks.door.client.post("/v1/api-keys", headers=headers, json=body).json())


def revoke(hooks: Hooks, key: dict[str, Any]) -> None:
    headers = hooks.door.write("operator", "op", f"revoke-{key['api_key_id']}")
    path = f"/v1/api-keys/{key['api_key_id']}/revoke"
    assert hooks.door.client.post(path, headers=headers).status_code == 200


def subscribe(hooks: Hooks, key: dict[str, Any], path: str = "") -> httpx2.Response:
    hooks._keys += 1
    headers = {"authorization": f"Bearer {key['key']}", "idempotency-key": f"hook-{hooks._keys}"}
    body = {"url": hooks.receiver.url + path}
    return hooks.door.client.post("/v1/webhooks", headers=headers, json=body)


def test_nothing_is_delivered_after_the_key_of_a_webhook_was_revoked(hooks: Hooks) -> None:
    key, other = make_key(hooks), make_key(hooks)
    made, kept = subscribe(hooks, key).json(), subscribe(hooks, other).json()
    hooks.replica()
    hooks.feed.say("shop", event(1))
    hooks.arrived(2)
    revoke(hooks, key)
    hooks.feed.say("shop", event(2), event(3))
    hooks.arrived(4)
    time.sleep(QUIET_SECONDS)
    assert len(hooks.receiver.arrivals) == 4
    assert hooks.webhook(made["webhook_id"])["disabled_reason"] == "key-revoked"
    assert hooks.webhook(kept["webhook_id"])["disabled_at"] is None
    again = hooks.write("POST", f"/v1/webhooks/{made['webhook_id']}/redeliver")
    assert (again.status_code, again.json()["type"]) == (409, "urn:minijob:problem:webhook-disabled")


def test_what_waits_for_another_attempt_is_not_sent_after_the_key_was_revoked(hooks: Hooks) -> None:
    key = make_key(hooks)
    made = subscribe(hooks, key).json()
    hooks.receiver.stop()
    hooks.feed.say("shop", event(1))
    hooks.replica()
    hooks.first(made["webhook_id"], 1)
    revoke(hooks, key)
    attempts = hooks.first(made["webhook_id"], 1)["attempts"]
    hooks.clock.move(86_400)
    time.sleep(QUIET_SECONDS)
    assert hooks.first(made["webhook_id"], 1)["attempts"] == attempts


def test_webhooks_of_tokens_end_with_the_last_key_of_their_partner_alone(hooks: Hooks) -> None:
    first, last, foreign = make_key(hooks), make_key(hooks), make_key(hooks, "bank")
    made = hooks.subscribe()
    theirs = hooks.subscribe(partner="bank")
    revoke(hooks, first)
    assert hooks.webhook(made["webhook_id"])["disabled_at"] is None
    revoke(hooks, last)
    assert hooks.webhook(made["webhook_id"])["disabled_reason"] == "key-revoked"
    listed = hooks.read("/v1/webhooks", "bank").json()["items"]
    assert [one["disabled_at"] for one in listed if one["webhook_id"] == theirs["webhook_id"]] == [None]
    assert foreign["revoked_at"] is None


def test_a_process_that_still_remembers_a_revoked_key_makes_no_webhook_with_it(hooks: Hooks) -> None:
    key = make_key(hooks)
    subscribe(hooks, key)
    hooks.stored("UPDATE api_keys SET revoked_at = now() RETURNING number")
    assert subscribe(hooks, key).status_code == 401
    assert eventually(lambda: len(hooks.read("/v1/webhooks").json()["items"]) == 1)
