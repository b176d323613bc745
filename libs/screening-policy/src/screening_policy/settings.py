"""Which rules there are, which are still missing, and what an operator may set."""

from dataclasses import dataclass

from screening_policy.rules import all_rules

_RULES = "P1 P2 P3 P4 P5 P6 P7 P8 P9 P10 S1 S2 S3 I1 I2 F1 F2 F3 F4 F5 B1 B2 A1 K1"
POLICY = tuple(_RULES.split())
"""Every rule of the policy by its id."""
RULESET = "10"
BY_COUNTS = ("K1",)  # a function of its own, of stored facts: `cells.k1`
MISSING_RULES = tuple(id for id in POLICY if id not in {*BY_COUNTS, *(rule.id for rule in all_rules())})
HELD_BACK = "the figures of the corpus are not reached"
"""Why no verdict is relied upon without a person outside local mode (`at_best_human`).

To be emptied, here alone, when both halves of the corpus reach what `make screen-eval` asks for.
"""
POLICY_COMPLETE = not MISSING_RULES


@dataclass(frozen=True, slots=True)
class Rules:
    """What an operator may set; `floor_points_per_minute` is the least pay for an estimated minute (F5)."""

    floor_points_per_minute: int = 5

    @property
    def complete(self) -> bool:
        """Whether every rule of the policy is in force."""
        return POLICY_COMPLETE

    @property
    def ruleset(self) -> str:
        """The name of this rule set, which each verdict carries."""
        standard = self.floor_points_per_minute == Rules().floor_points_per_minute
        return RULESET if standard else f"{RULESET}+floor{self.floor_points_per_minute}"
