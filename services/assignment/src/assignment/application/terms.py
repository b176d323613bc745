"""The terms under which a member works on an order: who, what, until when, for how much, paid by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from assignment.application.submissions import DECIDE_WITHIN
from assignment.domain import EXIT_POINTS_LEAST, screens_out

PAY_WITHIN = timedelta(days=60)
"""The longest time from handing in to pay that the freelance act allows; silence decides long before."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What both sides may rely on. Points can be spent from the moment of acceptance.

    due_seconds: from taking the task to handing in. inspection_hours: from handing in to the acceptance, at
    the latest; 0 when answers that fit the form are accepted at once. may_end_early: an answer may end the
    questions; then the time until there is paid at once, with exit_points_least or more.
    """

    recipient: str
    title: str
    content: str
    purpose: str
    retention: str
    questions: int
    reward_points: int
    due_seconds: int
    inspection_hours: int
    pay_days: int
    may_end_early: bool
    exit_points_least: int


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The latest moments for one task that was taken; what is done sooner is inspected and paid sooner."""

    agreed_at: datetime
    due_at: datetime
    inspected_by: datetime
    paid_by: datetime


def terms_of(document: Mapping[str, Any], lease_seconds: int) -> Terms:
    """The terms of a form. document: of the order; documents of old orders name no recipient."""
    inspection = timedelta(0) if document["acceptance"] == "automatic" else min(DECIDE_WITHIN, PAY_WITHIN)
    return Terms(
        recipient=document.get("recipient", ""),
        title=document["title"],
        content=document["instructions"],
        purpose=document.get("purpose", ""),
        retention=document.get("retention", ""),
        questions=len(document["questions"]),
        reward_points=document["reward_points"],
        due_seconds=lease_seconds,
        inspection_hours=int(inspection.total_seconds()) // 3600,
        pay_days=PAY_WITHIN.days,
        may_end_early=screens_out(document),
        exit_points_least=EXIT_POINTS_LEAST,
    )


def deadlines_of(inspection_hours: int, leased_at: datetime, expires_at: datetime) -> Deadlines:
    """Of one lease. Acceptance pays, so nobody is paid later than inspected."""
    inspected_by = expires_at + timedelta(hours=inspection_hours)
    return Deadlines(leased_at, expires_at, inspected_by, inspected_by)
