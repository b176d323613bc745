"""Tables of the ledger's read models: postings with both sides, balances, lots, open holds, and escrows."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg

tables = sa.MetaData()
POINTS, YEN = "points", "jpy"
NEVER_NOTICED = 99

postings = sa.Table(
    "postings_v2",
    tables,
    sa.Column("stream", pg.UUID, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Column("points_debit", sa.Text),
    sa.Column("points_credit", sa.Text),
    sa.Column("yen_debit", sa.Text),
    sa.Column("yen_credit", sa.Text),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
)
"""One row for each event that moves anything: the same amount in points, in yen, or in both."""
OF_MANY = ("issued", "redeemed", "breakage", "points_backing", "fees", "bank")
"""Accounts of the system: one side of nearly every posting, and never asked for row by row.

They are no part of the indexes, so that a grant for work costs two entries, its key included.
"""
for side in (postings.c.points_debit, postings.c.points_credit, postings.c.yen_credit):
    sa.Index(f"postings_v2_{side.name}", side, postgresql_where=side.not_in(OF_MANY))

sums = sa.Table(
    "sums_v2",
    tables,
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("balance", sa.BigInteger, nullable=False),
)
"""Balances of all accounts but those of members, which are the sums of their lots."""
lots = sa.Table(
    "lots_v2",
    tables,
    sa.Column("account", pg.UUID, primary_key=True),
    sa.Column("lot", sa.Text, primary_key=True),
    sa.Column("member_id", sa.Text, nullable=False),
    sa.Column("points", sa.BigInteger, nullable=False),
    sa.Column("held", sa.BigInteger, nullable=False),
    sa.Column("expires_on", sa.Date, nullable=False, index=True),
    sa.Column("noticed", sa.SmallInteger, nullable=False),
)
sa.Index("lots_v2_via", lots.c.account, postgresql_where=lots.c.lot.like("%/,%"))
holds = sa.Table(
    "holds_v2",
    tables,
    sa.Column("hold_id", pg.UUID, primary_key=True),
    sa.Column("member_id", sa.Text, nullable=False),
    sa.Column("points", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, index=True),
)
links = sa.Table(
    "links_v2",
    tables,
    sa.Column("account", pg.UUID, primary_key=True),
    sa.Column("partner_id", sa.Text, primary_key=True),
    sa.Column("from_version", sa.Integer, primary_key=True),
    sa.Column("to_version", sa.Integer),
)
feed = sa.Table(
    "feed_v2",
    tables,
    sa.Column("partner_id", sa.Text, primary_key=True),
    sa.Column("place", sa.BigInteger, primary_key=True),
    sa.Column("account", pg.UUID, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)
escrows = sa.Table(
    "escrows_v2",
    tables,
    sa.Column("order_id", pg.UUID, primary_key=True),
    sa.Column("client_id", sa.Text, nullable=False, index=True),
    sa.Column("stream", pg.UUID, nullable=False, unique=True),
    sa.Column("reward_jpy", sa.BigInteger, nullable=False),
    sa.Column("fee_jpy", sa.BigInteger, nullable=False),
    sa.Column("paid_points", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("paid_answers", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("due_answers", sa.BigInteger),
    sa.Column("returned_jpy", sa.BigInteger),
    sa.Column("settled", sa.Boolean, nullable=False, server_default="false"),
)
sa.Index(
    "escrows_v2_due",
    escrows.c.order_id,
    postgresql_where=sa.and_(escrows.c.due_answers.is_not(None), sa.not_(escrows.c.settled)),
)

erasures = sa.Table(
    "erasures_v1",
    tables,
    sa.Column("account", pg.UUID, primary_key=True),
    sa.Column("member_id", sa.Text, nullable=False),
    sa.Column("lapses_on", sa.Date, nullable=False, index=True),
)
work_appeals = sa.Table(
    "work_appeals_v1",
    tables,
    sa.Column("work", sa.Text, primary_key=True),
    sa.Column("member_id", sa.Text, nullable=False, index=True),
    sa.Column("is_open", sa.Boolean, nullable=False),
    sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
)
clawbacks = sa.Table(
    "clawbacks_v1",
    tables,
    sa.Column("id", pg.UUID, primary_key=True),
    sa.Column("member_id", sa.Text, nullable=False, index=True),
    sa.Column("partner_id", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("points", sa.BigInteger, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("taken", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("claim", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
)
refusals = sa.Table(
    "refusals",
    tables,
    sa.Column("id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
)
posted = sa.Table(
    "posted_v1",
    tables,
    sa.Column("account", sa.Text, primary_key=True),
    sa.Column("unit", sa.Text, primary_key=True),
    sa.Column("balance", sa.BigInteger, nullable=False),
)
"""What the postings come to by SQL alone, of all accounts but those of members; kept by the watch."""

senders = sa.Table(
    "senders_v1",
    tables,
    sa.Column("account", pg.UUID, primary_key=True),
    sa.Column("giver", sa.Text, primary_key=True),
    sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
)
"""From which members points have come to an account, and when last."""
merged = sa.Table(
    "merged_v1",
    tables,
    sa.Column("account", pg.UUID, primary_key=True),
    sa.Column("member_id", sa.Text, nullable=False, unique=True),
    sa.Column("into_member", sa.Text, nullable=False, index=True),
)
cards = sa.Table(
    "cards_v1",
    tables,
    sa.Column("card", pg.UUID, primary_key=True),
    sa.Column("card_id", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("member_id", sa.Text, nullable=False, index=True),
)
reviews = sa.Table(
    "reviews_v1",
    tables,
    sa.Column("review_id", pg.UUID, primary_key=True),
    sa.Column("member_id", sa.Text, nullable=False),
    sa.Column("to_member", sa.Text, nullable=False),
    sa.Column("points", sa.BigInteger, nullable=False),
    sa.Column("row", sa.Text, nullable=False),
    sa.Column("set_aside_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("decide_by", sa.DateTime(timezone=True), nullable=False),
    sa.Index("reviews_v1_decide_by", "decide_by", "review_id"),
)
"""What waits for a person."""
owed = sa.Table(
    "owed_v1",
    tables,
    sa.Column("stream", pg.UUID, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("order_id", pg.UUID, nullable=False),
    sa.Column("member_id", sa.Text, nullable=False),
    sa.Column("points", sa.BigInteger, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("made_of", pg.ARRAY(sa.BigInteger), nullable=False),
    sa.Column("is_bonus", sa.Boolean, nullable=False),
)
"""What escrows could not pay when they were asked."""
disposable = [table for table in tables.sorted_tables if table is not refusals]
"""What a rebuild fills; the audit is no view."""

balances = sa.table("balances_v2", sa.column("account"), sa.column("unit"), sa.column("balance"))
"""All balances; a view, for whatever asks about many of them."""
_BALANCES = """
CREATE OR REPLACE VIEW balances_v2 AS
SELECT account, unit, balance FROM sums_v2
UNION ALL SELECT 'member:' || member_id, 'points', sum(points)::bigint FROM lots_v2 GROUP BY member_id
UNION ALL SELECT 'held:' || member_id, 'points', sum(held)::bigint FROM lots_v2 GROUP BY member_id
    HAVING sum(held) <> 0
"""
sa.event.listen(tables, "after_create", sa.DDL(_BALANCES))  # type: ignore[no-untyped-call]
