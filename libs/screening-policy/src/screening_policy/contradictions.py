"""Whether a sentence of the instructions contradicts what the questions of the order ask."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from re import Pattern

from screening_policy import clashing as words
from screening_policy import contrasts, forms, periods, subjects
from screening_policy.asked import Asked, number_in, range_in, told_in, value_of
from screening_policy.quick import bits, numbered
from screening_policy.scene import Place

_IDEOGRAPHS = re.compile("(?<=[のでにはがをやとも])[一-鿿]{2,}$")
Clash = Callable[[str, Asked], bool]


def _one_or_many(sentence: str, asked: Asked) -> bool:
    """Whether one answer is wanted where a question takes several, or several where it takes one."""
    one, many = words.ONE.search(sentence), words.MANY.search(sentence) or words.PICKS.search(sentence)
    takes = {kind for kind, options in zip(asked.kinds, asked.options, strict=True) if options}
    if one and not many:
        if any(words.MANY.search(other) and not words.ONE.search(other) for other in asked.sentences):
            return False
        return takes == {"multi"} or bool(asked.found(words.MANY, "multi", "single", "text", "ranking"))
    if one or not many:
        return False
    ones = asked.found(words.ONE, "single", "multi")
    chooses = words.PICKS.search(sentence) or words.PICKING.search(sentence)
    return (takes == {"single"} and bool(chooses)) or (
        bool(ones) and len(ones) == len(asked.of("single", "multi"))
    )


def _written_or_chosen(sentence: str, asked: Asked) -> bool:
    if words.NO_WRITING.search(sentence) and not words.SOME_WRITING.search(asked.told):
        return bool(asked.found(words.WRITTEN, "text"))
    return bool(words.NO_LIST.search(sentence)) and bool(asked.of("single", "multi"))


def _left_open(sentence: str, asked: Asked) -> bool:
    """Whether what must be answered may be left out, or the other way round."""
    if words.FULL.search(sentence):
        return bool(asked.found(words.OPEN))
    if not words.FREE.search(sentence):
        return False
    compulsory = [question.get("required") is True for question in asked.questions]
    return all(compulsory) or bool(asked.found(words.MUST))


def _length(sentence: str, asked: Asked) -> bool:
    most, least = number_in(words.AT_MOST, sentence), number_in(words.AT_LEAST, sentence)
    if most is not None and any(told_in(found) > most for found in asked.found(words.AT_LEAST)):
        return True
    if least is not None and any(told_in(found) < least for found in asked.found(words.AT_MOST)):
        return True
    if words.BRIEF.search(sentence):
        return bool(asked.found(words.AT_LENGTH))
    return bool(words.AT_LENGTH.search(sentence)) and bool(asked.found(words.BRIEF))


def _scale(sentence: str, asked: Asked) -> bool:
    rises, ends = _rises(number_in(words.HIGH, sentence), number_in(words.LOW, sentence)), range_in(sentence)
    if turned := words.TURNED.search(sentence):
        rises = not (turned["down"] or turned["turn"])
    for best, worst, end in asked.scales:
        theirs = _rises(best, worst)
        if None not in (rises, theirs) and rises != theirs:
            return True
        if ends and end and ends != end:
            return True
    return False


def _rises(best: int | None, worst: int | None) -> bool | None:
    """Whether the higher number is the better one, as far as one of the two ends tells."""
    if best is not None and worst is not None:
        return best > worst
    end = best if worst is None else worst
    return None if end is None or end == 2 else (end > 2) == (worst is None)


def _count(sentence: str, asked: Asked) -> bool:
    there = len(asked.questions)
    for match in words.COUNT.finditer(sentence):
        word = match["a"] or match["b"] or match["c"]
        before = sentence[max(0, match.start() - 8) : match.start()]
        if words.CHOOSE_OF.match(sentence, match.end()) or before.endswith(("of ", "of the ")):
            continue
        if words.COMPARED.search(sentence, match.end()):
            continue
        told = value_of(word)
        if told < there and not words.IN_ALL.search(sentence):
            continue
        if told not in (0, there) and (told > 1 or not match["c"]):
            return True
    return any(int(match["n"]) > there for match in words.NUMBERED.finditer(sentence))


def _media(sentence: str, asked: Asked) -> bool:
    """Whether the instructions work on a medium that no question, item or link has."""
    if asked.shows or not words.USED.search(sentence) or words.LET_OFF.search(sentence):
        return False
    if words.PHOTO_WANTED.search(sentence) and "photo" not in asked.kinds:
        return True
    shows = asked.words if words.PICTURE.search(asked.words) else f"{asked.words}\n{asked.title}"
    return any(medium.search(sentence) and not medium.search(shows) for medium in words.MEANT)


def _amount(sentence: str, asked: Asked) -> bool:
    """Whether another number of choices or photos is wanted than a question wants."""
    for wanted in (words.PICKS, words.PHOTOS):
        told = wanted.search(sentence)
        if told and any(told_in(found) != told_in(told) for found in asked.found(wanted)):
            return True
    return False


def _missing(sentence: str, asked: Asked) -> bool:
    """Whether the sentence sends to a text, link or document that is not there."""
    if asked.shows or "http" in sentence:
        return False
    if words.ABSENT.search(sentence) or words.LINKED.search(sentence):
        return not (asked.shows_any(words.LINK_ITSELF) or words.LET_OFF.search(sentence))
    if not words.PASSAGE.search(sentence) or words.QUOTE.search(asked.told):
        return False
    return not asked.shows_any(words.QUOTE) and all(len(text) <= 100 for text in asked.texts)


def _forbidden(sentence: str, asked: Asked) -> bool:
    """Whether a thing is not to be written that a question wants written."""
    for refused in words.REFUSED.finditer(sentence):
        named = refused["a"] or refused["b"]
        whole = _IDEOGRAPHS.search(named)
        thing = re.escape(whole[0] if whole else named)
        if any(re.search(words.WANTS.replace("THING", thing), text) for text in asked.of("text")):
            return True
    return False


def _only_some(sentence: str, asked: Asked) -> bool:
    """Whether a question must be answered that the sentence says to leave out."""
    found = words.ONLY_ONE.search(sentence)
    others = [question for question in asked.questions if question.get("required", True)]
    return found is not None and len(others) > 1


def _numbers_only(sentence: str, asked: Asked) -> bool:
    if not words.DIGITS.search(sentence):
        return False
    return bool(asked.found(words.WRITTEN, "text"))


def _direction(sentence: str, asked: Asked) -> bool:
    told = words.INTO.search(sentence)
    return told is not None and any(
        _language_of(found) != _language_of(told) for found in asked.found(words.INTO)
    )


def _language_of(found: re.Match[str]) -> str:
    return found["a"] or found["b"]


# What a sentence says that can contradict a question: it matches one of these.
_CLASHES: Mapping[Clash, tuple[Pattern[str], ...]] = {
    _one_or_many: (words.ONE, words.MANY, words.PICKS),
    _written_or_chosen: (words.NO_WRITING, words.NO_LIST),
    _left_open: (words.FULL, words.FREE),
    _length: (words.AT_MOST, words.AT_LEAST, words.BRIEF, words.AT_LENGTH),
    _scale: (words.HIGH, words.RANGE, words.TURNED),
    _count: (words.COUNT, words.NUMBERED),
    _media: (words.USED,),
    _amount: (words.PICKS, words.PHOTOS),
    _missing: (words.LINKED, words.PASSAGE, words.ABSENT),
    _forbidden: (words.REFUSED,),
    contrasts.excludes: contrasts.TOLD,
    forms.takes_none: forms.TOLD,
    periods.is_another: periods.TOLD,
    subjects.is_elsewhere: (subjects.DEED,),
    _only_some: (words.ONLY_ONE,),
    _numbers_only: (words.DIGITS,),
    _direction: (words.INTO,),
}


def clashes_in(instructions: Place) -> list[Clash]:
    """The ways in which a sentence of these instructions may contradict a question."""
    return [clash for clash, needed in _needed() if instructions.possible & needed]


@cache
def _needed() -> tuple[tuple[Clash, int], ...]:
    return tuple((clash, bits(map(numbered, said))) for clash, said in _CLASHES.items())
