"""Every event by its type, and every topic: what is generated from the contracts starts here."""

from minijob_contracts import audiences, orders, points, screenings, submissions
from minijob_contracts.event import Event

_MODULES = (orders, screenings, submissions, audiences, points)

EVENTS: dict[str, type[Event]] = {
    event.TYPE: event
    for module in _MODULES
    for event in vars(module).values()
    if isinstance(event, type) and issubclass(event, Event) and "TYPE" in vars(event)
}

TOPICS: tuple[str, ...] = tuple(sorted({event.TOPIC for event in EVENTS.values()}))
