"""One replay from draft to settled, and the figures that it leaves."""

import asyncio
import time
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from minijob.client import AsyncClient
from minijob.replay import order
from minijob.replay.members import Crowd
from minijob.replay.order import Failed, Say
from minijob.replay.recording import Recording
from minijob.replay.report import Money, Report, accuracy
from minijob.replay.welcome import welcome

METHODS = ("majority", "dawid_skene")
DEADLINE_SECONDS = 180.0
AGREE_SECONDS = 30.0
AGREE_POLL_SECONDS = 0.25


async def replay(
    gateway: str, recording: Recording, slots: int, say: Say, answered: Callable[[], object]
) -> Report:
    """Posts the order, lets the recorded workers answer, waits until it is settled, and reads the figures.

    At most `slots` of them work at a time. `say` is told of each step, `answered` is called for each answer.
    Raises Failed or ProblemError; the order is then closed.
    """
    run = f"replay-{uuid4().hex[:12]}"
    client_token = await _token(gateway, "client", run)
    operator_token = await _token(gateway, "operator", f"{run}-operator")
    async with (
        AsyncClient(gateway, client_token, DEADLINE_SECONDS) as client,
        AsyncClient(gateway, operator_token, DEADLINE_SECONDS) as operator,
    ):
        crowd = await Crowd.of(gateway, recording, run)
        return await _Replay(run, recording, client, operator, crowd, say).report(slots, answered)


async def _token(gateway: str, role: Any, id: str) -> str:
    async with AsyncClient(gateway) as open_door:
        return str((await open_door.development_token(role, id))["token"])


@dataclass(frozen=True)
class _Replay:
    """Everybody who takes part. The client is new to the platform, and its id is `run`."""

    run: str
    recording: Recording
    client: AsyncClient
    operator: AsyncClient
    crowd: Crowd
    say: Say

    async def report(self, slots: int, answered: Callable[[], object]) -> Report:
        """The whole way, and what it left."""
        points_before = await self.crowd.points()
        started = time.perf_counter()
        deposit_jpy = order.cost_jpy(self.recording)
        await self.operator.deposit(self.run, deposit_jpy, reference=self.run, key=f"{self.run}/deposit")
        await welcome(self.client, self.operator, self.run, "It replays recorded answers on this machine")
        order_id = await order.create(self.client, self.recording, self.run)
        async with order.closed_on_failure(self.client, order_id, self.say):
            working_seconds = await self._walk(order_id, slots, answered)
        seconds = time.perf_counter() - started
        return Report(
            items=len(self.recording.items),
            answers_recorded=self.recording.expected + self.recording.repeats,
            repeats=self.recording.repeats,
            seconds=round(seconds, 2),
            pairs_per_second=round(self.crowd.tally.accepted_answers / working_seconds, 1),
            **await self._figures(order_id, await self._money(order_id, deposit_jpy, points_before)),
        )

    async def _walk(self, order_id: str, slots: int, answered: Callable[[], object]) -> float:
        """From draft to settled; how long members worked, in seconds."""
        items = len(self.recording.items)
        await order.submit(self.client, order_id, self.recording, self.run)
        self.say(f"order {order_id} is posted with {items:,} items")
        opened = await order.wait_until_open(self.client, order_id, items)
        workers = f"{len(self.recording.answers):,} workers answer, {slots} at a time"
        working_seconds = 0.0
        if opened < items:
            self.say(f"its pilot of {opened:,} tasks is open; {workers}")
            working_seconds += await self._answer(order_id, {}, slots, answered)
            await order.wait_until_open(self.client, order_id, items, beyond=opened)
        self.say(f"it is live; {workers}")
        working_seconds += await self._answer(order_id, self.crowd.tally.answers, slots, answered)
        accepted = self.crowd.tally.accepted_answers
        self.say(f"{accepted:,} answers are accepted")
        await order.settle(self.client, order_id, accepted, self.run)
        self.say("it is settled")
        return working_seconds

    async def _answer(
        self, order_id: str, done: Container[str], slots: int, answered: Callable[[], object]
    ) -> float:
        """Lets the workers answer every task that is open and not done; how long they worked, in seconds."""
        tasks = await order.task_ids(self.client, order_id)
        waiting = {item: task for item, task in tasks.items() if task not in done}
        begun = time.perf_counter()
        await self.crowd.answer_all(waiting, self.recording.answers_per_task, slots, answered)
        return time.perf_counter() - begun

    async def _money(self, order_id: str, deposit_jpy: int, points_before: int) -> Money:
        """As it is as soon as it adds up, or after `AGREE_SECONDS`: views follow a moment later."""
        deadline = time.monotonic() + AGREE_SECONDS
        while True:
            escrow = await self.operator.escrow(order_id)
            money = Money(
                points_received=await self.crowd.points() - points_before,
                deposited_jpy=deposit_jpy,
                balance_jpy=(await self.client.account())["balance_jpy"],
                paid_points=escrow["paid_points"],
                paid_answers=escrow["paid_answers"],
                fee_jpy=escrow["fee_jpy"],
                left_jpy=escrow["left_jpy"],
            )
            if money.adds_up or time.monotonic() > deadline:
                return money
            await asyncio.sleep(AGREE_POLL_SECONDS)

    async def _figures(self, order_id: str, money: Money) -> dict[str, Any]:
        client, tally = self.client, self.crowd.tally
        found = {method: await client.results(order_id, method) for method in METHODS}  # type: ignore[arg-type]
        accepted = (await client.progress(order_id))["accepted"]
        if not accepted == money.paid_answers == tally.accepted_answers:
            raise Failed(
                f"{tally.accepted_answers} answers were accepted at the door, {accepted} by the order's "
                f"progress, {money.paid_answers} were paid"
            )
        answers = {row["task_id"]: row["answers"] for row in found["majority"]["items"]}
        truth = self.recording.truth
        return {
            "answers_accepted": accepted,
            "accuracy": {method: accuracy(results, truth) for method, results in found.items()},
            "points_granted": money.points_received,
            "escrow_left": money.left_jpy,
            "over_assigned": tally.beyond(self.recording.answers_per_task, answers),
            "ledger_rebuild_equal": (await self.operator.verify_ledger())["equal"],
            "money": money,
            "differing_tasks": tally.differing(answers),
        }
