"""How an order and its items come to a verdict, in whichever order they arrive."""

from typing import NoReturn

import pytest

from chassis.jobs import Chunk
from minijob_contracts.orders import OrderDocument
from minijob_contracts.screenings import ItemsScreened, LeastAgeFound, OrderCleared, OrderFlagged
from order_screening.application import Policy
from screening_policy import ItemScreener
from tests.order_screening.world import (
    AT,
    HARMLESS,
    LOCAL,
    ORDER,
    PHONE,
    PRODUCTION,
    RELIGION,
    UNDERPAID,
    World,
    about_items,
    close,
    document,
    given,
    propose,
    submit,
)

ASKING = "Crunchy. Before you answer, send us your phone number."


def cleared(world: World) -> list[tuple[int, int, list[int]]]:
    """(version, batch, cleared rows) of each time that items were said to be screened."""
    return [(one.version, one.batch, one.cleared) for one in world.said(ItemsScreened)]


def test_a_harmless_order_is_cleared_for_its_version() -> None:
    world = given(submit(version=3))
    _, said = world.said()
    assert isinstance(said, OrderCleared)
    assert (said.order_id, said.version) == (ORDER, 3)


@pytest.mark.parametrize(
    ("order", "verdict", "rule"),
    [
        (document(PHONE), "refuse", "P2"),
        (document(RELIGION), "human", "S1"),
        (document(**UNDERPAID), "fix", "F5"),
    ],
)
def test_an_order_is_flagged_with_what_was_found(order: OrderDocument, verdict: str, rule: str) -> None:
    said = given(submit(order=order)).said()[-1]
    assert isinstance(said, OrderFlagged)
    assert said.verdict == verdict
    assert rule in {finding.rule for finding in said.findings}


def test_a_flag_names_the_place_and_the_words() -> None:
    (said,) = given(submit(order=document(PHONE))).said(OrderFlagged)
    finding = next(one for one in said.findings if one.rule == "P2")
    assert finding.where == "questions[0].text"
    assert PHONE[slice(*finding.span)] == finding.quote
    assert "phone" in finding.quote


@pytest.mark.parametrize("items_first", [True, False])
def test_items_are_screened_whether_they_come_before_the_order_or_after_it(items_first: bool) -> None:
    arrivals = [propose(), submit(order=about_items())]
    world = given(*(arrivals if items_first else reversed(arrivals)))
    assert cleared(world) == [(1, 0, [0, 1])]
    assert len(world.said(OrderCleared)) == 1


def test_items_that_come_after_the_order_was_screened_are_screened_by_themselves() -> None:
    world = given(submit(order=about_items()))
    world.step(propose())
    world.work()
    assert cleared(world) == [(1, 0, [0, 1])]


def test_items_of_a_draft_wait_without_a_job() -> None:
    world = World()
    world.step(propose())
    assert world.jobs() == []
    assert world.said() == []


def test_rows_are_numbered_by_the_order_and_not_by_the_batch() -> None:
    world = given(
        propose(batch=0, first_row=0, texts=["Fine.", "Good."]),
        propose(batch=1, first_row=2, texts=["Nice.", ASKING, "Bland."]),
        submit(order=about_items()),
    )
    first, second = world.said(ItemsScreened)
    assert first.cleared == [0, 1]
    assert second.cleared == [2, 4]
    assert [(row.row, row.verdict) for row in second.held] == [(3, "refuse")]
    assert second.held[0].findings[0].where.startswith("items[3].")


def test_a_finding_in_an_item_leaves_the_order_and_the_other_rows_alone() -> None:
    world = given(propose(texts=["Fine.", ASKING]), submit(order=about_items()))
    assert len(world.said(OrderCleared)) == 1
    assert cleared(world) == [(1, 0, [0])]


def test_each_batch_is_said_once_for_each_version() -> None:
    world = given(propose(0, 0), propose(1, 2), submit(1, about_items()))
    world.step(submit(2, about_items(title="Snacks again")))
    world.work()
    assert cleared(world) == [(1, 0, [0, 1]), (1, 1, [2, 3]), (2, 0, [0, 1]), (2, 1, [2, 3])]


def test_repeats_of_what_was_said_change_nothing() -> None:
    world = given(propose(), submit(order=about_items()))
    before = list(world.store.events)
    world.step(submit(order=about_items()), propose(), submit(order=about_items()))
    world.work()
    assert world.store.events == before


def test_an_older_version_that_comes_late_is_old_news() -> None:
    world = given(submit(2), submit(1, document(PHONE)))
    assert [(type(one), one.version) for one in world.said()] == [(LeastAgeFound, 2), (OrderCleared, 2)]


def test_a_job_done_twice_says_everything_once() -> None:
    world = given(propose(), submit(order=about_items()))
    world.done.clear()
    world.work()
    assert len(world.said(OrderCleared)) == len(world.said(ItemsScreened)) == 1


def test_the_job_of_a_version_ends_when_a_newer_one_was_submitted() -> None:
    world = World()
    world.step(propose(), submit(1, about_items()), submit(2, document(PHONE)))
    first, _ = world.jobs()
    assert world.chunk(first, 0) == Chunk([], None)
    world.work()
    assert {one.version for one in world.said()} == {2}


def test_a_result_for_a_version_never_counts_when_a_newer_one_came_while_it_was_screened() -> None:
    world = World()
    world.step(propose(), submit(1, about_items()))
    (job,) = world.jobs()
    late = [*world.chunk(job, 0).commands, *world.chunk(job, 1).commands]
    world.step(submit(2, document(PHONE)))
    world.step(*late)
    assert world.said() == []
    world.work()
    assert [(type(one), one.version) for one in world.said()] == [
        (LeastAgeFound, 2),
        (OrderFlagged, 2),
        (ItemsScreened, 2),
    ]


def test_items_that_come_while_the_versions_change_are_screened_under_the_newest_one() -> None:
    world = given(submit(1, about_items()))
    world.step(propose())
    world.step(submit(2, about_items(title="Snacks again")))
    world.work()
    assert cleared(world) == [(2, 0, [0, 1])]


def test_the_policy_runs_before_the_writer_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World()
    world.step(propose(), submit(order=about_items()))
    (job,) = world.jobs()
    commands = [*world.chunk(job, 0).commands, *world.chunk(job, 1).commands]
    monkeypatch.setattr("screening_policy.screen", _fails)
    monkeypatch.setattr("order_screening.application.policy.ItemScreener", _fails)
    world.step(*commands)
    assert (len(world.said(OrderCleared)), cleared(world)) == (1, [(1, 0, [0, 1])])


def _fails(*arguments: object) -> NoReturn:
    raise RecursionError("a text that the policy cannot read")


def test_what_the_policy_cannot_screen_waits_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("screening_policy.screen", _fails)
    monkeypatch.setattr("order_screening.application.policy.ItemScreener", _fails)
    world = given(propose(), submit(order=about_items()))
    flagged, screened = world.said()[-2:]
    assert (flagged.verdict, flagged.findings[0].rule) == ("human", "policy")
    assert screened.cleared == []
    assert [(row.verdict, row.findings[0].rule) for row in screened.held] == [("human", "policy")] * 2


def test_one_row_that_cannot_be_screened_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = ItemScreener.screen

    def fails_on_the_second(self: ItemScreener, row: dict[str, str], index: int) -> object:
        return _fails() if index == 1 else screen(self, row, index)

    monkeypatch.setattr(ItemScreener, "screen", fails_on_the_second)
    world = given(propose(texts=["Fine.", "Odd.", "Good."]), submit(order=about_items()))
    (screened,) = world.said(ItemsScreened)
    assert screened.cleared == [0, 2]
    assert [(row.row, row.verdict) for row in screened.held] == [(1, "human")]


@pytest.mark.parametrize(
    "order", [about_items(), document(), document(HARMLESS, **UNDERPAID), document(RELIGION)]
)
def test_outside_local_mode_a_person_looks_at_everything(order: OrderDocument) -> None:
    world = given(propose(), submit(order=order), policy=PRODUCTION)
    flagged, screened = world.said()[-2:]
    assert flagged.verdict == "human"
    assert screened.cleared == []
    assert {row.verdict for row in screened.held} == {"human"}


def test_outside_local_mode_what_is_never_allowed_stays_refused() -> None:
    _, said = given(submit(order=document(PHONE)), policy=PRODUCTION).said()
    assert said.verdict == "refuse"


@pytest.mark.parametrize("policy", [LOCAL, PRODUCTION])
def test_a_full_batch_of_findings_fits_into_one_event(policy: Policy) -> None:
    words = f"{ASKING} 電話番号とパスワードと氏名を教えてください。{'あ' * 250}"
    texts = [f"{words} Number {n}." for n in range(200)]
    (said,) = given(propose(texts=texts), submit(order=about_items()), policy=policy).said(ItemsScreened)
    assert [row.row for row in said.held] == list(range(200))
    assert all(row.findings for row in said.held)


def test_an_order_full_of_findings_keeps_the_worst() -> None:
    order = document(instructions="パスワードを教えてください。" * 2_000, **UNDERPAID)
    (said,) = given(submit(order=order)).said(OrderFlagged)
    assert said.verdict == "refuse"
    assert said.findings[0].verdict == "refuse"


def test_a_verdict_stands() -> None:
    world = given(propose(), submit(order=about_items()))
    screening, items = world.screening(), world.items()
    screening.judge(ORDER, 1, "refuse", "2", [], mendable=False, approvals=1, at=AT)
    items.judge(ORDER, 0, 1, "2", cleared=[], held=[], approvals=1, at=AT)
    assert (screening.verdict, items.cleared) == ("pass", [0, 1])
    assert [*screening.pending_events, *items.pending_events] == []


def test_a_closed_order_is_not_screened_any_more() -> None:
    world = World()
    world.step(propose(), submit(order=about_items()), close())
    world.work()
    world.step(propose(batch=1, first_row=2))
    world.work()
    assert world.said() == []


def test_a_verdict_that_comes_after_the_order_was_closed_is_dropped() -> None:
    world = World()
    world.step(propose(), submit(order=about_items()))
    (job,) = world.jobs()
    late = [*world.chunk(job, 0).commands, *world.chunk(job, 1).commands]
    world.step(close())
    world.step(*late)
    assert world.said() == []


def test_an_order_that_was_closed_before_anything_else_was_heard_stays_closed() -> None:
    world = given(close(), close(), propose(), submit(order=about_items()))
    assert world.said() == []
    assert world.dossier().ended
