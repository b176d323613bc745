"""The conformance kit passes a right handler and names what a wrong one gets wrong."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner

from minijob.cli import app
from minijob.conform import Finding, conform_handler
from minijob.conform.probe import Probe
from minijob.conform.webhook_cases import CASES
from minijob.webhooks import NotGenuine, verify
from minijob_contracts.folder import source_folder
from minijob_contracts.points import PointsGranted
from tests.minijob.counting import serving
from tests.programs import started

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "points_subscriber" / "subscriber.py"
SECRET = "whsec_" + "QUJD" * 11


class Broken:
    """A handler of few lines with one fault."""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        self.seen: set[str] = set()
        self.last: dict[str, int] = {}
        self.points: dict[str, int] = {}
        self.lock = threading.Lock()

    def post(self, headers: dict[str, str], body: bytes) -> int:
        fault, id = self.fault, headers.get("webhook-id", "")
        if fault == "remembers before it verifies":
            if id in self.seen:
                return 200
            self.seen.add(id)
        try:
            self.verify(headers, body)
        except NotGenuine:
            return {"forgeries end it": 410, "forgeries break it": 500}.get(fault, 401)
        event = json.loads(body)
        if fault == "knows its types" and event["type"] not in (
            "minijob.PointsGranted",
            "minijob.GrantRefused",
        ):
            return 400
        granted = event["type"] == "minijob.PointsGranted"
        if fault == "takes young events" and event["timestamp"] < "2026":
            return 400
        if fault == "knows its fields" and granted and set(event["data"]) - set(PointsGranted.model_fields):
            return 422
        if fault == "needs a later field" and "reference" not in event:
            return 422
        return self.once(id, event)

    def verify(self, headers: dict[str, str], body: bytes) -> None:
        if self.fault == "verifies nothing":
            return
        tolerance = 10**10 if self.fault == "takes any time" else 60 if self.fault == "is too strict" else 300
        given = dict(headers)
        if self.fault == "reads one signature":
            given["webhook-signature"] = given.get("webhook-signature", "").split(" ")[0]
        if self.fault == "verifies what it has read":
            body = json.dumps(json.loads(body), separators=(",", ":")).encode()
        verify(SECRET, given, body, time.time(), tolerance)

    def once(self, id: str, event: dict[str, Any]) -> int:
        fault, account, sequence = self.fault, event["subject"], event["sequence"]
        if fault == "lets repeats meet":
            known = id in self.seen
            time.sleep(0.05)
            self.seen.add(id)
            return 200 if known else self.count(event)
        with self.lock:
            known = id in self.seen and fault not in ("counts repeats", "remembers before it verifies")
            if fault == "keeps the highest sequence":
                known = sequence <= self.last.get(account, -1)
            if (
                fault == "waits for the next"
                and not known
                and sequence != self.last.get(account, sequence - 1) + 1
            ):
                return 409
            self.seen.add(id)
            self.last[account] = max(sequence, self.last.get(account, -1))
            if known:
                return 409 if fault == "refuses repeats" else 200
            return self.count(event)

    def count(self, event: dict[str, Any]) -> int:
        adds = event["type"] == "minijob.PointsGranted" or self.fault == "counts all points"
        account = event["subject"]
        self.points[account] = self.points.get(account, 0) + (event["data"].get("points", 0) if adds else 0)
        if self.fault == "counts again later" and adds:
            threading.Timer(1.5, lambda: self.points.update({account: 1 + self.points[account]})).start()
        return 302 if self.fault == "redirects" else 200


def judged(url: str, balances: str | None = "/{account}") -> list[Finding]:
    return conform_handler(url, SECRET, balances and url + balances, patience_seconds=0.3)


def wrong(findings: list[Finding]) -> set[str]:
    return {finding.case for finding in findings if finding.verdict == "wrong"}


def test_a_right_handler_is_right_in_every_case() -> None:
    with serving(Broken("")) as url:
        findings = judged(url)
    assert {finding.verdict for finding in findings} == {"right"}, findings
    assert [finding.case for finding in findings] == [*CASES, "nothing is counted later"]


@pytest.mark.parametrize(("fault", "cases"), [
    ("verifies nothing", {"wrong signatures", "stale timestamps"}),
    ("takes any time", {"stale timestamps"}),
    ("is too strict", {"genuine events"}),
    ("takes young events", {"events of long ago"}),
    ("verifies what it has read", set(CASES) - {"stale timestamps"}),
    ("reads one signature", {"two signatures"}),
    ("forgeries end it", {"wrong signatures", "stale timestamps"}),
    ("forgeries break it", {"wrong signatures", "stale timestamps"}),
    ("remembers before it verifies", {"wrong signatures"}),
    ("counts repeats", {"duplicates", "duplicates at once"}),
    ("refuses repeats", {"duplicates"}),
    ("lets repeats meet", {"duplicates at once"}),
    ("keeps the highest sequence", {"reordering"}),
    ("waits for the next", {"gaps", "reordering"}),
    ("knows its types", {"unknown and other types"}),
    ("counts all points", {"unknown and other types"}),
    ("knows its fields", {"old and later versions"}),
    ("needs a later field", {"old and later versions"}),
    ("redirects", set(CASES) - {"stale timestamps", "duplicates at once"}),
])  # fmt: skip
def test_each_fault_is_found_and_no_other(fault: str, cases: set[str]) -> None:
    with serving(Broken(fault)) as url:
        findings = judged(url)
    assert wrong(findings) == cases, findings
    assert all(finding.wrong for finding in findings if finding.verdict == "wrong")


def test_what_is_counted_a_second_time_later_is_found_by_the_last_look() -> None:
    with serving(Broken("counts again later")) as url:
        findings = conform_handler(url, SECRET, url + "/{account}", patience_seconds=2.0)
    assert "nothing is counted later" in wrong(findings)


def test_without_balances_the_answers_are_judged_and_effects_are_said_to_be_open() -> None:
    with serving(Broken("counts repeats")) as url:
        findings = judged(url, None)
    assert wrong(findings) == set()
    assert {finding.verdict for finding in findings} == {"not checked"}
    with serving(Broken("refuses repeats")) as url:
        assert wrong(judged(url, None)) == {"duplicates"}


def test_a_wrong_case_says_in_words_what_was_wrong() -> None:
    with serving(Broken("keeps the highest sequence")) as url:
        [finding] = [one for one in judged(url) if one.verdict == "wrong"]
    [said] = finding.wrong
    assert said.endswith("7 points were to be counted, but it has 4")


def test_the_events_of_the_kit_are_those_of_the_contract() -> None:
    with serving(Broken("")) as url:
        probe = Probe(httpx2.Client(), handler=url, secret=SECRET)
        said = json.loads(probe.granted("0b6f6ac4-6a52-4d53-8a6f-0f6c3f3a5a11", 1, 10).body)
    schema = json.loads((source_folder() / "published" / "minijob.PointsGranted.json").read_text())
    assert said["type"] == PointsGranted.TYPE
    assert set(said["data"]) == set(schema["required"])
    PointsGranted.model_validate_json(json.dumps(said["data"]), strict=True)


@contextmanager
def example(database: Path) -> Iterator[str]:
    """The subscriber of examples/ as a process; killed at the end."""
    command = [sys.executable, str(EXAMPLE), "--port", "0", "--database", str(database)]
    environment = {**os.environ, "WEBHOOK_SECRET": f"whsec_{'eHh4' * 11},{SECRET}"}
    with started(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()


def conform_command(handler: str, *more: str) -> Any:
    command = ["conform", "--handler", handler, *more]
    return CliRunner().invoke(app, command, env={"WEBHOOK_SECRET": SECRET})


def test_the_example_subscriber_passes_and_survives_its_death(tmp_path: Path) -> None:
    database = tmp_path / "points.sqlite"
    with example(database) as handler:
        balances = handler.replace("/webhooks", "/balances/{account}")
        done = conform_command(handler, "--balances", balances, "--json")
        assert done.exit_code == 0, done.output
        findings = json.loads(done.stdout)
        assert {one["verdict"] for one in findings} == {"right"}
        assert len(findings) == len(CASES) + 1
        probe = Probe(httpx2.Client(), balances, handler=handler, secret=SECRET)
        message = probe.granted("account-1", 1, 10)
        assert probe.send(message) == 200
    with example(database) as handler:
        balances = handler.replace("/webhooks", "/balances/{account}")
        probe = Probe(httpx2.Client(), balances, handler=handler, secret=SECRET)
        assert probe.balance("account-1") == 10
        assert probe.send(message) == 200
        assert probe.balance("account-1") == 10
        assert probe.send(message.with_headers(signature="v1,AAAA")) == 401
        assert probe.send(probe.signed("msg_1", b"[]")) == 400


def test_the_example_does_not_start_without_a_secret() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "WEBHOOK_SECRET"}
    done = subprocess.run([sys.executable, str(EXAMPLE)], env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"WEBHOOK_SECRET" in done.stderr


def test_the_command_tells_a_person_and_ends_with_1_when_something_is_wrong() -> None:
    with serving(Broken("takes any time")) as url:
        done = conform_command(url, "--balances", url + "/{account}")
    assert done.exit_code == 1
    assert "right        duplicates" in done.stdout
    assert "wrong        stale timestamps" in done.stdout
    assert "an event signed 600 s ago was taken with 200" in done.stdout
    assert f"1 of {len(CASES) + 1} cases are wrong" in done.stderr


@pytest.mark.parametrize(
    ("handler", "more", "said"),
    [
        ("nonsense", [], "is no URL"),
        ("http://127.0.0.1:1/", ["--balances", "http://127.0.0.1:1/"], "has no {account}"),
        ("http://127.0.0.1:1/", ["--balances", "x{account}"], "is no URL"),
        ("http://127.0.0.1:1/", ["--secret", "whsec_c2hvcnQ="], "24 to 64 bytes"),
        ("http://127.0.0.1:1/", [], "the handler does not answer"),
        ("http://127.0.0.1:1/", ["--group", "g"], "--handler URL or --group NAME"),
    ],
)
def test_what_cannot_be_tried_is_said_and_no_secret_is_repeated(
    handler: str, more: list[str], said: str
) -> None:
    done = conform_command(handler, *more)
    assert done.exit_code == 1
    assert said in done.stderr
    assert "whsec_c2hvcnQ=" not in done.stderr
