"""The switch from one rule set to the next."""

from datetime import datetime

from chassis.command import Aggregates, Command, Outcome, Stream
from order_screening.domain import REGISTER, RULESETS, Register, RuleSets


def keep_replay(
    key: str, ruleset: str, orders: int, newly_refused: int, newly_passed: int, at: datetime
) -> Command:
    """Keeps what a replay has found, so that operators can approve."""

    def decide(found: Aggregates) -> None:
        found[RULESETS].replay(ruleset, orders, newly_refused, newly_passed, at)

    return Command(key, [Stream(RuleSets, RULESETS)], decide)


def approve_ruleset(
    key: str, digest: bytes, ruleset: str, operator_id: str, reason: str, at: datetime
) -> Command:
    """One of two operators approves. Its outcome has `in_force` and `approvals_missing`.

    Refused with InForce, NotReplayed or OperatorDecided.
    """

    def decide(found: Aggregates) -> Outcome:
        missing = found[RULESETS].approve(ruleset, operator_id, reason, at)
        found[REGISTER].enter("ruleset", {"ruleset": ruleset}, operator_id, "approve", reason, at)
        return Outcome(200, {"in_force": found[RULESETS].in_force, "approvals_missing": missing})

    streams = [Stream(RuleSets, RULESETS), Stream(Register, REGISTER)]
    return Command(key, streams, decide, digest)
