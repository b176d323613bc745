"""What assignment says about audiences: rounded counts, in which nobody can be seen."""

from uuid import UUID

from pydantic import Field

from minijob_contracts.event import Count, Event, Ordinal, Part, PartyId, Version
from minijob_contracts.screenings import COMBINATIONS_MOST, Attribute

AUDIENCES = "audiences.v1"


class CellCount(Part):
    """How far a combination of attributes narrows an audience down; no cell is ever told by itself."""

    attributes: list[Attribute]
    small_percent: int | None = Field(
        None,
        ge=0,
        le=100,
        description="of 100 members in cells of fewer than 20, rounded up; null when too few told these",
    )


class AudienceCounted(Event):
    """assignment, when it has counted the audience that order-screening asked for."""

    TYPE = "minijob.AudienceCounted"
    TOPIC = AUDIENCES
    KEY = "order_id"

    order_id: UUID
    version: Version
    client_id: PartyId
    attempt: Ordinal
    is_census: bool = Field(description="whether enough members have a profile for a count to say anything")
    eligible: Count = Field(description="rounded down to 100; 0 is under 100")
    reaches_k: bool = Field(description="whether they are 20 or more")
    cells: list[CellCount] = Field(max_length=COMBINATIONS_MOST)
