"""Pay below the floor: the order pauses by itself, says what it costs, and goes on when topped up."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.command import Outcome
from minijob_contracts.orders import (
    OrderApproved,
    OrderClosed,
    OrderOpened,
    OrderPaused,
    OrderResumed,
    RewardRaised,
)
from minijob_contracts.points import EscrowFunded, EscrowRefused
from minijob_contracts.screenings import SafetyStopped, WatchDecided
from minijob_contracts.submissions import PayMeasured
from task_catalog import application
from task_catalog.domain import Order, WrongState
from task_catalog.subscribers import (
    on_escrow_funded,
    on_escrow_refused,
    on_pay_measured,
    on_safety_stopped,
    on_watch_decided,
)
from tests.task_catalog.platform import CLIENT, OTHER, Platform
from tests.task_catalog.world import AT, ORDER_ID, Catalog, document

PLACES = 10


def measured(catalog: Catalog, needed: int, answers: int = 10, reward: int = 3, version: int = 1) -> None:
    said = PayMeasured(
        order_id=ORDER_ID,
        version=version,
        accepted=answers,
        median_seconds=needed * 12,
        reward_points=reward,
        needed_points=needed,
        back_pay_points=answers * max(0, needed - reward),
    )
    catalog.do(on_pay_measured(said))


def top_up(catalog: Catalog) -> Outcome | Exception:
    return catalog.do(application.top_up(catalog.key(), b"", "c1", ORDER_ID, AT))


def locked(catalog: Catalog, asked: OrderApproved | None = None) -> None:
    """The ledger locks what was asked last."""
    asked = asked or catalog.said(OrderApproved)[-1]
    figures = {name: getattr(asked, name) for name in ("tasks", "reward_jpy", "fee_jpy", "total_jpy")}
    catalog.do(on_escrow_funded(EscrowFunded(order_id=ORDER_ID, version=1, **figures)))


def refused(catalog: Catalog, short: int) -> None:
    tasks = catalog.order.asked_tasks
    catalog.do(
        on_escrow_refused(EscrowRefused(order_id=ORDER_ID, version=1, tasks=tasks, short_by_jpy=short))
    )


def move(catalog: Catalog, name: str) -> Outcome | Exception:
    return catalog.do(getattr(application, name)(catalog.key(), b"", "c1", ORDER_ID, AT))


def edit(catalog: Catalog, **changes: object) -> Outcome | Exception:
    version = catalog.order.order_version
    text = document(**changes)
    return catalog.do(application.edit(catalog.key(), b"", "c1", ORDER_ID, version, text, AT))


def stopped(catalog: Catalog) -> None:
    catalog.do(on_safety_stopped(SafetyStopped(order_id=ORDER_ID, version=1, cause="reports", reason="3")))


def no_breach(catalog: Catalog) -> None:
    said = WatchDecided(
        order_id=ORDER_ID, version=1, breach=False, stopped=True, operator_id="ann", reason="Seen"
    )
    catalog.do(on_watch_decided(said))


def state(catalog: Catalog) -> tuple[str, str]:
    return catalog.order.state, catalog.order.paused_for


def test_below_the_floor_the_order_pauses_for_a_reason_of_its_own_and_says_what_it_costs(
    catalog: Catalog,
) -> None:
    catalog.live()
    measured(catalog, needed=5)
    assert state(catalog) == ("paused", "floor")
    assert [one.reason for one in catalog.said(OrderPaused)] == ["floor"]
    told = application.pay_of(catalog.order)
    assert (told["points_per_minute"], told["floor_points_per_minute"]) == (3.0, 5)
    assert (told["needed_points"], told["back_pay_points"], told["top_up_jpy"]) == (5, 20, 24)


def test_its_client_cannot_resume_it_without_topping_up(catalog: Catalog) -> None:
    catalog.live()
    measured(catalog, needed=5)
    assert isinstance(move(catalog, "resume"), WrongState)
    assert state(catalog) == ("paused", "floor")


def test_it_goes_on_when_the_money_is_locked_and_not_before(catalog: Catalog) -> None:
    catalog.live()
    measured(catalog, needed=5)
    top_up(catalog)
    assert (state(catalog), catalog.said(RewardRaised)) == (("paused", "floor"), [])
    assert catalog.said(OrderApproved)[-1].total_jpy == 60
    locked(catalog)
    [raised] = catalog.said(RewardRaised)
    assert (raised.reward_points, raised.reward_jpy) == (5, 5 * PLACES)
    assert (state(catalog), len(catalog.said(OrderResumed))) == (("live", ""), 1)
    assert catalog.order.document["reward_points"] == catalog.order.live_document["reward_points"] == 5


def test_a_balance_that_is_short_is_told_and_topping_up_again_asks_again(catalog: Catalog) -> None:
    catalog.live()
    measured(catalog, needed=5)
    top_up(catalog)
    top_up(catalog)
    refused(catalog, 24)
    assert (catalog.order.short_by_jpy, state(catalog)) == (24, ("paused", "floor"))
    top_up(catalog)
    assert [one.attempt for one in catalog.said(OrderApproved)] == [1, 2, 3]
    locked(catalog)
    assert (state(catalog), len(catalog.said(RewardRaised))) == (("live", ""), 1)


def test_submitting_again_after_a_deposit_asks_for_the_top_up_too(catalog: Catalog) -> None:
    catalog.live()
    measured(catalog, needed=5)
    top_up(catalog)
    refused(catalog, 24)
    catalog.submit()
    locked(catalog)
    assert [one.reward_points for one in catalog.said(RewardRaised)] == [5]


def test_what_meets_the_floor_is_not_topped_up(catalog: Catalog) -> None:
    catalog.live()
    assert isinstance(top_up(catalog), WrongState)
    measured(catalog, needed=5)
    top_up(catalog)
    locked(catalog)
    assert isinstance(top_up(catalog), WrongState)


def test_members_who_came_up_to_the_floor_let_it_go_on_by_itself(catalog: Catalog) -> None:
    catalog.live()
    measured(catalog, needed=4)
    measured(catalog, needed=2, answers=14)
    assert (state(catalog), catalog.said(RewardRaised)) == (("live", ""), [])


def test_a_worse_measure_while_the_money_is_on_its_way_keeps_it_paused(catalog: Catalog) -> None:
    catalog.live()
    measured(catalog, needed=5)
    top_up(catalog)
    measured(catalog, needed=6, answers=12)
    locked(catalog)
    assert (state(catalog), application.pay_of(catalog.order)["top_up_jpy"]) == (("paused", "floor"), 12)
    top_up(catalog)
    locked(catalog)
    assert ([one.reward_points for one in catalog.said(RewardRaised)], state(catalog)) == (
        [5, 6],
        ("live", ""),
    )


def test_what_its_client_paused_stays_paused_after_a_top_up(catalog: Catalog) -> None:
    catalog.live()
    move(catalog, "pause")
    measured(catalog, needed=5)
    assert isinstance(move(catalog, "resume"), WrongState)
    top_up(catalog)
    locked(catalog)
    assert (state(catalog), len(catalog.said(RewardRaised))) == (("paused", "client"), 1)
    move(catalog, "resume")
    assert state(catalog) == ("live", "")


@pytest.mark.parametrize("stop_first", [True, False])
@pytest.mark.parametrize("decide_first", [True, False])
def test_a_safety_stop_and_the_floor_both_have_to_end(
    catalog: Catalog, stop_first: bool, decide_first: bool
) -> None:
    catalog.live()
    if stop_first:
        stopped(catalog)
    measured(catalog, needed=5)
    if not stop_first:
        stopped(catalog)
    if decide_first:
        no_breach(catalog)
    top_up(catalog)
    locked(catalog)
    assert (catalog.order.state == "paused") is not decide_first
    if not decide_first:
        no_breach(catalog)
    assert state(catalog) == ("live", "")


def test_a_pilot_goes_on_where_it_was(piloted: Catalog) -> None:
    measured(piloted, needed=5)
    top_up(piloted)
    locked(piloted)
    piloted.publish()
    assert (piloted.order.state, len(piloted.rows_published())) == ("pilot", 20)


def test_a_pilot_that_fails_meanwhile_waits_for_its_client(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add(*(f"w{n}" for n in range(100)))
    catalog.submit()
    catalog.clear()
    catalog.screen(0, list(range(100)))
    catalog.fund(100)
    measured(catalog, needed=5)
    catalog.do(application.decide_pilot(ORDER_ID, 20, ["minutes"], {}, AT))
    top_up(catalog)
    locked(catalog)
    assert state(catalog) == ("paused", "pilot")


def test_a_further_version_that_pays_enough_is_a_top_up(catalog: Catalog) -> None:
    catalog.live()
    measured(catalog, needed=5)
    edit(catalog, reward_points=6)
    catalog.clear(2)
    catalog.screen(0, [0, 1], version=2)
    locked(catalog)
    assert [one.reward_points for one in catalog.said(RewardRaised)] == [5]
    assert (state(catalog), catalog.order.live_document["reward_points"]) == (("live", ""), 6)


def test_a_further_version_that_pays_too_little_stays_paused_until_the_top_up(catalog: Catalog) -> None:
    catalog.live()
    measured(catalog, needed=5)
    edit(catalog, title="Shorter")
    catalog.clear(2)
    catalog.screen(0, [0, 1], version=2)
    assert [one.version for one in catalog.said(OrderOpened)] == [1, 2]
    assert state(catalog) == ("paused", "floor")
    top_up(catalog)
    locked(catalog)
    assert (state(catalog), catalog.order.live_document["reward_points"]) == (("live", ""), 5)


def test_after_a_top_up_no_version_pays_less(catalog: Catalog) -> None:
    catalog.live()
    edit(catalog, title="On its way")
    measured(catalog, needed=5)
    top_up(catalog)
    locked(catalog)
    catalog.clear(2)
    catalog.screen(0, [0, 1], version=2)
    assert catalog.said(OrderOpened)[-1].document.reward_points == 5
    assert "needed" in str(edit(catalog)) or "need 5" in str(edit(catalog))
    assert isinstance(edit(catalog, reward_points=5), Outcome)


def test_rows_that_are_added_before_the_money_is_locked_cost_the_new_reward(catalog: Catalog) -> None:
    catalog.live()
    measured(catalog, needed=5)
    top_up(catalog)
    first = catalog.said(OrderApproved)[-1]
    catalog.add("blue")
    catalog.screen(1, [2])
    assert catalog.said(OrderApproved)[-1].reward_jpy == 3 * 5 * 5
    locked(catalog, first)
    locked(catalog)
    assert (catalog.order.funded_tasks, state(catalog)) == (3, ("live", ""))


@pytest.mark.parametrize("is_short", [False, True])
def test_an_order_that_fills_while_the_top_up_is_on_its_way_waits_for_it(
    catalog: Catalog, is_short: bool
) -> None:
    catalog.live()
    catalog.publish()
    measured(catalog, needed=5)
    top_up(catalog)
    catalog.do(application.complete(ORDER_ID, 2, AT))
    assert catalog.order.state == "paused"
    if is_short:
        refused(catalog, 24)
    else:
        locked(catalog)
    assert len(catalog.said(RewardRaised)) == (0 if is_short else 1)
    assert catalog.order.state == ("paused" if is_short else "closed")


def test_its_client_may_close_it_instead(catalog: Catalog) -> None:
    catalog.live()
    measured(catalog, needed=5)
    top_up(catalog)
    move(catalog, "close")
    locked(catalog)
    assert [one.reason for one in catalog.said(OrderClosed)] == ["client"]
    assert catalog.said(RewardRaised) == []


KINDS = ["measure", "measure", "top_up", "top_up", "ledger", "ledger", "ledger", "pause", "resume"]
KINDS += ["stop", "decide", "edit", "screen", "close", "complete"]


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 7)), min_size=5, max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_interleaving_never_runs_below_the_floor_nor_promises_more_than_is_locked(
    actions: Sequence[tuple[str, int]],
) -> None:
    catalog = Catalog()
    catalog.live()
    catalog.publish()
    heard, best, answers = 1, 36, 10
    for kind, number in actions:
        order = catalog.order
        match kind:
            case "measure":
                answers += 1
                reward = order.live_document["reward_points"]
                measured(catalog, 2 + number, answers, reward=reward)
            case "ledger":
                asked = catalog.said(OrderApproved)[heard : heard + 1]
                heard += len(asked)
                for one in asked:
                    if one.total_jpy > best and number:
                        best = one.total_jpy
                        locked(catalog, one)
                    elif one.total_jpy > best:
                        refused(catalog, one.total_jpy - best)
            case "top_up":
                top_up(catalog)
            case "stop":
                stopped(catalog)
            case "decide":
                no_breach(catalog)
            case "edit":
                edit(catalog, reward_points=max(1, number))
            case "screen":
                catalog.clear(order.order_version)
                catalog.screen(0, [0, 1], version=order.order_version)
            case "complete":
                catalog.do(application.complete(ORDER_ID, 2, AT))
            case _:
                move(catalog, kind)
        _check(catalog.order, catalog.said(RewardRaised), best)


def _check(order: Order, raised: Sequence[RewardRaised], locked_jpy: int) -> None:
    assert all(one.reward_jpy * 12 <= locked_jpy * 10 for one in raised)
    assert [one.reward_points for one in raised] == sorted({one.reward_points for one in raised})
    if order.state in ("live", "pilot"):
        assert not order.is_underpaid
        assert not order.halted
        assert order.paused_for == ""
    if order.state == "paused":
        assert order.paused_for
    if order.state == "paused" and order.paused_for in ("safety", "floor"):
        assert order.halted or order.is_underpaid


@pytest.mark.servers
def test_a_client_reads_what_it_costs_and_tops_up(platform: Platform) -> None:
    order_id = platform.live("red", "blue")
    said = PayMeasured(
        order_id=order_id,
        version=1,
        accepted=10,
        median_seconds=60,
        reward_points=3,
        needed_points=5,
        back_pay_points=20,
    )
    platform.tell(said)
    shown = platform.order(order_id)
    assert (shown["state"], shown["paused_for"]) == ("paused", "floor")
    assert (shown["pay"]["is_below_floor"], shown["pay"]["top_up_jpy"]) == (True, 24)
    assert platform.move(order_id, "resume").status_code == 409
    assert platform.move(order_id, "top-up", OTHER).status_code == 404
    assert platform.move(order_id, "top-up", CLIENT).json()["state"] == "paused"
    asked = platform.said(OrderApproved)[-1]
    figures = {name: getattr(asked, name) for name in ("tasks", "reward_jpy", "fee_jpy", "total_jpy")}
    platform.tell(EscrowFunded(order_id=asked.order_id, version=1, **figures))
    shown = platform.order(order_id)
    assert (shown["state"], shown["paused_for"], shown["pay"]["is_below_floor"]) == ("live", None, False)
    assert shown["document"]["reward_points"] == 5
    assert platform.move(order_id, "top-up").status_code == 409
