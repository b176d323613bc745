"""One replay from draft to settled, and the figures that it leaves."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from minijob.client import AsyncClient
from minijob.replay import order
from minijob.replay.members import answer_all
from minijob.replay.order import Failed
from minijob.replay.recording import Recording
from minijob.replay.report import Report, accuracy

METHODS = ("majority", "dawid_skene")
DEADLINE_SECONDS = 180.0

Say = Callable[[str], object]


async def replay(
    gateway: str, recording: Recording, slots: int, say: Say, answered: Callable[[], object]
) -> Report:
    """Posts the order, lets the recorded workers answer, waits until it is settled, and reads the figures.

    `say` is told of each step, `answered` is called for each answer. Raises Failed or ProblemError.
    """
    run = f"replay-{uuid4().hex[:12]}"
    started = time.perf_counter()
    async with (
        AsyncClient(gateway, await _token(gateway, "client", run), DEADLINE_SECONDS) as client,
        AsyncClient(
            gateway, await _token(gateway, "operator", f"{run}-operator"), DEADLINE_SECONDS
        ) as operator,
    ):
        await operator.deposit(run, order.cost_jpy(recording), reference=run, key=f"{run}/deposit")
        order_id = await order.post(client, recording, run)
        say(f"order {order_id} is posted with {len(recording.items):,} items")
        await order.wait_until_live(client, order_id, len(recording.items))
        tasks = await order.task_ids(client, order_id)
        say(f"it is live; {len(recording.answers):,} workers answer, {slots} at a time")
        begun = time.perf_counter()
        accepted = await answer_all(gateway, recording, tasks, run, slots, answered)
        working_seconds = time.perf_counter() - begun
        say(f"{accepted:,} answers are accepted")
        await order.settle(client, order_id, accepted, run)
        say("it is settled")
        seconds = time.perf_counter() - started
        figures = await _figures(client, operator, order_id, recording, accepted)
    return Report(
        items=len(recording.items),
        answers_recorded=recording.expected + recording.repeats,
        answers_accepted=accepted,
        repeats=recording.repeats,
        seconds=round(seconds, 2),
        pairs_per_second=round(accepted / working_seconds, 1),
        **figures,
    )


async def _token(gateway: str, role: Any, id: str) -> str:
    async with AsyncClient(gateway) as open_door:
        return str((await open_door.development_token(role, id))["token"])


async def _figures(
    client: AsyncClient, operator: AsyncClient, order_id: str, recording: Recording, accepted: int
) -> dict[str, Any]:
    results = {method: await client.results(order_id, method) for method in METHODS}  # type: ignore[arg-type]
    escrow = await operator.escrow(order_id)
    progress = await client.progress(order_id)
    if not progress["accepted"] == escrow["paid_answers"] == accepted:
        raise Failed(
            f"{accepted} answers were accepted at the door, {progress['accepted']} by the order's progress, "
            f"{escrow['paid_answers']} were paid"
        )
    places = recording.answers_per_task
    beyond = sum(max(0, row["answers"] - places) for row in results["majority"]["items"])
    return {
        "accuracy": {method: accuracy(found, recording.truth) for method, found in results.items()},
        "points_granted": escrow["paid_points"],
        "escrow_left": escrow["left_jpy"],
        "over_assigned": beyond,
        "ledger_rebuild_equal": (await operator.verify_ledger())["equal"],
    }
