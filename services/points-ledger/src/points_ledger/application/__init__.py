"""Use-cases of the ledger: escrows of orders, points at partners, links, batches, and what time does."""

from points_ledger.application.accounts import erase, link, reopen, set_rank, stop, unlink
from points_ledger.application.appeals import ask_for_peers, end_appeal, note_appeal, pay_peer
from points_ledger.application.batches import RowRefused, batch
from points_ledger.application.cards import link_card, unlink_card, vouch_for_card
from points_ledger.application.clawbacks import (
    appeal_clawback,
    decide_appeal,
    decide_clawback,
    propose_clawback,
)
from points_ledger.application.escrows import (
    Debt,
    claim,
    deposit,
    drain,
    fund,
    pay,
    pay_bonus,
    pay_exit,
    pay_owed,
    return_fee,
    return_stop,
    return_withdrawn,
    settle,
)
from points_ledger.application.funds import fill_fund, pay_from_fund, pay_late
from points_ledger.application.keys import NotDone, again
from points_ledger.application.merges import forward, give_back, merge, split_off
from points_ledger.application.partner_accounts import cap, cap_key, deposit_for_partner, pay_out, set_unit
from points_ledger.application.partners import (
    capture,
    confirm,
    exchange,
    grant,
    hold,
    refund,
    spend,
    void,
)
from points_ledger.application.reconciliations import compare_file, resolve_line
from points_ledger.application.shares import decide_review, lapse_review, split
from points_ledger.application.time import expire_hold, expire_lots, lapse, notice
from points_ledger.domain import EXCHANGED, FUNDS, GRANT, HOLD, REFUND, SPEND, Kept, Limits, UseRules, slip_id
from points_ledger.domain.sharing import RETURN_DAYS

__all__ = [
    "EXCHANGED",
    "FUNDS",
    "GRANT",
    "HOLD",
    "REFUND",
    "RETURN_DAYS",
    "SPEND",
    "Debt",
    "Kept",
    "Limits",
    "NotDone",
    "RowRefused",
    "UseRules",
    "again",
    "appeal_clawback",
    "ask_for_peers",
    "batch",
    "cap",
    "cap_key",
    "capture",
    "claim",
    "compare_file",
    "confirm",
    "decide_appeal",
    "decide_clawback",
    "decide_review",
    "deposit",
    "deposit_for_partner",
    "drain",
    "end_appeal",
    "erase",
    "exchange",
    "expire_hold",
    "expire_lots",
    "fill_fund",
    "forward",
    "fund",
    "give_back",
    "grant",
    "hold",
    "lapse",
    "lapse_review",
    "link",
    "link_card",
    "merge",
    "note_appeal",
    "notice",
    "pay",
    "pay_bonus",
    "pay_exit",
    "pay_from_fund",
    "pay_late",
    "pay_out",
    "pay_owed",
    "pay_peer",
    "propose_clawback",
    "refund",
    "reopen",
    "resolve_line",
    "return_fee",
    "return_stop",
    "return_withdrawn",
    "set_rank",
    "set_unit",
    "settle",
    "slip_id",
    "spend",
    "split",
    "split_off",
    "stop",
    "unlink",
    "unlink_card",
    "void",
    "vouch_for_card",
]
