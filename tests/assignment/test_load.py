"""Places and money hold under load and with two replicas, on the real PostgreSQL."""

import asyncio
from typing import Any

import pytest

from tests.assignment.platform import CLIENT, Platform, member

pytestmark = pytest.mark.servers


def test_five_hundred_at_once_for_five_places_take_exactly_five(platform: Platform) -> None:
    order_id, _ = platform.open_order(places=5)
    members = [member(f"m{number}") for number in range(500)]
    responses = asyncio.run(platform.lease_at_once(members, order_id=order_id))
    statuses = [response.status_code for response in responses]
    assert (statuses.count(201), statuses.count(204)) == (5, 495)
    platform.follow()
    progress = platform.get(CLIENT, f"/v1/orders/{order_id}/progress").json()
    assert (progress["leased"], progress["reserved"]) == (5, 50)


def test_money_for_seven_answers_leases_seven_of_two_hundred(platform: Platform) -> None:
    order_id, _ = platform.open_order(tasks=40, places=5, points=75)
    members = [member(f"m{number}") for number in range(200)]
    responses = asyncio.run(platform.lease_at_once(members, order_id=order_id))
    assert [response.status_code for response in responses].count(201) == 7


def test_two_replicas_on_one_database_never_assign_a_place_twice(start: Any) -> None:
    one, two = start(), start()
    _, tasks = one.open_order(tasks=10, places=2)
    members = [member(f"m{number}") for number in range(40)]

    async def rush() -> list[Any]:
        both = [replica.lease_at_once(members, task_id=task) for task in tasks for replica in (one, two)]
        return [response for responses in await asyncio.gather(*both) for response in responses]

    statuses = [response.status_code for response in asyncio.run(rush())]
    assert statuses.count(201) == 20
    assert set(statuses) <= {201, 409}
