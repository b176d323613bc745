"""What members may know of clients."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from assignment.domain import ClientRecord
from assignment.views.tables import clients


def apply_clients(tx: Connection, events: Sequence[Any]) -> None:
    """Keeps the newest record of each client."""
    names = ("client_id", "since", "settled_orders", "upheld_findings")
    told = [event for event in events if isinstance(event, ClientRecord.Told)]
    for event in told:
        row = {name: getattr(event, name) for name in names}
        tx.execute(insert(clients).values(row).on_conflict_do_update(index_elements=["client_id"], set_=row))
