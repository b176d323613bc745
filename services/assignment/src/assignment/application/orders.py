"""What other services say about an order becomes its form, budget and tasks, in whatever order it comes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from assignment.domain import OrderBudget, OrderForm, TaskSlots, form_id, screens_out
from chassis.command import Aggregates, Command, Stream


def open_order(
    order_id: UUID,
    version: int,
    client_id: str,
    document: Mapping[str, Any],
    lease_seconds: int,
    at: datetime,
) -> Command:
    """Publishes the form of a version and lets members start under its terms."""
    audience = document["audience"]

    def decide(found: Aggregates) -> None:
        found[form_id(order_id, version)].publish(dict(document), at)
        found[order_id].open(
            at,
            form_version=version,
            client_id=client_id,
            title=document["title"],
            reward_points=document["reward_points"],
            estimated_minutes=document["estimated_minutes"],
            acceptance=document["acceptance"],
            lease_seconds=lease_seconds,
            age_min=audience["age_min"],
            age_max=audience["age_max"],
            prefectures=list(audience["prefectures"]),
            screens_out=screens_out(document),
            segment=audience.get("segment"),
        )

    streams = [Stream(OrderForm, form_id(order_id, version)), Stream(OrderBudget, order_id)]
    return Command(f"open/{order_id}/{version}", streams, decide)


def start_pilot(order_id: UUID, tasks: int, at: datetime) -> Command:
    """The first `tasks` tasks are to show whether the order works. Said again after a pause."""

    def decide(found: Aggregates) -> None:
        found[order_id].start_pilot(tasks, at)

    return Command(f"pilot/{order_id}/{tasks}", [Stream(OrderBudget, order_id)], decide)


def decide_pilot(order_id: UUID, tasks: int, measures: Mapping[str, Any], at: datetime) -> Command:
    """Says how a pilot went, whose places are all answered. measures: the fields of PilotDecided."""

    def decide(found: Aggregates) -> None:
        found[order_id].decide_pilot(tasks, at, **measures)

    return Command(f"pilot/{order_id}/{tasks}/decided", [Stream(OrderBudget, order_id)], decide)


def fund_order(order_id: UUID, points: int, at: datetime, reserve: int = 0, appeals: int = 0) -> Command:
    """Takes over the totals that the ledger has locked for rewards, exits (reserve) and appeals."""

    def decide(found: Aggregates) -> None:
        found[order_id].fund(points, reserve, appeals, at)

    return Command(f"fund/{order_id}/{points}/{reserve}/{appeals}", [Stream(OrderBudget, order_id)], decide)


def add_task(
    order_id: UUID,
    task_id: UUID,
    version: int,
    row: int,
    item: dict[str, str],
    places: int,
    at: datetime,
    adults_only: bool = False,
) -> Command:
    """Opens the places of a task."""

    def decide(found: Aggregates) -> None:
        found[task_id].open(order_id, version, row, item, places, adults_only, at)
        found[order_id].add_task(places, at)

    streams = [Stream(TaskSlots, task_id), Stream(OrderBudget, order_id)]
    return Command(f"task/{task_id}", streams, decide)


def note_unclaimed(
    order_id: UUID, since: datetime, conditions: Sequence[dict[str, Any]], at: datetime
) -> Command:
    """Nobody has begun an open order since then. conditions: how many members each leaves."""

    def decide(found: Aggregates) -> None:
        found[order_id].note_unclaimed(conditions, at)

    return Command(f"unclaimed/{order_id}/{since.isoformat()}", [Stream(OrderBudget, order_id)], decide)


def pause_order(order_id: UUID, at: datetime) -> Command:
    """Nobody new starts; what is running may be submitted. May happen again, so the key is the event's."""

    def decide(found: Aggregates) -> None:
        found[order_id].pause(at)

    return Command("", [Stream(OrderBudget, order_id)], decide)


def resume_order(order_id: UUID, at: datetime) -> Command:
    """Members may start again. May happen again, so the key is the event's."""

    def decide(found: Aggregates) -> None:
        found[order_id].resume(at)

    return Command("", [Stream(OrderBudget, order_id)], decide)


def close_order(order_id: UUID, at: datetime) -> Command:
    """Nobody starts any more; when the last work has ended, the order is drained."""

    def decide(found: Aggregates) -> None:
        found[order_id].close(at)

    return Command(f"close/{order_id}", [Stream(OrderBudget, order_id)], decide)
