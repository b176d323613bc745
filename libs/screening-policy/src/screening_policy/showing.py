"""Whether a frame shows its cells as something to be worked on, rather than as words to the member."""

import re
from collections.abc import Sequence

from screening_policy import cues
from screening_policy.frames import says_nothing
from screening_policy.scene import Place

# Labels that lead a question or a remark, not something to be worked on.
_LEADS = (
    "(?i:question|q[0-9]|item|field|topic|ask|remark|note|memo|hint|comment)|質問|設問|問い?[:：0-9]|項目|お題|テーマ|本日|今日"
    "|備考|注[:：意]|補足|メモ|ヒント|お知らせ|連絡"
)
_LABELLED = re.compile(rf"^(?!.{{0,16}}(?:{_LEADS}))[^{{}}。?？.!]{{1,24}}[:：]\s*[「『\"“]?\{{")
# After all that a frame says stands what goes on to speak, unless it is quoted.
_AT_END = re.compile(r"[.。!！?？]\s*\{+([^{}]+)\}\W*$")
_IN_QUOTES = re.compile("[「『“\"'‘]\0[」』”\"'’]")


def works_on_cells(place: Place, own_words: str) -> bool:
    """Whether a frame makes its cells something to work on; `own_words` are folded, without variables."""
    return bool(
        _chooses(place, own_words)
        or _labels(place, own_words)
        or cues.MATERIAL.search(own_words)
        or cues.WORKED_ON.search(own_words)
        or (cues.JUDGED.search(own_words) and not cues.ANSWERED.search(own_words))
    )


def shown_in(text: str, names: Sequence[str], works: bool) -> list[str]:
    """Which of the variables of a frame are quoted, or shown by what works on them."""
    quoted = [name for name in names if _IN_QUOTES.search(text.replace(f"{{{name}}}", "\0"))]
    at_end = _AT_END.search(text)
    return [name for name in names if name in quoted or (works and not (at_end and at_end[1] == name))]


def _chooses(place: Place, own_words: str) -> bool:
    """Whether a choice is to be made about the cells alone: between two of them, or what the one is."""
    if place.kind != "question" or place.open or cues.SPOKEN_TO.search(own_words):
        return False
    return not (cues.ANSWERED.search(own_words) or cues.HABIT.search(own_words))


def _labels(place: Place, own_words: str) -> bool:
    """Whether a label shows the cell ("Subtitle: {text} Corrected:") and no word turns to the member."""
    if says_nothing(place.text) or not _LABELLED.search(place.text):
        return False
    spoken = (cues.SPOKEN_TO, cues.ANSWERED, cues.HABIT, cues.QUESTION)
    return not any(words.search(own_words) for words in spoken)
