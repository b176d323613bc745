"""Free text passes the answer guard before it is stored: what it masks is kept nowhere."""

import time
from typing import Any
from uuid import uuid4

import pytest

from assignment import application
from assignment.application.guarding import NotCheckedInTime
from chassis.errors import Invalid
from minijob_contracts.orders import Question
from tests.assignment.platform import Platform, member

ANN, BEN = member("ann"), member("ben")
PHONE, MAIL = "090-1234-5678", "taro@example.com"
OPEN = [
    Question(id="q1", kind="text", text="Why?", min=3),
    Question(id="q2", kind="text", text="What else?", required=False),
    Question(id="q3", kind="single", text="Again?", options=["yes", "no"], required=False),
]


def text(**changes: Any) -> list[dict[str, Any]]:
    return [{**Question(id="q1", kind="text", text="Read the sign: {photo}").model_dump(), **changes}]


def test_only_texts_are_guarded_and_other_kinds_stay_as_they_are() -> None:
    questions = [Question(id="q1", kind="single", text="?", options=[PHONE]).model_dump()]
    assert application.checked(questions, {"q1": PHONE}).answers == {"q1": PHONE}
    checked = application.checked(text(), {"q1": f"Call {PHONE}"})
    assert (checked.answers, checked.has_text) == ({"q1": "Call [phone]"}, True)
    assert [(one.question, one.kind, one.span) for one in checked.findings] == [("q1", "phone", (5, 18))]


def test_what_a_question_expects_passes_where_it_shows_an_item_of_the_client() -> None:
    given = {"q1": f"Shop: {PHONE}, {MAIL}"}
    expecting = text(expects=["business_phone"])
    assert application.checked(expecting, given).answers == {"q1": f"Shop: {PHONE}, [e-mail]"}
    without_item = text(expects=["business_phone"], text="Your shop?")
    assert application.checked(without_item, given).answers == {"q1": "Shop: [phone], [e-mail]"}


@pytest.mark.parametrize("given", [9012345678, 8055129946.0, 378282246310005, 123456789018])
def test_a_number_that_is_a_telephone_or_a_card_is_refused(given: float) -> None:
    questions = [Question(id="q1", kind="number", text="How many?").model_dump()]
    with pytest.raises(Invalid, match="looks like a") as refused:
        application.checked(questions, {"q1": given})
    assert str(int(given)) not in str(refused.value)
    assert application.preview(questions, {"q1": given}).held


@pytest.mark.parametrize("given", [0, -3, 3.5, 1_250_000, 125_000_000, 7_900_000_000])
def test_an_ordinary_number_stays_as_it_is(given: float) -> None:
    questions = [Question(id="q1", kind="number", text="How many?").model_dump()]
    assert application.checked(questions, {"q1": given}).answers == {"q1": given}


def test_a_text_that_cannot_be_read_is_refused_by_its_question() -> None:
    with pytest.raises(Invalid) as refused:
        application.checked(text(), {"q1": "call \u202e8765-4321-090"})
    [error] = refused.value.errors
    assert error.where == "answers.q1"
    assert "control characters" in error.message
    assert "8765" not in str(refused.value)


def test_an_answer_for_which_time_runs_out_is_neither_stored_nor_refused_for_good() -> None:
    with pytest.raises(NotCheckedInTime) as later:
        application.checked(text(), {"q1": PHONE}, lambda: False)
    assert later.value.status == 503


@pytest.mark.servers
def test_the_member_is_told_what_was_masked_and_the_original_is_nowhere(platform: Platform) -> None:
    platform.open_order(questions=OPEN)
    id = platform.lease(ANN).json()["assignment_id"]
    answers = {"q1": f"安いから。{PHONE}に電話して", "q2": f"mail {MAIL}", "q3": "no"}
    told = platform.submit(ANN, id, answers, key="k").json()
    assert told["masked"] == [{"question": "q1", "kind": "phone"}, {"question": "q2", "kind": "email"}]
    assert platform.submit(ANN, id, answers, key="k").json() == told
    assert platform.submit(ANN, id, answers | {"q3": "yes"}, key="k").status_code == 409
    platform.follow()
    assert everything(platform).count("［電話番号］") == 1
    for secret in (PHONE, MAIL, "1234-5678", "taro@"):
        assert secret not in everything(platform)


def everything(platform: Platform) -> str:
    """All that the service has stored, as text."""
    with platform.running.engine.connect() as tx:
        tables = (
            tx.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").scalars().all()
        )
        assert {"answers_v1", "events", "inbox"} <= set(tables)
        rows = [
            str(row)
            for table in tables
            for row in tx.exec_driver_sql(f'SELECT to_jsonb(t)::text FROM "{table}" AS t').scalars()
        ]
        rows += tx.exec_driver_sql("SELECT convert_from(state, 'UTF8') FROM events").scalars().all()
    return "\n".join(rows)


@pytest.mark.servers
def test_the_words_of_a_member_reach_no_log(platform: Platform, capfd: pytest.CaptureFixture[str]) -> None:
    platform.open_order(questions=OPEN)
    id = platform.lease(ANN).json()["assignment_id"]
    platform.post(ANN, f"/v1/assignments/{id}/check", {"answers": {"q1": f"call {PHONE}"}})
    platform.submit(ANN, id, {"q1": f"\u202ecall {PHONE}"})
    platform.submit(ANN, id, {"q1": f"call {PHONE}"})
    said = capfd.readouterr()
    assert PHONE not in said.out + said.err


@pytest.mark.servers
def test_a_held_answer_is_refused_and_the_same_key_may_bring_a_readable_one(platform: Platform) -> None:
    platform.open_order(questions=OPEN)
    id = platform.lease(ANN).json()["assignment_id"]
    refused = platform.submit(ANN, id, {"q1": "меня зовут Иван Петров"}, key="k")
    assert (refused.status_code, refused.json()["errors"][0]["where"]) == (422, "answers.q1")
    assert "Иван" not in refused.text + everything(platform)
    assert platform.submit(ANN, id, {"q1": "because"}, key="k").status_code == 200


@pytest.mark.servers
def test_a_page_may_ask_while_a_member_writes_and_nothing_is_stored(platform: Platform) -> None:
    platform.open_order(questions=OPEN)
    id = platform.lease(ANN).json()["assignment_id"]
    platform.follow()
    before = everything(platform)
    path = f"/v1/assignments/{id}/check"
    found = platform.post(ANN, path, {"answers": {"q1": "ab", "q2": f"☎{PHONE}", "q3": "perhaps"}})
    assert (found.status_code, found.json()) == (
        200,
        {
            "masked": {"q1": "ab", "q2": "☎[phone]"},
            "findings": [{"question": "q2", "kind": "phone", "span": [1, 14]}],
            "held": [],
        },
    )
    held = platform.post(ANN, path, {"answers": {"q1": "меня зовут Иван"}}).json()
    assert (held["masked"], [one["question"] for one in held["held"]]) == ({}, ["q1"])
    assert everything(platform) == before


@pytest.mark.servers
@pytest.mark.parametrize(
    ("answers", "where"),
    [
        ({"q9": "x"}, "answers.q9"),
        ({"q1": ["x"]}, "answers.q1"),
        ({"q2": "x" * 4_001}, "answers.q2"),
        ("x", "answers"),
    ],
)
def test_what_cannot_be_checked_names_its_field(platform: Platform, answers: Any, where: str) -> None:
    platform.open_order(questions=OPEN)
    id = platform.lease(ANN).json()["assignment_id"]
    refused = platform.post(ANN, f"/v1/assignments/{id}/check", {"answers": answers})
    assert (refused.status_code, refused.json()["errors"][0]["where"]) == (422, where)


@pytest.mark.servers
def test_only_who_holds_the_task_may_ask(platform: Platform) -> None:
    platform.open_order(questions=OPEN)
    id = platform.lease(ANN).json()["assignment_id"]
    body = {"answers": {"q1": "because"}}
    assert platform.post(BEN, f"/v1/assignments/{id}/check", body).status_code == 404
    assert platform.post(ANN, f"/v1/assignments/{uuid4()}/check", body).status_code == 404


@pytest.mark.servers
def test_a_check_of_a_long_answer_is_back_before_the_member_types_on(platform: Platform) -> None:
    platform.open_order(questions=OPEN)
    id = platform.lease(ANN).json()["assignment_id"]
    path, body = (
        f"/v1/assignments/{id}/check",
        {"answers": {"q1": ("安い店で090-1234-5678に電話。" * 200)[:4_000]}},
    )
    took = []
    for _ in range(3):
        started = time.perf_counter()
        assert platform.post(ANN, path, body).status_code == 200
        took.append(time.perf_counter() - started)
    assert min(took) < 0.3
