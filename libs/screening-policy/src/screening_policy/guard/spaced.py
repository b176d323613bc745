"""Letters written one by one (h a n a k o, 0-9-0-4, 田 中 花 子), read as the word they make."""

import re
from collections.abc import Callable, Iterable

from screening_policy.reading import Edit

_HAN = "[一-鿿々〇]"
_ALNUM = "[A-Za-z0-9]"
_ANY = "[A-Za-z0-9ぁ-んァ-ヶ一-鿿々〇]"
_SIGN = r"[@.,_+\-−ー:/#()$%&!]"
_WORD = r"[^\W_]"
_SPACES = tuple(
    re.compile(source)
    for source in (
        rf"(?<!{_ALNUM})(?:{_ALNUM}|[@#])(?:(?:[ ]{{1,2}}|[・/](?=\d ))(?:{_ALNUM}|{_SIGN})(?!{_ALNUM})){{3,"
        rf"}}",
        rf"(?<!{_WORD})(?<!(?<!{_ALNUM}){_ALNUM} )(?:{_ANY}|[@#〒])(?:[ ]{{1,2}}(?:{_ANY}"
        rf"|{_SIGN})(?!{_WORD})){{4,}}",
        r"[ぁ-ん](?:[ ]{1,2}[ぁ-ん](?= |です|でし|と|。|、|$)){3,}",
        rf"(?<!{_HAN}){_HAN}(?:[ ]{{1,2}}{_HAN}(?!{_HAN})){{2,}}",
    )
)
_PARTS = tuple(
    re.compile(source)
    for source in (
        rf"(?<!{_ALNUM})(?<!{_ALNUM}[\-・./_*,、|~\n]){_ALNUM}"
        rf"(?P<gap>[\-・./_*,、|~\n])(?:(?:{_ALNUM}|(?!(?P=gap))[@.:#+_\-])(?P=gap)){{4,}}{_ALNUM}(?!"
        rf"{_ALNUM})(?!(?P=gap){_ALNUM})",
        r"(?<![A-Za-z])[A-Za-z](?P<gap>[\-・._])(?:[A-Za-z](?P=gap)){3,}[A-Za-z](?![A-Za-z])",
        r"[ぁ-ん一-鿿](?P<gap>・)(?:[ぁ-ん一-鿿](?P=gap)){3,}[ぁ-ん一-鿿](?!・)",
        r"[ぁ-ん](?P<gap>[・\-.、])(?:[ぁ-ん](?P=gap)){3,}[ぁ-ん]",
        rf"(?<!{_HAN})(?<!{_HAN}[\-・./_*,、|~\n]){_HAN}"
        rf"(?P<gap>[\-・./_*,、|~\n])(?:{_HAN}(?P=gap)){{2,}}{_HAN}(?!{_HAN})",
    )
)


def spaced() -> tuple[Callable[[str], Iterable[Edit]], ...]:
    """The passes, in order; each says which gaps of a text to leave out."""
    return (*(_without_spaces(one) for one in _SPACES), *(_without_signs(one) for one in _PARTS))


def _without_spaces(pattern: re.Pattern[str]) -> Callable[[str], Iterable[Edit]]:
    """Leaves out the spaces; where most are single, a double one parts two words."""

    def find(text: str) -> Iterable[Edit]:
        for run in pattern.finditer(text):
            gaps = [gap.span() for gap in re.finditer(" +", run[0])]
            usual = min(end - start for start, end in gaps)
            for start, end in gaps:
                yield run.start() + start, run.start() + end, " " if end - start > usual else ""

    return find


def _without_signs(pattern: re.Pattern[str]) -> Callable[[str], Iterable[Edit]]:
    def find(text: str) -> Iterable[Edit]:
        for run in pattern.finditer(text):
            for at in range(run.start() + 1, run.end(), 2):
                yield at, at + 1, ""

    return find
