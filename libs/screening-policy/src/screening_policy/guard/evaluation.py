"""The guard against a corpus of answers: `python -m screening_policy.guard.evaluation FOLDER [--misses]`.

`positives.tsv` has kind, notation and text a line, with ⟦ ⟧ around what identifies somebody; `clean.txt` has
an ordinary answer a line. Every second line is held back: nobody reads its misses while mending the guard.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from screening_policy.guard.engine import guard

HALVES = ("tuned", "held back")
RECALL, FALSE_MASKS = 0.98, 0.02
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
        kinds, hidden = Counter[str](), set[int]()
        for one in findings:
            part = letters & set(range(*one.span))
            hidden |= part
            kinds[one.kind] += len(part)
        named = kinds.most_common(1)[0][0] == kind if kinds else False
        yield Thing(kind, notation, text, hidden == letters, named and hidden == letters)


def _lines(path: Path, half: int) -> list[str]:
    return path.read_text("utf-8").splitlines()[half::2]


def report(folder: Path, half: int, *, misses: bool) -> bool:
    """Prints one half; says whether it keeps what is promised."""
    found = [thing for line in _lines(folder / "positives.tsv", half) for thing in things(line)]
    clean = _lines(folder / "clean.txt", half)
    touched = [text for text in clean if (said := guard(text)).findings or said.held]
    print(f"{HALVES[half]}: {len(found)} things, {len(clean)} ordinary answers")
    for name, groups in (
        ("kind", [one.kind for one in found]),
        ("notation", [one.notation for one in found]),
    ):
        for group, of in sorted(Counter(groups).items()):
            mine = [one for one in found if getattr(one, name) == group]
            hidden, named = sum(one.hidden for one in mine), sum(one.named for one in mine)
            print(f"  {name:8} {group:16} hidden {hidden}/{of}  under its kind {named}/{of}")
    hidden = sum(one.hidden for one in found)
    print(f"  recall {hidden / len(found):.3f}, false masks {len(touched) / len(clean):.3f}")
    if misses:
        for one in found:
            if not one.named:
                print(f"  {'unnamed' if one.hidden else 'MISSED'} {one.kind}: {one.text}")
        print(*(f"  FALSE {text} → {guard(text).masked}" for text in touched), sep="\n")
    return hidden >= RECALL * len(found) and len(touched) <= FALSE_MASKS * len(clean)


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 when a half falls below what is promised."""
    folder = Path(arguments[0])
    kept = [report(folder, half, misses=half == 0 and "--misses" in arguments) for half in range(2)]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
