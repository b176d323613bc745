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
), told AS (
    SELECT originator_id AS stream, originator_version AS version, said.name, body,
        (body ->> 'timestamp')::timestamptz AS booked_at
    FROM events
    CROSS JOIN LATERAL (SELECT split_part(split_part(topic, '@', 1), '.', 2) AS name,
        convert_from(state, 'UTF8')::json AS body) AS said
    WHERE originator_id IN (SELECT stream FROM moved) AND topic LIKE 'MemberAccount.%%'
), lines AS (
    SELECT stream, version, name, line.lot, line.amount::bigint, CASE
        WHEN name = 'Expired' THEN least(booked_at,
            timezone('Asia/Tokyo', (body ->> 'expired_on')::date + interval '1 day'))
        ELSE greatest(coalesce((body ->> 'occurred_at')::timestamptz, booked_at), begins_at) END AS stated_at
    FROM told
    CROSS JOIN LATERAL (
        SELECT coalesce(body ->> 'lot', 'normal/work') AS lot, body ->> 'points' AS amount
        WHERE name IN ('Granted', 'Expired')
        UNION ALL SELECT key, value FROM json_each_text(coalesce(body -> 'takes', body -> 'restored'))
    ) AS line
    CROSS JOIN LATERAL (SELECT CASE WHEN line.lot LIKE 'limited/%%' THEN timezone('Asia/Tokyo',
        nullif(split_part(line.lot, '/', 4), '')::timestamp) END AS begins_at) AS lot
), there AS (
    SELECT *, max(stated_at) FILTER (WHERE name IN {comes} OR name IN {stays}) OVER (
        PARTITION BY stream, lot ORDER BY version ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS there_at FROM lines
), effective AS (
    SELECT stream, version, amount,
        CASE WHEN name IN {comes} THEN stated_at ELSE greatest(stated_at, there_at) END AS effective_at
    FROM there
    UNION ALL SELECT stream, version, amount, at FROM moved
    WHERE (stream, version) NOT IN (SELECT stream, version FROM lines)
)
SELECT side.unit, sum(side.sign * effective.amount)::bigint
FROM moved JOIN effective USING (stream, version)
CROSS JOIN LATERAL (VALUES
    (points_credit, 'points', 1), (points_debit, 'points', -1), (yen_credit, 'jpy', 1), (yen_debit, 'jpy', -1)
) AS side (account, unit, sign)
WHERE side.account = %(account)s AND effective_at <= %(at)s
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
