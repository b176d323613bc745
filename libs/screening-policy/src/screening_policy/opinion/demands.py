"""What the opinion says of what the instructions have a member do, sentence by sentence."""

from collections.abc import Iterator
from dataclasses import replace

from screening_policy.assuring import only_reassures
from screening_policy.copying import copied_in
from screening_policy.english import VERB
from screening_policy.opinion.judging import opinion_on, reason_of
from screening_policy.opinion.letters import Unit
from screening_policy.opinion.model import instructions
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.rules import all_rules
from screening_policy.scene import Hit, Place, Scene, place_of

_SIGNS = ("instructions",)
_INSTEAD = compiled("(?:では|じゃ)なく、")
_OF_PAY = compiled(r"報酬|謝礼|ぽいんと|\b(?:paid|rewards?|points?)\b")
"""On what pay hangs is for the rules to say, and what they offer instead speaks of it too."""
# What an order is about or for, or where its material is from: nobody is told to do anything.
_TELLS = compiled(
    r"^\W*(?:(?:for|about|on|an?) |(?:the|these|all|our) \w+ (?:\w+ )?(?:belongs?|comes?|came"
    r"|(?:were|was|are|is) (?:handed|taken|written|made|recorded|invented|collected|samples?|fictitious"
    r"|ours|from))\b)"
)
_TURNS = compiled(rf"\b(?:you|your|we|us|me|i|please|members?|anyone|who|people (?:who|that)|{VERB})\b|[0-9]")
_LEAST = 4
"""Letters of a sentence that is worth an opinion."""
_LEFT_TO_RULES = frozenset({"S3", "B1", "B2", "F5", "A1"})


def unit_of(text: str) -> Unit:
    """Words of the instructions, read like a question."""
    return Unit((place_of("instructions", "question", text, True, 0),), _SIGNS)


def sentences_of(place: Place) -> Iterator[tuple[tuple[int, int], Unit]]:
    """What is judged of the instructions: each sentence, after what it does not want, with its bounds."""
    for start, end in place.sentences():
        for instead in _INSTEAD.finditer(place.reading.text, start, end):
            start = instead.end()
        said = place.reading.text[start:end].strip()
        if len(said) >= _LEAST and not (only_reassures(said) or _OF_PAY.search(said) or _only_tells(said)):
            first, last = place.reading.span(start, end)
            yield (start, end), unit_of(place.text[first:last])


def _only_tells(said: str) -> bool:
    return _TELLS.match(said) is not None and not _TURNS.search(said)


def demanded(scene: Scene) -> Iterator[tuple[Rule, Hit]]:
    """Sentences of the instructions that have a member do what the policy forbids."""
    rules, facts = {rule.id: rule for rule in all_rules()}, instructions().facts
    for place in scene.of("instructions"):
        for span, unit in sentences_of(place):
            opinion = opinion_on(instructions(), unit)
            if opinion.score < facts["least"] or opinion.rule in _LEFT_TO_RULES:
                continue
            rule = rules[opinion.rule]
            if rule.identifies and copied_in(scene, place, *span):
                continue
            hit = Hit(place, *span, reason=reason_of(rule, opinion))
            yield rule, hit if opinion.score >= facts["sure"] else replace(hit, verdict="human")
