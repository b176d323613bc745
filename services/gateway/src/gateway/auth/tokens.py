"""Bearer tokens that are signed statements: our own for development, and those of an OpenID issuer."""

import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import httpx2
import jwt
import structlog
from jwt import PyJWKClient

from chassis.errors import Unauthorized, Unavailable
from chassis.principal import ROLES, Principal
from gateway.settings import GatewaySettings

log = structlog.get_logger()
DEV_AUDIENCE = "minijob-dev"
DEV_AGE = 30
ID_PATTERN = r"^[A-Za-z0-9_.~:@+|-]{1,64}$"
"""Who can sign in can also be named: in a path, in a key, and in every contract event (its `PartyId`)."""

_ISSUERS_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
_NO_KEYS = "the issuer of the token cannot be asked for its keys"
_ID = re.compile(ID_PATTERN)
T = TypeVar("T")


class DevTokens:
    """Tokens that anybody may make for themselves; they exist in local mode only."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._secret = settings.principal_secret
        self._seconds = settings.dev_token_hours * 3600

    def make(self, principal: Principal) -> str:
        """A token for this caller; the age of a member is DEV_AGE unless given."""
        age = principal.age
        if age is None and principal.role == "member":
            age = DEV_AGE
        claims = {
            "aud": DEV_AUDIENCE,
            "exp": int(time.time()) + self._seconds,
            "sub": principal.id,
            "role": principal.role,
            "age": age,
            "prefecture": principal.prefecture,
            "member_since": principal.member_since,
            "amr": ["pin"] if principal.pin else [],
        }
        return jwt.encode(claims, self._secret, algorithm="HS256")

    def verify(self, token: str) -> tuple[Principal, float]:
        """The caller and the Unix time at which the token ends. Raises Unauthorized."""
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=["HS256"],
                audience=DEV_AUDIENCE,
                options={"require": ["exp", "sub", "aud"]},
            )
        except jwt.InvalidTokenError:
            raise Unauthorized("the token is forged, too old or not for this platform") from None
        return _principal(claims, "role", "age", "prefecture", "member_since")


class Oidc:
    """Tokens of one OpenID Connect issuer, verified with the keys that it publishes (blocking I/O)."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings
        self._keys: PyJWKClient | None = None
        self._away_until = 0.0

    @property
    def configured(self) -> bool:
        """Whether there is an issuer to trust."""
        return bool(self._settings.oidc_issuer and self._settings.oidc_audience)

    def verify(self, token: str) -> tuple[Principal, float]:
        """The caller and the Unix time at which the token ends.

        Raises Unauthorized, and Unavailable when the issuer's keys cannot be fetched.
        """
        settings = self._settings
        try:
            claims = jwt.decode(
                token,
                self._published().get_signing_key_from_jwt(token),
                algorithms=_ISSUERS_ALGORITHMS,
                audience=settings.oidc_audience,
                issuer=settings.oidc_issuer,
                options={"require": ["exp", "sub", "aud", "iss"]},
            )
        except jwt.PyJWTError:
            raise Unauthorized("the token is forged, too old or not for this platform") from None
        return _principal(
            claims,
            settings.oidc_role_claim,
            settings.oidc_age_claim,
            settings.oidc_prefecture_claim,
            settings.oidc_since_claim,
        )

    def _published(self) -> PyJWKClient:
        """The issuer's keys, fetched when none are known or they are old."""
        if self._keys is None:
            self._keys = self._ask(self._located)
        return self._keys

    def _ask(self, fetch: Callable[[], T]) -> T:
        """What the issuer says. After a failure nobody asks for a while, so that none waits in vain.

        Raises Unavailable, whatever a foreign server has done.
        """
        if time.monotonic() < self._away_until:
            raise Unavailable(_NO_KEYS)
        try:
            return fetch()
        except Exception as error:
            self._away_until = time.monotonic() + self._settings.oidc_away_seconds
            log.warning("the issuer's keys could not be fetched", error=repr(error))
            raise Unavailable(_NO_KEYS) from None

    def _located(self) -> PyJWKClient:
        settings = self._settings
        return _Keys(
            self._ask,
            settings.oidc_jwks_url or self._discovered(),
            lifespan=settings.oidc_keys_seconds,
            timeout=settings.oidc_timeout_seconds,
            cooldown_duration=settings.oidc_cooldown_seconds,
        )

    def _discovered(self) -> str:
        base = self._settings.oidc_issuer.rstrip("/")
        answer = httpx2.get(
            f"{base}/.well-known/openid-configuration", timeout=self._settings.oidc_timeout_seconds
        )
        answer.raise_for_status()
        found: str = answer.json().get("jwks_uri", "")
        return found


class _Keys(PyJWKClient):
    """The published keys; each fetch goes through `ask`."""

    def __init__(self, ask: Callable[[Callable[[], Any]], Any], url: str, **options: Any) -> None:
        super().__init__(url, **options)
        self._ask = ask

    def fetch_data(self) -> Any:
        return self._ask(super().fetch_data)


def _principal(
    claims: dict[str, Any], role: str, age: str, prefecture: str, since: str
) -> tuple[Principal, float]:
    """What the claims say; an age, prefecture or date of another type counts as not vouched for."""
    if claims.get(role) not in ROLES or not _ID.fullmatch(str(claims["sub"])):
        raise Unauthorized("the token does not say who is calling, and as what")
    years, home = claims.get(age), claims.get(prefecture)
    principal = Principal(
        role=claims[role],
        id=str(claims["sub"]),
        age=years if type(years) is int and 0 <= years < 150 else None,
        prefecture=home if isinstance(home, str) else None,
        member_since=_date(claims.get(since)),
        pin=_is_pin(claims.get("amr")),
    )
    return principal, float(claims["exp"])


def _is_pin(methods: Any) -> bool:
    """Whether the caller has given a PIN, by the methods of RFC 8176 that the issuer names."""
    return isinstance(methods, list) and "pin" in methods


def _date(claim: Any) -> str | None:
    try:
        return date.fromisoformat(claim).isoformat() if isinstance(claim, str) else None
    except ValueError:
        return None
