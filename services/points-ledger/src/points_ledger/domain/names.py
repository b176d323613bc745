"""Names of accounts and ids of streams."""

from functools import lru_cache
from uuid import UUID, uuid5

NAMESPACE = UUID("6f7a1c1e-52a5-4e0b-9d57-0c9f0a7b4c11")
IDS_KEPT = 10_000

ISSUED = "issued"
BANK = "bank"
BACKING = "points_backing"
FEES = "fees"
REDEEMED = "redeemed"
BREAKAGE = "breakage"
PAYOUT = "payout"


@lru_cache(IDS_KEPT)
def account_id(member_id: str) -> UUID:
    """The stream of a member's account."""
    return uuid5(NAMESPACE, f"member/{member_id}")


@lru_cache(IDS_KEPT)
def client_account_id(client_id: str) -> UUID:
    """The stream of a client's account."""
    return uuid5(NAMESPACE, f"client/{client_id}")


@lru_cache(IDS_KEPT)
def escrow_id(order_id: UUID) -> UUID:
    """The stream of an order's escrow."""
    return uuid5(NAMESPACE, f"escrow/{order_id}")


def reconciliation_id(partner_id: str, day: str) -> UUID:
    """The stream of a partner's day."""
    return uuid5(NAMESPACE, f"reconciliation/{partner_id}/{day}")


def clawback_id(member_id: str, partner_id: str, reference: str) -> UUID:
    """The stream of the case about a grant."""
    return uuid5(NAMESPACE, f"clawback/{member_id}/{partner_id}/{reference}")


def member_account(member_id: str) -> str:
    """The account's name in postings."""
    return f"member:{member_id}"


def client_account(client_id: str) -> str:
    """The account's name in postings."""
    return f"client:{client_id}"


def escrow_account(order_id: UUID | str) -> str:
    """The account's name in postings."""
    return f"escrow:{order_id}"


@lru_cache(IDS_KEPT)
def partner_account_id(partner_id: str) -> UUID:
    """The stream of a partner's account."""
    return uuid5(NAMESPACE, f"partner/{partner_id}")


def slip_id(kind: str, partner_id: str, reference: str) -> UUID:
    """The stream of what a partner's reference stands for; ids of partners hold no separator."""
    return uuid5(NAMESPACE, f"{kind}/{partner_id}/{reference}")


def review_id(reference: str) -> UUID:
    """What was set aside under a reference of the ledger's own."""
    return uuid5(NAMESPACE, f"review/{reference}")


FUNDS_STREAM = uuid5(NAMESPACE, "funds")


def fund_account(fund: str) -> str:
    """The account's name in postings."""
    return f"fund:{fund}"


def card_stream(card_id: str) -> UUID:
    """The stream of a card or an app."""
    return uuid5(NAMESPACE, f"card/{card_id}")


def forward_id(account: str, version: int) -> UUID:
    """What passes between an account and the one that it is merged into."""
    return uuid5(NAMESPACE, f"forward/{account}/{version}")


def held_account(member_id: str) -> str:
    """What is held of a member's points: the account's name in postings."""
    return f"held:{member_id}"


def partner_account(partner_id: str) -> str:
    """What a partner has prefunded: the account's name in postings."""
    return f"partner:{partner_id}"


def payable_account(partner_id: str) -> str:
    """What a partner is owed: the account's name in postings."""
    return f"payable:{partner_id}"
