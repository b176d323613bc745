"""What a partner may grant in a day with one of its API keys, beside the caps of the partner itself."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from chassis.command import Command, Outcome
from points_ledger import application
from tests.points_ledger import world
from tests.points_ledger.replica import OPERATOR, Ledger
from tests.points_ledger.shop import RIVAL, SHOP, free_and_held, linked, post, prefunded
from tests.points_ledger.world import AT, link, prefund, refused

TILL, DESK = replace(SHOP, api_key_id="till"), replace(SHOP, api_key_id="desk")


def capped(ledger: Ledger, points: int | None, key: str = "till", caller: Any = OPERATOR) -> httpx2.Response:
    path = f"/v1/partners/{SHOP.id}/key-caps"
    return post(ledger, path, caller, api_key_id=key, day_points=points)


def granted(ledger: Ledger, caller: Any, points: int, reference: str) -> httpx2.Response:
    body = {"member_id": "ann", "points": points, "reference": reference}
    return post(ledger, "/v1/points/grants", caller, **body)


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_a_key_grants_up_to_its_cap_and_other_keys_and_tokens_as_before(ledger: Ledger) -> None:
    linked(ledger, 0)
    prefunded(ledger, 5_000)
    assert granted(ledger, TILL, 30, "before").is_success
    assert capped(ledger, 100).json() == {"api_key_id": "till", "day_points": 100}
    assert granted(ledger, TILL, 70, "a").is_success
    refusal = granted(ledger, TILL, 1, "b")
    assert (refusal.status_code, refusal.json()["type"].rpartition(":")[2]) == (409, "cap-reached")
    assert refusal.json()["detail"] == "key-day: at most 100 points are granted in a day with this API key"
    rows = [{"op": "grant", "member_id": "ann", "points": 1, "reference": "row"}]
    [row] = post(ledger, "/v1/points/batches", TILL, atomic=False, rows=rows).json()["results"]
    assert (row["code"], row["detail"].partition(":")[0]) == ("cap-reached", "key-day")
    assert granted(ledger, DESK, 500, "c").is_success
    assert granted(ledger, SHOP, 500, "d").is_success
    assert granted(ledger, DESK, 70, "a").json() == granted(ledger, TILL, 70, "a").json()
    assert free_and_held(ledger) == (1_100, 0)
    assert capped(ledger, None).is_success
    assert granted(ledger, TILL, 1, "e").is_success


@pytest.mark.servers
def test_a_refusal_names_the_cap_that_it_meets(ledger: Ledger) -> None:
    linked(ledger, 0)
    prefunded(ledger, 5_000)
    post(ledger, f"/v1/partners/{SHOP.id}/caps", OPERATOR, member_day_points=50, day_points=80)
    capped(ledger, 20)
    for points, caller, cap in ((21, TILL, "key-day"), (51, DESK, "member-day"), (81, TILL, "partner-day")):
        assert granted(ledger, caller, points, cap).json()["detail"].partition(":")[0] == cap


@pytest.mark.servers
def test_only_operators_set_caps_and_a_wrong_one_is_refused_by_field(ledger: Ledger) -> None:
    for caller in (SHOP, RIVAL):
        assert capped(ledger, 5, caller=caller).status_code == 403
    for points, key, where in (
        (-1, "till", "day_points"),
        (5, "", "api_key_id"),
        (1.5, "till", "day_points"),
    ):
        wrong = capped(ledger, points, key)  # type: ignore[arg-type]
        assert (wrong.status_code, wrong.json()["errors"][0]["where"]) == (422, where)


@pytest.mark.servers
@pytest.mark.usefixtures("proven")
def test_two_replicas_at_once_do_not_pass_the_cap_of_a_key(
    ledger: Ledger, open_ledger: Callable[..., Ledger]
) -> None:
    linked(ledger, 0)
    prefunded(ledger, 5_000)
    capped(ledger, 100)
    both = [ledger, open_ledger()]

    def grant(number: int) -> bool:
        command = gift(f"g-{number}", 30, key="till")
        return isinstance(both[number % 2].decide(command)[0], Outcome)

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(grant, range(16)))
    ledger.follow()
    assert (sum(done), free_and_held(ledger)) == (3, (90, 0))


def gift(reference: str, points: int, key: str = "", at: Any = AT, member: str = "ann") -> Command:
    given = points, reference, "normal", "", "", []
    return application.grant(SHOP.id, member, *given, at, api_key_id=key)  # type: ignore[arg-type]


def test_two_grants_of_one_group_count_together_and_the_next_day_begins_anew() -> None:
    ledger = world.Ledger()
    ledger.do(link("ann"), prefund(), application.cap_key("k", SHOP.id, "till", 100, AT))
    results = ledger.do(gift("a", 60, "till"), gift("b", 60, "till"), gift("c", 60, "desk"))
    assert refused(results) == ["CapReached"]
    assert ledger.partner().granted_by_key == {"till": 60, "desk": 60}
    assert refused(ledger.do(gift("d", 41, "till"))) == ["CapReached"]
    assert refused(ledger.do(gift("d2", 100, "till", AT + timedelta(days=1)))) == []
    assert ledger.partner().granted_by_key == {"till": 100}


def test_a_hundred_keys_of_a_partner_have_a_cap_at_most() -> None:
    ledger = world.Ledger()
    caps = [application.cap_key(f"k{n}", SHOP.id, f"key-{n}", 1, AT) for n in range(101)]
    assert refused(ledger.do(*caps)) == ["TooManyKeys"]
    again = application.cap_key("again", SHOP.id, "key-0", 2, AT)
    lifted = application.cap_key("lift", SHOP.id, "key-1", None, AT)
    late = application.cap_key("late", SHOP.id, "key-100", 1, AT)
    assert refused(ledger.do(again, lifted, late)) == []
