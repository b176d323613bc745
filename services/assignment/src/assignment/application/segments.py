"""Which audience sources a member lets say something of them."""

from datetime import datetime

from assignment.domain import AudienceSources, sources_stream
from chassis.command import Aggregates, Command, Outcome, Stream


def choose_source(
    key: str, digest: bytes, member_id: str, source: str, opted_in: bool, at: datetime
) -> Command:
    """From this transaction on the source may be asked about the member, or may not."""
    id = sources_stream(member_id)

    def decide(found: Aggregates) -> Outcome:
        found[id].choose(member_id, source, opted_in, at)
        return Outcome(200, {"opted_in": int(opted_in)})

    return Command(key, [Stream(AudienceSources, id)], decide, digest)
