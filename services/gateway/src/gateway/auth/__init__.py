"""Who is calling: tokens and API keys in, a signed principal out."""

from gateway.auth.guard import Guard, Known
from gateway.auth.keys import ApiKeys, tables
from gateway.auth.tokens import DevTokens, Oidc

__all__ = ["ApiKeys", "DevTokens", "Guard", "Known", "Oidc", "tables"]
