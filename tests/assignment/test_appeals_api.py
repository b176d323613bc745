"""Rejections and appeals over HTTP, on the real PostgreSQL: what each side reads, and who may do what."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from assignment import application
from assignment.application import Held
from assignment.views.client import TOKYO
from chassis.clock import now
from chassis.principal import Principal
from chassis.settings import Settings
from minijob_contracts.orders import Audience, Question
from minijob_contracts.points import ArbitrationAnswered
from minijob_contracts.screenings import SafetyStopped, WatchDecided
from minijob_contracts.submissions import AppealDecided, PeerPaid, SubmissionAccepted
from tests.assignment.platform import CLIENT, Platform, member
from tests.assignment.test_client_api import never_guarded
from tests.assignment.test_reviews_api import answered, wheres

pytestmark = pytest.mark.servers

ANN, OPERATOR = member("ann"), Principal("operator", "op-1")
REASON = "The word is a verb here, and the task says so."
PLEA = "It is used as a noun in this sentence: 'a run'."
WHY = {"code": "wrong", "question": "q1", "reason": REASON}


def mine(platform: Platform, who: Principal = ANN) -> list[dict[str, Any]]:
    platform.follow()
    items: list[dict[str, Any]] = platform.get(who, "/v1/me/submissions").json()["items"]
    return items


def rejected(platform: Platform, **changes: Any) -> tuple[UUID, str, str]:
    """An order, the path of an answer that its client rejected, and that of the member's work."""
    order_id, path = answered(platform, **changes)
    told = platform.post(CLIENT, f"{path}/reject", WHY)
    assert told.status_code == 200, told.text
    [one] = [one for one in mine(platform) if (one["state"], one["order_id"]) == ("rejected", str(order_id))]
    return order_id, path, f"/v1/assignments/{one['submission_id']}"


def contest_of(platform: Platform, order_id: UUID) -> dict[str, Any]:
    platform.follow()
    [one] = platform.get(CLIENT, f"/v1/orders/{order_id}/appeals").json()["items"]
    return dict(one)


def skilled(platform: Platform, *names: str, answers: int = 20) -> list[Principal]:
    """Members who have worked enough to judge."""
    peers = [member(name) for name in names]
    _, task_ids = platform.open_order(tasks=answers, places=len(peers), points=10_000)
    for peer in peers:
        for task_id in task_ids:
            assert platform.answer(peer, task_id, {"q1": "yes"}).status_code == 200
    platform.follow()
    return peers


def judged_by(platform: Platform, order_id: UUID, path: str, work: str) -> None:
    """The member appeals, the client stands by it, and peers can be paid."""
    assert platform.post(ANN, f"{work}/appeal", {"plea": PLEA}).status_code == 201
    assert platform.post(CLIENT, f"{path}/stand-by").json()["state"] == "asked"
    assignment_id = UUID(work.rpartition("/")[2])
    platform.tell(ArbitrationAnswered(order_id=order_id, assignment_id=assignment_id, covered=True))
    platform.follow()


def test_a_rejected_answer_is_gone_for_the_client_and_the_member_reads_why(platform: Platform) -> None:
    order_id, _, _ = rejected(platform)
    [one] = [one for one in mine(platform) if one["state"] == "rejected"]
    assert one["reduction"] == {"percent": 0, **WHY}
    assert (one["contest"]["state"], one["contest"]["points"], one["contest"]["winner"]) == ("open", 10, None)
    for page in ("submissions", "results"):
        assert "yes" not in platform.get(CLIENT, f"/v1/orders/{order_id}/{page}").text
    assert "yes" not in platform.get(CLIENT, f"/v1/orders/{order_id}/appeals").text
    progress = platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()
    assert (progress["contested"], progress["reserved"], progress["spent"]) == (1, 20, 0)


def test_what_is_wrong_with_a_rejection_is_named(platform: Platform) -> None:
    _, path = answered(platform)
    assert wheres(platform.post(CLIENT, f"{path}/reject", {**WHY, "reason": "too short"})) == ["reason"]
    assert wheres(platform.post(CLIENT, f"{path}/reject", {**WHY, "question": "q9"})) == ["question"]
    assert wheres(platform.post(CLIENT, f"{path}/reject", {**WHY, "percent": 10})) == ["percent"]
    other = Principal("client", "client-2")
    assert platform.post(other, f"{path}/reject", WHY).status_code == 404


def test_an_opinion_is_never_rejected(platform: Platform) -> None:
    asked = Question(id="q1", kind="single", text="Do you like {word}?", options=["yes", "no"], opinion=True)
    _, path = answered(platform, questions=[asked])
    assert wheres(platform.post(CLIENT, f"{path}/reject", WHY)) == ["question"]


def test_the_client_reads_what_the_member_says_masked_and_pays_after_all(platform: Platform) -> None:
    order_id, path, work = rejected(platform)
    plea = f"{PLEA} Call me at 090-1234-5678."
    opened = platform.post(ANN, f"{work}/appeal", {"plea": plea}, key="a")
    assert (opened.status_code, opened.json()["state"]) == (201, "appealed")
    assert platform.post(ANN, f"{work}/appeal", {"plea": plea}, key="a").json() == opened.json()
    other = platform.post(ANN, f"{work}/appeal", {"plea": PLEA}, key="a")
    assert other.json()["type"] == "urn:minijob:problem:key-reused"
    shown = contest_of(platform, order_id)
    assert (shown["state"], shown["reason"], shown["question"]) == ("appealed", REASON, "q1")
    assert PLEA in shown["plea"]
    assert "1234" not in shown["plea"]
    assert platform.post(CLIENT, f"{path}/take-back").json() == {"state": "over", "points": 10}
    assert [one["state"] for one in mine(platform)].count("accepted") == 1
    assert [one.points for one in platform.said() if isinstance(one, SubmissionAccepted)] == [10]
    assert contest_of(platform, order_id)["winner"] == "member"


def test_only_the_member_appeals_and_only_once(platform: Platform) -> None:
    _, _, work = rejected(platform)
    assert platform.post(member("bob"), f"{work}/appeal", {"plea": PLEA}).status_code == 404
    assert wheres(platform.post(ANN, f"{work}/appeal", {"plea": "I disagree"})) == ["plea"]
    assert platform.post(ANN, f"{work}/appeal", {"plea": PLEA}).status_code == 201
    again = platform.post(ANN, f"{work}/appeal", {"plea": PLEA})
    assert (again.status_code, again.json()["type"]) == (409, "urn:minijob:problem:not-appealable")


def test_three_peers_decide_blind_and_are_paid(platform: Platform) -> None:
    order_id, path, work = rejected(platform)
    peers = skilled(platform, "pam", "pat", "pip")
    assert platform.post(peers[0], "/v1/appeals").status_code == 204
    judged_by(platform, order_id, path, work)
    for peer, winner in zip(peers, ("member", "client", "member"), strict=True):
        seat = platform.post(peer, "/v1/appeals")
        assert seat.status_code == 201, seat.text
        case = seat.json()
        assert (case["answer"], case["reason"], case["plea"], case["points"]) == ("yes", REASON, PLEA, 10)
        assert case["question"]["text"].startswith("Is word ")
        assert not {"ann", "client-1", str(order_id)} & set(str(case).replace("'", " ").split())
        judgement = f"/v1/appeals/{case['appeal_id']}/judgement"
        assert platform.post(peer, judgement, {"winner": winner}).status_code == 200
        platform.follow()
    assert {one.paid_by for one in platform.said() if isinstance(one, PeerPaid)} == {"escrow"}
    assert [one["contest"]["winner"] for one in mine(platform) if one["contest"]] == ["member"]
    late = platform.post(peers[0], judgement, {"winner": "client"})
    assert late.status_code == 409


def test_who_has_worked_little_or_on_this_order_judges_nothing(platform: Platform) -> None:
    order_id, path, work = rejected(platform, tasks=21, points=210)
    [few] = skilled(platform, "few", answers=19)
    judged_by(platform, order_id, path, work)
    assert platform.post(few, "/v1/appeals").status_code == 403
    [most] = skilled(platform, "most")
    assert platform.post(ANN, "/v1/appeals").status_code == 403
    seat = platform.post(most, "/v1/appeals")
    assert seat.status_code == 201
    stranger = platform.post(few, f"/v1/appeals/{seat.json()['appeal_id']}/judgement", {"winner": "client"})
    assert stranger.json()["type"] == "urn:minijob:problem:nothing-to-judge"
    assert platform.post(most, f"/v1/appeals/{uuid4()}/judgement", {"winner": "client"}).status_code == 404


def test_an_operator_sees_what_peers_leave_and_decides_it_once(platform: Platform) -> None:
    order_id, path, work = rejected(platform)
    assert platform.post(ANN, f"{work}/appeal", {"plea": PLEA}).status_code == 201
    platform.post(CLIENT, f"{path}/stand-by")
    assignment_id = UUID(work.rpartition("/")[2])
    platform.tell(ArbitrationAnswered(order_id=order_id, assignment_id=assignment_id, covered=False))
    platform.follow()
    [case] = platform.get(OPERATOR, "/v1/open-appeals").json()
    assert (case["order_id"], case["answer"], case["plea"]) == (str(order_id), "yes", PLEA)
    decision = f"/v1/open-appeals/{case['appeal_id']}/decision"
    assert wheres(platform.post(OPERATOR, decision, {"winner": "client"})) == ["reason"]
    decided = {"winner": "client", "reason": "answer_is_wrong"}
    assert platform.post(OPERATOR, decision, decided).status_code == 200
    assert platform.post(OPERATOR, decision, decided).status_code == 409
    platform.follow()
    assert platform.get(OPERATOR, "/v1/open-appeals").json() == []
    assert [one["contest"]["winner"] for one in mine(platform) if one["contest"]] == ["client"]


def test_time_ends_what_nobody_answers(platform: Platform) -> None:
    order_id, _, work = rejected(platform)
    platform.post(ANN, f"{work}/appeal", {"plea": PLEA})
    platform.ask_due(now() + timedelta(days=8))
    assert contest_of(platform, order_id)["state"] == "appealed"
    platform.ask_due(now() + timedelta(days=10))
    assert (contest_of(platform, order_id)["winner"], contest_of(platform, order_id)["decided_by"]) == (
        "member",
        "silence",
    )
    other, _, _ = rejected(platform)
    platform.ask_due(now() + timedelta(days=8))
    assert contest_of(platform, other)["decided_by"] == "window"
    assert [one.by for one in platform.said() if isinstance(one, AppealDecided)] == ["silence", "window"]


def test_a_part_that_was_not_approved_is_paid_after_an_appeal(platform: Platform) -> None:
    order_id, path = answered(platform)
    platform.post(CLIENT, f"{path}/accept", {"percent": 40, **WHY})
    [one] = [one for one in mine(platform) if one["state"] == "accepted"]
    assert (one["points"], one["contest"]["points"]) == (4, 6)
    assert (
        platform.post(ANN, f"/v1/assignments/{one['submission_id']}/appeal", {"plea": PLEA}).status_code
        == 201
    )
    assert platform.post(CLIENT, f"{path}/take-back").json()["points"] == 6
    [one] = [one for one in mine(platform) if one["state"] == "accepted"]
    assert (one["points"], one["contest"]["winner"]) == (10, "member")
    progress = platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()
    assert (progress["spent"], progress["reserved"], progress["contested"]) == (10, 10, 0)


def stopped(order_id: UUID) -> SafetyStopped:
    return SafetyStopped(order_id=order_id, version=1, cause="operator", reason="x")


def decided(order_id: UUID, *, breach: bool) -> WatchDecided:
    return WatchDecided(
        order_id=order_id, version=1, breach=breach, stopped=True, operator_id="o", reason="x"
    )


def test_what_was_stopped_for_safety_is_shown_to_no_peer_and_no_client(platform: Platform) -> None:
    order_id, path, work = rejected(platform)
    [pam] = skilled(platform, "pam")
    judged_by(platform, order_id, path, work)
    platform.tell(stopped(order_id))
    platform.follow()
    assert platform.post(pam, "/v1/appeals").status_code == 204
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/appeals").json()["items"] == []
    platform.tell(decided(order_id, breach=False))
    platform.follow()
    assert platform.post(pam, "/v1/appeals").status_code == 201
    assert contest_of(platform, order_id)["plea"] == PLEA


def test_after_a_breach_the_client_pays_what_it_had_rejected(platform: Platform) -> None:
    order_id, _, _ = rejected(platform)
    platform.tell(stopped(order_id), decided(order_id, breach=True))
    platform.ask_due(now())
    assert [one["state"] for one in mine(platform) if one["contest"]] == ["accepted"]


def test_a_peer_reads_nothing_that_is_for_older_people(platform: Platform) -> None:
    order_id, path, work = rejected(platform, audience=Audience(age_min=30))
    [pam] = skilled(platform, "pam")
    judged_by(platform, order_id, path, work)
    assert platform.post(member("pam", age=29), "/v1/appeals").status_code == 204
    assert platform.post(member("pam", age=None), "/v1/appeals").status_code == 403
    assert platform.post(pam, "/v1/appeals").status_code == 201


def test_appeals_that_need_no_more_of_a_peer_hide_no_other(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assignment.views.contests.PROPOSED", 1)
    peers = skilled(platform, "pam", "pat", "pip", "pug")
    judged_by(platform, *rejected(platform))
    for peer in peers[1:]:
        assert platform.post(peer, "/v1/appeals").status_code == 201
    for _ in range(2):
        judged_by(platform, *rejected(platform))
    for _ in range(2):
        seat = platform.post(peers[0], "/v1/appeals")
        assert seat.status_code == 201
        judgement = f"/v1/appeals/{seat.json()['appeal_id']}/judgement"
        assert platform.post(peers[0], judgement, {"winner": "client"}).status_code == 200
        platform.follow()
    assert platform.post(peers[0], "/v1/appeals").status_code == 204


def test_a_client_learns_the_day_of_an_appeal_and_no_clock_time(platform: Platform) -> None:
    order_id, _, work = rejected(platform)
    appealed = platform.post(ANN, f"{work}/appeal", {"plea": PLEA}).json()
    answer_by = datetime.fromisoformat(contest_of(platform, order_id)["answer_by"])
    told = answer_by.astimezone(TOKYO)
    assert (told.hour, told.minute, told.second, told.microsecond) == (0, 0, 0, 0)
    late = datetime.fromisoformat(appealed["answer_by"]) - answer_by
    assert timedelta(0) <= late < timedelta(days=1)


def test_what_a_member_said_is_erased_with_the_version_that_was_answered(platform: Platform) -> None:
    order_id, _, work = rejected(platform)
    id = UUID(work.rpartition("/")[2])
    held = platform.running.app.state.memory.held
    of_former_lease = Held(order_id, held.get(id).task_id, "ann", 7)
    held.put(id, of_former_lease)
    assert platform.post(ANN, f"{work}/appeal", {"plea": PLEA}).status_code == 201
    platform.tell(stopped(order_id), decided(order_id, breach=True))
    with platform.running.engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM appeals_v1").scalar_one() == 0


@pytest.mark.parametrize(
    ("texts_leave", "guarded", "kind", "state"),
    [
        (False, True, "number", "operator"),
        (True, True, "number", "asked"),
        (True, True, "text", "asked"),
        (True, False, "text", "operator"),
    ],
)
def test_what_members_write_is_read_by_operators_alone_until_it_may_leave(
    platform: Platform,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    texts_leave: bool,
    guarded: bool,
    kind: Any,
    state: str,
) -> None:
    monkeypatch.setattr(application, "TEXTS_LEAVE", texts_leave)
    order_id, [task_id] = platform.open_order(
        questions=[Question(id="q1", kind=kind, text="How many?")], acceptance="client"
    )
    platform.answer(ANN, task_id, {"q1": "three" if kind == "text" else 3})
    platform.follow()
    shown = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"]
    path = f"/v1/submissions/{shown['submission_id']}"
    assert platform.post(CLIENT, f"{path}/reject", WHY).status_code == 200
    [one] = mine(platform)
    platform.post(ANN, f"/v1/assignments/{one['submission_id']}/appeal", {"plea": PLEA})
    if not guarded:
        never_guarded(platform)
    platform.pretend(settings.model_copy(update={"minijob_environment": "production"}))
    assert contest_of(platform, order_id)["plea"] == (PLEA if texts_leave else None)
    assert platform.post(CLIENT, f"{path}/stand-by").json()["state"] == state
