"""The replay: what this release's rules would have said of every order that was ever submitted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, Engine

from chassis.codec import Codec, Stored
from order_screening.application import Policy, screening_id
from order_screening.domain import Dossier, Screening

PAGE = 200
_BY_OTHERS = ("K1", "policy")
_SEVERITY = ("pass", "fix", "human", "refuse")
_SUBMITTED = """
SELECT originator_id, originator_version, topic, state, notification_id FROM events
WHERE topic LIKE 'Dossier.Submitted%%' AND notification_id > %(after)s ORDER BY notification_id LIMIT %(page)s
"""
_VERDICT = """
SELECT originator_id, originator_version, topic, state FROM events
WHERE originator_id = %(id)s AND (topic LIKE 'Screening.Cleared%%' OR topic LIKE 'Screening.Flagged%%')
ORDER BY originator_version LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """A version on which the rules of now and those of then disagree; `rules` are those of now."""

    order_id: UUID
    version: int
    then: str
    now: str
    ruleset_then: str
    rules: tuple[str, ...]

    @property
    def newly_refused(self) -> bool:
        """Whether it was not refused then."""
        return self.now == "refuse"

    @property
    def newly_passed(self) -> bool:
        """Whether it did not pass then."""
        return self.now == "pass"

    def to_json(self) -> str:
        """One line."""
        return orjson.dumps({name: getattr(self, name) for name in self.__slots__}).decode()


def replay(engine: Engine, codec: Codec, policy: Policy) -> Iterator[Difference | None]:
    """One for each version that has a verdict, in the order of submission; None where both agree.

    What K1 and the restriction to `human` added is left out on both sides.
    """
    after = 0
    while True:
        with engine.connect() as tx:
            rows = tx.exec_driver_sql(_SUBMITTED, {"after": after, "page": PAGE}).fetchall()
            then = [_verdict(tx, codec, row) for row in rows]
        if not rows:
            return
        for row, verdict in zip(rows, then, strict=True):
            if verdict is not None:
                yield _compared(codec.decode(Stored(*row[:4]))[0], verdict, policy)
        after = rows[-1][4]


def _verdict(tx: Connection, codec: Codec, row: Any) -> Any:
    submitted: Any = codec.decode(Stored(*row[:4]))[0]
    id = screening_id(submitted.originator_id, submitted.order_version)
    stored = tx.exec_driver_sql(_VERDICT, {"id": id}).fetchone()
    return None if stored is None else codec.decode(Stored(*stored))[0]


def _compared(submitted: Any, verdict: Any, policy: Policy) -> Difference | None:
    assert isinstance(submitted, Dossier.Submitted)
    found = policy.order(submitted.document)
    now = _worst([(one.rule, one.verdict) for one in found.findings])
    findings = verdict.findings if isinstance(verdict, Screening.Flagged) else []
    then = _worst([(one["rule"], one["verdict"]) for one in findings])
    if now == then:
        return None
    rules = tuple(sorted({one.rule for one in found.findings if one.rule not in _BY_OTHERS}))
    id, version = submitted.originator_id, submitted.order_version
    return Difference(id, version, then, now, verdict.ruleset, rules)


def _worst(findings: list[tuple[str, str]]) -> str:
    own = [verdict for rule, verdict in findings if rule not in _BY_OTHERS]
    return max(own, key=_SEVERITY.index, default="pass")
