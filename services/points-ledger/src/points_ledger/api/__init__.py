"""The ledger's edge, by who asks: members, clients, partners and operators."""

from fastapi import APIRouter

from points_ledger.api import batches, client, member, operator, partner

router = APIRouter()
for part in (member, client, partner, batches, operator):
    router.include_router(part.router)

__all__ = ["router"]
