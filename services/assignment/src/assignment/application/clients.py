"""What task-catalog tells of clients, for members to see."""

from datetime import datetime

from assignment.domain import ClientRecord, client_stream
from chassis.command import Aggregates, Command, Stream


def record_client(
    client_id: str, since: datetime, settled_orders: int, upheld_findings: int, at: datetime
) -> Command:
    """The record of a client has changed; totals."""
    id = client_stream(client_id)

    def decide(found: Aggregates) -> None:
        found[id].tell(client_id, since, settled_orders, upheld_findings, at)

    return Command(
        f"client/{client_id}/{settled_orders}/{upheld_findings}", [Stream(ClientRecord, id)], decide
    )
