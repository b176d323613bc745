"""From what age on an order is for members, by what it asks of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from screening_policy.rules.a1_minors import is_gated
from screening_policy.scene import scene_of
from screening_policy.settings import Rules
from screening_policy.shape import understood
from screening_policy.verdict import Finding, not_screened

YOUNGEST = 15
GROWN_UP = 18
OF_AGE = 20
_FOR_GROWN_UPS = frozenset({"S1", "S2"})
_UNKNOWN = frozenset({not_screened("", "").rule, "L0"})


def least_age(order: Mapping[str, Any], findings: Iterable[Finding]) -> int:
    """15, 18 or 20 years, whatever the audience says; `findings` are those of `screen` on this order.

    20 where its topic is limited to adults or its own words shut out who is younger, since an age that a
    member types in is no gate, and where something of it could not be read or screened. 18 where it asks
    what is S1 or S2, or for a photo.
    """
    rules = {finding.rule for finding in findings}
    known, _ = understood(order)
    if "A1" in rules or rules & _UNKNOWN or is_gated(scene_of(known, Rules().floor_points_per_minute)):
        return OF_AGE
    asks_photo = any(question.get("kind") == "photo" for question in known["questions"])
    return GROWN_UP if asks_photo or rules & _FOR_GROWN_UPS else YOUNGEST
