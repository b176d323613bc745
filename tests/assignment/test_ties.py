"""Operators with a side in it decide neither an appeal nor a held photo (business rule 32)."""

from typing import Any
from uuid import UUID

import pytest

from chassis.principal import Principal
from minijob_contracts.orders import OperatorTied
from minijob_contracts.points import ArbitrationAnswered
from tests.assignment.platform import CLIENT, Platform
from tests.assignment.test_appeals_api import ANN, OPERATOR, PLEA, rejected
from tests.assignment.test_photos import encoded, leased, portrait, upload

pytestmark = pytest.mark.servers

TIED = "urn:minijob:problem:tied-to-client"
BEN = Principal("operator", "ben")
SIDES = [BEN, Principal("operator", ANN.id), Principal("operator", CLIENT.id)]


def refused_for_sides(platform: Platform, path: str, word: dict[str, Any]) -> None:
    platform.tell(OperatorTied(client_id=CLIENT.id, operator_id=BEN.id, declared_by=BEN.id))
    for one in SIDES:
        assert platform.post(one, path, word).json()["type"] == TIED, one
    assert platform.post(OPERATOR, path, word).status_code == 200


def test_an_appeal_is_decided_by_an_operator_without_a_side_in_it(platform: Platform) -> None:
    order_id, path, work = rejected(platform)
    platform.post(ANN, f"{work}/appeal", {"plea": PLEA})
    platform.post(CLIENT, f"{path}/stand-by")
    id = UUID(work.rpartition("/")[2])
    platform.tell(ArbitrationAnswered(order_id=order_id, assignment_id=id, covered=False))
    platform.follow()
    [case] = platform.get(OPERATOR, "/v1/open-appeals").json()
    decision = f"/v1/open-appeals/{case['appeal_id']}/decision"
    refused_for_sides(platform, decision, {"winner": "client", "reason": "answer_is_wrong"})


def test_a_held_photo_is_decided_by_an_operator_without_a_side_in_it(platform: Platform) -> None:
    id = leased(platform)
    photo = upload(platform, id, encoded(portrait())).json()["photo_id"]
    assert platform.submit(ANN, id, {"q1": photo}).json()["state"] == "accepted"
    platform.follow()
    refused_for_sides(platform, f"/v1/photos/{photo}/decision", {"decision": "show", "reason": "face"})
