"""What can be set about the ledger."""

from typing import Literal

from chassis.settings import Settings
from points_ledger.domain import Limits, UseRules


class LedgerSettings(Settings):
    """use_rules: the whole table, as JSON. A batch of 8,000 rows done as a whole writes two events a row.

    clawback_policies: what may be taken back, by origin; of one that is not named nothing is.
    """

    writer_command_events: int = 20_000
    use_rules: UseRules = UseRules()
    earned_day_points: int = 3_000
    between_day_points: int = 500
    review_hours: int = 72
    clawback_policies: dict[str, Literal["pending", "balance", "never"]] = {
        "work": "balance",
        "campaign": "balance",
        "partner": "balance",
    }

    @property
    def limits(self) -> Limits:
        """What passes by itself; more waits for a person."""
        return Limits(self.earned_day_points, self.between_day_points, self.review_hours)
