"""What needs special care is taken only from members who agree to the very question."""

import pytest

from minijob_contracts.orders import Question
from tests.assignment.platform import Platform, member

pytestmark = pytest.mark.servers
AGREE, DECLINE = "I agree to answer it", "Prefer not to answer"
CREED = Question(
    id="q1", kind="single", text="Your religion?", options=["Zen", DECLINE], decline=DECLINE, consent=AGREE
)
CARE = Question(id="q2", kind="text", text="Your illness?", required=False, decline=DECLINE, consent=AGREE)


def test_an_answer_is_taken_when_its_member_agrees_declines_or_leaves_it_out(platform: Platform) -> None:
    order_id, _ = platform.open_order(tasks=4, questions=[CREED, CARE])
    for name, answers, consents, refused in (
        ("ann", {"q1": "Zen", "q2": "asthma"}, [], ["consents.q1", "consents.q2"]),
        ("ann", {"q1": "Zen", "q2": "asthma"}, ["q1"], ["consents.q2"]),
        ("ann", {"q1": "Zen", "q2": "asthma"}, ["q1", "q2"], []),
        ("ben", {"q1": DECLINE}, [], []),
        ("cid", {"q1": "Zen", "q2": ""}, ["q1"], []),
    ):
        who = member(name)
        taken = platform.lease(who, order_id=order_id)
        path = f"/v1/assignments/{taken.json()['assignment_id']}/submission"
        assert {one["consent"] for one in taken.json()["questions"]} == {AGREE}
        given = platform.post(who, path, {"answers": answers, "consents": consents})
        assert given.status_code == (422 if refused else 200), given.text
        assert [one["where"] for one in given.json().get("errors", [])] == refused
        if refused:
            platform.post(who, f"/v1/assignments/{taken.json()['assignment_id']}/return", {"reason": "other"})
