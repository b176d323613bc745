"""Use-cases of members' accounts: links to partners, stops, and ranks."""

from collections.abc import Callable, Sequence
from datetime import datetime

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from points_ledger.application.one_member import one_member
from points_ledger.domain import MemberAccount, account_id, ageing, day_of, days_later


def link(key: str, member_id: str, partner_id: str, at: datetime) -> Command:
    """The member lets a partner hold, take and give points."""
    done = Outcome(201, {"partner_id": partner_id})
    return _change(key, member_id, partner_id, lambda one: one.link(member_id, partner_id, at), done)


def unlink(key: str, member_id: str, partner_id: str, at: datetime, members: Sequence[str] = ()) -> Command:
    """The member ends it, at all accounts that are one with it.

    members: their ids, as far as a view knows; here and below.
    """
    done = Outcome(204)
    return _change_all(key, member_id, members, partner_id, lambda one, _: one.unlink(partner_id, at), done)


def erase(key: str, member_id: str, at: datetime, members: Sequence[str] = ()) -> Command:
    """The member leaves, with all accounts that are one; 30 days are left to spend (business rule 31)."""
    lapses_on = days_later(day_of(at), ageing.DAYS_TO_SPEND)

    def decide(found: Aggregates) -> Outcome:
        accounts = one_member(found, member_id)
        for name, account in accounts.items():
            account.ask_erasure(name, lapses_on, at)
        return Outcome(202, {"lapses_on": next(iter(accounts.values())).lapses_on})

    streams = [Stream(MemberAccount, account_id(name)) for name in sorted({member_id, *members})]
    return Command(key, streams, decide, digest_of(member_id))


def stop(key: str, member_id: str, reason: str, at: datetime, members: Sequence[str] = ()) -> Command:
    """Nothing leaves the member's accounts by anybody's will any more."""
    return _change_all(key, member_id, members, reason, lambda one, name: one.stop(name, reason, at))


def reopen(key: str, member_id: str, reason: str, at: datetime, members: Sequence[str] = ()) -> Command:
    """Ends a stop."""
    return _change_all(key, member_id, members, reason, lambda one, _: one.reopen(reason, at))


def set_rank(key: str, member_id: str, rank: str, reason: str, at: datetime) -> Command:
    """An operator sets the rank, until levels arrive from elsewhere."""
    return _change(key, member_id, f"{rank}/{reason}", lambda one: one.set_rank(member_id, rank, reason, at))


def _change(
    key: str,
    member_id: str,
    what: str,
    change: Callable[[MemberAccount], None],
    done: Outcome = Outcome(200),
) -> Command:
    """One account changed under a caller's key, which stands for `what`."""
    account = account_id(member_id)

    def decide(found: Aggregates) -> Outcome:
        change(found[account])
        return done

    return Command(key, [Stream(MemberAccount, account)], decide, digest_of(member_id, what))


def _change_all(
    key: str,
    member_id: str,
    members: Sequence[str],
    what: str,
    change: Callable[[MemberAccount, str], None],
    done: Outcome = Outcome(200),
) -> Command:
    """All accounts that are one changed under a caller's key."""

    def decide(found: Aggregates) -> Outcome:
        for name, account in one_member(found, member_id).items():
            change(account, name)
        return done

    streams = [Stream(MemberAccount, account_id(name)) for name in sorted({member_id, *members})]
    return Command(key, streams, decide, digest_of(member_id, what))
