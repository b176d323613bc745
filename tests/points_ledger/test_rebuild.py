"""The views come back from the events alone, beside the old ones, whatever is killed on the way."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

import pytest

from chassis.codec import Codec
from chassis.database import open_engine
from chassis.principal import Principal
from chassis.settings import Settings
from points_ledger import rebuild, views
from points_ledger.domain import AGGREGATES
from points_ledger.rebuild import rebuild_views
from points_ledger.service import SERVICE
from points_ledger.watch import Watch
from tests.points_ledger.replica import Ledger, funded, pay
from tests.points_ledger.shop import ANN, BOB, linked, merged, points, post, vouched
from tests.points_ledger.test_proof import changed, worked
from tests.points_ledger.test_watch import traded

pytestmark = pytest.mark.servers
TABLES = [table.name for table in views.disposable if table.name != "posted_v1"]
OF_TRADE = ("postings_v2", "sums_v2", "lots_v2", "holds_v2", "links_v2", "feed_v2", "escrows_v2")


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuild, "PAGE_EVENTS", 4)


def rows(ledger: Ledger) -> dict[str, list[Any]]:
    with ledger.running.engine.connect() as tx:
        return {table: sorted(map(str, tx.exec_driver_sql(f"SELECT * FROM {table}"))) for table in TABLES}


def passed(ledger: Ledger) -> None:
    """Bob gave to Ann, who waits to give back; Bob has a card, and an account that was merged into his."""
    ledger.do(pay(funded(ledger), "cy", 5))
    for giver, receiver in ((BOB, "ann"), (ANN, "bob")):
        shares = [{"member_id": receiver, "points": 5}]
        assert post(ledger, "/v1/me/points/splits", giver, shares=shares).is_success
    linked(ledger, 0, member=BOB)
    assert vouched(ledger, "tok-1", BOB).is_success
    assert post(ledger, "/v1/me/points/cards", BOB, card_id="tok-1").is_success
    assert merged(ledger, "cy", "bob").is_success


def available(ledger: Ledger) -> int:
    return points(ledger, Principal("member", "m1"))["available"]


def nothing(position: int, newest: int) -> None:
    """Progress that nobody reads."""


def rebuilt(ledger: Ledger, progress: Callable[[int, int], object] = nothing, processes: int = 1) -> None:
    rebuild_views(ledger.running.engine, ledger.running.codec, progress, processes)


@pytest.mark.parametrize("processes", [1, 2])
def test_the_views_come_back_from_the_events_alone(ledger: Ledger, processes: int) -> None:
    traded(ledger)
    worked(ledger)
    passed(ledger)
    assert post(ledger, "/v1/me/points/links/shop-1", Principal("member", "ann"), method="DELETE").is_success
    before = rows(ledger)
    assert all(before[table] for table in OF_TRADE)
    changed(ledger, "DELETE FROM postings_v2")
    changed(ledger, "DELETE FROM escrows_v2")
    changed(ledger, "DELETE FROM feed_v2")
    changed(ledger, "UPDATE sums_v2 SET balance = 7")
    rebuilt(ledger, processes=processes)
    assert rows(ledger) == before
    assert ledger.verify().equal
    assert views.tables.tables.keys() <= indexed(ledger)


def indexed(ledger: Ledger) -> set[str]:
    """Tables with all the indexes that they are declared with."""
    with ledger.running.engine.connect() as tx:
        there = set(
            tx.exec_driver_sql("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'").scalars()
        )
    return {
        table.name for table in views.tables.sorted_tables if {one.name for one in table.indexes} <= there
    }


def test_a_rebuild_brings_a_view_up_to_date_that_stood_still(ledger: Ledger) -> None:
    order_id = funded(ledger)
    ledger.decide(pay(order_id, "m1", 10))
    rebuilt(ledger)
    found = ledger.verify()
    assert (found.equal, found.behind, ledger.view.turn()) == (True, 0, 0)


def test_the_service_goes_on_during_a_rebuild_and_what_it_does_is_in_the_new_tables(ledger: Ledger) -> None:
    order_id = worked(ledger)
    seen = []

    def look(position: int, newest: int) -> None:
        ledger.do(pay(order_id, "m1", 1))
        seen.append(available(ledger))

    rebuilt(ledger, look)
    assert len(seen) > 2
    assert seen == list(range(21, 21 + len(seen)))
    assert ledger.verify().equal
    ledger.do(pay(order_id, "m1", 1))
    assert available(ledger) == seen[-1] + 1
    assert ledger.verify().equal


def _killed(settings: Settings, url: str) -> None:
    rebuild.PAGE_EVENTS = 4

    def die(position: int, newest: int) -> None:
        if position > 8:
            os.kill(os.getpid(), signal.SIGKILL)

    rebuild_views(open_engine(url, settings), Codec(AGGREGATES), die)


def test_a_rebuild_that_is_killed_goes_on_where_it_was(ledger: Ledger) -> None:
    worked(ledger)
    before, pages = rows(ledger), []
    url = ledger.running.engine.url.render_as_string(hide_password=False)
    killed = multiprocessing.get_context("spawn").Process(target=_killed, args=(ledger.running.settings, url))
    killed.start()
    killed.join(60)
    assert killed.exitcode == -signal.SIGKILL
    assert rows(ledger) == before
    rebuilt(ledger, lambda position, newest: pages.append(position))
    assert min(pages) > 12
    assert rows(ledger) == before
    assert ledger.verify().equal


def test_another_number_of_processes_begins_anew(ledger: Ledger) -> None:
    worked(ledger)
    before = rows(ledger)
    with pytest.raises(InterruptedError):
        rebuilt(ledger, stop)
    rebuilt(ledger, processes=2)
    assert rows(ledger) == before
    assert ledger.verify().equal


def stop(position: int, newest: int) -> None:
    raise InterruptedError


def test_what_another_release_has_begun_is_begun_anew(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(ledger)
    before, pages = rows(ledger), []
    with pytest.raises(InterruptedError):
        rebuilt(ledger, stop)
    changed(ledger, "INSERT INTO rebuilding.cards_v1 VALUES (gen_random_uuid(), 'x', 'app', 'of the former')")
    monkeypatch.setattr(rebuild, "release", lambda: "the next one")
    rebuilt(ledger, lambda position, newest: pages.append(position))
    assert min(pages) <= 4
    assert rows(ledger) == before


def test_a_process_that_another_release_has_overtaken_writes_no_more(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(ledger)
    with pytest.raises(InterruptedError):
        rebuilt(ledger, stop)
    url = ledger.running.engine.url.render_as_string(hide_password=False)
    former = rebuild._beside(url)
    with monkeypatch.context() as next_release:
        next_release.setattr(rebuild, "release", lambda: "the next one")
        with pytest.raises(InterruptedError):
            rebuilt(ledger, stop)
        begun = at_places(ledger)
    with pytest.raises(RuntimeError, match="another release"):
        rebuild._turn(former, ledger.running.codec, 0)
    with pytest.raises(RuntimeError, match="another release"):
        rebuild._swap(former, ledger.running.codec)
    assert at_places(ledger) == begun
    former.dispose()


def at_places(ledger: Ledger) -> list[Any]:
    with ledger.running.engine.connect() as tx:
        return list(
            tx.exec_driver_sql("SELECT part, release, position FROM rebuilding.parts_v1 ORDER BY part")
        )


def test_of_two_rebuilds_at_once_one_is_refused_and_the_other_ends(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(ledger)
    before = rows(ledger)
    monkeypatch.setattr(rebuild, "ALONE_SECONDS", 1)

    def meet(position: int, newest: int) -> None:
        if position <= 4:
            with pytest.raises(RuntimeError, match="another rebuild is running"):
                rebuilt(ledger)

    rebuilt(ledger, meet)
    assert rows(ledger) == before


def test_a_reader_that_does_not_let_go_is_left_alone_and_the_rebuild_can_be_finished_later(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(ledger)
    before = rows(ledger)
    monkeypatch.setattr(rebuild, "SWAPS", 1)
    monkeypatch.setattr(rebuild, "SWAP_SECONDS", 0)
    with ledger.running.engine.begin() as reader:
        reader.exec_driver_sql("SELECT * FROM lots_v2")
        with pytest.raises(RuntimeError, match="readers do not let go"):
            rebuilt(ledger)
        assert rows(ledger) == before
    rebuilt(ledger)
    assert rows(ledger) == before


def test_the_watch_begins_anew_after_a_rebuild_and_agrees(ledger: Ledger) -> None:
    watch = Watch(SERVICE.aggregates)
    traded(ledger)
    rebuilt(ledger)
    for _ in range(3):
        assert watch.look(ledger.running.engine) == []
    order_id = funded(ledger)
    ledger.do(pay(order_id, "ann", 1))
    assert watch.look(ledger.running.engine) == []
