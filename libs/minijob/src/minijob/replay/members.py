"""The members' side of a replay: each recorded worker takes its tasks and answers them, in recorded order."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from minijob._core import ProblemError
from minijob.client import AsyncClient
from minijob.replay.lean import Connection, LeanClient
from minijob.replay.recording import Recording

DEADLINE_SECONDS = 180.0
ARRIVAL_SECONDS = 30.0
ARRIVAL_POLL_SECONDS = 0.2
NOT_YET = {"unknown-task", "not-open"}


@dataclass(frozen=True, slots=True)
class Work:
    """What a recorded worker does. `member_id` is its id on the platform, fresh for each run."""

    member_id: str
    answers: list[tuple[str, str]]


def queue(recording: Recording, run: str) -> deque[Work]:
    """All workers, those with most answers first, so that no big one is left alone at the end."""
    numbered = enumerate(recording.answers.values(), 1)
    work = [Work(f"{run}-worker-{number}", answers) for number, answers in numbered]
    return deque(sorted(work, key=lambda one: -len(one.answers)))


async def answer_all(
    gateway: str,
    recording: Recording,
    tasks: Mapping[str, str],
    run: str,
    slots: int,
    answered: Callable[[], object],
) -> int:
    """Lets at most `slots` workers work at a time; how many answers were accepted. Raises ProblemError."""
    waiting = queue(recording, run)

    async def slot(open_door: AsyncClient) -> int:
        connection, accepted = Connection(gateway), 0
        try:
            while waiting:
                work = waiting.popleft()
                token = (await open_door.development_token("member", work.member_id))["token"]
                member = LeanClient(connection, token, DEADLINE_SECONDS)
                for item, label in work.answers:
                    accepted += await _answer(member, tasks[item], label, _key(work.member_id, item))
                    answered()
        finally:
            connection.close()
        return accepted

    async with AsyncClient(gateway) as open_door, asyncio.TaskGroup() as group:
        running = [group.create_task(slot(open_door)) for _ in range(min(slots, len(waiting)))]
    return sum(one.result() for one in running)


def _key(member_id: str, item: str) -> str:
    return f"{member_id}/{sha256(item.encode()).hexdigest()[:16]}"


async def _answer(member: LeanClient, task_id: str, label: str, key: str) -> bool:
    """Whether the answer was accepted. A lease that expires is taken once more under a new key."""
    attempt = 0
    while True:
        attempt += 1
        lease = await _lease(member, task_id, f"{key}/{attempt}")
        try:
            said = await member.submit_answers(lease, {"q1": label}, key=f"{key}/{attempt}/answer")
        except ProblemError as error:
            if error.code == "lease-expired" and attempt == 1:
                continue
            raise
        return bool(said["state"] == "accepted")


async def _lease(member: LeanClient, task_id: str, key: str) -> str:
    """The assignment. A refusal is remembered under its key, so each try after one has a new key."""
    tries = int(ARRIVAL_SECONDS / ARRIVAL_POLL_SECONDS)
    for number in range(tries):
        try:
            lease = await member.take_task(task_id=task_id, key=f"{key}/{number}")
        except ProblemError as error:
            if error.code not in NOT_YET or number == tries - 1:
                raise
        else:
            if lease is not None:
                return str(lease["assignment_id"])
        await asyncio.sleep(ARRIVAL_POLL_SECONDS)
    raise ProblemError(404, "unknown-task", f"task {task_id} cannot be taken")
