"""The ledger's edge, by who asks: members, clients, partners and operators."""

from fastapi import APIRouter

from points_ledger.api import (
    batches,
    cards,
    client,
    exchanges,
    funds,
    member,
    merges,
    operator,
    partner,
    rules,
    shares,
)

router = APIRouter()
for part in (member, client, partner, exchanges, batches, cards, rules, shares, merges, funds, operator):
    router.include_router(part.router)

__all__ = ["router"]
