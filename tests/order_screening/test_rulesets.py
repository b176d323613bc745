"""Rules change safely: a replay first, two operators then, and nothing passes in between."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.command import Aggregates, Command, Stream
from order_screening import application
from order_screening.__main__ import replay_rules
from order_screening.application import Policy
from order_screening.domain import (
    RULESETS,
    Dossier,
    OperatorDecided,
    RuleSets,
    Screening,
    screening_id,
)
from order_screening.domain.rulesets import InForce, NotReplayed
from order_screening.replay import Difference, replay
from screening_policy import RULESET, Verdict
from tests.order_screening.platform import ANN, BEN, CLIENT, Platform
from tests.order_screening.world import AT, HARMLESS, PHONE, PRODUCTION, World, document, ids


def replayed(ruleset: str = RULESET) -> Command:
    return application.keep_replay(f"replay {uuid4()}", ruleset, 10, 1, 2, AT)


def approved(operator: str, ruleset: str = RULESET) -> Command:
    return application.approve_ruleset(uuid4().hex, b"", ruleset, operator, "I read them", AT)


def rulesets(world: World) -> RuleSets:
    found: RuleSets = world.load(RuleSets, RULESETS)
    return found


def test_two_different_operators_switch_after_a_replay() -> None:
    world = World()
    assert isinstance(world.one(approved("ann")), NotReplayed)
    world.step(replayed())
    assert ids(world.one(approved("ann"))) == {"in_force": "", "approvals_missing": 1}
    assert isinstance(world.one(approved("ann")), OperatorDecided)
    assert ids(world.one(approved("ben"))) == {"in_force": RULESET, "approvals_missing": 0}
    assert isinstance(world.one(approved("cid")), InForce)


def test_a_new_replay_asks_both_operators_again() -> None:
    world = World()
    world.step(replayed(), approved("ann"), replayed())
    assert ids(world.one(approved("ben")))["approvals_missing"] == 1
    world.step(replayed("another"))
    assert isinstance(world.one(approved("ann")), NotReplayed)
    assert rulesets(world).in_force == ""


def test_rules_that_are_not_in_force_let_nothing_pass_without_a_person() -> None:
    passed = Verdict("pass", RULESET)
    assert PRODUCTION.gated(passed, "").verdict == "human"
    assert PRODUCTION.gated(passed, RULESET) == passed
    assert PRODUCTION.gated(Verdict("refuse", RULESET), "").verdict == "refuse"
    assert Policy(may_clear=True).gated(passed, "") == passed


def judged_before(order_id: UUID, text: str, verdict: Any, rules: list[str]) -> Command:
    """A version as an earlier release has judged it."""
    id = screening_id(order_id, 1)
    finding = {"where": "questions[0].text", "span": [0, 1], "quote": "", "reason": "", "rewrite": None}
    findings = [{"rule": rule, "verdict": verdict, **finding} for rule in rules]

    def decide(found: Aggregates) -> None:
        found[order_id].submit(1, CLIENT.id, document(text).model_dump(exclude_none=True), [], AT)
        found[id].judge(
            order_id=order_id,
            version=1,
            verdict=verdict,
            ruleset="2",
            findings=findings,
            mendable=False,
            approvals=1,
            at=AT,
        )

    return Command(f"before/{order_id}", [Stream(Dossier, order_id), Stream(Screening, id)], decide)


@pytest.mark.servers
def test_a_replay_tells_what_is_newly_refused_and_newly_passed(
    production: Platform, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    missed, wronged, same = uuid4(), uuid4(), uuid4()
    commands = [
        judged_before(missed, PHONE, "pass", []),
        judged_before(wronged, HARMLESS, "refuse", ["P2"]),
        judged_before(same, HARMLESS, "human", ["policy"]),
    ]
    for result in production.running.writer.enqueue(commands).result(20):
        assert not isinstance(result, Exception), result
    found = list(replay(production.running.engine, production.running.codec, Policy(may_clear=True)))
    assert found[2] is None
    first, second = found[:2]
    assert isinstance(first, Difference)
    assert isinstance(second, Difference)
    assert (first.order_id, first.then, first.now, first.ruleset_then) == (missed, "pass", "refuse", "2")
    assert "P2" in first.rules
    assert (second.order_id, second.newly_passed, second.newly_refused) == (wronged, True, False)

    monkeypatch.setattr("order_screening.__main__.SERVICE", production.running.service)
    assert replay_rules(production.running.settings) == 0
    told = capsys.readouterr()
    lines = [json.loads(line) for line in told.out.splitlines() if line.startswith('{"order_id"')]
    assert [line["order_id"] for line in lines] == [str(missed), str(wronged)]
    assert "over 3 versions: 1 newly refused, 1 newly passed, 0 otherwise different" in told.err

    shown = production.get(ANN, "/v1/rulesets").json()
    assert (shown["replayed"], shown["newly_refused"], shown["newly_passed"]) == (RULESET, 1, 1)
    body = {"ruleset": RULESET, "reason": "I read both"}
    path = "/v1/rulesets/approve"
    assert production.post(CLIENT, path, body).status_code == 403
    assert production.post(ANN, path, {"ruleset": RULESET}).status_code == 422
    assert production.post(ANN, path, {**body, "ruleset": "none"}).status_code == 409
    assert production.post(ANN, path, body).json() == {"in_force": "", "approvals_missing": 1}
    assert production.post(ANN, path, body).status_code == 409
    assert production.post(BEN, path, body).json() == {"in_force": RULESET, "approvals_missing": 0}
