"""How much of what was to be decided is overdue."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

OPERATORS_WITHIN = timedelta(hours=72)

# Peers have 72 hours, then operators have as long; what peers may not see waits for operators at once.
_APPEALS = """
SELECT count(*) FILTER (WHERE state = 'operator' AND stood_at <= %(before)s
        OR state IN ('asked', 'judging') AND stood_at <= %(long_before)s),
    count(*) FILTER (WHERE state = 'appealed' AND answer_by <= %(now)s),
    count(*) FILTER (WHERE state IN ('asked', 'judging', 'operator') AND answer_by <= %(now)s)
FROM contests_v1 WHERE state <> 'over'
"""
_RETURNS = "SELECT count(*) FROM held_returns_v1 WHERE withdrawn_at <= %(before)s"


def appeals_overdue(tx: Connection, now: datetime) -> dict[str, int]:
    """Open appeals past `72h` for operators, past the client's `9d`, and past the `14d` of all who decide."""
    before, long_before = now - OPERATORS_WITHIN, now - 2 * OPERATORS_WITHIN
    times = {"now": now, "before": before, "long_before": long_before}
    return dict(zip(("72h", "9d", "14d"), tx.exec_driver_sql(_APPEALS, times).one(), strict=True))


def returns_overdue(tx: Connection, now: datetime) -> int:
    """Withdrawn answers whose clients have waited for an operator's word for too long."""
    return int(tx.exec_driver_sql(_RETURNS, {"before": now - OPERATORS_WITHIN}).scalar_one())
