"""The decisions of operators on what needs a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Stream
from order_screening.domain import (
    Decision,
    Dossier,
    ItemBatchScreening,
    Screening,
    batch_id,
    screening_id,
)

_STATES = {"approve": "approved", "ask_changes": "changes_asked", "refuse": "refused"}


@dataclass(frozen=True, slots=True)
class Case:
    """What a decision is about: one version of an order, or the `human` rows of one of its batches."""

    order_id: UUID
    version: int
    batch: int | None


def decide(
    key: str, digest: bytes, case: Case, operator_id: str, decision: Decision, reason: str, at: datetime
) -> Command:
    """One operator's decision. Its outcome has `state` (open | approved | …) and `approvals_missing`.

    Refused with OrderEnded, SupersededVersion, OwnOrder, CaseDecided, OperatorDecided, ChangesNeeded or
    UnknownCase.
    """
    order_id, version, batch = case.order_id, case.version, case.batch
    of_order = batch is None
    kind = Screening if of_order else ItemBatchScreening
    id = screening_id(order_id, version) if batch is None else batch_id(order_id, batch)

    def decided(found: Aggregates) -> Outcome:
        found[order_id].check_may_decide(version, operator_id)
        where = {} if of_order else {"batch": batch}
        missing = found[id].decide(
            order_id=order_id,
            version=version,
            operator_id=operator_id,
            decision=decision,
            reason=reason,
            at=at,
            **where,
        )
        return Outcome(200, {"state": "open" if missing else _STATES[decision], "approvals_missing": missing})

    return Command(key, [Stream(Dossier, order_id), Stream(kind, id)], decided, digest)
