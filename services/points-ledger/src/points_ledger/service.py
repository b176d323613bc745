"""What the ledger is made of."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from chassis.command import Command
from chassis.patrol import PATROL_SECONDS, Patrol
from chassis.service import Service
from chassis.timers import Timer
from minijob_contracts.points import ESCROWS, POINTS
from points_ledger import api, application, chain, folds, publishing, subscribers, views
from points_ledger.domain import AGGREGATES
from points_ledger.watch import Watch

SETTLED_AT_ONCE = 100
DUE_AT_ONCE = 200
HOLD_SECONDS = 1
CALENDAR_SECONDS = 60
WATCH_SECONDS = 1
PAID_AT_ONCE = 20
AUDIT_DAYS = 400
WATCH = Watch(AGGREGATES)


def due_settlements(tx: Connection, at: datetime) -> Sequence[Command]:
    """Escrows whose work has ended and is paid."""
    return [
        application.settle(row["order_id"], row["client_id"], row["paid_answers"], row["paid_points"], at)
        for row in views.escrows_to_settle(tx, SETTLED_AT_ONCE)
    ]


def due_holds(tx: Connection, at: datetime) -> Sequence[Command]:
    """Holds whose time is over."""
    return [
        application.expire_hold(hold_id, member_id, at)
        for hold_id, member_id in views.holds_due(tx, at, DUE_AT_ONCE)
    ]


def due_lots(tx: Connection, at: datetime) -> Sequence[Command]:
    """Accounts with lots whose last day is over."""
    return [application.expire_lots(account, day, at) for account, day in views.lots_due(tx, at, DUE_AT_ONCE)]


def due_notices(tx: Connection, at: datetime) -> Sequence[Command]:
    """Lots that end in 30, 7 or 1 days."""
    return [
        application.notice(account, lot, expires_on, days, at)
        for account, lot, expires_on, days in views.notices_due(tx, at, DUE_AT_ONCE)
    ]


def due_reviews(tx: Connection, at: datetime) -> Sequence[Command]:
    """What nobody has decided in time."""
    return [
        application.lapse_review(review_id, member_id, to_member, at)
        for review_id, member_id, to_member in views.reviews_due(tx, at, DUE_AT_ONCE)
    ]


def due_forwards(tx: Connection, at: datetime) -> Sequence[Command]:
    """What has come to merged accounts."""
    return [
        application.forward(member_id, into, at)
        for member_id, into in views.forwards_due(tx, at, DUE_AT_ONCE)
    ]


def due_lapses(tx: Connection, at: datetime) -> Sequence[Command]:
    """Members who have left, and what they did not spend."""
    return [application.lapse(member_id, at) for member_id in views.lapses_due(tx, at, DUE_AT_ONCE)]


def due_payouts(tx: Connection, at: datetime) -> Sequence[Command]:
    """Partners with whom the last month is to be settled."""
    return [application.pay_out(*one, at) for one in views.payouts_due(tx, folds.VIEW, at, PAID_AT_ONCE)]


def due_debts(tx: Connection, at: datetime, limits: application.Limits) -> Sequence[Command]:
    """What escrows owe and can pay by now."""
    return [
        application.pay_owed(application.Debt(*row), at, limits)
        for row in views.owed_payable(tx, DUE_AT_ONCE)
    ]


def due_forgetting(tx: Connection, at: datetime) -> Sequence[Command]:
    """Old lines of the audit go; no command."""
    with tx.begin():
        views.forget_refusals(tx, AUDIT_DAYS)
    return []


def due_give_backs(tx: Connection, at: datetime) -> Sequence[Command]:
    """What has become free of members who were split off."""
    return [
        application.give_back(member_id, survivor, at)
        for member_id, survivor in views.give_backs_due(tx, at, DUE_AT_ONCE)
    ]


def ledger_service(limits: application.Limits) -> Service:
    """The service; what is earned above the limits waits for a person."""
    return Service(
        name="points-ledger",
        router=api.router,
        aggregates=AGGREGATES,
        to_contract=publishing.to_contract,
        topics=[POINTS, ESCROWS],
        tables=views.tables,
        views={folds.VIEW: views.apply},
        subscriptions=subscribers.subscriptions(limits),
        uploads=re.compile("/v1/points/batches"),
        timers=[
            Timer("settle", seconds=0.5, due=due_settlements),
            Timer("holds", seconds=HOLD_SECONDS, due=due_holds, full=DUE_AT_ONCE),
            Timer(
                "debts", seconds=HOLD_SECONDS, due=lambda tx, at: due_debts(tx, at, limits), full=DUE_AT_ONCE
            ),
            Timer("reviews", seconds=CALENDAR_SECONDS, due=due_reviews, full=DUE_AT_ONCE),
            Timer("forwards", seconds=HOLD_SECONDS, due=due_forwards, full=DUE_AT_ONCE),
            Timer("give-backs", seconds=HOLD_SECONDS, due=due_give_backs, full=DUE_AT_ONCE),
            Timer("lots", seconds=CALENDAR_SECONDS, due=due_lots, full=DUE_AT_ONCE),
            Timer("notices", seconds=CALENDAR_SECONDS, due=due_notices, full=DUE_AT_ONCE),
            Timer("anchor", seconds=CALENDAR_SECONDS, due=chain.due_anchor),
            Timer("lapses", seconds=CALENDAR_SECONDS, due=due_lapses, full=DUE_AT_ONCE),
            Timer("payouts", seconds=CALENDAR_SECONDS, due=due_payouts, full=PAID_AT_ONCE),
            Timer("audit", seconds=3_600, due=due_forgetting),
            Timer("watch", seconds=WATCH_SECONDS, due=WATCH.due),
            Timer("patrol", seconds=PATROL_SECONDS, due=Patrol(WATCH.again).due),
        ],
        chained=True,
    )


SERVICE = ledger_service(application.Limits())
