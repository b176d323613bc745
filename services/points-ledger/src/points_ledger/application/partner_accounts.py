"""Use-cases of a partner's account in yen: deposits, the monthly settlement, caps of grants, and its unit."""

from datetime import datetime

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from points_ledger.domain import PartnerAccount, partner_account_id


def deposit_for_partner(partner_id: str, amount_jpy: int, reference: str, at: datetime) -> Command:
    """Money of a partner arrived for its grants; `reference` is the bank's and is booked once."""
    account = partner_account_id(partner_id)

    def decide(found: Aggregates) -> Outcome:
        found[account].deposit(partner_id, amount_jpy, reference, at)
        return Outcome(201, {"partner_id": partner_id, "amount_jpy": amount_jpy, "reference": reference})

    digest = digest_of(partner_id, amount_jpy, reference)
    key = f"partner-deposit/{partner_id}/{reference}"
    return Command(key, [Stream(PartnerAccount, account)], decide, digest)


def pay_out(partner_id: str, month: str, owed_jpy: int, at: datetime) -> Command:
    """The monthly settlement: once for a partner and month, also when nothing is owed."""
    account = partner_account_id(partner_id)

    def decide(found: Aggregates) -> Outcome:
        return Outcome(200, {"amount_jpy": found[account].pay_out(month, owed_jpy, at)})

    return Command(f"payout/{partner_id}/{month}", [Stream(PartnerAccount, account)], decide)


def cap(key: str, partner_id: str, member_day_points: int, day_points: int, at: datetime) -> Command:
    """Sets what a partner may grant in a day, to one member and in all."""
    account = partner_account_id(partner_id)

    def decide(found: Aggregates) -> Outcome:
        found[account].cap(partner_id, member_day_points, day_points, at)
        return Outcome(200)

    digest = digest_of(partner_id, member_day_points, day_points)
    return Command(key, [Stream(PartnerAccount, account)], decide, digest)


def cap_key(key: str, partner_id: str, api_key_id: str, day_points: int | None, at: datetime) -> Command:
    """Sets what a partner may grant in a day with one of its API keys; None lifts it."""
    account = partner_account_id(partner_id)

    def decide(found: Aggregates) -> Outcome:
        found[account].cap_key(partner_id, api_key_id, day_points, at)
        return Outcome(200)

    digest = digest_of(partner_id, api_key_id, day_points)
    return Command(key, [Stream(PartnerAccount, account)], decide, digest)


def set_unit(key: str, partner_id: str, unit: int, at: datetime) -> Command:
    """Sets in which steps points are used at a partner."""
    account = partner_account_id(partner_id)

    def decide(found: Aggregates) -> Outcome:
        found[account].set_unit(partner_id, unit, at)
        return Outcome(200)

    return Command(key, [Stream(PartnerAccount, account)], decide, digest_of(partner_id, unit))
