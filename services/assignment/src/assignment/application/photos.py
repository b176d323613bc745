"""Photos of members: taken before the answer that refers to them, decided on where one may show too much."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from assignment.application.clients import check_no_tie
from assignment.application.submissions import Held
from assignment.domain import Answers, Assignment, NotDueYet
from chassis.command import Aggregates, Command, Delete, Insert, Outcome, Row, Stream
from chassis.errors import FieldError, Invalid, KeyReused, Refused

PHOTOS_MAX = 10
"""Uploads for one task, replaced ones included; counted before the command, so late by a moment."""


class TooManyPhotos(Refused):
    """As many photos as one task takes were uploaded."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A photo as it was read. digest_key: random, erased with it. Without suspicions the client sees it."""

    id: UUID
    question: str
    suspicions: Sequence[str]
    width: int
    height: int
    digest_key: bytes
    content: bytes

    @property
    def digest(self) -> bytes:
        """Of the uploaded bytes, so that a repeated key can be told from one used twice."""
        return hmac.digest(self.digest_key, self.content, "sha256")


def check_photo_question(questions: Sequence[Mapping[str, Any]], id: str, uploads: int) -> None:
    """Raises Invalid unless a photo is asked for there, TooManyPhotos."""
    if not any(one["id"] == id and one["kind"] == "photo" for one in questions):
        raise Invalid([FieldError("question", "asks for no photo")])
    if uploads >= PHOTOS_MAX:
        raise TooManyPhotos(f"at most {PHOTOS_MAX} photos for one task")


def add_photo(key: str, digest: bytes, id: UUID, held: Held, upload: Upload, at: datetime) -> Command:
    """Keeps a photo beside a lease that may still be submitted."""

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[id]
        assignment.check_owner(held.member_id)
        assignment.check_can_submit(held.form_version, at)
        return Outcome(201, {"photo_id": str(upload.id)})

    row = {
        "photo_id": upload.id,
        "assignment_id": id,
        "order_id": held.order_id,
        "form_version": held.form_version,
        "question": upload.question,
        "suspicions": list(upload.suspicions),
        "width": upload.width,
        "height": upload.height,
        "digest_key": upload.digest_key,
        "digest": upload.digest,
        "at": at,
    }
    return Command(key, [Stream(Assignment, id)], decide, digest, lambda outcome: [Insert("photos_v1", row)])


def check_same_photo(stored: tuple[bytes, bytes] | None, content: bytes) -> None:
    """Raises KeyReused when a repeated key came with another photo; `stored` is None when that is erased."""
    if stored is None:
        raise KeyReused("what was sent with this Idempotency-Key is erased; use a new one")
    if not hmac.compare_digest(hmac.digest(stored[0], content, "sha256"), stored[1]):
        raise KeyReused("this Idempotency-Key was used with another photo; use a new one")


def check_photos(
    questions: Sequence[Mapping[str, Any]], answers: Answers, uploaded: Mapping[UUID, str]
) -> None:
    """Raises Invalid for a photo answer that names none uploaded for it. uploaded: photo → its question."""
    known = {(str(id), question) for id, question in uploaded.items()}
    errors = [
        FieldError(f"answers.{one['id']}", "is no photo that was uploaded for this question")
        for one in questions
        if one["kind"] == "photo" and one["id"] in answers and (answers[one["id"]], one["id"]) not in known
    ]
    if errors:
        raise Invalid(errors)


def unused_photos(answers: Answers, uploaded: Mapping[UUID, str]) -> list[UUID]:
    """Uploads to which the answers do not refer; they are erased with the submission."""
    return [id for id, question in uploaded.items() if answers.get(question) != str(id)]


def photo_rows(ids: Sequence[UUID]) -> list[Row]:
    """Erases what is kept of photos; whoever looks for files without rows erases those."""
    return [Delete("photos_v1", {"photo_id": id}) for id in ids]


def erase_abandoned_photo(id: UUID, assignment_id: UUID) -> Command:
    """Of a lease that ended without an answer. Refused with NotDueYet while the task is held again."""

    def decide(found: Aggregates) -> None:
        if found[assignment_id].state not in ("returned", "expired", "stopped"):
            raise NotDueYet("the task is held or answered")

    streams = [Stream(Assignment, assignment_id)]
    return Command(f"abandoned-photo/{id}", streams, decide, rows=lambda outcome: photo_rows([id]))


def decide_photo(
    key: str,
    digest: bytes,
    assignment_id: UUID,
    photo_id: UUID,
    decision: Literal["show", "remove"],
    reason: str,
    operator_id: str,
    at: datetime,
) -> Command:
    """An operator lets the client see a held photo, or erases it; the pay of the member is not touched."""

    def decide(found: Aggregates) -> Outcome:
        assignment: Assignment = found[assignment_id]
        assert assignment.order_id is not None
        check_no_tie(found, assignment.order_id, assignment.member_id, operator_id)
        assignment.decide_photo(photo_id, decision, reason, operator_id, at)
        return Outcome(200, {"photo_id": str(photo_id), "decision": decision})

    shown = [Insert("shown_photos_v1", {"photo_id": photo_id})]
    rows = shown if decision == "show" else photo_rows([photo_id])
    return Command(key, [Stream(Assignment, assignment_id)], decide, digest, lambda outcome: rows)
