"""What clients get from the service, on the real PostgreSQL: accepted answers under pseudonyms, no more."""

import csv
import io
from datetime import timedelta
from zoneinfo import ZoneInfo

import pyarrow.parquet as pq
import pytest

from assignment import application
from assignment.quality import import_soon
from chassis.clock import now
from chassis.principal import Principal
from chassis.settings import Settings
from minijob_contracts.orders import Question
from tests.assignment.platform import CLIENT, Platform, member

pytestmark = pytest.mark.servers

ANN, BEN, CAT = member("ann"), member("ben"), member("cat")
OTHER = Principal("client", "client-2")


@pytest.fixture(scope="module", autouse=True)
def imported() -> None:
    """The import of crowd-kit takes longer than a request waits when the machine is busy."""
    import_soon().join()


def test_progress_counts_places_answers_and_points(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=3, points=60)
    platform.answer(ANN, tasks[0], {"q1": "yes"})
    platform.lease(BEN, task_id=tasks[0])
    platform.follow()
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json() == {
        "order_id": str(order_id),
        "state": "live",
        "drained": False,
        "tasks": 3,
        "places": 6,
        "leased": 1,
        "submitted": 0,
        "accepted": 1,
        "contested": 0,
        "funded": 60,
        "reserved": 10,
        "spent": 10,
        "remaining": 40,
        "screen_outs": {"exits": 0, "points": 0, "reserve": 0},
        "forecast": {"minutes_left": None},
        "export_version": 1,
        "acknowledged_version": 1,
        "acknowledge_by": None,
    }


def test_the_forecast_is_the_pace_since_the_order_opened(platform: Platform) -> None:
    order_id, _ = platform.open_order(tasks=3, points=60)
    with platform.running.engine.begin() as tx:
        tx.exec_driver_sql(
            "UPDATE orders_v1 SET accepted = 10, places = 40, opened_at = now() - interval '20 minutes'"
            " WHERE order_id = %(id)s",
            {"id": order_id},
        )
    path = f"/v1/orders/{order_id}/progress"
    assert platform.get(CLIENT, path).json()["forecast"] == {"minutes_left": 61}
    with platform.running.engine.begin() as tx:
        tx.exec_driver_sql("UPDATE orders_v1 SET accepted = 41 WHERE order_id = %(id)s", {"id": order_id})
    assert platform.get(CLIENT, path).json()["forecast"] == {"minutes_left": 0}


@pytest.mark.parametrize("page", ["progress", "results", "submissions", "undecided"])
def test_another_clients_order_does_not_exist(platform: Platform, page: str) -> None:
    order_id, _ = platform.open_order()
    assert platform.get(OTHER, f"/v1/orders/{order_id}/{page}").status_code == 404
    assert platform.get(ANN, f"/v1/orders/{order_id}/{page}").status_code == 403
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/{page}").status_code == 200


def test_results_have_one_row_per_task(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=2, places=3)
    for who, answer in ((ANN, "yes"), (BEN, "yes"), (CAT, "no")):
        platform.answer(who, tasks[0], {"q1": answer})
    platform.follow()
    for method in ("majority", "dawid_skene"):
        found = platform.get(CLIENT, f"/v1/orders/{order_id}/results", method=method).json()
        first, second = found["items"]
        assert (first["task_id"], first["row"], first["item"]) == (str(tasks[0]), 0, {"word": "word 0"})
        assert (first["labels"], first["answers"]) == ({"q1": "yes"}, 3)
        assert (second["labels"], second["confidence"], second["answers"]) == ({"q1": None}, {"q1": None}, 0)


def test_results_come_as_files(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=2)
    platform.answer(ANN, tasks[1], {"q1": "no"})
    platform.follow()
    text = platform.get(CLIENT, f"/v1/orders/{order_id}/results", format="csv")
    assert text.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(text.content.decode("utf-8-sig"))))
    assert [row["labels.q1"] for row in rows] == ["", "no"]
    table = pq.read_table(
        io.BytesIO(platform.get(CLIENT, f"/v1/orders/{order_id}/results", format="parquet").content)
    )
    assert [row["labels.q1"] for row in table.to_pylist()] == [None, "no"]


def test_a_method_or_format_that_does_not_exist_is_named(platform: Platform) -> None:
    order_id, _ = platform.open_order()
    for name in ("method", "format"):
        refused = platform.get(CLIENT, f"/v1/orders/{order_id}/results", **{name: "magic"})
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (422, name)


def test_a_client_sees_pseudonyms_whole_minutes_and_a_day_in_tokyo(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=2)
    for task_id in tasks:
        platform.answer(ANN, task_id, {"q1": "yes"})
    platform.answer(BEN, tasks[0], {"q1": "no"})
    platform.follow()
    rows = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"]
    assert set(rows[0]) == {"submission_id", "pseudonym", "task_id", "row", "answers", "minutes", "day"}
    today = now().astimezone(ZoneInfo("Asia/Tokyo")).date().isoformat()
    assert {(row["minutes"], row["day"]) for row in rows} == {(1, today)}
    yes = {row["pseudonym"] for row in rows if row["answers"] == {"q1": "yes"}}
    no = {row["pseudonym"] for row in rows if row["answers"] == {"q1": "no"}}
    assert (len(yes), len(no), yes & no) == (1, 1, set())
    assert "ann" not in str(rows)


def test_the_same_member_has_another_pseudonym_in_another_order(platform: Platform) -> None:
    names = set()
    for _ in range(2):
        order_id, [task_id] = platform.open_order()
        platform.answer(ANN, task_id, {"q1": "yes"})
        platform.follow()
        [row] = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"]
        names.add(row["pseudonym"])
    assert len(names) == 2


def test_answers_come_page_by_page_each_once(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=5)
    for task_id in tasks:
        platform.answer(ANN, task_id, {"q1": "yes"})
    platform.follow()
    path, seen, cursor = f"/v1/orders/{order_id}/submissions", [], None
    for _ in range(3):
        page = platform.get(CLIENT, path, limit=2, **({"cursor": cursor} if cursor else {})).json()
        seen += [row["task_id"] for row in page["items"]]
        cursor = page["next_cursor"]
    assert cursor is None
    assert sorted(seen) == sorted(map(str, tasks))
    assert platform.get(CLIENT, path, cursor="x").json()["errors"][0]["where"] == "cursor"


def test_undecided_answers_are_shown_one_at_a_time_and_paid_when_accepted(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=2, acceptance="client")
    for task_id in tasks:
        assert platform.answer(ANN, task_id, {"q1": "yes"}).json()["state"] == "submitted"
    platform.follow()
    path = f"/v1/orders/{order_id}/undecided"
    shown = platform.get(CLIENT, path).json()
    assert shown["waiting"] == 2
    assert shown["submission"]["task_id"] == str(tasks[0])
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"] == []
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/results").json()["items"][0]["answers"] == 0
    accept = f"/v1/submissions/{shown['submission']['submission_id']}/accept"
    assert platform.post(OTHER, accept).status_code == 404
    accepted = platform.post(CLIENT, accept, key="k")
    assert (accepted.status_code, accepted.json()["state"], accepted.json()["points"]) == (
        200,
        "accepted",
        10,
    )
    assert platform.post(CLIENT, accept, key="k").json() == accepted.json()
    assert platform.post(CLIENT, accept).json()["type"] == "urn:minijob:problem:already-decided"
    platform.follow()
    assert platform.get(CLIENT, path).json()["submission"]["task_id"] == str(tasks[1])


def test_an_answer_is_not_shown_again_once_it_is_decided(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=3, acceptance="client")
    for task_id in tasks:
        platform.answer(ANN, task_id, {"q1": "yes"})
    platform.stop_views()
    seen, path = [], f"/v1/orders/{order_id}/undecided"
    for waiting in (3, 2, 1):
        shown = platform.get(CLIENT, path).json()
        assert shown["waiting"] == waiting
        seen.append(shown["submission"]["task_id"])
        platform.post(CLIENT, f"/v1/submissions/{shown['submission']['submission_id']}/accept")
    assert seen == [str(task_id) for task_id in tasks]
    assert platform.get(CLIENT, path).json() == {"waiting": 0, "submission": None, "withheld": []}


def test_who_decides_faster_than_the_view_follows_is_asked_to_wait(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=11, acceptance="client")
    for task_id in tasks:
        platform.answer(ANN, task_id, {"q1": "yes"})
    platform.stop_views()
    path = f"/v1/orders/{order_id}/undecided"
    for _ in range(10):
        id = platform.get(CLIENT, path).json()["submission"]["submission_id"]
        platform.post(CLIENT, f"/v1/submissions/{id}/accept")
    later = platform.get(CLIENT, path)
    assert (later.status_code, later.headers["retry-after"]) == (503, "1")


def test_a_client_cannot_reckon_who_answered(platform: Platform) -> None:
    order_id, [task_id] = platform.open_order(acceptance="client")
    given = platform.answer(ANN, task_id, {"q1": "yes"}).json()
    platform.follow()
    shown = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"]
    assert shown["submission_id"] != given["submission_id"]


def test_silence_pays_after_three_days(platform: Platform) -> None:
    order_id, [task_id] = platform.open_order(acceptance="client")
    platform.answer(ANN, task_id, {"q1": "yes"})
    platform.ask_due(now() + timedelta(hours=71))
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()["submitted"] == 1
    platform.ask_due(now() + timedelta(hours=73))
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()["spent"] == 10


def test_silence_pays_an_answer_that_was_erased(platform: Platform) -> None:
    order_id, [task_id] = platform.open_order(acceptance="client")
    platform.answer(ANN, task_id, {"q1": "yes"})
    with platform.running.engine.begin() as tx:
        tx.exec_driver_sql("DELETE FROM answers_v1")
    platform.follow()
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"] is None
    platform.ask_due(now() + timedelta(hours=73))
    shown = platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()
    assert (shown["submitted"], shown["spent"]) == (0, 10)


def test_results_are_kept_until_another_answer_is_accepted(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=2)
    platform.answer(ANN, tasks[0], {"q1": "yes"})
    platform.follow()
    path = f"/v1/orders/{order_id}/results"
    first = platform.get(CLIENT, path, method="dawid_skene").json()
    with platform.running.engine.begin() as tx:
        tx.exec_driver_sql('UPDATE answers_v1 SET answers = \'{"q1": "no"}\'')
    assert platform.get(CLIENT, path, method="dawid_skene").json() == first
    assert platform.get(CLIENT, path, method="majority").json()["items"][0]["labels"] == {"q1": "no"}
    platform.answer(BEN, tasks[1], {"q1": "yes"})
    platform.follow()
    again = platform.get(CLIENT, path, method="dawid_skene").json()
    assert [row["answers"] for row in again["items"]] == [1, 1]


def test_an_answer_is_guarded_by_the_form_under_which_it_was_given(
    platform: Platform, settings: Settings
) -> None:
    order_id, [task_id] = platform.open_order(questions=[Question(id="q1", kind="text", text="Why?")])
    platform.answer(ANN, task_id, {"q1": "my secret"})
    never_guarded(platform)
    platform.open_version(order_id, 2, questions=[Question(id="q1", kind="number", text="How many?")])
    platform.answer(BEN, task_id, {"q1": 3})
    platform.follow()
    platform.pretend(settings.model_copy(update={"minijob_environment": "production"}))
    shown = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()
    assert sorted(str(row["answers"]) for row in shown["items"]) == ["{'q1': 3}", "{}"]
    assert shown["withheld"] == ["q1"]
    results = platform.get(CLIENT, f"/v1/orders/{order_id}/results").json()
    assert results["items"][0]["labels"] == {"q1": 3}


def test_answers_to_a_question_of_another_kind_are_not_counted_together(platform: Platform) -> None:
    order_id, [task_id] = platform.open_order(questions=[Question(id="q1", kind="text", text="Why?")])
    platform.answer(ANN, task_id, {"q1": "because"})
    platform.open_version(order_id, 2, questions=[Question(id="q1", kind="number", text="How many?")])
    platform.answer(BEN, task_id, {"q1": 3})
    platform.follow()
    [row] = platform.get(CLIENT, f"/v1/orders/{order_id}/results").json()["items"]
    assert (row["labels"], row["answers"]) == ({"q1": 3}, 2)


def test_free_text_that_has_not_passed_the_guard_stays_inside(
    platform: Platform, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "TEXTS_LEAVE", True)
    questions = [
        Question(id="q1", kind="text", text="Why?"),
        Question(id="q2", kind="number", text="How many?"),
    ]
    order_id, [task_id] = platform.open_order(questions=questions)
    platform.answer(ANN, task_id, {"q1": "because", "q2": 3})
    platform.follow()
    never_guarded(platform)
    path = f"/v1/orders/{order_id}/submissions"
    assert platform.get(CLIENT, path).json()["items"][0]["answers"] == {"q1": "because", "q2": 3}
    platform.pretend(settings.model_copy(update={"minijob_environment": "production"}))
    guarded = platform.get(CLIENT, path).json()
    assert (guarded["items"][0]["answers"], guarded["withheld"]) == ({"q2": 3}, ["q1"])
    results = platform.get(CLIENT, f"/v1/orders/{order_id}/results").json()
    assert (results["items"][0]["labels"], results["withheld"]) == ({"q1": None, "q2": 3}, ["q1"])


def never_guarded(platform: Platform) -> None:
    """As if the answers had been stored before there was a guard."""
    with platform.running.engine.begin() as tx:
        tx.exec_driver_sql("DELETE FROM guarded_v1")


def test_free_text_stays_inside_until_the_whole_policy_may_be_relied_upon(
    platform: Platform, settings: Settings
) -> None:
    order_id, [task_id] = platform.open_order(questions=[Question(id="q1", kind="text", text="Why?")])
    platform.answer(ANN, task_id, {"q1": "because"})
    platform.follow()
    platform.pretend(settings.model_copy(update={"minijob_environment": "production"}))
    rows = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()
    assert (rows["items"][0]["answers"], rows["withheld"]) == ({}, ["q1"])


def test_free_text_leaves_as_it_was_masked(
    platform: Platform, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "TEXTS_LEAVE", True)
    questions = [
        Question(id="q1", kind="text", text="Why?"),
        Question(id="q2", kind="number", text="How many?"),
    ]
    order_id, _ = platform.open_order(questions=questions, acceptance="client")
    platform.pretend(settings.model_copy(update={"minijob_environment": "production"}))
    taken = platform.lease(ANN, order_id=order_id).json()["assignment_id"]
    platform.submit(ANN, taken, {"q1": "安い。電話は090-1234-5678", "q2": 3})
    platform.follow()
    answers = {"q1": "安い。電話は［電話番号］", "q2": 3}
    shown = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()
    assert (shown["submission"]["answers"], shown["withheld"]) == (answers, [])
    platform.post(CLIENT, f"/v1/submissions/{shown['submission']['submission_id']}/accept")
    platform.follow()
    rows = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()
    assert (rows["items"][0]["answers"], rows["withheld"]) == (answers, [])
    results = platform.get(CLIENT, f"/v1/orders/{order_id}/results").json()
    assert (results["items"][0]["labels"], results["withheld"]) == ({"q1": [answers["q1"]], "q2": 3}, [])


def test_views_can_be_rebuilt_from_the_events(platform: Platform) -> None:
    order_id, tasks = platform.open_order(tasks=2, acceptance="client")
    platform.answer(ANN, tasks[0], {"q1": "yes"})
    platform.lease(BEN, task_id=tasks[0])
    platform.follow()
    path = f"/v1/orders/{order_id}/progress"
    before = platform.get(CLIENT, path).json()
    with platform.running.engine.begin() as tx:
        tx.exec_driver_sql("TRUNCATE orders_v1, tasks_v1, assignments_v1")
        tx.exec_driver_sql("UPDATE followers SET position = 0 WHERE name = 'views_v1'")
    platform.running.nudge()
    platform.follow()
    assert platform.get(CLIENT, path).json() == before
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["waiting"] == 1
