"""The README tells of every event and every service."""

from pathlib import Path

from minijob_contracts.registry import EVENTS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_event_table_is_complete() -> None:
    rows = [line for line in README.splitlines() if line.startswith("| `") and ".v1`" in line]
    named = {word.strip(" ,;|()") for row in rows for word in row.split()}
    assert {event.__name__ for event in EVENTS.values()} <= named


def test_every_folder_of_the_house_is_named() -> None:
    for folder in ("contracts", "chassis", "screening-policy", "minijob"):
        assert f"`libs/{folder}`" in README


def test_each_service_has_a_runbook() -> None:
    for service in sorted((ROOT / "services").iterdir()):
        text = (service / "README.md").read_text(encoding="utf-8")
        assert "## Runbook" in text, service.name
