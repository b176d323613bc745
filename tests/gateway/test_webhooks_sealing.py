"""Secrets of webhooks are stored sealed, and the keys that seal them may be changed."""

from base64 import b64decode
from typing import Any

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from gateway.service import Gateway
from gateway.settings import GatewaySettings
from minijob.webhooks import verify
from tests.gateway.conftest import SEALING_KEY, Door, Hooks
from tests.gateway.receivers import Arrival
from tests.gateway.webhook_world import event, eventually

NEW_KEY, FOREIGN_KEY = (Fernet.generate_key().decode() for _ in range(2))
servers = pytest.mark.servers


def raw(secret: str) -> bytes:
    return b64decode(secret.removeprefix("whsec_"))


def stored(hooks: Hooks) -> list[bytes]:
    [row] = hooks.stored("SELECT secret, former_secret FROM webhooks")
    return [bytes(one) for one in row if one is not None]


def started(hooks: Hooks, keys: str) -> None:
    """A gateway of these keys begins on the same database."""
    settings = hooks.door.gateway.settings.model_copy(update={"webhook_secret_keys": keys})
    gateway = Gateway(settings, hooks.door.gateway.name)
    gateway.prepare()
    gateway.close()


def opened(hooks: Hooks, key: str) -> list[bytes]:
    return [Fernet(key).decrypt(one) for one in stored(hooks)]


def verified(hooks: Hooks, arrival: Arrival, secret: str) -> bool:
    return bool(verify(secret, arrival.headers, arrival.body, hooks.clock().timestamp()) == arrival.id)


@servers
def test_what_is_stored_signs_nothing_without_the_key(hooks: Hooks) -> None:
    made = hooks.subscribe()
    rotated = hooks.write("POST", f"/v1/webhooks/{made['webhook_id']}/rotate").json()
    secrets = [raw(rotated["secret"]), raw(made["secret"])]
    assert not any(secret in one for one in stored(hooks) for secret in secrets)
    assert opened(hooks, SEALING_KEY) == secrets


@servers
def test_a_key_is_changed_without_a_new_secret_for_anybody(hooks: Hooks) -> None:
    made = hooks.subscribe()
    rotated = hooks.write("POST", f"/v1/webhooks/{made['webhook_id']}/rotate").json()
    secrets = [raw(rotated["secret"]), raw(made["secret"])]
    for keys, seals in (
        (f"{SEALING_KEY},{NEW_KEY}", SEALING_KEY),
        (f"{NEW_KEY}, {SEALING_KEY}", NEW_KEY),
        (NEW_KEY, NEW_KEY),
    ):
        started(hooks, keys)
        assert opened(hooks, seals) == secrets
    before = stored(hooks)
    started(hooks, NEW_KEY)
    assert stored(hooks) == before
    hooks.feed.say("shop", event(1, "a"))
    hooks.replica(webhook_secret_keys=NEW_KEY)
    arrival = hooks.arrived(1)
    assert [verified(hooks, arrival, one["secret"]) for one in (made, rotated)] == [True, True]


@servers
def test_what_a_release_before_has_stored_is_read_and_sealed_at_the_start(hooks: Hooks) -> None:
    made = hooks.subscribe()
    secret = raw(made["secret"])
    hooks.stored(f"UPDATE webhooks SET secret = '\\x{secret.hex()}', former_secret = secret RETURNING number")
    hooks.feed.say("shop", event(1, "a"))
    hooks.replica()
    assert verified(hooks, hooks.arrived(1), made["secret"])
    hooks.stored(f"UPDATE webhooks SET former_secret = '\\x{secret.hex()}' RETURNING number")
    started(hooks, SEALING_KEY)
    assert opened(hooks, SEALING_KEY) == [secret, secret]


@servers
def test_without_the_key_nothing_is_sent_and_with_it_the_same_delivery_is(hooks: Hooks) -> None:
    made = hooks.subscribe()
    before = stored(hooks)
    started(hooks, FOREIGN_KEY)
    assert stored(hooks) == before
    hooks.feed.say("shop", event(1, "a"))
    lost = hooks.replica(webhook_secret_keys=FOREIGN_KEY)
    delivery = hooks.attempted(made["webhook_id"], 1)
    assert (delivery["state"], delivery["last_error"]) == ("pending", "secret-lost")
    assert hooks.receiver.arrivals == []
    lost.stop()
    hooks.replicas.remove(lost)
    hooks.clock.move(1_000)
    hooks.replica(webhook_secret_keys=f"{FOREIGN_KEY},{SEALING_KEY}")
    assert verified(hooks, hooks.arrived(1), made["secret"])
    eventually(lambda: hooks.deliveries(made["webhook_id"], "delivered"))


@servers
def test_a_deleted_webhook_has_no_secret_to_seal(hooks: Hooks) -> None:
    made = hooks.subscribe()
    hooks.write("DELETE", f"/v1/webhooks/{made['webhook_id']}")
    started(hooks, f"{NEW_KEY},{SEALING_KEY}")
    assert stored(hooks) == [b""]


@pytest.mark.parametrize(
    ("environment", "keys"),
    [
        ("production", ""),
        ("production", "too-short"),
        ("local", f"{SEALING_KEY},"),
        ("local", "ä" * 43 + "="),
    ],
)
def test_a_gateway_without_a_right_key_does_not_start_and_tells_no_secret(
    door: Door, environment: str, keys: str
) -> None:
    given: dict[str, Any] = door.gateway.settings.model_dump()
    with pytest.raises(ValidationError, match="WEBHOOK_SECRET_KEYS") as refused:
        GatewaySettings(**{**given, "minijob_environment": environment, "webhook_secret_keys": keys})
    assert given["principal_secret"] not in str(refused.value)


def test_local_mode_has_a_key_of_its_own(door: Door) -> None:
    given: dict[str, Any] = door.gateway.settings.model_dump()
    local = GatewaySettings(**{**given, "webhook_secret_keys": ""})
    [key] = local.sealing_keys
    assert Fernet(key).decrypt(Fernet(key).encrypt(b"x")) == b"x"
