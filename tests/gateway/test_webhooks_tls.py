"""A receiver shows by TLS that it is who its name says, or gets nothing."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gateway.certificates import Authority
from tests.gateway.receivers import Receiver
from tests.gateway.webhook_world import Hooks, event

pytestmark = pytest.mark.servers
HOST = "localhost"


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The one that this machine trusts."""
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.stop()


def tried(hooks: Hooks, receiver: Receiver, tls: ssl.SSLContext | None) -> dict[str, object]:
    """The first attempt at a receiver of the name HOST."""
    receiver.tls = tls
    receiver.start()
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe(f"https://{HOST}:{receiver.port}/hook")
    hooks.replica()
    return hooks.attempted(made["webhook_id"], 1)


def test_the_name_of_the_url_is_asked_for_though_the_checked_address_is_connected_to(
    hooks: Hooks, authority: Authority, receiver: Receiver
) -> None:
    assert tried(hooks, receiver, authority.server(HOST))["state"] == "delivered"
    [arrival] = receiver.arrivals
    assert arrival.headers["host"] == f"{HOST}:{receiver.port}"


@pytest.mark.parametrize("wrong", ["expired", "another name", "another authority", "no TLS"])
def test_nothing_is_told_to_a_receiver_that_cannot_show_who_it_is(
    hooks: Hooks, authority: Authority, receiver: Receiver, tmp_path: Path, wrong: str
) -> None:
    (tmp_path / "other").mkdir()
    tls = {
        "expired": authority.server(HOST, days=-1),
        "another name": authority.server("bank.test"),
        "another authority": Authority(tmp_path / "other").server(HOST),
        "no TLS": None,
    }[wrong]
    failed = tried(hooks, receiver, tls)
    assert (failed["state"], failed["last_error"]) == ("pending", "tls")
    assert receiver.arrivals == []
