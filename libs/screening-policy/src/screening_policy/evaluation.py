"""Measures the policy against a corpus: `python -m screening_policy.evaluation <corpus> [--misses]`.

Of the held-back half, and of what is kept apart of `training`, only sums are shown; nobody tunes against
lines that nobody sees.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from screening_policy.engine import screen
from screening_policy.scene import is_japanese
from screening_policy.verdict import Verdict

LEAST_RECALL = 0.97
MOST_FALSE_POSITIVES = 0.05
LEAST_EXACT = 0.92

_FRAMES: tuple[Mapping[str, str], Mapping[str, str]] = (
    {
        "title": "暮らしについてのアンケート",
        "instructions": "質問を読み、あてはまるものをお答えください。",
    },
    {"title": "A short survey", "instructions": "Read each question and answer it."},
)
_REST: Mapping[str, Any] = {
    "links": [],
    "audience": {},
    "reward_points": 50,
    "estimated_minutes": 1,
    "answers_per_task": 5,
}


FRAMES = frozenset(text for frame in _FRAMES for text in frame.values())
"""The harmless texts that stand where an example has none of its own."""
_READABLE = ("tuned", "training")
_APART = "training, kept apart"


@dataclass(frozen=True, slots=True)
class Example:
    """One line of a corpus: a complete order, and what the policy says of it."""

    id: str
    language: str
    disguise: str
    verdict: str
    rules: frozenset[str]
    item_verdicts: tuple[str, ...]
    order: Mapping[str, Any]

    @property
    def is_breach(self) -> bool:
        """Whether the order or one of its rows may not simply pass."""
        return any(verdict != "pass" for verdict in (self.verdict, *self.item_verdicts))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the policy said of an example."""

    example: Example
    verdict: str
    rules: frozenset[str]
    item_verdicts: tuple[str, ...]

    @property
    def is_stopped(self) -> bool:
        """Whether anything of the order was kept from passing."""
        return any(verdict != "pass" for verdict in (self.verdict, *self.item_verdicts))

    @property
    def is_exact(self) -> bool:
        """Whether the verdict and every row's are what the policy says."""
        example = self.example
        return (self.verdict, self.item_verdicts) == (example.verdict, example.item_verdicts)

    @property
    def is_named(self) -> bool:
        """Whether every rule that the policy names was named."""
        return self.example.rules <= self.rules


def examples_in(folder: Path) -> Iterator[Example]:
    """The examples of every file of a folder, in order."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield _example(json.loads(line))


def kept_apart(id: str) -> bool:
    """Whether an example of `training` is in the fifth that nothing is learned from and nobody reads."""
    return int(sha256(id.encode()).hexdigest(), 16) % 5 == 0


def completed(order: Mapping[str, Any]) -> dict[str, Any]:
    """An order of the corpus with the harmless frame in the place of what it leaves out."""
    questions = [{"id": f"q{number}"} | question for number, question in enumerate(order["questions"], 1)]
    frame = _FRAMES[0 if is_japanese(_texts([order])) else 1]
    return {**frame, **_REST, **order, "questions": questions}


def outcome_of(example: Example) -> Outcome:
    """What the policy says of one example."""
    verdict = screen(example.order)
    return Outcome(example, verdict.verdict, _named(verdict), tuple(i.verdict for i in verdict.items or ()))


def is_good_enough(outcomes: Sequence[Outcome]) -> bool:
    """Whether the figures of these outcomes are those that the platform promises."""
    recall, false_positives, exact, _ = _figures(outcomes)
    return recall >= LEAST_RECALL and false_positives <= MOST_FALSE_POSITIVES and exact >= LEAST_EXACT


def report_on(name: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The figures of a part: all of it, then by rule, language and disguise."""
    yield f"{name}: {len(outcomes)} examples, {sum(o.example.is_breach for o in outcomes)} of them breaches"
    yield f"  {'':22}{'n':>5} {'recall':>7} {'false+':>7} {'exact':>7} {'rules':>7}"
    yield _line("all", outcomes)
    groups = (
        sorted({rule for outcome in outcomes for rule in outcome.example.rules}),
        sorted({outcome.example.language for outcome in outcomes}),
        sorted({outcome.example.disguise for outcome in outcomes}),
    )
    for rule in groups[0]:
        yield _line(f"rule {rule}", [o for o in outcomes if rule in o.example.rules], rule)
    yield f"  named in examples that must pass: {_false_alarms(outcomes) or 'none'}"
    for language in groups[1]:
        yield _line(f"language {language}", [o for o in outcomes if o.example.language == language])
    for disguise in groups[2]:
        yield _line(f"disguise {disguise}", [o for o in outcomes if o.example.disguise == disguise])


def misses(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The examples whose verdict or rules are not those of the policy, one a line."""
    for outcome in outcomes:
        example = outcome.example
        if outcome.is_exact and outcome.rules == example.rules:
            continue
        expected = f"{example.verdict} {list(example.item_verdicts)} {sorted(example.rules)}"
        got = f"{outcome.verdict} {list(outcome.item_verdicts)} {sorted(outcome.rules)}"
        yield f"{example.id} {example.disguise}: {expected}, found {got}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of every part; 1 when the held-back half is not good enough."""
    parser = argparse.ArgumentParser(prog="screen-eval", description=main.__doc__)
    parser.add_argument("corpus", type=Path, help="folder with tuned, training and held-back")
    parser.add_argument("--misses", action="store_true", help="list the misses, but those of held-back")
    chosen = parser.parse_args(arguments)
    parts = dict(_parts(chosen.corpus))
    for name, outcomes in parts.items():
        print("\n".join(report_on(name, outcomes)), end="\n\n")
    if chosen.misses:
        print("\n".join(line for name in _READABLE for line in misses(parts[name])))
    good = is_good_enough(parts["held-back"])
    floors = f"recall {LEAST_RECALL}, false positives {MOST_FALSE_POSITIVES}, exact {LEAST_EXACT}"
    print(f"held-back half against {floors}: {'reached' if good else 'not reached'}")
    return 0 if good else 1


def _parts(corpus: Path) -> Iterator[tuple[str, list[Outcome]]]:
    """The outcomes of each part of the corpus; what nothing is learned from is a part of its own."""
    for name in (*_READABLE, "held-back"):
        read, apart = list[Outcome](), list[Outcome]()
        for example in examples_in(corpus / name):
            (apart if name == "training" and kept_apart(example.id) else read).append(outcome_of(example))
        yield name, read
        if apart:
            yield _APART, apart


def _example(line: Mapping[str, Any]) -> Example:
    verdicts = tuple(line.get("item_verdicts") or ["pass"] * len(line["order"].get("items", ())))
    return Example(
        id=line["id"],
        language=line["language"],
        disguise=line["disguise"],
        verdict=line["verdict"],
        rules=frozenset(line["rules"]),
        item_verdicts=verdicts,
        order=completed(line["order"]),
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for inner in value.values() for text in _texts(inner))
    elif isinstance(value, list | tuple):
        yield from (text for inner in value for text in _texts(inner))


def _named(verdict: Verdict) -> frozenset[str]:
    rows = (finding for item in verdict.items or () for finding in item.findings)
    return frozenset(finding.rule for finding in (*verdict.findings, *rows))


def _figures(outcomes: Sequence[Outcome]) -> tuple[float, float, float, float]:
    """Recall of breaches, false positives among passes, exact verdicts, breaches with their rules named."""
    breaches = [outcome for outcome in outcomes if outcome.example.is_breach]
    passes = [outcome for outcome in outcomes if not outcome.example.is_breach]
    return (
        _share(outcome.is_stopped for outcome in breaches),
        _share(outcome.is_stopped for outcome in passes),
        _share(outcome.is_exact for outcome in outcomes),
        _share(outcome.is_named for outcome in breaches),
    )


def _false_alarms(outcomes: Iterable[Outcome]) -> str:
    """How often each rule was named where nothing is to be found."""
    named = Counter(rule for o in outcomes if not o.example.is_breach for rule in o.rules)
    return ", ".join(f"{rule} {count}" for rule, count in named.most_common())


def _share(holds: Iterable[bool]) -> float:
    counted = list(holds)
    return sum(counted) / len(counted) if counted else float("nan")


def _line(name: str, outcomes: Sequence[Outcome], rule: str | None = None) -> str:
    """One row of the report; of a rule the last figure is how often that rule was named."""
    recall, false_positives, exact, named = _figures(outcomes)
    if rule is not None:
        named = _share(rule in outcome.rules for outcome in outcomes)
    figures = (recall, false_positives, exact, named)
    shown = " ".join(f"{figure:7.3f}" if figure == figure else f"{'-':>7}" for figure in figures)
    return f"  {name:22}{len(outcomes):5} {shown}"


if __name__ == "__main__":
    raise SystemExit(main())
