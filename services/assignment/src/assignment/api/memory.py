"""What this process remembers between requests: facts that do not change, so that requests ask little."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Hashable
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

import structlog
from fastapi import Depends, Request

from assignment.application import Assignment, Held, OrderForm, form_id, held_by
from chassis.errors import Refused, Unavailable
from chassis.http import Edge

log = structlog.get_logger()

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

FORMS = 500
LEASES = 50_000
RESULTS = 8
RESULTS_AT_A_TIME = 2
RESULTS_WAITING = 20
RESULTS_SECONDS = 15.0
AUDIENCES = 1_000
AUDIENCES_AT_A_TIME = 2
AUDIENCES_WAITING = 50
AUDIENCE_SECONDS = 5.0


class Recent(Generic[K, V]):
    """A bounded mapping; the least recently used goes first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._values: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._limit:
            self._values.popitem(last=False)

    def forget(self, key: K) -> None:
        self._values.pop(key, None)


class BeingComputed(Unavailable):
    """It takes longer than a request may wait; asked again, it may be there."""

    retry_after_seconds = 3


class Computed(Generic[K, V]):
    """Values that take long: each computed once for all who ask, and remembered for those who ask again.

    Up to `at_a_time` are computed while others queue, `unfinished` in all. A caller waits for `seconds`,
    shorter than the gateway does; the computation goes on without it.
    """

    def __init__(self, remembered: int, at_a_time: int, unfinished: int, seconds: float) -> None:
        self._values: Recent[K, V] = Recent(remembered)
        self._unfinished: dict[K, asyncio.Task[V]] = {}
        self._turn = asyncio.Semaphore(at_a_time)
        self._limit, self._seconds = unfinished, seconds

    async def get(self, key: K, compute: Callable[[], Coroutine[Any, Any, V]]) -> V:
        """The value. Raises BeingComputed, or what `compute` raises."""
        value = self._values.get(key)
        if value is not None:
            return value
        task = self._unfinished.get(key)
        if task is None:
            if len(self._unfinished) >= self._limit:
                raise BeingComputed("too much is being computed already; ask again")
            task = self._unfinished[key] = asyncio.create_task(self._compute(key, compute))
        try:
            return await asyncio.wait_for(asyncio.shield(task), self._seconds)
        except TimeoutError:
            raise BeingComputed("this is still being computed; ask again") from None

    async def _compute(self, key: K, compute: Callable[[], Coroutine[Any, Any, V]]) -> V:
        try:
            async with self._turn:
                value = await compute()
            self._values.put(key, value)
            return value
        except Refused:
            raise
        except Exception:
            # Those who asked may have stopped waiting, and then nobody else tells of it.
            log.exception("a computation failed")
            raise
        finally:
            del self._unfinished[key]


class Memory:
    """Forms, what leases refer to, which members have a pseudonym, results as JSON, sizes of audiences."""

    def __init__(self) -> None:
        self._forms: Recent[UUID, dict[str, Any]] = Recent(FORMS)
        self.held: Recent[UUID, Held] = Recent(LEASES)
        self.pseudonyms: Recent[tuple[UUID, str], bool] = Recent(LEASES)
        self.results: Computed[Hashable, bytes] = Computed(
            RESULTS, RESULTS_AT_A_TIME, RESULTS_WAITING, RESULTS_SECONDS
        )
        self.audiences: Computed[Hashable, int] = Computed(
            AUDIENCES, AUDIENCES_AT_A_TIME, AUDIENCES_WAITING, AUDIENCE_SECONDS
        )

    async def document(self, edge: Edge, order_id: UUID, version: int) -> dict[str, Any]:
        """The document of a form that has been leased or opened."""
        id = form_id(order_id, version)
        document = self._forms.get(id)
        if document is None:
            document = (await edge.database.aggregate(OrderForm, id)).document
            self._forms.put(id, document)
        return document

    async def lease(self, edge: Edge, assignment_id: UUID, member_id: str) -> Held:
        """What a lease refers to. Raises UnknownAssignment when it is not this member's."""
        held = self.held.get(assignment_id)
        if held is None or held.member_id != member_id:
            held = held_by(await edge.database.aggregate(Assignment, assignment_id), member_id)
            self.held.put(assignment_id, held)
        return held


async def memory(request: Request) -> Memory:
    """The memory of this application, made when it is first needed."""
    state = request.app.state
    if not hasattr(state, "memory"):
        state.memory = Memory()
    found: Memory = state.memory
    return found


Remembered = Annotated[Memory, Depends(memory)]
