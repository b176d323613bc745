"""Who may hand in an order, how much a client may have open at once, and how its record moves."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.command import Outcome
from chassis.principal import Principal
from minijob_contracts.orders import ClientRecorded
from minijob_contracts.points import EscrowSettled
from minijob_contracts.screenings import WatchDecided
from task_catalog import application
from task_catalog.domain import Client, client_stream, order_id_for
from task_catalog.domain.client import NotReady, OverLimit, QuizPaused
from tests.task_catalog.platform import OPERATOR, Platform
from tests.task_catalog.world import AT, ORDER_ID, RIGHT, Catalog, document, welcome

WRONG = {**RIGHT, "contact": "if_needed"}
PLAIN: dict[str, Any] = {"questions": [{"id": "q1", "kind": "text", "text": "What colour is the sky?"}]}


def of_tier(catalog: Catalog, tier: str) -> None:
    catalog.do(application.set_tier(catalog.key(), b"", "c1", tier, "ann", "Reviewed", AT))


def client(catalog: Catalog, client_id: str = "c1") -> Client:
    found: Client = catalog.load(Client, client_stream(client_id))
    return found


def hand_in(catalog: Catalog, key: str, client_id: str = "c1", **changes: Any) -> Outcome | Exception:
    """A new order of one task, handed in beside what its client had open."""
    catalog.do(application.draft(key, b"", client_id, document(**PLAIN, **changes), AT))
    beside = [UUID(id) for id in client(catalog, client_id).orders]
    return catalog.do(application.submit(catalog.key(), b"", client_id, order_id_for(key), AT, beside=beside))


@pytest.mark.parametrize(("done", "missing"), [(0, "identity"), (1, "quiz")])
def test_a_client_is_told_what_is_missing_before_its_first_order(done: int, missing: str) -> None:
    catalog = Catalog()
    for command in welcome("c9")[:done]:
        catalog.do(command)
    refused = hand_in(catalog, "k9", "c9")
    assert isinstance(refused, NotReady)
    assert missing in refused.detail
    for command in welcome("c9")[done:]:
        catalog.do(command)
    assert isinstance(hand_in(catalog, "k9", "c9"), Outcome)


def test_who_fails_the_quiz_is_told_what_was_wrong_and_waits_ten_minutes(catalog: Catalog) -> None:
    def take(answers: dict[str, str], minutes: int) -> Any:
        at = AT + timedelta(minutes=minutes)
        return catalog.do(application.take_quiz(catalog.key(), b"", "c9", answers, at))

    assert take(WRONG, 0).ids == {"wrong": "contact"}
    assert isinstance(take(RIGHT, 9), QuizPaused)
    assert take(RIGHT, 10).ids == {"wrong": ""}
    assert take(WRONG, 11).ids == {"wrong": ""}
    assert client(catalog, "c9").missing == ["identity"]


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"answers_per_task": 100, "reward_points": 167}, "20,000 yen"),
        ({"answers_per_task": 100, "reward_points": 166}, ""),
    ],
)
def test_a_new_client_has_at_most_20_000_yen_open(catalog: Catalog, changes: Any, what: str) -> None:
    of_tier(catalog, "new")
    told = hand_in(catalog, "k1", **changes)
    assert isinstance(told, OverLimit if what else Outcome)
    assert not what or what in str(told)


def test_a_new_client_has_at_most_500_answers_open_with_all_its_rows(catalog: Catalog) -> None:
    of_tier(catalog, "new")
    catalog.draft()
    catalog.add(*(f"word {number}" for number in range(101)))
    refused = catalog.submit()
    assert isinstance(refused, OverLimit)
    assert "500 answers" in refused.detail
    assert catalog.order.state == "draft"


def test_a_new_client_has_one_order_open_and_another_as_soon_as_that_is_closed(catalog: Catalog) -> None:
    of_tier(catalog, "new")
    first, at_once = hand_in(catalog, "k1"), hand_in(catalog, "k2")
    assert isinstance(first, Outcome)
    assert isinstance(at_once, OverLimit)
    catalog.do(application.flag(order_id_for("k1"), 1, "fix", "policy", [], AT))
    catalog.do(application.close("close", b"", "c1", order_id_for("k1"), AT))
    assert isinstance(hand_in(catalog, "k2"), Outcome)
    assert client(catalog).orders == [str(order_id_for("k2"))]


def test_a_proven_client_has_four_times_as_much_open_in_all(catalog: Catalog) -> None:
    of_tier(catalog, "proven")
    sizes = {"answers_per_task": 100, "reward_points": 167}
    told = [hand_in(catalog, f"k{number}", **sizes) for number in range(4)]
    assert [type(one) for one in told] == [Outcome, Outcome, Outcome, OverLimit]
    assert isinstance(hand_in(catalog, "k5"), Outcome)
    assert isinstance(hand_in(catalog, "k6"), OverLimit)


def test_an_order_that_grows_while_members_work_is_counted_with_what_is_added(catalog: Catalog) -> None:
    catalog.live()
    of_tier(catalog, "new")
    assert isinstance(catalog.add(*(f"word {number}" for number in range(99))), OverLimit)
    dearer = document(reward_points=10_000)
    edit = application.edit(catalog.key(), b"", "c1", ORDER_ID, 1, dearer, AT)
    assert isinstance(catalog.do(edit), OverLimit)
    assert catalog.order.order_version == 1
    assert isinstance(catalog.add(*(f"word {number}" for number in range(98))), Outcome)


def settle(catalog: Catalog, key: str, paid: int = 100) -> None:
    done = catalog.do(application.settle(order_id_for(key), paid, 0, 0, AT))
    assert isinstance(done, Outcome)
    record(catalog)


def record(catalog: Catalog) -> None:
    """Does what was left to the jobs."""
    for argument in catalog.jobs():
        if "cause" in argument:
            for command in application.record(argument, AT).commands:
                catalog.do(command)


def ended(catalog: Catalog, key: str, reason: str = "client") -> None:
    """An order that was handed in and is over."""
    assert isinstance(hand_in(catalog, key), Outcome)
    catalog.do(application.flag(order_id_for(key), 1, "human", "policy", [], AT))
    if reason == "client":
        catalog.do(application.close(catalog.key(), b"", "c1", order_id_for(key), AT))
    else:
        catalog.do(application.stop(catalog.key(), b"", order_id_for(key), AT))


def test_three_settled_orders_move_a_client_up_and_one_breach_back(catalog: Catalog) -> None:
    of_tier(catalog, "new")
    for number in range(3):
        assert client(catalog).tier == "new"
        ended(catalog, f"k{number}")
        settle(catalog, f"k{number}")
    assert (client(catalog).tier, client(catalog).settled_orders) == ("proven", 3)
    for _ in range(2):
        catalog.do(application.release(order_id_for("k0"), True, ["P1"], AT))
    record(catalog)
    assert (client(catalog).tier, client(catalog).upheld_findings, client(catalog).good_orders) == (
        "new",
        1,
        0,
    )


@pytest.mark.parametrize(
    ("rules", "tier"),
    [
        (["P2"], "new"),
        (["S1", "F4"], "new"),
        (["F4", "P10"], "new"),
        ([], "new"),
        (["F4"], "proven"),
        (["I1", "B1", "A1", "K1"], "proven"),
    ],
)
def test_only_a_breach_of_what_protects_members_leads_back_to_new(
    catalog: Catalog, rules: list[str], tier: str
) -> None:
    of_tier(catalog, "proven")
    ended(catalog, "k0")
    catalog.do(application.release(order_id_for("k0"), True, rules, AT))
    record(catalog)
    found = client(catalog)
    assert (found.tier, found.upheld_findings, found.good_orders) == (tier, 1, 0)


def test_a_graver_breach_of_the_same_order_counts_no_second_time_and_leads_back_all_the_same(
    catalog: Catalog,
) -> None:
    of_tier(catalog, "proven")
    ended(catalog, "k0")
    for rules in (["F4"], ["F1"], ["P1"], ["P2"]):
        catalog.do(application.release(order_id_for("k0"), True, rules, AT))
        record(catalog)
    assert (client(catalog).tier, client(catalog).upheld_findings) == ("new", 1)


@pytest.mark.parametrize("why", ["nobody was paid", "stopped", "breach"])
def test_an_order_that_did_not_go_well_does_not_count(catalog: Catalog, why: str) -> None:
    of_tier(catalog, "new")
    ended(catalog, "k1", "operator" if why == "stopped" else "client")
    if why == "breach":
        catalog.do(application.release(order_id_for("k1"), True, ["F1"], AT))
        record(catalog)
    settle(catalog, "k1", paid=0 if why == "nobody was paid" else 100)
    assert client(catalog).settled_orders == 0


def test_two_orders_at_once_do_not_both_come_through_the_writer(standing: Platform) -> None:
    new = Principal("client", f"new-{uuid4().hex[:6]}")
    standing.running.writer.enqueue(welcome(new.id, "new")).result(20)
    orders = [UUID(standing.draft(new, **PLAIN)) for _ in range(3)]
    commands = [application.submit(uuid4().hex, b"", new.id, id, AT) for id in orders]
    told = standing.running.writer.enqueue(commands).result(20)
    assert isinstance(told[0], Outcome)
    assert not any(isinstance(one, Outcome) for one in told[1:])
    limited = standing.move(str(orders[1]), "submit", new)
    assert (limited.status_code, "1 open orders" in limited.json()["detail"]) == (409, True)


def test_a_record_is_told_to_members_when_an_order_is_settled_and_after_a_breach(platform: Platform) -> None:
    order_id = UUID(platform.live("red", "blue"))
    platform.move(str(order_id), "close")
    settled = EscrowSettled(order_id=order_id, paid_answers=2, paid_points=6, fee_jpy=2, returned_jpy=0)
    platform.tell(settled)
    breach = WatchDecided(
        order_id=order_id,
        version=1,
        breach=True,
        stopped=False,
        operator_id="ben",
        reason="It asks names",
        rules=["P1"],
    )
    platform.tell_once(breach)
    told = [(one.tier, one.settled_orders, one.upheld_findings) for one in platform.said(ClientRecorded)]
    assert told[-2:] == [("trusted", 1, 0), ("new", 1, 1)]


def test_identity_and_trust_are_an_operators_with_a_reason_and_each_client_sees_itself(
    standing: Platform,
) -> None:
    mine, other = Principal("client", f"c-{uuid4().hex[:6]}"), Principal("client", "nobody")
    path = f"/v1/clients/{mine.id}"
    body = {"identity": "7000012050002", "reason": "Register of companies"}
    assert standing.ask("POST", f"{path}/identity", mine, body=body).status_code == 403
    assert standing.ask("POST", f"{path}/identity", OPERATOR, body=body | {"reason": ""}).status_code == 422
    assert standing.ask("GET", path, mine).json()["missing"] == ["identity", "quiz"]
    done = standing.ask("POST", f"{path}/identity", OPERATOR, body=body).json()
    assert (done["missing"], done["identity"]) == (["quiz"], "7000012050002")
    trusted = {"tier": "trusted", "reason": "A sister company"}
    assert standing.ask("POST", f"{path}/tier", OPERATOR, body=trusted).json()["limits"]["orders"] == 100
    assert standing.ask("GET", path, other).status_code == 404
    assert standing.ask("GET", path, mine).json()["tier"] == "trusted"


@pytest.mark.parametrize("identity", [None, "", "ab", "Taro Yamada", "acme", "-A1", "A" * 65])
def test_an_identity_is_what_a_register_names_it_by_and_no_name(standing: Platform, identity: Any) -> None:
    body = {"reason": "Register of companies"} | ({} if identity is None else {"identity": identity})
    refused = standing.ask("POST", "/v1/clients/c/identity", OPERATOR, body=body)
    assert [error["where"] for error in refused.json()["errors"]] == ["identity"]


def test_an_identity_is_told_with_the_record_and_corrected_by_an_operator(catalog: Catalog) -> None:
    minutes = iter(range(10))

    def identify(identity: str) -> None:
        at = AT + timedelta(minutes=next(minutes))
        catalog.do(application.identify(catalog.key(), b"", "c9", identity, "ann", "Register", at))

    for identity in ("A-1", "A-1", "B-2", "A-1"):
        identify(identity)
    told = [one for one in catalog.said(ClientRecorded) if one.client_id == "c9"]
    assert [one.identity for one in told] == ["A-1", "B-2", "A-1"]
    moments = [one.identified_at for one in told]
    assert moments == sorted(moments)
    assert client(catalog, "c9").missing == ["quiz"]


def test_a_client_of_before_identities_were_kept_is_given_one(catalog: Catalog) -> None:
    found = client(catalog, "c9")
    found.trigger_event(Client.Identified, identity="", operator_id="ann", reason="Register", timestamp=AT)
    assert found.missing == ["quiz"]
    found.identify("c9", "A-1", "ben", "Register", AT)
    assert (found.identity, found.missing) == ("A-1", ["quiz"])


def test_the_quiz_is_read_without_its_answers_and_wants_each_question_answered(standing: Platform) -> None:
    mine = Principal("client", f"c-{uuid4().hex[:6]}")
    questions = standing.ask("GET", "/v1/me/quiz", mine).json()["questions"]
    assert all(one["text"]["ja"] and one["text"]["en"] and len(one["options"]) == 3 for one in questions)
    assert {"id", "text", "options"} == set(questions[0])
    some = {"answers": {"pay": "no", "away": "perhaps", "colour": "red"}}
    wrong = standing.ask("POST", "/v1/me/quiz", mine, body=some).json()["errors"]
    assert {"answers.contact", "answers.away", "answers.colour"} <= {error["where"] for error in wrong}
    body = {"answers": WRONG}
    assert standing.ask("POST", "/v1/me/quiz", mine, body=body).json() == {
        "passed": False,
        "wrong": ["contact"],
    }
    assert standing.ask("POST", "/v1/me/quiz", mine, body={"answers": RIGHT}).status_code == 409
    assert standing.ask("GET", "/v1/me/quiz", mine).json()["opens_at"]
