"""The balance by the days on which things take effect: never below zero, and in the end the booked one."""

import os
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.command import Outcome
from points_ledger import application, views
from points_ledger.domain import SPEND, account_id, day_of, held_account, member_account, slip_id
from tests.points_ledger.replica import Ledger
from tests.points_ledger.simulation.model import AT_ONCE
from tests.points_ledger.simulation.orders import ORDER
from tests.points_ledger.simulation.tills import RULES
from tests.points_ledger.simulation.wish import MEMBERS, PARTNERS, Wish
from tests.points_ledger.simulation.wishes import Wishes
from tests.points_ledger.test_one_id import merge
from tests.points_ledger.world import SHOP, gift, hold, link, prefund, spend, void

pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
OF_MEMBERS = [name(member) for member in MEMBERS for name in (member_account, held_account)]
ALL_POINTS = [*OF_MEMBERS, "issued", "redeemed", "breakage"]
STEPS = 90
LAST_DAYS = 70
"""After which every coupon of the simulation has begun and ended."""


def effective(ledger: Ledger, account: str, day: str) -> int:
    """At noon in Tokyo."""
    at = datetime.fromisoformat(f"{day}T12:00:00+09:00")
    with ledger.running.engine.connect() as tx:
        return views.effective_balances_of(tx, account, at).get("points", 0)


def on(ledger: Ledger, account: str, *days: str) -> list[int]:
    return [effective(ledger, account, f"2026-{day}") for day in days]


def test_points_that_are_held_over_their_last_day_are_gone_when_they_come_back(ledger: Ledger) -> None:
    ledger.do(link(), prefund(), gift("g", 100, expires_on="2026-11-30"))
    ledger.do(hold("h", 60, lasts_seconds=20 * 86_400))
    ledger.do(application.expire_lots(account_id("m1"), "2026-11-30", AT + timedelta(days=8)))
    ledger.do(void("h", AT + timedelta(days=10)))
    days = "11-30", "12-01", "12-03", "12-05"
    assert on(ledger, "held:m1", *days) == [60, 60, 60, 0]
    assert on(ledger, "member:m1", *days) == [40, 0, 0, 0]
    assert on(ledger, "breakage", *days) == [0, 40, 40, 100]


def test_a_coupon_that_is_merged_before_its_first_day_is_the_survivors_from_that_day(ledger: Ledger) -> None:
    ledger.do(link(), link("m2"), prefund(), gift("g", 7), gift("now", 5, member_id="m2"))
    ledger.do(gift("coupon", 50, expires_on="2026-12-31", usable_from="2026-12-10"))
    ledger.do(merge(at=AT + timedelta(days=1)))
    days = "11-25", "11-26", "12-09", "12-10"
    assert on(ledger, "member:m1", *days) == [7, 0, 0, 0]
    assert on(ledger, "member:m2", *days) == [5, 12, 12, 62]


def test_what_was_used_before_the_points_came_counts_from_when_they_were_there(ledger: Ledger) -> None:
    """The terminal had no line, and the ledger takes what is there when it is told."""
    ledger.do(link(), prefund(), gift("g", 10))
    earlier = AT - timedelta(days=2)
    ledger.do(application.spend(SHOP, "m1", 10, "s", AT + timedelta(hours=1), occurred_at=earlier))
    assert on(ledger, "member:m1", "11-22", "11-23", "11-24", "11-25") == [0, 0, 0, 0]


def test_what_lapses_on_the_day_on_which_it_came_was_never_missing(ledger: Ledger) -> None:
    ledger.do(link(), prefund(), application.erase("e", "m1", AT - timedelta(days=40)))
    ledger.do(gift("g", 10, at=AT), spend("s", 4, AT + timedelta(hours=1)))
    ledger.do(application.lapse("m1", AT + timedelta(hours=2)))
    assert on(ledger, "member:m1", "11-23", "11-24", "11-25") == [0, 0, 0]
    assert on(ledger, "breakage", "11-23", "11-25") == [0, 6]


class Months(Wishes):
    """Random months at the real PostgreSQL, with terminals that tell late."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        super().__init__(random.Random(seed))
        self.mood = "months"
        self.ledger, self.begun = ledger, self.at

    def run(self) -> None:
        deposit = application.deposit("c", 200_000, "bank", self.at)
        fund = application.fund(ORDER, "c", 1, 1, 10, 100_000, 20_000, 120_000, self.at)
        self.ledger.do(deposit, fund)
        for partner in PARTNERS:
            self._do(self._deposit(partner, 20_000))
            for member in MEMBERS:
                self._do(self._link(member, partner))
        for _ in range(STEPS):
            self.at += timedelta(seconds=self.chance.choice((60, 3_600, 86_400, 5 * 86_400)))
            self._do(self.chance.choice((self._wish, self._wish, self._wish, self._told_late))())

    def _do(self, wish: Wish) -> None:
        """The model is there to wish for what may succeed."""
        [result] = self.ledger.do(wish.command(self.at))
        if isinstance(result, Outcome):
            wish.model(self.at)

    def _told_late(self) -> Wish:
        (member, partner), reference = self._who(), self._next()
        alive = self.model.alive(self.model.member(member), day_of(self.at))
        points = min(AT_ONCE, sum(pile.points for pile in alive)) or 1
        occurred_at = self.at - timedelta(seconds=self.chance.randint(1, 6 * 86_400))
        use = str(slip_id(SPEND, partner, reference))
        return Wish(
            lambda at: application.spend(partner, member, points, reference, at, RULES, occurred_at),
            lambda at: self.model.take(use, member, partner, points, at, None, occurred_at),
        )

    def _who(self) -> tuple[str, str]:
        """So few that they often have nothing left."""
        return self.chance.choice(MEMBERS[:2]), self.chance.choice(PARTNERS)

    @property
    def days(self) -> list[str]:
        first = date.fromisoformat(day_of(self.begun - timedelta(days=1)))
        count = (self.at - self.begun).days + LAST_DAYS
        return [(first + timedelta(days=number)).isoformat() for number in range(count)]


def test_on_no_day_of_random_months_is_anything_below_zero(ledger: Ledger) -> None:
    seed = int(os.environ.get("SIMULATION_SEED") or random.randrange(10**9))
    months = Months(ledger, seed)
    months.run()
    for day in months.days:
        found = {account: effective(ledger, account, day) for account in ALL_POINTS}
        assert sum(found.values()) == 0, (seed, day)
        assert min(found[account] for account in OF_MEMBERS) >= 0, (seed, day, found)
    with ledger.running.engine.connect() as tx:
        booked = {name: views.balances_of(tx, name, None).get("points", 0) for name in ALL_POINTS}
    assert found == booked, seed
