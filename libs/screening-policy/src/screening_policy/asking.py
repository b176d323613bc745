"""Finds where a place asks the member for a thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from re import Match, Pattern

from screening_policy import cues, english, japanese
from screening_policy.copying import is_of_shown
from screening_policy.patterns import compiled, word
from screening_policy.quick import bits, expected, numbered
from screening_policy.quoting import is_cited
from screening_policy.scene import READ, Hit, Kind, Place, Scene

# Before "to do" in a question: how it went or is liked, not an order.
_TOLD_TO = compiled(
    r"\b(?:prefer|hate|love|tried|try|forg[eo]t|remember|used|eas(?:y|ier)|hard(?:er)?|difficult|quick(?:er)?"
    r"|safer?|had|annoying|possible|know how)(?: \w+ly)?\s$"
)
_MOST_HITS = 20
_REACH = 120


@dataclass(frozen=True, eq=False)
class Thing:
    """Something that must not be asked for, as English and Japanese name it.

    `en` and `ja` are alternations in which a space stands for any small gap. `not_before` and `not_after` are
    patterns of what follows or precedes a mention that makes it another thing. `of_material` says that the
    same thing of a shop, a sign or a document is no breach. `bare` alone in a question is a request; with
    `open`, so is any open question that wants nothing else about it.
    """

    en: str
    ja: str
    not_before: str = r"(?!)"
    not_after: str = r"(?!)"
    of_material: bool = False
    bare: bool = True
    open: bool = True

    def __post_init__(self) -> None:
        expected.append(lambda: self.number)

    @cached_property
    def mention(self) -> Pattern[str]:
        """Every mention; group `en` tells the English ones."""
        return compiled(f"(?P<en>{word(self.en)})|(?:{self.ja})")

    @cached_property
    def number(self) -> int:
        """The number of `mention`."""
        return numbered(self.mention)

    @cached_property
    def _other(self) -> tuple[Pattern[str], Pattern[str]]:
        return compiled(self.not_before), compiled(f"(?:{self.not_after})$")

    def asked(self, place: Place) -> Iterator[Hit]:
        """Where the place asks for it (at most 20 hits)."""
        if not place.may_hold(self.number):
            return
        mentions = ((match, self._hull(place, match)) for match in self.mention.finditer(place.reading.text))
        asked = (Hit(place, *match.span(), hull) for match, hull in mentions if hull is not None)
        yield from islice(asked, _MOST_HITS)

    def _hull(self, place: Place, match: Match[str]) -> tuple[int, int] | None:
        text = place.reading.text
        first, last = place.sentence(*match.span())
        first, last = max(first, match.start() - _REACH), min(last, match.end() + _REACH)
        before, after = text[first : match.start()], text[match.end() : last]
        not_before, not_after = self._other
        if not_before.match(after) or not_after.search(before):
            return None
        if match["en"] is not None and not english.FOLLOW.match(after):
            return None
        if english.WORD.search(before) or japanese.WORD.match(after) or _is_translated(before, after):
            return None
        if japanese.WHATEVER.match(after):
            return None
        if place.kind == "option" and place.material:
            return None
        if place.kind != "cell" and is_cited(text, *match.span()):
            return None
        if self.of_material and is_of_material(before, after):
            return None
        if place.kind == "cell" and (_is_told(before) or not is_addressed(place, first, last)):
            return None
        return _cue(place, match, before, after, self)


def _cue(place: Place, match: Match[str], before: str, after: str, thing: Thing) -> tuple[int, int] | None:
    """The stretch from the words that ask to the thing asked for, or back; None without such words."""
    start, end = match.span()
    if _is_demanded(before, after):
        return start - len(before), end + len(after)
    if denied(before, after):
        return None
    if place.kind == "question" and not place.open and talks_about(before, after):
        return None
    asking = english.ASK.search(before)
    if asking and not english.NOT_ASKED.search(before):
        return start - len(before) + asking.start(), end
    if not after.isascii() and (asking := japanese.ASK.match(after)):
        return start, end + max(asking.end(), 1)
    if (asking := english.WHICH.search(before)) and (then := english.WHICH_AFTER.match(after)):
        return start - len(before) + asking.start(), end + then.end()
    needed = english.NEEDED.match(after)
    if needed and (place.asks or english.YOURS.match(before) or len(needed[0].strip()) > 3):
        return start - len(before), end + needed.end()
    yours = match["en"] is not None and english.YOURS.match(before)
    if yours and (not after.strip(" ?!.:_-)") or english.YOURS_AND.match(after)):
        return start - len(before), end
    listed = not place.asks and place.kind == "instructions" and _is_list_of_fields(place, start)
    if thing.bare and (place.asks or listed) and _bare(before, after):
        return start - len(before), end + len(after)
    if thing.bare and place.kind == "option" and place.text and cues.FILL.match(after):
        return start, end + len(after)
    if thing.bare and thing.open and place.open and not talks_about(before, after):
        return start - len(before), end + len(after)
    return None


def _is_told(before: str) -> bool:
    """Whether it is the thing of somebody of whom a material tells."""
    return bool(english.TOLD_OF.search(before)) and not english.OF_WORKERS.search(before)


def _is_demanded(before: str, after: str) -> bool:
    """Whether the sentence says that it has to be there, or what comes of it when it is missing."""
    if japanese.DEMANDED.match(after) or english.DEMANDED.match(after):
        return not english.NOT.search(before)
    return bool(english.MISSING.search(before) and english.VOID.match(after))


def talks_about(before: str, after: str) -> bool:
    """Whether a question to be answered in one's own words wants something about the thing, not the thing."""
    return bool(cues.TALK.search(f"{before}|{after}") or cues.TALK_AFTER.match(after))


def denied(before: str, after: str) -> bool:
    """Whether the sentence says that the thing is not wanted."""
    if english.denies(before):
        return True
    no = japanese.NOT.match(after)
    return no is not None and not japanese.NOT_NOT.search(no[0])


def _is_translated(before: str, after: str) -> bool:
    """Whether it stands in words to be translated that do not speak to the member."""
    words = english.TRANSLATED.search(before)
    return words is not None and not cues.ADDRESSED.search(f"{words[1] or words[2] or ''} {after}")


def is_of_material(before: str, after: str) -> bool:
    """Whether the words around make it a thing of a shop, a sign or a document."""
    if japanese.OWNER.search(before):
        return not japanese.MINE.search(before)
    if english.OWNER.search(before):
        return True
    return bool(english.OWNER_AFTER.match(after)) and not english.MINE.search(before)


def _bare(before: str, after: str) -> bool:
    """Whether nothing but decoration, or a list of such fields, stands around the thing."""
    if cues.BARE_BEFORE.match(before) and cues.BARE_AFTER.match(after):
        return True
    left, right = cues.FIELD_BREAK.split(before), cues.FIELD_BREAK.split(after)
    if len(left) + len(right) < 3 or not (
        cues.BARE_BEFORE.match(left[-1]) and cues.BARE_AFTER.match(right[0])
    ):
        return False
    if after.endswith("?") and after.isascii():
        return False
    return all(cues.FIELD.match(field) and len(field.split()) <= 2 for field in left[:-1] + right[1:])


def _is_list_of_fields(place: Place, start: int) -> bool:
    """Whether the line is one of a list that an earlier line asks to fill in."""
    lines = place.reading.text[max(0, start - 300) : start].split("\n")[:-1]
    return any(cues.LIST_OPENS.search(line) for line in lines)


def is_addressed(place: Place, first: int, last: int) -> bool:
    """Whether a sentence of some material speaks to the member rather than being told or quoted."""
    text = place.reading.text
    speaks = place.asks or cues.ADDRESSED.search(text, max(0, first - 2), last)
    if not speaks or japanese.REPORTED.search(text, first, last):
        return False
    if place.material and not cues.WORKER.search(text, max(0, first - 60), last + 20):
        return False
    for quote in cues.QUOTED.finditer(text, max(0, first - 400), min(len(text), last + 400)):
        if quote.start() < last and first < quote.end():
            around = (
                text[max(0, quote.start() - 40) : quote.start()] + " " + text[quote.end() : quote.end() + 40]
            )
            if cues.SPEECH.search(around):
                return False
    return True


def asked_in(scene: Scene, *things: Thing) -> Iterator[Hit]:
    """Every request for one of these things in what a member will read."""
    numbers = _numbers(things)
    if not scene.possible & numbers:
        return
    for place in scene.of(*READ):
        if not place.possible & numbers:
            continue
        for thing in things:
            asked = thing.asked(place)
            yield from (hit for hit in asked if not (thing.of_material and is_of_shown(scene, hit)))


@lru_cache(maxsize=1024)
def _numbers(things: tuple[Thing, ...]) -> int:
    return bits(thing.number for thing in things)


def phrases_in(
    scene: Scene, phrase: Pattern[str], *kinds: Kind, stems: Pattern[str] | None = None
) -> Iterator[Hit]:
    """Where the phrase stands without being denied, and in material only where it speaks to the member.

    `stems`, if given, is a quick pattern without a match of which the phrase cannot stand there.
    """
    number = numbered(phrase)
    if not scene.possible >> number & 1:
        return
    for place in scene.of(*(kinds or READ)):
        text = place.reading.text
        if not place.may_hold(number) or (stems and not stems.search(text)):
            continue
        meant = (match for match in phrase.finditer(text) if _is_meant(place, match))
        yield from (Hit(place, *match.span()) for match in islice(meant, _MOST_HITS))


def _is_meant(place: Place, match: Match[str]) -> bool:
    """Whether a phrase is neither denied nor, in some material, only told."""
    if place.kind == "option" and place.material:
        return False
    text, (first, last) = place.reading.text, place.sentence(*match.span())
    if denied(text[first : match.start()], text[match.end() : last]):
        return False
    if place.kind == "question" and _is_habit(text, match.start()):
        return False
    if place.kind != "cell":
        return not is_cited(text, *match.span())
    return is_addressed(place, first, last) and not _is_advert(match[0], text[first:last])


def _is_habit(text: str, start: int) -> bool:
    """Whether "to do" is what somebody likes, knows or tried, rather than is asked to do."""
    return text.startswith("to ", start) and bool(_TOLD_TO.search(text, max(0, start - 30), start))


def _is_advert(phrase: str, sentence: str) -> bool:
    """Whether some material invites its readers, with no word of this task."""
    invites = cues.INVITES.match(phrase) and cues.ADVERT.search(sentence)
    return bool(invites) and not cues.OF_THE_TASK.search(sentence)
