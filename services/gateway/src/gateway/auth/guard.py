"""Lets in who is known, in a role that fits and not too often, and signs for them."""

import asyncio
import re
import time
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import jwt
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from chassis.errors import Forbidden, TooManyRequests, Unauthorized, Unavailable
from chassis.principal import ROLES, Principal, sign
from gateway.auth.failures import Failures
from gateway.auth.keys import PREFIX, ApiKeys
from gateway.auth.tokens import DevTokens, Oidc
from gateway.settings import GatewaySettings

_BEARER = re.compile(rb"[Bb]earer +([\w.~+/=-]{1,4096})")
_API_KEY = re.compile(rb"[Bb]earer +" + PREFIX.encode() + rb"([0-9a-f]{16})_")


@dataclass(frozen=True, slots=True)
class Known:
    """A caller, the statement about them for the services, and until when (monotonic) it is used."""

    principal: Principal
    signed: bytes
    until: float


class Guard:
    """Verifies a bearer once and remembers it for a short while, because verifying and signing cost."""

    def __init__(self, keys: ApiKeys, settings: GatewaySettings) -> None:
        self._settings = settings
        self._keys, self._dev, self._oidc = keys, DevTokens(settings), Oidc(settings)
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="oidc")
        self._known: dict[bytes, Known] = {}
        self._forgotten = 0
        self._failures = Failures(settings.failed_callers_per_minute, settings.caller_cache_entries)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._limits = {role: RateLimitItemPerMinute(settings.requests_per_minute(role)) for role in ROLES}

    async def admit(self, authorization: bytes, roles: Collection[str], address: str) -> Known:
        """The caller of the `Authorization` header that came from this address.

        Raises what `recognise` and `check_role` raise.
        """
        known = await self.recognise(authorization, address)
        check_role(known.principal, roles)
        return known

    async def recognise(self, authorization: bytes, address: str) -> Known:
        """The same in whichever role.

        Raises Unauthorized, TooManyRequests, and Unavailable when it cannot be found out now.
        """
        found = _BEARER.fullmatch(authorization)
        if found is None:
            raise Unauthorized("send `Authorization: Bearer` with a token or an API key")
        token = found[1]
        known = self._known.get(token)
        if known is None or known.until < time.monotonic():
            known = await self._remember(token, address)
        self._check_rate(known.principal)
        return known

    def forget(self) -> None:
        """Asks again for everybody, for example after a key was revoked."""
        self._forgotten += 1
        self._known.clear()

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _remember(self, token: bytes, address: str) -> Known:
        forgotten = self._forgotten
        principal, ends_in = await self._verified(token.decode(), address)
        signed = sign(principal, self._settings.principal_secret).encode()
        kept = min(self._settings.caller_cache_seconds, ends_in)
        known = Known(principal, signed, time.monotonic() + kept)
        if forgotten != self._forgotten:  # what was found out may be older than a revocation
            return known
        self._known.pop(token, None)
        while len(self._known) >= self._settings.caller_cache_entries:
            del self._known[next(iter(self._known))]
        self._known[token] = known
        return known

    async def _verified(self, token: str, address: str) -> tuple[Principal, float]:
        """Asks in time, and not for an address that has failed too often."""
        self._failures.check(address)
        try:
            async with asyncio.timeout(self._settings.verify_seconds):
                return await self._verify(token)
        except Unauthorized:
            self._failures.count(address)
            raise
        except TimeoutError:
            raise Unavailable("who is calling cannot be found out in time; send it again") from None

    async def _verify(self, token: str) -> tuple[Principal, float]:
        if token.startswith(PREFIX):
            return await self._keys.verify(token), self._settings.caller_cache_seconds
        if self._settings.is_local and _algorithm(token) == "HS256":
            principal, ends_at = self._dev.verify(token)
        elif self._oidc.configured:
            loop = asyncio.get_running_loop()
            principal, ends_at = await loop.run_in_executor(self._threads, self._oidc.verify, token)
        else:
            raise Unauthorized("the token is not of a kind that is accepted here")
        return principal, ends_at - time.time()

    def _check_rate(self, principal: Principal) -> None:
        limit = self._limits[principal.role]
        if not self._limiter.hit(limit, principal.role, principal.id):
            refusal = TooManyRequests(f"at most {limit.amount} requests a minute")
            window = self._limiter.get_window_stats(limit, principal.role, principal.id)
            refusal.retry_after_seconds = max(1, round(window.reset_time - time.time()))
            raise refusal


def check_role(principal: Principal, roles: Collection[str]) -> None:
    """Raises Forbidden."""
    if principal.role not in roles:
        raise Forbidden(f"this is for a {' or '.join(sorted(roles))}")


def claimed_key(authorization: bytes) -> str:
    """The id of the API key that a caller says to have, `key:…`; empty when it is none."""
    found = _API_KEY.match(authorization)
    return f"key:{found[1].decode()}" if found else ""


def _algorithm(token: str) -> str:
    try:
        return str(jwt.get_unverified_header(token).get("alg"))
    except jwt.InvalidTokenError:
        raise Unauthorized("the token cannot be read") from None
