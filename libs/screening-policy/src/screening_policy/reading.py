"""How a text is read: folded into one plain spelling, with a map back to what the client wrote."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from screening_policy import dialects
from screening_policy.alphabet import FOLD, UNSEEN, WIDE
from screening_policy.kana import romaji, words_for_sounds
from screening_policy.misspelt import loan_words
from screening_policy.mixed import half_written
from screening_policy.words import KEYWORDS, plain_word

Edit = tuple[int, int, str]
SHORT = 200
"""Code points of a text that is likely to come again."""

_JA = "々〇ぁ-ゖー一-鿿"
_UNSEEN = frozenset(UNSEEN)
_NOISE = re.compile(f"[{UNSEEN}]")
_MARKED = re.compile("(.)([\u3099\u309a])")
_WIDE = re.compile("[" + re.escape("".join(WIDE)) + "]")
_SPELLED = re.compile(r"(?<![^\W_])[^\W\d_](?:[\W_]{1,3}[^\W\d_](?![^\W_])){2,}")
_SPELLED_JA = re.compile(f"[{_JA}](?:[\\W_]{{1,4}}[{_JA}]){{2,}}")
_CUT = re.compile(r"[a-z0-9@$]{1,12}(?:-[a-z0-9@$]{1,12}){1,3}")
_SEPARATOR = re.compile(r"[\W_]+")
_WORD = re.compile(r"[a-z0-9@$|+](?:[a-z0-9@$|+!]*[a-z0-9@$|+])?")
_LONG = re.compile("(?<=[ぁ-ゖ])[-‐‑–—―−一](?=[ぁ-ゖ]|$)")
_EMOJI = "♩-♯♡♥❤☀-☄☺☻✨✿❀🌀-🫿"
_LEET_INSIDE = re.compile(
    "[a-z][0134578@$]{1,4}[a-z]|(?<![a-z0-9@$])[0134578@$]{1,4}[a-z]{2,}(?<!st)(?<!nd)(?<!rd)(?<!th)"
)
_LEET = re.compile(
    "(?<![a-z0-9@$])(?=[0-9@$]{0,9}[a-z])(?=[a-z]{0,19}[0134578@$])[a-z0134578@$]{2,24}(?![a-z0-9@$])"
)
_ORDINAL = re.compile("[0-9]+(?:st|nd|rd|th|[a-z])|[a-z][0-9]")
_LEET_LETTERS = str.maketrans("0134578@$", "oieastbas")
_LOOSE = re.compile(
    f"(?<=[{_JA}])(?:[ \t]*[{_EMOJI}][ \t{_EMOJI}]*"
    f"|[#'](?=[{_JA}])|[ \t☆★◇◆○●■□*_~^+=|.…\\-]+(?=[{_JA}]))|(?<=[ \t])[ \t]+"
)
_NUMERALS = re.compile(
    "[〇零一二三四五六七八九十百]{1,8}(?=[桁けつ個分問円点文歳才年月日割人回枚番代名倍度])"
    "|[〇零一二三四五六七八九]{2,}"
)
_PARTICLE = re.compile(f"(?<=[{_JA}]) ?(wo|o|ha|wa|no|ga|to|mo|ka)(?= ?[{_JA}])")
_PARTICLES = {
    "wo": "を",
    "o": "を",
    "ha": "は",
    "wa": "は",
    "no": "の",
    "ga": "が",
    "to": "と",
    "mo": "も",
    "ka": "か",
}
_PLACES_WORD = re.compile("(?<=[0-9])けた")
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_PLACES = {"十": 10, "百": 100}


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is the folded spelling of `original`; `span` leads from the one back to the other."""

    original: str
    text: str
    starts: list[int] | None
    ends: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of `original` that were read as `text[start:end]`; of nothing, where it stands."""
        if self.starts is None or self.ends is None:
            return start, end
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else len(self.original)
            return at, at
        return self.starts[start], self.ends[end - 1]


class _Draft:
    """A text while it is being folded, each character with the place it came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] | None = None
        self.ends: list[int] | None = None

    def apply(self, edits: Iterable[Edit]) -> None:
        edits = tuple(edits)
        if not edits:
            return
        text, parts, at = self.text, list[str](), 0
        starts, ends = list[int](), list[int]()
        if self.starts is None or self.ends is None:
            self.starts, self.ends = list(range(len(text))), list(range(1, len(text) + 1))
        for start, end, new in edits:
            parts += (text[at:start], new)
            starts += self.starts[at:start]
            ends += self.ends[at:start]
            if len(new) == end - start:
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            else:
                starts += [self.starts[start]] * len(new)
                ends += [self.ends[end - 1]] * len(new)
            at = end
        self.starts, self.ends = starts + self.starts[at:], ends + self.ends[at:]
        self.text = "".join(parts) + text[at:]


def read(original: str) -> Reading:
    """A text as rules see it; short ones, which come again and again, are read once."""
    return _read_once(original) if len(original) <= SHORT else _read(original)


def _read(original: str) -> Reading:
    """Fold width, case, kana, look-alike letters, spelled-out and misspelt words, romaji and numerals."""
    if original.isascii():
        draft = _Draft(original.lower())
    else:
        draft = _Draft(original)
        draft.apply(loan_words(original))
        draft.text = draft.text.translate(FOLD)
        draft.apply((*m.span(), unicodedata.normalize("NFC", m[0])) for m in _MARKED.finditer(draft.text))
        if not _UNSEEN.isdisjoint(draft.text):
            draft.apply((*m.span(), "") for m in _NOISE.finditer(draft.text))
        if not WIDE.keys().isdisjoint(draft.text):
            draft.apply((*m.span(), WIDE[m[0]]) for m in _WIDE.finditer(draft.text))
    if not draft.text.isascii():
        draft.apply(_spelled_out(draft.text, _SPELLED_JA))
    draft.apply(_spelled_out(draft.text))
    draft.apply(_leet(draft.text))
    draft.apply(romaji(draft.text))
    draft.apply(_cut(draft.text))
    draft.apply(_words(draft.text))
    if not draft.text.isascii():
        draft.apply((*m.span(1), _PARTICLES[m[1]]) for m in _PARTICLE.finditer(draft.text))
        draft.apply((*m.span(), "ー") for m in _LONG.finditer(draft.text))
        draft.apply((*m.span(), _digits(m[0])) for m in _NUMERALS.finditer(draft.text))
        draft.apply((*m.span(), "桁") for m in _PLACES_WORD.finditer(draft.text))
    draft.apply((*m.span(), "") for m in _LOOSE.finditer(draft.text))
    if not draft.text.isascii():
        for standard in (dialects.objects, dialects.words, dialects.questions):
            draft.apply(standard(draft.text))
        draft.apply(words_for_sounds(draft.text))
        draft.apply(half_written(draft.text))
    return Reading(original, draft.text, draft.starts, draft.ends)


def _digits(numeral: str) -> str:
    """A kanji numeral in digits: place by place (三五〇) or with tens and hundreds (十九)."""
    if not any(place in numeral for place in _PLACES):
        return numeral.translate(_DIGITS)
    whole, digit = 0, 0
    for char in numeral:
        if char in _PLACES:
            whole, digit = whole + (digit or 1) * _PLACES[char], 0
        else:
            digit = int(char.translate(_DIGITS))
    return str(whole + digit)


def _spelled_out(text: str, spelled: re.Pattern[str] = _SPELLED) -> Iterable[Edit]:
    for run in spelled.finditer(text):
        gaps = [gap.span() for gap in _SEPARATOR.finditer(text, *run.span())]
        usual = min(end - start for start, end in gaps)
        for start, end in gaps:
            parts_words = usual == 1 and end - start > 1 and text[start:end].isspace()
            yield (start, end, " " if parts_words else "")


_read_once = lru_cache(maxsize=8192)(_read)


def _leet(text: str) -> Iterable[Edit]:
    """Words with digits for letters, in a text that is full of them."""
    signs = len(_LEET_INSIDE.findall(text))
    if signs < 2:
        return
    for match in _LEET.finditer(text):
        word = match[0].translate(_LEET_LETTERS)
        if signs < 3 and len(word) < 3 and word not in ("ip", "id") and _ORDINAL.fullmatch(match[0]):
            continue
        yield (*match.span(), word)


def _cut(text: str) -> Iterable[Edit]:
    """Words that rules look for, cut by hyphens where nobody would."""
    for match in _CUT.finditer(text):
        whole = plain_word(match[0].replace("-", ""))
        if whole in KEYWORDS:
            yield (*match.span(), whole)


def _words(text: str) -> Iterable[Edit]:
    for match in _WORD.finditer(text):
        word = match[0]
        if match.start() and text[match.start() - 1] == "{":  # the name of a variable
            continue
        new = plain_word(word)
        if new != word:
            yield (*match.span(), new)


def fold(text: str) -> str:
    """The character folding alone, for texts of our own such as patterns."""
    return text.translate(FOLD)
