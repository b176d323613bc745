"""What members and clients wrote or told: no event has it, no replay brings it back, all is erasable."""

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, LargeBinary, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from assignment.views.tables import tables

__all__ = ["tables"]

appeals = Table(
    "appeals_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True),
    Column("appeal_id", Uuid, nullable=False, unique=True, comment="random: by which peers know it"),
    Column("order_id", Uuid, nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("plea", Text, nullable=False, comment="the member's words, masked"),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("appeals_v1_order", "order_id"),
)

answers = Table(
    "answers_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True),
    Column("order_id", Uuid, nullable=False),
    Column("task_id", Uuid, nullable=False),
    Column("member_id", Text, nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("answers", JSONB, nullable=False),
    Column("digest_key", LargeBinary, nullable=False),
    Column("public_id", Uuid, nullable=False, comment="random: the order of an export and the client's id"),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("answers_v1_export", "order_id", "public_id"),
)

photos = Table(
    "photos_v1",
    tables,
    Column("photo_id", Uuid, primary_key=True, comment="random; the name of its file"),
    Column("assignment_id", Uuid, nullable=False),
    Column("order_id", Uuid, nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("suspicions", JSONB, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("digest_key", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("photos_v1_assignment", "assignment_id"),
    Index("photos_v1_held", "at", "photo_id", postgresql_where=text("suspicions <> '[]'")),
)

shown_photos = Table(
    "shown_photos_v1",
    tables,
    Column("photo_id", Uuid, primary_key=True, comment="held, and shown after an operator has looked at it"),
)

guarded = Table(
    "guarded_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True, comment="whose texts have passed the answer guard"),
    Column("order_id", Uuid, nullable=False),
)

withdrawn = Table(
    "withdrawn_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True, comment="of which the member has taken a part back"),
    Column("order_id", Uuid, nullable=False),
    Index("withdrawn_v1_order", "order_id"),
)

reductions = Table(
    "reductions_v1",
    tables,
    Column("assignment_id", Uuid, primary_key=True, comment="which was approved in part"),
    Column("order_id", Uuid, nullable=False),
    Column("form_version", Integer, nullable=False),
    Column("percent", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("reason", Text, nullable=False, comment="the client's words to the member, masked"),
    Column("at", DateTime(timezone=True), nullable=False),
    Index("reductions_v1_order", "order_id"),
)

profiles = Table(
    "profiles_v1",
    tables,
    Column("member_id", Text, primary_key=True),
    Column("birth_year", Integer, comment="about, from the age that One ID vouches for"),
    Column("prefecture", Text),
    Column("sex", Text),
    Column("household_size", Integer),
    Column("job", Text),
    Column("industry", Text),
    Column("education", Text),
    Column("income", Text),
    Column("marital_status", Text),
    Column("children", Boolean),
)

pseudonyms = Table(
    "pseudonyms_v1",
    tables,
    Column("order_id", Uuid, primary_key=True),
    Column("member_id", Text, primary_key=True),
    Column("pseudonym", Text, nullable=False),
)
