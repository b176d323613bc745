"""The accounts that are one member's, among those that a command has loaded."""

from collections.abc import Callable, Iterable
from datetime import datetime

from chassis.command import Aggregates, Stream
from chassis.errors import Unavailable
from points_ledger.domain import MemberAccount, account_id, merges

AccountOf = Callable[[Aggregates, str], MemberAccount]


class NotLoaded(Unavailable):
    """An account is needed that a view did not know of yet. No key remembers it."""

    def __init__(self, member_id: str) -> None:
        super().__init__("accounts or points are on their way; send the same request again", "unavailable")
        self.member_id = member_id


def account_of(found: Aggregates, member_id: str) -> MemberAccount:
    """One of them. Raises NotLoaded."""
    account: MemberAccount | None = found.get(account_id(member_id))
    if account is None:
        raise NotLoaded(member_id)
    return account


def fetched(found: Aggregates, member_id: str) -> MemberAccount:
    """One of them or, which costs a query, any other. Raises StreamStopped."""
    account: MemberAccount = found.also(Stream(MemberAccount, account_id(member_id)))
    return account


def survivor_of(found: Aggregates, member_id: str, of: AccountOf = account_of) -> str:
    """The member whose account has what was merged into it. Raises what `of` raises, here and below."""
    while into := of(found, member_id).merged_into:
        member_id = into
    return member_id


def followed(found: Aggregates, account: MemberAccount, at: datetime) -> MemberAccount:
    """The account, whose day of normal points is that of the accounts which it is merged into.

    Whoever asks whether points of an account have expired asks here. Raises StreamStopped.
    """
    if account.merged_into:
        survivor = fetched(found, account.merged_into)
        merges.follow(account, followed(found, survivor, at), at)
    return account


def one_member(found: Aggregates, member_id: str, of: AccountOf = account_of) -> dict[str, MemberAccount]:
    """The accounts that are one with a member's, the surviving one first."""
    one, names = {}, [survivor_of(found, member_id, of)]
    while names:
        name = names.pop()
        one[name] = of(found, name)
        names += one[name].merged_from
    return one


def all_of(found: Aggregates, members: Iterable[str]) -> dict[str, MemberAccount]:
    """The accounts that are one with any of these. Raises NotLoaded."""
    return {name: one for member in members for name, one in one_member(found, member).items()}
