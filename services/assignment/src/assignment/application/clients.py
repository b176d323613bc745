"""What task-catalog tells of clients: what members see of them, and which of them are one."""

from datetime import datetime
from uuid import UUID

from assignment.domain import (
    RETURN_WITHIN,
    ClientIdentity,
    ClientRecord,
    ClientReviews,
    OrderBudget,
    TiedToClient,
    client_stream,
    identity_stream,
    reviews_stream,
)
from chassis.command import Aggregates, Command, Stream


def record_client(
    client_id: str,
    since: datetime,
    settled_orders: int,
    upheld_findings: int,
    at: datetime,
    identity: str = "",
    identified_at: datetime | None = None,
) -> Command:
    """The record of a client has changed; totals, and the identity that an operator has verified."""
    id, of_identity = client_stream(client_id), identity_stream(identity)
    streams = [Stream(ClientRecord, id)]
    if identity:
        streams.append(Stream(ClientIdentity, of_identity))

    def decide(found: Aggregates) -> None:
        found[id].tell(client_id, since, settled_orders, upheld_findings, at, identity, identified_at)
        if identity:
            found[of_identity].join(client_id, at)

    key = f"client/{client_id}/{settled_orders}/{upheld_findings}"
    if identified_at is not None:
        key += f"/{identified_at.isoformat()}"
    return Command(key, streams, decide)


def note_tie(client_id: str, operator_id: str, at: datetime) -> Command:
    """An operator has a tie to a client, for good."""
    id = client_stream(client_id)

    def decide(found: Aggregates) -> None:
        found[id].tie(operator_id, at)

    return Command(f"tie/{client_id}/{operator_id}", [Stream(ClientRecord, id)], decide)


def check_no_tie(found: Aggregates, order_id: UUID, member_id: str, operator_id: str) -> None:
    """An operator may decide about this member's work on this order. Raises TiedToClient."""
    client_id = found.also(Stream(OrderBudget, order_id)).terms["client_id"]
    if operator_id in (member_id, client_id):
        raise TiedToClient("nobody decides in a case of their own; another operator has to")
    found.also(Stream(ClientRecord, client_stream(client_id))).check_no_tie(operator_id)


def reviews_of_identity(found: Aggregates, client_id: str) -> list[ClientReviews]:
    """What all clients of this one's identity have decided."""
    ids = _clients_of_identity(found, client_id)
    return [found.also(Stream(ClientReviews, reviews_stream(one))) for one in ids]


def paid_back_lately(found: Aggregates, client_id: str, at: datetime) -> int:
    """Points that went back to the clients of this one's identity, beyond the shares of their orders."""
    since = at - RETURN_WITHIN
    ids = _clients_of_identity(found, client_id)
    return sum(found.also(Stream(ClientRecord, client_stream(one))).paid_back_since(since) for one in ids)


def _clients_of_identity(found: Aggregates, client_id: str) -> set[str]:
    """Of a client that nobody has verified, itself."""
    identity = found.also(Stream(ClientRecord, client_stream(client_id))).identity
    known = found.also(Stream(ClientIdentity, identity_stream(identity))).clients if identity else []
    same = [one for one in known if found.also(Stream(ClientRecord, client_stream(one))).identity == identity]
    return {client_id, *same}
