"""Base models of requests: unknown fields, control characters and lone surrogates are refused by name."""

import unicodedata
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from chassis.errors import invalid

T = TypeVar("T")


class Body(BaseModel):
    """A request body: strict types, no unknown field."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _only_storable_text(cls, value: Any) -> Any:
        if isinstance(value, dict):
            check_text(value)
        return value


class Page(BaseModel, Generic[T]):
    """A piece of a list; `next_cursor` is null at the end."""

    items: list[T]
    next_cursor: str | None


def _no_control_characters(text: str) -> str:
    check_text(text)
    return text


Text = Annotated[str, AfterValidator(_no_control_characters)]


def check_text(value: Any, where: str = "body") -> None:
    """Raises Invalid naming the place of a character that cannot be stored or shown."""
    if isinstance(value, str):
        for character in value:
            if unicodedata.category(character) == "Cs":
                raise invalid(where, "half of a surrogate pair")
            if character < " " and character not in "\n\r\t":
                raise invalid(where, f"control character U+{ord(character):04X}")
    elif isinstance(value, dict):
        for key, inner in value.items():
            check_text(key, f"{where}.{key!r}")
            check_text(inner, f"{where}.{key}" if where != "body" else str(key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            check_text(inner, f"{where}[{index}]")
