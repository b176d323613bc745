"""What the guard cannot read: such an answer is held, never passed."""

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
    """Why the text cannot be read, as a code; None when it can."""
    if len(text) > LENGTH_MAX:
        return "too_long"
    if _BIDI.search(text) or _CONTROL.search(text) or _TAGS.search(text):
        return "control_characters"
    if _MARKS.search(text):
        return "stacked_marks"
    if text.isascii():
        return None
    if "\ufffd" in text:
        return "undecodable"
    strange = _BEYOND.findall(text)
    if any(unicodedata.category(char) in _UNKNOWN for char in strange):
        return "undecodable"
    foreign = sum(char.isalpha() and char not in _HIDDEN and not _is_read(char) for char in strange)
    letters = sum(char.isalpha() for char in text)
    return "unread_script" if foreign >= FOREIGN_MIN and foreign > FOREIGN_SHARE * letters else None


def _is_read(char: str) -> bool:
    return unicodedata.name(char, "").startswith(_READ)
