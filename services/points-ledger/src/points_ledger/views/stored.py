"""Stored events, for queries that need more of an event than its postings."""

from typing import Any

import sqlalchemy as sa

from chassis.codec import Codec, Stored
from points_ledger.domain import MemberAccount, Slip

EVENTS = sa.table(
    "events",
    sa.column("originator_id"),
    sa.column("originator_version"),
    sa.column("topic"),
    sa.column("state"),
)
_CODEC = Codec([MemberAccount, Slip])


def event_of(row: Any) -> Any:
    """The domain event of a row with the columns of EVENTS."""
    id, version = row["originator_id"], row["originator_version"]
    return _CODEC.decode(Stored(id, version, row["topic"], bytes(row["state"])))[0]
