"""The HTTP side of assignment: what members do and what clients see."""

from fastapi import APIRouter

from assignment.api import client, member, photos, profile, reports, results, reviews, terms

router = APIRouter()
router.include_router(member.router)
router.include_router(client.router)
router.include_router(reviews.router)
router.include_router(photos.router)
router.include_router(results.router)
router.include_router(terms.router)
router.include_router(profile.router)
router.include_router(reports.router)

__all__ = ["router"]
