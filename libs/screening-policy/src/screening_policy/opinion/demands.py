"""What the opinion says of instructions that have the member write something, as if it were asked."""

from collections.abc import Iterator

from screening_policy.opinion.judging import Opinion, reason_of
from screening_policy.opinion.letters import Unit
from screening_policy.opinion.model import model
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.rules import all_rules
from screening_policy.scene import Hit, Place, Scene, place_of

_WRITE = compiled(
    r"(?:書[いきけこ]|記入|入力|記載|明記|教え|添え|載せ|貼[りっつ]|お?知らせ|送[っりつ]|撮[っりつ]|聞かせ)[^。!?\n]{0,12}"
    r"(?:ください|下さい|お願い|こと|ましょう|て[。!]?$)"
    r"|(?:^|[.!?;:,\n] ?|\b(?:please|then|also|and) )"
    r"(?:write|add|include|mention|enter|give|tell|note|state|provide|put|send|attach|upload)\b"
)
_SURER = 200
"""Thousandths beyond what a question takes: what is to be written is a question only in part."""
_LEFT_TO_RULES = frozenset({"S3", "B1", "B2", "F5", "A1"})


def demanded(scene: Scene) -> Iterator[tuple[Rule, Hit]]:
    """Sentences of the instructions that the opinion would stop as a question: a person looks at them."""
    rules = {rule.id: rule for rule in all_rules()}
    for place in scene.of("instructions"):
        for start, end in place.sentences():
            if not _WRITE.search(place.reading.text[start:end]):
                continue
            opinion = _opinion_on(place, start, end)
            rule = rules[opinion.rule]
            if opinion.score >= model().facts["least"] + _SURER and rule.id not in _LEFT_TO_RULES:
                yield rule, Hit(place, start, end, verdict="human", reason=reason_of(rule, opinion))


def _opinion_on(place: Place, start: int, end: int) -> Opinion:
    first, last = place.reading.span(start, end)
    asked = place_of(place.where, "question", place.text[first:last], True, 0)
    unit = Unit((asked,), ("required True",))
    buckets = unit.buckets()
    return Opinion(unit, buckets, model().score(buckets))
