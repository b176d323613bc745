"""What can be set about the ledger."""

from chassis.settings import Settings
from points_ledger.domain import UseRules


class LedgerSettings(Settings):
    """use_rules: the whole table, as JSON. A batch of 8,000 rows done as a whole writes two events a row."""

    writer_command_events: int = 20_000
    use_rules: UseRules = UseRules()
