"""Accepts, parts, rejections, bonuses, exits, stops: paid once, within the quote, the escrow ends at nothing.

The quote is the catalog's; assignment and the ledger decide on their real aggregates, and the ledger hears
late, twice and in any order.
"""

from collections.abc import Iterator
from random import Random

import pytest

from assignment import application as work
from assignment.application import Candidate, Ending, Held, Worker
from assignment.application.submissions import DECIDE_WITHIN
from assignment.domain import Assignment, assignment_id
from chassis.command import Command
from minijob_contracts.orders import Question
from minijob_contracts.points import EscrowSettled
from minijob_contracts.submissions import (
    AnswerWithdrawn,
    AppealDecided,
    AppealOpened,
    OrderDrained,
    PeerPaid,
    PeersAsked,
    SubmissionAccepted,
    SubmissionScreenedOut,
    TaskDelegated,
)
from points_ledger import application as money
from points_ledger.domain import ClientAccount, MemberAccount
from points_ledger.subscribers import subscriptions
from task_catalog.domain import quote
from tests.assignment.world import (
    AT,
    ORDER,
    World,
    accept,
    accept_by_silence,
    add_task,
    after,
    appeal,
    award,
    close,
    dispute,
    document,
    lease,
    open_order,
    over,
    reject,
    submit,
    task,
    withdraw,
)
from tests.points_ledger.test_owing import debts
from tests.points_ledger.world import CLIENT, Ledger

HEARD = subscriptions().handlers
ROWS, PLACES = 4, 3
PEERS = ("x", "y", "z")
SCREENING = Question(
    id="q1", kind="single", text="Is {word} a noun?", options=["yes", "no"], screens_out=["no"]
)


def quoted(reward: int, rows: int = ROWS) -> dict[str, int]:
    form = document(questions=[SCREENING], reward_points=reward, answers_per_task=PLACES, acceptance="client")
    return quote(rows, form.model_dump())


def wishes(name: str, row: int, reward: int, chance: Random) -> Iterator[Command]:
    """What a member and the client may want of one task, whatever has become of it."""
    id, key = assignment_id(task(row), name), f"{name}/{row}"
    held, ending = Held(ORDER, task(row), name, 1), Ending("q1", chance.randrange(200))
    yield lease(f"l{key}", name, [row])
    other = f"m{chance.randrange(6)}"
    if other != name and chance.random() < 0.5:
        offered = work.Offer(id, Candidate(ORDER, task(row)))
        yield work.offer(f"f{key}", b"", id, 1, name, other, chance.randint(0, 20), after(5))
        taker = Worker(other, 30, "東京都")
        yield work.take_over(f"g{key}", b"", offered, taker, after(10), live_leases=0)
    if chance.random() < 0.1:
        yield work.screen_out(f"o{key}", b"", id, held, ending, after(chance.randrange(1, 300)))
    yield submit(f"s{key}", name, row, after(20), automatic=chance.random() < 0.5)
    if chance.random() < 0.4:
        yield accept(f"p{key}", name, row, percent=chance.randint(8, 99), at=after(40))
    yield reject(f"r{key}", name, row, at=after(45))
    yield accept(f"w{key}", name, row, at=after(50))
    if chance.random() < 0.7:
        yield appeal(f"a{key}", name, row, after(70))
    if chance.random() < 0.7:
        yield work.stand_by(f"y{key}", b"", dispute(name, row), "client-1", after(80), peers_may_see=True)
    yield work.note_arbitration(id, chance.random() < 0.8, after(90))
    for peer in PEERS:
        yield work.take_seat(f"t{peer}/{key}", b"", [dispute(name, row)], peer, after(95))
        winner: work.Side = "member" if chance.random() < 0.5 else "client"
        yield work.judge(f"j{peer}/{key}", b"", dispute(name, row), peer, winner, after(97))
    if chance.random() < 0.3:
        yield work.take_back(f"k{key}", b"", dispute(name, row), "client-1", after(98))
    yield award(f"b{key}", name, row, chance.randint(1, reward), at=after(60))
    if chance.random() < 0.3:
        yield withdraw(f"v{key}", name, row, after(99))


def worked(reward: int, chance: Random) -> World:
    """An order that has drained, after members and client had their wishes in some order."""
    world, price = World(), quoted(reward)
    opened = open_order(questions=[SCREENING], acceptance="client", reward_points=reward)
    reserves = price["screen_out_reserve_jpy"], price["appeal_reserve_jpy"]
    funded = work.fund_order(ORDER, price["reward_jpy"], AT, *reserves)
    world.step(opened, funded, *(add_task(row, PLACES) for row in range(ROWS)))
    pairs = [(f"m{number}", row) for number in range(6) for row in range(ROWS)]
    todo = [list(wishes(name, row, reward, chance)) for name, row in pairs]
    while any(todo):
        wish = chance.choice([one for one in todo if one])
        if chance.random() < 0.05:
            chance.shuffle(wish)
        world.one(wish.pop(0))
        budget = world.budget()
        assert budget.reserved + budget.spent <= budget.funded
        assert budget.exit_points <= budget.reserve
        assert budget.peer_points + 30 * budget.contested <= budget.appeals
    stopped = chance.random() < 0.5
    if stopped:
        end(world, work.safety_stop(ORDER, 1, after(100)), "stop")
    for name, row in pairs:
        found: Assignment = world.assignment(name, row)
        candidate = Candidate(ORDER, task(row))
        if stopped:
            world.one(work.stop_lease(found.id, candidate, found.lease_count, after(100)))
        world.one(work.expire(found.id, candidate, found.lease_count, after(10_000)))
        world.one(accept_by_silence(name, row, after(20_000) + DECIDE_WITHIN))
    for name, row in pairs:
        verdict = work.Verdict(chance.choice(("member", "client")), "operator", "op-1", "other")
        world.one(work.decide_appeal(f"d{name}/{row}", b"", dispute(name, row), verdict, after(200)))
        world.one(over(name, row))
        world.one(over(name, row, after(90 * 86_400)))
        world.one(award(f"e{name}/{row}", name, row, chance.randint(1, reward), bonus=1, at=after(300)))
    end(world, work.end_watch(ORDER, 1, False, after(200)), "ended")
    world.one(close(after(20_001)))
    for name, row in pairs:
        if chance.random() < 0.2:
            world.one(withdraw(f"z{name}/{row}", name, row, after(20_002)))
    return world


def end(world: World, command: Command, key: str) -> None:
    command.key = key
    world.one(command)


@pytest.mark.parametrize("seed", range(60))
def test_everything_is_paid_once_within_the_quote_and_the_escrow_ends_at_nothing(seed: int) -> None:
    chance = Random(seed)
    reward = chance.choice((1, 3, 10, 99))
    world, ledger, price = worked(reward, chance), Ledger(), quoted(reward)
    funds = [(1, quoted(reward, 1)), (2, price)]
    ledger.do(money.deposit(CLIENT, 100_000, "bank", AT), money.fill_fund("arbitration", 900, 900, "f", AT))
    ledger.do(*(HEARD[type(one)](one) for one in world.said if isinstance(one, AppealOpened | PeersAsked)))
    commands = [
        money.fund(
            ORDER,
            CLIENT,
            1,
            attempt,
            ROWS,
            one["reward_jpy"],
            one["fee_jpy"],
            one["total_jpy"],
            AT,
            one["screen_out_reserve_jpy"],
            one["appeal_reserve_jpy"],
        )
        for attempt, one in funds
    ]
    withdrawn = [
        one.model_copy(update={"client_id": CLIENT})
        for one in world.said
        if isinstance(one, AnswerWithdrawn) and one.returned_points
    ]
    heard = [event for event in world.said if not isinstance(event, AnswerWithdrawn)]
    handled = [handle(event) for event in heard if (handle := HEARD.get(type(event)))]
    commands += [command for command in handled if command is not None]
    commands += [command for command in commands if chance.random() < 0.3]
    chance.shuffle(commands)
    while commands:
        size = chance.randint(1, 6)
        ledger.do(*commands[:size], *(debts(ledger) if chance.random() < 0.5 else ()))
        del commands[:size]
    ledger.do(*debts(ledger))
    # Only what the ledger has funded is worked on, so that this cannot be heard before.
    ledger.do(*(HEARD[AnswerWithdrawn](event) for event in withdrawn * 2))
    ledger.do(money.settle(ORDER, CLIENT, 0, 0, AT))
    [drained] = [one for one in world.said if isinstance(one, OrderDrained)]
    [settled] = ledger.said(EscrowSettled)
    granted = [event for event in ledger.events if isinstance(event, MemberAccount.Granted)]
    assert len({one.reference for one in granted}) == len(granted)
    by_order = [one for one in granted if not one.fund]
    assert sum(one.points for one in by_order) == settled.paid_points == drained.points + drained.bonus_points
    assert settled.paid_points + settled.fee_jpy <= price["total_jpy"]
    books = ledger.books()
    assert books["jpy"][f"escrow:{ORDER}"] == ledger.escrow(ORDER).left_jpy == 0
    by_fund = sum(one.points for one in granted if one.fund)
    judged = [one for one in world.said if isinstance(one, PeerPaid)]
    assert by_fund == sum(one.points for one in judged if one.paid_by == "arbitration")
    assert books["jpy"]["fund:arbitration"] == 900 - by_fund
    assert sum(books["jpy"].values()) == sum(books["points"].values()) == 0
    shared = [one for one in ledger.events if isinstance(one, MemberAccount.Shared)]
    kept = [one.asked_by_points for one in world.said if isinstance(one, SubmissionAccepted)]
    assert sum(one.points for one in shared) == sum(kept)
    returned = [one for one in ledger.events if isinstance(one, ClientAccount.WithdrawalReturned)]
    assert len(returned) == len(withdrawn)
    given_back = sum(one.amount_jpy for one in returned)
    assert books["jpy"][f"client:{CLIENT}"] == 100_000 - settled.paid_points - settled.fee_jpy + given_back


def test_the_orders_of_that_test_have_exits_bonuses_appeals_and_tasks_that_were_passed_on() -> None:
    said = [event for seed in range(10) for event in worked(10, Random(seed)).said]
    assert sum(isinstance(event, TaskDelegated) for event in said) >= 10
    assert any(isinstance(event, SubmissionAccepted) and event.asked_by_points for event in said)
    assert any(isinstance(event, SubmissionScreenedOut) for event in said)
    assert any(isinstance(event, OrderDrained) and event.bonus_points for event in said)
    assert {one.paid_by for one in said if isinstance(one, PeerPaid)} == {"escrow", "arbitration"}
    assert {one.by for one in said if isinstance(one, AppealDecided)} >= {
        "window",
        "client",
        "silence",
        "peers",
        "withdrawal",
    }
    assert {one.returned_points > 0 for one in said if isinstance(one, AnswerWithdrawn)} == {True, False}
