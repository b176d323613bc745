"""All rewrites that screening offers, of the order and of its held rows, made in one action."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Stream
from screening_policy import Finding, Verdict, apply_rewrites
from task_catalog.application.clients import admit, streams_of
from task_catalog.application.items import in_batches
from task_catalog.application.orders import state_of
from task_catalog.domain import ItemBatch, Order, RowsChanged, UploadsMeet, batch_id

BATCHES_AT_ONCE = 100
Mended = Mapping[int, Mapping[int, dict[str, str]]]
"""The rewritten rows of each batch, by their numbers."""


def rewritten(document: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A copy of the document with every rewrite made that the findings offer."""
    offered = tuple(
        Finding(one["rule"], "fix", one["where"], (0, 0), "", "", one["rewrite"])
        for one in findings
        if one.get("rewrite")
    )
    return apply_rewrites(document, Verdict("fix", "", offered))


def numbers_of(order: Order, ids: Sequence[UUID]) -> dict[int, UUID]:
    """The batches with these streams, by number."""
    numbers = {batch_id(order.id, number): number for number in range(order.batches)}
    return {numbers[id]: id for id in ids}


def accept_rewrites(
    key: str,
    digest: bytes,
    client_id: str,
    order_id: UUID,
    version: int,
    document: dict[str, Any],
    at: datetime,
    beside: Sequence[UUID] = (),
    mended: Mended | None = None,
    first_batch: int = 0,
) -> Command:
    """Takes `document`, the `rewritten` one of `version`, and proposes the rewritten rows as further batches.

    beside, mended, first_batch: the client's open orders, the rows and the next batch as the caller has read
    them.
    """
    mended = mended or {}
    batches = in_batches([item for rows in mended.values() for item in rows.values()])
    old = {number: batch_id(order_id, number) for number in mended}
    new = [batch_id(order_id, first_batch + number) for number in range(len(batches))]

    def decide(found: Aggregates) -> Outcome:
        order: Order = found[order_id]
        order.check_owner(client_id)
        order.check_rewrites(version, document, of_rows=bool(mended))
        if mended and order.batches != first_batch:
            raise UploadsMeet("an upload came first; send the same request again")
        if any(found[old[number]].mended(version) != rows for number, rows in mended.items()):
            raise RowsChanged("the held rows were screened again meanwhile; send the same request again")
        admit(found, order, document, at)
        for number, rows in mended.items():
            found[old[number]].replace(str(order_id), list(rows), at)
            order.replace_rows(number, len(rows), at)
        for number, (id, batch) in enumerate(zip(new, batches, strict=True), first_batch):
            found[id].propose(str(order_id), number, order.add_batch(batch, at), batch, at)
        order.accept_rewrites(document, at)
        return Outcome(200, {**state_of(order).ids, "rewritten_rows": sum(map(len, mended.values()))})

    streams = [Stream(ItemBatch, id) for id in (*old.values(), *new)]
    return Command(key, [*streams_of(client_id, order_id, beside), *streams], decide, digest)
