"""The ledger's edge, by who asks: members, clients, partners and operators."""

from chassis.http import joined
from points_ledger.api import (
    audit,
    batches,
    cards,
    clawbacks,
    client,
    exchanges,
    funds,
    member,
    merges,
    notices,
    operator,
    partner,
    payouts,
    reconciliations,
    rules,
    shares,
)

PARTS = (
    member,
    notices,
    client,
    partner,
    exchanges,
    batches,
    cards,
    rules,
    shares,
    merges,
    funds,
    operator,
    clawbacks,
    payouts,
    reconciliations,
    audit,
)
router = joined(*(part.router for part in PARTS))

__all__ = ["router"]
