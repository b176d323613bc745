"""Answers as they may be stored: they fit their form, and what identifies somebody in a text is masked."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assignment.application.declines import declinable, declined
from assignment.domain import TEXT_MAX, Answers, about_item, check_answers, no_such_question
from chassis.errors import FieldError, Invalid, Unavailable, invalid
from screening_policy import HELD_BACK
from screening_policy.guard import Guarded, guard

TEXTS_LEAVE = not HELD_BACK
"""Whether a guarded text may be exported outside local mode: once the whole policy may be relied upon."""
_MOBILE = re.compile(r"[789]0[0-9]{8}")
_WHY_HELD = {
    "too_long": "is too long to be checked",
    "undecodable": "holds characters that cannot be read; take them out",
    "control_characters": "holds control characters that hide what is written; take them out",
    "stacked_marks": "holds marks on top of one another that hide what is written; take them out",
    "unread_script": "can be checked in Japanese and English only",
}

SHORTEST_IDENTIFIER = 9
_NUMBERS = {"phone": "telephone number", "card_number": "card number", "my_number": "My Number"}

Question = Mapping[str, Any]


class NotCheckedInTime(Unavailable):
    """The guard ran out of time; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One masked stretch of an answer: `span` counts code points of what the member wrote."""

    question: str
    kind: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unread:
    """An answer that the guard cannot read, and why in words for the member."""

    question: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers after form and guard; nothing else is ever stored. `has_text` says that the guard had work.

    declined: the questions that were declined; None where the form offers no way to.
    """

    answers: Answers
    findings: tuple[Finding, ...]
    has_text: bool
    declined: list[str] | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the guard would do to texts that are being written: `masked` by question, without the held."""

    masked: dict[str, str]
    findings: tuple[Finding, ...]
    held: tuple[Unread, ...]


def checked(
    questions: Sequence[Question], given: Mapping[str, Any], in_time: Callable[[], bool] = lambda: True
) -> Checked:
    """Raises Invalid naming each answer that does not fit or cannot be read, NotCheckedInTime."""
    answers = check_answers(questions, given)
    preview = _guarded(questions, answers, in_time)
    if preview.held:
        raise Invalid([FieldError(f"answers.{one.question}", one.reason) for one in preview.held])
    told = declined(questions, answers) if declinable(questions) else None
    return Checked({**answers, **preview.masked}, preview.findings, bool(preview.masked), told)


def preview(
    questions: Sequence[Question], given: Mapping[str, Any], in_time: Callable[[], bool] = lambda: True
) -> Preview:
    """Of answers that need not be complete; those that are neither texts nor numbers are left out.

    Raises Invalid for a question that does not exist and for what is no text or too long, NotCheckedInTime.
    """
    texts = {one["id"]: given[one["id"]] for one in questions if _is_text(one) and given.get(one["id"])}
    errors = no_such_question(questions, given)
    errors += [FieldError(f"answers.{id}", wrong) for id, text in texts.items() if (wrong := _no_text(text))]
    if errors:
        raise Invalid(errors)
    numbers = {one["id"]: given[one["id"]] for one in questions if _is_number(one, given.get(one["id"]))}
    return _guarded(questions, {**texts, **numbers}, in_time)


def masked_text(where: str, text: str, in_time: Callable[[], bool]) -> str:
    """Words of a client to a member, masked like an answer. Raises Invalid, NotCheckedInTime."""
    read = _guarded([{"id": where, "kind": "text", "text": ""}], {where: text}, in_time)
    if read.held:
        raise invalid(where, read.held[0].reason)
    return read.masked[where]


def has_text(questions: Sequence[Question], given: Mapping[str, Any]) -> bool:
    """Whether the guard has anything to read."""
    return any(_is_text(one) and given.get(one["id"]) for one in questions)


def _guarded(questions: Sequence[Question], answers: Answers, in_time: Callable[[], bool]) -> Preview:
    masked, findings, held = dict[str, str](), list[Finding](), list[Unread]()
    for question in questions:
        id, text = question["id"], answers.get(question["id"])
        if _is_number(question, text) and (kind := _identifier(text)):
            held.append(Unread(id, f"looks like a {kind}, which no client may learn"))
        if not _is_text(question) or not isinstance(text, str):
            continue
        found: Guarded = guard(text, _expected(question), in_time)
        if found.held == "time_limit":
            raise NotCheckedInTime("the answers could not be checked in time; send them again")
        if found.held is not None:
            held.append(Unread(id, _WHY_HELD[found.held]))
            continue
        masked[id] = found.masked
        findings += [Finding(id, one.kind, one.span) for one in found.findings]
    return Preview(masked, tuple(findings), tuple(held))


def _is_number(question: Question, answer: Any) -> bool:
    return question["kind"] == "number" and isinstance(answer, int | float)


def _identifier(answer: Any) -> str:
    """What a number is in truth, or nothing. It cannot be masked.

    Of telephones the mobile ones, which have lost their first 0: a landline looks like any large count.
    """
    digits = f"{abs(answer):.0f}"
    if len(digits) < SHORTEST_IDENTIFIER:
        return ""
    spelt = f"0{digits}" if _MOBILE.fullmatch(digits) else digits
    kinds = {one.kind for one in guard(spelt).findings}
    return next((words for kind, words in _NUMBERS.items() if kind in kinds), "")


def _no_text(given: Any) -> str:
    """Why it is no text that may be given; one that is being written may be too short still."""
    if not isinstance(given, str):
        return "must be a text"
    return f"at most {TEXT_MAX} characters" if len(given) > TEXT_MAX else ""


def _is_text(question: Question) -> bool:
    return bool(question["kind"] == "text")


def _expected(question: Question) -> Sequence[str]:
    """What may pass: declared, and only where the question shows an item, which the client supplied."""
    return question.get("expects") or () if about_item(question) else ()
