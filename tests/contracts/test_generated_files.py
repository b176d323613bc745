"""The committed files are those that the contracts generate, and a stale or breaking one is found."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from minijob_contracts import EVENTS, TOPICS, __version__
from minijob_contracts.__main__ import main
from minijob_contracts.folder import source_folder
from tests.contracts.golden import TYPES, golden

Captured = pytest.CaptureFixture[str]
SCHEMA = "schemas/minijob.OrderClosed.json"
PUBLISHED = "published/minijob.OrderClosed.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the committed files."""
    for name in ("schemas", "published"):
        shutil.copytree(source_folder() / name, tmp_path / name)
    for name in ("asyncapi.json", "EVENTS.md"):
        shutil.copy(source_folder() / name, tmp_path / name)
    return tmp_path


def edit(path: Path, change: Callable[[Any], Any]) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def references(document: Any) -> Iterator[str]:
    if isinstance(document, dict):
        yield from (value for name, value in document.items() if name == "$ref")
    if isinstance(document, dict | list):
        for part in document.values() if isinstance(document, dict) else document:
            yield from references(part)


def resolved(document: Any, reference: str) -> Any:
    path, _, pointer = reference.partition("#")
    found = json.loads((source_folder() / path).read_text(encoding="utf-8")) if path else document
    for name in pointer.split("/")[1:]:
        found = found[name]
    return found


def asyncapi() -> Any:
    return json.loads((source_folder() / "asyncapi.json").read_text(encoding="utf-8"))


def test_the_committed_files_are_up_to_date_and_additive(capsys: Captured) -> None:
    code = main(["--check"])
    assert (code, capsys.readouterr().err) == (0, "")


@pytest.mark.parametrize("path", [SCHEMA, "asyncapi.json", "EVENTS.md"])
@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_text("{}")])
def test_a_stale_file_is_named(
    folder: Path, capsys: Captured, path: str, damage: Callable[[Path], Any]
) -> None:
    damage(folder / path)
    assert main(["--check", "--to", str(folder)]) == 1
    assert capsys.readouterr().err == f"stale: {path} (run python -m minijob_contracts)\n"
    assert main(["--to", str(folder)]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert main(["--check", "--to", str(folder)]) == 0


def test_a_schema_of_no_event_is_stale_and_removed(folder: Path, capsys: Captured) -> None:
    (folder / "schemas/minijob.Gone.json").write_text("{}")
    assert main(["--check", "--to", str(folder)]) == 1
    assert "stale: schemas/minijob.Gone.json" in capsys.readouterr().err
    assert main(["--to", str(folder)]) == 0
    assert not (folder / "schemas/minijob.Gone.json").exists()


def test_what_breaks_the_published_version_is_named_and_not_published(folder: Path, capsys: Captured) -> None:
    edit(folder / PUBLISHED, lambda schema: schema["properties"].update(why={"type": "string"}))
    before = (folder / PUBLISHED).read_text()
    for command in ("--check", "--publish"):
        assert main([command, "--to", str(folder)]) == 1
        assert capsys.readouterr().err == "breaking: minijob.OrderClosed: why: was removed\n"
    assert (folder / PUBLISHED).read_text() == before


def test_a_published_event_that_is_gone_is_breaking(folder: Path, capsys: Captured) -> None:
    shutil.copy(folder / PUBLISHED, folder / "published/minijob.OrderSold.json")
    assert main(["--check", "--to", str(folder)]) == 1
    assert capsys.readouterr().err == "breaking: minijob.OrderSold: the event type was removed\n"


def test_without_a_published_version_the_check_fails(folder: Path, capsys: Captured) -> None:
    shutil.rmtree(folder / "published")
    assert main(["--check", "--to", str(folder)]) == 1
    assert "missing: published/VERSION" in capsys.readouterr().err


def test_publishing_brings_what_was_added(folder: Path) -> None:
    edit(folder / PUBLISHED, lambda schema: schema["properties"]["reason"]["enum"].remove("operator"))
    (folder / "published/VERSION").write_text("0.0.9\n")
    assert main(["--publish", "--to", str(folder)]) == 0
    assert (folder / PUBLISHED).read_text() == (folder / SCHEMA).read_text()
    assert (folder / "published/VERSION").read_text() == f"{__version__}\n"


def test_an_empty_folder_is_filled_and_published(tmp_path: Path) -> None:
    assert main(["--publish", "--to", str(tmp_path / "new")]) == 0
    assert main(["--check", "--to", str(tmp_path / "new")]) == 0


def test_the_module_exits_with_the_result_of_the_check(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "minijob_contracts", "--check", "--to", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert len([line for line in run.stderr.splitlines() if line.startswith("stale: ")]) == len(EVENTS) + 2


def test_the_asyncapi_document_has_every_topic_and_every_event() -> None:
    document = asyncapi()
    assert document["asyncapi"] == "3.0.0"
    assert document["info"]["version"] == __version__
    assert sorted(document["channels"]) == sorted(TOPICS)
    assert sorted(document["components"]["messages"]) == TYPES
    assert {channel["bindings"]["kafka"]["partitions"] for channel in document["channels"].values()} == {12}


def test_every_reference_of_the_asyncapi_document_leads_somewhere() -> None:
    document = asyncapi()
    found = set(references(document))
    assert len(found) > 2 * len(EVENTS)
    assert all(resolved(document, reference) for reference in found)


def test_every_event_is_sent_once_and_on_its_own_topic() -> None:
    document = asyncapi()
    sent = [
        (operation["channel"]["$ref"], message["$ref"])
        for operation in document["operations"].values()
        for message in operation["messages"]
    ]
    assert sorted(sent) == sorted(
        (f"#/channels/{event.TOPIC}", f"#/channels/{event.TOPIC}/messages/{name}")
        for name, event in EVENTS.items()
    )


@pytest.mark.parametrize("event_type", TYPES)
def test_golden_headers_and_keys_fit_the_asyncapi_message(event_type: str) -> None:
    message = asyncapi()["components"]["messages"][event_type]
    record = golden(event_type)
    jsonschema.validate(record.headers, message["headers"], jsonschema.Draft202012Validator)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    key = message["bindings"]["kafka"]["key"]
    jsonschema.validate(record.key, key, jsonschema.Draft202012Validator, format_checker=checker)
    assert key.get("format") == "uuid" or EVENTS[event_type].KEY == "client_id"


def test_a_version_that_is_published_is_not_published_otherwise(folder: Path, capsys: Captured) -> None:
    edit(folder / PUBLISHED, lambda schema: schema["properties"]["reason"]["enum"].remove("operator"))
    before = (folder / PUBLISHED).read_text()
    assert main(["--publish", "--to", str(folder)]) == 1
    assert "changed: minijob.OrderClosed under" in capsys.readouterr().err
    assert (folder / PUBLISHED).read_text() == before
