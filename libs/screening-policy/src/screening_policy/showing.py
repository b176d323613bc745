"""Whether a frame shows its cells as something to be worked on, rather than as words to the member."""

import re
from collections.abc import Sequence

from screening_policy import cues
from screening_policy.patterns import compiled
from screening_policy.scene import Place, Scene

_AT_END = re.compile(r"\{+([^{}]+)\}\W*$")
_TEXTS = (
    r"texts?|articles?|sentences?|posts?|reviews?|messages?|comments?|e-?mails?|headlines?|titles?|captions?"
    r"|slogans?|lines?|quer(?:y|ies)|transcripts?|chats?|conversations?|dialogues?|subtitles?|poems?"
    r"|ad(?:vert)?s?|notices?|requests?|appeals?|repl(?:y|ies)|listings?"
)
_JUDGING = compiled(
    r"\b(?:rate|judge|classify|label|compare|decide|choose|pick|check|sort|spot|tag|categori[sz]e|read|evaluate"
    rf"|mark|translate|tell whether|which|see|shown?|listen|hear|here (?:is"
    rf"|are))\b[^.!?\n]{{0,40}}\b(?:{_TEXTS})\b"
)
# What is shown is said of the member after all, or answered by him or her.
_OF_MEMBER = compiled(
    r"\b(?:appl(?:y|ies)|true|right|fits?|describes?|about|suits?) (?:to |for |with )?you\b"
    r"|\byou(?:'ve|'re| (?:agree|disagree|have|are|do|did|were|ever|would))\b"
)
_OWN_ANSWER = compiled(
    r"\b(?:me|my|myself|agree|disagree|appl(?:y|ies))\b|\bi (?:am|have|do|did|was)\b|^\W*(?:yes|no|true)\W*$"
)
# A question of its own about what follows or is quoted, not about what the member is or would do.
_ABOUT_THIS = compiled(
    r"(?:^|[.,:]\s)\W*(?:(?:is|are|was|were|does|do|would|could|should|can|will|has|have) (?:this|these)\b"
    r"|how (?:\w+ ){1,2}(?:is|are|does|do) (?:this|these)\b|(?:what|which) [^?]{0,40}\b(?:is|does"
    r"|do) (?:this|these)\b"
    r"|do you (?:understand|see|find|like) (?:this|these)\b"
    r"|(?:is|are|does|do) (?:the|both|they) [^?]{0,40}\b(?:match|fit|agree|same|correct|natural"
    r"|right)\b)[^?]{0,80}\?"
)
_IN_QUOTES = re.compile("[「『“\"'‘]\0[」』”\"'’]")


def works_on_cells(own_words: str) -> bool:
    """Whether a frame makes its cells something to work on; `own_words` are folded, without variables.

    It has to say so: where only a choice follows, or a label leads, a cell may still be the question itself.
    """
    return bool(
        _ABOUT_THIS.search(own_words)
        or cues.MATERIAL.search(own_words)
        or cues.WORKED_ON.search(own_words)
        or (cues.JUDGED.search(own_words) and not cues.ANSWERED.search(own_words))
    )


def judges_cells(scene: Scene, frame: Place, own_words: str) -> bool:
    """Whether title or instructions have judged what a closed question shows that asks nothing itself."""
    told = "\n".join(place.reading.text for place in scene.of("title", "instructions"))
    if cues.SPOKEN_TO.search(own_words) or cues.ANSWERED.search(told) or _OF_MEMBER.search(told):
        return False
    options = scene.options_of(frame.question)
    return _JUDGING.search(told) is not None and not any(option.search(_OWN_ANSWER) for option in options)


def shown_in(text: str, own_words: str, names: Sequence[str], works: bool, judged: bool) -> list[str]:
    """Which variables of a frame are quoted, judged, or stand before what a frame that works on them says.

    A cell at the end, unquoted, goes on to speak after all that the frame says, unless the frame has it put
    into other words.
    """
    at_end = None if cues.RENDERED.search(own_words) else _AT_END.search(text)
    return [
        name
        for name in names
        if judged
        or _IN_QUOTES.search(text.replace(f"{{{name}}}", "\0"))
        or (works and not (at_end and at_end[1] == name))
    ]
