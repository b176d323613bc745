"""The answer guard: what identifies somebody is masked before any client sees an answer."""

from screening_policy.guard.engine import EXPECTS, KINDS, Guarded, Masked, guard

__all__ = ["EXPECTS", "KINDS", "Guarded", "Masked", "guard"]
