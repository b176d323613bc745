"""Cursors of lists, and numbers in requests."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chassis.errors import invalid

LARGEST_NUMBER = 2**31 - 1


def row_of(row: Mapping[str, Any]) -> str:
    return str(row["row"])


def row_before(cursor: str | None) -> int:
    return -1 if cursor is None else number_in("cursor", cursor, "is not one that was given out")


def number_in(where: str, text: str, otherwise: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST_NUMBER):
        raise invalid(where, otherwise)
    return int(text)


def cursor_of(row: Mapping[str, Any]) -> str:
    at: datetime = row["created_at"]
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}_{row['order_id']}"


def order_before(cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    try:
        at, _, order_id = cursor.partition("_")
        return datetime.fromisoformat(at), UUID(order_id)
    except ValueError:
        raise invalid("cursor", "is not one that was given out") from None
