"""API keys: made by an operator, shown once, kept as a digest, checked in constant time."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    DateTime,
    Identity,
    LargeBinary,
    MetaData,
    Table,
    Text,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from chassis.clock import now
from chassis.database import Database
from chassis.errors import KeyReused, NotFound, Unauthorized
from chassis.principal import Principal, Role

PREFIX = "mj_"

tables = MetaData()
_keys = Table(
    "api_keys",
    tables,
    Column("number", BigInteger, Identity(always=True), primary_key=True),
    Column("api_key_id", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("request_key", Text, nullable=False, unique=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("created_by", Text, nullable=False),
    Column("revoked_at", DateTime(timezone=True)),
)
_SHOWN = [
    _keys.c[name]
    for name in ("number", "api_key_id", "role", "holder", "created_at", "created_by", "revoked_at")
]


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as operators see it. `holder` is the id of the caller it stands for."""

    number: int
    api_key_id: str
    role: Role
    holder: str
    created_at: datetime
    created_by: str
    revoked_at: datetime | None


class ApiKeys:
    """The keys in the gateway's own database. Every method raises Unavailable when that does not answer."""

    def __init__(self, database: Database, with_revoked: Callable[[Connection, ApiKey], object]) -> None:
        """with_revoked: what ends in the transaction with a key."""
        self._database, self._with_revoked = database, with_revoked

    async def create(self, holder: Principal, by: str, request_key: str) -> tuple[ApiKey, str | None]:
        """The new key and its secret text; without the text when this `request_key` made it before.

        Raises KeyReused when that was for another holder.
        """
        id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
        values = {
            "api_key_id": id,
            "role": holder.role,
            "holder": holder.id,
            "digest": _digest(secret),
            "request_key": request_key,
            "created_at": now(),
            "created_by": by,
        }
        row = await self._database.read(lambda tx: _create(tx, values))
        if (row.role, row.holder) != (holder.role, holder.id):
            raise KeyReused("this Idempotency-Key was used for the key of another holder")
        return row, f"{PREFIX}{id}_{secret}" if row.api_key_id == id else None

    async def find_all(self, limit: int, after: int) -> list[ApiKey]:
        """The keys numbered above `after`, revoked ones included, the oldest first."""
        query = select(*_SHOWN).where(_keys.c.number > after).order_by(_keys.c.number).limit(limit)
        return await self._database.read(lambda tx: [ApiKey(*row) for row in tx.execute(query)])

    async def revoke(self, id: str) -> ApiKey:
        """Ends a key for good; again is no error. Raises NotFound."""
        found = await self._database.read(lambda tx: self._revoke(tx, id))
        if found is None:
            raise NotFound("there is no such API key")
        return found

    async def verify(self, text: str) -> Principal:
        """Whom the key stands for. Raises Unauthorized when it is unknown, wrong or revoked."""
        id, secret = key_id_of(text), text.removeprefix(PREFIX).partition("_")[2]
        query = select(_keys.c.role, _keys.c.holder, _keys.c.digest, _keys.c.revoked_at)
        row = await self._database.read(
            lambda tx: tx.execute(query.where(_keys.c.api_key_id == id)).one_or_none()
        )
        stored = row.digest if row is not None else b""
        if not hmac.compare_digest(_digest(secret), stored) or row is None or row.revoked_at is not None:
            raise Unauthorized("the API key is unknown or was revoked")
        return Principal(row.role, row.holder, api_key_id=id)

    def _revoke(self, tx: Connection, id: str) -> ApiKey | None:
        live = (_keys.c.api_key_id == id) & _keys.c.revoked_at.is_(None)
        tx.execute(update(_keys).where(live).values(revoked_at=now()))
        row = tx.execute(select(*_SHOWN).where(_keys.c.api_key_id == id)).one_or_none()
        if row is not None:
            self._with_revoked(tx, ApiKey(*row))
        tx.commit()
        return None if row is None else ApiKey(*row)


def key_id_of(text: str) -> str:
    """The id of an API key; empty for what is none."""
    return text.removeprefix(PREFIX).partition("_")[0] if text.startswith(PREFIX) else ""


def _digest(secret: str) -> bytes:
    """A plain digest is enough for 256 random bits: there is nothing to guess."""
    return hashlib.sha256(secret.encode()).digest()


def _create(tx: Connection, values: dict[str, object]) -> ApiKey:
    tx.execute(insert(_keys).values(values).on_conflict_do_nothing(index_elements=["request_key"]))
    tx.commit()
    row = tx.execute(select(*_SHOWN).where(_keys.c.request_key == values["request_key"])).one()
    return ApiKey(*row)
