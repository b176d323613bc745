"""The tables of order-screening: views that a replay rebuilds."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

tables = MetaData()

orders = Table(
    "orders_v2",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("ended", Boolean, nullable=False, comment="the version can no longer go to members"),
)
batches = Table(
    "batches_v2",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("batch", Integer, primary_key=True),
    Column("first_row", BigInteger, nullable=False),
    Column("rows", JSONB, nullable=False),
)
counts = Table(
    "counts_v2",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("client_id", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False, index=True),
)
watches = Table(
    "watches_v1",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("order_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reports", JSONB, nullable=False, server_default="[]"),
    Column("stop", JSONB, comment="cause, reason and time of the safety stop in force"),
    Column("due_at", DateTime(timezone=True)),
    Column("open", Boolean, nullable=False),
    Index("watches_v1_open", "due_at", postgresql_where=text("open")),
)
cases = Table(
    "cases_v2",
    tables,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, Identity(always=True), nullable=False, unique=True),
    Column("order_id", Uuid, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("batch", Integer),
    Column("ruleset", Text, nullable=False),
    Column("findings", JSONB, nullable=False),
    Column("rows", JSONB, nullable=False),
    Column("approvals", Integer, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("overdue_days", Integer, nullable=False, server_default="0"),
    Column("appeal", Text, comment="why the client appealed"),
    Column("decisions", JSONB, nullable=False, server_default="[]"),
    Column("open", Boolean, nullable=False, server_default="true"),
    Index("cases_v2_due", "due_at", postgresql_where=text("open")),
)
