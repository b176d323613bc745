"""What the ledger is made of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from chassis.command import Command
from chassis.service import Service
from chassis.timers import Timer
from minijob_contracts.points import ESCROWS, POINTS
from points_ledger import api, application, proof, publishing, subscribers, views
from points_ledger.domain import ClientAccount, MemberAccount, OrderEscrow

SETTLED_AT_ONCE = 100


def due_settlements(tx: Connection, at: datetime) -> Sequence[Command]:
    """Escrows whose work has ended and is paid."""
    return [
        application.settle(row["order_id"], row["client_id"], row["paid_answers"], at)
        for row in views.escrows_to_settle(tx, SETTLED_AT_ONCE)
    ]


SERVICE = Service(
    name="points-ledger",
    router=api.router,
    aggregates=[MemberAccount, ClientAccount, OrderEscrow],
    to_contract=publishing.to_contract,
    topics=[POINTS, ESCROWS],
    tables=views.tables,
    views={proof.VIEW: views.apply},
    subscriptions=subscribers.subscriptions,
    timers=[Timer("settle", seconds=0.5, due=due_settlements)],
)
