"""Why a body could not be read: it is no JSON, or it has a number that is longer than any that is taken."""

import json
from collections.abc import Iterator
from typing import Any

from fastapi import Request

from chassis.errors import FieldError
from chassis.http.paths import path_of

DIGITS_MOST = 4_300
"""As many as Python reads by default, because a longer one takes it ever longer."""
_TOO_LONG = object()


async def unread(request: Request) -> FieldError:
    """The field that kept FastAPI from reading the body of a request, or `body` when that is no JSON."""
    try:
        found = next(_too_long(json.loads(await request.body(), parse_int=_number), ("body",)), None)
    except (ValueError, RecursionError):
        found = None
    if found is None:
        return FieldError("body", "is not JSON in UTF-8, or is nested too deeply")
    return FieldError(path_of(found), f"a number has at most {DIGITS_MOST} digits")


def _number(digits: str) -> object:
    return int(digits) if len(digits) <= DIGITS_MOST else _TOO_LONG


def _too_long(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if value is _TOO_LONG:
        yield path
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _too_long(inner, (*path, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _too_long(inner, (*path, index))
