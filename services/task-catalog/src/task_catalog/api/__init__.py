"""The catalog's edge."""

from fastapi import APIRouter

from task_catalog.api import clients, quotes, routes

router = APIRouter()
router.include_router(clients.router)
router.include_router(quotes.router)
router.include_router(routes.router)

__all__ = ["router"]
