"""The SDK of Mini Job: one method for each public route, retries included."""

from minijob._core import ProblemError
from minijob.client import AsyncClient, Client

__all__ = ["AsyncClient", "Client", "ProblemError"]
