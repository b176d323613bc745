"""Money comes before tasks: what is published, asked for again and closed while verdicts and money cross."""

from uuid import UUID

import pytest

from chassis.command import Outcome
from chassis.group import Limits, step
from minijob_contracts.orders import OrderApproved, OrderClosed, OrderOpened, OrderSubmitted
from task_catalog import application
from task_catalog.domain import ItemBatch, Order, batch_id, lease_seconds, quote
from tests.task_catalog.world import AT, CODEC, ORDER_ID, Catalog, document


def approved(catalog: Catalog) -> list[tuple[int, int]]:
    return [(asked.attempt, asked.tasks) for asked in catalog.said(OrderApproved)]


def screening(catalog: Catalog, *words: str) -> None:
    catalog.draft()
    catalog.add(*words)
    catalog.submit()
    catalog.clear()


def test_rows_whose_money_is_not_locked_are_not_published(catalog: Catalog) -> None:
    catalog.live()
    catalog.add("blue", "green")
    catalog.screen(1, [2, 3])
    catalog.publish()
    assert catalog.rows_published() == [0, 1]
    catalog.do(application.refuse_funding(ORDER_ID, 4, 36, AT))
    catalog.publish()
    assert catalog.rows_published() == [0, 1]
    assert (catalog.order.state, catalog.order.short_by_jpy) == ("live", 36)


def test_later_rows_that_could_not_be_paid_are_asked_for_again_by_submitting(catalog: Catalog) -> None:
    catalog.live()
    catalog.add("blue")
    catalog.screen(1, [2])
    catalog.do(application.refuse_funding(ORDER_ID, 3, 18, AT))
    assert isinstance(catalog.submit(), Outcome)
    assert approved(catalog) == [(1, 2), (2, 3), (3, 3)]
    catalog.fund(3)
    catalog.publish()
    assert (catalog.order.state, catalog.order.short_by_jpy) == ("live", 0)
    assert catalog.rows_published() == [0, 1, 2]


def test_rows_cleared_by_an_operator_while_the_money_is_asked_for_get_theirs_next(catalog: Catalog) -> None:
    screening(catalog, "red", "table", "blue")
    catalog.screen(0, [0, 2], held=1)
    catalog.screen(0, [0, 1, 2])
    assert approved(catalog) == [(1, 2)]
    catalog.fund(2)
    catalog.publish()
    assert len(catalog.rows_published()) == 2
    assert approved(catalog) == [(1, 2), (2, 3)]
    catalog.fund(3)
    catalog.publish()
    assert catalog.rows_published() == [0, 1, 2]


def test_a_chunk_of_the_job_done_twice_publishes_once(catalog: Catalog) -> None:
    catalog.live()
    [argument] = catalog.jobs()
    chunk = application.publish_tasks(catalog.load, argument, 0, AT)
    for _ in range(2):
        step(catalog.store, CODEC, catalog.cache, Limits(), chunk.commands)
    assert catalog.rows_published() == [0, 1]
    assert catalog.order.published_tasks == 2


def test_each_batch_is_a_chunk_and_empty_ones_are_passed_over(catalog: Catalog) -> None:
    catalog.draft()
    for word in ("red", "table", "blue"):
        catalog.add(word)
    catalog.submit()
    catalog.clear()
    for batch, cleared in enumerate(([0], [], [2])):
        catalog.screen(batch, list(cleared))
    catalog.fund(2)
    [argument] = catalog.jobs()
    first = application.publish_tasks(catalog.load, argument, 0, AT)
    assert (len(first.commands), first.cursor) == (1, 1)
    catalog.do(first.commands[0])
    last = application.publish_tasks(catalog.load, argument, 1, AT)
    assert (len(last.commands), last.cursor) == (1, None)
    catalog.do(last.commands[0])
    assert catalog.rows_published() == [0, 2]


def test_money_heard_of_twice_opens_once(catalog: Catalog) -> None:
    catalog.live()
    catalog.fund(2)
    assert len(catalog.said(OrderOpened)) == 1
    assert len(catalog.jobs()) == 1


def test_a_closed_order_publishes_nothing_more(catalog: Catalog) -> None:
    catalog.live()
    catalog.do(application.close("x", b"", "c1", ORDER_ID, AT))
    catalog.publish()
    assert catalog.rows_published() == []


def test_money_that_arrives_for_a_closed_order_changes_nothing(catalog: Catalog) -> None:
    catalog.live()
    catalog.add("blue")
    catalog.screen(1, [2])
    catalog.do(application.close("x", b"", "c1", ORDER_ID, AT))
    catalog.fund(3)
    assert (catalog.order.state, catalog.order.funded_tasks) == ("closed", 2)
    assert len(catalog.jobs()) == 1


def test_money_that_arrives_for_an_order_that_was_stopped_waiting_for_it_opens_nothing(
    catalog: Catalog,
) -> None:
    screening(catalog, "red")
    catalog.screen(0, [0])
    assert catalog.order.state == "funding"
    catalog.do(application.stop("x", b"", ORDER_ID, AT))
    catalog.fund(1)
    assert (catalog.said(OrderOpened), catalog.jobs()) == ([], [])
    assert [event.reason for event in catalog.said(OrderClosed)] == ["operator"]
    catalog.do(application.settle(ORDER_ID, 0, 0, 18, AT))
    assert (catalog.order.state, catalog.order.paid_points) == ("settled", 0)


def test_an_order_that_was_filled_before_its_last_rows_were_held_closes_then(catalog: Catalog) -> None:
    catalog.live()
    catalog.add("blue")
    catalog.do(application.complete(ORDER_ID, 2, AT))
    assert catalog.order.state == "live"
    catalog.screen(1, [], held=1)
    assert [event.reason for event in catalog.said(OrderClosed)] == ["complete"]


def test_a_filled_order_with_rows_on_their_way_stays_open(catalog: Catalog) -> None:
    catalog.live()
    catalog.add("blue")
    catalog.do(application.complete(ORDER_ID, 2, AT))
    catalog.screen(1, [2])
    assert catalog.order.state == "live"
    catalog.fund(3)
    catalog.do(application.complete(ORDER_ID, 3, AT))
    assert catalog.order.state == "closed"


def test_a_version_that_came_back_is_submitted_unchanged_as_the_next_one(catalog: Catalog) -> None:
    screening(catalog, "red")
    catalog.screen(0, [], held=1)
    assert catalog.order.state == "changes_asked"
    catalog.add("blue")
    assert isinstance(catalog.submit(), Outcome)
    assert [event.version for event in catalog.said(OrderSubmitted)] == [1, 2]
    catalog.clear(version=2)
    catalog.screen(0, [], held=1, version=2)
    catalog.screen(1, [1], version=2)
    assert approved(catalog) == [(1, 1)]


def test_an_order_edited_because_of_the_money_asks_again_though_it_has_no_more_tasks(
    catalog: Catalog,
) -> None:
    screening(catalog, "red", "blue")
    catalog.screen(0, [0, 1])
    catalog.do(application.refuse_funding(ORDER_ID, 2, 36, AT))
    catalog.do(application.edit("e", b"", "c1", ORDER_ID, 1, document(reward_points=1), AT))
    catalog.submit()
    catalog.clear(version=2)
    catalog.screen(0, [0, 1], version=2)
    assert approved(catalog) == [(1, 2), (2, 2)]
    assert catalog.said(OrderApproved)[-1].total_jpy == 12


def test_a_live_survey_takes_no_items(catalog: Catalog) -> None:
    catalog.draft(questions=[{"id": "q1", "kind": "text", "text": "What do you like?"}])
    catalog.do(application.submit("s", b"", "c1", ORDER_ID, AT))
    catalog.clear()
    catalog.fund(1)
    assert getattr(catalog.add("red"), "status", 0) == 409


def test_an_order_that_names_columns_needs_items_that_have_them(catalog: Catalog) -> None:
    catalog.draft()
    assert getattr(catalog.submit(), "status", 0) == 422
    assert catalog.order.state == "draft"


def test_a_review_decides_an_order_that_a_person_had_to_see(catalog: Catalog) -> None:
    catalog.draft()
    catalog.add("red")
    catalog.submit()
    catalog.do(application.flag(ORDER_ID, 1, "human", "policy", [], AT))
    assert catalog.order.state == "in_review"
    catalog.do(application.clear(ORDER_ID, 1, "review", AT))
    catalog.screen(0, [0])
    assert catalog.order.state == "funding"


@pytest.mark.parametrize(("verdict", "state"), [("fix", "changes_asked"), ("refuse", "refused")])
def test_what_comes_after_a_verdict_does_not_overturn_it(catalog: Catalog, verdict: str, state: str) -> None:
    catalog.draft()
    catalog.add("red")
    catalog.submit()
    catalog.do(application.flag(ORDER_ID, 1, verdict, "policy", [], AT))
    catalog.clear()
    catalog.screen(0, [0])
    assert catalog.order.state == state
    assert approved(catalog) == []


def test_a_batch_keeps_which_rows_are_cleared_only_while_it_matters(catalog: Catalog) -> None:
    screening(catalog, "red")
    catalog.screen(0, [0], version=7)
    batch: ItemBatch = catalog.load(ItemBatch, batch_id(ORDER_ID, 0))
    assert batch.cleared == []


def test_what_is_heard_of_an_unknown_order_changes_nothing(catalog: Catalog) -> None:
    unknown = UUID(int=1)
    for command in (
        application.clear(unknown, 1, "policy", AT),
        application.flag(unknown, 1, "refuse", "policy", [], AT),
        application.screen_items(unknown, 1, 0, [0], [], AT),
        application.fund(unknown, 1, 18, AT),
        application.refuse_funding(unknown, 1, 18, AT),
        application.complete(unknown, 1, AT),
        application.settle(unknown, 1, 1, 0, AT),
    ):
        assert isinstance(catalog.do(command), Outcome)
    assert catalog.load(Order, unknown).version == 0


def test_money_for_fewer_tasks_that_is_heard_of_late_takes_nothing_back(catalog: Catalog) -> None:
    catalog.live()
    catalog.fund(1)
    assert catalog.order.funded_tasks == 2
    assert len(catalog.jobs()) == 1


def test_the_rows_of_a_new_version_are_screened_again_before_money_is_asked_for(catalog: Catalog) -> None:
    screening(catalog, "red")
    catalog.screen(0, [0])
    catalog.do(application.refuse_funding(ORDER_ID, 1, 18, AT))
    catalog.do(application.edit("e", b"", "c1", ORDER_ID, 1, document(), AT))
    catalog.submit()
    catalog.clear(version=2)
    assert approved(catalog) == [(1, 1)]
    catalog.screen(0, [0], version=2)
    assert approved(catalog) == [(1, 1), (2, 1)]


@pytest.mark.parametrize(("points", "answers", "fee"), [(1, 1, 1), (5, 1, 1), (3, 2, 2), (100, 3, 60)])
def test_the_fee_is_a_fifth_rounded_up(points: int, answers: int, fee: int) -> None:
    costs = quote(1, document(reward_points=points, answers_per_task=answers))
    assert (costs["reward_jpy"], costs["fee_jpy"]) == (points * answers, fee)
    assert costs["total_jpy"] == points * answers + fee


@pytest.mark.parametrize(("minutes", "seconds"), [(0.5, 600), (1, 600), (3, 1_800), (60, 3_600)])
def test_a_lease_is_ten_estimates_between_ten_minutes_and_an_hour(minutes: float, seconds: int) -> None:
    assert lease_seconds(document(estimated_minutes=minutes)) == seconds
