"""Items row by row: every cell a member will read, and every question as that row completes it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from screening_policy import cues
from screening_policy.findings import findings_in, without_rewrite
from screening_policy.frames import VARIABLE
from screening_policy.languages import unread
from screening_policy.links import is_link
from screening_policy.reading import read
from screening_policy.rules import all_rules
from screening_policy.scene import Pause, Piece, Place, Rendered, Scene, scene_of
from screening_policy.settings import Rules
from screening_policy.shape import understood
from screening_policy.showing import judges_cells, shown_in, works_on_cells
from screening_policy.verdict import Finding, ItemVerdict, not_screened, worst

_EDGE = 60
_SHORT = 40
_FIELD = 60
_WORD = re.compile("[a-z]+")


class _Frame:
    """A text of the order with variables in it, taken apart once."""

    def __init__(self, place: Place, scene: Scene) -> None:
        own_words = read(VARIABLE.sub(" ", place.text)).text
        self.asks = bool(cues.FRAME_ASKS.search(own_words))
        judged = place.kind == "question" and not place.open and judges_cells(scene, place, own_words)
        self.works_on_it = judged or works_on_cells(own_words)
        self._speaks_to_member = bool(cues.SPOKEN_TO.search(own_words))
        self._place = place
        self.is_chosen = place.kind == "question" and not place.open
        self._parts = VARIABLE.split(place.text)
        self.names = [variable[1:-1] for variable in VARIABLE.findall(place.text)]
        self.shown = shown_in(place.text, own_words, self.names, self.works_on_it, judged)

    def rendered(self, row: Mapping[str, Any], index: int) -> Rendered:
        """The text with the row's cells in it; of a long cell only its edges, which a frame can speak to."""
        text, pieces = self._parts[0], list[Piece]()
        for name, words in zip(self.names, self._parts[1:], strict=True):
            cell, where = _text(row.get(name, "")), f"items[{index}].{name}"
            if len(cell) <= 2 * _EDGE:
                shown = [(0, cell)]
            else:
                shown = [(0, cell[:_EDGE] + "\n"), (len(cell) - _EDGE, cell[-_EDGE:])]
            for offset, part in shown:
                pieces.append(Piece(len(text), len(text) + len(part), where, cell, offset))
                text += part
            text += words
        short = all(len(piece.text) <= _SHORT for piece in pieces)
        asks, question = self._place.asks, self._place.question
        is_open = self._place.open and short and not self.works_on_it
        personal = self._speaks_to_member or (
            short and (not self.works_on_it or any(_speaks_to_worker(piece.text) for piece in pieces))
        )
        return Rendered(
            "", "rendered", text, asks, question, is_open, pieces=tuple(pieces), may_be_personal=personal
        )


class ItemScreener:
    """Screens the rows of one order; what depends on the order alone is worked out once."""

    def __init__(
        self, order: Mapping[str, Any], rules: Rules | None = None, pause: Pause | None = None
    ) -> None:
        self._order, _ = understood(order)
        self._rules = rules or Rules()
        self._pause = pause
        scene = scene_of(self._order, self._rules.floor_points_per_minute, pause)
        self._japanese = scene.japanese
        told = scene.of("title", "instructions", "question", "option", "hint")
        self._frames = [_Frame(place, scene) for place in told if VARIABLE.search(place.text)]
        worked_on, plain = (
            {name for frame in self._frames if frame.works_on_it is works for name in frame.names}
            for works in (True, False)
        )
        self._worked_on = worked_on - plain
        self._chosen = {name for frame in self._frames if frame.is_chosen for name in frame.names} - {
            name for frame in self._frames if not frame.is_chosen for name in frame.names
        }
        shown = {name for frame in self._frames for name in frame.shown}
        self._shown = shown & self._worked_on

    def screen(self, row: Mapping[str, Any], index: int) -> ItemVerdict:
        """The verdict on one row of columns and texts, `index` being its number in the order."""
        if not isinstance(row, Mapping):
            return ItemVerdict(index, "human", (not_screened(f"items[{index}]", "is no object"),))
        findings = self._findings(row, index)
        if any(finding.verdict == "fix" for finding in findings):
            findings = self._checked(row, index, findings)
        return ItemVerdict(index, worst(findings), tuple(findings))

    def _findings(self, row: Mapping[str, Any], index: int) -> list[Finding]:
        return findings_in(self._scene(row, index), all_rules())

    def _scene(self, row: Mapping[str, Any], index: int) -> Scene:
        speaking = list(self._speaking(row, index))
        spoken = {place.where.removeprefix(f"items[{index}].") for place in speaking}
        rendered = (
            frame.rendered(row, index)
            for frame in self._frames
            if frame.asks or not spoken.isdisjoint(frame.names)
        )
        places = [*speaking, *(place for place in rendered if place.pieces)]
        floor = self._rules.floor_points_per_minute
        return Scene(self._order, places, self._japanese, floor, self._pause)

    def _speaking(self, row: Mapping[str, Any], index: int) -> Iterator[Place]:
        """The cells and names of columns (which members may see too) that may speak to the member."""
        for name, value in row.items():
            if _asks(name, of_column=True):
                yield Place(f"items[{index}]", "cell", name, asks=True)
            text = _text(value)
            named = name not in self._worked_on and 1 < len(text) <= _FIELD
            asks = named and _asks(text, is_chosen=name in self._chosen)
            cell = Place(f"items[{index}].{name}", "cell", text, asks, material=name in self._shown)
            if (
                asks
                or is_link(cell.reading.text.strip())
                or unread(cell)
                or (len(text) > 3 and cues.ADDRESSED.search(cell.reading.text))
            ):
                yield cell

    def _checked(self, row: Mapping[str, Any], index: int, findings: list[Finding]) -> list[Finding]:
        """The findings with only those rewrites that pass when the row is screened again."""
        cell, own = f"items[{index}].", {rule.id: rule.apply for rule in all_rules()}
        mended, order = dict(row), {**self._order, "items": []}
        for finding in findings:
            apply = own[finding.rule]
            if finding.rewrite is None or (apply and apply(order, finding.where, finding.rewrite)):
                continue
            if finding.where.startswith(cell):
                mended[finding.where.removeprefix(cell)] = finding.rewrite
        scene = replace(self._scene(mended, index), order=order)
        left = {(f.rule, f.where) for f in findings_in(scene, all_rules()) if f.verdict == "fix"}
        return [
            without_rewrite(f) if f.verdict == "fix" and (f.rule, f.where) in left else f for f in findings
        ]


@lru_cache(maxsize=4096)
def _asks(text: str, *, of_column: bool = False, is_chosen: bool = False) -> bool:
    """Whether a rule finds something in a short text that is taken for a question to the member.

    A cell may be the name of a field to fill in, unless the answer `is_chosen` from options; the name of a
    column has to speak, or else it only labels its cells.
    """
    place = Place("", "cell", text, asks=True)
    words = place.reading.text
    if of_column and _WORD.fullmatch(words):
        return False
    says = cues.ADDRESSED if of_column else cues.NAMES
    if not (cues.SHORT_ASK.search(words) or says.search(words)):
        return False
    rules = all_rules()
    if is_chosen and not (cues.SHORT_ASK.search(words) or cues.ADDRESSED.search(words)):
        rules = tuple(rule for rule in rules if not rule.identifies)
    return bool(findings_in(Scene({}, [place], False, 0), rules))


@lru_cache(maxsize=4096)
def _speaks_to_worker(text: str) -> bool:
    """Whether a cell turns to whoever works on it."""
    words = read(text).text
    return bool(cues.WORKER.search(words) and cues.ADDRESSED.search(words))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value)
