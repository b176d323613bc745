"""What a replay found, and whether everything that must hold does."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

Accuracy = Mapping[str, float | None]


@dataclass(frozen=True)
class Report:
    """The figures of one replay. Times are in seconds; a pair is a lease and its submission.

    `seconds` is the whole way from the draft to the settled order; `pairs_per_second` counts the time in
    which members worked. `over_assigned` counts answers beyond the places of their task.
    """

    items: int
    answers_recorded: int
    answers_accepted: int
    repeats: int
    accuracy: Accuracy
    points_granted: int
    escrow_left: int
    over_assigned: int
    ledger_rebuild_equal: bool
    seconds: float
    pairs_per_second: float

    def to_json(self) -> dict[str, Any]:
        """The figures as JSON values."""
        return asdict(self)


def broken(report: Report, reward_points: int) -> list[str]:
    """What must hold and does not, one sentence each."""
    expected = report.answers_recorded - report.repeats
    granted = report.answers_accepted * reward_points
    checks = [
        (
            report.answers_accepted == expected,
            f"{report.answers_accepted} answers are accepted instead of {expected}",
        ),
        (
            report.points_granted == granted,
            f"{report.points_granted} points are granted instead of {granted}",
        ),
        (report.escrow_left == 0, f"{report.escrow_left} yen are left in the escrow"),
        (report.over_assigned == 0, f"{report.over_assigned} answers are beyond the places of their task"),
        (report.ledger_rebuild_equal, "the ledger rebuilt from its events differs from the live one"),
    ]
    return [sentence for holds, sentence in checks if not holds]


def accuracy(results: Mapping[str, Any], truth: Mapping[str, str]) -> float | None:
    """The share of items with a truth whose label is that truth; None when no truth is known."""
    if not truth:
        return None
    labels = {row["item"]["item"]: row["labels"].get("q1") for row in results["items"]}
    right = sum(1 for item, label in truth.items() if labels.get(item) == label)
    return round(right / len(truth), 4)


def table_of(report: Report, title: str) -> Table:
    """The report for a person."""
    table = Table(title=title, show_header=False)
    rows: list[tuple[str, object]] = [
        ("items", report.items),
        ("answers recorded", report.answers_recorded),
        ("answers accepted", report.answers_accepted),
        ("repeats left out", report.repeats),
        *((f"accuracy, {method}", _share(value)) for method, value in report.accuracy.items()),
        ("points granted", report.points_granted),
        ("left in the escrow", f"{report.escrow_left} yen"),
        ("beyond the places", report.over_assigned),
        ("rebuilt ledger", "equal" if report.ledger_rebuild_equal else "NOT EQUAL"),
        ("seconds", report.seconds),
        ("lease + submission pairs per second", report.pairs_per_second),
    ]
    for name, value in rows:
        table.add_row(name, f"{value:,}" if isinstance(value, int | float) else str(value))
    return table


def _share(value: float | None) -> str:
    return "no truth given" if value is None else f"{value:.4f}"
