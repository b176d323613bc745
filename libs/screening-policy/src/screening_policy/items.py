"""Items row by row: every cell a member will read, and every question as that row completes it."""

from collections.abc import Mapping
from typing import Any

from screening_policy import cues
from screening_policy.findings import findings_in, without_rewrite
from screening_policy.reading import read
from screening_policy.rules import all_rules
from screening_policy.scene import VARIABLE, Piece, Place, Rendered, Scene, scene_of
from screening_policy.settings import Rules
from screening_policy.verdict import Finding, ItemVerdict, worst

_EDGE = 60
_SHORT = 40


class _Frame:
    """A text of the order with variables in it, taken apart once."""

    def __init__(self, place: Place) -> None:
        own_words = read(VARIABLE.sub(" ", place.text)).text
        self.asks = bool(cues.FRAME_ASKS.search(own_words))
        self._speaks_to_member = bool(cues.SPOKEN_TO.search(own_words))
        self._place = place
        self._parts = VARIABLE.split(place.text)
        self._names = [variable[1:-1] for variable in VARIABLE.findall(place.text)]

    def rendered(self, row: Mapping[str, Any], index: int) -> Rendered:
        """The text with the row's cells in it; of a long cell only its edges, which a frame can speak to."""
        text, pieces = self._parts[0], list[Piece]()
        for name, words in zip(self._names, self._parts[1:], strict=True):
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
        return Rendered("", "rendered", text, asks, question, tuple(pieces), short or self._speaks_to_member)


class ItemScreener:
    """Screens the rows of one order; what depends on the order alone is worked out once."""

    def __init__(self, order: Mapping[str, Any], rules: Rules | None = None) -> None:
        self._order = order
        self._rules = rules or Rules()
        scene = scene_of(order, self._rules.floor_points_per_minute)
        self._japanese = scene.japanese
        told = scene.of("title", "instructions", "question", "option")
        self._frames = [_Frame(place) for place in told if VARIABLE.search(place.text)]

    def screen(self, row: Mapping[str, Any], index: int) -> ItemVerdict:
        """The verdict on one row of columns and texts, `index` being its number in the order."""
        findings = self._findings(row, index)
        if any(finding.verdict == "fix" for finding in findings):
            findings = self._checked(row, index, findings)
        return ItemVerdict(index, worst(findings), tuple(findings))

    def _findings(self, row: Mapping[str, Any], index: int) -> list[Finding]:
        cells = [Place(f"items[{index}].{name}", "cell", _text(value)) for name, value in row.items()]
        speaking = [cell for cell in cells if len(cell.text) > 3 and cues.ADDRESSED.search(cell.reading.text)]
        rendered = (frame.rendered(row, index) for frame in self._frames if frame.asks or speaking)
        places = [*speaking, *(place for place in rendered if place.pieces)]
        scene = Scene(self._order, places, self._japanese, self._rules.floor_points_per_minute)
        return findings_in(scene, all_rules())

    def _checked(self, row: Mapping[str, Any], index: int, findings: list[Finding]) -> list[Finding]:
        """The findings with only those rewrites that pass when the row is screened again."""
        mended = dict(row)
        for finding in findings:
            if finding.rewrite is not None:
                mended[finding.where.removeprefix(f"items[{index}].")] = finding.rewrite
        left = {(f.rule, f.where) for f in self._findings(mended, index) if f.verdict == "fix"}
        return [
            without_rewrite(f) if f.verdict == "fix" and (f.rule, f.where) in left else f for f in findings
        ]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value)
