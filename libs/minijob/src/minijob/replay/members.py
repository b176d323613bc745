"""The members' side of a replay: each recorded worker takes its tasks and answers them, in recorded order."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from minijob._core import ProblemError
from minijob.client import AsyncClient
from minijob.replay.lean import Connection, LeanClient
from minijob.replay.recording import Recording
from minijob.replay.tally import Tally

DEADLINE_SECONDS = 180.0
ARRIVAL_SECONDS = 30.0
ARRIVAL_POLL_SECONDS = 0.2
NOT_YET = {"unknown-task", "not-open"}
KNOCKS_MAX = 50
REFUSED = 409


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


class Crowd:
    """The recorded workers as members of the platform, and a visitor without recorded answers.

    The visitor asks for a place in tasks that are full, because the recorded workers alone never ask for more
    places than there are. `tally` has every lease and answer as these members saw it. All calls raise
    ProblemError.
    """

    def __init__(self, gateway: str, work: deque[Work], tokens: Mapping[str, str], visitor: str) -> None:
        self.tally = Tally()
        self._gateway = gateway
        self._work = work
        self._tokens = tokens
        self._visitor = visitor
        self._knocks = 0

    @classmethod
    async def of(cls, gateway: str, recording: Recording, run: str) -> Self:
        """Lets everybody in."""
        work, visitor = queue(recording, run), f"{run}-visitor"
        members = [visitor, *(one.member_id for one in work)]
        async with AsyncClient(gateway) as door:
            tokens = {member: (await door.development_token("member", member))["token"] for member in members}
        return cls(gateway, work, tokens, visitor)

    async def points(self) -> int:
        """What all of them may spend, each asked by itself."""
        connection, total = Connection(self._gateway), 0
        try:
            for token in self._tokens.values():
                total += (await LeanClient(connection, token, DEADLINE_SECONDS).points())["available"]
        finally:
            connection.close()
        return total

    async def answer_all(
        self, tasks: Mapping[str, str], places: int, slots: int, answered: Callable[[], object]
    ) -> None:
        """Lets at most `slots` workers work at a time, each on its items that have a task in `tasks`."""
        waiting = self._work.copy()

        async def slot() -> None:
            connection = Connection(self._gateway)
            try:
                while waiting:
                    work = waiting.popleft()
                    member = self._member(connection, work.member_id)
                    for item, label in work.answers:
                        if item not in tasks:
                            continue
                        await self._answer(member, tasks[item], label, _key(work.member_id, item))
                        answered()
                        await self._knock_when_full(connection, tasks[item], places)
            finally:
                connection.close()

        async with asyncio.TaskGroup() as group:
            for _ in range(min(slots, len(waiting))):
                group.create_task(slot())

    def _member(self, connection: Connection, member_id: str) -> LeanClient:
        return LeanClient(connection, self._tokens[member_id], DEADLINE_SECONDS)

    async def _answer(self, member: LeanClient, task_id: str, label: str, key: str) -> None:
        """A lease that expires is taken once more under a new key."""
        attempt = 0
        while True:
            attempt += 1
            lease = await self._lease(member, task_id, f"{key}/{attempt}")
            try:
                said = await member.submit_answers(lease, {"q1": label}, key=f"{key}/{attempt}/answer")
            except ProblemError as error:
                if error.code == "lease-expired" and attempt == 1:
                    self.tally.ended(task_id, lease)
                    continue
                raise
            if said["state"] == "accepted":
                self.tally.accepted(task_id, lease)
            return

    async def _lease(self, member: LeanClient, task_id: str, key: str) -> str:
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
                    return self.tally.leased(lease)
            await asyncio.sleep(ARRIVAL_POLL_SECONDS)
        raise ProblemError(404, "unknown-task", f"task {task_id} cannot be taken")

    async def _knock_when_full(self, connection: Connection, task_id: str, places: int) -> None:
        """A few knocks show whether full tasks are closed; a lease that is granted is given back."""
        if self.tally.answers[task_id] < places or self._knocks == KNOCKS_MAX:
            return
        self._knocks += 1
        visitor = self._member(connection, self._visitor)
        try:
            lease = await visitor.take_task(task_id=task_id)
        except ProblemError as error:
            if error.status != REFUSED:
                raise
            return
        if lease is not None:
            assignment_id = self.tally.leased(lease)
            await visitor.return_task(assignment_id, "other")
            self.tally.ended(task_id, assignment_id)


def _key(member_id: str, item: str) -> str:
    return f"{member_id}/{sha256(item.encode()).hexdigest()[:16]}"
