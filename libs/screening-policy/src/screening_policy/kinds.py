"""Where the rules of kinds that need care (S1, S2) look for them."""

from collections.abc import Iterable, Iterator

from screening_policy.asking import Fact, Thing, told_of_in
from screening_policy.scene import Hit, Scene


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
    for place in scene.of("audience"):
        for fact in facts:
            if match := fact.mentioned(place.reading.text.replace("_", " ")):
                yield Hit(place, *match.span())
                break
