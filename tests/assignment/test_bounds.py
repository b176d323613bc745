"""Whatever members, clients, timers and crashes do: places and money are never exceeded, sums agree."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from assignment import application
from assignment.domain import Assignment, OrderBudget, TaskSlots
from chassis.cache import Cache
from chassis.command import Command
from tests.assignment.world import (
    LEASE_SECONDS,
    ORDER,
    World,
    accept,
    add_task,
    after,
    close,
    expire,
    fund,
    give_back,
    lease,
    open_order,
    submit,
)
from tests.chassis.memory_store import Crash

ROWS, PLACES, FUNDED, LATER = range(3), 2, 40, 60
MEMBERS = [f"m{n}" for n in range(4)]
Work = dict[tuple[str, int], str]

KINDS = ["lease"] * 8 + ["submit"] * 5 + ["return", "expire", "accept", "accept", "pause", "resume", "fund"]
ACTIONS = st.tuples(st.sampled_from(KINDS), st.integers(0, 11), st.integers(0, 11))
TURNS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.lists(ACTIONS, min_size=1, max_size=8),
        st.sampled_from([None, None, None, "before", "after"]),
        st.sampled_from([1, 1, 1, LEASE_SECONDS]),
    ),
    min_size=1,
    max_size=10,
)


@given(st.sampled_from(["automatic", "client"]), TURNS, st.integers(0, 12))
@settings(max_examples=300, deadline=None)
def test_any_interleaving_on_two_replicas_keeps_the_bounds_and_the_sums(
    acceptance: str,
    turns: Sequence[tuple[int, Sequence[tuple[str, int, int]], str | None, int]],
    closes: int,
) -> None:
    world = World()
    world.step(open_order(acceptance=acceptance), fund(FUNDED), add_task(0, PLACES), add_task(1, PLACES))
    caches = [world.cache, Cache(1_000)]
    seconds = 0
    for number, (which, actions, crash, passed) in enumerate(turns):
        seconds += passed
        commands = [
            _command(world, f"{number}/{index}", one, after(seconds)) for index, one in enumerate(actions)
        ]
        if number == closes:
            commands.insert(len(commands) // 2, close(after(seconds)))
        world.cache, world.store.crash_at = caches[which], crash
        try:
            world.step(*commands, *commands[:2])
        except Crash:
            world.store.crash_at = None
    _check_every_moment(world)
    _check_the_end(world)


def _command(world: World, key: str, action: tuple[str, int, int], at: datetime) -> Command:
    """What an action means now: one on work that exists when there is any, else one that must be refused."""
    kind, first, second = action
    work = _work(world)
    fitting = [one for one, state in work.items() if state == ("submitted" if kind == "accept" else "leased")]
    member, row = fitting[first % len(fitting)] if fitting else (MEMBERS[first % 4], second % 3)
    match kind:
        case "lease":
            rows = [second % 3, (second + 1) % 3][: 1 + second % 2]
            return lease(key, MEMBERS[first % 4], rows, at, last=second % 5 > 0)
        case "submit":
            return submit(key, member, row, at)
        case "return":
            return give_back(key, member, row, at)
        case "expire":
            return expire(member, row, world.assignment(member, row).lease_count, at)
        case "accept":
            return accept(key, member, row, at=at)
        case "pause":
            return replace(application.pause_order(ORDER, at), key=key)
        case "resume":
            return replace(application.resume_order(ORDER, at), key=key)
        case _:
            return fund(LATER) if second > 8 else add_task(2, PLACES)


def _work(world: World) -> Work:
    return {
        (member, row): state
        for row in ROWS
        for member in MEMBERS
        if (state := world.assignment(member, row).state) != "new"
    }


def _check_every_moment(world: World) -> None:
    """By a fold of its own over the stored events, one after another."""
    funded = reserved = spent = 0
    places: dict[object, int] = {}
    taken: dict[object, int] = {}
    for event in world.events:
        match event:
            case OrderBudget.Funded():
                funded = event.points
            case OrderBudget.Moved():
                reserved += event.reserved
                spent += event.spent
            case TaskSlots.Opened():
                places[event.originator_id] = event.places
            case Assignment.Leased():
                taken[event.task_id] = taken.get(event.task_id, 0) + 1
            case Assignment.Returned() | Assignment.Expired():
                taken[event.task_id] -= 1
        assert reserved >= 0
        assert reserved + spent <= funded
        assert all(count <= places[task_id] for task_id, count in taken.items())


def _check_the_end(world: World) -> None:
    work = _work(world)
    states = list(work.values())
    budget = world.budget()
    assert budget.live == states.count("leased")
    assert budget.undecided == states.count("submitted")
    assert budget.accepted == states.count("accepted")
    assert budget.spent == sum(event.points for event in world.of(Assignment.Accepted))
    assert budget.reserved == 10 * (budget.live + budget.undecided)
    for row in ROWS:
        held = [
            state for (_, at), state in work.items() if at == row and state not in ("returned", "expired")
        ]
        assert world.slots(row).taken == len(held)
    drained = world.of(OrderBudget.Drained)
    assert len(drained) == (1 if budget.state == "closed" and not budget.live + budget.undecided else 0)
    for one in drained:
        assert (one.accepted, one.points) == (budget.accepted, budget.spent)
