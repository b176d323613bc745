"""What a member's account holds: lots of free points, and what is held."""

from datetime import datetime

from points_ledger.domain.calendar import NO_DAY, day_of
from points_ledger.domain.counters import Counter, add_to, counted
from points_ledger.domain.lots import Takes, add, subtract
from points_ledger.domain.standing import Standing


class Holdings(Standing):
    """The part of MemberAccount that its events change.

    lots: free points by lot, pending ones included; held_lots, which are no part of them: held points by lot.
    normal_expires_on: the one day of all normal points; `normal_run` counts how often such a day has passed,
    so that what was taken before it is not given back as if it had not, and `run_began` on which day it did.
    used: the last month of a use and the points used in it.
    noticed: of lots that are still there, the last day and the number of days that the member was told.
    worked: the last day on which points came in for work, and how many; earned: or from other members.
    """

    def __init__(self) -> None:
        super().__init__()
        self.balance = 0
        self.held_lots: Takes = {}
        self.lots: Takes = {}
        self.normal_expires_on = NO_DAY
        self.normal_run = 0
        self.run_began = NO_DAY
        self.used: Counter = ["", 0]
        self.noticed: dict[str, list[str | int]] = {}
        self.worked: Counter = ["", 0]
        self.earned: Counter = ["", 0]

    def give(self, given: Takes) -> None:
        """For the events alone."""
        add(self.lots, given)
        self.balance += sum(given.values())

    def lose(self, takes: Takes) -> None:
        """For the events alone."""
        subtract(self.lots, takes)
        for key in takes:
            if key not in self.lots:
                self.noticed.pop(key, None)
        self.balance -= sum(takes.values())

    def hold(self, takes: Takes) -> None:
        """For the events alone."""
        self.lose(takes)
        add(self.held_lots, takes)

    def end_hold(self, takes: Takes) -> None:
        """For the events alone; of what was never held here, the watch tells by what goes below zero."""
        for key, points in takes.items():
            left = self.held_lots.pop(key, 0) - points
            if left:
                self.held_lots[key] = left

    @property
    def held(self) -> int:
        """How many points are held."""
        return sum(self.held_lots.values())

    def live_until(self, expires_on: str, at: datetime) -> None:
        """For the events alone: the day of all normal points, which never moves back."""
        if expires_on > self.normal_expires_on:
            if self.normal_expires_on < day_of(at):
                self.normal_run, self.run_began = self.normal_run + 1, day_of(at)
            self.normal_expires_on = expires_on

    def use(self, points: int, at: datetime) -> None:
        """For the events alone."""
        self.used = add_to(self.used, day_of(at)[:7], points)

    def earn(self, points: int, at: datetime) -> None:
        """For the events alone."""
        self.worked = add_to(self.worked, day_of(at), points)
        self.receive(points, at)

    def receive(self, points: int, at: datetime) -> None:
        """For the events alone."""
        self.earned = add_to(self.earned, day_of(at), points)

    def used_in_month(self, at: datetime) -> int:
        """Points used in the month of `at` in Tokyo; what was refunded since still counts."""
        return counted(self.used, day_of(at)[:7])

    def worked_on_day(self, at: datetime) -> int:
        """Points that came in for work on the day of `at` in Tokyo."""
        return counted(self.worked, day_of(at))

    def earned_on_day(self, at: datetime) -> int:
        """Points that came in for work or from other members on the day of `at` in Tokyo."""
        return counted(self.earned, day_of(at))
