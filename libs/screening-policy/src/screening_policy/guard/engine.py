"""The guard: what of an answer identifies somebody, masked with its kind shown."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from screening_policy.guard.address import addresses
from screening_policy.guard.birth_date import birth_dates
from screening_policy.guard.email import emails
from screening_policy.guard.email_told import told_emails
from screening_policy.guard.hit import Hit, Recogniser
from screening_policy.guard.labelled import find as labelled
from screening_policy.guard.masking import SHOWN, chosen, masked
from screening_policy.guard.name import names
from screening_policy.guard.near import neighbours, unsure
from screening_policy.guard.numbers import cards, ibans, ip_addresses, my_numbers, passports, postal_codes
from screening_policy.guard.parts import parts
from screening_policy.guard.password import passwords
from screening_policy.guard.password_told import told_passwords
from screening_policy.guard.phone import phones
from screening_policy.guard.plate import plates
from screening_policy.guard.siblings import siblings
from screening_policy.guard.social import social
from screening_policy.guard.social_told import told_handles
from screening_policy.guard.spelling import page_of
from screening_policy.guard.tails import tails
from screening_policy.guard.unexplained import unexplained
from screening_policy.readable import unreadable

KINDS = tuple(SHOWN)
EXPECTS: dict[str, frozenset[str]] = {
    "business_phone": frozenset({"phone"}),
    "business_address": frozenset({"address", "postal_code"}),
    "business_name": frozenset({"name"}),
}
"""What a question may declare, and the kinds that then pass unmasked."""

_RECOGNISERS: tuple[Recogniser, ...] = (
    labelled,
    passwords,
    told_passwords,
    cards,
    my_numbers,
    passports,
    ibans,
    postal_codes,
    ip_addresses,
    plates,
    emails,
    told_emails,
    social,
    told_handles,
    phones,
    addresses,
    birth_dates,
    names,
    neighbours,
    parts,
    unsure,
    unexplained,
)


@dataclass(frozen=True, slots=True)
class Masked:
    """One masked stretch: `span` counts code points of the answer as the member wrote it."""

    kind: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Guarded:
    """An answer after the guard. `held` says why it could not be read; then `masked` is empty."""

    masked: str
    findings: tuple[Masked, ...]
    held: str | None

    def to_json(self) -> dict[str, Any]:
        """The shape of the command line; a finding never repeats what was written."""
        found = [{"kind": one.kind, "span": list(one.span)} for one in self.findings]
        return {"masked": self.masked, "findings": found, "held": self.held}


def _always() -> bool:
    return True


def guard(text: str, expects: Collection[str] = (), in_time: Callable[[], bool] = _always) -> Guarded:
    """Masks what identifies a person or an account.

    expects: keys of EXPECTS; their kinds pass. `in_time` is asked between the steps; once it says no, the
    answer is held. Raises ValueError for an unknown expectation.
    """
    passing = frozenset[str]().union(*(_passing(one) for one in expects))
    held = unreadable(text)
    if held is not None:
        return Guarded("", (), held)
    page, hits = page_of(text), list[Hit]()
    for recognise in _RECOGNISERS:
        if not in_time():
            return Guarded("", (), "time_limit")
        hits += recognise(page)
    hits += (*siblings(page, hits), *tails(page, hits))
    found = [one for one in chosen(text, hits) if one.kind not in passing]
    return Guarded(masked(text, found), tuple(Masked(one.kind, (one.start, one.end)) for one in found), None)


def _passing(expected: str) -> frozenset[str]:
    if expected not in EXPECTS:
        raise ValueError(f"{expected!r} is none of {', '.join(EXPECTS)}")
    return EXPECTS[expected]
