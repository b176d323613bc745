"""Learns the opinions from the corpus: `python -m screening_policy.opinion.training <corpus>`.

Seeded, and rounded to whole numbers: the same corpus and rules make the same file. A fifth of `training`
(`kept_apart`) and all of `held-back` are never looked at.
"""

import argparse
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.svm import LinearSVC

from screening_policy.engine import apply_rewrites
from screening_policy.evaluation import FRAMES, Example, completed, examples_in, kept_apart
from screening_policy.findings import findings_in
from screening_policy.opinion.demands import sentences_of, unit_of
from screening_policy.opinion.letters import BITS, Buckets, units_of
from screening_policy.opinion.model import HEAD_BITS, INSTRUCTIONS, QUESTIONS
from screening_policy.rules import all_rules
from screening_policy.scene import Scene, scene_of
from screening_policy.verdict import Finding, Verdict, worst

_FOLDS = 4
_FLOOR = 5
_HARMLESS_LOST = 0.01
"""Share of harmless orders, beyond those that rules stop, that may be kept from passing."""
_SURE = 0.9
_SHAPES = frozenset({"B1", "B2", "F0", "L0"})
"""Rules of shape, not of words: nothing to learn here (nor of F5 where it is only the amount)."""
_HARMLESS_WEIGHS = 3.0
"""What rules and `ordinary.txt` name as harmless counts for more than one writer's example."""
_COMPARED = 40
_LONGEST = 80
_RARITY = 3
_SAID = 127

Rows = Any  # a sparse matrix, a row for each text
Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Lesson:
    """One text with what the policy says of it; `group` is its author, `stopped` what the rules say.

    Of instructions `told` are the sentences that are judged, each by itself.
    """

    buckets: Buckets
    breach: bool
    rules: frozenset[str] = frozenset()
    group: str = ""
    stopped: bool = False
    text: str = ""
    of_instructions: bool = False
    told: tuple[Buckets, ...] = ()


def lessons(corpus: Path) -> Iterator[Lesson]:
    """The examples of the corpus that may be looked at, and those that the rules bring."""
    for example in (*examples_in(corpus / "tuned"), *examples_in(corpus / "training")):
        words = example.rules - (_SHAPES | {"F5"} if example.verdict == "fix" else _SHAPES)
        if (example.id[0] != "t" and kept_apart(example.id)) or (example.verdict != "pass" and not words):
            continue
        scene = scene_of(example.order, _FLOOR)
        found = findings_in(scene, all_rules())
        yield from _told(example, scene, words, bool(found))
        if example.disguise == "instructions":
            continue
        questions, author = example.order["questions"], example.id.split("-")[0]
        text = str(questions[0]["text"]) if len(questions) == 1 else ""
        for unit in units_of(scene):
            breach = example.verdict != "pass"
            rules = words if breach else frozenset[str]()
            yield Lesson(unit.buckets(), breach, rules, author, bool(found), text)
        if worst(found) == "fix":
            yield from _mended(example.order, found)
    yield from _of_rule("", (corpus / "ordinary.txt").read_text("utf-8").splitlines(), False)
    for line in (corpus / "ordinary_instructions.txt").read_text("utf-8").splitlines():
        yield _taught(line, False)
    for rule in all_rules():
        yield from _of_rule(rule.id, rule.passes, False)
        if rule.id not in _SHAPES:
            yield from _of_rule(rule.id, rule.found, True)


def _told(example: Example, scene: Scene, words: frozenset[str], stopped: bool) -> Iterator[Lesson]:
    """Instructions of an author's own, where it is they that break a rule or nothing does."""
    breach = example.verdict != "pass"
    for place in scene.of("instructions"):
        if place.text not in FRAMES and (example.disguise == "instructions" or not breach):
            sentences = tuple(unit.buckets() for _, unit in sentences_of(place))
            if not sentences:
                continue
            rules = words if breach else frozenset[str]()
            author = example.id.split("-")[0]
            yield replace(
                _taught(place.text, breach), rules=rules, group=author, stopped=stopped, told=sentences
            )


def _taught(text: str, breach: bool) -> Lesson:
    return Lesson(unit_of(text).buckets(), breach, of_instructions=True)


def _mended(order: Mapping[str, Any], found: Sequence[Finding]) -> Iterator[Lesson]:
    """What rules offer instead is no breach, if they find nothing more in it."""
    scene = scene_of(apply_rewrites(order, Verdict("fix", "", tuple(found))), _FLOOR)
    if not findings_in(scene, all_rules()):
        yield from (Lesson(unit.buckets(), False) for unit in units_of(scene))
        yield from (_taught(p.text, False) for p in scene.of("instructions") if p.text not in FRAMES)


def _of_rule(rule: str, given: Iterable[str | Mapping[str, Any]], breach: bool) -> Iterator[Lesson]:
    for example in given:
        asked = {"questions": [{"kind": "text", "text": example, "required": False}]}
        order = asked if isinstance(example, str) else {"questions": [], **example}
        for unit in units_of(scene_of(completed(order), _FLOOR)):
            yield Lesson(unit.buckets(), breach, frozenset({rule}) if breach else frozenset())


def trained(given: Sequence[Lesson], judged: Flags) -> dict[str, NDArray[Any]]:
    """The arrays of a model file; its thresholds are set on the judged lessons."""
    rows, rarity = _weighed([lesson.buckets for lesson in given], BITS)
    breach = np.array([lesson.breach for lesson in given])
    weights_of = np.where([not lesson.breach and not lesson.group for lesson in given], _HARMLESS_WEIGHS, 1.0)
    fitted = _fitted(rows, breach, weights_of)
    scores = _unseen_scores(given, rows, rarity, weights_of)
    weights = fitted.coef_[0] * np.sqrt(rarity / _RARITY)
    scale = float(np.quantile(np.abs(weights[weights != 0]), 0.9999)) / _SAID
    said = np.clip(np.rint(weights / scale), -_SAID, _SAID).astype(np.int8)
    at = np.flatnonzero(rarity).astype(np.int32)
    names, heads = _heads(given)
    facts = {
        "bias": round(float(fitted.intercept_[0]) * 1000),
        "scale": round(1000 * scale * float(np.sqrt(_RARITY)) * 1024),
        **_thresholds(given, scores, judged),
        "rules": names,
        "examples": _compared(given, rows @ fitted.coef_[0]),
    }
    told = json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()
    return {
        "at": at,
        "breach": said[at],
        "rarity": rarity[at].astype(np.uint8),
        "heads": heads,
        "facts": np.frombuffer(told, np.uint8),
    }


def _weighed(seen: Sequence[Buckets], bits: int) -> tuple[Rows, Numbers]:
    """A row of unit length for each text, and the square of each bucket's weight in whole thirds."""
    often = np.bincount(np.concatenate([np.unique(row) for row in seen]), minlength=1 << bits)
    rarity = np.rint(_RARITY * (np.log((1 + len(seen)) / (1 + often)) + 1) ** 2)
    rarity[often < 2] = 0
    return _unit_rows(seen, rarity), rarity


def _unit_rows(seen: Sequence[Buckets], rarity: Numbers) -> Rows:
    ends = np.cumsum([0, *(len(row) for row in seen)])
    ones = np.ones(ends[-1], np.float64)
    rows = sparse.csr_matrix((ones, np.concatenate(seen), ends), shape=(len(seen), len(rarity)))
    rows.sum_duplicates()
    rows.data[:] = 1
    rows = rows @ sparse.diags(np.sqrt(rarity))
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ rows).tocsr()


def _fitted(rows: Rows, breach: Flags, weights: Numbers) -> LinearSVC:
    return LinearSVC(C=1.0, tol=1e-3, random_state=0).fit(rows, breach, weights)


def _unseen_scores(given: Sequence[Lesson], rows: Rows, rarity: Numbers, weights: Numbers) -> Numbers:
    """What each lesson, or its worst sentence, scores where nothing of its author was learned."""
    groups, breach = _authors(given), np.array([lesson.breach for lesson in given])
    parts = [lesson.told or (lesson.buckets,) for lesson in given]
    owner = np.repeat(np.arange(len(given)), [len(one) for one in parts])
    sentences = _unit_rows([part for one in parts for part in one], rarity)
    authors = sorted({group for group in groups if group})
    scores = np.full(len(given), -np.inf)
    for fold in range(_FOLDS):
        left_out = np.isin(groups, authors[fold::_FOLDS])
        kept = ~left_out
        fitted = _fitted(rows[kept], breach[kept], weights[kept])
        of_fold = left_out[owner]
        np.maximum.at(scores, owner[of_fold], fitted.decision_function(sentences[of_fold]))
    return scores


def _authors(given: Sequence[Lesson]) -> NDArray[np.str_]:
    """Who wrote each lesson of `training`; the thresholds are set on theirs."""
    return np.array(["" if lesson.group.startswith("t") else lesson.group for lesson in given])


def _thresholds(given: Sequence[Lesson], scores: Numbers, judged: Flags) -> dict[str, int]:
    """From which scores on it speaks, and is sure, judged on authors that it did not learn from."""
    breach = np.array([lesson.breach for lesson in given])
    judged = judged & (_authors(given) != "")
    unstopped = judged & ~np.array([lesson.stopped for lesson in given])
    harmless = np.sort(scores[unstopped & ~breach])[::-1]
    for share in (0.01, 0.015, 0.02, 0.03, 0.04):
        at = harmless[int(share * (judged & ~breach).sum())]
        found = (~unstopped | (scores > at))[judged & breach].mean()
        print(f"{share:.3f} more false alarms: from {at:.3f} on, recall {found:.3f}")
    least = float(harmless[int(_HARMLESS_LOST * (judged & ~breach).sum())])
    order = np.argsort(-scores[unstopped], kind="stable")
    right = np.cumsum(breach[unstopped][order]) / np.arange(1, len(order) + 1)
    sure = float(scores[unstopped][order][np.flatnonzero(right >= _SURE)[-1]])
    return {"least": round(1000 * least), "sure": round(1000 * max(least, sure))}


def _heads(given: Sequence[Lesson]) -> tuple[list[str], NDArray[np.int8]]:
    """For each rule, what speaks for it among breaches; columns in the order of the names."""
    breaches = [lesson for lesson in given if lesson.breach]
    rows, rarity = _weighed([lesson.buckets >> BITS - HEAD_BITS for lesson in breaches], HEAD_BITS)
    often = Counter(rule for lesson in breaches for rule in lesson.rules)
    names = sorted(often)
    columns = []
    for name in names:
        of_rule = np.array([name in lesson.rules for lesson in breaches])
        columns.append(LinearSVC(C=1.0, tol=1e-2, random_state=0).fit(rows, of_rule).coef_[0])
    weights = np.array(columns).T * np.sqrt(rarity)[:, None]
    scale = np.quantile(np.abs(weights), 0.9999) / _SAID
    return names, np.clip(np.rint(weights / scale), -_SAID, _SAID).astype(np.int8)


def _compared(given: Sequence[Lesson], scores: NDArray[np.float64]) -> dict[str, list[str]]:
    """Of each rule the short examples that the model is surest of."""
    chosen = defaultdict[str, list[str]](list)
    for index in np.argsort(-scores, kind="stable"):
        lesson = given[index]
        if lesson.breach and 0 < len(lesson.text) <= _LONGEST and len(lesson.rules) == 1:
            [rule] = lesson.rules
            if len(chosen[rule]) < _COMPARED:
                chosen[rule].append(lesson.text)
    return dict(chosen)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the models beside this module; that of instructions learns from questions too."""
    parser = argparse.ArgumentParser(prog="screen-train", description=main.__doc__)
    parser.add_argument("corpus", type=Path, help="folder with tuned and training")
    chosen = parser.parse_args(arguments)
    given = [*lessons(chosen.corpus)]
    told = np.array([lesson.of_instructions for lesson in given])
    asked = [lesson for lesson in given if not lesson.of_instructions]
    _write(QUESTIONS, trained(asked, np.ones(len(asked), np.bool_)))
    _write(INSTRUCTIONS, trained(given, told))
    return 0


def _write(name: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    held = io.BytesIO()
    np.savez_compressed(held, allow_pickle=False, **arrays)
    path = Path(__file__).with_name(name)
    path.write_bytes(held.getvalue())
    print(f"{name}: {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    raise SystemExit(main())
