"""Numerals as digits: kanji, words in English and kana, and letters that stand for a digit."""

import re
from collections.abc import Callable, Iterable

from screening_policy.patterns import folded as fold
from screening_policy.reading import Edit

Finder = Callable[[str, str], Iterable[Edit]]

_KANJI = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_KANJI_RUN = re.compile("[〇零一二三四五六七八九十百千]+")
_AFTER_ONE = frozenset("年月日丁番号条桁のノ・、，,.:-ー−–~()（） \n時分円歳")
_BEFORE_ONE = frozenset("のノ・-ー−–~( 年月第.:日")
_HYPHEN = re.compile("(?<=[0-9])一(?=[0-9])")

_ENGLISH_LIST = "zero one two three four five six seven eight nine"
_ENGLISH = {word: str(n) for n, word in enumerate(_ENGLISH_LIST.split())}
_ENGLISH |= {"oh": "0", "o": "0", "nought": "0"}
_ENGLISH_WORD = "|".join(_ENGLISH)
_ENGLISH_RUN = re.compile(
    rf"(?<![a-z0-9])(?:(?:double|triple) )?(?:{_ENGLISH_WORD})"
    rf"(?:[ ,.\-]{{1,3}}+(?:(?:double|triple) )?(?:{_ENGLISH_WORD})(?![a-z0-9])){{2,40}}"
)
_ENGLISH_TOKEN = re.compile(rf"(?:(double|triple) )?({_ENGLISH_WORD})(?![a-z0-9])")

_TIMES = {"double": 2, "triple": 3}

_KANA = [
    ("ゼロ レイ レー マル", "0"),
    ("イチ イー ワン", "1"),
    ("ニー ニイ ツー ニ", "2"),
    ("サン", "3"),
    ("ヨン ヨー シー", "4"),
    ("ゴー ゴオ ゴ", "5"),
    ("ロク ロー", "6"),
    ("ナナ シチ", "7"),
    ("ハチ", "8"),
    ("キュウ キュー クー ク", "9"),
]
_KANA_DIGITS = {fold(word): digit for words, digit in _KANA for word in words.split()}
_KANA_WORD = "|".join(sorted(_KANA_DIGITS, key=len, reverse=True))
_KANA_RUN = re.compile(rf"(?:{_KANA_WORD})(?:[ 、,・の\-]{{0,3}}+(?:{_KANA_WORD})){{3,40}}+")
_KANA_TOKEN = re.compile(_KANA_WORD)

_LETTERS = re.compile(r"(?<![a-z0-9])[0-9ol][0-9ol() .\-ー−–]{8,22}(?![a-z0-9])")
_LETTER = {"o": "0", "l": "1"}
_DIGITS_AT_LEAST = 7


def numerals() -> tuple[Finder, ...]:
    """The passes, in order; each takes a text and its folded spelling and says what to write in digits."""
    return (_kanji, _hyphens, _english, _kana, _letters)


def _kanji(text: str, _: str) -> Iterable[Edit]:
    for match in _KANJI_RUN.finditer(text):
        run, (start, end) = match[0], match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if len(run) == 1:
            beside = after in _AFTER_ONE or after.isdecimal() or before in _BEFORE_ONE or before.isdecimal()
            between = before.isdecimal() and after.isdecimal() and run == "一"
            if run in _UNITS or not beside or between or not (before or after):
                if run in _UNITS and after in "年月日丁番号" and after:
                    yield start, end, str(_UNITS[run])
                continue
            yield start, end, _KANJI[run]
        elif not _UNITS.keys() & set(run):
            yield start, end, "".join(_KANJI[char] for char in run)
        elif set(run) & _KANJI.keys() or run[0] == "十":
            yield start, end, str(_value(run))


def _value(run: str) -> int:
    """六十三 → 63."""
    total, digit = 0, 0
    for char in run:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = digit * 10 + int(_KANJI[char])
    return total + digit


def _hyphens(text: str, _: str) -> Iterable[Edit]:
    return ((*match.span(), "-") for match in _HYPHEN.finditer(text))


def _english(_: str, folded: str) -> Iterable[Edit]:
    for run in _ENGLISH_RUN.finditer(folded):
        tokens = _ENGLISH_TOKEN.finditer(folded, *run.span())
        yield (*run.span(), "".join(_ENGLISH[one[2]] * _TIMES.get(one[1], 1) for one in tokens))


def _kana(_: str, folded: str) -> Iterable[Edit]:
    for run in _KANA_RUN.finditer(folded):
        yield (*run.span(), "".join(_KANA_DIGITS[word] for word in _KANA_TOKEN.findall(run[0])))


def _letters(_: str, folded: str) -> Iterable[Edit]:
    """O and l inside what is otherwise a number."""
    for run in _LETTERS.finditer(folded):
        if sum(char.isdecimal() for char in run[0]) >= _DIGITS_AT_LEAST:
            for at, char in enumerate(run[0], run.start()):
                if char in _LETTER:
                    yield at, at + 1, _LETTER[char]
