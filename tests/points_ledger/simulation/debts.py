"""The naive model of an order that is short of money: what it owes is paid in turn once there is more."""

from datetime import datetime


class Debts:
    """The part of the model about it. `debts`: member and points by reference, the oldest first."""

    locked: int
    paid: int
    debts: dict[str, tuple[str, int]]

    def work(self, name: str, points: int, at: datetime, aside: str) -> bool:
        raise NotImplementedError

    def lock(self, reward: int) -> bool:
        """A larger quote; a smaller one changes nothing."""
        self.locked = max(self.locked, reward)
        return True

    def work_on_credit(self, reference: str, name: str, points: int, at: datetime, aside: str) -> bool:
        """Is paid, or owed when anything is owed already."""
        if self.debts or self.paid + points > self.locked:
            self.debts[reference] = name, points
            return True
        self.paid += points
        return self.work(name, points, at, aside)

    def pay_debt(self, reference: str, at: datetime, aside: str) -> bool:
        """In turn, and not before the money is there."""
        name, points = self.debts.get(reference, ("", 0))
        if next(iter(self.debts), "") != reference or self.paid + points > self.locked:
            return False
        del self.debts[reference]
        self.paid += points
        return self.work(name, points, at, aside)
