"""What assignment is made of."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from assignment import application, quality, views
from assignment.api import router
from assignment.application import Candidate
from assignment.domain import (
    Assignment,
    AudienceCount,
    AudienceSources,
    ClientIdentity,
    ClientRecord,
    ClientReviews,
    Desk,
    LateAnswers,
    MemberAppeals,
    MemberSource,
    OrderBudget,
    OrderForm,
    OrderMember,
    TaskSlots,
    YoungMember,
)
from assignment.overdue import measure_overdue
from assignment.publishing import to_contract
from assignment.subscribers import subscriptions
from chassis import clock
from chassis.codec import Codec
from chassis.command import Command
from chassis.database import read_aggregate
from chassis.jobs import Chunk
from chassis.service import Service
from chassis.timers import Timer
from minijob_contracts.audiences import AUDIENCES
from minijob_contracts.submissions import SUBMISSIONS

AGGREGATES = [
    Assignment,
    AudienceCount,
    AudienceSources,
    ClientIdentity,
    ClientRecord,
    ClientReviews,
    Desk,
    LateAnswers,
    MemberAppeals,
    MemberSource,
    OrderBudget,
    OrderForm,
    OrderMember,
    TaskSlots,
    YoungMember,
]
CODEC = Codec(AGGREGATES)
EXPIRY_SECONDS = 2
SILENCE_SECONDS = 2
PILOT_SECONDS = 2
STOP_SECONDS = 0.5
PHOTOS_SECONDS = 30
BACK_PAY_SECONDS = 2
WAITING_SECONDS = 60
CONTEST_SECONDS = 2
OVERDUE_SECONDS = 30


def end_leases(tx: Connection, now: datetime) -> Sequence[Command]:
    """Ends leases whose time is over."""
    return [
        application.expire(id, Candidate(order_id, task_id), lease, now)
        for id, order_id, task_id, lease in views.expired_leases(tx, now)
    ]


def decide_silently(tx: Connection, now: datetime) -> Sequence[Command]:
    """Accepts answers that the client has left undecided for too long."""
    return [
        application.accept_by_silence(id, order_id, client_id, now)
        for id, order_id, client_id in views.silent_decisions(tx, now)
    ]


def count_audience(tx: Connection, argument: Mapping[str, Any], cursor: int) -> Chunk:
    """Counts the audience that order-screening asked for."""

    def count(audience: Any, combinations: Any, k: int, at: datetime) -> views.Tally:
        return views.count_audience(tx, audience, combinations, k, at)

    return application.count_audience(count, argument, clock.now())


def decide_pilots(tx: Connection, now: datetime) -> Sequence[Command]:
    """Says how each pilot went whose places are all answered."""
    commands = []
    for order_id, tasks, version, since in views.pilots_due(tx, now):
        given = [quality.Answer(*row) for row in views.pilot_answers(tx, order_id, since)]
        if given:
            form = read_aggregate(tx, CODEC, OrderForm, application.form_id(order_id, version))
            reported = views.reports_since(tx, order_id, since)
            measures = quality.measured(form.document, given, reported)
            commands.append(application.decide_pilot(order_id, tasks, measures, now))
    return commands


def stop_leases(tx: Connection, now: datetime) -> Sequence[Command]:
    """Ends live leases of versions that were stopped."""
    return [
        application.stop_lease(id, Candidate(order_id, task_id), lease, now)
        for id, order_id, task_id, lease in views.stopped_leases(tx)
    ]


def pay_up(tx: Connection, now: datetime) -> Sequence[Command]:
    """Pays accepted answers what the reward of their order was raised to, and says when none is left."""
    due = [application.back_pay(*one, now) for one in views.back_pays_due(tx)]
    return due or [application.end_back_pay(*one, now) for one in views.orders_paid_up(tx)]


def tell_unclaimed(tx: Connection, now: datetime) -> Sequence[Command]:
    """Tells of open orders that nobody has begun for long, and which of their conditions may be why."""
    return [
        application.note_unclaimed(order_id, since, views.members_left(tx, audience, now), now)
        for order_id, since, audience in views.waiting_orders(tx, now)
    ]


def end_contests(tx: Connection, now: datetime) -> Sequence[Command]:
    """Ends what nobody has appealed against in time, and appeals that the client has not answered."""
    ended = [application.end_by_time(application.Dispute(*one), now) for one in views.contests_due(tx, now)]
    erased = [application.end_erased(application.Dispute(*one), now) for one in views.erased_contests(tx)]
    return [*ended, *erased]


def drop_photos(tx: Connection, now: datetime) -> Sequence[Command]:
    """Erases photos of leases that ended without an answer."""
    return [application.erase_abandoned_photo(*one) for one in views.abandoned_photos(tx)]


SERVICE = Service(
    name="assignment",
    router=router,
    aggregates=AGGREGATES,
    to_contract=to_contract,
    topics=[SUBMISSIONS, AUDIENCES],
    tables=views.tables,
    views={
        "views_v1": views.apply,
        "clients_v1": views.apply_clients,
        "pilots_v2": views.apply_pilots,
        "fair_pay_v1": views.apply_fair_pay,
        "waits_v1": views.apply_waits,
        "watching_v1": views.apply_watching,
    },
    subscriptions=subscriptions,
    jobs={application.COUNT: count_audience},
    uploads=re.compile(r"/v1/assignments/[^/]+/photos"),
    files_in_use=views.photos_in_use,
    timers=[
        Timer("stops", STOP_SECONDS, stop_leases, full=views.DUE_MAX),
        Timer("expiry", EXPIRY_SECONDS, end_leases, full=views.DUE_MAX),
        Timer("photos", PHOTOS_SECONDS, drop_photos, full=views.ABANDONED_MAX),
        Timer("silence", SILENCE_SECONDS, decide_silently, full=views.DUE_MAX),
        Timer("contests", CONTEST_SECONDS, end_contests, full=views.DUE_MAX),
        Timer("overdue", OVERDUE_SECONDS, measure_overdue),
        Timer("pilots", PILOT_SECONDS, decide_pilots),
        Timer("back_pay", BACK_PAY_SECONDS, pay_up, full=views.DUE_MAX),
        Timer("unclaimed", WAITING_SECONDS, tell_unclaimed),
    ],
)
