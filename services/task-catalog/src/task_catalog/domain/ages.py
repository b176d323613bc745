"""From what age on members may have an order: its audience says so, and screening."""

from collections.abc import Mapping
from typing import Any

GROWN_UP = 18
"""The age for rows that a person has passed, and for a version of which screening has said none."""


def aged(document: Mapping[str, Any], least_age: int) -> dict[str, Any]:
    """The document with an audience that begins at `least_age` or later; 0 when none was said."""
    audience = document.get("audience") or {}
    return {
        **document,
        "audience": {**audience, "age_min": max(audience.get("age_min") or 0, least_age or GROWN_UP)},
    }


def nobody_of_age(document: Mapping[str, Any], least_age: int) -> list[dict[str, Any]]:
    """A finding for an audience in which everybody is too young for what the order asks."""
    oldest, least_age = (document.get("audience") or {}).get("age_max"), least_age or GROWN_UP
    if oldest is None or oldest >= least_age:
        return []
    reason = f"what the order asks is for members of {least_age} and over, and its audience has none"
    return [{"rule": "A1", "verdict": "fix", "where": "audience.age_max", "reason": reason}]
