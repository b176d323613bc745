"""An order for a segment names an audience source that can be asked; any other is refused by its field."""

from dataclasses import replace
from typing import Any

import pytest

from chassis.settings import Settings
from minijob_contracts.orders import OrderSubmitted
from task_catalog.settings import CatalogSettings
from tests.task_catalog.platform import CLIENT, Platform
from tests.task_catalog.world import document

SEGMENT = {"source": "shop", "name": "People who bought coffee this month"}
PLAIN = [{"id": "q1", "kind": "single", "text": "Which one?", "options": ["A", "B"]}]


def asked(platform: Platform, path: str, segment: Any) -> Any:
    order = document(questions=PLAIN, audience={"segment": segment})
    return platform.ask("POST", path, CLIENT, body=order)


@pytest.mark.servers
def test_a_source_that_nobody_asks_is_refused_wherever_an_order_is_written(platform: Platform) -> None:
    for path in ("/v1/orders", "/v1/orders/quote"):
        refused = asked(platform, path, SEGMENT)
        assert refused.status_code == 422
        assert [one["where"] for one in refused.json()["errors"]] == ["audience.segment.source"]
    order_id = platform.draft(questions=PLAIN)
    edited = platform.ask(
        "PUT",
        f"/v1/orders/{order_id}",
        CLIENT,
        body=document(questions=PLAIN, audience={"segment": SEGMENT}),
        headers={"If-Match": "1"},
    )
    assert edited.status_code == 422


@pytest.mark.servers
@pytest.mark.parametrize("segment", [{"source": "shop"}, {**SEGMENT, "members": ["ann"]}, "coffee"])
def test_a_segment_is_a_source_and_a_name_and_nothing_else(platform: Platform, segment: Any) -> None:
    assert asked(platform, "/v1/orders", segment).status_code == 422


@pytest.mark.servers
def test_an_order_for_a_segment_of_a_known_source_goes_to_screening(
    platform: Platform, settings: Settings
) -> None:
    edge = platform.running.app.state.edge
    known = CatalogSettings(**settings.model_dump(exclude_defaults=True), audience_sources={"shop": {}})
    platform.running.app.state.edge = replace(edge, settings=known)
    drafted = asked(platform, "/v1/orders", SEGMENT)
    assert drafted.status_code == 201, drafted.text
    assert platform.move(drafted.json()["order_id"], "submit").status_code == 200
    [said] = platform.said(OrderSubmitted)
    assert said.document.audience.segment is not None
    assert said.document.audience.segment.model_dump() == SEGMENT
