"""Use-cases of one ID: two accounts of one member become one, and are split again when that was wrong."""

from datetime import datetime

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from chassis.errors import NotFound
from points_ledger.application.one_member import followed
from points_ledger.domain import DEFAULT_LIMITS, Limits, MemberAccount, account_id, merges, review_id


def merge(key: str, member_id: str, into: str, reason: str, operator_id: str, at: datetime) -> Command:
    """The account `into` survives with the points and links of both, once two operators have asked for it."""

    def decide(found: Aggregates) -> Outcome:
        account, survivor = _both(found, member_id, into)
        if account.merge_proposed[0] != into:
            merges.propose(account, survivor, reason, operator_id, at)
            return Outcome(202, {"member_id": member_id, "into": into, "state": "proposed"})
        merges.merge(account, survivor, reason, operator_id, at)
        return Outcome(200, {"member_id": member_id, "into": into, "state": "merged"})

    return Command(key, _streams(member_id, into), decide, digest_of(member_id, into, reason, operator_id))


def split_off(
    key: str, member_id: str, survivor_id: str, reason: str, operator_id: str, at: datetime
) -> Command:
    """The account stands for itself again, with what came from it and is still there."""

    def decide(found: Aggregates) -> Outcome:
        account, survivor = _both(found, member_id, survivor_id)
        followed(found, account, at)
        missing = merges.split_off(account, survivor, reason, operator_id, at)
        return Outcome(200, {"member_id": member_id, "points": account.balance, "missing": missing})

    return Command(key, _streams(member_id, survivor_id), decide, digest_of(member_id, reason))


def forward(member_id: str, into: str, at: datetime, limits: Limits = DEFAULT_LIMITS) -> Command:
    """Passes on what has come to a merged account since: pay, a released hold, a refund."""

    key = f"forward/{member_id}/{at.isoformat()}"

    def decide(found: Aggregates) -> None:
        account, survivor = _both(found, member_id, into)
        if account.merged_into == into:
            followed(found, account, at)
            merges.forward(account, survivor, review_id(key), at, limits)

    return Command(key, _streams(member_id, into), decide)


def give_back(member_id: str, survivor_id: str, at: datetime) -> Command:
    """Gives a member who was split off what has become free since."""

    def decide(found: Aggregates) -> None:
        account, survivor = (followed(found, one, at) for one in _both(found, member_id, survivor_id))
        merges.give_back(account, survivor, at)

    key = f"give-back/{member_id}/{survivor_id}/{at.isoformat()}"
    return Command(key, _streams(member_id, survivor_id), decide)


def _streams(one: str, other: str) -> list[Stream]:
    return [Stream(MemberAccount, account_id(one)), Stream(MemberAccount, account_id(other))]


def _both(found: Aggregates, one: str, other: str) -> tuple[MemberAccount, MemberAccount]:
    accounts = found[account_id(one)], found[account_id(other)]
    for member_id, account in zip((one, other), accounts, strict=True):
        if not account.member_id:
            raise NotFound(f"there is no member {member_id} here")
    return accounts
