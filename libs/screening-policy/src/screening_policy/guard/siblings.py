"""Numbers of the form of one that is masked (an old and a new account), and dates beside a birth."""

import re
from collections.abc import Iterable, Iterator

from screening_policy.guard.hit import NEAR, NOT_A_UNIT, THIN, UNSURE, Hit, compiled, hit
from screening_policy.guard.spelling import Page

_LEAST = 5
_KINDS = frozenset(
    ("my_number", "passport", "licence", "bank_account", "card_number", "points_card", "employee_number")
)
_NUMBERS = compiled(
    rf"(?<![\d.,a-z])[a-z]{{0,2}}\d(?:{THIN}\d){{{_LEAST - 1},18}}(?!\d)(?![.,]\d){NOT_A_UNIT}"
)
_GROUPS = re.compile(r"\d+")


_DATES = compiled(
    r"(?<!\d)(?:1[89]|20)\d\d(?:年|[./\-])\d{1,2}(?:月|[./\-])\d{1,2}日?(?!\d)"
    r"|(?:昭和|平成|令和|大正)(?:元|\d{1,2})年\d{1,2}月\d{1,2}日"
)
_CLOSE = 16


def siblings(page: Page, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Numbers in the same groups of digits as one that its words or its check digit gave away."""
    yield from _dates(page, hits)
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


def _dates(page: Page, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Dates close to one of a birth: mine 1975.11.8, my wife's 1978.2.14."""
    born = [one for one in hits if one.kind == "birth_date"]
    if not born:
        return
    for match in _DATES.finditer(page.digits.folded):
        date = hit("birth_date", page.digits, match.span(), NEAR)
        if any(date.start - one.end < _CLOSE and one.start - date.end < _CLOSE for one in born):
            yield date


def _form(text: str) -> tuple[int, ...]:
    """The lengths of its groups of digits."""
    return tuple(len(group) for group in _GROUPS.findall(text))
