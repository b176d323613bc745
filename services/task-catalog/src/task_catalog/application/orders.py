"""Orders: what their clients and operators do with them, and what is heard of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Stream
from task_catalog.application.clients import admit, cause_of, recording, streams_of, write_for
from task_catalog.domain import FEES, RUNNING, Order, order_id_for

ONCE_PER_EVENT = ""
"""The consumer then takes the id of the event as the key."""


def quote_of(order: Order) -> dict[str, int]:
    """What the order costs at most under what is known now."""
    return order.price(order.possible_tasks, order.document)


def draft(
    key: str,
    digest: bytes,
    client_id: str,
    document: dict[str, Any],
    at: datetime,
    fees: Mapping[str, int] = FEES,
    operator_id: str = "",
) -> Command:
    """A client writes an order, or an operator does so for it."""
    order_id = order_id_for(key)

    def decide(found: Aggregates) -> Outcome:
        found[order_id].draft(client_id, document, dict(fees), at)
        if operator_id:
            write_for(found, order_id, client_id, operator_id, at)
        return Outcome(201, {"order_id": str(order_id), "version": 1, "state": "draft"})

    return Command(key, streams_of(client_id, order_id, ()), decide, digest)


def edit(
    key: str,
    digest: bytes,
    client_id: str,
    order_id: UUID,
    version: int,
    document: dict[str, Any],
    at: datetime,
    beside: Sequence[UUID] = (),
    operator_id: str = "",
) -> Command:
    """A client writes the version after `version`, or an operator for it.

    beside: the orders that the client had open when it was asked.
    """

    def decide(found: Aggregates) -> Outcome:
        order: Order = found[order_id]
        order.check_owner(client_id)
        if operator_id:
            write_for(found, order_id, client_id, operator_id, at)
        if order.state in RUNNING:
            admit(found, order, document, at)
        order.edit(version, document, at)
        return state_of(order)

    return Command(key, streams_of(client_id, order_id, beside), decide, digest)


def submit(
    key: str,
    digest: bytes,
    client_id: str,
    order_id: UUID,
    at: datetime,
    promise: dict[str, Any] | None = None,
    beside: Sequence[UUID] = (),
) -> Command:
    """A client hands a version in, or asks again for the money. promise: what the quote says of it."""

    def decide(found: Aggregates) -> Outcome:
        order: Order = found[order_id]
        order.check_owner(client_id)
        admit(found, order, order.document, at)
        order.submit(at)
        if promise is not None:
            order.promise_as(promise, at)
        return state_of(order)

    return Command(key, streams_of(client_id, order_id, beside), decide, digest)


def pause(key: str, digest: bytes, client_id: str, order_id: UUID, at: datetime) -> Command:
    return _move(key, digest, client_id, order_id, lambda order: order.pause(at))


def close(key: str, digest: bytes, client_id: str, order_id: UUID, at: datetime) -> Command:
    return _move(key, digest, client_id, order_id, lambda order: order.close("client", at))


def top_up(key: str, digest: bytes, client_id: str, order_id: UUID, at: datetime) -> Command:
    """A client raises the reward to what meets the floor, back pay included."""
    return _move(key, digest, client_id, order_id, lambda order: order.top_up(at))


def stop(key: str, digest: bytes, order_id: UUID, at: datetime) -> Command:
    """An operator ends an order whose client it is not."""
    return _move(key, digest, None, order_id, lambda order: order.stop(at))


def _move(
    key: str, digest: bytes, client_id: str | None, order_id: UUID, change: Callable[[Order], None]
) -> Command:
    def decide(found: Aggregates) -> Outcome:
        order: Order = found[order_id]
        if client_id is not None:
            order.check_owner(client_id)
        change(order)
        return state_of(order)

    return Command(key, [Stream(Order, order_id)], decide, digest)


def state_of(order: Order) -> Outcome:
    """What a client is told of its order after a change."""
    return Outcome(200, {"order_id": str(order.id), "version": order.order_version, "state": order.state})


def find_age(order_id: UUID, version: int, least_age: int, at: datetime) -> Command:
    """Screening has found from what age on a version is for members."""
    key = f"age/{order_id}/{version}"
    return _hear(key, order_id, lambda order: order.find_age(version, least_age, at))


def find_personal(
    order_id: UUID, version: int, declines: dict[str, str], consents: dict[str, str], at: datetime
) -> Command:
    """Screening has found personal questions in a version, with the words that decline or agree to each."""
    key = f"personal/{order_id}/{version}"
    return _hear(key, order_id, lambda order: order.find_personal(version, declines, consents, at))


def clear(order_id: UUID, version: int, by: str, at: datetime) -> Command:
    """Screening or an operator passes a version."""
    return _hear(f"clear/{order_id}/{version}/{by}", order_id, lambda order: order.clear(version, by, at))


def flag(
    order_id: UUID, version: int, verdict: str, by: str, findings: list[dict[str, Any]], at: datetime
) -> Command:
    """Screening or an operator does not pass a version."""
    key = f"flag/{order_id}/{version}/{by}"
    return _hear(key, order_id, lambda order: order.flag(version, verdict, findings, by, at))


def review_again(order_id: UUID, version: int, at: datetime) -> Command:
    """Other operators decide about a version, since its client appealed."""
    return _hear(f"appeal/{order_id}/{version}", order_id, lambda order: order.review_again(version, at))


def halt(order_id: UUID, at: datetime) -> Command:
    """A safety stop; may happen again after a false alarm."""
    return _hear(ONCE_PER_EVENT, order_id, lambda order: order.halt(at))


def release(order_id: UUID, breach: bool, rules: Sequence[str], at: datetime) -> Command:
    """An operator has decided what was reported or stopped; a breach goes on its client's record.

    rules: those that are broken, none in what was decided before they were named.
    """

    def decide(found: Aggregates) -> Outcome:
        order: Order = found[order_id]
        order.release(breach, at)
        return Outcome(200, {"client_id": order.client_id} if breach else {})

    rows = partial(recording, order_id, cause_of(rules))
    return Command(ONCE_PER_EVENT, [Stream(Order, order_id)], decide, rows=rows)


def measure_pay(order_id: UUID, version: int, answers: int, at: datetime, **figures: int) -> Command:
    """What members earn fell below the floor, or came up to it. figures: the other fields of PayMeasured."""
    key = f"pay/{order_id}/{version}/{answers}"
    return _hear(
        key, order_id, lambda order: order.measure_pay(at, version=version, answers=answers, **figures)
    )


def note_unclaimed(
    order_id: UUID, version: int, hours: int, conditions: list[dict[str, Any]], at: datetime
) -> Command:
    """Nobody has begun the order for so many hours; may be said again after members came."""
    return _hear(ONCE_PER_EVENT, order_id, lambda order: order.note_unclaimed(version, hours, conditions, at))


def hold_for_exits(order_id: UUID, version: int, at: datetime) -> Command:
    """Too many members are screened out of a version; may be said again after it went on."""
    return _hear(ONCE_PER_EVENT, order_id, lambda order: order.hold_for_exits(version, at))


def refuse_funding(order_id: UUID, tasks: int, short_by_jpy: int, at: datetime) -> Command:
    """The client's balance is short; may be said again in the same words after a new attempt."""
    return _hear(ONCE_PER_EVENT, order_id, lambda order: order.refuse_funding(tasks, short_by_jpy, at))


def complete(order_id: UUID, tasks: int, at: datetime) -> Command:
    """Every place is answered."""
    return _hear(ONCE_PER_EVENT, order_id, lambda order: order.complete(tasks, at))


def settle(order_id: UUID, paid_points: int, fee_jpy: int, returned_jpy: int, at: datetime) -> Command:
    """The ledger has settled the escrow; what members were paid for to its end counts for its client."""

    def decide(found: Aggregates) -> Outcome:
        order: Order = found[order_id]
        order.settle(paid_points, fee_jpy, returned_jpy, at)
        counts = paid_points and order.ended_by != "operator"
        return Outcome(200, {"client_id": order.client_id} if counts else {})

    rows = partial(recording, order_id, "settled")
    return Command(f"settled/{order_id}", [Stream(Order, order_id)], decide, rows=rows)


def _hear(key: str, order_id: UUID, change: Callable[[Order], None]) -> Command:
    def decide(found: Aggregates) -> None:
        change(found[order_id])

    return Command(key, [Stream(Order, order_id)], decide)
