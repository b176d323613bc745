"""What an account holds by the days on which things take effect, whenever they were booked."""

from datetime import datetime

from sqlalchemy import Connection

_COMES = """
('Granted', 'Refunded', 'ClawbackReversed', 'Received', 'TookOver', 'SplitOff', 'CameBack')
"""
_STAYS = "('Held', 'SetAside', 'Released')"
_EFFECTIVE = """
WITH moved AS (
    SELECT * FROM postings_v2 WHERE %(account)s IN (points_credit, points_debit, yen_credit, yen_debit)
), told AS MATERIALIZED (
    SELECT originator_id, originator_version, moved.*, convert_from(state, 'UTF8')::jsonb AS body,
        CASE WHEN topic LIKE 'MemberAccount.%%' THEN split_part(split_part(topic, '@', 1), '.', 2) END AS name
    FROM events LEFT JOIN moved ON stream = originator_id AND version = originator_version
    WHERE originator_id IN (SELECT stream FROM moved)
        AND (stream IS NOT NULL OR topic LIKE 'MemberAccount.%%')
), lines AS (
    SELECT told.*, line.lot, line.points::bigint, CASE
        WHEN name = 'Expired' THEN least(booked_at,
            timezone('Asia/Tokyo', (body ->> 'expired_on')::date + interval '1 day'))
        ELSE greatest(coalesce((body ->> 'occurred_at')::timestamptz, booked_at), begins_at) END AS stated_at
    FROM told
    CROSS JOIN LATERAL (SELECT (body ->> 'timestamp')::timestamptz AS booked_at) AS booked
    CROSS JOIN LATERAL (
        SELECT coalesce(body ->> 'lot', 'normal/work') AS lot, body ->> 'points' AS points
        WHERE name IN ('Granted', 'Expired')
        UNION ALL SELECT key, value FROM jsonb_each_text(coalesce(body -> 'takes', body -> 'restored'))
        WHERE name IS NOT NULL
        UNION ALL SELECT '', amount::text WHERE name IS NULL
    ) AS line
    CROSS JOIN LATERAL (SELECT CASE WHEN line.lot LIKE 'limited/%%' THEN timezone('Asia/Tokyo',
        nullif(split_part(line.lot, '/', 4), '')::timestamp) END AS begins_at) AS lot
), there AS (
    SELECT *, max(stated_at) FILTER (WHERE name IN {comes} OR name IN {stays}) OVER (
        PARTITION BY originator_id, lot ORDER BY originator_version
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS there_at FROM lines
)
SELECT side.unit, sum(side.sign * points)::bigint
FROM there
CROSS JOIN LATERAL (VALUES
    (points_credit, 'points', 1), (points_debit, 'points', -1), (yen_credit, 'jpy', 1), (yen_debit, 'jpy', -1)
) AS side (account, unit, sign)
WHERE side.account = %(account)s
    AND CASE WHEN name IN {comes} THEN stated_at ELSE greatest(stated_at, there_at) END <= %(at)s
GROUP BY side.unit
""".replace("{comes}", _COMES).replace("{stays}", _STAYS)
"""Lot by lot: what takes points out takes effect no earlier than all that had come in. So at any time a lot
has what it had after one of its events, or more, and nothing is below zero."""


def effective_balances_of(tx: Connection, account: str, at: datetime) -> dict[str, int]:
    """By unit. What comes in and what is used counts from the moment that was stated, else from its booking.

    Limited points are there from their first day, and points are gone from the day after their last one; but
    nothing is gone before it was there.
    """
    found = tx.exec_driver_sql(_EFFECTIVE, {"account": account, "at": at})
    return {unit: int(balance) for unit, balance in found}
