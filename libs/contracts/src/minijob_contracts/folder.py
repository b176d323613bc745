"""The files that are generated from the contracts: schemas, AsyncAPI, event table and what was published."""

import json
from pathlib import Path

from minijob_contracts.asyncapi import asyncapi
from minijob_contracts.compatibility import breaking_changes_of_all
from minijob_contracts.event_table import event_table
from minijob_contracts.registry import EVENTS
from minijob_contracts.schemas import Schema, as_text, schema_of

_SCHEMAS = "schemas"
_PUBLISHED = "published"
_VERSION = "VERSION"


class NotASourceFolder(ValueError):
    """The folder does not hold the sources of this package."""


def source_folder() -> Path:
    """`libs/contracts` of a source checkout. Raises NotASourceFolder when installed from a wheel."""
    folder = Path(__file__).resolve().parents[2]
    if not (folder / "pyproject.toml").is_file():
        raise NotASourceFolder(
            "minijob_contracts does not run from a source checkout; name the folder of the files with --to"
        )
    return folder


def generated(version: str) -> dict[Path, str]:
    """The text of every generated file by its path in the folder."""
    files = {Path(_SCHEMAS, f"{name}.json"): as_text(schema_of(event)) for name, event in EVENTS.items()}
    files[Path("asyncapi.json")] = as_text(asyncapi(version))
    files[Path("EVENTS.md")] = event_table()
    return files


def write(folder: Path, version: str) -> list[Path]:
    """Writes every stale file, removes schemas of no event; returns what changed."""
    files = generated(version)
    changed = stale(folder, version)
    for path in changed:
        if path in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(files[path], encoding="utf-8")
        else:
            (folder / path).unlink()
    return changed


def is_published(folder: Path) -> bool:
    """Whether there is a published version to compare with."""
    return (folder / _PUBLISHED / _VERSION).is_file()


def stale(folder: Path, version: str) -> list[Path]:
    """Files that are missing, differ from what is generated, or are schemas of no event."""
    files = generated(version)
    differing = {path for path, text in files.items() if _text(folder / path) != text}
    strange = {path.relative_to(folder) for path in (folder / _SCHEMAS).glob("*.json")} - files.keys()
    return sorted(differing | strange)


def breaking(folder: Path) -> list[str]:
    """What breaks the last published version; empty when nothing was published yet."""
    published = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((folder / _PUBLISHED).glob("*.json"))
    }
    current: dict[str, Schema] = {name: schema_of(event) for name, event in EVENTS.items()}
    return breaking_changes_of_all(published, current)


def republished(folder: Path, version: str) -> list[str]:
    """Events whose schema would change under a version that is published already."""
    if _text(folder / _PUBLISHED / _VERSION) != f"{version}\n":
        return []
    return [
        name
        for name, event in EVENTS.items()
        if _text(folder / _PUBLISHED / f"{name}.json") != as_text(schema_of(event))
    ]


def publish(folder: Path, version: str) -> None:
    """Makes the schemas of now the published ones of `version`; call it only when nothing is breaking."""
    target = folder / _PUBLISHED
    target.mkdir(parents=True, exist_ok=True)
    for name, event in EVENTS.items():
        (target / f"{name}.json").write_text(as_text(schema_of(event)), encoding="utf-8")
    (target / _VERSION).write_text(f"{version}\n", encoding="utf-8")


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None
