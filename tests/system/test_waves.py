"""Three harmless orders that a client can link: the third is refused, through the public API alone."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.system.parties import ORDER, Api, Parties, until, welcome

pytestmark = [pytest.mark.system, pytest.mark.servers]
JOBS = ("employee", "student", "homemaker", "retired")
REGIONS = ("東京都", "大阪府", "福岡県")


def asking(text: str, options: list[str], **changes: Any) -> dict[str, Any]:
    question = {"id": "q1", "kind": "single", "text": text, "options": options, "required": False}
    return {**ORDER, "title": "A few words about you", "questions": [question], **changes}


def posted(client: Api, document: dict[str, Any]) -> str:
    order_id: str = client.ask("POST", "/v1/orders", json=document).json()["order_id"]
    assert client.ask("POST", f"/v1/orders/{order_id}/submit").status_code == 200
    return order_id


def state(client: Api, order_id: str) -> str:
    found: str = client.ask("GET", f"/v1/orders/{order_id}").json()["state"]
    return found


def test_the_third_of_three_linked_orders_is_refused_with_the_way_out(api: Parties) -> None:
    def tell(number: int) -> None:
        home = REGIONS[number % 3]
        member = api("member", age=20 + number % 40, prefecture=home)
        told = {"job": JOBS[number // 3 % 4], "sex": "female" if number // 12 % 2 else "male"}
        assert member.ask("PUT", "/v1/me/profile", json=told).status_code == 200

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(tell, range(240)))
    client, operator = api("client"), api("operator")
    welcome(client, operator)
    deposit = {"amount_jpy": 100_000, "reference": client.id}
    assert operator.ask("POST", f"/v1/clients/{client.id}/deposits", json=deposit).status_code == 201
    first = posted(client, asking("What is your sex?", ["female", "male", "Prefer not to answer"]))
    until(lambda: state(client, first) in ("live", "pilot"))
    homes = ["北海道", "東京都", "大阪府", "福岡県"]
    second = posted(
        client, asking("Which prefecture do you live in?", homes, second_wave_of=first, answers_per_task=1)
    )
    until(lambda: state(client, second) in ("live", "pilot"))
    jobs = asking("What is your occupation?", [*JOBS, "other"], second_wave_of=second)
    third = posted(client, jobs)
    until(lambda: state(client, third) == "refused")
    (finding,) = client.ask("GET", f"/v1/orders/{third}").json()["findings"]
    assert (finding["rule"], finding["quote"]) == ("K1", "sex, prefecture, job")
    assert "do not ask job" in finding["reason"]
    alone = posted(client, {**jobs, "second_wave_of": None})
    until(lambda: state(client, alone) in ("live", "pilot"))
