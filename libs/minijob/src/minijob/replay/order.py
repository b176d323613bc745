"""The client's side of a replay: an order from draft to live, and from its last answer to settled."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

from minijob._core import ProblemError
from minijob.client import AsyncClient
from minijob.replay.recording import Recording, Row

REWARD_POINTS = 10
UPLOAD_BYTES = 900_000
PAGE = 1_000
POLL_SECONDS = 0.25
LIVE_SECONDS = 300.0
SETTLED_SECONDS = 120.0
GIVE_UP_SECONDS = 10.0
STUCK = {"changes_asked", "in_review", "refused", "unfunded", "paused", "closed", "settled"}
ENDED = {"closed", "settled", "refused"}
BEFORE_ROWS = {"draft", "screening", "approved"}  # rows may still be on their way from screening

Say = Callable[[str], object]


class Failed(RuntimeError):
    """The replay cannot go on; the message says why."""


def document(recording: Recording) -> dict[str, Any]:
    """The order that asks for the recorded labels."""
    return {
        "title": recording.title,
        "instructions": "Read each item and choose the label that fits it.",
        "purpose": "To compare how labels of a crowd are aggregated",
        "recipient": "Whoever runs this replay",
        "retention": "as long as this local platform is kept",
        "links": [],
        "questions": [
            {
                "id": "q1",
                "kind": "single",
                "text": recording.question,
                "options": recording.labels,
                "required": True,
            }
        ],
        "reward_points": REWARD_POINTS,
        "quality": {"agreement_min": None},  # recorded answers are as they are
        "estimated_minutes": 1,
        "answers_per_task": recording.answers_per_task,
    }


def cost_jpy(recording: Recording) -> int:
    """The reward of all places and the fee of 20 %, rounded up."""
    reward = len(recording.items) * recording.answers_per_task * REWARD_POINTS
    return reward + -(-reward // 5)


def uploads(rows: Iterable[Row], size: int = UPLOAD_BYTES) -> Iterator[bytes]:
    """The rows as JSON lines, in pieces of at most `size` bytes; a longer row is a piece of its own."""
    piece = b""
    for row in rows:
        line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
        if piece and len(piece) + len(line) > size:
            yield piece
            piece = b""
        piece += line
    yield piece


async def create(client: AsyncClient, recording: Recording, run: str) -> str:
    """A draft without items; its id."""
    return str((await client.create_order(document(recording), key=f"{run}/order"))["order_id"])


async def submit(client: AsyncClient, order_id: str, recording: Recording, run: str) -> None:
    """Fills the order and hands it in. Raises Failed when an item is rejected."""
    for number, piece in enumerate(uploads(recording.items.values())):
        taken = await client.add_items(order_id, piece, key=f"{run}/items/{number}")
        if taken["rejected"]:
            raise Failed(f"items were rejected, the first: {taken['rejected'][0]}")
    await client.submit_order(order_id, key=f"{run}/submit")


@asynccontextmanager
async def closed_on_failure(client: AsyncClient, order_id: str, say: Say) -> AsyncIterator[None]:
    """An order whose replay fails, or is broken off, does not stay live with the client's money."""
    try:
        yield
    except BaseException:
        say(await _give_up(client, order_id))
        raise


async def _give_up(client: AsyncClient, order_id: str) -> str:
    """What became of the order. One on its way from screening to live can be closed when it arrives."""
    state = "unknown"
    try:
        async with asyncio.timeout(GIVE_UP_SECONDS):
            while (state := (await client.order(order_id))["state"]) not in ENDED:
                with suppress(ProblemError):  # a refusal is remembered under its key: each try has its own
                    await client.close_order(order_id)
                await asyncio.sleep(POLL_SECONDS)
    except (ProblemError, TimeoutError) as error:
        return f"order {order_id} could not be closed, its state is {state}: {error or 'no time is left'}"
    return f"order {order_id} is {state}; what was locked for it goes back to the client"


async def wait_until_open(client: AsyncClient, order_id: str, tasks: int, beyond: int = 0) -> int:
    """Returns how many tasks can be taken, more than `beyond`: those of the pilot, then all `tasks`.

    Raises Failed as soon as it is known that this will not be.
    """
    opened = 0

    async def is_open() -> bool:
        nonlocal opened
        found = await client.order(order_id)
        _check_on_its_way(found)
        if found["state"] not in ("pilot", "live"):
            return False
        opened = found["pilot"]["tasks"] if found["state"] == "pilot" else tasks
        try:
            progress = await client.progress(order_id)
        except ProblemError as error:
            if error.status == 404:
                return False
            raise
        is_live = progress["state"] == "live" and progress["funded"] > 0
        return bool(is_live and progress["tasks"] == opened > beyond)

    await _until(is_open, LIVE_SECONDS, f"the order is not live with {tasks} tasks")
    return opened


def _check_on_its_way(found: Mapping[str, Any]) -> None:
    """Raises Failed when the order is stuck, or goes on without some of its rows."""
    state, held = found["state"], found["held_items"]
    all_rows_are_screened = state not in BEFORE_ROWS or held == found["items"]
    if held and all_rows_are_screened:
        raise Failed(
            f"screening held {held} of {found['items']} rows, {found['undecided_items']} of which wait for "
            "an operator (GET /v1/order-reviews); POST /v1/orders/screen says of each row why"
        )
    if state in STUCK:
        raise Failed(f"the order is {state}{_why(found)}")


def _why(order: Mapping[str, Any]) -> str:
    if order["short_by_jpy"]:
        return f": {order['short_by_jpy']} yen are missing"
    if order["pilot"] and order["pilot"]["state"] == "failed":
        return f": its pilot failed: {json.dumps(order['pilot'])}"
    return f": {json.dumps(order['findings'], ensure_ascii=False)}" if order["findings"] else ""


async def task_ids(client: AsyncClient, order_id: str) -> dict[str, str]:
    """The task of each item."""
    found: dict[str, str] = {}
    cursor: str | None = None
    while True:
        page = await client.order_tasks(order_id, limit=PAGE, cursor=cursor)
        found.update((task["item"]["item"], task["task_id"]) for task in page["items"])
        cursor = page["next_cursor"]
        if cursor is None:
            return found


async def settle(client: AsyncClient, order_id: str, accepted: int, run: str) -> None:
    """Closes an order that still has free places, and returns when its money is settled."""

    async def has_all() -> bool:
        progress = await client.progress(order_id)
        return bool(progress["accepted"] >= accepted and not progress["leased"])

    await _until(has_all, SETTLED_SECONDS, f"not all of {accepted} answers are accepted")
    progress = await client.progress(order_id)
    if progress["state"] == "live" and progress["accepted"] < progress["places"]:
        await client.close_order(order_id, key=f"{run}/close")

    async def is_settled() -> bool:
        return bool((await client.order(order_id))["state"] == "settled")

    await _until(is_settled, SETTLED_SECONDS, "the order is not settled")


async def _until(holds: Callable[[], Awaitable[bool]], seconds: float, otherwise: str) -> None:
    deadline = time.monotonic() + seconds
    while not await holds():
        if time.monotonic() > deadline:
            raise Failed(f"{otherwise} after {seconds:.0f} seconds")
        await asyncio.sleep(POLL_SECONDS)
