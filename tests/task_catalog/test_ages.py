"""From what age on members may have an order is what screening says, if its audience does not begin later."""

import pytest

from minijob_contracts.orders import OrderChangesAsked, OrderOpened, TaskPublished
from minijob_contracts.screenings import LeastAgeFound
from task_catalog import application
from task_catalog.subscribers import on_least_age_found
from tests.task_catalog.world import AT, ORDER_ID, Catalog, document

PLAIN = [{"id": "q1", "kind": "single", "text": "Which one?", "options": ["A", "B"]}]


def say(catalog: Catalog, age: int, version: int = 1) -> None:
    catalog.do(on_least_age_found(LeastAgeFound(order_id=ORDER_ID, version=version, least_age=age)))


def opened(catalog: Catalog, audience: dict[str, int], age: int | None) -> int | None:
    """From what age on the order opens."""
    catalog.draft(questions=PLAIN, audience={"age_min": None, "age_max": None, "prefectures": []} | audience)
    catalog.submit()
    if age:
        say(catalog, age)
    catalog.clear()
    catalog.fund(1)
    [form] = catalog.said(OrderOpened)
    least: int | None = form.document.audience.age_min
    return least


@pytest.mark.parametrize(
    ("audience", "said", "least"),
    [({}, 15, 15), ({}, 18, 18), ({}, 20, 20), ({"age_min": 30}, 20, 30), ({"age_min": 15}, 18, 18)],
)
def test_an_order_opens_from_the_later_of_both_ages(
    catalog: Catalog, audience: dict[str, int], said: int, least: int
) -> None:
    assert opened(catalog, audience, said) == least


def test_an_order_of_which_nothing_was_said_is_for_adults(catalog: Catalog) -> None:
    assert opened(catalog, {"age_min": 15}, None) == 18


def test_what_was_said_of_an_older_version_says_nothing_of_a_newer_one(catalog: Catalog) -> None:
    catalog.draft(questions=PLAIN)
    catalog.submit()
    say(catalog, 20)
    catalog.do(application.flag(ORDER_ID, 1, "fix", "policy", [], AT))
    catalog.do(application.edit("e", b"", "c1", ORDER_ID, 1, document(questions=PLAIN), AT))
    say(catalog, 20, version=1)
    catalog.submit()
    say(catalog, 15, version=2)
    catalog.clear(version=2)
    catalog.fund(1)
    assert catalog.said(OrderOpened)[0].document.audience.age_min == 15


def test_an_audience_that_is_too_young_as_a_whole_goes_back_whoever_has_passed_it(catalog: Catalog) -> None:
    catalog.draft(questions=PLAIN, audience={"age_min": 15, "age_max": 17, "prefectures": []})
    catalog.submit()
    say(catalog, 18)
    catalog.clear()
    [asked] = catalog.said(OrderChangesAsked)
    assert [one.where for one in asked.findings] == ["audience.age_max"]
    assert catalog.order.state == "changes_asked"


def screen(catalog: Catalog, cleared: list[int], approved: list[int]) -> None:
    rows = [{"row": row, "verdict": "human", "rules": ["S1"]} for row in (0, 1) if row not in cleared]
    catalog.do(application.screen_items(ORDER_ID, 1, 0, cleared, rows, AT, approved))


def with_rows(catalog: Catalog) -> None:
    catalog.draft(audience={"age_min": 15, "age_max": None, "prefectures": []})
    catalog.add("red", "blue")
    catalog.submit()
    say(catalog, 15)
    catalog.clear()


def test_rows_that_a_person_passes_before_it_opens_make_the_order_one_for_adults(catalog: Catalog) -> None:
    with_rows(catalog)
    screen(catalog, [0, 1], [1])
    catalog.fund(2)
    assert catalog.said(OrderOpened)[0].document.audience.age_min == 18


def test_a_row_that_a_person_passes_later_becomes_a_task_for_adults(catalog: Catalog) -> None:
    with_rows(catalog)
    screen(catalog, [0], [])
    catalog.fund(1)
    catalog.publish()
    screen(catalog, [0, 1], [1])
    catalog.fund(2)
    catalog.publish()
    assert catalog.said(OrderOpened)[0].document.audience.age_min == 15
    tasks = {one.row: one.adults_only for one in catalog.said(TaskPublished)}
    assert tasks == {0: False, 1: True}


def test_what_is_heard_again_after_a_crash_changes_nothing(catalog: Catalog) -> None:
    with_rows(catalog)
    screen(catalog, [0, 1], [1])
    before = len(catalog.store.events)
    say(catalog, 15)
    screen(catalog, [0, 1], [1])
    assert len(catalog.store.events) == before
    assert catalog.order.least_age == 18
