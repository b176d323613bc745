"""Refusal is free: whatever an order asks, who declines is paid and may work on like who answers."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assignment import application
from assignment.application import Held, Secrets
from assignment.domain import assignment_id
from chassis.command import Command
from minijob_contracts.orders import Question
from tests.assignment import world
from tests.assignment.world import AT, ORDER, World, after, ids, opened, task

DECLINES = ["prefer not to answer", "答えたくない"]
KINDS = ("single", "multi", "rating", "number", "text", "date")
ANSWERS: dict[str, Any] = {
    "rating": st.integers(1, 5),
    "number": st.integers(-(10**6), 10**6),
    "text": st.sampled_from(["毎日です", "more than I thought", "8"]),
    "date": st.dates().map(lambda day: day.isoformat()),
}


@st.composite
def questions(draw: st.DrawFn) -> list[Question]:
    """Any personal questions as they are opened: each with words to decline."""
    made = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(KINDS))
        choice = kind in ("single", "multi")
        words = draw(st.sampled_from(DECLINES))
        options = ["20s", "30s", words] if choice else []
        made.append(
            Question(
                id=f"q{number}",
                kind=kind,
                text="About you?",
                options=options,
                required=choice and draw(st.booleans()),
                decline=words,
                min=2 if kind == "multi" and draw(st.booleans()) else None,
            )
        )
    return made


def answered(draw: Any, asked: list[Question]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for one in asked:
        value = draw(ANSWERS[one.kind]) if one.kind in ANSWERS else draw(st.sampled_from(one.options[:-1]))
        given[one.id] = one.options[:2] if one.kind == "multi" else value
    return given


def declined(asked: list[Question]) -> dict[str, Any]:
    """Each question by its option to decline; one without is left out."""
    chosen = {one.id: one.options[-1] for one in asked if one.options}
    return {id: [option] if _kind(asked, id) == "multi" else option for id, option in chosen.items()}


def _kind(asked: list[Question], id: str) -> str:
    return next(one.kind for one in asked if one.id == id)


def submit(member: str, row: int, asked: list[Question], answers: dict[str, Any], automatic: bool) -> Command:
    checked = application.checked([one.model_dump() for one in asked], answers)
    secrets = Secrets(member.encode(), assignment_id(task(row), member), member)
    held = Held(ORDER, task(row), member, 1)
    return application.submit(
        f"s/{member}/{row}",
        b"",
        assignment_id(task(row), member),
        held,
        checked,
        secrets,
        after(60),
        automatic=automatic,
    )


def outcome(place: World, member: str, row: int) -> dict[str, Any]:
    """All that is known of a member's work but who it is and what was answered."""
    work = place.assignment(member, row)
    return {name: value for name, value in vars(work).items() if not name.startswith("_")} | {
        "member_id": "",
        "events": [type(one).__name__ for one in place.events if getattr(one, "member_id", "") == member],
    }


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_answering_and_declining_give_equal_pay_and_later_eligibility(data: st.DataObject) -> None:
    asked = data.draw(questions())
    by_client = data.draw(st.booleans())
    place = opened(
        tasks=2,
        places=2,
        questions=asked,
        acceptance="client" if by_client else "automatic",
        reward_points=data.draw(st.integers(1, 200)),
    )
    told = []
    for member, answers in (("ann", answered(data.draw, asked)), ("ben", declined(asked))):
        place.step(world.lease(f"l/{member}", member, [0]))
        told.append(ids(place.one(submit(member, 0, asked, answers, not by_client))))
        if by_client:
            told[-1] |= ids(place.one(world.accept(f"a/{member}", member, 0)))
    assert [one | {"submission_id": ""} for one in told[:1]] == [
        one | {"submission_id": ""} for one in told[1:]
    ]
    assert outcome(place, "ann", 0) == outcome(place, "ben", 0)
    later = [place.one(world.lease(f"again/{member}", member, [1], AT)) for member in ("ann", "ben")]
    keys = ("order_id", "task_id", "reward_points", "expires_at")
    assert [ids(later[0])[key] for key in keys] == [ids(later[1])[key] for key in keys]
