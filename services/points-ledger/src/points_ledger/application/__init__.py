"""Use-cases of the ledger: escrows of orders, points at partners, links, batches, and what time does."""

from points_ledger.application.accounts import claw_back, link, reopen, stop, unlink
from points_ledger.application.batches import RowRefused, batch
from points_ledger.application.escrows import claim, deposit, drain, fund, pay, settle
from points_ledger.application.partners import (
    cap,
    capture,
    deposit_for_partner,
    grant,
    hold,
    refund,
    spend,
    void,
)
from points_ledger.application.time import expire_hold, expire_lots, notice
from points_ledger.domain import GRANT, HOLD, REFUND, SPEND, slip_id

__all__ = [
    "GRANT",
    "HOLD",
    "REFUND",
    "SPEND",
    "RowRefused",
    "batch",
    "cap",
    "capture",
    "claim",
    "claw_back",
    "deposit",
    "deposit_for_partner",
    "drain",
    "expire_hold",
    "expire_lots",
    "fund",
    "grant",
    "hold",
    "link",
    "notice",
    "pay",
    "refund",
    "reopen",
    "settle",
    "slip_id",
    "spend",
    "stop",
    "unlink",
    "void",
]
