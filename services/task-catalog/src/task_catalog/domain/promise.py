"""What a quote promised of an order, beside what happened."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

HAS_CONSEQUENCE = ("seconds_to_fill", "agreement")
"""Of what is compared, that for which the platform answers with its fee (business rule 33)."""


def compared(
    promise: Mapping[str, Any], filled_in: timedelta | None, agreement: float | None, minutes: float | None
) -> dict[str, Any]:
    """What was promised beside what happened; `kept` is null while it is open or nothing was promised."""
    seconds = None if filled_in is None else round(filled_in.total_seconds())
    return {
        "seconds_to_fill": _beside(promise.get("seconds_to_fill"), seconds),
        "agreement": _beside(promise.get("agreement"), agreement),
        "minutes_per_answer": _beside(promise.get("measured_minutes_per_answer"), minutes),
    }


def _beside(promised: Any, happened: float | None) -> dict[str, Any]:
    kept = None
    if isinstance(promised, Mapping) and happened is not None:
        kept = promised["low"] <= happened <= promised["high"]
    return {"promised": promised, "happened": happened, "kept": kept}


def resized(promise: Mapping[str, Any], reward_jpy: int) -> dict[str, Any]:
    """The promise for an order of another size than it was made for: the time grows with the answers."""
    promised, time = promise.get("reward_jpy"), promise.get("seconds_to_fill")
    if not promised or not isinstance(time, Mapping):
        return dict(promise)
    share = reward_jpy / promised
    return {**promise, "seconds_to_fill": {name: round(value * share) for name, value in time.items()}}
