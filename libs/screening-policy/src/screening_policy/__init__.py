"""The screening law of the platform as pure functions: what an order may ask a member, and why not."""

from screening_policy.ages import OF_AGE, YOUNGEST, least_age
from screening_policy.attributes import attributes_of, finest, limits_of
from screening_policy.cells import Cells, CellVerdict, Counts, Linkable, combinations, k1
from screening_policy.declining import declines
from screening_policy.engine import apply_rewrites, at_best_human, screen, screen_item
from screening_policy.items import ItemScreener
from screening_policy.scene import Pause
from screening_policy.settings import (
    BY_COUNTS,
    HELD_BACK,
    MISSING_RULES,
    POLICY,
    POLICY_COMPLETE,
    RULESET,
    Rules,
)
from screening_policy.shape import problems_of
from screening_policy.verdict import Finding, ItemVerdict, Verdict, not_screened, raised
from screening_policy.warming import warm

__all__ = [
    "BY_COUNTS",
    "HELD_BACK",
    "MISSING_RULES",
    "OF_AGE",
    "POLICY",
    "POLICY_COMPLETE",
    "RULESET",
    "YOUNGEST",
    "CellVerdict",
    "Cells",
    "Counts",
    "Finding",
    "ItemScreener",
    "ItemVerdict",
    "Linkable",
    "Pause",
    "Rules",
    "Verdict",
    "apply_rewrites",
    "at_best_human",
    "attributes_of",
    "combinations",
    "declines",
    "finest",
    "k1",
    "least_age",
    "limits_of",
    "not_screened",
    "problems_of",
    "raised",
    "screen",
    "screen_item",
    "warm",
]
