"""How rules write patterns, and what makes them fit for folded text."""

import re

from screening_policy.reading import fold

_GAP = r"[\s\-_./*'\"]{0,3}"
_SPACE_OR_SET = re.compile(r" |\[[^\]]*\]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def folded(source: str) -> str:
    """A pattern whose letters beyond ASCII are folded as texts are."""
    return _NOT_ASCII.sub(
        lambda m: f if len(f := fold(m[0])) == 1 and not f.isascii() else re.escape(f), source
    )


def pattern(source: str) -> str:
    """A pattern as rules write it, made fit for folded text: a space stands for any small gap or none."""
    return _SPACE_OR_SET.sub(lambda m: _GAP if m[0] == " " else m[0], folded(source))


def compiled(source: str) -> re.Pattern[str]:
    """`pattern`, compiled."""
    return re.compile(pattern(source))


def word(source: str) -> str:
    """An English pattern that begins and ends with a word."""
    return rf"(?<![a-z0-9])(?:{source})(?![a-z0-9])"
