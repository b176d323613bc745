"""The counting of audiences: a job, so that a large membership holds up nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import Any, Protocol
from uuid import UUID

from assignment.domain import AudienceCount, audience_id
from chassis.command import Aggregates, Command, Stream
from chassis.jobs import Chunk, job

COUNT = "count_audience"
K = 20
ROUNDED_TO = 100
CENSUS_MIN = 100
"""Members with a profile below which a count says nothing about the membership."""


class Tally(Protocol):
    """What a view has counted, exactly; it never leaves this module."""

    @property
    def members(self) -> int: ...
    @property
    def eligible(self) -> int: ...
    @property
    def cells(self) -> Sequence[tuple[int, int]]: ...


class Count(Protocol):
    """Counts members with a profile, those of an audience, and of each combination (told, in small cells)."""

    def __call__(
        self, audience: Mapping[str, Any], combinations: Sequence[Sequence[str]], k: int, at: datetime, /
    ) -> Tally: ...


def ask_count(
    order_id: UUID,
    version: int,
    client_id: str,
    attempt: int,
    audience: Mapping[str, Any],
    combinations: Sequence[Sequence[str]],
) -> Command:
    """Starts the job that counts."""
    key = f"{COUNT}/{order_id}/{version}/{attempt}"
    argument = {
        "order_id": str(order_id),
        "version": version,
        "client_id": client_id,
        "attempt": attempt,
        "audience": dict(audience),
        "combinations": [list(one) for one in combinations],
    }
    start = job(key, COUNT, argument)
    return Command(key, [], lambda found: None, rows=lambda outcome: [start])


def count_audience(count: Count, argument: Mapping[str, Any], at: datetime) -> Chunk:
    """Counts, and keeps what may be told: rounded, and no cell by itself."""
    order_id, version, attempt = UUID(argument["order_id"]), argument["version"], argument["attempt"]
    combinations = argument["combinations"]
    tally = count(argument["audience"], combinations, K, at)
    id = audience_id(order_id, version, attempt)

    def decide(found: Aggregates) -> None:
        found[id].count(
            at,
            order_id=order_id,
            order_version=version,
            client_id=argument["client_id"],
            attempt=attempt,
            is_census=tally.members >= CENSUS_MIN,
            eligible=rounded(tally.eligible),
            reaches_k=tally.eligible >= K,
            cells=[
                {"attributes": combination, "small_percent": small_percent(tally.eligible, *counted)}
                for combination, counted in zip(combinations, tally.cells, strict=True)
            ],
        )

    return Chunk([Command(f"counted/{id}", [Stream(AudienceCount, id)], decide)], None)


def rounded(members: int) -> int:
    """What may be told of a count: whole hundreds, so 0 below 100 (business rule 23)."""
    return members // ROUNDED_TO * ROUNDED_TO


def small_percent(eligible: int, told: int, small: int) -> int | None:
    """Of 100 who told their attributes those in small cells, rounded up; None when fewer than half told."""
    if not told or told * 2 < eligible:
        return None
    return ceil(100 * small / told)
