"""A lease as its member reads it: the form, with the item filled in."""

from collections.abc import Mapping
from uuid import UUID

import orjson
from fastapi import Response

from assignment import views
from assignment.api.memory import Memory
from assignment.api.models import rendered
from assignment.application import Held
from chassis.command import Outcome
from chassis.http import Edge

STATED = ("purpose", "recipient", "retention")


async def leased(
    outcome: Outcome, member_id: str, edge: Edge, memory: Memory, items: Mapping[UUID, str]
) -> Response:
    """The answer to taking a task (201). items: those that were read already, by task."""
    ids = outcome.ids
    order_id, task_id = UUID(str(ids["order_id"])), UUID(str(ids["task_id"]))
    version = int(str(ids["form_version"]))
    memory.held.put(UUID(str(ids["assignment_id"])), Held(order_id, task_id, member_id, version))
    item = items.get(task_id)
    if item is None:
        item = await edge.database.read(lambda tx: views.item_of(tx, task_id))
    document = await memory.document(edge, order_id, version)
    return as_json(
        {
            "assignment_id": ids["assignment_id"],
            "order_id": ids["order_id"],
            "task": {"task_id": ids["task_id"]},
            "title": document["title"],
            "instructions": document["instructions"],
            **{name: document.get(name, "") for name in STATED},
            "segment": document["audience"].get("segment"),
            "links": document["links"],
            "questions": rendered(document["questions"], orjson.loads(item)),
            "reward_points": ids["reward_points"],
            "expires_at": ids["expires_at"],
        },
        201,
    )


def as_json(content: Mapping[str, object], status: int) -> Response:
    """The answer as it is: what the aggregates gave needs no second check on the way out."""
    return Response(orjson.dumps(content), status, media_type="application/json")
