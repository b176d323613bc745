"""What a replay found, and whether everything that must hold does."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

Accuracy = Mapping[str, float | None]


NO_FIGURES = ("money", "differing_tasks")


@dataclass(frozen=True)
class Money:
    """What everybody says of the money of one order, in points or yen, which are worth the same.

    The members say what they received, the client has its deposit and its balance, the rest is the escrow's.
    """

    points_received: int
    deposited_jpy: int
    balance_jpy: int
    paid_points: int
    paid_answers: int
    fee_jpy: int
    left_jpy: int

    @property
    def missing_jpy(self) -> int:
        """What the client is short of and nobody has."""
        return self.deposited_jpy - self.balance_jpy - self.paid_points - self.fee_jpy - self.left_jpy

    @property
    def adds_up(self) -> bool:
        """Whether all say the same."""
        return not self.missing_jpy and self.points_received == self.paid_points


@dataclass(frozen=True)
class Report:
    """The figures of one replay. Times are in seconds; a pair is a lease and its submission.

    `seconds` is the whole way from the draft to the settled order; `pairs_per_second` counts the time in
    which members worked. `points_granted` is what the members received. `over_assigned` counts leases and
    answers beyond the places of their task, as the members saw them or the results hold them.

    `money` and `differing_tasks` (tasks whose results hold another number of answers than their members gave)
    are no figures of their own: they are what the figures are checked with.
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
    money: Money
    differing_tasks: int

    def to_json(self) -> dict[str, Any]:
        """The figures as JSON values."""
        return {name: value for name, value in asdict(self).items() if name not in NO_FIGURES}


def broken(report: Report, reward_points: int) -> list[str]:
    """What must hold and does not, one sentence each."""
    expected = report.answers_recorded - report.repeats
    checks = [
        (
            report.answers_accepted == expected,
            f"{report.answers_accepted} answers are accepted instead of {expected}",
        ),
        *_money_checks(report, report.answers_accepted * reward_points),
        (
            report.over_assigned == 0,
            f"{report.over_assigned} leases or answers are beyond the places of their task",
        ),
        (
            report.differing_tasks == 0,
            f"{report.differing_tasks} tasks hold another number of answers than their members gave",
        ),
        (report.ledger_rebuild_equal, "the ledger rebuilt from its events differs from the live one"),
    ]
    return [sentence for holds, sentence in checks if not holds]


def _money_checks(report: Report, due_points: int) -> list[tuple[bool, str]]:
    granted, money = report.points_granted, report.money
    return [
        (granted == due_points, f"{granted} points are granted instead of {due_points}"),
        (
            granted == money.paid_points,
            f"members received {granted} points and the escrow paid {money.paid_points}",
        ),
        (report.escrow_left == 0, f"{report.escrow_left} yen are left in the escrow"),
        (
            money.missing_jpy == 0,
            f"{money.missing_jpy} yen of the deposit are neither paid nor left nor back with the client",
        ),
    ]


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
