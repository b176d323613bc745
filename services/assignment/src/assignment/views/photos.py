"""What is known of photos; the pictures themselves are files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

_PHOTO = """
SELECT photos.photo_id, photos.assignment_id, photos.order_id, photos.question, photos.suspicions,
    photos.suspicions <> '[]' AND shown.photo_id IS NULL, work.state, work.member_id, orders_v1.client_id,
    stops_v1.order_id IS NOT NULL, photos.at
FROM photos_v1 AS photos
    LEFT JOIN shown_photos_v1 AS shown ON shown.photo_id = photos.photo_id
    LEFT JOIN assignments_v1 AS work ON work.assignment_id = photos.assignment_id
    LEFT JOIN orders_v1 ON orders_v1.order_id = photos.order_id
    LEFT JOIN stops_v1 ON stops_v1.order_id = photos.order_id AND stops_v1.version = photos.form_version
        AND stops_v1.state IN ('stopped', 'breach')
"""
_ONE = f"{_PHOTO} WHERE photos.photo_id = %(photo)s"
_HELD = f"""{_PHOTO}
WHERE photos.suspicions <> '[]' AND shown.photo_id IS NULL AND work.state IN ('submitted', 'accepted')
    AND (photos.at, photos.photo_id) > (%(at)s, %(after)s)
ORDER BY photos.at, photos.photo_id LIMIT %(limit)s
"""
_UPLOADED = "SELECT photo_id, question FROM photos_v1 WHERE assignment_id = %(assignment)s"
_DIGEST = "SELECT digest_key, digest FROM photos_v1 WHERE photo_id = %(photo)s"
_IN_USE = "SELECT photo_id::text FROM photos_v1 WHERE photo_id = ANY(%(names)s::uuid[])"
_ABANDONED = """
SELECT photos.photo_id, photos.assignment_id FROM photos_v1 AS photos
    JOIN assignments_v1 AS work ON work.assignment_id = photos.assignment_id
WHERE work.state IN ('returned', 'expired', 'stopped', 'screened_out') LIMIT %(limit)s
"""
ABANDONED_MAX = 200


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo and what decides who may see it. `held` waits for an operator or was never decided.

    `state` of its assignment, `member_id` and `client_id` are None until the views have seen them. What is
    `quarantined` no client may see.
    """

    photo_id: UUID
    assignment_id: UUID
    order_id: UUID
    question: str
    suspicions: list[str]
    held: bool
    state: str | None
    member_id: str | None
    client_id: str | None
    quarantined: bool
    at: datetime


def photo(tx: Connection, photo_id: UUID) -> Photo | None:
    """None when there is none, or it is erased."""
    row = tx.exec_driver_sql(_ONE, {"photo": photo_id}).fetchone()
    return Photo(*row) if row else None


def held_photos(tx: Connection, limit: int, after: tuple[datetime, UUID]) -> list[Photo]:
    """Of submitted answers, those that wait for an operator, the oldest first."""
    arguments = {"limit": limit, "at": after[0], "after": after[1]}
    return [Photo(*row) for row in tx.exec_driver_sql(_HELD, arguments)]


def uploaded_photos(tx: Connection, assignment_id: UUID) -> dict[UUID, str]:
    """Photo → the question for which it was uploaded."""
    return {row[0]: row[1] for row in tx.exec_driver_sql(_UPLOADED, {"assignment": assignment_id})}


def photo_digest(tx: Connection, photo_id: UUID) -> tuple[bytes, bytes] | None:
    """Key and digest of what was uploaded; None when it is erased."""
    row = tx.exec_driver_sql(_DIGEST, {"photo": photo_id}).fetchone()
    return (bytes(row[0]), bytes(row[1])) if row else None


def photos_in_use(tx: Connection, names: Sequence[str]) -> set[str]:
    """Which files a row refers to."""
    return {row[0] for row in tx.exec_driver_sql(_IN_USE, {"names": list(names)})}


def abandoned_photos(tx: Connection) -> list[tuple[UUID, UUID]]:
    """(photo, assignment) of leases that ended without an answer."""
    return [(row[0], row[1]) for row in tx.exec_driver_sql(_ABANDONED, {"limit": ABANDONED_MAX})]
