"""How rules write patterns, and what makes them fit for folded text."""

import re

from screening_policy.reading import fold

_GAP = r"[\s\-_./*'\"]{0,3}"
# `some word`: whole and parted by a real break, or a run of letters could be cut into words in n³ ways.
_BREAK, _WORD = r"[\s\-_./*'\"]{1,3}+", r"[^\W_]++"
_SPACE_OR_SET = re.compile(r"(?P<first> \\w\+)|(?P<last>\\w\+ )|(?P<space> )|\[[^\]]*\]")
_FIT = {"first": _BREAK + _WORD, "last": _WORD + _BREAK, "space": _GAP}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def folded(source: str) -> str:
    """A pattern whose letters beyond ASCII are folded as texts are."""
    return _NOT_ASCII.sub(
        lambda m: f if len(f := fold(m[0])) == 1 and not f.isascii() else re.escape(f), source
    )


def pattern(source: str) -> str:
    r"""A pattern as rules write it, made fit for folded text.

    A space stands for any small gap or none; beside `\w+` (any one word) for a gap that is there.
    """
    return _SPACE_OR_SET.sub(lambda m: _FIT[m.lastgroup] if m.lastgroup else m[0], folded(source))


def compiled(source: str) -> re.Pattern[str]:
    """`pattern`, compiled."""
    return re.compile(pattern(source))


def word(source: str) -> str:
    """An English pattern that begins and ends with a word."""
    return rf"(?<![a-z0-9])(?:{source})(?![a-z0-9])"
