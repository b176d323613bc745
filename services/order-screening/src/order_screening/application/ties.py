"""Who decides about an order has no tie to its client (business rule 32)."""

from datetime import datetime
from uuid import UUID

from chassis.command import Aggregates, Command, Stream
from order_screening.domain import ClientTies, Dossier, ties_id


def note_tie(client_id: str, operator_id: str, at: datetime) -> Command:
    """An operator has a tie to a client, for good."""
    id = ties_id(client_id)

    def decide(found: Aggregates) -> None:
        found[id].tell(operator_id, at)

    return Command(f"tie/{client_id}/{operator_id}", [Stream(ClientTies, id)], decide)


def check_no_tie(found: Aggregates, order_id: UUID, operator_id: str) -> None:
    """Raises OwnOrder or TiedToClient; the Dossier of the order is among `found`."""
    dossier: Dossier = found[order_id]
    dossier.check_no_tie(operator_id)
    found.also(Stream(ClientTies, ties_id(dossier.client_id))).check(operator_id)
