"""The catalog's edge."""

from task_catalog.api.routes import router

__all__ = ["router"]
