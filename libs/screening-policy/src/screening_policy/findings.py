"""From what rules found in folded text to findings about the text that the client wrote."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from screening_policy.assuring import reassures
from screening_policy.others import is_of_others
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Rendered, Scene
from screening_policy.verdict import Finding

Found = tuple[Rule, Hit]
Span = tuple[int, int]

_ONCE = frozenset({"P10"})  # found by its own words and by those of the other rules: said once a place
_SURROGATES = re.compile("[\ud800-\udfff]")


def findings_in(
    scene: Scene, rules: Iterable[Rule], otherwise: Callable[[Scene], Iterable[Found]] | None = None
) -> list[Finding]:
    """Every finding on the scene's places, in reading order; overlapping hits of one rule are one finding.

    `otherwise` is asked where no rule finds anything.
    """
    rules = tuple(rules)
    hits = ((rule, hit) for rule in rules for hit in rule.find(scene))
    found = list(_of_whom(rules, (pair for pair in hits if not reassures(pair[0].id, pair[1]))))
    if not found and otherwise is not None:
        found = list(_of_whom(rules, otherwise(scene), whole=True))
    rewrites = dict(_rewrites(found))
    order = {place.where: number for number, place in reversed(list(enumerate(scene.places)))}
    findings = [finding for pair in found if (finding := _finding(scene, *pair, rewrites)) is not None]
    findings.sort(key=lambda f: (order.get(f.where, len(order)), f.span, f.rule))
    kept: list[Finding] = []
    for finding in findings:
        if not any(_same(finding, other) for other in kept[-20:]):
            kept.append(finding)
    return kept


def _of_whom(rules: tuple[Rule, ...], found: Iterable[Found], whole: bool = False) -> Iterator[Found]:
    """What was found; what identifies somebody else than the member belongs to P10.

    With `whole`, whose thing it is may be said anywhere in the text, since the hit is no thing that is named.
    """
    of_others = next((rule for rule in rules if rule.id == "P10"), None)
    for rule, hit in found:
        said = replace(hit, start=0, end=len(hit.place.reading.text)) if whole else hit
        if of_others is not None and rule.identifies and is_of_others(said):
            yield of_others, replace(hit, verdict=None, mend=None, mended=None, offer=None, reason=None)
        else:
            yield rule, hit


def _finding(scene: Scene, rule: Rule, hit: Hit, rewrites: dict[tuple[str, str], str]) -> Finding | None:
    where, text, span = _located(hit)
    if where is None:
        return None
    verdict = hit.verdict or rule.verdict
    rewrite = (
        (hit.offer or (hit.mend is not None and rewrites.get((where, text))) or None)
        if verdict == "fix"
        else None
    )
    if verdict == "fix" and rewrite is None:
        verdict = "human"
    quote = _SURROGATES.sub("\ufffd", text[slice(*span)])
    reason = (hit.reason or rule.reason)[0 if scene.japanese else 1]
    return Finding(rule.id, verdict, where, span, quote, reason, rewrite)


def _located(hit: Hit) -> tuple[str | None, str, Span]:
    """Place, text and span of a hit; in a rendered question only what frame and cell say together counts."""
    place = hit.place
    span = place.reading.span(hit.start, hit.end)
    if not isinstance(place, Rendered):
        return place.where, place.text, span
    hull = place.reading.span(*(hit.hull or (hit.start, hit.end)))
    touched = [piece for piece in place.pieces if piece.start < hull[1] and hull[0] < piece.end]
    if not touched or not place.frame_speaks(*hull):
        return None, "", span
    piece = max(touched, key=lambda p: min(p.end, span[1]) - max(p.start, span[0]))
    first, last = max(piece.start, span[0]), min(piece.end, span[1])
    if first >= last:
        first, last = max(piece.start, hull[0]), min(piece.end, hull[1])
    return piece.where, piece.text, (first - piece.start + piece.offset, last - piece.start + piece.offset)


def _rewrites(found: Iterable[Found]) -> Iterator[tuple[tuple[str, str], str]]:
    """For each place that can be mended as a text, the text with everything mended at once."""
    by_place: dict[tuple[str, str], list[tuple[Span, str]]] = {}
    for _, hit in found:
        if hit.mend is None or isinstance(hit.place, Rendered):
            continue
        span = hit.place.reading.span(*(hit.mended or (hit.start, hit.end)))
        by_place.setdefault((hit.place.where, hit.place.text), []).append((span, hit.mend))
    for (where, text), mends in by_place.items():
        parts, at = list[str](), 0
        for (start, end), mend in sorted(mends):
            if start >= at:
                parts += (text[at:start], mend)
                at = end
        yield (where, text), "".join(parts) + text[at:]


def _same(finding: Finding, other: Finding) -> bool:
    if finding.rule != other.rule or finding.where != other.where:
        return False
    if finding.rule in _ONCE:
        return True
    return finding.span[0] < max(other.span[1], other.span[0] + 1) and finding.verdict == other.verdict


def without_rewrite(finding: Finding) -> Finding:
    """A finding that no rewrite mends: a person must look."""
    return replace(finding, verdict="human", rewrite=None)
