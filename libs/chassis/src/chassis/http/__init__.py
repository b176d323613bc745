"""The HTTP base of every service: problems, idempotency, request ids, limits and the signed caller."""

from chassis.http.app import create_app, joined
from chassis.http.dependencies import Caller, Edge, Idempotency, Limit, RequestKey, page_of
from chassis.http.models import Body, Page, Text

__all__ = [
    "Body",
    "Caller",
    "Edge",
    "Idempotency",
    "Limit",
    "Page",
    "RequestKey",
    "Text",
    "create_app",
    "joined",
    "page_of",
]
