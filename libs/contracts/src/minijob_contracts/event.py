"""What every contract event is: an immutable pydantic model that knows its type, topic and key."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

_COUNT_MAX = 2**31 - 1
_TEXT_MAX = 256 * 1024

Points = Annotated[int, Field(ge=0, le=10**12, description="whole points")]
Yen = Annotated[int, Field(ge=0, le=10**15, description="whole yen")]
Count = Annotated[int, Field(ge=0, le=_COUNT_MAX)]
Ordinal = Annotated[int, Field(ge=1, le=_COUNT_MAX)]
Version = Annotated[int, Field(ge=1, le=_COUNT_MAX, description="version of the order, from 1")]
PartyId = Annotated[str, Field(min_length=1, max_length=64, description="id of a client, member or operator")]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$", description="a code, never anybody's words")]
QuestionId = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,39}$", description="of an order's form")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="keyed SHA-256, in hexadecimal")]
Item = dict[str, str]


class Part(BaseModel):
    """A piece of an event. Unknown fields are ignored, so a newer speaker does not break an older ear.

    The limit on texts also refuses lone surrogates, which no record could carry.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", str_max_length=_TEXT_MAX, allow_inf_nan=False)


class Event(Part):
    """Something that happened, in the past tense; a subclass says who says it and when.

    `TYPE` is the CloudEvents type, `TOPIC` the Kafka topic, `KEY` the field whose value is the record's key.
    A subclass's docstring starts with the service that says it, followed by a comma.
    """

    TYPE: ClassVar[str]
    TOPIC: ClassVar[str]
    KEY: ClassVar[str]

    def key(self) -> str:
        """The record's key: all events with one key are read in the order in which they were said."""
        return str(getattr(self, self.KEY))
