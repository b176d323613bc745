"""Which operators have a tie to a client, by which they decide nothing about it (business rule 32)."""

from datetime import datetime

from chassis.aggregate import Aggregate
from chassis.errors import Refused


class TiedToClient(Refused):
    """Whoever decides has no tie to the client."""


class Tied(Aggregate):
    """The part of a Client about its ties. ties: by operator, who declared each, when and why."""

    def __init__(self) -> None:
        self.ties: dict[str, dict[str, str]] = {}

    class OperatorTied(Aggregate.Event):
        """An operator has a tie to the client: declared, or by writing for it. None ever ends."""

        TOPIC = "Client.OperatorTied"
        client_id: str
        operator_id: str
        declared_by: str
        reason: str

        def apply(self, aggregate: "Tied") -> None:
            told = {"declared_by": self.declared_by, "reason": self.reason, "at": self.timestamp.isoformat()}
            aggregate.ties[self.operator_id] = told

    def tie(self, client_id: str, operator_id: str, declared_by: str, reason: str, at: datetime) -> None:
        """The first declaration stays."""
        if operator_id not in self.ties:
            self.trigger_event(
                self.OperatorTied,
                client_id=client_id,
                operator_id=operator_id,
                declared_by=declared_by,
                reason=reason,
                timestamp=at,
            )

    def check_no_tie(self, client_id: str, operator_id: str) -> None:
        """Raises TiedToClient."""
        if operator_id in (client_id, *self.ties):
            raise TiedToClient("you have a tie to this client; another operator has to decide")
