"""Interleaved rounds of a measure and its floor, and the verdict that they allow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

ROUNDS = 5
MOST_SPREAD = 1.6


@dataclass(frozen=True)
class Figure:
    """A figure beside its floor. `verdict`: reached, MISSED, or why there is none."""

    line: str
    verdict: str

    def __str__(self) -> str:
        return f"{self.line}: {self.verdict}"


def compare(
    name: str,
    unit: str,
    measure: Callable[[], float],
    floor: Callable[[], float],
    *,
    ratio: float = 0.0,
    rate: float = 0.0,
) -> Figure:
    """Runs measure and floor in turn; each returns units per second. One unmeasured round warms both.

    The bound is the least `ratio` to the floor (the median of the rounds' ratios), the least `rate`, or both.
    """
    measure()
    floor()
    pairs = [(measure(), floor()) for _ in range(ROUNDS)]
    ratios = [one / beside for one, beside in pairs]
    rates, floors = [one for one, _ in pairs], [beside for _, beside in pairs]
    bounds = ([f"ratio >= {ratio}"] if ratio else []) + ([f"{unit} >= {rate:g}"] if rate else [])
    line = (
        f"{name}: {median(rates):,.0f} {unit} beside {median(floors):,.0f}"
        f" = {median(ratios):.3f} (min {min(ratios):.3f}, max {max(ratios):.3f}); bound {', '.join(bounds)}"
    )
    return Figure(line, verdict(median(ratios) >= ratio and median(rates) >= rate, floors))


def verdict(reached: bool, floors: Sequence[float]) -> str:
    """None is given when the floor itself did not hold still."""
    spread = max(floors) / min(floors)
    if spread > MOST_SPREAD:
        return f"no verdict, the floor itself spread {spread:.2f} times"
    return "reached" if reached else "MISSED"
