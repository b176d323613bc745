"""Verdicts and money in any order and more than once: the same tasks, and never one without money."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.codec import blank
from chassis.command import Command, Outcome
from minijob_contracts.orders import OrderApproved, OrderClosed
from task_catalog import application
from task_catalog.domain import Order
from tests.task_catalog.world import AT, CODEC, ORDER_ID, Catalog, document


def rows_heard(batch: int, cleared: list[int], **held: str) -> Command:
    """`_1="human"` holds row 1 back."""
    others = [{"row": int(row[1:]), "verdict": verdict, "rules": ["S1"]} for row, verdict in held.items()]
    return application.screen_items(ORDER_ID, 1, batch, cleared, others, AT)


VERDICTS = [
    application.clear(ORDER_ID, 1, "policy", AT),
    rows_heard(0, [0], _1="human", _2="human"),
    rows_heard(0, [0, 1], _2="fix"),
    rows_heard(1, [3], _4="human"),
    rows_heard(1, [3, 4]),
]
MONEY_OR_JOB = [len(VERDICTS), len(VERDICTS) + 1]


def test_an_order_whose_rows_all_wait_for_a_person_goes_on_when_they_are_decided(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red", "blue")
    catalog.submit()
    catalog.do(application.flag(ORDER_ID, 1, "human", "policy", [], AT))
    catalog.screen(0, [], held=2, verdict="human")
    catalog.do(application.clear(ORDER_ID, 1, "review", AT))
    assert catalog.order.state == "approved"
    catalog.screen(0, [1], held=1)
    assert [asked.tasks for asked in catalog.said(OrderApproved)] == [1]


def test_an_order_asks_for_changes_only_when_a_person_has_cleared_no_row_either(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red")
    catalog.submit()
    catalog.clear()
    catalog.screen(0, [], held=1, verdict="human")
    assert catalog.order.state == "approved"
    catalog.screen(0, [], held=1)
    assert catalog.order.state == "changes_asked"


def test_a_filled_order_waits_for_the_rows_that_a_person_looks_at(catalog: Catalog) -> None:
    catalog.live()
    catalog.add("blue")
    catalog.screen(1, [], held=1, verdict="human")
    catalog.do(application.complete(ORDER_ID, 2, AT))
    assert catalog.order.state == "live"
    catalog.screen(1, [], held=1)
    assert [event.reason for event in catalog.said(OrderClosed)] == ["complete"]


def test_what_was_said_before_a_persons_decision_does_not_undo_it(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red", "blue", "table")
    catalog.submit()
    catalog.clear()
    catalog.do(rows_heard(0, [0, 1], _2="fix"))
    catalog.do(rows_heard(0, [0], _1="human", _2="human"))
    batch = catalog.batch(0)
    assert (batch.cleared, [(one["row"], one["verdict"]) for one in batch.held]) == ([0, 1], [(2, "fix")])
    assert catalog.order.planned_tasks == 2


def test_a_new_version_forgets_which_rows_the_old_one_had_cleared(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red")
    catalog.submit()
    catalog.screen(0, [0])
    catalog.do(application.flag(ORDER_ID, 1, "fix", "policy", [], AT))
    catalog.submit()
    catalog.screen(0, [], held=1, version=2)
    assert (catalog.batch(0).cleared, catalog.order.planned_tasks) == ([], 0)


@settings(max_examples=150, deadline=None)
@given(st.permutations(range(len(VERDICTS))), st.data())
def test_whatever_comes_first_or_twice_exactly_the_cleared_rows_become_tasks(
    first: Sequence[int], data: st.DataObject
) -> None:
    catalog, keys = Catalog(), count()
    catalog.draft()
    catalog.add("a", "b", "c")
    catalog.add("d", "e")
    catalog.submit()
    more = data.draw(st.lists(st.sampled_from([*range(len(VERDICTS)), *MONEY_OR_JOB]), max_size=12))
    heard = data.draw(st.permutations([*first, *more]))
    for number in heard:
        if number < len(VERDICTS):
            catalog.do(replace(VERDICTS[number], key=f"again{next(keys)}"))
        elif number == MONEY_OR_JOB[0]:
            for asked in data.draw(st.permutations(catalog.said(OrderApproved))):
                catalog.fund(asked.tasks)
        else:
            catalog.publish()
        assert catalog.order.published_tasks == len(catalog.rows_published()) <= catalog.order.funded_tasks
    while catalog.order.funded_tasks < catalog.order.asked_tasks:
        catalog.fund(catalog.order.asked_tasks)
    catalog.publish()
    assert (catalog.order.state, catalog.order.funded_tasks) == ("live", 4)
    assert catalog.rows_published() == [0, 1, 3, 4]


STEPS = {
    "draft": {"draft", "screening", "closed"},
    "screening": {"approved", "changes_asked", "in_review", "refused", "closed"},
    "in_review": {"approved", "changes_asked", "refused", "closed"},
    "approved": {"funding", "changes_asked", "closed"},
    "changes_asked": {"draft", "closed"},
    "funding": {"funded", "unfunded", "closed"},
    "unfunded": {"funding", "draft", "closed"},
    "funded": {"live"},
    "live": {"paused", "closed"},
    "paused": {"live", "closed"},
    "closed": {"settled"},
}


def any_command(catalog: Catalog, name: str) -> Command:
    order, key = catalog.order, catalog.key()
    version, last = max(order.order_version, 1), max(order.batches - 1, 0)
    mine = (key, b"", "c1", ORDER_ID)
    makers: dict[str, Callable[[], Command]] = {
        "edit": lambda: application.edit(*mine, version, document(), AT),
        "add": lambda: application.add_items(*mine, order.batches, [{"word": "red"}], AT),
        "submit": lambda: application.submit(*mine, AT),
        "pause": lambda: application.pause(*mine, AT),
        "resume": lambda: application.resume(*mine, AT),
        "close": lambda: application.close(*mine, AT),
        "stop": lambda: application.stop(key, b"", ORDER_ID, AT),
        "clear": lambda: application.clear(ORDER_ID, version, key, AT),
        "fix": lambda: application.flag(ORDER_ID, version, "fix", key, [], AT),
        "human": lambda: application.flag(ORDER_ID, version, "human", key, [], AT),
        "refuse": lambda: application.flag(ORDER_ID, version, "refuse", key, [], AT),
        "rows": lambda: application.screen_items(ORDER_ID, version, last, [last], [], AT),
        "funded": lambda: application.fund(ORDER_ID, order.asked_tasks, 1, AT),
        "short": lambda: application.refuse_funding(ORDER_ID, order.asked_tasks, 9, AT),
        "filled": lambda: application.complete(ORDER_ID, order.funded_tasks, AT),
        "settled": lambda: application.settle(ORDER_ID, 1, 1, 0, AT),
    }
    return replace(makers[name](), key=key)


NAMES = ["edit", "add", "submit", "pause", "resume", "close", "stop", "clear", "fix", "human", "refuse"]
LIKELY = ["add", "submit", "clear", "rows", "funded"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*NAMES, "short", "filled", "settled", *LIKELY * 3]), max_size=25))
def test_an_order_only_ever_takes_the_steps_of_the_table(names: list[str]) -> None:
    catalog = Catalog()
    catalog.draft()
    catalog.add("red")
    for name in names:
        result = catalog.do(any_command(catalog, name))
        assert isinstance(result, Outcome) or getattr(result, "status", 500) in (409, 412, 422), result
    order = blank(Order, ORDER_ID)
    assert isinstance(order, Order)
    states = []
    for stored in catalog.store.events:
        if stored.id == ORDER_ID:
            CODEC.extend(order, [stored])
            states.append(order.state)
    for before, after in pairwise(states):
        assert after == before or after in STEPS[before], (before, after)
