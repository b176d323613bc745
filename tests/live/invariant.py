"""What must hold after every fault: nothing lost, nothing done twice, every balance provable."""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from typing import Any

import psycopg

from chassis.database import service_url
from local_platform.platform import Platform
from minijob_contracts.points import POINTS
from tests.live import log
from tests.live.load import Load
from tests.system.parties import Api

REST_SECONDS = 60.0
POISON = "poison"
"""The header of records that were made to be set aside."""
_FOLLOWERS = """
SELECT name FROM followers WHERE position < (SELECT coalesce(max(notification_id), 0) FROM events)
"""
_GAPS = """
SELECT originator_id FROM events GROUP BY originator_id
HAVING min(originator_version) <> 1 OR max(originator_version) <> count(*)
"""
_EVENTS = (
    "SELECT originator_id, state FROM events WHERE split_part(topic, '@', 1) = %s ORDER BY notification_id"
)
_SLOTS = """
SELECT originator_id, split_part(topic, '@', 1), state FROM events WHERE topic LIKE 'TaskSlots.%'
ORDER BY notification_id
"""


def check(platform: Platform, load: Load) -> None:
    """Waits until the platform rests, then proves it."""
    await_rest(platform)
    for service in log.CONSUMERS:
        assert _rows(platform, service, _GAPS) == [], f"a stream of {service} has a gap"
    check_payments(platform, load)
    check_places(platform)
    check_ledger(platform, load)
    check_said(platform)
    check_dead_letters(platform)


def await_rest(platform: Platform) -> None:
    """Until everything that was said is in Kafka, heard and seen. Fails with what is still under way."""
    end = time.monotonic() + REST_SECONDS
    while busy := [one for service in log.CONSUMERS for one in _busy(platform, service)]:
        assert time.monotonic() < end, f"still under way: {busy}"
        time.sleep(0.2)


def _busy(platform: Platform, service: str) -> list[str]:
    found = [f"{service}: {name} is behind" for (name,) in _rows(platform, service, _FOLLOWERS)]
    found += [
        f"{service}: job {id}"
        for (id,) in _rows(platform, service, "SELECT id FROM jobs WHERE done_at IS NULL")
    ]
    found += [
        f"{service}: parked {reason}" for (reason,) in _rows(platform, service, "SELECT reason FROM parked")
    ]
    if behind := log.lag(platform.bootstrap_servers, service):
        found.append(f"{service}: {behind} records unread")
    return found


def check_payments(platform: Platform, load: Load) -> None:
    """Each accepted answer is paid once, and each answer that a member saw accepted is among them."""
    accepted = {
        str(id): state["points"] for id, state in _events(platform, "assignment", "Assignment.Accepted")
    }
    granted = _events(platform, "points-ledger", "MemberAccount.Granted")
    times = Counter(state["reference"] for _, state in granted)
    assert set(times.values()) <= {1}, "an answer was paid twice"
    assert {state["reference"]: state["points"] for _, state in granted} == accepted
    assert _events(platform, "points-ledger", "MemberAccount.GrantRefused") == []
    assert Counter(load.accepted) - Counter(accepted.keys()) == Counter(), "an acknowledged answer is lost"


def check_places(platform: Platform) -> None:
    """No task ever had more answers under way and accepted than it has places."""
    places: dict[str, int] = {}
    taken: Counter[str] = Counter()
    for id, topic, state in _rows(platform, "assignment", _SLOTS):
        task = str(id)
        if topic == "TaskSlots.Opened":
            places[task] = json.loads(state)["places"]
        else:
            taken[task] += 1 if topic == "TaskSlots.Taken" else -1
        assert 0 <= taken[task] <= places[task], (
            f"task {task} has {taken[task]} of {places[task]} places taken"
        )
    answered = Counter(
        state["task_id"] for _, state in _events(platform, "assignment", "Assignment.Accepted")
    )
    beyond = [task for task, count in answered.items() if count > places[task]]
    assert not beyond, f"more answers than places: {beyond}"


def check_ledger(platform: Platform, load: Load) -> None:
    """Three folds agree, asked through the API and the command line; nothing is left in an escrow."""
    operator = Api(platform.url, "operator", "operator")
    found = operator.ask("GET", "/v1/ledger/verification").json()
    assert found["equal"], found["wrong"]
    assert found["points_granted"] == _granted_points(platform) == _member_balances(platform)
    assert _proven_by_command(platform)["equal"]
    for order_id in load.settled:
        escrow = operator.ask("GET", f"/v1/ledger/orders/{order_id}").json()
        assert (escrow["settled"], escrow["left_jpy"]) == (True, 0)


def _granted_points(platform: Platform) -> int:
    return sum(state["points"] for _, state in _events(platform, "points-ledger", "MemberAccount.Granted"))


def _member_balances(platform: Platform) -> int:
    shown = "SELECT coalesce(sum(balance), 0)::bigint FROM balances_v2 WHERE account LIKE 'member:%'"
    return int(_rows(platform, "points-ledger", shown)[0][0])


def _proven_by_command(platform: Platform) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "points_ledger", "verify", "--json"],
        env={**os.environ, **platform.services["points-ledger"].environment()},
        capture_output=True,
        text=True,
        check=False,
    )
    return json.loads(done.stdout.splitlines()[-1])


def check_said(platform: Platform) -> None:
    """A subscriber that drops repeats by `ce_id`, or by the highest sequence, has the same sum as we."""
    by_id: dict[bytes, tuple[int, tuple[bytes, bytes]]] = {}
    highest: dict[bytes, int] = {}
    sum_by_highest = 0
    for record in log.records(platform.bootstrap_servers, POINTS):
        headers = dict(record.headers)
        place = (headers["ce_subject"], headers["ce_sequence"])
        points, sequence = json.loads(record.value)["points"], int(headers["ce_sequence"])
        if sequence > highest.get(headers["ce_subject"], 0):
            highest[headers["ce_subject"]] = sequence
            sum_by_highest += points
        said = (points, place)
        assert by_id.setdefault(headers["ce_id"], said) == said, "one ce_id says two things"
    assert len({place for _, place in by_id.values()}) == len(by_id), "one event has two ids"
    said_points = sum(points for points, _ in by_id.values())
    assert said_points == sum_by_highest == _granted_points(platform)


def check_dead_letters(platform: Platform) -> None:
    """Nothing good was ever set aside, and no poison twice."""
    for service in log.CONSUMERS:
        letters = [dict(one.headers) for one in log.dead_letters(platform.bootstrap_servers, service)]
        assert [letter for letter in letters if POISON not in letter] == []
        assert set(Counter(letter["dlq_place"] for letter in letters).values()) <= {1}


def _events(platform: Platform, service: str, topic: str) -> list[tuple[Any, dict[str, Any]]]:
    return [(id, json.loads(state)) for id, state in _rows(platform, service, _EVENTS, topic)]


def _rows(platform: Platform, service: str, query: str, *arguments: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(service_url(platform.database_url, service)) as connection:
        return connection.execute(query, arguments or None).fetchall()
