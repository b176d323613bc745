"""Who has a tie to a client decides nothing about its orders (business rule 32), on the real PostgreSQL."""

from uuid import UUID

import pytest

from minijob_contracts.orders import OperatorTied
from minijob_contracts.screenings import WatchDecided
from tests.order_screening.platform import ANN, BEN, CLIENT, Platform
from tests.order_screening.world import RELIGION, document

pytestmark = pytest.mark.servers

TIED = "urn:minijob:problem:tied-to-client"
BEN_IS_TIED = OperatorTied(client_id=CLIENT.id, operator_id=BEN.id, declared_by=ANN.id)


def test_a_tie_bars_from_the_review_of_a_version_and_of_the_appeal(local: Platform) -> None:
    local.tell(BEN_IS_TIED)
    order_id = local.submit(document(RELIGION))
    id = local.queue()[0]["id"]
    assert local.decide(BEN, id).json()["type"] == TIED
    assert local.decide(ANN, id, "refuse").status_code == 200
    assert (
        local.post(CLIENT, f"/v1/orders/{order_id}/appeal", {"reason": "It is harmless"}).status_code == 200
    )
    id = local.queue()[0]["id"]
    assert local.decide(BEN, id).json()["type"] == TIED
    assert local.decide(ANN, id).json()["type"] == "urn:minijob:problem:operator-decided"


def test_a_tie_that_is_declared_after_the_first_of_two_approvals_bars_from_the_second(
    local: Platform,
) -> None:
    local.submit(document(RELIGION))
    id = local.queue()[0]["id"]
    assert local.decide(ANN, id).json()["approvals_missing"] == 1
    local.tell(BEN_IS_TIED, BEN_IS_TIED)
    assert local.decide(BEN, id).json()["type"] == TIED
    assert local.queue()[0]["id"] == id


def test_a_tie_bars_from_ending_a_safety_stop_and_not_from_making_one(local: Platform) -> None:
    local.tell(BEN_IS_TIED)
    order_id: UUID = local.submit(document())
    stopped = local.post(BEN, f"/v1/orders/{order_id}/safety-stop", {"reason": "It asks names", "version": 1})
    assert stopped.json()["stopped"]
    local.settle()
    [watch] = local.get(ANN, "/v1/order-watches").json()["items"]
    path, word = f"/v1/order-watches/{watch['id']}/decision", {"breach": False, "reason": "It does not"}
    assert local.post(BEN, path, word).json()["type"] == TIED
    assert local.post(ANN, path, word).status_code == 200
    assert isinstance(local.said()[-1], WatchDecided)
