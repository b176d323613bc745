"""Which operators have a tie to a client, as task-catalog has told: they decide nothing about its orders."""

from datetime import datetime
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.errors import Refused

_NAMESPACE = UUID("3f0c6a5e-7d0b-4a5e-9a53-4f0e7b2d6c19")


class TiedToClient(Refused):
    """Whoever decides has no tie to the client."""


def ties_id(client_id: str) -> UUID:
    """The ClientTies of one client."""
    return uuid5(_NAMESPACE, client_id)


class ClientTies(Aggregate):
    """One per client."""

    def __init__(self) -> None:
        self.operators: list[str] = []

    class Told(Aggregate.Event):
        """One more operator has a tie."""

        TOPIC = "ClientTies.Told"
        operator_id: str

        def apply(self, aggregate: "ClientTies") -> None:
            aggregate.operators.append(self.operator_id)

    def tell(self, operator_id: str, at: datetime) -> None:
        if operator_id not in self.operators:
            self.trigger_event(self.Told, operator_id=operator_id, timestamp=at)

    def check(self, operator_id: str) -> None:
        """Raises TiedToClient."""
        if operator_id in self.operators:
            raise TiedToClient("you have a tie to this client; another operator has to decide")
