"""The catalog's edge."""

from chassis.http import joined
from task_catalog.api import clients, helping, quotes, routes

router = joined(clients.router, helping.router, quotes.router, routes.router)

__all__ = ["router"]
