"""What takes long is computed once, whoever waits and for how long."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from assignment.api.memory import BeingComputed, Computed

pytestmark = pytest.mark.anyio


class Work:
    """Something that takes until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go = 0, asyncio.Event()

    def of(self, value: str) -> Callable[[], Coroutine[Any, Any, str]]:
        async def compute() -> str:
            self.begun += 1
            await self.go.wait()
            return value

        return compute


def computed(at_a_time: int = 2, unfinished: int = 10, seconds: float = 0.05) -> Computed[str, str]:
    return Computed(2, at_a_time, unfinished, seconds)


async def test_what_several_ask_for_is_computed_once_and_remembered() -> None:
    values, work = computed(seconds=5), Work()
    asked = [asyncio.create_task(values.get("k", work.of("v"))) for _ in range(3)]
    await asyncio.sleep(0)
    work.go.set()
    assert await asyncio.gather(*asked) == ["v", "v", "v"]
    assert await values.get("k", work.of("other")) == "v"
    assert work.begun == 1


async def test_who_has_waited_long_enough_is_sent_away_and_finds_it_later() -> None:
    values, work = computed(), Work()
    with pytest.raises(BeingComputed) as refused:
        await values.get("k", work.of("v"))
    assert (refused.value.status, refused.value.retry_after_seconds) == (503, 3)
    work.go.set()
    assert await values.get("k", work.of("other")) == "v"
    assert work.begun == 1


async def test_what_waits_for_its_turn_does_not_hold_its_caller_for_ever() -> None:
    values, slow, quick = computed(at_a_time=1), Work(), Work()
    quick.go.set()
    for key, work in (("slow", slow), ("quick", quick)):
        with pytest.raises(BeingComputed):
            await values.get(key, work.of(key))
    assert quick.begun == 0
    slow.go.set()
    assert await values.get("quick", quick.of("quick")) == "quick"


async def test_more_than_may_wait_are_refused_at_once() -> None:
    values, work = computed(unfinished=1), Work()
    for key in ("a", "b"):
        with pytest.raises(BeingComputed):
            await values.get(key, work.of(key))
    assert work.begun == 1
    work.go.set()


async def test_what_failed_is_tried_again() -> None:
    async def broken() -> str:
        raise RuntimeError("broken")

    values = computed(seconds=5)
    with pytest.raises(RuntimeError):
        await values.get("k", broken)
    work = Work()
    work.go.set()
    assert await values.get("k", work.of("v")) == "v"


async def test_only_the_newest_are_remembered() -> None:
    values, work = computed(seconds=5), Work()
    work.go.set()
    for key in ("a", "b", "c", "a"):
        await values.get(key, work.of(key))
    assert work.begun == 4
