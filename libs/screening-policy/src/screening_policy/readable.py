"""What cannot be read in a text: such an answer is held, such a question waits for a person."""

import re
import unicodedata

from screening_policy.alphabet import UNSEEN

LENGTH_MAX = 20_000
MARKS_MAX = 4
FOREIGN_MIN, FOREIGN_SHARE = 5, 0.2

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MARKS = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]{{{MARKS_MAX},}}"
)
_TAGS = re.compile("[\U000e0000-\U000e007f]")
_BEYOND = re.compile(r"[^\x00-\u024f\u1e00-\u1eff\u2000-\u2bff\u3000-\u30ff\u4e00-\u9fff\uff00-\uff9f]")
_UNKNOWN = frozenset(("Cs", "Co", "Cn"))
_READ = ("LATIN", "HIRAGANA", "KATAKANA", "CJK", "MATHEMATICAL", "FULLWIDTH", "HALFWIDTH KATAKANA")
_HIDDEN = frozenset(UNSEEN)


def unreadable(text: str) -> str | None:
    """Why an answer cannot be read, as a code; None when it can."""
    if len(text) > LENGTH_MAX:
        return "too_long"
    hidden = hides(text)
    if hidden or text.isascii():
        return hidden
    foreign = sum(
        char.isalpha() and char not in _HIDDEN and not _is_read(char) for char in _BEYOND.findall(text)
    )
    letters = sum(char.isalpha() for char in text)
    return "unread_script" if foreign >= FOREIGN_MIN and foreign > FOREIGN_SHARE * letters else None


def hides(text: str) -> str | None:
    """Which characters of the text hide what it says, as a code; None when none does."""
    if _BIDI.search(text) or _CONTROL.search(text) or _TAGS.search(text):
        return "control_characters"
    if _MARKS.search(text):
        return "stacked_marks"
    if not text.isascii() and ("\ufffd" in text or _has_unknown(text)):
        return "undecodable"
    return None


def _has_unknown(text: str) -> bool:
    return any(unicodedata.category(char) in _UNKNOWN for char in _BEYOND.findall(text))


def _is_read(char: str) -> bool:
    return unicodedata.name(char, "").startswith(_READ)
