"""`minijob guard` masks a file of answers line by line and says which line is wrong."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from minijob.cli import app


def _file(folder: Path, *lines: object) -> str:
    file = folder / "answers.jsonl"
    encoded = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    file.write_bytes(b"\n".join(encoded) + b"\n")
    return str(file)


def test_each_answer_is_masked_in_order(tmp_path: Path) -> None:
    phone = "電話は090-1234-5678です"
    answers = [
        {"id": "a", "text": phone},
        {"id": 2, "text": "1,980円は高い"},
        {"id": "c", "text": phone, "expects": ["business_phone"]},
        {"id": "d", "text": phone, "expects": "business_name"},
        {"text": "x\u202ey"},
    ]
    done = CliRunner().invoke(app, ["guard", _file(tmp_path, *answers), "--json"])
    assert done.exit_code == 0
    found = [{"kind": "phone", "span": [3, 16]}]
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "a", "masked": "電話は［電話番号］です", "findings": found, "held": None},
        {"id": 2, "masked": "1,980円は高い", "findings": [], "held": None},
        {"id": "c", "masked": phone, "findings": [], "held": None},
        {"id": "d", "masked": "電話は［電話番号］です", "findings": found, "held": None},
        {"id": None, "masked": "", "findings": [], "held": "control_characters"},
    ]


def test_people_read_the_masked_text_and_its_kinds(tmp_path: Path) -> None:
    file = _file(tmp_path, {"id": "a", "text": "mail taro@example.com"}, {"id": "b", "text": "\ufffd"})
    done = CliRunner().invoke(app, ["guard", file])
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "line 1: mail [e-mail]",
        "  masked: email",
        "line 2: held: undecodable",
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"nope", ""),
        (b"\xff", ""),
        (b"[" * 100_000, ""),
        (["x"], "an answer"),
        ({"id": "a"}, "text"),
        ({"text": 5}, "text"),
        ({"id": ["a"], "text": "x"}, "id"),
        ({"text": "x", "expects": ["phone"]}, "expects"),
        ({"text": "x", "expects": {"a": 1}}, "expects"),
    ],
)
def test_a_line_that_holds_no_answer_is_told_and_the_next_one_is_guarded(
    tmp_path: Path, line: object, says: str
) -> None:
    done = CliRunner().invoke(app, ["guard", _file(tmp_path, line, {"id": 1, "text": "ok"}), "--json"])
    assert done.exit_code == 1
    broken, sound = [json.loads(one) for one in done.stdout.splitlines()]
    assert broken["line"] == 1
    assert broken["error"].startswith(says)
    assert sound["masked"] == "ok"
