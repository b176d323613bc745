"""What points-ledger says: points of members (public) and escrows of orders (internal)."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from minijob_contracts.event import Count, Event, Ordinal, PartyId, Points, Version, Yen

POINTS = "points.v1"
ESCROWS = "escrows.v1"

Origin = Literal["work", "campaign", "partner", "refund"]


class _OfAccount(Event):
    TOPIC = POINTS
    KEY = "account_id"

    account_id: UUID
    member_id: PartyId
    points: Points
    origin: Origin = Field(description="a kind only, never an order, a task or a client")


class PointsGranted(_OfAccount):
    """points-ledger, when points are added to a member's account."""

    TYPE = "minijob.PointsGranted"

    granted_at: AwareDatetime


class GrantRefused(_OfAccount):
    """points-ledger, when accepted work could not be paid; an operator is alerted and decides."""

    TYPE = "minijob.GrantRefused"

    reason: Literal["escrow_short", "escrow_settled", "escrow_unknown"]


class _OfEscrow(Event):
    TOPIC = ESCROWS
    KEY = "order_id"

    order_id: UUID


class EscrowFunded(_OfEscrow):
    """points-ledger, when the money of an order is locked; totals, not increments."""

    TYPE = "minijob.EscrowFunded"

    version: Version
    tasks: Ordinal
    reward_jpy: Yen
    fee_jpy: Yen
    total_jpy: Yen


class EscrowRefused(_OfEscrow):
    """points-ledger, when the client's balance does not cover the order; says by how much."""

    TYPE = "minijob.EscrowRefused"

    version: Version
    tasks: Ordinal
    short_by_jpy: Yen


class EscrowSettled(_OfEscrow):
    """points-ledger, when every accepted answer is paid and the rest went back; the escrow is 0."""

    TYPE = "minijob.EscrowSettled"

    paid_answers: Count
    paid_points: Points
    fee_jpy: Yen
    returned_jpy: Yen
