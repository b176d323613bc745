"""Use-cases of the ledger: escrows of orders, points at partners, links, batches, and what time does."""

from points_ledger.application.accounts import claw_back, link, reopen, set_rank, stop, unlink
from points_ledger.application.batches import RowRefused, batch
from points_ledger.application.escrows import claim, deposit, drain, fund, pay, settle
from points_ledger.application.partners import (
    cap,
    capture,
    confirm,
    deposit_for_partner,
    exchange,
    grant,
    hold,
    refund,
    set_unit,
    spend,
    void,
)
from points_ledger.application.time import expire_hold, expire_lots, notice
from points_ledger.domain import EXCHANGED, GRANT, HOLD, REFUND, SPEND, UseRules, slip_id

__all__ = [
    "EXCHANGED",
    "GRANT",
    "HOLD",
    "REFUND",
    "SPEND",
    "RowRefused",
    "UseRules",
    "batch",
    "cap",
    "capture",
    "claim",
    "claw_back",
    "confirm",
    "deposit",
    "deposit_for_partner",
    "drain",
    "exchange",
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
    "set_rank",
    "set_unit",
    "settle",
    "slip_id",
    "spend",
    "stop",
    "unlink",
    "void",
]
