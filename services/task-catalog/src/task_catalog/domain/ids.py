"""Names and sizes that follow from an order alone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

NAMESPACE = UUID("0b0fcf5e-2c58-4e57-8a3c-6f0f7a1f6d21")
SHORTEST_LEASE_SECONDS, LONGEST_LEASE_SECONDS = 600, 3600
LEASE_PER_ESTIMATE = 10
PILOT_TASKS, PILOT_PERCENT = 20, 5


def order_id_for(key: str) -> UUID:
    """The order that a request with this key makes."""
    return uuid5(NAMESPACE, f"order/{key}")


def client_stream(client_id: str) -> UUID:
    """The stream of a client."""
    return uuid5(NAMESPACE, f"client/{client_id}")


def batch_id(order_id: UUID, batch: int) -> UUID:
    """The stream of a batch of items."""
    return uuid5(order_id, f"batch/{batch}")


def task_id(order_id: UUID, row: int) -> UUID:
    """The task made of a row."""
    return uuid5(order_id, f"task/{row}")


def lease_seconds(document: Mapping[str, Any]) -> int:
    """How long a member may take: ten times the estimate, between 10 and 60 minutes."""
    seconds = int(float(document["estimated_minutes"]) * 60 * LEASE_PER_ESTIMATE)
    return min(max(seconds, SHORTEST_LEASE_SECONDS), LONGEST_LEASE_SECONDS)


def pilot_size(tasks: int) -> int:
    """How many tasks of an order go to members first: 5 %, at least 20."""
    return max(PILOT_TASKS, -(-tasks * PILOT_PERCENT // 100))
