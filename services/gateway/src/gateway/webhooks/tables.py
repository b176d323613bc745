"""The tables of webhooks in the gateway's own database."""

from sqlalchemy import (
    ARRAY,
    DDL,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.event import listen

tables = MetaData()
webhooks = Table(
    "webhooks",
    tables,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("webhook_id", Text, nullable=False, unique=True),
    Column("partner", Text, nullable=False),
    Column("api_key_id", Text),
    Column("url", Text, nullable=False),
    Column("types", ARRAY(Text), nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("former_secret", LargeBinary),
    Column("cursor", Text),
    Column("poll_at", DateTime(timezone=True), nullable=False),
    Column("poll_failures", Integer, nullable=False, server_default="0"),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("disabled_at", DateTime(timezone=True)),
    Column("disabled_reason", Text),
    Column("deleted_at", DateTime(timezone=True)),
)
"""api_key_id: of the key that it was made with and ends with; null for a token, or for a release before."""
_ADD_KEY = DDL("ALTER TABLE webhooks ADD COLUMN IF NOT EXISTS api_key_id text")  # type: ignore[no-untyped-call]
listen(tables, "after_create", _ADD_KEY)
deliveries = Table(
    "webhook_deliveries",
    tables,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("delivery_id", Text, nullable=False, unique=True),
    Column("webhook", BigInteger, ForeignKey("webhooks.number"), nullable=False),
    Column("event_id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("cursor", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("state", Text, nullable=False, server_default="pending"),
    Column("is_first", Boolean, nullable=False, server_default="false"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_at", DateTime(timezone=True), nullable=False),
    Column("claim", Text),
    Column("claimed_until", DateTime(timezone=True)),
    Column("last_status", Integer),
    Column("last_error", Text),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("done_at", DateTime(timezone=True)),
    UniqueConstraint("webhook", "event_id"),
)
requests = Table(
    "webhook_requests",
    tables,
    Column("key", Text, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("handled_at", DateTime(timezone=True), nullable=False),
)
Index("webhooks_of_partner", webhooks.c.partner, webhooks.c.number)
Index("webhook_deliveries_by_state", deliveries.c.webhook, deliveries.c.state, deliveries.c.number)
Index(
    "webhook_deliveries_due",
    *(deliveries.c[name] for name in ("webhook", "next_at", "number")),
    postgresql_where=text("state = 'pending' AND is_first"),
)
Index(
    "webhook_deliveries_in_order",
    *(deliveries.c[name] for name in ("webhook", "subject", "number")),
    postgresql_where=text("state = 'pending'"),
)
Index("webhook_deliveries_done", deliveries.c.done_at)
Index("webhook_requests_handled", requests.c.handled_at)
