"""What is asked for, who may ask, and which service answers."""

from gateway.routes.door import Door
from gateway.routes.openapi import PublicDocument
from gateway.routes.own import api_keys, dev_tokens
from gateway.routes.refused import Refusals
from gateway.routes.table import TABLE, Route
from gateway.routes.upstream import Answer, Upstream

__all__ = [
    "TABLE",
    "Answer",
    "Door",
    "PublicDocument",
    "Refusals",
    "Route",
    "Upstream",
    "api_keys",
    "dev_tokens",
]
