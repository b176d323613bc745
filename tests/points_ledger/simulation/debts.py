"""The naive model of an order that is short of money: what it owes is paid in turn once there is more."""

from datetime import datetime

from tests.points_ledger.simulation.things import Kept


class Debts:
    """The part of the model about it. `debts`: member, points and what is kept, the oldest first."""

    yen: int
    locked: int
    paid: int
    debts: dict[str, tuple[str, int, Kept | None]]

    def work(self, name: str, points: int, at: datetime, aside: str, kept: Kept | None = None) -> bool:
        raise NotImplementedError

    def deposit_of_client(self, yen: int) -> bool:
        self.yen += yen
        return True

    def lock(self, reward: int) -> bool:
        """A larger quote, with its fee; a smaller one, or one that the client cannot pay, changes nothing."""
        need = reward + reward // 5 - self.locked - self.locked // 5
        if reward > self.locked and need <= self.yen:
            self.yen -= need
            self.locked = reward
        return True

    def pay_back(self, points: int) -> bool:
        """What the platform gives back to a client, with the fee on it."""
        if not self.locked:
            return False
        self.yen += points + -(-points * (self.locked // 5) // self.locked)
        return True

    def work_on_credit(
        self, reference: str, name: str, points: int, kept: Kept | None, at: datetime, aside: str
    ) -> bool:
        """Is paid, or owed when anything is owed already."""
        if self.debts or self.paid + points > self.locked:
            self.debts[reference] = name, points, kept
            return True
        self.paid += points
        return self.work(name, points, at, aside, kept)

    def pay_debt(self, reference: str, at: datetime, aside: str) -> bool:
        """In turn, and not before the money is there."""
        name, points, kept = self.debts.get(reference, ("", 0, None))
        if next(iter(self.debts), "") != reference or self.paid + points > self.locked:
            return False
        del self.debts[reference]
        self.paid += points
        return self.work(name, points, at, aside, kept)
