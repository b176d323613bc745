"""`python -m benchmarks.bare`: a service whose two routes write one event each, and nothing else.

It stands where assignment stands behind the gateway, so that the same two calls show what proxy and Writer
cost without any business.
"""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID, uuid5

from fastapi import APIRouter, Depends
from sqlalchemy import MetaData

from chassis.aggregate import Aggregate
from chassis.clock import now
from chassis.command import Aggregates, Command, Stream
from chassis.http import Body, Caller, Edge, Idempotency
from chassis.http.dependencies import edge
from chassis.service import Service
from chassis.serving import serve

NAMESPACE = UUID("0d4b6a7e-3c55-4c8e-9b0f-6a3b1f3ce1a4")


class Visit(Aggregate):
    """Two steps of one member."""

    def __init__(self) -> None:
        self.steps = 0

    class Stepped(Aggregate.Event):
        """One call."""

        TOPIC = "Visit.Stepped"

        def apply(self, aggregate: "Visit") -> None:
            aggregate.steps += 1


class Anything(Body):
    """What members send."""

    order_id: str = ""
    answers: Mapping[str, Any] = {}
    consents: list[str] = []


def step(key: str, visit_id: UUID) -> Command:
    """One event on one stream."""

    def decide(found: Aggregates) -> None:
        found[visit_id].trigger_event(Visit.Stepped, timestamp=now())

    return Command(key, [Stream(Visit, visit_id)], decide)


Here = Annotated[Edge, Depends(edge)]
router = APIRouter()


@router.post("/v1/assignments", status_code=201)
async def lease(body: Anything, caller: Caller.Member, key: Idempotency, here: Here) -> dict[str, str]:
    """As a lease: a new stream."""
    visit_id = uuid5(NAMESPACE, key.key)
    await here.writer.submit(step(key.key, visit_id))
    return {"assignment_id": str(visit_id)}


@router.post("/v1/assignments/{visit_id}/submission")
async def submission(
    visit_id: UUID, body: Anything, caller: Caller.Member, key: Idempotency, here: Here
) -> dict[str, str]:
    """As a submission: the same stream again."""
    await here.writer.submit(step(key.key, visit_id))
    return {"state": "accepted"}


SERVICE = Service(
    name="bare",
    router=router,
    aggregates=[Visit],
    to_contract=lambda event: None,
    topics=[],
    tables=MetaData(),
    views={},
)

if __name__ == "__main__":
    serve(SERVICE)
