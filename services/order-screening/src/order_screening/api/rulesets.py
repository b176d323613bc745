"""The rule sets for operators: which is in force, what a replay found, and the approval."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from chassis.clock import now
from chassis.http import Body, Caller, Edge, Idempotency
from chassis.http.dependencies import edge
from order_screening import application
from order_screening.api.reviews import Reason

router = APIRouter(tags=["operator"])
Here = Annotated[Edge, Depends(edge)]


class RuleSets(BaseModel):
    """`running` is that of this release; `in_force` the one whose verdicts count without a person.

    replayed: the one that was replayed last, with how many past versions it would newly refuse and pass.
    """

    running: str
    in_force: str
    replayed: str
    newly_refused: int
    newly_passed: int
    approved_by: list[str]


class Approval(Body):
    """Which rule set, and why."""

    ruleset: str = Field(min_length=1, max_length=40)
    reason: Reason


class Approved(BaseModel):
    """With the second approval the rule set is in force."""

    in_force: str
    approvals_missing: int


@router.get("/v1/rulesets")
async def rulesets(caller: Caller.Operator, edge: Here) -> RuleSets:
    """Which rules are in force."""
    found = await edge.database.aggregate(application.RuleSets, application.RULESETS)
    return RuleSets(
        running=application.RULESET,
        in_force=found.in_force,
        replayed=found.replayed,
        newly_refused=found.newly_refused,
        newly_passed=found.newly_passed,
        approved_by=found.approved_by,
    )


@router.post("/v1/rulesets/approve")
async def approve(body: Approval, caller: Caller.Operator, key: Idempotency, edge: Here) -> Approved:
    """Approves a rule set that was replayed; the second operator puts it in force."""
    digest = key.digest(body.ruleset, body.reason)
    command = application.approve_ruleset(key.key, digest, body.ruleset, caller.id, body.reason, now())
    outcome = await edge.writer.submit(command)
    return Approved.model_validate(outcome.ids)
