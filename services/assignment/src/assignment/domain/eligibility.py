"""Whom an order is meant for, by age and prefecture as One ID tells them."""

from collections.abc import Mapping
from typing import Any

from chassis.errors import Forbidden

YOUNGEST = 15
"""From which age on somebody may work here, until GROWN_UP with a guardian's consent."""
GROWN_UP = 18


class NotEligible(Forbidden):
    """The order is not meant for this member; the detail says by which condition."""


def checked_age(age: int | None, least: int = YOUNGEST) -> int:
    """Raises NotEligible when One ID does not vouch for the age that is needed."""
    if age is None:
        raise NotEligible("your age is not confirmed")
    if age < least:
        raise NotEligible(f"this is for people from {least} years on")
    return age


def check_audience(terms: Mapping[str, Any], age: int, prefecture: str | None) -> None:
    """Raises NotEligible by the first condition not met; an order that names no age is for adults."""
    youngest, oldest = terms["age_min"] or GROWN_UP, terms["age_max"]
    if age < youngest:
        raise NotEligible(f"this order is for people from {youngest} years on")
    if oldest is not None and age > oldest:
        raise NotEligible(f"this order is for people up to {oldest} years")
    if terms["prefectures"] and prefecture not in terms["prefectures"]:
        raise NotEligible("this order is for people of other prefectures")
