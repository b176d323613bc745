"""The tables of the views, which a replay rebuilds."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

tables = MetaData()


def _count(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0")


orders = Table(
    "orders_v1",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("client_id", Text),
    Column("state", Text, nullable=False, server_default="unknown"),
    Column("form_version", Integer),
    Column("title", Text),
    Column("reward_points", BigInteger),
    Column("estimated_minutes", Float),
    Column("age_min", Integer),
    Column("age_max", Integer),
    Column("prefectures", ARRAY(Text), nullable=False, server_default="{}"),
    Column("opened_at", DateTime(timezone=True)),
    Column("drained", Boolean, nullable=False, server_default="false"),
    *(
        _count(name)
        for name in ("funded", "tasks", "places", "live", "undecided", "accepted", "reserved", "spent")
    ),
    Index("orders_v1_open", "opened_at", "order_id", postgresql_where=text("state = 'live'")),
    Index("orders_v1_client", "client_id"),
)

tasks = Table(
    "tasks_v1",
    tables,
    Column("task_id", Uuid, primary_key=True),
    Column("order_id", Uuid, nullable=False),
    Column("item_row", Integer, nullable=False),
    Column("item", Text, nullable=False, comment="JSON, parsed only for the task that is leased"),
    Column("free", Integer, nullable=False),
    Index("tasks_v1_order", "order_id", "item_row"),
    Index("tasks_v1_free", "order_id", "task_id", postgresql_where=text("free > 0")),
)

assignments = Table(
    "assignments_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True),
    Column("order_id", Uuid, nullable=False),
    Column("task_id", Uuid, nullable=False),
    Column("member_id", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("lease", Integer, nullable=False),
    Column("points", BigInteger),
    Column("leased_at", DateTime(timezone=True)),
    Column("expires_at", DateTime(timezone=True)),
    Column("submitted_at", DateTime(timezone=True)),
    Column("decide_by", DateTime(timezone=True)),
    Index("assignments_v1_member", "member_id", "task_id"),
    Index("assignments_v1_live", "member_id", postgresql_where=text("state = 'leased'")),
    Index("assignments_v1_expiry", "expires_at", postgresql_where=text("state = 'leased'")),
    Index("assignments_v1_silence", "decide_by", postgresql_where=text("state = 'submitted'")),
    Index("assignments_v1_paid", "order_id", "points", postgresql_where=text("state = 'accepted'")),
    Index(
        "assignments_v1_undecided", "order_id", "submitted_at", postgresql_where=text("state = 'submitted'")
    ),
)

pilots = Table(
    "pilots_v2",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("tasks", Integer, nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("moved_at", DateTime(timezone=True), nullable=False),
    Column("is_filled", Boolean, nullable=False, comment="every place is answered; closing does not end it"),
    Column("is_decided", Boolean, nullable=False),
    Index("pilots_v2_open", "started_at", postgresql_where=text("NOT is_decided")),
)

fair_pay = Table(
    "fair_pay_v1",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("form_version", Integer, comment="to which the median belongs"),
    Column("median_seconds", Integer),
    Column("raised_points", BigInteger, comment="what every accepted answer is to be paid at least"),
    Column("is_paid_up", Boolean, comment="no accepted answer is still to get it, and none will be"),
    Index("fair_pay_v1_raised", "order_id", postgresql_where=text("NOT is_paid_up")),
)

waits = Table(
    "waits_v1",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("moved_at", DateTime(timezone=True), nullable=False, comment="when something last happened"),
    Column("unclaimed_hours", Integer, nullable=False, comment="when that was to tell that nobody begins it"),
    Index("waits_v1_moved", "moved_at"),
)

shares = Table(
    "shares_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True, comment="which was approved in part"),
    Column("percent", Integer, nullable=False),
)

contests = Table(
    "contests_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True, comment="which its client has not paid in full"),
    Column("order_id", Uuid, nullable=False),
    Column("task_id", Uuid, nullable=False),
    Column("member_id", Text, nullable=False),
    Column("share_percent", Integer, nullable=False, comment="which was approved, 0 for none"),
    Column("points", BigInteger, nullable=False, comment="at stake"),
    Column("state", Text, nullable=False, comment="as in Contested.contest"),
    Column("appeal_by", DateTime(timezone=True), nullable=False),
    Column("answer_by", DateTime(timezone=True)),
    Column("stood_at", DateTime(timezone=True), comment="when the client answered"),
    Column("winner", Text),
    Column("decided_by", Text),
    Index("contests_v1_order", "order_id"),
    Index("contests_v1_open", "appeal_by", postgresql_where=text("state IN ('open', 'appealed')")),
    Index("contests_v1_live", "stood_at", postgresql_where=text("state <> 'over'")),
)

seats = Table(
    "seats_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True),
    Column("peer_id", Text, primary_key=True),
    Column("until", DateTime(timezone=True), nullable=False),
    Column("is_judged", Boolean, nullable=False),
)

screen_outs = Table(
    "screen_outs_v1",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("screens_out", Boolean, nullable=False, server_default="false", comment="its newest form"),
    Column("is_held", Boolean, nullable=False, server_default="false", comment="too many were screened out"),
    *(_count(name) for name in ("reserve", "dearest", "exits", "points")),
)

screened_out = Table(
    "screened_out_v1",
    tables,
    Column("member_id", Text, primary_key=True),
    Column("order_id", Uuid, primary_key=True),
)

clients = Table(
    "clients_v1",
    tables,
    Column("client_id", Text, primary_key=True),
    Column("since", DateTime(timezone=True), nullable=False),
    Column("settled_orders", Integer, nullable=False),
    Column("upheld_findings", Integer, nullable=False),
)

late_answers = Table(
    "late_answers_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True, comment="whose answer came late, its place gone"),
    Column("lease", Integer, primary_key=True),
    Column("member_id", Text, nullable=False),
    Column("order_id", Uuid, nullable=False),
    Column("points", Integer, nullable=False),
    Column("state", Text, nullable=False, comment="asked, paid or not_paid"),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("late_answers_v1_member", "member_id", "at"),
)

held_returns = Table(
    "held_returns_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True, comment="withdrawn; an operator says what goes back"),
    Column("order_id", Uuid, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("points", Integer, nullable=False),
    Column("withdrawn_at", DateTime(timezone=True), nullable=False),
    Index("held_returns_v1_at", "withdrawn_at"),
)

consents = Table(
    "consents_v1",
    tables,
    Column("member_id", Text, primary_key=True, comment="under 18, with a guardian's consent in force"),
)

segments = Table(
    "segments_v1",
    tables,
    Column("order_id", Uuid, primary_key=True, comment="which is for a segment of an audience source"),
    Column("source", Text, nullable=False),
    Column("name", Text, nullable=False),
)

stops = Table(
    "stops_v1",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("state", Text, nullable=False, comment="watched, stopped, breach or ended"),
)

reports = Table(
    "reports_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True),
    Column("member_id", Text, nullable=False),
    Column("order_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("question", Text),
    Column("reported_at", DateTime(timezone=True), nullable=False),
    Column("outcome", Text, comment="breach or unfounded; null until an operator has decided"),
    Column("decided_at", DateTime(timezone=True)),
    Index("reports_v1_member", "member_id", "reported_at"),
    Index("reports_v1_open", "order_id", "version", postgresql_where=text("outcome IS NULL")),
)

sources = Table(
    "sources_v1",
    tables,
    Column("member_id", Text, primary_key=True, comment="who turned out to be another member too"),
    Column("into_member", Text, nullable=False),
    Column("root", Text, nullable=False),
    Index("sources_v1_root", "root"),
)

offers = Table(
    "offers_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True, comment="which its holder would pass on"),
    Column("lease", Integer, nullable=False),
    Column("to_member", Text, nullable=False),
    Column("keep_percent", Integer, nullable=False),
    Index("offers_v1_to", "to_member"),
)

passed_on = Table(
    "passed_on_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True, comment="of who has taken the task over"),
    Column("lease", Integer, primary_key=True),
    Column("asked_by", Text, nullable=False),
    Column("keep_percent", Integer, nullable=False),
    Column("kept_points", Integer, nullable=False, comment="of the accepted answer; 0 until it is one"),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("passed_on_v1_by", "asked_by", "at", "assignment_id"),
)

desks = Table(
    "desks_v1",
    tables,
    Column("device", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("since", DateTime(timezone=True), nullable=False),
)
