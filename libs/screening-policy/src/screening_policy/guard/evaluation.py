"""The guard against a corpus of answers: `python -m screening_policy.guard.evaluation FOLDER [--misses]`.

`tuned_positives.tsv` and `held_back_positives.tsv` have kind, notation and text a line, with ⟦ ⟧ around what
identifies somebody; `tuned_clean.txt` and `held_back_clean.txt` an ordinary answer a line. Nobody reads a
line of what is held back while mending the guard.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from screening_policy.guard.engine import guard

HALVES = ("tuned", "held_back")
RECALL, FALSE_MASKS = 0.98, 0.02
ENOUGH = 20
"""Examples from which on a kind in one notation is held to the promise by itself."""
_MARKED = re.compile("⟦(.*?)⟧")


@dataclass(frozen=True, slots=True)
class Thing:
    """What identifies somebody, in its text; `named` says that it was masked under its own kind."""

    kind: str
    notation: str
    text: str
    hidden: bool
    named: bool


def things(line: str) -> Iterator[Thing]:
    """Each marked stretch of a line: hidden to the last letter or not."""
    kind, notation, marked = line.split("\t")
    text = _MARKED.sub(r"\1", marked)
    findings = guard(text).findings
    for number, found in enumerate(_MARKED.finditer(marked)):
        start = found.start() - 2 * number
        letters = {at for at in range(start, start + len(found[1])) if text[at].isalnum()}
        kinds, hidden = dict[str, int](), set[int]()
        for one in findings:
            part = letters & set(range(*one.span))
            hidden |= part
            kinds[one.kind] = kinds.get(one.kind, 0) + len(part)
        named = max(kinds, key=lambda one: kinds[one]) == kind if kinds else False
        yield Thing(kind, notation, text, hidden == letters, named and hidden == letters)


def report(folder: Path, half: str, *, misses: bool) -> bool:
    """Prints one half; says whether it keeps what is promised."""
    positives = (folder / f"{half}_positives.tsv").read_text("utf-8").splitlines()
    clean = (folder / f"{half}_clean.txt").read_text("utf-8").splitlines()
    found = [thing for line in positives for thing in things(line)]
    touched = [text for text in clean if (said := guard(text)).findings or said.held]
    print(f"{half}: {len(found)} things, {len(clean)} ordinary answers")
    kept = [_group(found, kind) for kind in sorted({one.kind for one in found})]
    hidden = sum(one.hidden for one in found)
    print(f"  recall {hidden / len(found):.3f}, false masks {len(touched) / len(clean):.3f}")
    if misses:
        for one in found:
            if not one.named:
                print(f"  {'unnamed' if one.hidden else 'MISSED'} {one.kind}: {one.text}")
        print(*(f"  FALSE {text} → {guard(text).masked}" for text in touched), sep="\n")
    return all(kept) and hidden >= RECALL * len(found) and len(touched) <= FALSE_MASKS * len(clean)


def _group(found: Sequence[Thing], kind: str) -> bool:
    """Prints one kind with its notations; says whether it and each that has enough examples is kept."""
    mine = [one for one in found if one.kind == kind]
    named = sum(one.named for one in mine)
    parts, kept = list[str](), _is_kept(mine)
    for notation in sorted({one.notation for one in mine}):
        part = [one for one in mine if one.notation == notation]
        parts.append(f"{notation} {sum(one.hidden for one in part)}/{len(part)}")
        kept = kept and (len(part) < ENOUGH or _is_kept(part))
    hidden = sum(one.hidden for one in mine)
    print(f"  {kind:16} hidden {hidden}/{len(mine)}, under its kind {named}; {', '.join(parts)}")
    return kept


def _is_kept(things: Sequence[Thing]) -> bool:
    return sum(one.hidden for one in things) >= RECALL * len(things)


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 when a half falls below what is promised."""
    folder = Path(arguments[0])
    kept = [report(folder, half, misses=half == HALVES[0] and "--misses" in arguments) for half in HALVES]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
