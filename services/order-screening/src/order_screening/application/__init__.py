"""The use-cases of order-screening."""

from order_screening.application.arrivals import end_order, propose_items, submit_order
from order_screening.application.cells import note_opened, weigh
from order_screening.application.policy import Policy, dry_run, warm
from order_screening.application.reviews import STATES, Case, appeal, decide, remind
from order_screening.application.rulesets import approve_ruleset, keep_replay
from order_screening.application.screenings import screen_batch, screen_version
from order_screening.application.ties import note_tie
from order_screening.application.watching import check_rules, decide_watch, report, stop, stop_declined
from order_screening.domain import (
    DUE_AFTER,
    REGISTER,
    RULESETS,
    Decision,
    Dossier,
    Register,
    RuleSets,
    Screening,
    UnknownOrder,
    screening_id,
)
from screening_policy import RULESET, Cells, Counts

__all__ = [
    "DUE_AFTER",
    "REGISTER",
    "RULESET",
    "RULESETS",
    "STATES",
    "Case",
    "Cells",
    "Counts",
    "Decision",
    "Dossier",
    "Policy",
    "Register",
    "RuleSets",
    "Screening",
    "UnknownOrder",
    "appeal",
    "approve_ruleset",
    "check_rules",
    "decide",
    "decide_watch",
    "dry_run",
    "end_order",
    "keep_replay",
    "note_opened",
    "note_tie",
    "propose_items",
    "remind",
    "report",
    "screen_batch",
    "screen_version",
    "screening_id",
    "stop",
    "stop_declined",
    "submit_order",
    "warm",
    "weigh",
]
