"""Other numbers of the same form as one that is masked: an old and a new account, mine and my child's."""

import re
from collections.abc import Iterable, Iterator

from screening_policy.guard.hit import NEAR, NOT_A_UNIT, THIN, UNSURE, Hit, compiled, hit
from screening_policy.guard.spelling import Page

_LEAST = 6
_KINDS = frozenset(
    ("my_number", "passport", "licence", "bank_account", "card_number", "points_card", "employee_number")
)
_NUMBERS = compiled(
    rf"(?<![\d.,a-z])[a-z]{{0,2}}\d(?:{THIN}\d){{{_LEAST - 1},18}}(?!\d)(?![.,]\d){NOT_A_UNIT}"
)
_GROUPS = re.compile(r"\d+")


def siblings(page: Page, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Numbers in the same groups of digits as one that its words or its check digit gave away."""
    kinds = {
        _form(page.original[one.start : one.end]): one.kind
        for one in hits
        if one.kind in _KINDS and one.rank < UNSURE
    }
    if not any(sum(form) >= _LEAST for form in kinds):
        return
    for match in _NUMBERS.finditer(page.digits.folded):
        kind = kinds.get(_form(match[0]))
        if kind is not None:
            yield hit(kind, page.digits, match.span(), NEAR)


def _form(text: str) -> tuple[int, ...]:
    """The lengths of its groups of digits."""
    return tuple(len(group) for group in _GROUPS.findall(text))
