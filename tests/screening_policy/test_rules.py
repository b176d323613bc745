"""Every rule finds its examples, passes its look-alikes, and mends what it offers to mend."""

import pytest

from screening_policy import apply_rewrites, screen
from screening_policy.rule import Example, Rule
from screening_policy.rules import all_rules
from tests.screening_policy.orders import of_example

FOUND = [(rule, example) for rule in all_rules() for example in rule.found]
PASSES = [(rule, example) for rule in all_rules() for example in rule.passes]


def named(value: object) -> str | None:
    return value.id if isinstance(value, Rule) else None


@pytest.mark.parametrize(("rule", "example"), FOUND, ids=named)
def test_a_rule_finds_its_examples(rule: Rule, example: Example) -> None:
    assert rule.id in {finding.rule for finding in screen(of_example(example)).findings}


@pytest.mark.parametrize(("rule", "example"), PASSES, ids=named)
def test_a_look_alike_passes(rule: Rule, example: Example) -> None:
    assert screen(of_example(example)).findings == ()


@pytest.mark.parametrize(("rule", "example"), FOUND, ids=named)
def test_every_finding_quotes_what_the_client_wrote(rule: Rule, example: Example) -> None:
    order = of_example(example)
    for finding in screen(order).findings:
        assert finding.quote == text_at(order, finding.where)[slice(*finding.span)]
        assert finding.quote or finding.rule in ("F0", "B2")


@pytest.mark.parametrize(("rule", "example"), FOUND, ids=named)
def test_an_order_with_all_rewrites_made_needs_no_further_fix(rule: Rule, example: Example) -> None:
    order = of_example(example)
    verdict = screen(order)
    assert all(bool(finding.rewrite) == (finding.verdict == "fix") for finding in verdict.findings)
    after = screen(apply_rewrites(order, verdict))
    assert all(finding.verdict != "fix" for finding in after.findings)
    if verdict.verdict == "fix":
        assert after.verdict == "pass"


@pytest.mark.parametrize("rule", all_rules(), ids=named)
def test_a_rule_brings_at_least_fifteen_examples_of_each_kind(rule: Rule) -> None:
    assert len(rule.found) >= 15
    assert len(rule.passes) >= 15


def text_at(order: dict[str, object], where: str) -> str:
    """The text of the order that `where` names."""
    value: object = order
    for step in where.replace("[", ".[").split("."):
        if step.startswith("["):
            assert isinstance(value, list)
            value = value[int(step[1:-1])]
        else:
            assert isinstance(value, dict)
            value = value.get(step, step)
    return str(value)
