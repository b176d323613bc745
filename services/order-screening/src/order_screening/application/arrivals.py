"""What task-catalog has said about an order, taken in whichever order it comes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.command import Aggregates, Command, Insert, Outcome, Row, Stream
from chassis.jobs import job
from order_screening.domain import Dossier, ItemBatchScreening, batch_id


def submit_order(
    order_id: UUID,
    version: int,
    client_id: str,
    document: dict[str, Any],
    at: datetime,
    edited_by: Sequence[str] = (),
) -> Command:
    """A version of an order: a job screens it, then every batch of items that was seen.

    edited_by: operators who wrote for the client.
    """

    def decide(found: Aggregates) -> None:
        found[order_id].submit(version, client_id, document, list(edited_by), at)

    key = f"submitted/{order_id}/{version}"
    start = job(key, "screen_version", {"order_id": str(order_id), "version": version})
    return Command(key, [Stream(Dossier, order_id)], decide, rows=lambda outcome: [start])


def propose_items(
    order_id: UUID, batch: int, first_row: int, rows: Sequence[dict[str, str]], at: datetime
) -> Command:
    """A batch of items: kept, and screened by a job when a version is known already."""
    id = batch_id(order_id, batch)

    def decide(found: Aggregates) -> Outcome:
        found[id].receive(order_id, batch, first_row, list(rows), at)
        found[order_id].see_batch(batch, at)
        return Outcome(200, {"version": 0 if found[order_id].ended else found[order_id].newest})

    key = f"proposed/{order_id}/{batch}"

    def start(outcome: Outcome) -> list[Row]:
        if not outcome.ids["version"]:
            return []
        argument = {"order_id": str(order_id), "batch": batch}
        started: Insert = job(key, "screen_batch", argument, len(rows))
        return [started]

    return Command(key, [Stream(Dossier, order_id), Stream(ItemBatchScreening, id)], decide, rows=start)


def end_order(order_id: UUID, at: datetime) -> Command:
    """A closed order: its cases leave the queue, and what is still unscreened stays so."""

    def decide(found: Aggregates) -> None:
        found[order_id].end(at)

    return Command(f"closed/{order_id}", [Stream(Dossier, order_id)], decide)
