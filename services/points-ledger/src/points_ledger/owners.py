"""Whose holds and spends accounts end and refund: they must be their own."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from chassis.codec import Codec, Stored
from points_ledger.domain import MemberAccount

_OPENED = """
SELECT originator_id, originator_version, topic, state FROM events
WHERE originator_id = ANY(%(ids)s) AND topic = 'Slip.Opened'
"""


class Ended(NamedTuple):
    """An account that has captured, released or refunded what stands on a slip."""

    account: UUID
    member_id: str
    slip: UUID


def ended_by(event: Any) -> Ended | None:
    """None for an event that belongs to no slip; what was set aside has none."""
    match event:
        case MemberAccount.Captured() | MemberAccount.Released() if event.partner_id:
            return Ended(event.originator_id, event.member_id, UUID(event.hold_id))
        case MemberAccount.Refunded():
            return Ended(event.originator_id, event.member_id, UUID(event.spend_id))
    return None


def foreign(tx: Connection, codec: Codec, ended: Sequence[Ended]) -> Iterator[tuple[UUID, str]]:
    """Accounts that have ended what is another's, and what that is."""
    owners = dict(_owners(tx, codec, {one.slip for one in ended})) if ended else {}
    for one in ended:
        if owners.get(one.slip) != one.member_id:
            yield one.account, f"member:{one.member_id} has ended {one.slip}, which is not its own"


def _owners(tx: Connection, codec: Codec, slips: Iterable[UUID]) -> Iterator[tuple[UUID, str]]:
    for row in tx.exec_driver_sql(_OPENED, {"ids": list(slips)}):
        try:
            opened: Any = codec.decode(Stored(*row))[0]
        except Exception:  # noqa: S112 - an event that cannot be read names no owner
            continue
        yield row[0], opened.member_id
