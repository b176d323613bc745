"""What every contract event is: an immutable pydantic model that knows its type, topic and key."""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Points = Annotated[int, Field(ge=0, le=10**12, description="whole points")]
Yen = Annotated[int, Field(ge=0, le=10**15, description="whole yen")]
Version = Annotated[int, Field(ge=1, description="version of the order, from 1")]
PartyId = Annotated[str, Field(min_length=1, max_length=64, description="id of a client, member or operator")]
Item = dict[str, str]


class Part(BaseModel):
    """A piece of an event. Unknown fields are ignored, so a newer speaker does not break an older ear."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(Part):
    """Something that happened, in the past tense; a subclass says who says it and when.

    `TYPE` is the CloudEvents type, `TOPIC` the Kafka topic, `KEY` the field whose value is the record's key.
    """

    TYPE: ClassVar[str]
    TOPIC: ClassVar[str]
    KEY: ClassVar[str]

    def key(self) -> str:
        """The record's key: all events with one key are read in the order in which they were said."""
        value: Any = getattr(self, self.KEY)
        return str(value)


__all__ = ["UUID", "Event", "Item", "Part", "PartyId", "Points", "Version", "Yen"]
