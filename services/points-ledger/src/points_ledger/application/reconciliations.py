"""Use-cases of reconciliation: a partner's file of a day is compared, and each difference resolved."""

from collections.abc import Mapping
from datetime import datetime

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from chassis.errors import invalid
from points_ledger.domain import Reconciliation, day_of, reconciliation, reconciliation_id


def compare_file(
    key: str,
    partner_id: str,
    day: str,
    here: Mapping[tuple[str, str], int],
    there: Mapping[tuple[str, str], int],
    at: datetime,
) -> Command:
    """Keeps the lines that are not the same in both; points by kind and reference. Raises Invalid."""
    if day >= day_of(at):
        raise invalid("day", "has not ended in Tokyo: what is still to come would be missing in the file")
    id, lines = reconciliation_id(partner_id, day), reconciliation.differences(here, there)
    matched = len(here.keys() & there.keys()) - sum(None not in line for line in lines)

    def decide(found: Aggregates) -> Outcome:
        found[id].compare(partner_id, day, matched, lines, at)
        return Outcome(200, {"matched": matched})

    said = sorted([*line, points] for line, points in there.items())
    return Command(key, [Stream(Reconciliation, id)], decide, digest_of(partner_id, day, said))


def resolve_line(
    key: str,
    partner_id: str,
    day: str,
    kind: str,
    reference: str,
    resolution: str,
    by: str,
    at: datetime,
) -> Command:
    """An operator says what became of a line."""
    id = reconciliation_id(partner_id, day)

    def decide(found: Aggregates) -> Outcome:
        found[id].resolve(kind, reference, resolution, by, at)
        return Outcome(204)

    digest = digest_of(partner_id, day, kind, reference, resolution)
    return Command(key, [Stream(Reconciliation, id)], decide, digest)
