"""What all routes share: how a call is made, and the paths that several of them need."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from minijob._core import Request, segment

Returned = TypeVar("Returned")
Document = Mapping[str, Any]


class Calls(ABC, Generic[Returned]):
    """Every write takes an idempotency key (`key`); without one it makes one and keeps it over its retries.

    Lists take `limit` and `cursor` and answer `{"items": […], "next_cursor"}`.
    """

    @abstractmethod
    def call(self, request: Request) -> Returned:
        """Sends it, repeats it when that helps, and returns the answer's JSON. Raises ProblemError."""


def order_path(order_id: str, below: str = "") -> str:
    """The path of an order, or of what is below it."""
    return f"/v1/orders/{segment(order_id)}" + (f"/{below}" if below else "")
