"""Read models of the ledger: postings with both sides, balances, lots, open holds, feeds, and escrows."""

from points_ledger.views.apply import apply
from points_ledger.views.books import balances_of, fees_earned, funds, liability, trial_balance
from points_ledger.views.cards import cards_of, member_of_card
from points_ledger.views.clawbacks import case_of, clawbacks_of
from points_ledger.views.clients import invoices_of, lines_of_client
from points_ledger.views.due import holds_due, lots_due, notices_due
from points_ledger.views.effective import effective_balances_of
from points_ledger.views.erasures import lapses_due
from points_ledger.views.escrows import account_of, escrow_of, escrows_to_settle
from points_ledger.views.lots import FEED_TOPICS, TOLD, said_of
from points_ledger.views.members import Holdings, Notice, holdings_now, holdings_of, links_of, notices_of
from points_ledger.views.merges import forwards_due, give_backs_due, members_of, merged_into
from points_ledger.views.owed import owed_payable
from points_ledger.views.partners import end_of_feed, feed_of, slips_of
from points_ledger.views.payouts import is_behind, payouts_due, payouts_of
from points_ledger.views.postings import ALL_POSTED, OF_MEMBERS, Posting, postings_of, rows_of
from points_ledger.views.reconciliations import booked_with, reconciled
from points_ledger.views.refusals import forget_refusals, keep_refusals, refusals_before
from points_ledger.views.shares import hands_of, review_of, reviews_due, reviews_waiting
from points_ledger.views.statements import StatementLine, entries_of, grant_of
from points_ledger.views.tables import POINTS, YEN, disposable, tables

__all__ = [
    "ALL_POSTED",
    "FEED_TOPICS",
    "OF_MEMBERS",
    "POINTS",
    "TOLD",
    "YEN",
    "Holdings",
    "Notice",
    "Posting",
    "StatementLine",
    "account_of",
    "apply",
    "balances_of",
    "booked_with",
    "cards_of",
    "case_of",
    "clawbacks_of",
    "disposable",
    "effective_balances_of",
    "end_of_feed",
    "entries_of",
    "escrow_of",
    "escrows_to_settle",
    "feed_of",
    "fees_earned",
    "forget_refusals",
    "forwards_due",
    "funds",
    "give_backs_due",
    "grant_of",
    "hands_of",
    "holdings_now",
    "holdings_of",
    "holds_due",
    "invoices_of",
    "is_behind",
    "keep_refusals",
    "lapses_due",
    "liability",
    "lines_of_client",
    "links_of",
    "lots_due",
    "member_of_card",
    "members_of",
    "merged_into",
    "notices_due",
    "notices_of",
    "owed_payable",
    "payouts_due",
    "payouts_of",
    "postings_of",
    "reconciled",
    "refusals_before",
    "review_of",
    "reviews_due",
    "reviews_waiting",
    "rows_of",
    "said_of",
    "slips_of",
    "tables",
    "trial_balance",
]
