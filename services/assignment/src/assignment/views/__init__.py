"""Read models of assignment: open work for members, progress and answers for clients."""

from assignment.views.audience import REGIONS, TOKYO, Tally, count_audience
from assignment.views.client import (
    LOWEST,
    Answered,
    Progress,
    Submission,
    Task,
    accepted_work,
    minutes_left,
    progress,
    review,
    submissions,
    undecided,
)
from assignment.views.due import DUE_MAX, expired_leases, silent_decisions
from assignment.views.follow import apply
from assignment.views.member import (
    CANDIDATES,
    Card,
    Mine,
    Proposal,
    cards,
    item_of,
    my_submissions,
    profile,
    propose,
    propose_task,
    stored_answers,
)
from assignment.views.pilots import apply_pilots, pilot_answers, pilots_due
from assignment.views.tables import tables
from assignment.views.watching import (
    Report,
    apply_watching,
    my_reports,
    reporter,
    reports_since,
    stopped_leases,
)

__all__ = [
    "CANDIDATES",
    "DUE_MAX",
    "LOWEST",
    "REGIONS",
    "TOKYO",
    "Answered",
    "Card",
    "Mine",
    "Progress",
    "Proposal",
    "Report",
    "Submission",
    "Tally",
    "Task",
    "accepted_work",
    "apply",
    "apply_pilots",
    "apply_watching",
    "cards",
    "count_audience",
    "expired_leases",
    "item_of",
    "minutes_left",
    "my_reports",
    "my_submissions",
    "pilot_answers",
    "pilots_due",
    "profile",
    "progress",
    "propose",
    "propose_task",
    "reporter",
    "reports_since",
    "review",
    "silent_decisions",
    "stopped_leases",
    "stored_answers",
    "submissions",
    "tables",
    "undecided",
]
