"""Whether a frame shows its cells as something to be worked on, rather than as words to the member."""

import re
from collections.abc import Sequence

from screening_policy import cues

_AT_END = re.compile(r"\{+([^{}]+)\}\W*$")
_IN_QUOTES = re.compile("[「『“\"'‘]\0[」』”\"'’]")


def works_on_cells(own_words: str) -> bool:
    """Whether a frame makes its cells something to work on; `own_words` are folded, without variables.

    It has to say so: where only a choice follows, or a label leads, a cell may still be the question itself.
    """
    return bool(
        cues.MATERIAL.search(own_words)
        or cues.WORKED_ON.search(own_words)
        or (cues.JUDGED.search(own_words) and not cues.ANSWERED.search(own_words))
    )


def shown_in(text: str, names: Sequence[str], works: bool) -> list[str]:
    """Which of the variables of a frame are quoted, or stand before what a frame that works on them says.

    A cell at the end, unquoted, goes on to speak after all that the frame says.
    """
    at_end = _AT_END.search(text)
    return [
        name
        for name in names
        if _IN_QUOTES.search(text.replace(f"{{{name}}}", "\0"))
        or (works and not (at_end and at_end[1] == name))
    ]
