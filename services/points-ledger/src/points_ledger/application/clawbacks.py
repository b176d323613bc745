"""Use-cases of clawback: two operators take points back for fraud, the member may appeal once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Stream, digest_of
from chassis.errors import NotFound
from points_ledger.application.one_member import account_of, followed, survivor_of
from points_ledger.domain import (
    ClawbackCase,
    MemberAccount,
    PartnerAccount,
    account_id,
    case,
    clawback,
    clawback_id,
    partner_account_id,
)


def propose_clawback(
    key: str,
    member_id: str,
    reference: str,
    points: int,
    origin: str,
    partner_id: str,
    granted_at: datetime,
    policy: str,
    reason: str,
    by: str,
    at: datetime,
) -> Command:
    """The first operator's word; nothing is taken yet (business rule 3).

    reference, points, origin, partner_id, granted_at: of the grant. partner_id: who had paid, empty for work.
    """
    id = clawback_id(member_id, partner_id, reference)

    def decide(found: Aggregates) -> Outcome:
        clawback.check([by, ""], granted_at, at)
        found[id].propose(
            member_id, reference, points, origin, partner_id, granted_at, policy, reason, by, at
        )
        return Outcome(201, {"clawback_id": str(id), "state": case.PROPOSED})

    return Command(
        key, [Stream(ClawbackCase, id)], decide, digest_of(member_id, partner_id, reference, reason)
    )


def decide_clawback(
    key: str,
    id: UUID,
    members: Sequence[str],
    partner_id: str,
    confirmed: bool,
    reason: str,
    by: str,
    at: datetime,
) -> Command:
    """The second operator's word: takes what the policy allows, the rest is a claim; or dismisses it.

    members: all ids of the member, as far as a view knows: it is taken of the one that survives.
    """
    partner = partner_account_id(partner_id)

    def decide(found: Aggregates) -> Outcome:
        now = _open(found[id])
        now.check(by, case.PROPOSED)
        if not confirmed:
            now.decide(case.DISMISSED, "", {}, 0, 0, reason, by, at)
            return _told(now)
        granted_at = datetime.fromisoformat(now.granted_at)
        clawback.check([*now.deciders, by], granted_at, at)
        survivor = survivor_of(found, now.member_id)
        member = account_of(found, survivor)
        of_grant = now.member_id, now.points, now.origin, now.partner
        run = member.normal_run
        takes = clawback.claw_back(member, *of_grant, now.policy, "fraud", now.reference, at)
        taken = sum(takes.values())
        if now.partner and taken:
            found[partner].take_back(now.partner, taken, now.reference, at)
        now.decide(case.TAKEN, survivor, takes, run, now.points - taken, reason, by, at)
        return _told(now)

    streams = _streams(id, members, partner_id)
    return Command(key, streams, decide, digest_of(str(id), confirmed, reason))


def appeal_clawback(key: str, id: UUID, members: Sequence[str], at: datetime) -> Command:
    """The member disagrees, once. members: all ids of the member who asks."""

    def decide(found: Aggregates) -> Outcome:
        now = _open(found[id])
        if now.member_id not in members:
            raise NotFound("no such case of yours")
        now.appeal(at)
        return _told(now)

    return Command(key, [Stream(ClawbackCase, id)], decide, digest_of(str(id)))


def decide_appeal(
    key: str,
    id: UUID,
    taken_from: str,
    partner_id: str,
    reversed: bool,
    reason: str,
    by: str,
    at: datetime,
) -> Command:
    """The word of an operator who has not decided before: it stays, or all of it is given back.

    taken_from: of the case; where it has been merged or split off since, the points follow as others do.
    """
    partner = partner_account_id(partner_id)

    def decide(found: Aggregates) -> Outcome:
        now = _open(found[id])
        now.check(by, case.APPEALED)
        if reversed:
            taken = sum(now.takes.values())
            if now.partner and taken:
                found[partner].restore(now.partner, taken, now.reference, at)
            account = followed(found, account_of(found, now.taken_from), at)
            of_grant = (now.origin, now.partner, now.reference)
            clawback.give_back(account, now.takes, now.run, now.claim, *of_grant, at)
        now.decide_appeal(case.REVERSED if reversed else case.UPHELD, reason, by, at)
        return _told(now)

    streams = _streams(id, [taken_from], partner_id)
    return Command(key, streams, decide, digest_of(str(id), reversed, reason))


def _open(found: ClawbackCase) -> ClawbackCase:
    if not found.state:
        raise NotFound("no such case")
    return found


def _told(now: ClawbackCase) -> Outcome:
    taken = sum(now.takes.values())
    return Outcome(200, {"state": now.state, "taken": taken, "claim": now.claim})


def _streams(id: UUID, members: Sequence[str], partner_id: str) -> list[Stream]:
    accounts = [Stream(MemberAccount, account_id(member)) for member in members if member]
    partners = [Stream(PartnerAccount, partner_account_id(partner_id))] if partner_id else []
    return [Stream(ClawbackCase, id), *accounts, *partners]
