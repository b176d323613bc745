"""What a member tells about themself: kept outside the events, used for counts alone, erased at once."""

from collections.abc import Mapping
from typing import Any

from chassis.command import Command, Delete, Insert, Outcome, Row
from chassis.errors import KeyReused

PROFILES = "profiles_v1"


def tell_profile(key: str, digest: bytes, member_id: str, told: Mapping[str, Any]) -> Command:
    """Puts a profile in the place of the former one. The digest must not cover what was told."""
    rows: list[Row] = [
        Delete(PROFILES, {"member_id": member_id}),
        Insert(PROFILES, {"member_id": member_id, **told}),
    ]
    return Command(key, [], lambda found: Outcome(200), digest, lambda outcome: rows)


def erase_profile(key: str, digest: bytes, member_id: str) -> Command:
    """Nothing of it is left."""
    rows: list[Row] = [Delete(PROFILES, {"member_id": member_id})]
    return Command(key, [], lambda found: Outcome(204), digest, lambda outcome: rows)


def check_same_profile(stored: Mapping[str, Any] | None, told: Mapping[str, Any]) -> None:
    """Raises KeyReused when a repeated key came with another profile than the one that is stored."""
    if stored != told:
        raise KeyReused("this Idempotency-Key was used before and the profile is another one; use a new key")
