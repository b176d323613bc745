"""What is reported of a live version, what stops it, and what an operator decides."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Stream
from chassis.errors import invalid
from order_screening.application.ties import check_no_tie
from order_screening.domain import REGISTER, Dossier, Register, Watch, watch_id
from screening_policy import POLICY


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


def check_rules(breach: bool, rules: Sequence[str]) -> None:
    """Raises Invalid unless a breach names rules of the policy, each once, and no breach none."""
    unknown = [rule for rule in rules if rule not in POLICY]
    if unknown:
        raise invalid("rules", f"{unknown[0][:20]!r} is no rule of the policy; choose of {' '.join(POLICY)}")
    if len(set(rules)) < len(rules):
        raise invalid("rules", "names a rule twice")
    if breach and not rules:
        raise invalid("rules", "name each rule that is broken")
    if rules and not breach:
        raise invalid("rules", "without a breach no rule is broken")


def decide_watch(
    key: str,
    digest: bytes,
    order_id: UUID,
    version: int,
    rules: Sequence[str],
    operator_id: str,
    reason: str,
    at: datetime,
) -> Command:
    """An operator names the rules that are broken, or finds no breach; `check_rules` comes first.

    Refused with OwnOrder, TiedToClient, NothingWatched or WatchEnded.
    """
    id = watch_id(order_id, version)

    def decide(found: Aggregates) -> Outcome:
        check_no_tie(found, order_id, operator_id)
        found[id].decide(order_id, version, rules, operator_id, reason, at)
        matter: dict[str, str | int] = {"order_id": str(order_id), "version": version}
        if rules:
            matter["rules"] = " ".join(rules)
        decision = "breach" if rules else "no-breach"
        found[REGISTER].enter("watch", matter, operator_id, decision, reason, at)
        return Outcome(200, {"order_id": str(order_id), "version": version, "breach": bool(rules)})

    streams = [Stream(Dossier, order_id), Stream(Watch, id), Stream(Register, REGISTER)]
    return Command(key, streams, decide, digest)
