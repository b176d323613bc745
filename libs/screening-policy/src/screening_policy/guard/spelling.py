"""The spellings in which recognisers read an answer, each with a map back to what the member wrote."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from screening_policy.alphabet import FOLD, UNSEEN
from screening_policy.guard.numerals import numerals
from screening_policy.guard.spaced import spaced
from screening_policy.reading import Edit, Reading

_STRANGE = re.compile(r"[^\x00-\x7f\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")
_MARKED = re.compile("(.)([\u3099\u309a])")
_DASH = re.compile("(?<=[A-Za-z0-9 ])[‐‑‒–—―−](?=[A-Za-z0-9 ])")
_WIDE_GAP = re.compile("(?<=[^ ]) {2,}(?=[^ ])")
_UNSEEN = frozenset(UNSEEN)


@dataclass(frozen=True, slots=True)
class Spelling:
    """`text` keeps case and kana, `folded` (of the same length) reads look-alikes and kana as one letter."""

    text: str
    folded: str
    reading: Reading

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the answer that were read as this stretch."""
        return self.reading.span(start, end)


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it is read: `words` in one width, `digits` with every numeral written in digits."""

    original: str
    words: Spelling
    digits: Spelling


def page_of(original: str) -> Page:
    """Reads an answer."""
    plain = Reading(original, original, None, None)
    plain = _edited(plain, _widths(plain.text))
    plain = _edited(
        plain, ((*m.span(), unicodedata.normalize("NFC", m[0])) for m in _MARKED.finditer(plain.text))
    )
    plain = _edited(plain, ((*m.span(), "-") for m in _DASH.finditer(plain.text)))
    for join in spaced():
        plain = _edited(plain, join(plain.text))
    plain = _edited(plain, ((*m.span(), " ") for m in _WIDE_GAP.finditer(plain.text)))
    words = _spelling(plain)
    digits = words
    for find in numerals():
        reading = _edited(digits.reading, find(digits.text, digits.folded))
        digits = digits if reading is digits.reading else _spelling(reading)
    return Page(original, words, digits)


def _spelling(reading: Reading) -> Spelling:
    return Spelling(reading.text, reading.text.translate(FOLD), reading)


def _widths(text: str) -> Iterable[Edit]:
    """Full and half width, circled and other digits as plain ones; what shows nothing is left out."""
    for match in _STRANGE.finditer(text):
        char = match[0]
        if char in _UNSEEN:
            yield (*match.span(), "")
            continue
        value = unicodedata.decimal(char, None)
        plain = str(value) if value is not None else unicodedata.normalize("NFKC", char)
        if plain != char:
            yield (*match.span(), plain)


def _edited(reading: Reading, edits: Iterable[Edit]) -> Reading:
    """The reading after these edits, which come in order and do not touch one another."""
    parts, starts, ends, at = list[str](), list[int](), list[int](), 0
    old_starts, old_ends = reading.starts, reading.ends
    for start, end, new in edits:
        if old_starts is None or old_ends is None:
            old_starts, old_ends = list(range(len(reading.text))), list(range(1, len(reading.text) + 1))
        parts += (reading.text[at:start], new)
        starts += old_starts[at:start] + [old_starts[start]] * len(new)
        ends += old_ends[at:start] + [old_ends[end - 1]] * len(new)
        at = end
    if old_starts is None or old_ends is None or not parts:
        return reading
    text = "".join(parts) + reading.text[at:]
    return Reading(reading.original, text, starts + old_starts[at:], ends + old_ends[at:])
