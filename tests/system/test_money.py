"""What assignment promises members, the ledger pays to the yen, however late, doubled or disordered it hears.

Both services decide on their real aggregates; what one says is what the other hears.
"""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

import pytest

from assignment.application.submissions import DECIDE_WITHIN
from chassis.command import Command
from minijob_contracts import Event
from minijob_contracts.points import EscrowSettled, GrantRefused
from points_ledger import application as ledger_side
from points_ledger.domain import MemberAccount
from points_ledger.subscribers import subscriptions
from tests.assignment.world import (
    AT,
    ORDER,
    World,
    accept,
    accept_by_silence,
    award,
    close,
    lease,
    opened,
    submit,
)
from tests.points_ledger.world import Ledger

HEARD = subscriptions().handlers
MEMBERS, ROWS = ("ann", "ben", "cat"), range(4)


def worked(reward: int, chance: Random) -> World:
    """An order of four tasks with three places each, all of it decided, with bonuses, in some order."""
    places = len(MEMBERS) * len(ROWS)
    world = opened(
        tasks=len(ROWS), places=3, points=reward * places, reward_points=reward, acceptance="client"
    )
    commands: list[Command] = [close()]
    for member in MEMBERS:
        for row in ROWS:
            key = f"{member}/{row}"
            if chance.random() < 0.8:
                world.step(lease(f"l{key}", member, [row]), submit(f"s{key}", member, row, automatic=False))
            commands += [
                accept_by_silence(member, row, AT + DECIDE_WITHIN),
                accept(f"p{key}", member, row, percent=chance.randint(8, 99)),
                accept(f"w{key}", member, row),
                award(f"b{key}", member, row, chance.randint(1, reward)),
            ]
    chance.shuffle(commands)
    while commands:
        size = chance.randint(1, 5)
        world.step(*commands[:size])
        del commands[:size]
    return world


def heard(ledger: Ledger, events: Sequence[Event], chance: Random) -> None:
    """Some twice, in any order, a few in a group."""
    commands = []
    for event in events:
        if type(event) in HEARD and (command := HEARD[type(event)](event)) is not None:
            commands += [command] * chance.choice((1, 1, 2))
    chance.shuffle(commands)
    while commands:
        size = chance.randint(1, 6)
        ledger.do(*commands[:size])
        del commands[:size]


@pytest.mark.parametrize("seed", range(30))
def test_every_promise_is_paid_once_and_nothing_stays_in_the_escrow(seed: int) -> None:
    chance = Random(seed)
    reward = chance.choice((1, 3, 10, 99))
    world, ledger = worked(reward, chance), Ledger()
    ledger.funded(world.budget().funded, 100_000, ORDER)
    heard(ledger, world.said, chance)
    ledger.do(ledger_side.settle(ORDER, "c1", 0, 0, AT + timedelta(days=4)))
    assert ledger.said(GrantRefused) == []
    budget, [settled] = world.budget(), ledger.said(EscrowSettled)
    granted = [event for event in ledger.events if isinstance(event, MemberAccount.Granted)]
    assert sum(one.points for one in granted) == settled.paid_points == budget.spent
    assert len({one.reference for one in granted}) == len(granted)
    books = ledger.books()
    assert books["jpy"][f"escrow:{ORDER}"] == 0 == sum(books["jpy"].values()) == sum(books["points"].values())
