"""Who may do what with an account: partners that are linked to it, and operators who stop it."""

from datetime import datetime

from points_ledger.domain.errors import TooManyLinks
from points_ledger.domain.member import MemberAccount

MAX_LINKS = 100


def link(account: MemberAccount, member_id: str, partner_id: str, at: datetime) -> None:
    """Lets a partner hold, take and give points; nothing happens when it may already."""
    if partner_id in account.links:
        return
    if len(account.links) >= MAX_LINKS:
        raise TooManyLinks(MAX_LINKS)
    account.trigger_event(MemberAccount.Linked, member_id=member_id, partner_id=partner_id, timestamp=at)


def unlink(account: MemberAccount, partner_id: str, at: datetime) -> None:
    """Ends what a partner may; nothing happens when it may not."""
    if partner_id in account.links:
        account.trigger_event(
            MemberAccount.Unlinked, member_id=account.member_id, partner_id=partner_id, timestamp=at
        )


def stop(account: MemberAccount, member_id: str, reason: str, at: datetime) -> None:
    """Nothing leaves any more."""
    if not account.stopped:
        account.trigger_event(MemberAccount.Stopped, member_id=member_id, reason=reason, timestamp=at)


def reopen(account: MemberAccount, reason: str, at: datetime) -> None:
    """Ends a stop."""
    if account.stopped:
        account.trigger_event(
            MemberAccount.Reopened, member_id=account.member_id, reason=reason, timestamp=at
        )
