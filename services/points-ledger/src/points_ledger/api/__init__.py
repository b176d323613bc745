"""The ledger's edge, by who asks: members, clients, partners and operators."""

from fastapi import APIRouter

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
    operator,
    partner,
    payouts,
    reconciliations,
    rules,
    shares,
)

PARTS = (
    member,
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
router = APIRouter()
for part in PARTS:
    router.include_router(part.router)

__all__ = ["router"]
