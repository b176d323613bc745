"""Use-cases of members' accounts: links to partners, stops, and points taken back."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from chassis.errors import Unavailable
from points_ledger.domain import (
    MemberAccount,
    PartnerAccount,
    account_id,
    ageing,
    clawback,
    day_of,
    days_later,
    partner_account_id,
)


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


def erase(key: str, member_id: str, at: datetime) -> Command:
    """The member leaves; there are 30 days to spend what is left (business rule 31)."""
    account, lapses_on = account_id(member_id), days_later(day_of(at), ageing.DAYS_TO_SPEND)

    def decide(found: Aggregates) -> Outcome:
        found[account].ask_erasure(member_id, lapses_on, at)
        return Outcome(202, {"lapses_on": found[account].lapses_on})

    return Command(key, [Stream(MemberAccount, account)], decide, digest_of(member_id))


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
        for name, account in _one_member(found, member_id).items():
            change(account, name)
        return done

    streams = [Stream(MemberAccount, account_id(name)) for name in sorted({member_id, *members})]
    return Command(key, streams, decide, digest_of(member_id, what))


def _one_member(found: Aggregates, member_id: str) -> dict[str, MemberAccount]:
    """The accounts that are one with a member's, the surviving one first.

    Raises Unavailable when one is needed that the view did not know of yet.
    """
    survivor = member_id
    while found[_known(found, survivor)].merged_into:
        survivor = found[account_id(survivor)].merged_into
    one, names = {}, [survivor]
    while names:
        name = names.pop()
        one[name] = found[_known(found, name)]
        names += one[name].merged_from
    return one


def _known(found: Aggregates, member_id: str) -> UUID:
    id = account_id(member_id)
    if id not in found:
        raise Unavailable("accounts are being merged; send the same request again")
    return id


def claw_back(
    member_id: str,
    reference: str,
    points: int,
    origin: str,
    partner_id: str,
    granted_at: datetime,
    policy: str,
    reason: str,
    deciders: Sequence[str],
    at: datetime,
) -> Command:
    """Takes a grant back as far as the policy allows (business rule 3); once for a grant.

    reference, points, origin, partner_id, granted_at: of the grant. partner_id: who had paid, empty for work.
    """
    account, partner = account_id(member_id), partner_account_id(partner_id)

    def decide(found: Aggregates) -> Outcome:
        clawback.check(deciders, granted_at, at)
        from_whom = found[account]
        takes = clawback.claw_back(from_whom, points, origin, partner_id, policy, reason, reference, at)
        taken = sum(takes.values())
        if partner_id and taken:
            found[partner].take_back(partner_id, taken, reference, at)
        return Outcome(200, {"taken": taken, "claim": points - taken})

    streams = [Stream(MemberAccount, account)]
    if partner_id:
        streams.append(Stream(PartnerAccount, partner))
    digest = digest_of(points, origin, partner_id, policy, reason, sorted(deciders))
    return Command(f"clawback/{member_id}/{reference}", streams, decide, digest)
