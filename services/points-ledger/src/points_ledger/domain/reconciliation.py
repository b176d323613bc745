"""What a partner's file of a day said otherwise than the ledger, line by line, and what became of each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from chassis.aggregate import Aggregate
from points_ledger.domain.errors import LineUnknown

MATCHED, MISSING_HERE, MISSING_THERE, DIFFERENT = "matched", "missing_here", "missing_there", "different"
Lines = Mapping[tuple[str, str], int]
"""Points by kind and reference."""


def differences(here: Lines, there: Lines) -> list[list[Any]]:
    """Kind, reference, points here and in the file, of what is not the same in both; None is missing."""
    return [
        [*key, here.get(key), there.get(key)]
        for key in sorted(here.keys() | there.keys())
        if here.get(key) != there.get(key)
    ]


def state_of(here: int | None, there: int | None) -> str:
    """Which of the kinds of difference it is."""
    if here is None:
        return MISSING_HERE
    return MISSING_THERE if there is None else DIFFERENT


class Reconciliation(Aggregate):
    """One for a partner and a day. No posting: what is wrong is mended by grants, refunds and such.

    lines: here and there, of each that differs, by kind/reference. resolutions: of some of them.
    """

    def __init__(self) -> None:
        self.partner_id = ""
        self.day = ""
        self.matched = 0
        self.lines: dict[str, list[Any]] = {}
        self.resolutions: dict[str, str] = {}

    class Compared(Aggregate.Event):
        """A file was compared; a later one of the same day takes its place.

        lines: kind, reference, points here, points in the file, of each that differs.
        """

        TOPIC = "Reconciliation.Compared"
        partner_id: str
        day: str
        matched: int
        lines: list[list[Any]]

        def apply(self, aggregate: "Reconciliation") -> None:
            aggregate.partner_id, aggregate.day = self.partner_id, self.day
            aggregate.matched = self.matched
            before = aggregate.lines
            aggregate.lines = {f"{kind}/{reference}": sides for kind, reference, *sides in self.lines}
            aggregate.resolutions = {
                line: said
                for line, said in aggregate.resolutions.items()
                if aggregate.lines.get(line) == before[line]
            }

    class Resolved(Aggregate.Event):
        """Somebody says what became of a line. by: the operator."""

        TOPIC = "Reconciliation.Resolved"
        line: str
        resolution: str
        by: str

        def apply(self, aggregate: "Reconciliation") -> None:
            aggregate.resolutions[self.line] = self.resolution

    def compare(
        self,
        partner_id: str,
        day: str,
        matched: int,
        lines: Sequence[Sequence[Any]],
        at: datetime,
    ) -> None:
        """Keeps what differs."""
        self.trigger_event(
            self.Compared,
            partner_id=partner_id,
            day=day,
            matched=matched,
            lines=[list(line) for line in lines],
            timestamp=at,
        )

    def resolve(self, kind: str, reference: str, resolution: str, by: str, at: datetime) -> None:
        """Keeps what became of a line. Raises LineUnknown."""
        line = f"{kind}/{reference}"
        if line not in self.lines:
            raise LineUnknown("no line of this day differs under that kind and reference")
        self.trigger_event(self.Resolved, line=line, resolution=resolution, by=by, timestamp=at)
