"""What withdrawals cost the platform by itself is bounded; the member's right and pay are not."""

from datetime import timedelta
from uuid import UUID

import pytest

from assignment.domain import ClientRecord, client_stream
from chassis.codec import blank
from chassis.principal import Principal
from minijob_contracts.orders import OperatorTied
from minijob_contracts.submissions import AnswerWithdrawn
from tests.assignment.platform import CLIENT, Platform, member
from tests.assignment.test_identities import ONE, OTHER, identified
from tests.assignment.test_withdrawals_api import BOTH, FORM
from tests.assignment.world import AT

pytestmark = pytest.mark.servers

OPERATOR, BEN = Principal("operator", "op-1"), Principal("operator", "ben")


def answered(platform: Platform, answers: int, reward: int, client: Principal = CLIENT) -> list[str]:
    """The work of as many members on one task."""
    terms = {"questions": FORM, "reward_points": reward, "points": 2 * answers * reward}
    _, [task_id] = platform.open_order(places=answers, client=client, **terms)
    works = [platform.answer(member(f"m{one}"), task_id, BOTH) for one in range(answers)]
    platform.follow()
    return [one.json()["submission_id"] for one in works]


def withdrawn(platform: Platform, works: list[str]) -> list[int]:
    """What of each goes back at once; the member may take back all, keeps the pay, and it is erased."""
    for number, id in enumerate(works):
        told = platform.post(member(f"m{number}"), f"/v1/assignments/{id}/withdraw")
        assert told.status_code == 200, told.text
        assert told.json()["points"] > 0
    platform.follow()
    return returned(platform, works)


def returned(platform: Platform, works: list[str]) -> list[int]:
    said = [one for one in platform.said() if isinstance(one, AnswerWithdrawn)]
    return [one.returned_points for one in said if str(one.assignment_id) in works]


def held(platform: Platform) -> list[str]:
    platform.follow()
    return [one["assignment_id"] for one in platform.get(OPERATOR, "/v1/withdrawal-returns").json()]


def test_small_sums_go_back_at_once_and_what_is_more_waits_for_an_operator(platform: Platform) -> None:
    works = answered(platform, 4, 200)
    assert withdrawn(platform, works) == [200, 200, 0, 0]
    assert held(platform) == works[2:]
    [case, _] = platform.get(OPERATOR, "/v1/withdrawal-returns").json()
    assert (case["client_id"], case["points"]) == (CLIENT.id, 200)


def test_a_twentieth_of_what_an_order_has_paid_goes_back_whatever_it_is(platform: Platform) -> None:
    works = answered(platform, 20, 600)
    assert withdrawn(platform, works[:2]) == [600, 0]


def test_the_clients_of_one_identity_share_the_small_sums_for_thirty_days(platform: Platform) -> None:
    platform.tell(identified(ONE, "ACME"), identified(OTHER, "ACME"))
    assert withdrawn(platform, answered(platform, 2, 200, ONE)) == [200, 200]
    assert withdrawn(platform, answered(platform, 1, 200, OTHER)) == [0]
    assert withdrawn(platform, answered(platform, 1, 200)) == [200]


def test_thirty_days_later_small_sums_go_back_again() -> None:
    record: ClientRecord = blank(ClientRecord, client_stream("c"))
    for day in (0, 1, 31):
        record.pay_back(100, AT + timedelta(days=day))
    assert record.paid_back_since(AT + timedelta(days=31) - timedelta(days=30)) == 100
    assert list(record.paid_back.values()) == [100]


def test_an_operator_gives_it_back_once_or_keeps_it(platform: Platform) -> None:
    works = answered(platform, 4, 300)
    assert withdrawn(platform, works) == [300, 0, 0, 0]
    path = f"/v1/withdrawal-returns/{works[1]}/decision"
    word = {"decision": "give_back", "reason": "nothing_unusual"}
    assert platform.post(OPERATOR, path, word, key="k").json()["returned_points"] == 300
    assert platform.post(OPERATOR, path, word, key="k").json()["returned_points"] == 300
    assert platform.post(OPERATOR, path, word).status_code == 409
    kept = {"decision": "keep", "reason": "members_in_league"}
    other = f"/v1/withdrawal-returns/{works[2]}/decision"
    assert platform.post(OPERATOR, other, kept).json()["returned_points"] == 0
    assert platform.post(OPERATOR, other, word).status_code == 409
    assert held(platform) == works[3:]
    assert sorted(returned(platform, works)) == [0, 0, 0, 0, 300, 300]
    assert platform.post(OPERATOR, path.replace(works[1], str(UUID(int=1))), word).status_code == 404


def test_whoever_has_a_side_in_it_does_not_decide_and_codes_are_named(platform: Platform) -> None:
    works = answered(platform, 2, 600)
    withdrawn(platform, works)
    platform.tell(OperatorTied(client_id=CLIENT.id, operator_id=BEN.id, declared_by=BEN.id))
    path = f"/v1/withdrawal-returns/{works[0]}/decision"
    word = {"decision": "give_back", "reason": "other"}
    for side in (BEN, Principal("operator", "m0"), Principal("operator", CLIENT.id)):
        assert platform.post(side, path, word).json()["type"] == "urn:minijob:problem:tied-to-client"
    wrong = platform.post(OPERATOR, path, {"decision": "perhaps", "reason": "why not"}).json()["errors"]
    assert {one["where"] for one in wrong} == {"decision", "reason"}
    assert platform.post(CLIENT, path, word).status_code == 403
