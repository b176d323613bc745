"""From many answers to one label per task."""

import csv
import io
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from assignment.quality import Given, Result, aggregate, import_soon, to_csv, to_parquet
from assignment.quality.labels import Label, Vote, labels_of
from minijob_contracts.orders import Question

CROWD = Path(__file__).parents[3] / "shared" / "data" / "crowd"


def results(
    kind: str, answers: Sequence[tuple[int, str, Any]], method: Any = "majority", **question: Any
) -> dict[int, Result]:
    form = [Question(id="q1", kind=kind, text="?", **question).model_dump()]
    given = [Given(task, worker, {"q1": answer}) for task, worker, answer in answers]
    return aggregate(form, [0, 1], given, method)


def test_the_label_with_most_votes_wins_with_its_share() -> None:
    found = results("single", [(0, "a", "yes"), (0, "b", "yes"), (0, "c", "no")], options=["yes", "no"])
    assert (found[0].answers, found[0].labels, found[0].confidence) == (3, {"q1": "yes"}, {"q1": 0.6667})


def test_a_task_without_answers_has_its_row_too() -> None:
    found = results("single", [(0, "a", "yes")], options=["yes", "no"])
    assert (found[1].answers, found[1].labels, found[1].confidence) == (0, {"q1": None}, {"q1": None})


def test_an_order_without_answers_has_rows_without_labels() -> None:
    found = results("multi", [], options=["a"])
    assert found[0].labels == {"q1": None}


def alike(count: int, answer: Any, first: int = 0) -> list[tuple[int, str, Any]]:
    return [(0, f"w{number}", answer) for number in range(first, first + count)]


PERSONAL = {"options": ["yes", "no", "I would rather not say"], "decline": "I would rather not say"}


@pytest.mark.parametrize(("count", "told"), [(19, None), (20, "yes")])
def test_of_a_personal_question_nothing_is_told_that_fewer_than_twenty_share(count: int, told: Any) -> None:
    found = results("single", [*alike(count, "yes"), *alike(15, "no", 100)], **PERSONAL)
    assert found[0].labels == {"q1": told}
    assert found[0].suppressed == ([] if told else ["q1"])
    assert (found[0].confidence == {"q1": None}) is (told is None)
    ordinary = results("single", alike(1, "yes"), options=["yes", "no"])
    assert (ordinary[0].labels, ordinary[0].suppressed) == ({"q1": "yes"}, [])


def test_a_choice_of_several_is_told_when_each_of_them_is_shared() -> None:
    both, rare = alike(25, ["yes", "no"]), alike(15, ["yes"])
    assert results("multi", both, **PERSONAL)[0].labels == {"q1": ["yes", "no"]}
    assert results("multi", rare, **PERSONAL)[0].suppressed == ["q1"]


def test_words_about_oneself_are_no_result_and_a_median_takes_twenty() -> None:
    assert results("text", alike(30, "I am well"), decline="-")[0].labels == {"q1": None}
    assert results("number", alike(19, 4), decline="-", min=0, max=9)[0].labels == {"q1": None}
    assert results("number", alike(20, 4), decline="-", min=0, max=9)[0].labels == {"q1": 4}


def test_a_tie_ends_the_same_whatever_the_order_of_the_votes() -> None:
    votes: list[Vote] = [(task, f"w{label}", label) for task in range(200) for label in ("yes", "no")]
    found = labels_of(votes, "majority")
    random.Random(1).shuffle(votes)
    assert labels_of(votes, "majority") == found
    chosen = [label for label, _ in found.values()]
    assert 60 < chosen.count("yes") < 140, "no label is a favourite"


@pytest.mark.parametrize("method", ["majority", "dawid_skene"])
def test_options_are_chosen_one_by_one(method: str) -> None:
    answers = [
        (task, worker, chosen)
        for task in (0, 1)
        for worker, chosen in (("a", ["x", "y"]), ("b", ["x"]), ("c", ["x", "z"]))
    ]
    found = results("multi", answers, method, options=["x", "y", "z"])
    assert found[0].labels == {"q1": ["x"]}


@pytest.mark.parametrize("method", ["majority", "dawid_skene"])
@pytest.mark.parametrize("name", ["task", "worker", "label", "weight", "True", "1", " "])
def test_an_option_may_have_any_name(name: str, method: str) -> None:
    answers = [(task, worker, name) for task in (0, 1) for worker in "abc"]
    found = results("single", [*answers, (1, "d", "other")], method, options=[name, "other"])
    assert (found[0].labels, found[1].labels) == ({"q1": name}, {"q1": name})


def test_dawid_skene_does_not_depend_on_the_order_of_the_votes() -> None:
    chance = random.Random(1)
    votes: list[Vote] = [
        (task, f"w{worker}", chance.choice(["a", "b", "c"])) for task in range(50) for worker in range(5)
    ]
    found = labels_of(votes, "dawid_skene")
    chance.shuffle(votes)
    assert labels_of(votes, "dawid_skene") == found


def test_what_aggregates_is_imported_once_beside_the_requests() -> None:
    thread = import_soon()
    assert import_soon() is thread
    thread.join(120)
    assert "crowdkit.aggregation" in sys.modules


def test_ratings_stay_whole_numbers() -> None:
    found = results("rating", [(0, "a", 4), (0, "b", 4), (0, "c", 5)])
    assert found[0].labels == {"q1": 4}


def test_numbers_have_a_median_and_texts_are_listed() -> None:
    assert results("number", [(0, "a", 1), (0, "b", 10), (0, "c", 2.5)])[0].labels == {"q1": 2.5}
    assert results("text", [(0, "a", "b"), (0, "b", "a")])[0].labels == {"q1": ["a", "b"]}


ROWS = [
    {"task_id": "t0", "row": 0, "item": {"text": 'a, "b"'}, "answers": 2, "labels": {"q1": "はい"}},
    {"task_id": "t1", "row": 1, "item": {"text": "c"}, "answers": 0, "labels": {"q1": None}},
]


def test_a_csv_is_read_back_as_it_was() -> None:
    [first, second] = csv.DictReader(io.StringIO(to_csv(ROWS).decode("utf-8-sig")))
    assert first == {"task_id": "t0", "row": "0", "item.text": 'a, "b"', "answers": "2", "labels.q1": "はい"}
    assert second["labels.q1"] == ""


def test_parquet_keeps_types_and_lists() -> None:
    rows = [{"row": 0, "labels": {"q1": ["x", "y"]}}, {"row": 1, "labels": {"q1": None}}]
    table = pq.read_table(io.BytesIO(to_parquet(rows)))
    assert table.to_pylist() == [{"row": 0, "labels.q1": ["x", "y"]}, {"row": 1, "labels.q1": None}]


@pytest.mark.shared
def test_recorded_answers_give_the_published_accuracy() -> None:
    answers = _read("rte/answers.csv")
    truth = {int(row["item"]): row["label"] for row in _read("rte/truth.csv")}
    votes: list[Vote] = [(int(row["item"]), row["worker"], row["label"]) for row in answers]
    assert _accuracy(labels_of(votes, "dawid_skene"), truth) == 0.9275
    assert 0.8562 <= _accuracy(labels_of(votes, "majority"), truth) <= 0.9375


def _read(name: str) -> list[dict[str, str]]:
    with (CROWD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _accuracy(found: dict[int, tuple[Label, float]], truth: dict[int, str]) -> float:
    right = [found[item][0] == label for item, label in truth.items()]
    return sum(right) / len(right)
