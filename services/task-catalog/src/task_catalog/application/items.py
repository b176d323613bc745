"""Items: uploads in batches, and which of their rows may become tasks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from task_catalog.application.clients import admit, streams_of, write_for
from task_catalog.domain import GROWN_UP, ItemBatch, Order, UploadsMeet, batch_id

ITEMS_PER_BATCH = 200
BATCH_BYTES = 200_000


def in_batches(rows: Sequence[dict[str, str]]) -> list[list[dict[str, str]]]:
    """Rows in pieces that fit into one event each."""
    batches: list[list[dict[str, str]]] = []
    size = BATCH_BYTES
    for row in rows:
        length = len(orjson.dumps(row))
        if size + length > BATCH_BYTES or len(batches[-1]) == ITEMS_PER_BATCH:
            batches.append([])
            size = 0
        batches[-1].append(row)
        size += length
    return batches


def add_items(
    key: str,
    digest: bytes,
    client_id: str,
    order_id: UUID,
    first_batch: int,
    rows: Sequence[dict[str, str]],
    at: datetime,
    beside: Sequence[UUID] = (),
    operator_id: str = "",
) -> Command:
    """Takes rows as batches from `first_batch` on, the number that the caller has just read.

    beside: the orders that the client had open then. operator_id: of an operator who adds them for it.
    """
    batches = in_batches(rows)
    ids = [batch_id(order_id, first_batch + number) for number in range(len(batches))]

    def decide(found: Aggregates) -> Outcome:
        order: Order = found[order_id]
        order.check_owner(client_id)
        if order.batches != first_batch:
            raise UploadsMeet("another upload came first; send the same request again")
        if operator_id:
            write_for(found, order_id, client_id, operator_id, at)
        if order.state != "draft":
            admit(found, order, order.document, at, more_rows=len(rows))
        for number, (id, batch) in enumerate(zip(ids, batches, strict=True), first_batch):
            first_row = order.add_batch(batch, at)
            found[id].propose(str(order_id), number, first_row, batch, at)
        return Outcome(200, {"accepted": len(rows)})

    batch_streams = [Stream(ItemBatch, id) for id in ids]
    return Command(key, [*streams_of(client_id, order_id, beside), *batch_streams], decide, digest)


def screen_items(
    order_id: UUID,
    version: int,
    batch: int,
    cleared: list[int],
    held: list[dict[str, Any]],
    at: datetime,
    approved: Sequence[int] = (),
) -> Command:
    """Which rows of a batch may become tasks; said again when an operator has decided held ones.

    approved: those of the cleared that a person has passed; they make the version one for grown-ups.
    """
    id = batch_id(order_id, batch)

    def decide(found: Aggregates) -> None:
        order, rows = found[order_id], found[id]
        if not order.awaits_rows(version):
            return
        if approved:
            order.find_age(version, GROWN_UP, at)
        if rows.screen(str(order_id), version, order.live_version, cleared, held, list(approved), at):
            order.screen_batch(batch, len(rows.cleared), len(rows.held), rows.undecided, rows.lost, at)

    key = f"items/{order_id}/{version}/{batch}/{digest_of(cleared, held).hex()}"
    return Command(key, [Stream(Order, order_id), Stream(ItemBatch, id)], decide)
