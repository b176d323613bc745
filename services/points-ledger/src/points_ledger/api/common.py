"""What the ledger's routes share."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path
from pydantic import AfterValidator, BeforeValidator, Field

from chassis.command import Command, Outcome, digest_of
from chassis.errors import NotFound
from chassis.http import Edge, RequestKey, Text
from chassis.http.dependencies import edge
from points_ledger import application, views
from points_ledger.settings import LedgerSettings

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


def _moment(said: object) -> datetime:
    try:
        at = datetime.fromisoformat(said) if isinstance(said, str) else None
        if at is not None and at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError("must be a time of ISO 8601 with its zone, such as 2026-11-28T09:30:00+09:00")


Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A time that a request states."""


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


async def submit_once(here: Edge, command: Command, missing: str) -> Outcome:
    """Decides a command whose subject a view knows no more once it is done, which is `missing` then.

    missing: empty while the view knows it. Sent again under its key, the first answer comes again.
    """
    if not missing:
        return await here.writer.submit(command)
    try:
        return await here.writer.submit(application.again(command))
    except application.NotDone:
        raise NotFound(missing) from None


def rules_of(here: Edge) -> application.UseRules:
    """The table of where points may be used."""
    assert isinstance(here.settings, LedgerSettings)
    return here.settings.use_rules


def limits_of(here: Edge) -> application.Limits:
    """What passes between members by itself."""
    assert isinstance(here.settings, LedgerSettings)
    return here.settings.limits


def clawback_policy_of(here: Edge, origin: str) -> str:
    """What may be taken back of points of an origin."""
    assert isinstance(here.settings, LedgerSettings)
    return here.settings.clawback_policies.get(origin, "never")


async def member_of(here: Edge, partner_id: str, slip_id: UUID) -> str:
    """Whose points a hold or spend is about. Raises NotFound, also when it is another partner's."""
    owner, member_id = await here.database.read_shared(views.slips_of, slip_id) or ("", "")
    if owner != partner_id:
        raise NotFound("no such hold or spend of yours")
    return member_id
