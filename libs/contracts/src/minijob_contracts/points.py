"""What points-ledger says: points of members (public) and escrows of orders (internal)."""

from datetime import date
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


class _OfPoints(Event):
    TOPIC = POINTS
    KEY = "account_id"

    account_id: UUID
    member_id: PartyId
    points: Points


class PointsHeld(_OfPoints):
    """points-ledger, when points are put aside until `expires_at`; no longer available.

    For a partner, for an exchange into e-money, or until a person has looked at them.
    """

    TYPE = "minijob.PointsHeld"

    hold_id: UUID
    expires_at: AwareDatetime


class PointsCaptured(_OfPoints):
    """points-ledger, when a hold is captured, once; what is not captured is released beside it."""

    TYPE = "minijob.PointsCaptured"

    hold_id: UUID


class PointsReleased(_OfPoints):
    """points-ledger, when held points are available again: the rest of a capture, or all of a hold."""

    TYPE = "minijob.PointsReleased"

    hold_id: UUID
    reason: Literal["rest", "voided", "expired"]


class PointsSpent(_OfPoints):
    """points-ledger, when points are taken at a partner without a hold before."""

    TYPE = "minijob.PointsSpent"

    spend_id: UUID


class PointsRefunded(_OfPoints):
    """points-ledger, when points of a spend or a captured hold are back in their lots."""

    TYPE = "minijob.PointsRefunded"

    refund_id: UUID
    spend_id: UUID = Field(description="the spend or the captured hold")


class AccountMerged(Event):
    """points-ledger, when an account turned out to be another member's too; its points follow.

    An account that is split off again says so by points that it receives.
    """

    TOPIC = POINTS
    KEY = "account_id"
    TYPE = "minijob.AccountMerged"

    account_id: UUID
    member_id: PartyId
    into_account_id: UUID
    into_member_id: PartyId


class PointsShared(_OfPoints):
    """points-ledger, when points have passed to another account, out of a hold when `hold_id` is given.

    The other account is another member's, or the one that this account is merged into or split from.
    """

    TYPE = "minijob.PointsShared"

    share_id: UUID
    hold_id: UUID | None = Field(description="what was held until a person had looked at it")


class PointsReceived(_OfPoints):
    """points-ledger, when points of another account have come in; the same `share_id` as `PointsShared`."""

    TYPE = "minijob.PointsReceived"

    share_id: UUID


class PointsExpiring(_OfPoints):
    """points-ledger, 30, 7 and 1 days before the last day of a lot, for a message to the member alone.

    Nothing has moved. Points of that lot may still come or go; what is left on that day is `PointsExpired`.
    """

    TYPE = "minijob.PointsExpiring"

    kind: Literal["normal", "limited"]
    expires_on: date = Field(description="the last day of the lot in Tokyo")
    days_left: Count


class PointsExpired(_OfPoints):
    """points-ledger, when the last day of a lot is over."""

    TYPE = "minijob.PointsExpired"

    origin: Origin
    expired_on: date = Field(description="the last day of the lot in Tokyo")


class PointsAdjusted(_OfPoints):
    """points-ledger, when points are taken back after a decision of two operators; 0 when all is a claim."""

    TYPE = "minijob.PointsAdjusted"

    origin: Origin
    claim: Points = Field(description="what could not be taken")
    reason: Literal["clawback"]


class GrantRefused(_OfAccount):
    """points-ledger, when accepted work could not be paid; an operator is alerted.

    It is owed and granted once more is locked for its order; only after `escrow_settled` an operator decides.
    """

    TYPE = "minijob.GrantRefused"

    reason: Literal["escrow_short", "escrow_settled", "escrow_unknown"]


class _OfEscrow(Event):
    TOPIC = ESCROWS
    KEY = "order_id"

    order_id: UUID


class EscrowFunded(_OfEscrow):
    """points-ledger, when the money of an order is locked; totals, not increments.

    `total_jpy` is reward, fee and what exits of screened out members and peers in appeals may cost at most.
    """

    TYPE = "minijob.EscrowFunded"

    version: Version
    tasks: Ordinal
    reward_jpy: Yen
    fee_jpy: Yen
    screen_out_reserve_jpy: Yen = 0
    appeal_reserve_jpy: Yen = 0
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


class LatePayAnswered(_OfEscrow):
    """points-ledger, once for each LateAnswerCame: whether the fund `late` has paid it."""

    TYPE = "minijob.LatePayAnswered"

    assignment_id: UUID
    lease: Ordinal
    paid: bool


class ArbitrationAnswered(_OfEscrow):
    """points-ledger, once for each PeersAsked: whether `arbitration` covers the peers of this appeal."""

    TYPE = "minijob.ArbitrationAnswered"

    assignment_id: UUID
    covered: bool
