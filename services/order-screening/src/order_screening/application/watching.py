"""What is reported of a live version, what stops it, and what an operator decides."""

from datetime import datetime
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Stream
from order_screening.domain import REGISTER, Dossier, Register, Watch, watch_id


def report(
    order_id: UUID,
    version: int,
    assignment_id: UUID,
    member_id: str,
    reason: str,
    question: str | None,
    device: str | None,
    established: bool,
    weight: int,
    at: datetime,
) -> Command:
    """A member reports a task, once."""
    id = watch_id(order_id, version)

    def decide(found: Aggregates) -> None:
        found[id].report(
            order_id,
            version,
            member_id,
            at,
            reason=reason,
            question=question,
            device=device,
            established=established,
            weight=weight,
        )

    return Command(f"reported/{assignment_id}", [Stream(Watch, id)], decide)


def stop_declined(
    order_id: UUID, version: int, question: str, declined: int, answers: int, at: datetime
) -> Command:
    """Too many members decline one question."""
    id = watch_id(order_id, version)
    reason = f"{declined} of {answers} decline the question {question}"

    def decide(found: Aggregates) -> None:
        found[id].stop(order_id, version, "declines", reason, "", at)

    return Command(f"declined/{order_id}/{version}/{question}", [Stream(Watch, id)], decide)


def stop(
    key: str, digest: bytes, order_id: UUID, version: int, operator_id: str, reason: str, at: datetime
) -> Command:
    """An operator stops a version at once. Its outcome has `stopped`: false when it was before."""
    id = watch_id(order_id, version)

    def decide(found: Aggregates) -> Outcome:
        stopped = found[id].stop(order_id, version, "operator", reason, operator_id, at)
        if stopped:
            matter: dict[str, str | int] = {"order_id": str(order_id), "version": version}
            found[REGISTER].enter("safety-stop", matter, operator_id, "stop", reason, at)
        return Outcome(200, {"version": version, "stopped": stopped})

    return Command(key, [Stream(Watch, id), Stream(Register, REGISTER)], decide, digest)


def decide_watch(
    key: str,
    digest: bytes,
    order_id: UUID,
    version: int,
    breach: bool,
    operator_id: str,
    reason: str,
    at: datetime,
) -> Command:
    """An operator confirms a breach, or finds none. Refused with OwnOrder, NothingWatched or WatchEnded."""
    id = watch_id(order_id, version)

    def decide(found: Aggregates) -> Outcome:
        found[order_id].check_no_tie(operator_id)
        found[id].decide(order_id, version, breach, operator_id, reason, at)
        matter: dict[str, str | int] = {"order_id": str(order_id), "version": version}
        decision = "breach" if breach else "no-breach"
        found[REGISTER].enter("watch", matter, operator_id, decision, reason, at)
        return Outcome(200, {"order_id": str(order_id), "version": version, "breach": breach})

    streams = [Stream(Dossier, order_id), Stream(Watch, id), Stream(Register, REGISTER)]
    return Command(key, streams, decide, digest)
