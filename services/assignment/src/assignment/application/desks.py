"""Registered community desks, at which several members work with one device (business rule 29)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assignment.application.reviews import is_personal
from assignment.domain import Desk, PinNeeded, desk_stream
from chassis.command import Aggregates, Command, Outcome, Stream


def register_desk(key: str, digest: bytes, device: str, name: str, operator_id: str, at: datetime) -> Command:
    """An operator registers the device of a desk."""
    desk = desk_stream(device)

    def decide(found: Aggregates) -> Outcome:
        found[desk].register(device, name, operator_id, at)
        return Outcome(201, {"device": device, "name": name})

    return Command(key, [Stream(Desk, desk)], decide, digest)


def end_desk(key: str, digest: bytes, device: str, operator_id: str, at: datetime) -> Command:
    """The device is like any other from now on."""
    desk = desk_stream(device)

    def decide(found: Aggregates) -> Outcome:
        found[desk].end(device, operator_id, at)
        return Outcome(204)

    return Command(key, [Stream(Desk, desk)], decide, digest)


def asks_personally(questions: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a desk has to ask for the member's PIN before these are answered."""
    return any(is_personal(question) for question in questions)


def check_pin(desk: Desk, pin: bool) -> None:
    """Raises PinNeeded."""
    if desk.name and not pin:
        raise PinNeeded("at a desk, personal questions are answered with your own PIN alone; sign in with it")
