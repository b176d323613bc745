"""K1: asks for the counts of an audience, and judges when they come, or when they do not."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import screening_policy
from chassis.command import Aggregates, Command, Stream
from order_screening.application.policy import fitted
from order_screening.domain import (
    ClientRecord,
    Dossier,
    Screening,
    approvals_needed,
    client_record_id,
    screening_id,
)
from screening_policy import Counts, Linkable, Verdict

Document = Mapping[str, Any]
ATTEMPTS_MOST = 5
_AUDIENCE = ("age_min", "age_max", "prefectures")


def needs_count(document: Document) -> bool:
    """Whether an order puts anybody into a cell: it has limits, asks attributes, or continues another."""
    continues = document.get("second_wave_of") is not None
    return (
        continues
        or has_segment(document)
        or bool(screening_policy.limits_of(document) or screening_policy.attributes_of(document))
    )


def has_segment(document: Document) -> bool:
    """Whether an audience source says who is meant: they cannot be counted here, so a person decides."""
    return bool((document.get("audience") or {}).get("segment"))


class Request:
    """What there is to count for one version; worked out before the Writer decides."""

    def __init__(self, document: Document) -> None:
        self.own = screening_policy.attributes_of(document)
        self.learned = screening_policy.finest([*self.own, *screening_policy.limits_of(document)])
        self.wave_of: str | None = document.get("second_wave_of")
        audience = document.get("audience") or {}
        self.audience = {name: audience[name] for name in _AUDIENCE if audience.get(name)}

    def ask(
        self, screening: Screening, record: ClientRecord, order_id: UUID, dossier: Dossier, **before: Any
    ) -> None:
        """Lists what the version asks as learned, and asks for its counts.

        before: what the other rules said, `lenient` and `at`.
        """
        version, client_id = dossier.newest, dossier.client_id
        linked = record.linked(order_id, self.wave_of)
        record.list(order_id, version, list(self.learned), self.wave_of, before["at"])
        wanted = screening_policy.combinations(self.own, _linkable(linked))
        screening.ask_count(
            order_id,
            version,
            client_id=client_id,
            audience=self.audience | {"age_min": max(self.audience.get("age_min", 0), screening.least_age)},
            combinations=[list(one) for one in wanted],
            linked=linked,
            **before,
        )


def _linkable(linked: Sequence[str] | None) -> Linkable:
    return Linkable((), False) if linked is None else Linkable(screening_policy.finest(linked))


def weigh(
    order_id: UUID,
    version: int,
    client_id: str,
    attempt: int,
    counts: Counts | None,
    at: datetime,
    is_census: bool = True,
) -> Command:
    """Judges a version by its counts; None when nobody has counted in time.

    is_census: whether enough members are known for a count to say anything; one that says nothing is none. In
    local mode, where hardly anybody has a profile, that lets the order go on.
    """
    id, record_id = screening_id(order_id, version), client_record_id(client_id)

    def decide(found: Aggregates) -> None:
        screening: Screening = found[id]
        dossier: Dossier = found[order_id]
        before = screening.before_count
        if not before or screening.count_attempt != attempt or not dossier.is_open(version):
            return
        linked = found[record_id].linked(order_id, dossier.document.get("second_wave_of"))
        if linked != before["linked"] and attempt < ATTEMPTS_MOST:
            again = {name: value for name, value in before.items() if name != "linked"}
            Request(dossier.document).ask(screening, found[record_id], order_id, dossier, at=at, **again)
            return
        if not is_census and before["lenient"] and linked is not None:
            _judge(screening, order_id, version, before, Verdict("pass", ""), at)
            return
        can_count = is_census and not has_segment(dossier.document)
        usable = counts if can_count and linked == before["linked"] else None
        found_by_k1 = screening_policy.k1(dossier.document, _linkable(linked), usable)
        screening.weigh(order_id, version, found_by_k1.verdict, found_by_k1.digest, at)
        _judge(
            screening, order_id, version, before, Verdict(found_by_k1.verdict, "", found_by_k1.findings), at
        )
        if found_by_k1.verdict == "refuse":
            found[record_id].drop(order_id, at)

    key = f"weighed/{order_id}/{version}/{attempt}/{'counted' if counts else 'uncounted'}"
    streams = [Stream(Dossier, order_id), Stream(Screening, id), Stream(ClientRecord, record_id)]
    return Command(key, streams, decide)


def _judge(
    screening: Screening, order_id: UUID, version: int, before: dict[str, Any], by_k1: Verdict, at: datetime
) -> None:
    verdict = before["verdict"] if by_k1.verdict == "pass" else by_k1.verdict
    findings = [*before["findings"], *fitted([by_k1.findings])[0]]
    screening.judge(
        order_id=order_id,
        version=version,
        verdict=verdict,
        ruleset=before["ruleset"],
        findings=findings,
        mendable=before["mendable"],
        approvals=approvals_needed(one["rule"] for one in findings),
        at=at,
    )


def note_opened(order_id: UUID, client_id: str, at: datetime) -> Command:
    """Members may answer: what the order asks is learned."""
    record_id = client_record_id(client_id)

    def decide(found: Aggregates) -> None:
        found[record_id].open(order_id, at)

    return Command(f"learned/{order_id}", [Stream(ClientRecord, record_id)], decide)
