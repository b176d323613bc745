"""What the learned opinion says where no rule finds anything: its words and the nearest example."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from screening_policy.opinion.letters import (
    Buckets,
    Unit,
    both_buckets,
    each_once,
    runs_in,
    seen_in,
    units_of,
)
from screening_policy.opinion.model import Model, questions
from screening_policy.reading import read
from screening_policy.rule import Rule
from screening_policy.rules import a1_minors, all_rules, s3_forced
from screening_policy.scene import Hit, Place, Scene, is_japanese

_SHOWN = 60
_COARSER = {
    "P3": ("お住まいの都道府県を教えてください。", "Which prefecture do you live in?"),
    "P4": ("生まれた年を西暦4桁で教えてください。", "In which year were you born?"),
    "P7": ("お勤め先の業種を教えてください。", "Which industry do you work in?"),
}
_GATE = "audience.age_min: 20"


@dataclass(frozen=True)
class Opinion:
    """What a model says of a unit."""

    known: Model
    unit: Unit
    buckets: Buckets
    score: int

    @property
    def rule(self) -> str:
        """The rule that it is nearest to."""
        return self.known.rule(self.buckets)


def opinion_on(known: Model, unit: Unit) -> Opinion:
    """What the model says of the unit."""
    buckets = unit.buckets()
    return Opinion(known, unit, buckets, known.score(buckets))


def opinions_on(scene: Scene) -> Iterator[Opinion]:
    """What is said of each unit of the scene."""
    return (opinion_on(questions(), unit) for unit in units_of(scene))


def suspected(scene: Scene) -> Iterator[tuple[Rule, Hit]]:
    """Where the model is sure enough of a breach, the rule and the words that speak for it most."""
    facts, rules = questions().facts, {rule.id: rule for rule in all_rules()}
    for opinion in opinions_on(scene):
        if opinion.score < facts["least"]:
            continue
        rule = rules[opinion.rule]
        if _is_provided_for(rule, opinion.unit, scene):
            continue
        hit = replace(_words(opinion.known, opinion.unit), reason=reason_of(rule, opinion))
        if opinion.score < facts["sure"] and rule.id not in (*_COARSER, "A1"):
            hit = replace(hit, verdict="human")
        elif rule.verdict == "fix":
            hit = _mended(rule, hit, scene)
        yield rule, hit


def _is_provided_for(rule: Rule, unit: Unit, scene: Scene) -> bool:
    """Whether the order already has what the rule would have it add: an age gate, a way to decline."""
    if rule.id == "A1":
        return a1_minors.is_gated(scene)
    if rule.id != "S3":
        return False
    asked = {place.question for place in unit.places if place.question is not None}
    questions = [scene.order["questions"][number] for number in asked]
    return all(q.get("required") is False or s3_forced.can_decline(q) for q in questions)


def _words(known: Model, unit: Unit) -> Hit:
    """The stretch of one place whose letters weigh most."""
    found = [(weight, place, span) for place in unit.places for weight, span in [_heaviest(known, place)]]
    _, place, span = max(found, key=lambda one: one[0])
    return Hit(place, *span)


def _heaviest(known: Model, place: Place) -> tuple[int, tuple[int, int]]:
    """The stretch with the largest sum of what its letters say, above what they say on the average."""
    text = place.reading.text
    said = np.zeros(len(text) + 2, np.int64)
    for runs, length in runs_in(text):
        weight = sum(known.breach[b].astype(np.int64) for b in both_buckets(runs, place.kind == "option"))
        for offset in range(length):
            said[offset : offset + len(runs)] += weight
    best, span, total, begin = 0, (0, len(text)), 0, 0
    level = max(0, int(said.sum()) // max(1, len(said)))
    for at, weight in enumerate(said[1:-1].tolist()):
        if total <= 0:
            total, begin = 0, at
        total += weight - level
        if total > best:
            best, span = total, (begin, at + 1)
    return best, span


def _mended(rule: Rule, hit: Hit, scene: Scene) -> Hit:
    """The hit with the rewrite of its rule, as far as that does not hang on the words."""
    place, whole = hit.place, (0, len(hit.place.reading.text))
    if rule.id in _COARSER and place.kind == "question":
        return replace(hit, mend=_COARSER[rule.id][0 if is_japanese([place.text]) else 1], mended=whole)
    if rule.id == "A1":
        return replace(hit, offer=_GATE)
    if rule.id == "S3" and place.kind == "question" and place.question is not None:
        return replace(hit, offer=s3_forced.way_out(place, scene.order["questions"][place.question]))
    return hit


def reason_of(rule: Rule, opinion: Opinion) -> tuple[str, str]:
    """The rule's own reason and the example that is most like it."""
    japanese, english = rule.reason
    example = _nearest(opinion.known, rule.id, opinion.buckets)
    if example is None:
        return rule.reason
    return (
        f"{japanese}（言い回しからの推定です。最も近い例：「{example}」）",
        f"{english} (Inferred from the wording; the nearest example is: “{example}”)",
    )


def _nearest(known: Model, rule: str, buckets: Buckets) -> str | None:
    """The example of the rule that shares most with what was seen; rare things count more."""
    texts = known.examples(rule)
    if not texts:
        return None
    seen, weights, begins = _seen_examples(known, rule)
    at = np.minimum(np.searchsorted(buckets, seen), len(buckets) - 1)
    shared = np.add.reduceat(np.where(buckets[at] == seen, weights, 0), begins)
    length = int(known.rarity[buckets].sum(dtype=np.int64))
    likeness = shared * 1000 // (1 + np.add.reduceat(weights, begins) + length)
    if not likeness.any():
        return None
    nearest = texts[int(likeness.argmax())]
    return nearest if len(nearest) <= _SHOWN else f"{nearest[:_SHOWN]}…"


@lru_cache(maxsize=64)
def _seen_examples(known: Model, rule: str) -> tuple[Buckets, Buckets, Buckets]:
    """What is seen of the examples of a rule one after another, its rarity, and where each example begins."""
    seen = [each_once(seen_in(read(text).text, False)) for text in known.examples(rule)]
    together = np.concatenate(seen)
    begins = np.cumsum([0, *map(len, seen[:-1])])
    return together, known.rarity[together].astype(np.int64), begins
