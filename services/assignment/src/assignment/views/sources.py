"""Which members are one source; `root` is the member that all of them were merged into in the end."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection

from assignment.domain import MemberSource

OF_ONE_SOURCE = """(
    SELECT %(member)s::text UNION SELECT mine.root FROM sources_v1 AS mine WHERE mine.member_id = %(member)s
    UNION SELECT same.member_id FROM sources_v1 AS same WHERE same.root = coalesce(
        (SELECT mine.root FROM sources_v1 AS mine WHERE mine.member_id = %(member)s), %(member)s)
)"""
_MERGED = """
INSERT INTO sources_v1 (member_id, into_member, root) VALUES (%(member)s, %(into)s, %(into)s)
ON CONFLICT (member_id) DO UPDATE SET into_member = excluded.into_member, root = excluded.root
"""
_SPLIT = "DELETE FROM sources_v1 WHERE member_id = %(member)s"
_ROOTS = """
WITH RECURSIVE walk (member_id, root) AS (
    SELECT member_id, into_member FROM sources_v1
    UNION SELECT walk.member_id, further.into_member
    FROM walk JOIN sources_v1 AS further ON further.member_id = walk.root
)
UPDATE sources_v1 SET root = walk.root FROM walk
WHERE walk.member_id = sources_v1.member_id AND walk.root <> sources_v1.root
    AND NOT EXISTS (SELECT FROM sources_v1 AS further WHERE further.member_id = walk.root)
"""


def apply_sources(tx: Connection, events: Sequence[Any]) -> None:
    """One after the other: they are rare."""
    for event in events:
        match event:
            case MemberSource.Merged(member_id=member_id, into=into):
                tx.exec_driver_sql(_MERGED, {"member": member_id, "into": into})
                tx.exec_driver_sql(_ROOTS)
            case MemberSource.SplitOff(member_id=member_id):
                tx.exec_driver_sql(_SPLIT, {"member": member_id})
                tx.exec_driver_sql(_ROOTS)
