"""Timers: what is due is done, and one that fails does not hold up the others."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

import pytest
from sqlalchemy import Connection

from chassis.command import Command
from chassis.service import Running
from chassis.timers import Timer, TimerThread
from tests.chassis.small import add

pytestmark = pytest.mark.servers


def test_what_is_due_is_done_each_time_and_a_failing_timer_holds_up_nobody(
    replica: Callable[..., Running],
) -> None:
    running = replica()
    asked, enough = [0], threading.Event()

    def due(tx: Connection, at: datetime) -> Sequence[Command]:
        asked[0] += 1
        if asked[0] == 3:
            enough.set()
        return [add("a", key="once"), add("b", -1)]

    def broken(tx: Connection, at: datetime) -> Sequence[Command]:
        raise RuntimeError("the query is wrong")

    timers = [Timer("broken", 0.02, broken), Timer("due", 0.02, due)]
    thread = TimerThread(timers, running.engine, running.writer, running.settings)
    thread.start()
    assert enough.wait(10)
    thread.stop()
    with running.engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM events").scalar_one() == 1


def test_a_service_without_timers_starts_no_thread(replica: Callable[..., Running]) -> None:
    running = replica()
    before = threading.active_count()
    thread = TimerThread([], running.engine, running.writer, running.settings)
    thread.start()
    assert threading.active_count() == before
    thread.stop()


def test_a_full_list_is_followed_by_the_next_without_waiting_for_a_turn(
    replica: Callable[..., Running],
) -> None:
    running = replica()
    left, empty = list(range(50)), threading.Event()

    def due(tx: Connection, at: datetime) -> Sequence[Command]:
        taken = [left.pop() for _ in range(min(10, len(left)))]
        if not taken:
            empty.set()
        return [add("a", key=str(number)) for number in taken]

    timer = Timer("due", 3, due, full=10)
    thread = TimerThread([timer], running.engine, running.writer, running.settings)
    thread.start()
    assert empty.wait(10), "six turns of three seconds"
    thread.stop()
    with running.engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM events").scalar_one() == 50
