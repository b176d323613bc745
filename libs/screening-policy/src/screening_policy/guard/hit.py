"""What a recogniser finds, and the pieces of patterns that several recognisers share."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from screening_policy.guard.spelling import Page, Spelling
from screening_policy.patterns import folded

LABELLED, CHECKED, SHAPED, NEAR, UNSURE = range(5)
"""How sure a hit is: named by a word beside it, proven by its check digit, by its shape, by what is near,
or merely a number that nothing else explains."""

HAN = "[一-鿿々〆ヶ]"
GAP = r"(?:[^\w]|[_のーノ]){0,5}+"
THIN = r"(?:[\s\-‐‑‒–—―−ー~〜.;・/_*|の、と]{0,3}+|, |,(?=\d{4}(?!\d)))"
LINK = (
    r"(?:\s|番号|ばんごう|ナンバー|コード|no\.?(?:(?![a-z])|(?=[a-z]{1,2}\d))|number|num(?![a-z])|code"
    r"|いま|今|の|は|が|に|、|,|:"
    r"|;|=|→|⇒"
    r"|「|\"|'s(?![a-z])|'|\(|#|-|\.|is(?![a-z])|was(?![a-z])|says(?![a-z])|card|カード){0,8}+"
)
NOT_A_UNIT = (
    r"(?!\s?(?:桁|けた|円|年|人|個|%|歳|才|時|分|秒|回|枚|文字|点|度|日|週|か月|カ月|ヶ月|社|件|冊|本|倍"
    r"|km|mb|gb"
    r"|digits?|points?|characters?|times|years?|yen|dollars?|days?|hours?|minutes?|months?|people"
    r"|weeks?)(?![a-z]))"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of the answer, in its own code points."""

    kind: str
    start: int
    end: int
    rank: int


Recogniser = Callable[[Page], Iterable[Hit]]


def compiled(source: str) -> re.Pattern[str]:
    """A pattern for the folded spelling."""
    return re.compile(folded(source))


def number(least: int, most: int) -> str:
    """So many digits, with small gaps between them."""
    return rf"\d(?:{THIN}\d){{{least - 1},{most - 1}}}(?!\d)"


def hit(kind: str, spelling: Spelling, span: tuple[int, int], rank: int) -> Hit:
    """The hit at a stretch of a spelling."""
    return Hit(kind, *spelling.span(*span), rank)


def digits_in(text: str) -> str:
    """The digits alone."""
    return "".join(char for char in text if char.isdecimal())
