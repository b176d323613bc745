"""How often each address has failed to say who it is in this minute."""

import time
from ipaddress import IPv6Address, ip_address

from chassis.errors import TooManyRequests

WINDOW_SECONDS = 60


class Failures:
    """Counts by address, at most `entries` of them: the one that came first is forgotten first."""

    def __init__(self, per_minute: int, entries: int) -> None:
        self._most, self._entries = per_minute, entries
        self._counts: dict[str, int] = {}
        self._ends_at = 0.0

    def check(self, address: str) -> None:
        """Raises TooManyRequests until the minute is over when there were too many."""
        left = self._ends_at - time.monotonic()
        if left > 0 and self._counts.get(_network(address), 0) >= self._most:
            refusal = TooManyRequests("too many tokens or keys that do not hold came from this address")
            refusal.retry_after_seconds = max(1, round(left))
            raise refusal

    def count(self, address: str) -> None:
        """One more."""
        at = time.monotonic()
        if at >= self._ends_at:
            self._counts, self._ends_at = {}, at + WINDOW_SECONDS
        network = _network(address)
        if network not in self._counts and len(self._counts) >= self._entries:
            del self._counts[next(iter(self._counts))]
        self._counts[network] = self._counts.get(network, 0) + 1


def _network(address: str) -> str:
    """What one person has: an address of version 4, 64 bits of one of version 6."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or int(parsed) >> 64)
