"""How a command is refused: each refusal has an HTTP status, a stable code and a sentence for a person."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field. `where` is a path like `questions[0].text`."""

    where: str
    message: str


class Refused(Exception):
    """The current state does not allow it (409). `detail` never holds personal data: it may be stored."""

    status = 409

    def __init__(self, detail: str = "", code: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or re.sub(r"(?<!^)(?=[A-Z])", "-", type(self).__name__).lower()


class NotFound(Refused):
    """There is no such thing, or it is not the caller's (404)."""

    status = 404


class Unauthorized(Refused):
    """The caller is not known (401)."""

    status = 401


class Forbidden(Refused):
    """The caller is known but may not do this (403)."""

    status = 403


class PreconditionFailed(Refused):
    """The caller acts on a version that is no longer the newest (412)."""

    status = 412


class Invalid(Refused):
    """Fields are wrong (422); `errors` names each."""

    status = 422

    def __init__(self, errors: Sequence[FieldError], detail: str = "") -> None:
        super().__init__(detail or "; ".join(f"{error.where}: {error.message}" for error in errors))
        self.errors = tuple(errors)


class TooLarge(Refused):
    """The request is larger than what is taken here (413)."""

    status = 413


class TooManyRequests(Refused):
    """The caller asks more often than allowed (429)."""

    status = 429
    retry_after_seconds = 1


class Unavailable(Refused):
    """It cannot be decided now (503); the same request with the same key may be sent again."""

    status = 503
    retry_after_seconds = 1


class KeyReused(Refused):
    """The same Idempotency-Key came with another request (409)."""


class StoredRefusal(Refused):
    """What was refused before under the same key, told again."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail, code)
        self.status = status


STORED_STATUSES = frozenset({404, 409})
"""Refusals that a key remembers. The others may end differently when sent again."""


def invalid(where: str, message: str) -> Invalid:
    """The refusal of one field."""
    return Invalid([FieldError(where, message)])
