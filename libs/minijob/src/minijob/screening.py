"""Screens a file of orders; no server is asked."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import screening_policy


def screen_lines(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One verdict for each line, or `{"line", "error"}` where a line is no order; lines count from 1."""
    for number, line in enumerate(lines, 1):
        try:
            yield screening_policy.screen(_order(line)).to_json()
        except (ValueError, RecursionError) as error:
            yield {"line": number, "error": str(error)}


def _order(line: bytes) -> dict[str, Any]:
    order = json.loads(line)
    if not isinstance(order, dict):
        raise ValueError("an order is a JSON object")
    for name in ("questions", "items"):
        parts = order.get(name, [])
        if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
            raise ValueError(f"{name} is a list of objects")
    return order
