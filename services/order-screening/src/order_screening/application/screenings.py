"""The jobs that screen: the policy runs on their thread, and the Writer is only told what it found."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from chassis.command import Aggregates, Command, Stream
from chassis.jobs import Chunk
from order_screening.application.cells import Request, needs_count
from order_screening.application.policy import Policy, fitted
from order_screening.domain import (
    RULESETS,
    ClientRecord,
    Dossier,
    ItemBatchScreening,
    RuleSets,
    Screening,
    approvals_needed,
    batch_id,
    client_record_id,
    must_be_mended,
    screening_id,
)

A = TypeVar("A")
Argument = Mapping[str, Any]


class Load(Protocol):
    """Reads one aggregate as committed; version 0 when nothing is known of it."""

    def __call__(self, kind: type[A], id: UUID, /) -> A: ...


def screen_version(policy: Policy, load: Load, argument: Argument, cursor: int, at: datetime) -> Chunk:
    """First the order, then one batch each turn. Ends when a newer version came or the order ended."""
    order_id, version = UUID(argument["order_id"]), argument["version"]
    dossier = load(Dossier, order_id)
    if dossier.ended or dossier.newest != version:
        return Chunk([], None)
    following = cursor + 1 if cursor < len(dossier.batches) else None
    if cursor == 0:
        in_force = load(RuleSets, RULESETS).in_force
        return Chunk([_judge_order(policy, order_id, dossier, in_force, at)], following)
    return Chunk([_judge_batch(policy, load, order_id, dossier, dossier.batches[cursor - 1], at)], following)


def screen_batch(policy: Policy, load: Load, argument: Argument, cursor: int, at: datetime) -> Chunk:
    """One batch that came after a version, under the newest one."""
    order_id = UUID(argument["order_id"])
    dossier = load(Dossier, order_id)
    if dossier.ended:
        return Chunk([], None)
    return Chunk([_judge_batch(policy, load, order_id, dossier, argument["batch"], at)], None)


def _judge_order(policy: Policy, order_id: UUID, dossier: Dossier, in_force: str, at: datetime) -> Command:
    version, id = dossier.newest, screening_id(order_id, dossier.newest)
    record_id = client_record_id(dossier.client_id)
    screened, least_age = policy.version(dossier.document)
    verdict = policy.gated(screened, in_force)
    findings, personal = verdict.findings, policy.personal(dossier.document)
    said: dict[str, Any] = {
        "verdict": verdict.verdict,
        "ruleset": verdict.ruleset,
        "findings": fitted([findings])[0],
        "mendable": must_be_mended((one.rule, one.verdict, one.where) for one in findings),
    }
    counted = verdict.verdict in ("pass", "human") and needs_count(dossier.document)
    request = Request(dossier.document) if counted else None

    def decide(found: Aggregates) -> None:
        if not found[order_id].is_open(version):
            return
        found[id].find_personal(order_id, version, personal, at)
        found[id].find_age(order_id, version, least_age, at)
        if request is not None:
            lenient = policy.may_clear
            request.ask(
                found[id], found[record_id], order_id, found[order_id], at=at, lenient=lenient, **said
            )
            return
        approvals = approvals_needed(one.rule for one in findings)
        found[id].judge(order_id=order_id, version=version, **said, approvals=approvals, at=at)

    key = f"screened/{order_id}/{version}"
    streams = [Stream(Dossier, order_id), Stream(Screening, id), Stream(ClientRecord, record_id)]
    return Command(key, streams, decide)


def _judge_batch(
    policy: Policy, load: Load, order_id: UUID, dossier: Dossier, batch: int, at: datetime
) -> Command:
    version, id = dossier.newest, batch_id(order_id, batch)
    proposed = load(ItemBatchScreening, id)
    verdicts = policy.rows(dossier.document, proposed.first_row, proposed.rows)
    verdicts = policy.gated_rows(verdicts, load(RuleSets, RULESETS).in_force)
    held = [one for one in verdicts if one.verdict != "pass"]
    shown = [
        {
            "row": one.row,
            "verdict": one.verdict,
            "mendable": must_be_mended((f.rule, f.verdict, f.where) for f in one.findings),
            "findings": findings,
        }
        for one, findings in zip(held, fitted([one.findings for one in held]), strict=True)
    ]
    rules = [finding.rule for one in held if one.verdict == "human" for finding in one.findings]

    def decide(found: Aggregates) -> None:
        if found[order_id].is_open(version):
            found[id].judge(
                order_id=order_id,
                batch=batch,
                version=version,
                ruleset=policy.ruleset,
                cleared=[one.row for one in verdicts if one.verdict == "pass"],
                held=shown,
                approvals=approvals_needed(rules),
                at=at,
            )

    key = f"screened/{order_id}/{version}/{batch}"
    return Command(key, [Stream(Dossier, order_id), Stream(ItemBatchScreening, id)], decide)
