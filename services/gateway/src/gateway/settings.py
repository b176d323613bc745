"""Addresses, limits and trust of the gateway."""

import base64
import hashlib
import re
from typing import Annotated, Self

from pydantic import Field, model_validator

from chassis.settings import Settings

Url = Annotated[str, Field(pattern=r"^http://[^/?#\s]+/?$", description="http, host and port of a service")]

_FERNET_KEY = re.compile(r"[\w-]{43}=", re.ASCII)


class GatewaySettings(Settings):
    """The settings of every service and the gateway's own.

    Tokens of One ID (or any OpenID Connect issuer) are accepted when `oidc_issuer` and `oidc_audience` are
    set; `oidc_jwks_url` is looked up at the issuer when it is empty. In local mode one generous limit of
    requests replaces those of the roles.
    """

    kafka_bootstrap_servers: str = ""
    task_catalog_url: Url
    order_screening_url: Url
    assignment_url: Url
    points_ledger_url: Url

    oidc_issuer: str = ""
    oidc_audience: str = ""
    oidc_jwks_url: str = ""
    oidc_role_claim: str = "role"
    oidc_age_claim: str = "age"
    oidc_since_claim: str = "member_since"
    oidc_prefecture_claim: str = "prefecture"
    oidc_timeout_seconds: float = 5.0
    oidc_keys_seconds: float = 300.0
    oidc_cooldown_seconds: float = 30.0
    oidc_away_seconds: float = 5.0

    dev_token_hours: int = 12
    verify_seconds: float = 8.0
    failed_callers_per_minute: int = 300
    caller_cache_seconds: float = 30.0
    caller_cache_entries: int = 10_000

    member_requests_per_minute: int = 600
    client_requests_per_minute: int = 600
    operator_requests_per_minute: int = 600
    partner_requests_per_minute: int = 3_000
    local_requests_per_minute: int = 600_000

    upstream_connections: int = 128
    upstream_connect_seconds: float = 2.0
    upstream_seconds: float = 20.0
    upstream_slow_seconds: float = 300.0
    upstream_idle_seconds: float = 20.0
    answer_limit_bytes: int = 32_000_000

    refusals_most: int = 10_000
    refusals_at_once: int = Field(default=500, le=500, description="as many as the audit takes")
    refusals_seconds: float = 1.0

    webhook_secret_keys: str = Field(
        default="", description="of Fernet, separated by commas, the newest first; in local mode there is one"
    )
    webhook_loopback: bool = Field(default=False, description="webhooks to this machine; in local mode only")
    webhooks_per_partner: int = 10
    webhook_seconds: float = 15.0
    webhook_lookup_seconds: float = 5.0
    webhook_connect_seconds: float = 5.0
    webhook_addresses: int = 4
    webhook_answer_bytes: int = 16_384
    webhook_answer_seconds: float = 2.0
    webhook_pauses_seconds: tuple[int, ...] = (5, 30, 120, 300, 900, 1_800, 5_400, 10_800, 21_600, 44_500)
    webhook_jitter: float = Field(default=0.1, ge=0, lt=1)
    webhook_retry_after_most_seconds: float = 300.0
    webhook_parallel: int = 64
    webhook_parallel_each: int = 8
    webhook_lease_seconds: float = 30.0
    webhook_due_seconds: float = 1.0
    webhook_poll_seconds: float = 2.0
    webhook_poll_most_seconds: float = 60.0
    webhook_polls: int = 32
    webhook_page_events: int = 200
    webhook_backlog: int = 2_000
    webhook_redeliver_most: int = 10_000
    webhook_backoff_seconds: float = 2.0
    webhook_upkeep_seconds: float = 15.0
    webhook_kept_days: int = 30
    webhook_prune_rows: int = 1_000

    openapi_cache_seconds: float = 300.0
    live_seconds: float = 1.0
    live_wait_seconds: float = 2.0
    live_orders: int = 20
    live_viewers: int = 50

    @model_validator(mode="after")
    def _has_keys(self) -> Self:
        if not self.webhook_secret_keys and not self.is_local:
            raise ValueError("WEBHOOK_SECRET_KEYS: webhooks' secrets are not stored without a key")
        for key in self.sealing_keys:
            if not _FERNET_KEY.fullmatch(key):
                raise ValueError("WEBHOOK_SECRET_KEYS: a key is 32 bytes in URL-safe base64")
        return self

    @property
    def sealing_keys(self) -> list[str]:
        """What seals the secrets of webhooks, the newest first; of local mode when none is given."""
        if self.webhook_secret_keys:
            return [key.strip() for key in self.webhook_secret_keys.split(",")]
        digest = hashlib.sha256(b"webhooks of local mode " + self.principal_secret.encode()).digest()
        return [base64.urlsafe_b64encode(digest).decode("ascii")]

    def requests_per_minute(self, role: str) -> int:
        """How often a caller in `role` may ask."""
        if self.is_local:
            return self.local_requests_per_minute
        return int(getattr(self, f"{role}_requests_per_minute"))

    @property
    def upstream_urls(self) -> dict[str, str]:
        """The services behind the door, by name."""
        return {
            "task-catalog": self.task_catalog_url,
            "order-screening": self.order_screening_url,
            "assignment": self.assignment_url,
            "points-ledger": self.points_ledger_url,
        }
