"""A wish: a command, and what the model says of it; and whence all wishes come."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from chassis.command import Command
from points_ledger.domain import Limits
from tests.points_ledger.simulation.model import BETWEEN_A_DAY, Model
from tests.points_ledger.simulation.things import EARNED_A_DAY

BEGIN = datetime(2026, 1, 15, 3, tzinfo=UTC)
MEMBERS, PARTNERS = ("m0", "m1", "m2", "m3"), ("p0", "p1")
OPERATORS = ("o1", "o2", "o3")
LIMITS = Limits(EARNED_A_DAY, BETWEEN_A_DAY)


@dataclass(frozen=True)
class Wish:
    """What somebody wants: the command at a time, and what the model says of it.

    may_be_late: whether the time may lie behind that of what came before it.
    any_key: whether it is a request, which may be sent again under another key.
    """

    command: Callable[[datetime], Command]
    model: Callable[[datetime], bool]
    may_be_late: bool = True
    any_key: bool = False


class Wisher:
    """Makes them from one source of chance, at a time that moves.

    mood: what happens most. `friends`: much passes between members within days, and accounts are merged
    meanwhile. `years`: accounts are one for so long that normal points die or live on. `minutes`: holds end
    and exchanges time out while accounts are merged and split off. `grants`: partners give points up to their
    caps, and operators take them back. `months`: anything.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.model = chance, Model()
        self.at = BEGIN + timedelta(days=self.chance.randrange(365))
        self.number = 0
        self.old: list[Wish] = []
        self.mood = self.chance.choice(("months", "months", "friends", "years", "minutes", "grants"))

    def _next(self) -> str:
        self.number += 1
        return f"r{self.number}"

    def _who(self) -> tuple[str, str]:
        return self.chance.choice(MEMBERS), self.chance.choice(PARTNERS)
