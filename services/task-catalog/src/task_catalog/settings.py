"""What can be set about the catalog."""

from typing import Annotated, Any

from pydantic import Field, field_validator

from chassis.settings import Settings
from task_catalog.domain import FEES

Percent = Annotated[int, Field(ge=0, le=100)]


class CatalogSettings(Settings):
    """A batch of items is up to 200 kB in memory, so fewer of them are kept there.

    fees: percent of all that an order pays to members, by how its answers are accepted, as JSON in `FEES`. An
    order keeps those under which it was drafted. audience_sources: by id, as assignment asks them.
    """

    writer_cached_aggregates: int = 1_000
    fees: dict[str, Percent] = FEES
    audience_sources: dict[str, Any] = {}

    @field_validator("fees")
    @classmethod
    def of_both(cls, fees: dict[str, int]) -> dict[str, int]:
        """Each way of acceptance has a fee."""
        if wrong := FEES.keys() ^ fees.keys():
            raise ValueError(f"names one fee for each of {', '.join(FEES)}; see {', '.join(sorted(wrong))}")
        return fees
