"""Counters of one day or month: what is stamped late counts on the period that has begun, and ends none."""

Counter = list[str | int]
"""The last period, as an ISO day or month, and the points in it."""


def counted(counter: Counter, period: str) -> int:
    """Points in a period, or in a later one that has begun already."""
    return int(counter[1]) if str(counter[0]) >= period else 0


def add_to(counter: Counter, period: str, points: int) -> Counter:
    """The counter afterwards, whose period never moves back."""
    if counter[0] == period:
        return [period, int(counter[1]) + points]
    return [max(str(counter[0]), period), counted(counter, period) + points]
