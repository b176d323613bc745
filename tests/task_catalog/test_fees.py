"""The fee is configuration: the quote shows it, and an order keeps the one under which it was drafted."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from chassis.settings import Settings
from task_catalog.domain import quote
from task_catalog.settings import CatalogSettings
from tests.task_catalog.platform import CLIENT, Platform
from tests.task_catalog.world import document


def test_the_fee_depends_on_how_answers_are_accepted() -> None:
    fees = {"automatic": 10, "client": 25}
    automatic, client = (
        quote(10, document(acceptance=acceptance), fees=fees) for acceptance in ("automatic", "client")
    )
    assert (automatic["fee_percent"], automatic["fee_jpy"]) == (10, automatic["reward_jpy"] // 10)
    payable_jpy = client["reward_jpy"] + client["appeal_reserve_jpy"]
    assert (client["fee_percent"], client["fee_jpy"]) == (25, -(-payable_jpy // 4))


@pytest.mark.parametrize("fees", ['{"automatic": 20}', '{"automatic": 20, "client": 101}', "20", '{"a": 1}'])
def test_a_fee_that_is_missing_or_wrong_stops_the_start(fees: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEES", fees)
    with pytest.raises((ValidationError, ValueError)) as failed:
        CatalogSettings(database_url="", kafka_bootstrap_servers="", principal_secret="x" * 32)
    assert "fees" in str(failed.value)


@pytest.mark.servers
def test_an_order_keeps_the_fee_under_which_it_was_drafted(platform: Platform, settings: Settings) -> None:
    before = platform.live("red")
    edge = platform.running.app.state.edge
    dearer = CatalogSettings(
        **settings.model_dump(exclude_defaults=True), fees={"automatic": 50, "client": 50}
    )
    platform.running.app.state.edge = replace(edge, settings=dearer)
    assert platform.order(before)["quote"]["fee_percent"] == 20
    drafted = platform.ask("POST", "/v1/orders", CLIENT, body=document())
    assert drafted.json()["quote"]["fee_percent"] == 50
    assert platform.order(drafted.json()["order_id"])["quote"]["fee_jpy"] > 0
    asked = platform.ask("POST", "/v1/orders/quote", CLIENT, body=document())
    assert asked.json()["fee_percent"] == 50
