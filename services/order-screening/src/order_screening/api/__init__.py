"""What clients and operators ask of order-screening over HTTP."""

from fastapi import APIRouter

from order_screening.api import clients, dry_runs, reviews, rulesets, watches

router = APIRouter()
router.include_router(dry_runs.router)
router.include_router(reviews.router)
router.include_router(clients.router)
router.include_router(watches.router)
router.include_router(rulesets.router)

__all__ = ["router"]
