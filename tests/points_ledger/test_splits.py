"""Points pass from member to member within limits; what exceeds them waits for a person, at most 72 hours."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count, pairwise
from uuid import UUID

import pytest

from chassis.clock import now
from chassis.command import Command, Insert
from chassis.principal import Principal
from points_ledger import application
from points_ledger.domain import MemberAccount, account_id
from points_ledger.service import due_reviews
from points_ledger.views import hands_of
from points_ledger.views.tables import senders
from tests.points_ledger.replica import OPERATOR, funded
from tests.points_ledger.replica import Ledger as Replica
from tests.points_ledger.replica import pay as paid
from tests.points_ledger.shop import ANN, BOB, SHOP, linked, points, post
from tests.points_ledger.world import AT, ORDER, Ledger, gift, link, pay, prefund, refused

NORMAL_END = datetime.fromisoformat("2027-11-01T00:00:00+09:00")
KEYS = count()
WORK = "normal/work"


@pytest.fixture
def small() -> Ledger:
    """Five members with 2,000 points for work each."""
    ledger = Ledger()
    ledger.funded(reward_jpy=50_000, deposit_jpy=100_000)
    ledger.do(*(pay(number, f"m{number}", 2_000) for number in range(1, 6)))
    return ledger


def split(
    giver: str, *parts: tuple[str, int], hands: Sequence[str] | None = (), at: datetime = AT
) -> Command:
    return application.split(f"split/{next(KEYS)}", giver, parts, hands, at)


def aside(ledger: Ledger, member: str = "m1") -> list[tuple[str, str, int]]:
    """Id, row and points of what waits."""
    waiting = ledger.account(member).reviews
    found = [event for event in ledger.events if isinstance(event, MemberAccount.SetAside)]
    return [(one.review_id, one.row, one.points) for one in found if one.review_id in waiting]


def decide(ledger: Ledger, decision: str, to_member: str, at: datetime = AT) -> list[str]:
    [(id, _, _)] = aside(ledger)
    key = f"decide/{next(KEYS)}"
    decided = application.decide_review(key, UUID(id), "m1", to_member, decision, "seen", "op-1", at)
    return refused(ledger.do(decided))


def lapse(ledger: Ledger, to_member: str, at: datetime) -> None:
    [(id, _, _)] = aside(ledger)
    ledger.do(application.lapse_review(UUID(id), "m1", to_member, at))


def free(ledger: Ledger, *members: str) -> list[int]:
    return [ledger.account(member).balance for member in members]


def test_a_split_moves_points_to_several_at_once_and_the_books_balance(small: Ledger) -> None:
    small.do(split("m1", ("m2", 100), ("m3", 200)))
    assert free(small, "m1", "m2", "m3") == [1_700, 2_100, 2_200]
    books = small.books()
    assert sum(books["points"].values()) == 0
    assert books["points"]["member:m2"] == 2_100
    assert books["jpy"]["points_backing"] == 10_000


def test_a_split_is_done_as_a_whole_or_not_at_all(small: Ledger) -> None:
    wrong = [split("m1", ("m2", 100), ("nobody", 1)), split("m1", ("m2", 300), ("m3", 1_701))]
    assert refused(small.do(*wrong)) == ["NotFound", "NotEnoughPoints"]
    assert free(small, "m1", "m2") == [2_000, 2_000]


def test_a_stopped_account_gives_nothing_away(small: Ledger) -> None:
    small.do(application.stop("stop", "m1", "fraud", AT))
    assert refused(small.do(split("m1", ("m2", 1)))) == ["AccountStopped"]


def test_limited_points_are_not_for_others(small: Ledger) -> None:
    small.do(link(), prefund(), gift("coupon", 100, "2026-12-31"))
    [refusal] = [str(one) for one in small.do(split("m1", ("m2", 2_001)))]
    assert refusal.startswith("limited-not-for-others")


def test_more_than_500_points_a_day_between_two_wait_whichever_way_they_go(small: Ledger) -> None:
    small.do(split("m1", ("m2", 400)), split("m1", ("m2", 100)))
    small.do(split("m1", ("m2", 1)))
    assert [row for _, row, _ in aside(small)] == ["between-two-in-a-day"]
    assert (small.account().held, *free(small, "m1", "m2")) == (1, 1_499, 2_500)
    tomorrow = AT + timedelta(days=1)
    small.do(split("m1", ("m2", 500), at=tomorrow))
    assert len(aside(small)) == 1


def test_what_comes_in_above_3000_points_a_day_waits(small: Ledger) -> None:
    small.do(split("m1", ("m3", 400)), split("m2", ("m3", 400)), split("m4", ("m3", 200)))
    small.do(split("m5", ("m3", 1)))
    assert [row for _, row, _ in aside(small, "m5")] == ["earned-in-a-day"]
    assert free(small, "m3") == [3_000]


def test_pay_above_3000_points_a_day_is_granted_and_the_excess_waits(small: Ledger) -> None:
    small.do(pay(90, "m1", 900), pay(91, "m1", 300))
    assert [(row, points) for _, row, points in aside(small)] == [("earned-in-a-day", 200)]
    assert (small.account().balance, small.account().held) == (3_000, 200)
    assert small.escrow().paid_jpy == 5 * 2_000 + 1_200
    assert decide(small, "return", "") == ["WorkIsFinal"]
    assert decide(small, "release", "") == []
    assert (small.account().balance, small.account().held) == (3_200, 0)


@pytest.mark.parametrize("people", [("m2",), ("m2", "m3"), ("m2", "m3", "m4")])
def test_value_that_comes_back_through_at_most_three_people_waits(
    small: Ledger, people: tuple[str, ...]
) -> None:
    way = ("m1", *people)
    for giver, receiver in pairwise(way):
        small.do(split(giver, (receiver, 50), hands=way))
    last = people[-1]
    small.do(split(last, ("m1", 50), hands=way, at=AT + timedelta(days=29)))
    assert [row for _, row, _ in aside(small, last)] == ["round-trip"]


def test_value_that_comes_back_later_or_through_four_people_passes(small: Ledger) -> None:
    way = ("m1", "m2", "m3", "m4", "m5")
    for giver, receiver in pairwise(way):
        small.do(split(giver, (receiver, 50), hands=way))
    small.do(split("m5", ("m1", 50), hands=way))
    small.do(split("m2", ("m1", 50), hands=way, at=AT + timedelta(days=31)))
    assert aside(small, "m5") == aside(small, "m2") == []


def test_a_split_waits_until_the_view_knows_the_hands_that_points_came_through(small: Ledger) -> None:
    small.do(split("m1", ("m2", 50)))
    assert refused(small.do(split("m2", ("m3", 50)))) == ["NotLoaded"]
    assert refused(small.do(split("m2", ("m3", 50), hands=["m1"]))) == []


def test_too_many_hands_to_follow_are_for_a_person(small: Ledger) -> None:
    small.do(split("m1", ("m2", 50), hands=None))
    assert [row for _, row, _ in aside(small)] == ["round-trip"]


def test_a_person_passes_on_what_waits_or_returns_it_once(small: Ledger) -> None:
    small.do(split("m1", ("m2", 600)))
    assert decide(small, "release", "m2") == []
    assert (small.account().held, *free(small, "m1", "m2")) == (0, 1_400, 2_600)
    small.do(split("m1", ("m3", 600)))
    assert decide(small, "return", "m3") == []
    assert (small.account().held, *free(small, "m1", "m3")) == (0, 1_400, 2_000)
    decided = [event for event in small.events if isinstance(event, MemberAccount.Reviewed)]
    assert [(one.decision, one.reason, one.operator_id) for one in decided] == [
        ("release", "seen", "op-1"),
        ("return", "seen", "op-1"),
    ]
    again = application.decide_review("k", UUID(decided[0].review_id), "m1", "m2", "release", "x", "o", AT)
    assert refused(small.do(again)) == ["NoSuchReview"]


def test_what_nobody_decides_in_72_hours_passes_but_not_out_of_a_stopped_account(small: Ledger) -> None:
    late = AT + timedelta(hours=72)
    small.do(split("m1", ("m2", 600)))
    lapse(small, "m2", late)
    assert free(small, "m1", "m2") == [1_400, 2_600]
    small.do(split("m1", ("m3", 600)), application.stop("stop", "m1", "fraud", AT))
    lapse(small, "m3", late)
    assert (small.account().held, *free(small, "m1", "m3")) == (0, 1_400, 2_000)


def test_nobody_passes_points_on_out_of_a_stopped_account(small: Ledger) -> None:
    small.do(split("m1", ("m2", 600)), application.stop("stop", "m1", "fraud", AT))
    assert decide(small, "release", "m2") == ["AccountStopped"]
    assert (small.account().held, *free(small, "m1", "m2")) == (600, 1_400, 2_000)
    assert decide(small, "return", "m2") == []
    assert free(small, "m1", "m2") == [2_000, 2_000]


def stopped_by_the_watch(ledger: Ledger, member: str) -> None:
    stopped = {"originator_id": account_id(member), "reason": "wrong"}
    ledger.store.commit([], [], [Insert("stopped_streams", stopped)])


def test_a_stream_that_is_stopped_makes_what_came_through_it_a_matter_for_a_person(small: Ledger) -> None:
    small.do(split("m1", ("m2", 50)), split("m4", ("m5", 50)))
    stopped_by_the_watch(small, "m1")
    assert refused(small.do(split("m2", ("m3", 60), hands=["m1"]))) == []
    assert [(row, points) for _, row, points in aside(small, "m2")] == [("round-trip", 60)]
    small.do(split("m5", ("m3", 60), hands=["m1", "m4"]))
    assert (aside(small, "m5"), free(small, "m3")) == ([], [2_060])
    stopped = [split("m1", ("m3", 1)), split("m2", ("m1", 1)), split("m2", ("m3", 1), ("m1", 1))]
    assert refused(small.do(*stopped)) == ["StreamStopped"] * 3


def test_points_whose_last_day_passes_while_they_wait_are_not_lost_by_the_delay(small: Ledger) -> None:
    small.do(split("m1", ("m2", 600)))
    small.do(application.expire_lots(account_id("m1"), "", NORMAL_END))
    lapse(small, "m2", NORMAL_END)
    assert (small.account().held, *free(small, "m1", "m2")) == (0, 0, 600)
    assert small.account("m2").normal_expires_on == "2027-12-01"
    assert small.books()["points"]["breakage"] == 1_400 + 2_000


def test_points_that_are_returned_after_their_last_day_lapse_with_their_giver(small: Ledger) -> None:
    small.do(split("m1", ("m2", 600)))
    assert decide(small, "return", "m2", NORMAL_END) == []
    assert small.account().held == 0
    small.do(application.expire_lots(account_id("m1"), "", NORMAL_END))
    assert (free(small, "m1", "m2"), small.books()["points"]["breakage"]) == ([0, 2_000], 2_000)


def test_what_others_give_does_not_keep_somebodys_pay_waiting(small: Ledger) -> None:
    tomorrow = AT + timedelta(days=1)
    for giver in ("m2", "m3", "m4", "m5"):
        small.do(split(giver, ("m1", 500), at=tomorrow))
    small.do(application.pay(ORDER, UUID(int=7), "m1", 3_000, tomorrow))
    assert (small.account().held, small.account().balance) == (0, 2_000 + 2_000 + 3_000)
    small.do(application.pay(ORDER, UUID(int=8), "m1", 1, tomorrow))
    assert small.account().held == 1
    small.do(split("m5", ("m1", 1), at=tomorrow))
    assert len(aside(small, "m5")) == 1


def test_receiving_does_not_move_the_day_on_which_points_end(small: Ledger) -> None:
    spring = datetime.fromisoformat("2027-04-01T00:00:00+09:00")
    small.do(application.pay(UUID(int=1), UUID(int=77), "m2", 10, spring))
    small.do(split("m2", ("m1", 100), at=spring))
    assert small.account("m1").normal_expires_on == "2027-10-31"
    assert small.account("m2").normal_expires_on == "2028-03-31"


def put_through(ledger: Replica, member: Principal, amount: int) -> None:
    order_id = funded(ledger, reward_jpy=amount, deposit_jpy=amount * 2)
    ledger.do(paid(order_id, member.id, amount))


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_a_split_shows_on_both_statements_and_in_both_feeds(ledger: Replica) -> None:
    linked(ledger, points=1_000)
    put_through(ledger, BOB, 10)
    body = [{"member_id": "bob", "points": 300}]
    first = post(ledger, "/v1/me/points/splits", ANN, key="k", shares=body)
    assert first.json() == post(ledger, "/v1/me/points/splits", ANN, key="k", shares=body).json()
    assert (points(ledger)["available"], points(ledger, BOB)["available"]) == (700, 310)
    kinds = {who.id: ledger.ask("GET", "/v1/me/points/entries", who).json()["items"][0] for who in (ANN, BOB)}
    assert [(kinds[who]["kind"], kinds[who]["points"]) for who in ("ann", "bob")] == [
        ("shared", -300),
        ("received", 300),
    ]
    told = ledger.ask("GET", "/v1/points/events", SHOP).json()["items"][-1]
    assert (told["type"], told["data"]["points"]) == ("minijob.PointsShared", 300)
    assert "bob" not in str(told)


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_hands_are_counted_by_people_and_not_by_ways(ledger: Replica) -> None:
    at, near, hubs = now(), [f"n{n}" for n in range(30)], [f"h{n}" for n in range(9)]
    ways = [("ann", one) for one in near]
    ways += [(one, giver) for one in near for giver in (*hubs, f"u-{one}")]
    rows = [{"account": account_id(to), "giver": giver, "last_at": at} for to, giver in ways]
    with ledger.running.engine.begin() as tx:
        tx.execute(senders.insert(), rows)
        hands = hands_of(tx, "ann", ["bob"], at - timedelta(days=30))
    assert hands == sorted({"ann", "bob", *(giver for _, giver in ways)})


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_over_http_what_comes_back_waits_for_an_operator(ledger: Replica) -> None:
    put_through(ledger, ANN, 1_000)
    put_through(ledger, BOB, 10)
    post(ledger, "/v1/me/points/splits", ANN, shares=[{"member_id": "bob", "points": 300}])
    back = post(ledger, "/v1/me/points/splits", BOB, shares=[{"member_id": "ann", "points": 100}])
    assert back.json()["set_aside"] == 100
    [waiting] = ledger.ask("GET", "/v1/point-reviews", OPERATOR).json()["items"]
    assert (waiting["row"], waiting["member_id"], waiting["to_member"]) == ("round-trip", "bob", "ann")
    path = f"/v1/point-reviews/{waiting['review_id']}/decision"
    assert post(ledger, path, OPERATOR, decision="return", reason="").status_code == 422
    for own in (Principal("operator", "ann"), Principal("operator", "bob")):
        refused = post(ledger, path, own, decision="release", reason="it is mine")
        assert refused.json()["type"].rpartition(":")[2] == "own-case"
    first = post(ledger, path, OPERATOR, "d", decision="return", reason="a loop")
    again = post(ledger, path, OPERATOR, "d", decision="return", reason="a loop")
    assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
    assert post(ledger, path, OPERATOR, "d", decision="release", reason="a loop").status_code == 409
    assert (points(ledger, BOB)["available"], points(ledger, BOB)["held"]) == (310, 0)
    assert post(ledger, path, OPERATOR, decision="release", reason="again").status_code == 404


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_the_timer_releases_after_72_hours_and_not_before(ledger: Replica) -> None:
    put_through(ledger, ANN, 3_100)
    assert points(ledger)["held"] == 100
    assert ledger.due(due_reviews, now() + timedelta(hours=71)) == 0
    assert ledger.due(due_reviews, now() + timedelta(hours=73)) == 1
    assert ledger.due(due_reviews, now() + timedelta(hours=73)) == 0
    assert (points(ledger)["available"], points(ledger)["held"]) == (3_100, 0)


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_a_share_to_oneself_or_twice_to_one_names_its_place(ledger: Replica) -> None:
    shares = [{"member_id": "bob", "points": 1}, {"member_id": "ann", "points": 1}]
    wrong = post(ledger, "/v1/me/points/splits", ANN, shares=[*shares, shares[0]])
    assert [(one["where"], one["message"]) for one in wrong.json()["errors"]] == [
        ("shares[1].member_id", "is you"),
        ("shares[2].member_id", "is named twice"),
    ]
