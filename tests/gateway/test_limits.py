"""How often a caller may ask."""

import httpx2

from chassis.errors import TooManyRequests
from gateway.auth.failures import Failures
from tests.gateway.conftest import Door, Open, Services


def statuses(door: Door, bearer: dict[str, str], count: int) -> list[int]:
    return [door.client.get("/v1/tasks", headers=bearer).status_code for _ in range(count)]


def test_who_asks_too_often_is_told_when_to_come_back(open_door: Open, services: Services) -> None:
    door = open_door(local_requests_per_minute=3)
    bearer = door.bearer("member", "eager")
    assert statuses(door, bearer, 3) == [200, 200, 200]
    answer = door.client.get("/v1/tasks", headers=bearer)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert answer.json()["type"] == "urn:minijob:problem:too-many-requests"
    assert len(services["assignment"].seen) == 3


def test_a_second_token_does_not_help_and_others_are_not_held_back(open_door: Open) -> None:
    door = open_door(local_requests_per_minute=2)
    assert statuses(door, door.bearer("member", "eager"), 2) == [200, 200]
    assert statuses(door, door.bearer("member", "eager", age=40), 1) == [429]
    assert statuses(door, door.bearer("member", "patient"), 1) == [200]


def test_refused_requests_count_too(open_door: Open) -> None:
    door = open_door(local_requests_per_minute=2)
    assert statuses(door, door.bearer("client", "lost"), 3) == [403, 403, 429]


def test_production_has_a_limit_for_each_role_and_local_mode_is_far_above_it(
    open_door: Open, door: Door
) -> None:
    production = open_door(minijob_environment="production").gateway.settings
    assert [production.requests_per_minute(role) for role in ("member", "client", "operator", "partner")] == [
        600,
        600,
        600,
        3_000,
    ]
    assert door.gateway.settings.requests_per_minute("member") >= 100 * 60 * 60


def failures(door: Door, count: int) -> list[httpx2.Response]:
    made_up = ({"authorization": f"Bearer made-up-{number}"} for number in range(count))
    return [door.client.get("/v1/tasks", headers=one) for one in made_up]


def test_an_address_that_fails_too_often_is_told_when_to_come_back(open_door: Open) -> None:
    door = open_door(failed_callers_per_minute=3)
    answers = failures(door, 5)
    assert [answer.status_code for answer in answers] == [401, 401, 401, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    listing = door.client.get("/v1/api-keys", headers={"authorization": "Bearer made-up"})
    assert listing.status_code == 429


def test_who_is_known_already_is_not_held_back_by_the_failures_of_others(open_door: Open) -> None:
    door = open_door(failed_callers_per_minute=3)
    bearer = door.bearer("member", "known")
    assert statuses(door, bearer, 1) == [200]
    assert failures(door, 4)[-1].status_code == 429
    assert statuses(door, bearer, 1) == [200]


def test_no_token_at_all_is_no_failure_because_nothing_was_verified(open_door: Open) -> None:
    door = open_door(failed_callers_per_minute=3)
    assert [door.client.get("/v1/tasks").status_code for _ in range(5)] == [401] * 5
    assert failures(door, 1)[0].status_code == 401


def refused(failures: Failures, address: str) -> bool:
    try:
        failures.check(address)
    except TooManyRequests:
        return True
    return False


def test_failures_are_counted_by_what_one_person_has() -> None:
    counted = Failures(per_minute=1, entries=100)
    for address in ("192.0.2.1", "2001:db8:0:1::1", ""):
        counted.count(address)
        assert refused(counted, address)
    assert refused(counted, "2001:db8:0:1:ffff::2")
    assert refused(counted, "::ffff:192.0.2.1")
    assert not refused(counted, "192.0.2.2")
    assert not refused(counted, "2001:db8:0:2::1")


def test_failures_are_remembered_of_a_bounded_number_of_addresses() -> None:
    counted = Failures(per_minute=1, entries=10)
    for number in range(100):
        counted.count(f"192.0.2.{number}")
    assert len(counted._counts) == 10
    assert refused(counted, "192.0.2.99")
