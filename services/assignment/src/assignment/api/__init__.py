"""The HTTP side of assignment: what members do and what clients see."""

from fastapi import APIRouter

from assignment.api import client, member

router = APIRouter()
router.include_router(member.router)
router.include_router(client.router)

__all__ = ["router"]
