"""Members of 15 to 17: only with a guardian's consent, for an hour a day, by day, and one task at a time."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assignment import application, views
from assignment.application import Candidate, Worker
from assignment.domain import (
    Assignment,
    ConsentMissing,
    DayIsUsed,
    NotEligible,
    OneAtATime,
    RestTime,
    UnknownConsent,
    WorkedMeanwhile,
    YoungMember,
    young_stream,
)
from chassis.clock import now
from chassis.command import Command
from chassis.principal import Principal
from minijob_contracts.orders import Audience
from tests.assignment.platform import CLIENT, Platform, member
from tests.assignment.world import (
    ORDER,
    World,
    expire,
    give_back,
    lease,
    opened,
    replayed,
    status,
    statuses,
    submit,
    task,
)

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # 12:00 in Tokyo
ALL = Audience(age_min=15)
OPERATOR, GUARDIAN, KAI = Principal("operator", "op-1"), member("mei", 45), member("kai", 16)


def consent(key: str = "c", at: datetime = NOON) -> Command:
    return application.record_consent(key, b"", "kai", "mei", "paper", "op-1", at)


def revoke(key: str = "r", by: str = "mei", at: datetime = NOON) -> Command:
    return application.revoke_consent(key, b"", "kai", by, "one_id", at, is_operator=False)


def young(world: World) -> YoungMember:
    return replayed(world.store, YoungMember, young_stream("kai"))


def begin(world: World, row: int, at: datetime, *, age: int = 16, read: Any = "now") -> Command:
    """As the edge asks: with the last work as it was read just before."""
    last = young(world).last_work if read == "now" else read
    kai = Worker("kai", age, "東京都", last)
    key = f"lease {row} {at.isoformat()} {read}"
    return application.lease(key, b"", kai, [Candidate(ORDER, task(row))], at, exact=True)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def for_all(**changes: Any) -> World:
    world = opened(tasks=20, audience=ALL, **changes)
    world.step(consent())
    return world


def expires(world: World, row: int) -> datetime:
    until = world.assignment("kai", row).expires_at
    assert until is not None
    return until


def test_nobody_under_18_begins_without_a_consent_and_nobody_after_it_was_revoked() -> None:
    world = opened(tasks=2, audience=ALL)
    assert isinstance(world.one(begin(world, 0, NOON)), ConsentMissing)
    world.step(consent())
    assert status(world.one(begin(world, 0, NOON))) == 201
    world.step(revoke(at=NOON + minutes(1)))
    assert status(world.one(submit("s", "kai", 0, NOON + minutes(2)))) == 200
    assert isinstance(world.one(begin(world, 1, NOON + minutes(3))), ConsentMissing)


def test_a_consent_says_who_gave_it_how_and_who_has_seen_it() -> None:
    world = for_all()
    [recorded] = world.of(YoungMember.ConsentRecorded)
    assert (recorded.member_id, recorded.guardian_id) == ("kai", "mei")
    assert (recorded.channel, recorded.operator_id, recorded.timestamp) == ("paper", "op-1", NOON)


def test_the_guardian_alone_revokes_and_once() -> None:
    world = for_all()
    assert isinstance(world.one(revoke("r1", by="somebody")), UnknownConsent)
    assert statuses([world.one(revoke("r2")), world.one(revoke("r3"))]) == [204, 404]


@pytest.mark.parametrize("age", [None, 0, 14])
def test_who_is_under_15_or_of_unknown_age_gets_nothing_with_a_consent_too(age: int | None) -> None:
    world = for_all()
    assert isinstance(
        world.one(lease("k", "kai", [0], NOON, age=age, exact=True)), NotEligible | ConsentMissing
    )
    assert not world.of(Assignment.Leased)


def test_what_names_no_age_is_for_adults() -> None:
    world = opened(tasks=1)
    world.step(consent())
    assert isinstance(world.one(begin(world, 0, NOON)), NotEligible)
    assert status(world.one(lease("k", "ann", [0], NOON, age=18))) == 201


def test_a_row_that_a_person_has_passed_is_for_adults() -> None:
    world = opened(tasks=0, audience=ALL)
    world.step(consent(), application.add_task(ORDER, task(0), 1, 0, {"word": "x"}, 2, NOON, True))
    assert isinstance(world.one(begin(world, 0, NOON)), NotEligible)
    assert status(world.one(lease("k", "ann", [0], NOON, age=18))) == 201


@pytest.mark.parametrize(
    ("hour", "minute", "may"),
    [(4, 59, False), (5, 0, True), (21, 58, True), (22, 0, False), (23, 30, False), (0, 0, False)],
)
def test_nothing_begins_between_22_and_5_in_tokyo(hour: int, minute: int, may: bool) -> None:
    world = for_all()
    at = datetime(2026, 11, 24, hour, minute, tzinfo=UTC) - timedelta(hours=9)
    result = world.one(begin(world, 0, at))
    assert (status(result) == 201) is may, result
    assert may or isinstance(result, RestTime)


def test_a_lease_ends_at_22_at_the_latest() -> None:
    world = for_all()
    at = datetime(2026, 11, 24, 12, 55, tzinfo=UTC)
    world.step(begin(world, 0, at))
    assert expires(world, 0) == at + minutes(5)
    assert status(world.one(submit("s", "kai", 0, at + minutes(5)))) == 409


def test_one_task_at_a_time_and_two_at_once_get_one() -> None:
    world = for_all()
    both = world.step(begin(world, 0, NOON), begin(world, 1, NOON))
    assert statuses(both) == [201, 503]
    assert isinstance(both[1], WorkedMeanwhile)
    assert isinstance(world.one(begin(world, 1, NOON + minutes(1))), OneAtATime)
    world.step(submit("s", "kai", 0, NOON + minutes(2)))
    assert status(world.one(begin(world, 1, NOON + minutes(2)))) == 201


def test_an_hour_a_day_is_counted_from_taking_to_handing_in() -> None:
    world, at = for_all(), NOON
    for row in range(6):
        assert status(world.one(begin(world, row, at))) == 201
        at += minutes(9)
        world.step(submit(f"s{row}", "kai", row, at))
        at += minutes(10)
    world.step(begin(world, 6, at))
    assert expires(world, 6) == at + minutes(6)
    assert isinstance(world.one(begin(world, 7, at + minutes(7))), DayIsUsed)
    assert status(world.one(begin(world, 7, at + timedelta(days=1)))) == 201


@pytest.mark.parametrize("how", ["returned", "expired", "nobody looked"])
def test_time_counts_whatever_came_of_it(how: str) -> None:
    world = for_all(lease_seconds=3_000)
    world.step(begin(world, 0, NOON))
    match how:
        case "returned":
            world.step(give_back("b", "kai", 0, NOON + minutes(40)))
        case "expired":
            world.step(expire("kai", 0, 1, NOON + minutes(55)))
    world.step(begin(world, 1, NOON + minutes(60)))
    left = expires(world, 1) - (NOON + minutes(60))
    assert left == minutes(20 if how == "returned" else 10)


def test_a_task_that_was_returned_and_taken_again_counts_twice() -> None:
    world = for_all(lease_seconds=3_000)
    for begun in (0, 20):
        world.step(begin(world, 0, NOON + minutes(begun)))
        world.step(give_back(f"b{begun}", "kai", 0, NOON + minutes(begun + 15)))
    world.step(begin(world, 0, NOON + minutes(40)))
    assert expires(world, 0) == NOON + minutes(70)


def test_what_takes_longer_than_what_is_left_is_not_begun() -> None:
    world = for_all(lease_seconds=3_600, estimated_minutes=6)
    world.step(begin(world, 0, NOON), give_back("b", "kai", 0, NOON + minutes(55)))
    assert isinstance(world.one(begin(world, 1, NOON + minutes(55))), DayIsUsed)
    assert world.slots(1).taken == 0


def test_a_clock_that_goes_back_gives_no_second_hour() -> None:
    world = for_all(lease_seconds=3_600)
    world.step(begin(world, 0, NOON), submit("s", "kai", 0, NOON + minutes(59.5)))
    assert isinstance(world.one(begin(world, 1, NOON - timedelta(days=1))), DayIsUsed)


def test_who_has_turned_18_needs_no_consent_and_has_no_hour() -> None:
    world = for_all()
    for row in range(10):
        assert status(world.one(begin(world, row, NOON + minutes(row), age=18, read=None))) == 201


# On the real PostgreSQL, by HTTP


@pytest.fixture
def by_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the clock of the edge."""
    from assignment.api import member as edge_of_member
    from assignment.api import young as edge_of_young

    def set_clock(at: datetime) -> None:
        for module in (edge_of_member, edge_of_young):
            monkeypatch.setattr(module, "now", lambda: at)

    set_clock(NOON)
    return set_clock


def give_consent(platform: Platform, key: str | None = None, **changes: str) -> Any:
    body = {"guardian_id": "mei", "channel": "paper"} | changes
    return platform.post(OPERATOR, "/v1/members/kai/guardian-consent", body, key)


@pytest.mark.servers
def test_a_consent_opens_the_work_and_its_end_closes_it(
    platform: Platform, by_day: Callable[[datetime], None]
) -> None:
    order_id, _ = platform.open_order(tasks=3, audience=ALL)
    assert platform.get(KAI, "/v1/tasks").json()["items"] == []
    refused = platform.lease(KAI)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:minijob:problem:consent-missing")
    given = give_consent(platform, "k")
    assert (given.status_code, given.json()["guardian_id"]) == (201, "mei")
    assert give_consent(platform, "k").json() == given.json()
    assert [card["order_id"] for card in platform.get(KAI, "/v1/tasks").json()["items"]] == [str(order_id)]
    mine = platform.get(KAI, "/v1/me/guardian-consent").json()
    assert (mine["is_needed"], mine["guardian_id"], mine["channel"]) == (True, "mei", "paper")
    assert (mine["seconds_left"], mine["refused"]) == (3_600, None)
    taken = platform.lease(KAI)
    assert taken.status_code == 201
    assert platform.get(KAI, "/v1/me/guardian-consent").json()["refused"] == "one-at-a-time"
    path = "/v1/members/kai/guardian-consent/revoke"
    assert platform.post(member("eve"), path, {"channel": "one_id"}).status_code == 404
    assert platform.post(CLIENT, path, {"channel": "one_id"}).status_code == 403
    assert platform.post(GUARDIAN, path, {"channel": "one_id"}).status_code == 204
    handed_in = platform.submit(KAI, taken.json()["assignment_id"], {"q1": "yes"})
    assert (handed_in.status_code, handed_in.json()["points"]) == (200, 10)
    assert platform.lease(KAI).status_code == 403
    assert platform.get(KAI, "/v1/me/guardian-consent").json()["refused"] == "consent-missing"


@pytest.mark.servers
def test_a_consent_names_a_guardian_and_a_channel(platform: Platform) -> None:
    own = give_consent(platform, guardian_id="kai")
    assert (own.status_code, own.json()["errors"][0]["where"]) == (422, "guardian_id")
    assert give_consent(platform, channel="rumour").status_code == 422
    assert platform.post(KAI, "/v1/members/kai/guardian-consent", {}).status_code == 403


@pytest.mark.servers
def test_many_taps_at_once_hold_one_task(platform: Platform, by_day: Callable[[datetime], None]) -> None:
    platform.open_order(tasks=10, audience=ALL)
    give_consent(platform)
    answers = asyncio.run(platform.lease_at_once([KAI] * 8))
    codes = sorted(one.status_code for one in answers)
    assert codes.count(201) == 1
    assert set(codes) <= {201, 409, 503}


@pytest.mark.servers
def test_two_replicas_at_once_give_one_task(
    start: Callable[[], Platform], by_day: Callable[[datetime], None]
) -> None:
    first, second = start(), start()
    first.open_order(tasks=10, audience=ALL)
    give_consent(first)
    second.follow()

    async def at_once() -> list[int]:
        asked = [one.send("POST", "/v1/assignments", KAI, {}) for one in (first, second) * 4]
        return [answer.status_code for answer in await asyncio.gather(*asked)]

    codes = asyncio.run(at_once())
    assert codes.count(201) == 1
    assert set(codes) <= {201, 409, 503}


@pytest.mark.servers
def test_at_night_nothing_is_shown_or_begun(platform: Platform, by_day: Callable[[datetime], None]) -> None:
    platform.open_order(tasks=3, audience=ALL)
    give_consent(platform)
    by_day(datetime(2026, 11, 24, 13, 0, tzinfo=UTC))
    assert platform.get(KAI, "/v1/tasks").json()["items"] == []
    assert platform.lease(KAI).json()["type"] == "urn:minijob:problem:rest-time"


@pytest.mark.servers
def test_an_order_for_adults_is_neither_shown_nor_leased(
    platform: Platform, by_day: Callable[[datetime], None]
) -> None:
    for audience in (Audience(), Audience(age_min=18), Audience(age_min=20)):
        order_id, _ = platform.open_order(audience=audience)
    give_consent(platform)
    assert platform.get(KAI, "/v1/tasks").json()["items"] == []
    assert platform.lease(KAI).status_code == 204
    refused = platform.lease(KAI, order_id=order_id)
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:minijob:problem:not-eligible")


@pytest.mark.servers
def test_members_under_18_are_counted_in_an_audience_while_a_consent_is_in_force(platform: Platform) -> None:
    profile = {"sex": "other"}
    names = [f"y{n}" for n in range(20)]
    for name in names:
        platform.put(member(name, 16), "/v1/me/profile", profile)
        platform.post(
            OPERATOR, f"/v1/members/{name}/guardian-consent", {"guardian_id": "g", "channel": "paper"}
        )
    platform.follow()

    def reaches_k(age_min: int | None) -> bool:
        audience = {"age_min": age_min}
        with platform.running.engine.connect() as tx:
            return views.count_audience(tx, audience, [], 20, now()).eligible >= 20

    assert (reaches_k(15), reaches_k(18), reaches_k(None)) == (True, False, False)
    platform.post(OPERATOR, "/v1/members/y0/guardian-consent/revoke", {"channel": "paper"})
    platform.follow()
    assert not reaches_k(15)
