"""Who is calling: tokens and API keys in, a signed principal out."""

from gateway.auth.guard import Guard, Known, check_role, claimed_key
from gateway.auth.keys import ApiKeys, tables
from gateway.auth.tokens import DevTokens, Oidc

__all__ = ["ApiKeys", "DevTokens", "Guard", "Known", "Oidc", "check_role", "claimed_key", "tables"]
