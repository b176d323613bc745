"""What the ledger's routes share."""

from typing import Annotated

from fastapi import Depends, Path
from pydantic import AfterValidator, Field

from chassis.command import Command, Outcome, digest_of
from chassis.http import Edge, RequestKey, Text
from chassis.http.dependencies import edge

Here = Annotated[Edge, Depends(edge)]
_PARTY = r"^[^\s\x00-\x1f\x7f]+$"
PartyId = Annotated[str, Path(max_length=64, pattern=_PARTY)]
"""As long as the contracts' PartyId, of the characters that a token may name."""


def _no_separator(id: str) -> str:
    if "/" in id or "," in id:
        raise ValueError("an id holds neither / nor ,")
    return id


Party = Annotated[str, Field(min_length=1, max_length=64, pattern=_PARTY), AfterValidator(_no_separator)]
"""The same in a body."""
Amount = Annotated[int, Field(ge=1, le=10**9)]
"""Points of one request."""
Reference = Annotated[Text, Field(min_length=1, max_length=100)]
"""Of the partner or the bank, unique there."""


def under(key: str, command: Command) -> Command:
    """The command under a caller's key instead of its own, which its slip knows anyway.

    So a refusal is remembered for the caller's key alone, and the key stands for this very command.
    """
    command.digest = digest_of(command.key, command.digest.hex())
    command.key = key
    return command


async def submit(here: Edge, key: RequestKey, command: Command) -> Outcome:
    """Decides a command under the caller's Idempotency-Key."""
    return await here.writer.submit(under(key.key, command))
