"""Runs the answer guard beside the event loop, under a deadline."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from assignment import application

T = TypeVar("T")
GUARD_SECONDS = 5.0
"""For all texts of a request; 30 of the greatest length take about a second."""

Run = Callable[[Sequence[Mapping[str, Any]], Mapping[str, Any], Callable[[], bool]], T]


async def guarded(run: Run[T], questions: Sequence[Mapping[str, Any]], given: Mapping[str, Any]) -> T:
    """`application.checked` or `application.preview`; without a text no thread is needed."""
    if not application.has_text(questions, given):
        return run(questions, given, lambda: True)
    return await beside(lambda in_time: run(questions, given, in_time))


async def beside(read: Callable[[Callable[[], bool]], T]) -> T:
    """What reads texts, in a thread; it is told whether there is time left."""
    until = time.monotonic() + GUARD_SECONDS
    return await asyncio.to_thread(read, lambda: time.monotonic() < until)
