"""Interleaved rounds of a measure and its floor: the median of the ratios, and how still the floor held."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 5
MOST_SPREAD = 1.6


@dataclass(frozen=True)
class Figure:
    """What five rounds showed. `ratio` is measured per second / floor per second."""

    name: str
    unit: str
    bound: float
    measured: list[float]
    floors: list[float]

    @property
    def ratios(self) -> list[float]:
        return [one / floor for one, floor in zip(self.measured, self.floors, strict=True)]

    @property
    def spread(self) -> float:
        return max(self.floors) / min(self.floors)

    @property
    def verdict(self) -> str:
        if self.spread > MOST_SPREAD:
            return f"no verdict: the floor itself spread {self.spread:.2f} times"
        return "reached" if median(self.ratios) >= self.bound else "MISSED"

    def line(self) -> str:
        """One line for a person."""
        ratios = self.ratios
        return (
            f"{self.name}: {median(self.measured):,.0f} {self.unit} / {median(self.floors):,.0f} {self.unit}"
            f" = {median(ratios):.3f} (min {min(ratios):.3f}, max {max(ratios):.3f});"
            f" bound {self.bound}: {self.verdict}"
        )


def compare(
    name: str, unit: str, bound: float, measure: Callable[[], float], floor: Callable[[], float]
) -> Figure:
    """Runs measure and floor in turn; each returns units per second. One unmeasured round warms both."""
    measure()
    floor()
    pairs = [(measure(), floor()) for _ in range(ROUNDS)]
    return Figure(name, unit, bound, [one for one, _ in pairs], [floor for _, floor in pairs])
