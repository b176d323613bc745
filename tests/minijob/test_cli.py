"""The command line says what is wrong and ends with 0 only on success."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from local_platform.ports import free_port
from minijob.cli import app

ORDER = {
    "title": "Animals",
    "questions": [{"id": "q1", "kind": "single", "text": "Which animal is this?", "options": ["cat", "dog"]}],
}
ASKS_A_NAME = {
    "title": "About you",
    "questions": [{"id": "q1", "kind": "text", "text": "What is your name?"}],
}


def _file(folder: Path, *lines: bytes) -> str:
    file = folder / "orders.jsonl"
    file.write_bytes(b"\n".join(lines) + b"\n")
    return str(file)


def _line(order: object) -> bytes:
    return json.dumps(order).encode()


def test_each_order_gets_its_verdict_in_order(tmp_path: Path) -> None:
    file = _file(tmp_path, _line(ORDER), _line(ASKS_A_NAME))
    done = CliRunner().invoke(app, ["screen", file, "--json"])
    assert done.exit_code == 0
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert [verdict["verdict"] for verdict in verdicts] == ["pass", "refuse"]
    assert verdicts[1]["findings"][0]["quote"] == "name"


def test_a_bad_line_is_told_with_its_number_and_the_others_are_screened(tmp_path: Path) -> None:
    lines = [b"nope", b"[1]", b"\xff", b'{"questions": [5]}', b"[" * 100_000, _line(ORDER)]
    done = CliRunner().invoke(app, ["screen", _file(tmp_path, *lines), "--json"])
    assert done.exit_code == 1
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one.get("line") for one in said] == [1, 2, 3, 4, 5, None]
    assert said[-1]["verdict"] == "pass"


MALFORMED: list[tuple[dict[str, object], str]] = [
    ({}, "questions"),
    ({"foo": 1}, "questions"),
    ({"title": "x", "question": [{"text": "電話番号を教えてください"}]}, "questions"),
    ({"questions": []}, "questions"),
    ({"questions": [{"text": ["電話番号を教えてください"]}]}, "questions[0].text"),
    ({"questions": [{"text": "x?", "options": "電話番号を教えてください"}]}, "questions[0].options"),
    (ORDER | {"links": "https://bit.ly/x"}, "links"),
    (ORDER | {"reward_points": "1"}, "reward_points"),
    (ORDER | {"estimated_minutes": float("inf")}, "estimated_minutes"),
    (ORDER | {"items": ["abc"]}, "items[0]"),
    (ORDER | {"title": ["Your name?"]}, "title"),
    (ORDER | {"audience": {"age_min": 60, "age_max": 20}}, "audience.age_min"),
]


@pytest.mark.parametrize(("order", "field"), MALFORMED)
def test_a_malformed_order_is_an_error_that_names_the_field(
    tmp_path: Path, order: dict[str, object], field: str
) -> None:
    done = CliRunner().invoke(app, ["screen", _file(tmp_path, _line(order), _line(ORDER)), "--json"])
    assert done.exit_code == 1
    broken, sound = [json.loads(line) for line in done.stdout.splitlines()]
    assert broken["line"] == 1
    assert broken["error"].startswith(field)
    assert broken["verdict"] == "human"
    assert sound["verdict"] == "pass"


def test_a_text_of_nothing_visible_gets_a_verdict_like_the_lines_after_it(tmp_path: Path) -> None:
    invisible = {"questions": [{"text": "\u200b"}]}
    done = CliRunner().invoke(app, ["screen", _file(tmp_path, _line(invisible), _line(ORDER)), "--json"])
    assert done.exit_code == 0
    assert [json.loads(line)["verdict"] for line in done.stdout.splitlines()] == ["human", "pass"]


def test_a_lone_surrogate_stays_readable_json(tmp_path: Path) -> None:
    order = {"questions": [{"id": "q", "kind": "text", "text": "\ud800 Your name?", "options": []}]}
    done = CliRunner().invoke(app, ["screen", _file(tmp_path, _line(order)), "--json"])
    assert done.exit_code == 0
    assert json.loads(done.stdout)["verdict"] == "refuse"


def test_without_json_the_findings_are_told_to_a_person(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["screen", _file(tmp_path, _line(ASKS_A_NAME))])
    assert done.exit_code == 0
    assert "line 1: refuse" in done.stdout
    assert "P1 questions[0].text: 'name'." in done.stdout


def test_a_broken_recording_ends_the_replay_before_anything_is_started(tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text("item,worker,label\na,w1\n")
    done = CliRunner().invoke(app, ["replay", "--answers", str(answers)])
    assert done.exit_code == 1
    assert done.stderr == f"{answers}, line 2: 2 cells instead of 3\n"


@pytest.mark.parametrize("url", ["localhost", "http://", "http://host:port", "https://host"])
def test_a_gateway_that_is_no_url_is_refused_at_once(tmp_path: Path, url: str) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text("item,worker,label\na,w1,1\n")
    done = CliRunner().invoke(app, ["replay", "--answers", str(answers), "--gateway", url])
    assert done.exit_code == 1
    assert done.stderr == f"{url!r} is not of the form http://host:port\n"


@pytest.mark.servers
def test_a_first_start_without_a_network_says_what_could_not_be_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "jgo.conf"
    settings.write_text(f"[repositories]\nmirror = http://127.0.0.1:{free_port()}\n")
    monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))
    monkeypatch.setattr("local_platform.jars.ATTEMPTS", 1)
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example")
    monkeypatch.delenv("KAFKA_BOOTSTRAP_SERVERS", raising=False)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["up"])
    assert done.exit_code == 1
    assert "could not be downloaded" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", ["up", "demo", "replay", "screen", "ledger", "conform"])
def test_every_command_explains_itself(command: str) -> None:
    done = CliRunner().invoke(app, [command, "--help"])
    assert done.exit_code == 0
    assert "--json" in done.stdout
