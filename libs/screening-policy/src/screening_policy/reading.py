"""How a text is read: folded into one plain spelling, with a map back to what the client wrote."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from screening_policy.alphabet import FOLD, UNSEEN, WIDE
from screening_policy.words import KEYWORDS, plain_word

Edit = tuple[int, int, str]

_JA = "々〇ぁ-ゖー一-鿿"
_NOISE = re.compile(f"[{UNSEEN}]")
_MARKED = re.compile("(.)([\u3099\u309a])")
_WIDE = re.compile("[" + re.escape("".join(WIDE)) + "]")
_SPELLED = re.compile(r"(?<![^\W_])[^\W\d_](?:[\W_]{1,3}[^\W\d_](?![^\W_])){2,}")
_SPELLED_JA = re.compile(f"[{_JA}](?:[\\W_]{{1,3}}[{_JA}]){{2,}}")
_CUT = re.compile(r"[a-z0-9@$]{1,12}(?:-[a-z0-9@$]{1,12}){1,3}")
_SEPARATOR = re.compile(r"[\W_]+")
_WORD = re.compile(r"[a-z0-9@$|+](?:[a-z0-9@$|+!]*[a-z0-9@$|+])?")
_LONG = re.compile("(?<=[ぁ-ゖ])[-‐‑–—―−一](?=[ぁ-ゖ]|$)")
_EMOJI = "♩-♯♡♥❤☀-☄☺☻✨✿❀🌀-🫿"
_LOOSE = re.compile(
    f"(?<=[{_JA}])(?:[ \t]*[{_EMOJI}][ \t{_EMOJI}]*"
    f"|[#'](?=[{_JA}])|[ \t☆★◇◆○●■□*_~^+=|.…\\-]+(?=[{_JA}]))|(?<=[ \t])[ \t]+"
)
_NUMERALS = re.compile(
    "[〇一二三四五六七八九]{2,}|[一二三四五六七八九](?=[桁けつ個分問円点文歳才年月日割人])"
    "|十(?=[桁け分円点歳才])"
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
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")


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
        text, parts, at = self.text, list[str](), 0
        starts, ends = list[int](), list[int]()
        for start, end, new in edits:
            if self.starts is None or self.ends is None:
                self.starts, self.ends = list(range(len(text))), list(range(1, len(text) + 1))
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
        if self.starts is not None and self.ends is not None and parts:
            self.starts, self.ends = starts + self.starts[at:], ends + self.ends[at:]
            self.text = "".join(parts) + text[at:]


def read(original: str) -> Reading:
    """Fold width, case, kana, look-alike letters, spelled-out and misspelt words, romaji and numerals."""
    if original.isascii():
        draft = _Draft(original.lower())
    else:
        draft = _Draft(original.translate(FOLD))
        draft.apply((*m.span(), unicodedata.normalize("NFC", m[0])) for m in _MARKED.finditer(draft.text))
        draft.apply((*m.span(), "") for m in _NOISE.finditer(draft.text))
        draft.apply((*m.span(), WIDE[m[0]]) for m in _WIDE.finditer(draft.text))
    if not draft.text.isascii():
        draft.apply(_spelled_out(draft.text, _SPELLED_JA))
    draft.apply(_spelled_out(draft.text))
    draft.apply(_cut(draft.text))
    draft.apply(_words(draft.text))
    if not draft.text.isascii():
        draft.apply((*m.span(1), _PARTICLES[m[1]]) for m in _PARTICLE.finditer(draft.text))
        draft.apply((*m.span(), "ー") for m in _LONG.finditer(draft.text))
        draft.apply(
            (*m.span(), m[0].translate(_DIGITS).replace("十", "10")) for m in _NUMERALS.finditer(draft.text)
        )
    draft.apply((*m.span(), "") for m in _LOOSE.finditer(draft.text))
    return Reading(original, draft.text, draft.starts, draft.ends)


def _spelled_out(text: str, spelled: re.Pattern[str] = _SPELLED) -> Iterable[Edit]:
    for run in spelled.finditer(text):
        for gap in _SEPARATOR.finditer(text, *run.span()):
            yield (*gap.span(), "")


def _cut(text: str) -> Iterable[Edit]:
    """Words that rules look for, cut by hyphens where nobody would."""
    for match in _CUT.finditer(text):
        whole = plain_word(match[0].replace("-", ""))
        if whole in KEYWORDS:
            yield (*match.span(), whole)


def _words(text: str) -> Iterable[Edit]:
    for match in _WORD.finditer(text):
        word = match[0]
        new = plain_word(word)
        if new != word:
            yield (*match.span(), new)


def fold(text: str) -> str:
    """The character folding alone, for texts of our own such as patterns."""
    return text.translate(FOLD)
