"""The decisions of operators on what needs a person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Stream
from order_screening.application.ties import check_no_tie
from order_screening.domain import (
    REGISTER,
    Decision,
    Dossier,
    ItemBatchScreening,
    Register,
    Screening,
    batch_id,
    screening_id,
)

STATES = {"approve": "approved", "ask_changes": "changes_asked", "refuse": "refused"}


@dataclass(frozen=True, slots=True)
class Case:
    """What a decision is about: one version of an order, or the `human` rows of one of its batches."""

    order_id: UUID
    version: int
    batch: int | None

    @property
    def stream(self) -> Stream:
        """Of the aggregate in which it is decided."""
        if self.batch is None:
            return Stream(Screening, screening_id(self.order_id, self.version))
        return Stream(ItemBatchScreening, batch_id(self.order_id, self.batch))

    @property
    def names(self) -> dict[str, Any]:
        """How that aggregate is told which case is meant."""
        where = {} if self.batch is None else {"batch": self.batch}
        return {"order_id": self.order_id, "version": self.version, **where}


def decide(
    key: str, digest: bytes, case: Case, operator_id: str, decision: Decision, reason: str, at: datetime
) -> Command:
    """One operator's decision. Its outcome has `state` (open | approved | …) and `approvals_missing`.

    Refused with OrderEnded, SupersededVersion, OwnOrder, TiedToClient, CaseDecided, OperatorDecided,
    ChangesNeeded or UnknownCase.
    """
    matter = {name: str(one) if isinstance(one, UUID) else one for name, one in case.names.items()}

    def decided(found: Aggregates) -> Outcome:
        found[case.order_id].check_newest(case.version)
        check_no_tie(found, case.order_id, operator_id)
        missing = found[case.stream.id].decide(
            **case.names, operator_id=operator_id, decision=decision, reason=reason, at=at
        )
        subject = "version" if case.batch is None else "rows"
        found[REGISTER].enter(subject, matter, operator_id, decision, reason, at)
        return Outcome(200, {"state": "open" if missing else STATES[decision], "approvals_missing": missing})

    streams = [Stream(Dossier, case.order_id), case.stream, Stream(Register, REGISTER)]
    return Command(key, streams, decided, digest)


def appeal(key: str, digest: bytes, case: Case, client_id: str, reason: str, at: datetime) -> Command:
    """The client appeals, once, against what operators decided on the newest version, or on rows under it.

    Its outcome has `version` and `due_at`. Refused with UnknownOrder, OrderEnded, SupersededVersion or
    NothingToAppeal.
    """

    def decided(found: Aggregates) -> Outcome:
        dossier: Dossier = found[case.order_id]
        dossier.check_owner(client_id)
        dossier.check_newest(case.version)
        found[case.stream.id].appeal(**case.names, reason=reason, at=at)
        return Outcome(200, {"version": case.version, "due_at": found[case.stream.id].due_at.isoformat()})

    return Command(key, [Stream(Dossier, case.order_id), case.stream], decided, digest)


def remind(case: Case, opened_at: datetime, days: int, at: datetime) -> Command:
    """Says that a case has waited for so many days; does nothing when it is decided or of no use any more.

    opened_at: as the view has it; after an appeal the days begin anew.
    """

    def decided(found: Aggregates) -> Outcome:
        late = found[case.order_id].is_open(case.version) and found[case.stream.id].remind(
            **case.names, days=days, at=at
        )
        return Outcome(200, {"late": late})

    key = f"overdue/{case.stream.id}/{opened_at.isoformat()}/{days}"
    return Command(key, [Stream(Dossier, case.order_id), case.stream], decided)
