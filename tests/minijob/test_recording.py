"""Recorded answers are read with care: what cannot be used is refused with its line."""

import os
import threading
from pathlib import Path

import pytest

from minijob.replay import BrokenFile, read_recording

HEAD = "item,worker,label\n"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return tmp_path / "answers.csv"


def test_answers_are_grouped_by_worker_in_their_order(answers: Path) -> None:
    answers.write_text(HEAD + "b,w1,1\na,w2,0\na,w1,0\n")
    found = read_recording(answers)
    assert found.answers == {"w1": [("b", "1"), ("a", "0")], "w2": [("a", "0")]}
    assert list(found.items) == ["b", "a"]
    assert (found.labels, found.answers_per_task, found.expected) == (["0", "1"], 2, 3)


def test_the_first_of_repeated_answers_counts(answers: Path) -> None:
    answers.write_text(HEAD + "a,w1,1\na,w1,0\na,w1,1\na,w2,0\n")
    found = read_recording(answers)
    assert found.answers["w1"] == [("a", "1")]
    assert (found.repeats, found.expected, found.answers_per_task) == (2, 2, 2)


def test_a_limit_keeps_the_first_items_with_all_their_answers(answers: Path, tmp_path: Path) -> None:
    answers.write_text(HEAD + "a,w1,1\nb,w1,1\nc,w2,1\na,w3,0\n")
    truth = tmp_path / "truth.csv"
    truth.write_text("item,label\na,1\nc,1\n")
    found = read_recording(answers, truth, limit=2)
    assert list(found.items) == ["a", "b"]
    assert found.answers == {"w1": [("a", "1"), ("b", "1")], "w3": [("a", "0")]}
    assert found.truth == {"a": "1"}


def test_the_question_shows_every_column_of_the_items(answers: Path, tmp_path: Path) -> None:
    answers.write_text(HEAD + "a,w1,1\n")
    items = tmp_path / "items.csv"
    items.write_text('item,text,hypothesis\na,"x, ""y""\nz",h\nunused,t,h\n')
    found = read_recording(answers, items=items)
    assert found.question == "Read the material and choose the label that fits. {text} {hypothesis}"
    assert found.items == {"a": {"item": "a", "text": 'x, "y"\nz', "hypothesis": "h"}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "line 1: the column 'item' is missing"),
        ("item,worker\na,w\n", "line 1: the column 'label' is missing"),
        ("item,worker,label,label\n", "line 1: each column needs a name of its own"),
        (HEAD, "there is no answer"),
        (HEAD + "a,w1,1\n\nb,w1\n", "line 4: 2 cells instead of 3"),
        (HEAD + "a,w1,1,9\n", "line 2: 4 cells instead of 3"),
        (HEAD + "a,w1,1\na, ,1\n", "line 3: 'worker' is empty"),
        (HEAD + 'a,w1,"1\n', "line 2: unexpected end of data"),
        (HEAD + 'a,"w"1,1\n', "line 2: ',' expected after '\"'"),
    ],
)
def test_broken_answers_are_refused_with_their_line(answers: Path, content: str, said: str) -> None:
    answers.write_text(content)
    with pytest.raises(BrokenFile) as broken:
        read_recording(answers)
    assert str(answers) in str(broken.value)
    assert said in str(broken.value)


def test_a_file_that_is_no_text_is_refused(answers: Path) -> None:
    answers.write_bytes(HEAD.encode() + b"a,\xff,1\n")
    with pytest.raises(BrokenFile, match="utf-8"):
        read_recording(answers)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match="No such file"):
        read_recording(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ("item,text\nb,t\n", "item 'a' has answers and is not there"),
        ("item,text\na,t\na,u\n", "line 3: item 'a' is there twice"),
    ],
)
def test_items_must_fit_the_answers(answers: Path, tmp_path: Path, items: str, said: str) -> None:
    answers.write_text(HEAD + "a,w1,1\n")
    file = tmp_path / "items.csv"
    file.write_text(items)
    with pytest.raises(BrokenFile, match=said):
        read_recording(answers, items=file)


def test_labels_of_the_whole_file_and_of_the_truth_are_options(answers: Path, tmp_path: Path) -> None:
    answers.write_text(HEAD + "a,w1,1\nb,w1,2\n")
    truth = tmp_path / "truth.csv"
    truth.write_text("item,label\na,3\nz,4\n")
    assert read_recording(answers, truth, limit=1).labels == ["1", "2", "3", "4"]


@pytest.mark.parametrize(("only", "options"), [("1", ["1", "other"]), ("other", ["none of these", "other"])])
def test_a_single_label_gets_another_beside_it(answers: Path, only: str, options: list[str]) -> None:
    answers.write_text(HEAD + f"a,w1,{only}\n")
    assert read_recording(answers).labels == options


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([f"a,w,{n}" for n in range(101)], "101 labels; a question takes at most 100 options"),
        (["a,w," + "x" * 201], "has 201 characters; an option takes at most 200"),
        ([f"a,w{n},1" for n in range(101)], "item 'a' has 101 answers; an order takes at most 100 for each"),
        ([f"{n},w,1" for n in range(100_001)], "100001 items; an order takes at most 100000"),
    ],
    ids=["labels", "characters", "answers", "items"],
)
def test_more_than_an_order_takes_is_refused_with_the_limit(
    answers: Path, rows: list[str], said: str
) -> None:
    answers.write_text(HEAD + "\n".join(rows))
    with pytest.raises(BrokenFile, match=said):
        read_recording(answers)


def test_answers_may_come_through_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(HEAD + "b,w1,1\na,w1,0\n",), daemon=True)
    reader_result: list[list[str]] = []
    reader = threading.Thread(
        target=lambda: reader_result.append(list(read_recording(pipe).items)), daemon=True
    )
    writer.start()
    reader.start()
    reader.join(10)
    assert reader_result == [["b", "a"]]


def test_a_folder_with_a_long_name_still_makes_a_title(tmp_path: Path) -> None:
    folder = tmp_path / ("n" * 250)
    folder.mkdir()
    (folder / "answers.csv").write_text(HEAD + "a,w1,1\n")
    assert len(read_recording(folder / "answers.csv").title) == 200
