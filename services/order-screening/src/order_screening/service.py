"""What order-screening is made of."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from chassis.clock import now
from chassis.codec import Codec
from chassis.database import read_aggregate
from chassis.jobs import Chunk, JobStep
from chassis.patrol import PATROL_SECONDS, Patrol
from chassis.service import Service
from chassis.settings import Settings
from chassis.timers import Timer
from minijob_contracts.screenings import SCREENINGS
from order_screening import application, views
from order_screening.api import router
from order_screening.application import Policy
from order_screening.domain import (
    ClientRecord,
    ClientTies,
    Dossier,
    ItemBatchScreening,
    Register,
    RuleSets,
    Screening,
    Watch,
)
from order_screening.overdue import due_counts, due_reviews, due_watches
from order_screening.publishing import to_contract
from order_screening.subscribers import subscriptions

AGGREGATES = [ClientRecord, ClientTies, Dossier, ItemBatchScreening, Register, RuleSets, Screening, Watch]
CODEC = Codec(AGGREGATES)
OVERDUE_SECONDS = 30
COUNTS_SECONDS = 1


class ScreeningSettings(Settings):
    """A batch of items is up to 200 kB in memory, so fewer of them are kept there."""

    writer_cached_aggregates: int = 1_000
    screening_seconds: float = 10.0  # a job's transaction may be idle for 30 s


def screening_service(may_clear: bool, seconds: float = 10.0) -> Service:
    """The service under a policy whose `pass` clears (local mode), or under which a person has to look."""
    policy = Policy(may_clear, seconds)

    def job(step: Any) -> JobStep:
        def turn(tx: Connection, argument: Mapping[str, Any], cursor: int) -> Chunk:
            def load(kind: type[Any], id: UUID) -> Any:
                return read_aggregate(tx, CODEC, kind, id)

            chunk: Chunk = step(policy, load, argument, cursor, now())
            return chunk

        return turn

    return Service(
        name="order-screening",
        router=router,
        aggregates=AGGREGATES,
        to_contract=to_contract,
        topics=[SCREENINGS],
        tables=views.tables,
        views={"views_v2": views.apply, "watches_v1": views.apply_watches},
        subscriptions=subscriptions,
        jobs={
            "screen_version": job(application.screen_version),
            "screen_batch": job(application.screen_batch),
        },
        timers=[
            Timer("overdue", OVERDUE_SECONDS, due_reviews, full=views.DUE_MAX),
            Timer("counts", COUNTS_SECONDS, due_counts, full=views.DUE_MAX),
            Timer("watches", OVERDUE_SECONDS, due_watches),
            Timer("patrol", PATROL_SECONDS, Patrol().due),
        ],
        chained=True,
    )


SERVICE = screening_service(may_clear=False)
