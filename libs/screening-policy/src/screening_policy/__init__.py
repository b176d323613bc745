"""The screening law of the platform as pure functions: what an order may ask a member, and why not."""

from screening_policy.engine import apply_rewrites, at_best_human, screen, screen_item
from screening_policy.items import ItemScreener
from screening_policy.scene import Pause
from screening_policy.settings import MISSING_RULES, POLICY_COMPLETE, RULESET, Rules
from screening_policy.shape import problems_of
from screening_policy.verdict import Finding, ItemVerdict, Verdict, not_screened

__all__ = [
    "MISSING_RULES",
    "POLICY_COMPLETE",
    "RULESET",
    "Finding",
    "ItemScreener",
    "ItemVerdict",
    "Pause",
    "Rules",
    "Verdict",
    "apply_rewrites",
    "at_best_human",
    "not_screened",
    "problems_of",
    "screen",
    "screen_item",
]
