"""Points that a partner grants come to its own server as webhooks, and to no other partner's."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest

from local_platform.platform import Platform
from local_platform.ports import free_port
from tests.programs import started
from tests.system.parties import ROOT, Api, Parties, until

A_LEASE_AND_MORE = 90.0
pytestmark = [pytest.mark.system, pytest.mark.servers]
EXAMPLE = ROOT / "examples" / "points_subscriber" / "subscriber.py"


@contextmanager
def subscriber(partner: Api, database: Path) -> Iterator[httpx2.Client]:
    """The example subscriber with a subscription of this partner."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    made = partner.ask("POST", "/v1/webhooks", json={"url": f"{url}/webhooks"})
    assert made.status_code == 201, made.text
    command = [sys.executable, str(EXAMPLE), "--port", str(port), "--database", str(database)]
    environment = {**os.environ, "WEBHOOK_SECRET": made.json()["secret"]}
    with started(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with httpx2.Client(base_url=url) as client:
            yield client
    assert partner.ask("DELETE", f"/v1/webhooks/{made.json()['webhook_id']}").status_code == 204


def grant(partner: Api, member: Api, points: int) -> None:
    body = {"member_id": member.id, "points": points, "reference": uuid4().hex}
    answer = partner.ask("POST", "/v1/points/grants", json=body)
    assert answer.status_code == 201, answer.text


def account_of(partner: Api, member: Api) -> str:
    feed = partner.ask("GET", "/v1/points/events?limit=1000").json()["items"]
    return next((one["account_id"] for one in feed if one["data"].get("member_id") == member.id), "")


def test_granted_points_come_to_the_partners_server_and_to_no_other(
    platform: Platform, api: Parties, tmp_path: Path
) -> None:
    operator, member, stranger = api("operator"), api("member"), api("member")
    shop, bank = api("partner"), api("partner")
    for partner, linked in ((shop, member), (bank, stranger)):
        deposit = {"amount_jpy": 10_000, "reference": uuid4().hex}
        paid = operator.ask("POST", f"/v1/partners/{partner.id}/deposits", json=deposit)
        assert paid.status_code == 201, paid.text
        link = {"partner_id": partner.id}
        assert linked.ask("POST", "/v1/me/points/links", json=link).status_code == 201
    grant(shop, member, 10)
    with subscriber(shop, tmp_path / "shop") as at_shop, subscriber(bank, tmp_path / "bank") as at_bank:
        account = until(lambda: account_of(shop, member))

        def counted(at: httpx2.Client, account: str) -> int:
            return int(at.get(f"/balances/{account}").json()["points"])

        until(lambda: counted(at_shop, account) == 10)
        platform.services["gateway"].kill()
        platform.services["gateway"].start()
        for points in (1, 2, 4):
            grant(shop, member, points)
        grant(bank, stranger, 100)
        until(lambda: counted(at_shop, account) == 17, A_LEASE_AND_MORE)
        foreign = until(lambda: account_of(bank, stranger))
        until(lambda: counted(at_bank, foreign) == 100)
        assert (counted(at_bank, account), counted(at_shop, foreign)) == (0, 0)
