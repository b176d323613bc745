"""What this process remembers between requests: facts that do not change, so that requests ask little."""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Request

from assignment.application import Assignment, Held, OrderForm, form_id, held_by
from chassis.http import Edge

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

FORMS = 500
LEASES = 50_000
AGGREGATIONS = 2


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


class Memory:
    """Forms, what leases refer to, which members have a pseudonym; and a limit on aggregations."""

    def __init__(self) -> None:
        self._forms: Recent[UUID, dict[str, Any]] = Recent(FORMS)
        self.held: Recent[UUID, Held] = Recent(LEASES)
        self.pseudonyms: Recent[tuple[UUID, str], bool] = Recent(LEASES)
        self.aggregating = asyncio.Semaphore(AGGREGATIONS)

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
