"""The shape of an order: what of it is understood, and what a person has to look at instead."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

Problem = tuple[str, str]


def problems_of(order: Any) -> list[Problem]:
    """(field, what is wrong) of everything that is not as the public API has it; no rule can read that."""
    return understood(order)[1]


def understood(order: Any) -> tuple[dict[str, Any], list[Problem]]:
    """The order with whatever is not understood left empty in its place, and the problems found."""
    if not isinstance(order, Mapping):
        return {}, [("", "is no object")]
    kept, problems = dict(order), list[Problem]()
    for name in ("title", "instructions"):
        if not isinstance(kept.get(name, ""), str):
            problems.append((name, "is no text"))
    kept["links"], found = _list(kept.get("links"), "links", str)
    problems += found
    if "items" in kept:
        problems += _list(kept["items"], "items", Mapping)[1]
        kept["items"] = kept["items"] if isinstance(kept["items"], list | tuple) else []  # judged row by row
    if not isinstance(kept.get("audience") or {}, Mapping):
        problems.append(("audience", "is no object"))
    elif _is_nobody(kept.get("audience") or {}):
        problems.append(("audience.age_min", "is above age_max, so that it means nobody"))
    kept["questions"], found = _list(kept.get("questions"), "questions", Mapping)
    problems += found if kept["questions"] or found else [("questions", "is missing or empty")]
    for number, question in enumerate(kept["questions"]):
        kept["questions"][number], found = _question(question, f"questions[{number}]")
        problems += found
    problems += _numbers(kept)
    return kept, problems


def _question(question: Mapping[str, Any], where: str) -> tuple[dict[str, Any], list[Problem]]:
    kept, problems = dict(question), list[Problem]()
    if not isinstance(kept.get("text"), str):
        problems.append((f"{where}.text", "is no text"))
    if "options" in kept:
        kept["options"], found = _list(kept["options"], f"{where}.options", (str, int, float))
        problems += found
    if not isinstance(kept.get("required", True), bool):
        problems.append((f"{where}.required", "is neither true nor false"))
    return kept, problems


def _list(value: Any, where: str, kind: Any) -> tuple[list[Any], list[Problem]]:
    """The list with a harmless thing in the place of each that is not of this kind."""
    if value is None:
        return [], []
    if not isinstance(value, list | tuple):
        return [], [(where, "is no list")]
    wrong = [
        (f"{where}[{n}]", "is not understood") for n, one in enumerate(value) if not isinstance(one, kind)
    ]
    return [one if isinstance(one, kind) else {} if kind is Mapping else "" for one in value], wrong


def _is_nobody(audience: Mapping[str, Any]) -> bool:
    youngest, oldest = audience.get("age_min"), audience.get("age_max")
    return isinstance(youngest, int | float) and isinstance(oldest, int | float) and youngest > oldest


def _numbers(kept: dict[str, Any]) -> Iterator[Problem]:
    for name in ("reward_points", "estimated_minutes"):
        value = kept.get(name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            del kept[name]
            yield name, "is no number"
        elif name == "estimated_minutes" and value <= 0:
            yield name, "is not above zero"
