"""Numerals as digits: kanji, words in English and kana, and letters that stand for a digit."""

import re
from collections.abc import Callable, Iterable

from screening_policy.guard.romaji import labels
from screening_policy.guard.said import PASSES
from screening_policy.guard.spoken import arrows, hundreds, places, plus, romaji_numbers, signs, tens
from screening_policy.reading import Edit

Finder = Callable[[str, str], Iterable[Edit]]

_KANJI = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000}
_KANJI_RUN = re.compile("[〇零一二三四五六七八九十百千]+")
_AFTER_ONE = frozenset("年月日丁番号条桁のノ・、，,.:-ー−–~()（） \n時分円歳")
_BEFORE_ONE = frozenset("のノ・-ー−–~( 年月第.:日地")
_LINKS = frozenset("のノ")
_A_WORD = re.compile("(?![年月日丁番号条])[一-鿿]")
_AFTER_LINK = re.compile("[0-9〇零一二三四五六七八九十]")
_CIRCLE = re.compile(
    "[○◯](?=[○◯ 　のー\\-・]{0,4}[0-9〇零一二三四五六七八九])|(?<=[0-9〇零一二三四五六七八九])[○◯]"
)
_HYPHEN = re.compile("(?<=[0-9])一(?=[0-9])")

_ENGLISH_LIST = "zero one two three four five six seven eight nine"
_ENGLISH = {word: str(n) for n, word in enumerate(_ENGLISH_LIST.split())}
_ENGLISH |= {"oh": "0", "o": "0", "nought": "0", "naught": "0", "nil": "0"}
_ENGLISH_WORD = "|".join(_ENGLISH)
_TEENS = {
    word: str(n)
    for n, word in enumerate(
        [
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        10,
    )
}
_TENS = {
    word: str(n)
    for n, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_ENGLISH_PAIRS = (
    _TEENS | {word: f"{tens}0" for word, tens in _TENS.items()} | {"hundred": "00", "thousand": "000"}
)
_TENS_AND_ONE = rf"(?:{'|'.join(_TENS)})[ \-](?:{_ENGLISH_WORD})"
_ENGLISH_UNIT = rf"(?:(?:double|triple) )?(?:{_TENS_AND_ONE}|{_ENGLISH_WORD}|{'|'.join(_ENGLISH_PAIRS)})"
_ENGLISH_RUN = re.compile(
    rf"(?<![a-z0-9]){_ENGLISH_UNIT}(?![a-z])(?:(?:[ ,.\-]|(?<= )(?:dash|hyphen"
    rf"|space|(?:and )?then)(?= )){{1,4}}+{_ENGLISH_UNIT}(?![a-z0-9])){{2,40}}"
)
_ENGLISH_BESIDE = re.compile(
    rf"(?<![a-z0-9])(?:{_ENGLISH_WORD})(?: (?:{_ENGLISH_WORD}))?(?= (?:dot|point) )"
    rf"|(?<= dot )(?:{_ENGLISH_WORD})(?: (?:{_ENGLISH_WORD}))?(?![a-z0-9])"
    rf"|(?<=\d[ ,\-])(?:{_ENGLISH_WORD})(?: (?:{_ENGLISH_WORD}))?(?![a-z0-9])"
    rf"|(?<=\d, )(?:{_ENGLISH_WORD}|{'|'.join(_ENGLISH_PAIRS)})(?:, (?:{_ENGLISH_WORD}"
    rf"|{'|'.join(_ENGLISH_PAIRS)}))?(?= is|[.,]|$)"
)
_ENGLISH_TOKEN = re.compile(
    rf"(?:(double|triple) )?({_TENS_AND_ONE}|{_ENGLISH_WORD}|{'|'.join(_ENGLISH_PAIRS)})(?![a-z0-9])"
)

_PART = (
    rf"(?:(?:one|two|a) hundred (?:and )?|(?:one|two) "
    rf"|hundred (?:and )?)?(?:(?:{'|'.join(_TENS)})(?:[ \-](?:{_ENGLISH_WORD})"
    rf")?|{'|'.join(_TEENS)})"
    rf"|(?:one|two|a) hundred(?: (?:and )?(?:{_ENGLISH_WORD}))?"
    rf"|(?:{_ENGLISH_WORD})(?: (?:{_ENGLISH_WORD})){{0,2}}|\d{{1,3}}"
)
_DOTTED = re.compile(rf"(?<![a-z0-9])(?:{_PART})(?: (?:dot|point) (?:{_PART})){{3}}(?![a-z0-9])")
_PHONETIC_LIST = (
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november"
    " oscar papa quebec romeo sierra tango uniform victor whiskey xray x-ray yankee zulu"
)
_PHONETIC = {word: word[0].upper() for word in _PHONETIC_LIST.split()}
_SAID_PAIRS = _TEENS | {word: f"{tens}0" for word, tens in _TENS.items()}
_SPELT_WORD = (
    rf"(?:(?:double |triple )?(?:{'|'.join(_PHONETIC)}|{_ENGLISH_WORD}|{'|'.join(_SAID_PAIRS)}|\d)"
    rf"|[a-z](?= (?:[a-z] ){{0,4}}(?:"
    rf"{_ENGLISH_WORD}))|(?<= )[a-z](?=[ .,]|$))(?![a-z])"
)
_SPELT = re.compile(rf"(?<![a-z0-9]){_SPELT_WORD}(?:[ ,.\-]{{0,2}}{_SPELT_WORD}){{3,40}}+")
_SPELT_TOKEN = re.compile(
    rf"(double |triple |)({'|'.join(_PHONETIC)}|{'|'.join(_SAID_PAIRS)}|{_ENGLISH_WORD}|\d|[a-z](?![a-z]))"
)
_TIMES = {"double": 2, "triple": 3}

_LETTERS = re.compile(r"(?<![a-z0-9])[0-9oli|][0-9oli|() .\-ー−–]{8,22}(?![a-z0-9])")
_LETTER = {"o": "0", "l": "1", "i": "1", "|": "1"}
_DIGITS_AT_LEAST = 7


def numerals() -> tuple[Finder, ...]:
    """The passes, in order; each takes a text and its folded spelling and says what to write in digits."""
    before = (romaji_numbers, labels, _zeros, _kanji, _hyphens, _phonetic, _dotted, hundreds, _english, tens)
    return (*before, _beside, *PASSES, signs, plus, arrows, places, _letters)


def _kanji(text: str, _: str) -> Iterable[Edit]:
    for match in _KANJI_RUN.finditer(text):
        run, (start, end) = match[0], match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if len(run) == 1:
            if after == "日" and text[end + 1 : end + 2] in ("市", "町"):
                continue  # 四日市
            beside = after in _AFTER_ONE or after.isdecimal() or before in _BEFORE_ONE or before.isdecimal()
            beside = beside or (run in "零〇" and "点" in (before, after))
            beside = beside or (before == "点" and _AFTER_LINK.match(text, start - 2) is not None)
            if before == " " and _A_WORD.match(text, end):
                continue  # 市川市 八幡
            between = before.isdecimal() and after.isdecimal() and run == "一"
            linked = before.isdecimal() or (before in _LINKS and _AFTER_LINK.match(text, start - 2))
            if after in _LINKS and after and not _AFTER_LINK.match(text, end + 1) and not linked:
                continue  # 三の丸 is a place
            if run in _UNITS or not beside or between or not (before or after):
                if run in _UNITS and after and (after in "年月日丁番号" or before == after in "点、"):
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
        yield (*run.span(), _said(run[0]))


def _dotted(_: str, folded: str) -> Iterable[Edit]:
    """Four numbers with dots between them, each below 256."""
    for run in _DOTTED.finditer(folded):
        yield (*run.span(), ".".join(_up_to_255(part) for part in re.split(" (?:dot|point) ", run[0])))


def _up_to_255(words: str) -> str:
    """ "one ninety-two" and "one nine two" as 192."""
    said = words.replace("-", " ").replace(" and ", " ").split()
    tens = next((word for word in said if word in _TENS), None)
    if "hundred" in said or tens or said[-1] in _TEENS:
        said = ["one", *said[said[0] == "a" :]] if said[0] in ("a", "hundred") else said
        hundreds = _ENGLISH.get(said[0], "") if said[0] in ("one", "two") and len(said) > 1 else ""
        last = _TEENS.get(said[-1]) or (_TENS[tens] if tens else "0") + (_ENGLISH.get(said[-1], "0"))
        return hundreds + last
    return "".join(_ENGLISH.get(word, word) for word in said)


def _beside(_: str, folded: str) -> Iterable[Edit]:
    """One or two digits said beside a dot, or after other digits."""
    for run in _ENGLISH_BESIDE.finditer(folded):
        yield (*run.span(), ", ".join(_said(part) for part in run[0].split(", ")))


def _said(words: str) -> str:
    return "".join(_digits_of(one[2]) * _TIMES.get(one[1], 1) for one in _ENGLISH_TOKEN.finditer(words))


def _phonetic(_: str, folded: str) -> Iterable[Edit]:
    """Letters said in words, among digits: tango romeo four four one."""
    for run in _SPELT.finditer(folded):
        tokens = _SPELT_TOKEN.findall(run[0])
        if (
            0
            < sum(token in _PHONETIC or (len(token) == 1 and token.isalpha()) for _, token in tokens)
            < len(tokens)
        ):
            known = _PHONETIC | _ENGLISH | _SAID_PAIRS
            yield (
                *run.span(),
                "".join(known.get(token, token) * _TIMES.get(times.strip(), 1) for times, token in tokens),
            )


def _digits_of(word: str) -> str:
    """ "four" as 4, "twelve" as 12, "forty-two" as 42."""
    known = _ENGLISH | _ENGLISH_PAIRS
    if word in known:
        return known[word]
    tens, one = re.split("[ -]", word)
    return _TENS[tens] + _ENGLISH[one]


def _zeros(text: str, _: str) -> Iterable[Edit]:
    """Circles that stand for zero inside a number."""
    return ((*match.span(), "0") for match in _CIRCLE.finditer(text))


def _letters(_: str, folded: str) -> Iterable[Edit]:
    """O and l inside what is otherwise a number."""
    for run in _LETTERS.finditer(folded):
        if sum(char.isdecimal() for char in run[0]) >= _DIGITS_AT_LEAST:
            for at, char in enumerate(run[0], run.start()):
                if char in _LETTER:
                    yield at, at + 1, _LETTER[char]
