"""For which members under 18 a guardian's consent is in force."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from assignment.domain import YoungMember

_ADD = "INSERT INTO consents_v1 (member_id) VALUES (%(member)s) ON CONFLICT DO NOTHING"
_DROP = "DELETE FROM consents_v1 WHERE member_id = %(member)s"


def apply_consents(tx: Connection, events: Sequence[Any]) -> None:
    """Brings them up to these events."""
    for event in events:
        if isinstance(event, YoungMember.ConsentRecorded):
            tx.exec_driver_sql(_ADD, {"member": event.member_id})
        elif isinstance(event, YoungMember.ConsentRevoked):
            tx.exec_driver_sql(_DROP, {"member": event.member_id})
