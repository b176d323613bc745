"""A partner's file of a day is compared line by line, and what became of each difference is kept."""

from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest

from chassis.clock import now
from chassis.command import Outcome
from chassis.errors import Invalid
from points_ledger import application
from points_ledger.application import slip_id
from points_ledger.domain import day_of
from tests.points_ledger.replica import OPERATOR, Ledger
from tests.points_ledger.shop import RIVAL, SHOP, linked, post, prefunded

AT = now() - timedelta(days=1)
YESTERDAY = day_of(AT)
MIDNIGHT = datetime.fromisoformat(f"{YESTERDAY}T00:00:00+09:00") + timedelta(days=1)
pytestmark = [pytest.mark.servers, pytest.mark.usefixtures("proven")]


def line(kind: str, reference: str, points: int) -> dict[str, Any]:
    return {"kind": kind, "reference": reference, "points": points}


def compared(ledger: Ledger, *lines: dict[str, Any], day: str = "", **more: Any) -> httpx2.Response:
    path = f"/v1/points/reconciliations/{day or YESTERDAY}"
    return post(ledger, path, SHOP, lines=list(lines), **more)


def traded(ledger: Ledger) -> list[dict[str, Any]]:
    """A day of the shop as its own file has it; another shop's day is none of its business."""
    linked(ledger, 100)
    linked(ledger, 0, shop=RIVAL)
    prefunded(ledger)
    held, spent = (slip_id(kind, SHOP.id, reference) for kind, reference in (("hold", "h"), ("spend", "s")))
    done = ledger.do(
        application.grant(SHOP.id, "ann", 7, "g", "normal", "", "", [], AT),
        application.hold(SHOP.id, "ann", 20, "h", 900, AT),
        application.capture(SHOP.id, "ann", held, 15, AT),
        application.spend(SHOP.id, "ann", 30, "s", AT),
        application.refund(SHOP.id, "ann", spent, 10, "r", AT),
        application.spend(RIVAL.id, "ann", 5, "other", AT),
    )
    assert all(isinstance(one, Outcome) for one in done)
    return [line("grant", "g", 7), line("capture", "h", 15), line("spend", "s", 30), line("refund", "r", 10)]


def test_a_file_that_is_right_matches_in_every_line(ledger: Ledger) -> None:
    told = compared(ledger, *traded(ledger)).json()
    assert (told["matched"], told["unresolved"], told["differences"]) == (4, 0, [])


def test_each_difference_is_named_and_its_resolution_kept(ledger: Ledger) -> None:
    grant, capture, spend, _ = traded(ledger)
    told = compared(ledger, grant, capture, spend | {"points": 25}, line("spend", "x", 3)).json()
    found = {(one["kind"], one["reference"]): one for one in told["differences"]}
    states = {key: (one["state"], one["points_here"], one["points_there"]) for key, one in found.items()}
    assert (told["matched"], told["unresolved"]) == (2, 3)
    assert states == {
        ("spend", "s"): ("different", 30, 25),
        ("spend", "x"): ("missing_here", None, 3),
        ("refund", "r"): ("missing_there", 10, None),
    }
    day = YESTERDAY
    path = f"/v1/partners/shop-1/reconciliations?day={day}"
    resolve = f"/v1/partners/shop-1/resolutions?day={day}"
    said = {"kind": "spend", "reference": "x", "resolution": "till was offline, sent again"}
    assert post(ledger, resolve, OPERATOR, **said).status_code == 204
    assert post(ledger, resolve, OPERATOR, **said | {"reference": "s1"}).status_code == 404
    for caller, where in ((OPERATOR, path), (SHOP, f"/v1/points/reconciliations/{day}")):
        shown = ledger.ask("GET", where, caller).json()
        resolutions = {one["reference"]: one["resolution"] for one in shown["differences"]}
        assert (shown["unresolved"], resolutions) == (2, {"s": None, "r": None, "x": said["resolution"]})
    assert ledger.ask("GET", f"/v1/points/reconciliations/{day}", RIVAL).status_code == 404
    again = compared(ledger, grant, capture, spend, line("spend", "x", 3)).json()
    assert [(one["reference"], one["resolution"]) for one in again["differences"]] == [
        ("r", None),
        ("x", said["resolution"]),
    ]


def test_another_day_has_nothing_and_a_wrong_file_is_refused_by_name(ledger: Ledger) -> None:
    lines = traded(ledger)
    before = day_of(now() - timedelta(days=2))
    assert compared(ledger, day=before).json()["matched"] == 0
    for wrong, where in (
        ([lines[0], lines[0] | {"points": 8}], "lines[1]"),
        ([lines[0], lines[0]], "lines[1]"),
        ([lines[0] | {"points": 0}], "lines[0].points"),
        ([lines[0] | {"kind": "gift"}], "lines[0].kind"),
        ([line("spend", f"x{n}", 1) for n in range(1_001)], "lines"),
    ):
        refused = compared(ledger, *wrong)
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (422, where)
    assert compared(ledger, day="yesterday").status_code == 422


def test_a_day_that_has_not_ended_in_tokyo_is_not_compared(ledger: Ledger) -> None:
    linked(ledger, 100)
    for later in (0, 1):
        day = day_of(now() + timedelta(days=later))
        refused = compared(ledger, day=day)
        assert (refused.status_code, refused.json()["errors"][0]["where"]) == (422, "day")
        assert "has not ended in Tokyo" in refused.json()["errors"][0]["message"]
        assert ledger.ask("GET", f"/v1/points/reconciliations/{day}", SHOP).status_code == 404
    [midnight] = ledger.do(application.compare_file("k", SHOP.id, YESTERDAY, {}, {}, MIDNIGHT))
    assert isinstance(midnight, Outcome)
    with pytest.raises(Invalid):
        application.compare_file("k", SHOP.id, YESTERDAY, {}, {}, MIDNIGHT - timedelta(microseconds=1))


def test_a_day_is_compared_once_the_view_shows_all_of_it(ledger: Ledger) -> None:
    linked(ledger, 100)
    ledger.decide(application.spend(SHOP.id, "ann", 30, "s", AT))
    early = compared(ledger, line("spend", "s", 30))
    assert (early.status_code, early.headers["retry-after"]) == (503, "1")
    assert compared(ledger, line("spend", "s", 30)).json()["matched"] == 1
    ledger.decide(application.spend(SHOP.id, "ann", 30, "today", now()))
    assert compared(ledger, line("spend", "s", 30)).json()["matched"] == 1


def test_a_hold_and_an_exchange_of_one_reference_are_two_lines(ledger: Ledger) -> None:
    linked(ledger, 100)
    held, begun = (slip_id(kind, SHOP.id, "x") for kind in ("hold", "exchange"))
    ledger.do(
        application.hold(SHOP.id, "ann", 20, "x", 900, AT),
        application.capture(SHOP.id, "ann", held, None, AT),
        application.exchange(SHOP.id, "ann", 10, "x", 900, AT),
        application.confirm(SHOP.id, "ann", begun, AT),
    )
    told = compared(ledger, line("capture", "x", 20), line("exchange", "x", 10)).json()
    assert (told["matched"], told["differences"]) == (2, [])


def test_a_resolution_is_of_the_amounts_that_it_was_said_of(ledger: Ledger) -> None:
    traded(ledger)
    compared(ledger, line("spend", "x", 3), line("spend", "y", 4))
    resolve = f"/v1/partners/shop-1/resolutions?day={YESTERDAY}"
    for reference in ("x", "y"):
        post(ledger, resolve, OPERATOR, kind="spend", reference=reference, resolution="till was offline")
    again = compared(ledger, line("spend", "x", 3), line("spend", "y", 400)).json()
    said = {one["reference"]: one["resolution"] for one in again["differences"]}
    assert (said["x"], said["y"]) == ("till was offline", None)
