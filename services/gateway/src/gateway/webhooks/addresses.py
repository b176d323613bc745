"""Where a webhook may go: a URL that is plain, and public addresses only, looked up once for each attempt."""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from chassis.errors import invalid
from gateway.settings import GatewaySettings

MAX_URL_CHARACTERS = 2_000
_PORTS = {"https": 443, "http": 80}
_URL = re.compile(r"[!-\[\]-~]+")
_NAME = re.compile(r"[A-Za-z0-9._-]{1,253}")
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_6TO4 = IPv6Network("2002::/16")
_NAT64 = IPv6Network("64:ff9b::/96")

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host, as texts. Raises OSError when there are none."""


class AddressRefused(Exception):
    """The host is, or one of its addresses is, none that a webhook may go to."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart once, so that what is checked and what is connected to cannot differ."""

    scheme: str
    host: str
    port: int
    authority: str
    path: str


async def look_up(host: str, port: int) -> Sequence[str]:
    """What the resolver of this machine says."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(one[4][0]) for one in found]


class Addresses:
    """Decides about URLs and addresses. `look_up` is asked once for each attempt, never by the connection."""

    def __init__(self, settings: GatewaySettings, look_up: Lookup = look_up) -> None:
        self._schemes = tuple(_PORTS) if settings.is_local else ("https",)
        self._loopback = settings.is_local and settings.webhook_loopback
        self._seconds = settings.webhook_lookup_seconds
        self._look_up = look_up

    def target(self, url: str) -> Target:
        """Raises Invalid naming `url` when it is not of a form that webhooks go to."""
        if len(url) > MAX_URL_CHARACTERS or not _URL.fullmatch(url):
            raise invalid("url", f"at most {MAX_URL_CHARACTERS} printable ASCII characters, no space or \\")
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise invalid("url", "this is no URL") from None
        if parts.scheme not in self._schemes:
            raise invalid("url", f"starts with {' or '.join(f'{one}://' for one in self._schemes)}")
        if "@" in parts.netloc or "#" in url:
            raise invalid("url", "no user, password or fragment")
        if port == 0 or not (_NAME.fullmatch(host) or ":" in host):
            raise invalid("url", "the host or port is none")
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        name = f"[{host}]" if ":" in host else host
        authority = name if port is None else f"{name}:{port}"
        return Target(parts.scheme, host, port or _PORTS[parts.scheme], authority, path)

    async def of(self, target: Target) -> list[str]:
        """The addresses of the target, each of which may be connected to.

        Raises AddressRefused when any of them may not, OSError (TimeoutError too) when there is none to be
        had. One that may not spoils all: a public name has no private address.
        """
        try:
            async with asyncio.timeout(self._seconds):
                found = list(dict.fromkeys(await self._look_up(target.host, target.port)))
        except UnicodeError:  # a label that no name can have
            raise OSError("this is no name") from None
        if not found:
            raise OSError("the name has no address")
        if not all(self._may_go_to(one) for one in found):
            raise AddressRefused
        return found

    def _may_go_to(self, text: str) -> bool:
        try:
            address = _meant(text)
        except ValueError:
            return False
        if address.is_loopback:
            return self._loopback
        if address.is_multicast or address.is_reserved or not address.is_global:
            return False
        return address.version == 4 or (address in _GLOBAL_UNICAST and address not in _6TO4)


def _meant(text: str) -> IPv4Address | IPv6Address:
    """The address that is reached in the end: one of version 4 may stand in one of version 6.

    Raises ValueError; an address with a zone (`%eth0`) is of this link alone and none for us.
    """
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            raise ValueError("an address of this link")
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address
