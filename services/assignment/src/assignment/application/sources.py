"""What points-ledger tells of accounts that are one person's."""

from datetime import datetime

from assignment.domain import MemberSource, source_stream
from chassis.command import Aggregates, Command, Stream


def merge_source(member_id: str, into: str, at: datetime) -> Command:
    """Both keep their answers and pay; from now on they count as one source."""
    id = source_stream(member_id)

    def decide(found: Aggregates) -> None:
        found[id].merge(member_id, into, at)

    return Command("", [Stream(MemberSource, id)], decide)


def split_source(member_id: str, at: datetime) -> Command:
    """A merged account that points come to stands for itself again; of any other it says nothing."""
    id = source_stream(member_id)

    def decide(found: Aggregates) -> None:
        found[id].split_off(member_id, at)

    return Command("", [Stream(MemberSource, id)], decide)
