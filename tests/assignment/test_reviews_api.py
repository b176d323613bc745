"""What a client sends about one answer and what the member reads, on the real PostgreSQL."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from minijob_contracts.orders import Question
from minijob_contracts.submissions import BonusAwarded, SubmissionAccepted
from tests.assignment.platform import CLIENT, Platform, member

pytestmark = pytest.mark.servers

ANN = member("ann")
REASON = "The word is a verb here, and the task says so."


def part(**changes: Any) -> dict[str, Any]:
    return {"percent": 40, "code": "wrong", "question": "q1", "reason": REASON} | changes


def wheres(refused: Any) -> list[str]:
    assert refused.status_code == 422, refused.text
    return [error["where"] for error in refused.json()["errors"]]


def answered(platform: Platform, tasks: int = 2, points: int = 20, **changes: Any) -> tuple[UUID, str]:
    """An order whose tasks ann has answered, and the path of the first answer that waits."""
    order_id, task_ids = platform.open_order(
        tasks=tasks, places=1, points=points, acceptance="client", **changes
    )
    for task_id in task_ids:
        assert platform.answer(ANN, task_id, {"q1": "yes"}).status_code == 200
    platform.follow()
    shown = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"]
    return order_id, f"/v1/submissions/{shown['submission_id']}"


def test_an_answer_approved_in_part_is_paid_in_part_and_the_member_reads_why(platform: Platform) -> None:
    order_id, path = answered(platform)
    approved = platform.post(CLIENT, f"{path}/accept", part(), key="k")
    assert approved.json() == {
        "submission_id": path.rpartition("/")[2],
        "state": "accepted",
        "points": 4,
        "share_percent": 40,
    }
    assert platform.post(CLIENT, f"{path}/accept", part(), key="k").json() == approved.json()
    platform.follow()
    mine = platform.get(ANN, "/v1/me/submissions").json()["items"]
    [decided] = [one for one in mine if one["state"] == "accepted"]
    assert (decided["points"], decided["reduction"]) == (4, part())
    assert [one["reduction"] for one in mine if one["state"] == "submitted"] == [None]
    progress = platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()
    assert (progress["spent"], progress["reserved"], progress["remaining"]) == (4, 16, 0)
    [paid] = [one for one in platform.said() if isinstance(one, SubmissionAccepted)]
    assert (paid.base_points, paid.share_percent, paid.points) == (10, 40, 4)


def test_what_is_paid_in_part_is_data_and_what_waits_is_none(platform: Platform) -> None:
    order_id, path = answered(platform)
    rows = f"/v1/orders/{order_id}/submissions"
    assert platform.get(CLIENT, rows).json()["items"] == []
    assert platform.post(CLIENT, f"{path}/accept", part(percent=7)).status_code == 422
    platform.follow()
    assert platform.get(CLIENT, rows).json()["items"] == []
    platform.post(CLIENT, f"{path}/accept", part())
    platform.follow()
    assert len(platform.get(CLIENT, rows).json()["items"]) == 1


@pytest.mark.parametrize("percent", [-1, 0, 7, 100, 50.0, "50"])
def test_a_share_is_whole_and_between_8_and_99(platform: Platform, percent: Any) -> None:
    _, path = answered(platform)
    assert wheres(platform.post(CLIENT, f"{path}/accept", part(percent=percent))) == ["percent"]


def test_what_is_missing_or_wrong_is_named(platform: Platform) -> None:
    _, path = answered(platform)
    path = f"{path}/accept"
    assert wheres(platform.post(CLIENT, path, {"percent": 50})) == ["code", "question", "reason"]
    assert wheres(platform.post(CLIENT, path, part(reason="too short".ljust(40)))) == ["reason"]
    assert wheres(platform.post(CLIENT, path, part(code="ugly"))) == ["code"]
    assert wheres(platform.post(CLIENT, path, part(question="q9"))) == ["question"]
    assert platform.post(CLIENT, path, {}).json()["share_percent"] == 100


def test_an_opinion_and_what_was_left_out_are_paid_in_full(platform: Platform) -> None:
    asked = {"kind": "single", "options": ["yes", "no"]}
    questions = [
        Question(id="q1", text="Is it good?", opinion=True, **asked),
        Question(id="q2", text="Is it new?", required=False, **asked),
        Question(id="q3", text="Are you ill?", decline="no answer", **asked),
    ]
    _, path = answered(
        platform, questions=[*questions[:2], questions[2].model_copy(update={"required": False})]
    )
    for question in ("q1", "q2", "q3"):
        refused = platform.post(CLIENT, f"{path}/accept", part(question=question))
        assert wheres(refused) == ["question"], question


def test_the_guard_masks_what_a_client_writes_to_a_member(platform: Platform) -> None:
    _, path = answered(platform)
    reason = f"{REASON} Call me at 090-1234-5678."
    assert platform.post(CLIENT, f"{path}/accept", part(reason=reason), key="k").status_code == 200
    platform.follow()
    [told] = [
        one["reduction"]
        for one in platform.get(ANN, "/v1/me/submissions").json()["items"]
        if one["reduction"]
    ]
    assert "090-1234-5678" not in told["reason"]
    again = platform.post(CLIENT, f"{path}/accept", part(reason=REASON), key="k")
    assert again.json()["type"] == "urn:minijob:problem:key-reused"


def test_a_bonus_is_given_once_to_an_accepted_answer_that_the_list_names(platform: Platform) -> None:
    order_id, path = answered(platform, points=26)
    platform.post(CLIENT, f"{path}/accept", part())
    platform.follow()
    [row] = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"]
    path, body = f"/v1/submissions/{row['submission_id']}/bonus", {"bonus_id": str(uuid4()), "points": 3}
    given = platform.post(CLIENT, path, body, key="b")
    assert (given.status_code, given.json()["points"]) == (201, 3)
    assert platform.post(CLIENT, path, body, key="b").json() == given.json()
    again = platform.post(CLIENT, path, body)
    assert (again.status_code, again.json()["type"]) == (409, "urn:minijob:problem:bonus-given")
    large = platform.post(CLIENT, path, {"bonus_id": str(uuid4()), "points": 4})
    assert (large.status_code, large.json()["type"]) == (409, "urn:minijob:problem:bonus-too-large")
    assert [one.points for one in platform.said() if isinstance(one, BonusAwarded)] == [3]
    assert wheres(platform.post(CLIENT, path, {"bonus_id": str(uuid4()), "points": 0})) == ["points"]
