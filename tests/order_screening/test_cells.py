"""K1 as the service applies it: counts are asked for, judged when they come, and never fail open."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from chassis.command import Command
from minijob_contracts.audiences import AudienceCounted, CellCount
from minijob_contracts.orders import Audience, OrderDocument, Question, Segment
from minijob_contracts.screenings import AudienceAsked, OrderCleared, OrderFlagged
from order_screening import application
from order_screening.domain import ClientRecord, Screening, client_record_id
from order_screening.subscribers import on_audience_counted
from tests.order_screening.world import (
    AT,
    LOCAL,
    ORDER,
    PHONE,
    PRODUCTION,
    World,
    document,
    given,
    submit,
)

WAVE = [uuid4() for _ in range(4)]


def asks(*texts: str, wave_of: UUID | None = None, **changes: Any) -> OrderDocument:
    """A harmless order that asks these and may be declined."""
    options = ["A", "B", "Prefer not to answer"]
    questions = [
        Question(id=f"q{n}", kind="single", text=text, options=options, required=False)
        for n, text in enumerate(texts)
    ]
    return document(questions=questions, second_wave_of=wave_of and str(wave_of), **changes)


AGE, HOME, JOB = "What is your age group?", "Which prefecture do you live in?", "What is your occupation?"


def submitted(order_id: UUID, order: OrderDocument, version: int = 1, client: str = "client-1") -> Command:
    text = order.model_dump(exclude_none=True)
    return application.submit_order(order_id, version, client, text, AT)


def counted(asked: AudienceAsked, shares: dict[str, int] | None = None, **changes: Any) -> Command:
    """What assignment says: a share of 0 for every combination but those named, joined by a space."""
    cells = [
        CellCount(attributes=one, small_percent=(shares or {}).get(" ".join(one), 0))
        for one in asked.combinations
    ]
    said = {"is_census": True, "eligible": 3_000, "reaches_k": True, "cells": cells, **changes}
    names = ("order_id", "version", "client_id", "attempt")
    return on_audience_counted(AudienceCounted(**{name: getattr(asked, name) for name in names}, **said))


def asked_in(world: World) -> AudienceAsked:
    found: AudienceAsked = world.said(AudienceAsked)[-1]
    return found


def passed(world: World, order_id: UUID, order: OrderDocument) -> None:
    """Submits an order, counts it as harmless, and opens it."""
    world.step(submitted(order_id, order))
    world.work()
    if world.said(AudienceAsked) and asked_in(world).order_id == order_id:
        world.step(counted(asked_in(world)))
    assert world.said(OrderCleared)[-1].order_id == order_id
    world.step(application.note_opened(order_id, "client-1", AT))


def test_an_order_that_puts_nobody_into_a_cell_is_cleared_without_a_count() -> None:
    world = given(submit())
    assert world.said(AudienceAsked) == []
    assert len(world.said(OrderCleared)) == 1


def test_an_order_with_attributes_waits_for_its_counts() -> None:
    world = given(submit(order=asks(AGE, audience=Audience(age_min=20, prefectures=["東京都"]))))
    asked = asked_in(world)
    assert world.said(OrderCleared) == []
    assert asked.combinations == [["age_band"], []]
    assert (asked.audience.age_min, asked.audience.prefectures) == (20, ["東京都"])
    world.step(counted(asked), counted(asked))
    assert [one.version for one in world.said(OrderCleared)] == [1]


def test_what_is_refused_anyhow_is_not_counted() -> None:
    world = given(submit(order=asks(AGE, PHONE)))
    assert world.said(AudienceAsked) == []
    assert [one.verdict for one in world.said(OrderFlagged)] == ["refuse"]


def test_of_three_harmless_orders_that_can_be_linked_the_third_is_refused_with_the_way_out() -> None:
    world = World(LOCAL)
    passed(world, WAVE[0], asks(AGE))
    passed(world, WAVE[1], asks(HOME, wave_of=WAVE[0]))
    world.step(submitted(WAVE[2], asks(JOB, wave_of=WAVE[1])))
    world.work()
    asked = asked_in(world)
    assert asked.combinations[0] == ["age_band", "prefecture", "job"]
    world.step(counted(asked, {"age_band prefecture job": 37}))
    (flagged,) = world.said(OrderFlagged)
    (finding,) = flagged.findings
    assert (flagged.order_id, flagged.verdict, finding.rule) == (WAVE[2], "refuse", "K1")
    assert finding.quote == "age band, prefecture, job"
    assert "do not ask job" in finding.reason
    assert "do not continue the earlier orders" in finding.reason


def test_the_same_three_orders_pass_when_they_do_not_continue_one_another() -> None:
    world = World(LOCAL)
    for order_id, text in zip(WAVE, (AGE, HOME, JOB), strict=False):
        passed(world, order_id, asks(text))
    assert all(len(one.combinations[0]) == 1 for one in world.said(AudienceAsked))


def test_two_waves_at_once_see_each_other() -> None:
    world = World(LOCAL)
    passed(world, WAVE[0], asks(AGE))
    world.step(submitted(WAVE[1], asks(HOME, wave_of=WAVE[0])))
    world.step(submitted(WAVE[2], asks(JOB, wave_of=WAVE[0])))
    world.work()
    first, second = world.said(AudienceAsked)[-2:]
    assert [len(one.combinations[0]) for one in (first, second)] == [2, 3]
    world.step(counted(first))
    again = asked_in(world)
    assert (again.order_id, again.attempt, len(again.combinations[0])) == (WAVE[1], 2, 3)
    world.step(counted(second), counted(again))
    assert [one.order_id for one in world.said(OrderCleared)[-2:]] == [WAVE[2], WAVE[1]]


def test_what_never_reached_a_member_was_not_learned() -> None:
    world = World(LOCAL)
    passed(world, WAVE[0], asks(AGE))
    world.step(submitted(WAVE[1], asks(HOME, wave_of=WAVE[0])))
    world.work()
    world.step(counted(asked_in(world), {"age_band prefecture": 100}))
    world.step(submitted(WAVE[2], asks(JOB, wave_of=WAVE[0])))
    world.work()
    assert asked_in(world).combinations[0] == ["age_band", "job"]


def test_a_later_version_takes_the_place_of_one_that_was_not_open() -> None:
    world = World(LOCAL)
    world.step(submitted(WAVE[0], asks(AGE, HOME)))
    world.work()
    world.step(submitted(WAVE[0], asks(JOB), version=2))
    world.work()
    record: ClientRecord = world.load(ClientRecord, client_record_id("client-1"))
    assert record.orders[str(WAVE[0])]["attributes"] == ["job"]


def test_the_order_of_another_client_cannot_be_continued() -> None:
    world = World(LOCAL)
    passed(world, WAVE[0], asks(AGE))
    world.step(submitted(WAVE[1], asks(HOME, wave_of=WAVE[0]), client="client-2"))
    world.work()
    world.step(counted(asked_in(world)))
    (flagged,) = world.said(OrderFlagged)
    assert (flagged.verdict, flagged.findings[0].where) == ("human", "second_wave_of")


def test_without_a_count_a_person_has_to_look_even_in_local_mode() -> None:
    world = given(submit(order=asks(AGE)))
    asked = asked_in(world)
    late = application.weigh(ORDER, 1, "client-1", 1, None, AT + timedelta(seconds=60))
    world.step(late, replace(late), counted(asked))
    (flagged,) = world.said(OrderFlagged)
    assert (flagged.verdict, flagged.findings[0].rule) == ("human", "K1")
    assert world.said(OrderCleared) == []


def test_a_membership_without_profiles_lets_local_orders_go_on_and_keeps_others_for_a_person() -> None:
    for policy, expected in ((LOCAL, OrderCleared), (PRODUCTION, OrderFlagged)):
        world = given(submit(order=asks(AGE)), policy=policy)
        world.step(counted(asked_in(world), is_census=False, reaches_k=False, eligible=0))
        assert len(world.said(expected)) == 1


def test_an_audience_below_k_is_refused_and_a_person_cannot_be_asked_instead() -> None:
    world = given(submit(order=asks(AGE)), policy=PRODUCTION)
    world.step(counted(asked_in(world), reaches_k=False, eligible=0))
    (flagged,) = world.said(OrderFlagged)
    assert flagged.verdict == "refuse"
    assert {one.rule for one in flagged.findings} == {"policy", "K1"}


def test_a_count_for_a_version_that_was_superseded_changes_nothing() -> None:
    world = given(submit(order=asks(AGE)))
    asked = asked_in(world)
    world.step(submit(2), counted(asked))
    assert world.said(OrderCleared) == []


def test_the_digest_of_what_was_judged_is_stored() -> None:
    world = given(submit(order=asks(AGE)))
    world.step(counted(asked_in(world)))
    (weighed,) = world.of(Screening.Weighed)
    assert (weighed.verdict, len(weighed.input_digest)) == ("pass", 64)


def test_whom_an_audience_source_means_cannot_be_counted_so_a_person_decides() -> None:
    segment = Segment(source="shop", name="People who bought coffee this month")
    world = given(submit(order=document(audience=Audience(segment=segment))))
    [asked] = world.said(AudienceAsked)
    world.step(counted(asked))
    [flagged] = world.said(OrderFlagged)
    assert [(one.rule, one.verdict) for one in flagged.findings] == [("K1", "human")]


def test_a_segment_that_tells_of_an_illness_is_special_care() -> None:
    segment = Segment(source="shop", name="People being treated for diabetes")
    world = given(submit(order=document(audience=Audience(segment=segment))))
    assert "S1" in {one["rule"] for one in world.screening().before_count["findings"]}
