"""The main job: recorded answers go through the public API to the end, or leave nothing open."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from local_platform.platform import Platform
from minijob.cli import app
from minijob.replay import Failed, Recording, Report, read_recording, replay
from minijob.replay.order import REWARD_POINTS
from minijob.replay.report import broken
from tests.system.parties import Parties, settled, until

pytestmark = [pytest.mark.system, pytest.mark.servers]

FIGURES = [
    "items",
    "answers_recorded",
    "answers_accepted",
    "repeats",
    "accuracy",
    "points_granted",
    "escrow_left",
    "over_assigned",
    "ledger_rebuild_equal",
    "seconds",
    "pairs_per_second",
]
# A byte order mark, labels with a comma, a line break and Japanese, a repeat, unequal counts of answers, and
# a worker who answers all of them.
ODD_ANSWERS = """\ufeffitem,worker,label
a,busy,"yes, of course"
b,busy,猫
c,busy,"no
way"
d,busy,猫
a,w 2,"yes, of course"
a,w 2,猫
a,三,猫
b,w 2,猫
"""
ODD_TRUTH = 'item,label\na,"yes, of course"\nb,猫\nc,猫\n'
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of a recording."""

    def one(name: str, content: str) -> Path:
        file = tmp_path / name
        file.write_text(content, encoding="utf-8", newline="")
        return file

    return one


def replayed(
    platform: Platform,
    recording: Recording,
    say: Callable[[str], object] = str,
    answered: Callable[[], object] = int,
) -> Report:
    """The report of a replay with four members at a time."""
    return asyncio.run(replay(platform.url, recording, 4, say, answered))


def test_an_odd_recording_is_replayed_to_the_end(platform: Platform, write: Write) -> None:
    said: list[str] = []
    report = replayed(
        platform, read_recording(write("a.csv", ODD_ANSWERS), write("t.csv", ODD_TRUTH)), said.append
    )
    assert broken(report, REWARD_POINTS) == []
    assert (report.items, report.answers_recorded, report.answers_accepted, report.repeats) == (4, 8, 7, 1)
    assert (report.points_granted, report.escrow_left, report.over_assigned) == (70, 0, 0)
    assert (report.money.deposited_jpy, report.money.balance_jpy) == (144, 144 - 70 - 14)
    assert report.accuracy["majority"] == 0.6667
    assert said[-1] == "it is settled"


def test_a_recording_with_one_label_alone_is_replayed_to_the_end(platform: Platform, write: Write) -> None:
    answers = write("a.csv", "item,worker,label\na,w1,1\nb,w1,1\na,w2,1\n")
    report = replayed(platform, read_recording(answers))
    assert broken(report, REWARD_POINTS) == []
    assert report.answers_accepted == 3


def test_a_held_row_ends_the_replay_at_once_and_closes_the_order(
    platform: Platform, api: Parties, write: Write
) -> None:
    answers = write("a.csv", "item,worker,label\na,w1,yes\nb,w1,no\n")
    items = write("i.csv", "item,text\na,What is your telephone number?\nb,a cat\n")
    said: list[str] = []
    with pytest.raises(Failed, match=r"screening held 1 of 2 rows.*/v1/orders/screen"):
        replayed(platform, read_recording(answers, items=items), said.append)
    assert said[-1].endswith("what was locked for it goes back to the client")
    operator = api("operator")
    order_id = said[-1].split()[1]
    until(lambda: settled(operator, order_id))
    escrow = operator.ask("GET", f"/v1/ledger/orders/{order_id}").json()
    assert (escrow["paid_points"], escrow["left_jpy"]) == (0, 0)


def test_a_replay_that_is_broken_off_closes_its_order(platform: Platform, api: Parties, write: Write) -> None:
    def stumble() -> None:
        raise OSError("the terminal is gone")

    said: list[str] = []
    with pytest.raises(ExceptionGroup):
        replayed(platform, read_recording(write("a.csv", ODD_ANSWERS)), said.append, stumble)
    state = api("operator").ask("GET", f"/v1/orders/{said[-1].split()[1]}").json()["state"]
    assert state in ("closed", "settled")


@pytest.mark.shared
def test_a_recorded_crowd_is_replayed_to_the_end(platform: Platform, shared: Path) -> None:
    folder = shared / "data" / "crowd" / "rte"
    answers, truth, items = (folder / f"{name}.csv" for name in ("answers", "truth", "items"))
    report = replayed(platform, read_recording(answers, truth, items, limit=20))
    assert broken(report, REWARD_POINTS) == []
    assert (report.items, report.answers_accepted, report.points_granted) == (20, 200, 2_000)
    assert report.accuracy["dawid_skene"] is not None
    assert report.accuracy["dawid_skene"] > 0.8


def last_line(*arguments: str) -> dict[str, Any]:
    """The last line that the command says, which must be JSON."""
    done = CliRunner().invoke(app, [*arguments, "--json"])
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_replay_command_ends_with_one_object_of_exactly_the_promised_figures(
    platform: Platform, write: Write
) -> None:
    answers, truth = write("a.csv", ODD_ANSWERS), write("t.csv", ODD_TRUTH)
    found = last_line(
        "replay",
        "--answers",
        str(answers),
        "--truth",
        str(truth),
        "--workers",
        "2",
        "--gateway",
        platform.url,
    )
    assert list(found) == FIGURES
    assert list(found["accuracy"]) == ["majority", "dawid_skene"]
    assert (found["answers_accepted"], found["repeats"], found["over_assigned"]) == (7, 1, 0)
    assert found["ledger_rebuild_equal"] is True


def test_the_demo_uses_the_platform_that_runs_in_the_folder(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(platform.folder.parent)
    found = last_line("demo")
    assert list(found) == FIGURES
    assert (found["items"], found["answers_accepted"], found["points_granted"]) == (30, 150, 1_500)
    assert found["escrow_left"] == 0
