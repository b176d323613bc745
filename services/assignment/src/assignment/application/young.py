"""A guardian's consent for a member of 15 to 17: recorded by an operator, revocable at any time."""

from datetime import datetime
from typing import Literal

from assignment.domain import UnknownConsent, YoungMember, young_stream
from chassis.command import Aggregates, Command, Outcome, Stream
from chassis.errors import invalid

Channel = Literal["one_id", "paper", "in_person", "video"]


def record_consent(
    key: str,
    digest: bytes,
    member_id: str,
    guardian_id: str,
    channel: Channel,
    operator_id: str,
    at: datetime,
) -> Command:
    """The operator has seen that this guardian consents. Raises Invalid for a member who is their own."""
    if guardian_id == member_id:
        raise invalid("guardian_id", "is the member")
    id = young_stream(member_id)

    def decide(found: Aggregates) -> Outcome:
        found[id].consent(member_id, guardian_id, channel, operator_id, at)
        return Outcome(201, {"member_id": member_id})

    return Command(key, [Stream(YoungMember, id)], decide, digest)


def revoke_consent(
    key: str, digest: bytes, member_id: str, by: str, channel: Channel, at: datetime, *, is_operator: bool
) -> Command:
    """Nothing new begins from this transaction on. Of others than operators the guardian alone revokes."""
    id = young_stream(member_id)

    def decide(found: Aggregates) -> Outcome:
        young: YoungMember = found[id]
        if not is_operator and young.guardian_id != by:
            raise UnknownConsent("there is no such consent")
        young.revoke(member_id, by, channel, at)
        return Outcome(204)

    return Command(key, [Stream(YoungMember, id)], decide, digest)
