"""An open order that nobody begins: told after 72 hours and after a week, with what blocks, and only then."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from assignment import application
from assignment.domain import OrderBudget
from chassis.clock import now
from minijob_contracts.orders import Audience, OrderPaused, OrderResumed
from minijob_contracts.submissions import OrderUnclaimed
from tests.assignment.platform import Platform, member
from tests.assignment.world import ORDER, World, after, expire, lease, opened, submit

HOUR = 3600
CONDITIONS = [{"condition": "everybody", "members": 1200}, {"condition": "age_min", "members": None}]


def asked(world: World, hours: float) -> list[int]:
    """What has been told when the timer asks after so many hours."""
    command = application.note_unclaimed(ORDER, after(hours * HOUR), CONDITIONS, after(hours * HOUR))
    world.step(command)
    return [event.hours for event in world.of(OrderBudget.Unclaimed)]


def test_it_is_told_after_72_hours_and_after_a_week_once_each() -> None:
    world = opened()
    assert [asked(world, hours) for hours in (1, 71.9, 72, 73, 167, 168.1, 169, 400)] == [
        [],
        [],
        [72],
        [72],
        [72],
        [72, 168],
        [72, 168],
        [72, 168],
    ]
    [first, _] = world.of(OrderBudget.Unclaimed)
    assert (first.form_version, first.accepted, first.conditions) == (1, 0, CONDITIONS)


def test_a_lease_begins_the_time_anew_even_when_nothing_came_of_it() -> None:
    world = opened()
    world.step(lease("l", "ann", [0], after(70 * HOUR)))
    world.step(expire("ann", 0, 1, after(71 * HOUR)))
    assert asked(world, 73) == asked(world, 142) == []
    assert asked(world, 143) == [72]


def test_who_begins_after_the_client_was_told_begins_both_times_anew() -> None:
    world = opened()
    assert asked(world, 72) == [72]
    world.step(lease("l", "ann", [0], after(80 * HOUR)))
    world.step(submit("s", "ann", 0, after(80 * HOUR + 60)))
    assert asked(world, 170) == [72, 72]
    assert asked(world, 270) == [72, 72, 168]


@pytest.mark.parametrize("why", ["paused", "closed", "full", "at work", "no money", "stopped"])
def test_it_is_not_told_when_nobody_could_begin(why: str) -> None:
    world = opened(places=1)
    match why:
        case "paused":
            world.step(replace(application.pause_order(ORDER, after(1)), key="p"))
        case "closed":
            world.step(application.close_order(ORDER, after(1)))
        case "full":
            world.step(lease("l", "ann", [0], after(0)), submit("s", "ann", 0, after(60)))
        case "at work":
            world.step(lease("l", "ann", [0], after(0)))
        case "no money":
            world = opened(points=9)
        case "stopped":
            world.step(replace(application.safety_stop(ORDER, 1, after(1)), key="st"))
    assert asked(world, 200) == []


@pytest.mark.servers
class TestAtTheTimer:
    def people(self, platform: Platform, count: int, age: int, prefecture: str) -> None:
        with platform.running.engine.begin() as tx:
            tx.exec_driver_sql(
                "INSERT INTO profiles_v1 (member_id, birth_year, prefecture)"
                " SELECT %(name)s || one, %(year)s, %(prefecture)s FROM generate_series(1, %(count)s) AS one",
                {
                    "name": f"{age} {prefecture} ",
                    "year": now().year - age,
                    "prefecture": prefecture,
                    "count": count,
                },
            )

    def told(self, platform: Platform) -> list[Any]:
        return [one for one in platform.said() if isinstance(one, OrderUnclaimed)]

    def test_which_condition_blocks_is_counted_and_rounded(self, platform: Platform) -> None:
        self.people(platform, 320, 70, "東京都")
        self.people(platform, 250, 30, "大阪府")
        self.people(platform, 12, 30, "東京都")
        platform.open_order(audience=Audience(age_max=40, prefectures=["東京都"]))
        begun = now()
        platform.ask_due(begun + timedelta(hours=71))
        assert self.told(platform) == []
        platform.ask_due(begun + timedelta(hours=73))
        platform.ask_due(begun + timedelta(hours=74))
        [said] = self.told(platform)
        assert [(one.condition, one.members) for one in said.conditions] == [
            ("everybody", 500),
            ("age_max", 200),
            ("prefectures", 300),
            ("audience", None),
        ]
        assert said.hours == 72
        platform.ask_due(begun + timedelta(hours=170))
        assert [one.hours for one in self.told(platform)] == [72, 168]

    def test_an_order_that_members_take_or_that_is_paused_is_not_told_of(self, platform: Platform) -> None:
        order_id, [task] = platform.open_order(places=3)
        paused, _ = platform.open_order()
        platform.answer(member("ann"), task, {"q1": "yes"})
        platform.tell(OrderPaused(order_id=paused, version=1))
        platform.ask_due(now() + timedelta(hours=71))
        assert self.told(platform) == []
        platform.ask_due(now() + timedelta(hours=73))
        assert [one.order_id for one in self.told(platform)] == [order_id]
        platform.tell(OrderResumed(order_id=paused, version=1))
        platform.ask_due(now() + timedelta(hours=73))
        assert {one.order_id for one in self.told(platform)} == {order_id, paused}
