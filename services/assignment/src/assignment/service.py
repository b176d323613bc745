"""What assignment is made of."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from assignment import application, views
from assignment.api import router
from assignment.application import Candidate
from assignment.domain import Assignment, AudienceCount, OrderBudget, OrderForm, TaskSlots
from assignment.publishing import to_contract
from assignment.subscribers import subscriptions
from chassis import clock
from chassis.command import Command
from chassis.jobs import Chunk
from chassis.service import Service
from chassis.timers import Timer
from minijob_contracts.audiences import AUDIENCES
from minijob_contracts.submissions import SUBMISSIONS

EXPIRY_SECONDS = 2
SILENCE_SECONDS = 2


def end_leases(tx: Connection, now: datetime) -> Sequence[Command]:
    """Ends leases whose time is over."""
    return [
        application.expire(id, Candidate(order_id, task_id), lease, now)
        for id, order_id, task_id, lease in views.expired_leases(tx, now)
    ]


def decide_silently(tx: Connection, now: datetime) -> Sequence[Command]:
    """Accepts answers that the client has left undecided for too long."""
    return [
        application.accept_by_silence(id, order_id, now) for id, order_id in views.silent_decisions(tx, now)
    ]


def count_audience(tx: Connection, argument: Mapping[str, Any], cursor: int) -> Chunk:
    """Counts the audience that order-screening asked for."""

    def count(audience: Any, combinations: Any, k: int, at: datetime) -> views.Tally:
        return views.count_audience(tx, audience, combinations, k, at)

    return application.count_audience(count, argument, clock.now())


SERVICE = Service(
    name="assignment",
    router=router,
    aggregates=[Assignment, AudienceCount, OrderBudget, OrderForm, TaskSlots],
    to_contract=to_contract,
    topics=[SUBMISSIONS, AUDIENCES],
    tables=views.tables,
    views={"views_v1": views.apply},
    subscriptions=subscriptions,
    jobs={application.COUNT: count_audience},
    timers=[
        Timer("expiry", EXPIRY_SECONDS, end_leases, full=views.DUE_MAX),
        Timer("silence", SILENCE_SECONDS, decide_silently, full=views.DUE_MAX),
    ],
)
