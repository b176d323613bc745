"""A pool of Toloka, with its project and its tasks where the file has them."""

import json
from collections.abc import Iterator
from typing import Any

from minijob.moving.draft import Draft

KINDS = {"string": "text", "integer": "number", "float": "number", "boolean": "single"}
SETTINGS = {
    "reward_per_assignment": "the reward in dollars: it is 10 points a minute until you change it",
    "filter": "the filter of performers: an audience here is age and prefecture",
    "quality_control": "rules of quality control: set `quality` and look at the pilot",
    "mixer_config": "the mixing of tasks into suites: each task is taken alone",
    "training_config": "training",
    "dynamic_overlap_config": "dynamic overlap",
    "speed_quality_balance": "the balance of speed and quality",
    "will_expire": "the end date of the pool",
}


def read(pool: dict[str, Any]) -> Draft:
    """Output fields become questions, input fields columns."""
    project = _dict(pool.get("project") or pool)
    draft = Draft(
        title=str(project.get("public_name") or pool.get("private_name") or ""),
        instructions=_no_tags(project.get("public_instructions") or pool.get("public_description") or ""),
        answers_per_task=int(_dict(pool.get("defaults")).get("default_overlap_for_new_task_suites") or 1),
        acceptance="automatic" if pool.get("auto_accept_solutions", True) else "client",
    )
    spec = _dict(project.get("task_spec"))
    labels = dict(_labels(_view(draft, spec)))
    for name, output in _dict(spec.get("output_spec")).items():
        _question(draft, name, _dict(output), labels.get(name, {}))
    draft.show([name for name, kind in _dict(spec.get("input_spec")).items() if _is_text(draft, name, kind)])
    for setting, what in SETTINGS.items():
        if pool.get(setting):
            draft.leave(what)
    draft.add_items([_dict(_dict(task).get("input_values")) for task in pool.get("tasks") or []])
    return draft


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _no_tags(text: Any) -> str:
    from minijob.moving.mturk import text_of_html

    return text_of_html(str(text))


def _is_text(draft: Draft, name: str, spec: Any) -> bool:
    kind = _dict(spec).get("type")
    if kind in ("string", "integer", "float"):
        return True
    draft.leave(f"input {name}: a {kind} is not shown; members read texts")
    return False


def _view(draft: Draft, spec: dict[str, Any]) -> Any:
    """The template's configuration, in which labels of fields and options stand."""
    view = _dict(spec.get("view_spec"))
    if view.get("markup") or view.get("script"):
        draft.leave("the page's own HTML, CSS and script: questions take the names of their fields")
    config = view.get("config")
    try:
        return json.loads(config) if isinstance(config, str) else config
    except (ValueError, RecursionError):
        draft.leave("the template: its configuration is not JSON")
        return None


def _labels(view: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(view, dict):
        data = _dict(view.get("data"))
        if data.get("type") == "data.output" and isinstance(data.get("path"), str):
            yield data["path"], view
        for inner in view.values():
            yield from _labels(inner)
    elif isinstance(view, list):
        for inner in view:
            yield from _labels(inner)


def _question(draft: Draft, name: str, output: dict[str, Any], field: dict[str, Any]) -> None:
    text = str(field.get("label") or name)
    required = bool(output.get("required", True))
    kind, allowed = str(output.get("type")), output.get("allowed_values")
    named = {str(one.get("value")): str(one.get("label")) for one in map(_dict, field.get("options") or [])}
    options = [named.get(str(value), str(value)) for value in allowed or named]
    if kind in ("string", "integer") and options:
        draft.ask(name, "single", text, options, required=required)
    elif kind == "array_string" and options:
        draft.ask(name, "multi", text, options, required=required)
    elif kind == "boolean":
        draft.ask(name, "single", text, options or ["Yes", "No"], required=required)
    elif kind in KINDS:
        given = {key: output.get(f"{key}_value") for key in ("min", "max")}
        whole = {key: int(value) for key, value in given.items() if isinstance(value, int | float)}
        bounds = whole if kind != "string" else {}
        draft.ask(name, KINDS[kind], text, (), required=required, **bounds)
    else:
        draft.leave(f"output {name}: a {kind} cannot be asked here")
