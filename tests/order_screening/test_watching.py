"""The live watch: what stops a version, who decides about it, and what is said."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from chassis.command import Command
from chassis.errors import Invalid
from minijob_contracts.screenings import SafetyStopped, WatchDecided
from minijob_contracts.submissions import QuestionDeclined, TaskReported
from order_screening import application
from order_screening.domain import OperatorDecided, OwnOrder, Register, Watch, watch_id
from order_screening.domain.watch import NothingWatched, WatchEnded
from order_screening.overdue import WATCHES_LATE
from order_screening.subscribers import on_question_declined, on_task_reported
from tests.order_screening.platform import ANN, BEN, CLIENT, Platform
from tests.order_screening.world import AT, ORDER, World, document, given, ids, submit


def reported(number: int, **changes: Any) -> Command:
    """A report of a member of its own, on a device of its own, with an account that is old enough."""
    said: dict[str, Any] = {
        "assignment_id": uuid4(),
        "order_id": ORDER,
        "task_id": uuid4(),
        "member_id": f"m{number}",
        "lease": 1,
        "version": 1,
        "reason": "misleading",
        "device": f"{number:064x}",
        "established": True,
        "weight_percent": 100,
    }
    return on_task_reported(TaskReported(**{**said, **changes}))


def decided(operator: str, breach: bool = True, key: str = "") -> Command:
    key = key or f"{operator} {breach}"
    rules = ["P1", "F4"] if breach else []
    return application.decide_watch(key, b"", ORDER, 1, rules, operator, "I looked", AT)


def watch(world: World) -> Watch:
    found: Watch = world.load(Watch, watch_id(ORDER, 1))
    return found


def test_three_members_on_different_devices_stop_a_version() -> None:
    world = given(submit())
    world.step(reported(1), reported(2))
    assert world.said(SafetyStopped) == []
    world.step(reported(3), reported(4))
    (said,) = world.said(SafetyStopped)
    assert (said.order_id, said.version, said.cause) == (ORDER, 1, "reports")


@pytest.mark.parametrize(
    "changes",
    [
        {"device": "a" * 64},
        {"device": None},
        {"member_id": "m1"},
        {"established": False},
        {"weight_percent": 50},
    ],
)
def test_reports_that_do_not_count_fully_stop_nothing(changes: dict[str, Any]) -> None:
    world = given(submit())
    world.step(*(reported(number, **changes) for number in range(3)))
    assert world.said(SafetyStopped) == []
    assert watch(world).open


def test_reports_of_less_weight_stop_a_version_when_there_are_more_of_them() -> None:
    world = given(submit())
    world.step(*(reported(number, weight_percent=50) for number in range(6)))
    assert len(world.said(SafetyStopped)) == 1


def test_the_same_report_heard_twice_counts_once() -> None:
    world = given(submit())
    one = reported(1)
    world.step(one, one, one, reported(2))
    assert len(watch(world).reports) == 2


@pytest.mark.parametrize(("reason", "hours"), [("personal", 24), ("sensitive", 24), ("misleading", 72)])
def test_one_report_enters_review_and_is_due_in_time(reason: str, hours: int) -> None:
    world = given(submit())
    world.step(reported(1, reason=reason))
    due = watch(world).due_at
    assert due is not None
    written = world.of(Watch.Reported)[0].timestamp
    assert due - written == timedelta(hours=hours)
    assert world.said(SafetyStopped) == []


def test_a_question_that_too_many_decline_stops_a_version() -> None:
    world = given(submit())
    said = QuestionDeclined(order_id=ORDER, version=1, question="q1", declined=13, answers=31)
    world.step(on_question_declined(said), on_question_declined(said))
    assert [one.cause for one in world.said(SafetyStopped)] == ["declines"]


def test_an_operator_confirms_a_breach() -> None:
    world = given(submit())
    world.step(*(reported(number) for number in range(3)))
    assert ids(world.one(decided("ann")))["breach"] is True
    (said,) = world.said(WatchDecided)
    assert (said.breach, said.stopped, said.operator_id) == (True, True, "ann")
    assert said.rules == ["P1", "F4"]
    assert isinstance(world.one(decided("ben", False)), WatchEnded)
    world.step(*(reported(number) for number in range(10, 14)))
    assert len(world.said(SafetyStopped)) == 1
    [entry] = world.of(Register.Entered)
    assert (entry.subject, entry.decision, entry.matter["rules"]) == ("watch", "breach", "P1 F4")


@pytest.mark.parametrize(
    ("breach", "rules", "why"),
    [
        (True, [], "name each rule"),
        (False, ["P1"], "without a breach"),
        (True, ["P1", "P11"], "'P11' is no rule"),
        (True, ["p1"], "'p1' is no rule"),
        (True, ["P1", "P1"], "twice"),
    ],
)
def test_a_breach_names_rules_of_the_policy_and_no_breach_none(
    breach: bool, rules: list[str], why: str
) -> None:
    with pytest.raises(Invalid) as refused:
        application.check_rules(breach, rules)
    assert [one.where for one in refused.value.errors] == ["rules"]
    assert why in refused.value.errors[0].message


def test_every_rule_of_the_policy_may_be_named() -> None:
    for rule in ("P1", "P10", "S3", "I1", "F5", "B2", "A1", "K1"):
        application.check_rules(True, [rule])
    application.check_rules(False, [])


def test_after_a_false_alarm_new_reports_begin_to_count_anew() -> None:
    world = given(submit())
    world.step(*(reported(number) for number in range(3)), decided("ann", False))
    world.step(reported(10), reported(11))
    assert len(world.said(SafetyStopped)) == 1
    world.step(reported(12))
    assert len(world.said(SafetyStopped)) == 2


def test_who_has_a_tie_or_has_stopped_the_order_does_not_decide() -> None:
    world = given(submit())
    assert isinstance(world.one(decided("ann")), NothingWatched)
    world.step(application.stop("k", b"", ORDER, 1, "ann", "It asks for a name", AT))
    assert isinstance(world.one(decided("client-1")), OwnOrder)
    assert isinstance(world.one(decided("ann", key="again")), OperatorDecided)
    assert ids(world.one(decided("ben")))["breach"] is True


@pytest.mark.servers
def test_an_operator_stops_an_order_and_another_decides_over_http(local: Platform) -> None:
    order_id = local.submit(document())
    path = f"/v1/orders/{order_id}/safety-stop"
    assert local.post(CLIENT, path, {"reason": "x"}).status_code == 403
    assert local.post(ANN, path, {"reason": " "}).status_code == 422
    assert local.post(ANN, path, {"reason": "x", "version": 2}).status_code == 404
    assert local.post(ANN, f"/v1/orders/{uuid4()}/safety-stop", {"reason": "x"}).status_code == 404
    assert local.post(ANN, path, {"reason": "A name"}).json() == {"version": 1, "stopped": True}
    assert local.post(BEN, path, {"reason": "A name"}).json()["stopped"] is False
    local.settle()
    (waiting,) = local.get(ANN, "/v1/order-watches").json()["items"]
    assert (waiting["order_id"], waiting["stop"]["cause"]) == (str(order_id), "operator")
    local.ask_due(datetime.fromisoformat(waiting["due_at"]))
    assert WATCHES_LATE._value.get() == 1
    decision = f"/v1/order-watches/{waiting['id']}/decision"
    verdict = {"breach": True, "rules": ["P1", "S3"], "reason": "Seen"}
    assert local.post(ANN, decision, verdict).status_code == 409
    assert local.post(BEN, decision, {"breach": True}).status_code == 422
    answer = local.post(BEN, decision, verdict)
    assert answer.json() == {"order_id": str(order_id), "version": 1, "breach": True}
    local.settle()
    assert local.get(ANN, "/v1/order-watches").json()["items"] == []
    assert [type(one) for one in local.said()][-2:] == [SafetyStopped, WatchDecided]
    assert local.post(BEN, f"/v1/order-watches/{uuid4()}/decision", verdict).status_code == 404


@pytest.mark.servers
def test_the_list_shows_reports_without_who_reported(local: Platform) -> None:
    order_id = local.submit(document())
    handlers = local.running.service.subscriptions.handlers
    said = TaskReported(
        assignment_id=uuid4(),
        order_id=order_id,
        task_id=uuid4(),
        member_id="m-secret",
        lease=1,
        version=1,
        reason="personal",
        question="q1",
        established=True,
        weight_percent=100,
    )
    assert TaskReported in handlers
    local.tell(said)
    listed = local.get(ANN, "/v1/order-watches")
    assert listed.json()["items"][0]["reports"][0]["reason"] == "personal"
    assert "m-secret" not in listed.text
