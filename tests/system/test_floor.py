"""The floor through the three services that keep it, whoever hears first what another says."""

import random
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from assignment import application as work
from assignment.domain import Assignment, OrderBudget, assignment_id
from assignment.publishing import to_contract as said_of_work
from assignment.subscribers import subscriptions as work_hears
from chassis.command import Command, Outcome
from minijob_contracts import Event
from minijob_contracts.orders import TaskPublished
from minijob_contracts.points import EscrowFunded, EscrowSettled, PointsGranted
from minijob_contracts.submissions import BonusAwarded
from points_ledger import application as money
from points_ledger.publishing import to_contract as said_of_money
from points_ledger.subscribers import subscriptions as money_hears
from task_catalog import application as orders
from task_catalog.publishing import to_contract as said_of_orders
from task_catalog.subscribers import subscriptions as orders_hear
from tests.assignment.world import World, after, replayed
from tests.points_ledger.world import Ledger
from tests.task_catalog.world import AT, CODEC, ORDER_ID, Catalog

ROWS, EACH, SLOW = 3, 5, 60


class Three:
    """Catalog, assignment and ledger; an event reaches the others late, in order by its speaker alone."""

    def __init__(self, seed: int) -> None:
        self.catalog, self.work, self.ledger = Catalog(), World(), Ledger()
        self.random = random.Random(seed)
        self.heard: dict[tuple[str, str], int] = {}

    def spoken(self) -> dict[str, list[Event | None]]:
        by_catalog = [said_of_orders(CODEC.decode(one)[0]) for one in self.catalog.store.events]
        by_work = [said_of_work(one) for one in self.work.events]
        by_money = [said_of_money(one) for one in self.ledger.events]
        return {"catalog": by_catalog, "work": by_work, "money": by_money}

    def tell(self) -> None:
        """Until nobody has anything to say that another has not heard."""
        do: dict[str, tuple[Any, Callable[[Command], Any]]] = {
            "catalog": (orders_hear.handlers, self.catalog.do),
            "work": (work_hears.handlers, self.work.one),
            "money": (money_hears().handlers, lambda command: self.ledger.do(command)[0]),
        }
        while True:
            spoken = self.spoken()
            open_ends = [
                (speaker, hearer)
                for speaker, events in spoken.items()
                for hearer in do
                if hearer != speaker and self.heard.get((speaker, hearer), 0) < len(events)
            ]
            if not open_ends:
                return
            speaker, hearer = self.random.choice(open_ends)
            place = self.heard.get((speaker, hearer), 0)
            self.heard[speaker, hearer] = place + 1
            event, (handlers, say) = spoken[speaker][place], do[hearer]
            if event is not None and (handle := handlers.get(type(event))):
                command = handle(event)
                command.key = command.key or f"{speaker}/{place}"
                assert isinstance(say(command), Outcome), event

    def answer(self, name: str, row: int) -> Any:
        task = next(one for one in self.tasks() if one.row == row)
        candidate = work.Candidate(ORDER_ID, task.task_id)
        worker = work.Worker(name, 30, "東京都")
        taken = self.work.one(work.lease(f"{name}/{row}", b"", worker, [candidate], after(0), exact=True))
        if not isinstance(taken, Outcome):
            return taken
        checked = work.checked(self.catalog.order.document["questions"], {"q1": "yes"})
        held = work.Held(ORDER_ID, task.task_id, name, 1)
        secrets = work.Secrets(b"key", UUID(int=row * 1_000 + int(name[1:])), None)
        id = assignment_id(task.task_id, name)
        submitted = work.submit(
            f"{name}/{row}/s", b"", id, held, checked, secrets, after(SLOW), automatic=True
        )
        return self.work.one(submitted)

    def tasks(self) -> list[Any]:
        return self.catalog.said(TaskPublished)

    def pay_up(self) -> None:
        """What the timer of assignment asks for."""
        budget = self.work_budget()
        for event in self.work.of(Assignment.Accepted):
            command = work.back_pay(
                event.originator_id, ORDER_ID, event.points, budget.raised_points, after(100)
            )
            self.work.step(command)
        if budget.state == "closed":
            self.work.step(work.end_back_pay(ORDER_ID, budget.raised_points, budget.accepted, after(200)))

    def work_budget(self) -> Any:
        return replayed(self.work.store, OrderBudget, ORDER_ID)


@pytest.mark.parametrize("seed", range(8))
def test_members_below_the_floor_are_paid_up_from_the_top_up_and_the_escrow_ends_at_nothing(
    seed: int,
) -> None:
    three = Three(seed)
    three.ledger.do(money.deposit("c1", 1_000, "bank", AT))
    three.catalog.draft()
    three.catalog.add("red", "table", "run")
    three.catalog.submit()
    three.catalog.clear()
    three.catalog.screen(0, list(range(ROWS)))
    three.tell()
    three.catalog.publish()
    three.tell()
    for number in range(10):
        three.answer(f"m{number % 5}", number // 5)
    assert not isinstance(three.answer("m5", 2), Outcome)
    three.tell()
    assert (three.catalog.order.state, three.catalog.order.paused_for) == ("paused", "floor")
    three.catalog.do(orders.top_up("top", b"", "c1", ORDER_ID, AT))
    three.tell()
    assert three.catalog.order.state == "live"
    for number in range(5):
        assert isinstance(three.answer(f"m{number}", 2), Outcome)
    three.pay_up()
    three.tell()
    three.pay_up()
    three.tell()
    three.ledger.do(money.settle(ORDER_ID, "c1", 15, 75, AT))
    three.tell()
    assert three.catalog.order.state == "settled"
    assert sorted(one.points for one in three.ledger.said(PointsGranted)) == [2] * 10 + [3] * 10 + [5] * 5
    bonuses = [one for one in three.spoken()["work"] if isinstance(one, BonusAwarded)]
    assert len(bonuses) == len({one.bonus_id for one in bonuses}) == 10
    [settled] = three.ledger.said(EscrowSettled)
    assert (settled.paid_points, settled.fee_jpy, settled.returned_jpy) == (75, 15, 0)
    assert three.ledger.books()["jpy"][f"escrow:{ORDER_ID}"] == 0
    assert [one.reward_jpy for one in three.ledger.said(EscrowFunded)] == [45, 75]
