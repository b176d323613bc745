"""How often a caller may ask."""

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
        120,
        600,
        600,
        3_000,
    ]
    assert door.gateway.settings.requests_per_minute("member") >= 100 * 60 * 60
