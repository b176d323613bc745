"""Whether a contested place is collected again (business rule 20), on the real PostgreSQL."""

from uuid import UUID

import pytest

from minijob_contracts.points import ArbitrationAnswered
from minijob_contracts.submissions import OrderFilled
from tests.assignment.platform import CLIENT, Platform, member
from tests.assignment.test_appeals_api import ANN, OPERATOR, PLEA, rejected

pytestmark = pytest.mark.servers

BEN = member("ben")
YES = {"q1": "yes"}


def decided(platform: Platform, winner: str) -> UUID:
    """An order of one place whose answer was rejected; the appeal about it is decided for `winner`."""
    order_id, path, work = rejected(platform, tasks=1, points=10)
    assert platform.lease(BEN, order_id=order_id).status_code == 204
    platform.post(ANN, f"{work}/appeal", {"plea": PLEA})
    platform.post(CLIENT, f"{path}/stand-by")
    id = UUID(work.rpartition("/")[2])
    platform.tell(ArbitrationAnswered(order_id=order_id, assignment_id=id, covered=False))
    platform.follow()
    assert platform.lease(BEN, order_id=order_id).status_code == 204
    [case] = platform.get(OPERATOR, "/v1/open-appeals").json()
    decision = f"/v1/open-appeals/{case['appeal_id']}/decision"
    reason = "answer_is_wrong" if winner == "client" else "answer_is_right"
    told = platform.post(OPERATOR, decision, {"winner": winner, "reason": reason})
    assert told.status_code == 200, told.text
    platform.follow()
    return order_id


def test_after_a_lost_appeal_another_member_answers_and_the_order_is_filled(platform: Platform) -> None:
    order_id = decided(platform, "client")
    assert platform.lease(ANN, order_id=order_id).status_code == 204
    taken = platform.lease(BEN, order_id=order_id)
    assert taken.status_code == 201
    assert platform.submit(BEN, taken.json()["assignment_id"], YES).json()["state"] == "submitted"
    platform.follow()
    shown = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"]
    assert platform.post(CLIENT, f"/v1/submissions/{shown['submission_id']}/accept").status_code == 200
    assert [one.accepted for one in platform.said() if isinstance(one, OrderFilled)] == [1]


def test_after_a_won_appeal_the_place_is_filled_and_nobody_takes_it_again(platform: Platform) -> None:
    order_id = decided(platform, "member")
    assert platform.lease(BEN, order_id=order_id).status_code == 204
    assert [one.accepted for one in platform.said() if isinstance(one, OrderFilled)] == [1]
    progress = platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()
    assert (progress["accepted"], progress["spent"], progress["reserved"]) == (1, 10, 0)
