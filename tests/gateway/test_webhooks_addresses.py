"""No webhook reaches a private address: not by its URL, not by DNS, not by DNS that changes its mind."""

import asyncio
import ipaddress
from collections.abc import Sequence
from typing import Any

import pytest

from chassis.errors import Invalid
from gateway.settings import GatewaySettings
from gateway.webhooks.addresses import Addresses, AddressRefused, Lookup, look_up
from tests.gateway.conftest import SEALING_KEY, SECRET
from tests.gateway.receivers import status
from tests.gateway.webhook_world import Hooks, event, eventually, resolver

PRIVATE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.9.9",
    "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::7f00:1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1",
    "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::1", "2002:a00:1::", "64:ff9b::a00:1",
    "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "4000::1", "not an address", "",
]  # fmt: skip
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]


def addresses(
    environment: str = "production",
    loopback: bool = False,
    a: Sequence[str] | None = None,
    look_up: Lookup | None = None,
) -> Addresses:
    """Those of a gateway whose resolver knows `a.example` alone, or is another one."""
    given: dict[str, Any] = {f"{name}_url": "http://service:1" for name in (
        "task_catalog", "order_screening", "assignment", "points_ledger",
    )}  # fmt: skip
    settings = GatewaySettings(
        minijob_environment=environment,
        database_url="postgresql://db",
        principal_secret=SECRET,
        webhook_loopback=loopback,
        webhook_secret_keys=SEALING_KEY,
        **given,
    )
    return Addresses(settings, look_up or resolver({} if a is None else {"a.example": a}))


def found(where: Addresses, url: str) -> list[str]:
    return asyncio.run(where.of(where.target(url)))


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_to_a_private_address_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        found(addresses(a=[address]), "https://a.example/")


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_taken(address: str) -> None:
    assert found(addresses(a=[address]), "https://a.example/") == [address]


@pytest.mark.parametrize("private", ["127.0.0.1", "10.0.0.1", "::1", "169.254.169.254"])
def test_one_private_address_among_public_ones_spoils_all(private: str) -> None:
    for order in ([private, *PUBLIC], [*PUBLIC, private]):
        with pytest.raises(AddressRefused):
            found(addresses(a=order), "https://a.example/")


def test_every_network_that_is_not_public_is_refused_at_both_of_its_ends() -> None:
    networks = (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16 "
        "198.18.0.0/15 224.0.0.0/4 240.0.0.0/4 ::/96 fc00::/7 fe80::/10 fec0::/10 ff00::/8 2002::/16 "
        "2001::/32"
    )
    for network in map(ipaddress.ip_network, networks.split()):
        for one in (network[0], network[-1]):
            with pytest.raises(AddressRefused):
                found(addresses(a=[str(one)]), "https://a.example/")


def test_loopback_is_open_in_local_mode_alone_and_only_by_its_setting() -> None:
    for environment, loopback, taken in [
        ("local", True, True),
        ("local", False, False),
        ("production", True, False),
        ("production", False, False),
    ]:
        for address in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
            where = addresses(environment, loopback, a=[address])
            if taken:
                assert found(where, "https://a.example/") == [address]
            else:
                with pytest.raises(AddressRefused):
                    found(where, "https://a.example/")


@pytest.mark.parametrize("address", ["10.0.0.1", "169.254.169.254", "fe80::1", "192.168.0.1", "0.0.0.0"])
def test_the_setting_for_loopback_opens_nothing_else(address: str) -> None:
    with pytest.raises(AddressRefused):
        found(addresses("local", True, a=[address]), "http://a.example/")


def test_a_name_without_an_address_is_an_error_of_the_name() -> None:
    with pytest.raises(OSError):
        found(addresses(), "https://unknown.example/")
    with pytest.raises(OSError):
        found(addresses(a=[]), "https://a.example/")


@pytest.mark.parametrize("url", [
    "", "a.example", "ftp://a.example/", "http://a.example/", "file:///etc/passwd", "https://", "https:///x",
    "https://user@a.example/", "https://user:pass@a.example/", "https://a.example@b.example/",
    "https://a.example/#x", "https://a.example:0/", "https://a.example:99999/", "https://a.example:x/",
    "https://a.example/ x", "https://a.example\\@b.example/", "https://a.example/\r\nx: y", "https://a.example/\t",
    "https://b\u00fccher.example/", "https://a.example/\u3042", "https://[::1", "https://[zz]/", "https://a_%/",
    "https://a.example/" + "x" * 2_000, "gopher://a.example/", "HTTPS//a.example",
])  # fmt: skip
def test_a_url_of_another_form_is_refused_by_name(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        addresses().target(url)
    assert refused.value.errors[0].where == "url"


def test_a_url_is_taken_apart_once_for_check_and_connection() -> None:
    target = addresses().target("https://A.example:8443/in?x=1&y=2")
    assert (target.host, target.port, target.path) == ("a.example", 8443, "/in?x=1&y=2")
    assert target.authority == "a.example:8443"
    assert addresses().target("https://[2606:2800:220:1::1]").authority == "[2606:2800:220:1::1]"
    assert addresses("local").target("http://a.example").port == 80


@pytest.mark.parametrize(
    "host", ["0x7f.1", "2130706433", "127.1", "0177.0.0.1", "localhost", "[::ffff:7f00:1]"]
)
def test_other_ways_to_write_this_machine_are_seen_through_with_the_real_resolver(host: str) -> None:
    with pytest.raises((AddressRefused, OSError)):
        found(addresses(look_up=look_up), f"https://{host}/")


def test_the_real_resolver_finds_this_machine_where_it_is_allowed() -> None:
    where = addresses("local", True, look_up=look_up)
    assert "127.0.0.1" in found(where, "http://localhost:1/")


@pytest.mark.servers
@pytest.mark.parametrize("private", ["10.0.0.1", "169.254.169.254", "192.168.1.1", "fd00::1"])
def test_a_name_that_turns_private_after_it_was_subscribed_gets_nothing(hooks: Hooks, private: str) -> None:
    subscribed_as(hooks, ["8.8.8.8"])
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe(f"http://partner.example:{hooks.receiver.port}/")
    hooks.replica(resolver({"partner.example": [private, "127.0.0.1"]}))
    failed = hooks.attempted(made["webhook_id"], 1)
    assert (failed["last_status"], failed["last_error"]) == (None, "address-refused")
    assert hooks.receiver.arrivals == []


@pytest.mark.servers
@pytest.mark.parametrize("loopback", ["127.0.0.1", "::1"])
def test_a_name_that_leads_to_this_machine_gets_nothing_unless_the_setting_is_on(
    hooks: Hooks, loopback: str
) -> None:
    subscribed_as(hooks, ["8.8.8.8"])
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe(f"http://partner.example:{hooks.receiver.port}/")
    hooks.replica(resolver({"partner.example": [loopback]}), webhook_loopback=False)
    assert hooks.attempted(made["webhook_id"], 1)["last_error"] == "address-refused"
    assert hooks.receiver.arrivals == []


@pytest.mark.servers
def test_the_connection_goes_to_the_address_that_was_checked_and_asks_dns_no_second_time(
    hooks: Hooks,
) -> None:
    asked: list[str] = []
    subscribed_as(hooks, ["127.0.0.1"])
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe(f"http://partner.example:{hooks.receiver.port}/hook?x=1")
    hooks.replica(resolver({"partner.example": ["127.0.0.1"]}, asked))
    assert hooks.attempted(made["webhook_id"], 1)["state"] == "delivered"
    [arrival] = hooks.receiver.arrivals
    assert (arrival.headers["host"], arrival.path) == (f"partner.example:{hooks.receiver.port}", "/hook?x=1")
    assert asked == ["partner.example"]


@pytest.mark.servers
def test_the_next_address_is_tried_when_the_first_does_not_connect(hooks: Hooks) -> None:
    subscribed_as(hooks, ["127.0.0.1"])
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe(f"http://partner.example:{hooks.receiver.port}/")
    hooks.replica(resolver({"partner.example": ["127.0.0.2", "::1", "127.0.0.1"]}))
    assert hooks.attempted(made["webhook_id"], 1)["state"] == "delivered"


@pytest.mark.servers
def test_a_name_that_is_gone_is_a_failure_of_its_own_kind(hooks: Hooks) -> None:
    subscribed_as(hooks, ["127.0.0.1"])
    hooks.feed.say("shop", event(1))
    made = hooks.subscribe("http://partner.example/")
    hooks.replica(resolver({}))
    assert hooks.attempted(made["webhook_id"], 1)["last_error"] == "name-unknown"


@pytest.mark.servers
def test_a_redirect_to_a_private_address_ends_at_the_redirect(hooks: Hooks) -> None:
    locations = [
        "http://169.254.169.254/latest",
        "http://10.0.0.1/",
        f"http://[::1]:{hooks.receiver.port}/in",
    ]
    hooks.receiver.behave = lambda arrival: status(307, location=locations[len(hooks.receiver.arrivals) % 3])
    hooks.feed.say("shop", *(event(number, f"account-{number}") for number in range(3)))
    made = hooks.subscribe()
    hooks.replica()
    eventually(
        lambda: [one["last_error"] for one in hooks.deliveries(made["webhook_id"])] == ["redirect"] * 3
    )
    assert {arrival.path for arrival in hooks.receiver.arrivals} == {"/hook"}


def subscribed_as(hooks: Hooks, found: Sequence[str]) -> None:
    """What the gateway's own resolver says when the subscription is made."""
    names = resolver({"partner.example": found})
    hooks.door.gateway.webhooks.addresses = Addresses(hooks.door.gateway.settings, names)
