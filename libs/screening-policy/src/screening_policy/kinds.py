"""Where the rules of kinds that need care (S1, S2) look for them."""

from collections.abc import Iterable, Iterator

from screening_policy.asking import Thing
from screening_policy.facts import Fact, told_of_in
from screening_policy.patterns import compiled
from screening_policy.scene import Hit, Place, Scene

_ADDRESSED = compiled(
    r"(?:方|人|かた|人々|会員|皆さん|皆様|皆さま|方々)(?:のみ|だけ|限定|に限り|を対象|が対象|向け|へのあんけーと)"
    r"|\bfor (?:\w+ ){1,4}(?:only|users|patients|sufferers|survivors|members)\b|\b(?:for|open to"
    r"|limited to|meant for|aimed at) (?:people|members|those|anyone|adults|women|men)\b"
)


def _addressed_as(place: Place, facts: tuple[Fact, ...]) -> Iterator[Hit]:
    """Sentences that say whom the order is for, when that reveals a fact."""
    if not place.search(_ADDRESSED):
        return
    for first, last in place.sentences():
        sentence = place.reading.text[first:last]
        if not _ADDRESSED.search(sentence):
            continue
        for fact in told_of_in(place, facts):
            if match := fact.mentioned(sentence):
                yield Hit(place, first + match.start(), first + match.end())
                break


def named(scene: Scene, facts: tuple[Fact, ...], things: Thing, in_options: Iterable[Hit]) -> Iterator[Hit]:
    """In questions and what speaks to the member, in options that apply to the member, in the audience."""
    for place in scene.of("question", "hint", "cell", "rendered"):
        for fact in told_of_in(place, facts):
            yield from fact.in_question(place)
    for fact in told_of_in(scene, facts):
        yield from fact.told_to_write(scene)
    for place in scene.of("title", "instructions", "option"):
        yield from things.asked(place)
    yield from in_options
    for place in scene.of("title", "instructions"):
        yield from _addressed_as(place, facts)
    for place in scene.of("audience"):
        for fact in facts:
            if match := fact.mentioned(place.reading.text.replace("_", " ")):
                yield Hit(place, *match.span())
                break
