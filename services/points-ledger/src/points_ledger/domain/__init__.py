"""Accounts of the ledger: members in points, clients and the escrows of their orders in yen."""

from points_ledger.domain.client import ClientAccount
from points_ledger.domain.errors import DepositTooLarge, EscrowEnded, PaymentsMissing, QuoteWrong
from points_ledger.domain.escrow import OrderEscrow
from points_ledger.domain.member import MemberAccount
from points_ledger.domain.names import (
    BACKING,
    BANK,
    FEES,
    ISSUED,
    account_id,
    client_account,
    client_account_id,
    escrow_account,
    escrow_id,
    member_account,
)

__all__ = [
    "BACKING",
    "BANK",
    "FEES",
    "ISSUED",
    "ClientAccount",
    "DepositTooLarge",
    "EscrowEnded",
    "MemberAccount",
    "OrderEscrow",
    "PaymentsMissing",
    "QuoteWrong",
    "account_id",
    "client_account",
    "client_account_id",
    "escrow_account",
    "escrow_id",
    "member_account",
]
