"""The command line of Mini Job. It works on the folder in which it is started."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import httpx2
import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress

from local_platform.jars import JarError
from local_platform.platform import Platform, principal_secret
from local_platform.process import ServerFailed
from local_platform.running import AlreadyRunning, OtherUser, find_running
from minijob import Client, ProblemError, digits
from minijob.conform import PLACE, POINTS, Finding, Unreachable, conform_group, conform_handler
from minijob.guarding import guard_lines
from minijob.moving import BrokenSource, Draft, read_source
from minijob.replay import BrokenFile, Failed, Recording, Report, read_recording, replay
from minijob.replay.lean import plain_address
from minijob.replay.order import REWARD_POINTS, uploads
from minijob.replay.report import broken, table_of
from minijob.screening import screen_lines

app = typer.Typer(
    help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False
)
errors = Console(stderr=True)

Json = Annotated[
    bool, typer.Option("--json", help="JSON on standard output; everything else goes to standard error.")
]
Workers = Annotated[int, typer.Option(min=1, max=256, help="How many members work at a time.")]
EXPECTED = (
    Failed,
    ProblemError,
    BrokenFile,
    BrokenSource,
    ServerFailed,
    JarError,
    AlreadyRunning,
    OtherUser,
    OSError,
    httpx2.HTTPError,
    Unreachable,
)


def say(text: str) -> None:
    """Tells a person; standard output is kept for results."""
    errors.print(text, markup=False, highlight=False, soft_wrap=True)


def fail(text: str) -> NoReturn:
    errors.print(text, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)


@contextmanager
def explained() -> Iterator[None]:
    """Failures that have an explanation end the command with it, not with a stack trace."""
    try:
        yield
    except (*EXPECTED, ExceptionGroup) as error:
        first = _first(error)
        if not isinstance(first, EXPECTED):
            raise
        fail(str(first))


def _first(error: BaseException) -> BaseException:
    return _first(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error


@contextmanager
def platform(root: Path) -> Iterator[tuple[str, Platform | None]]:
    """The gateway of the platform that runs in `root`, or of one that lives as long as the context."""
    running = find_running(root)
    if running is not None:
        yield str(running["gateway"]), None
        return
    with Platform(root, say) as started:
        yield started.url, started


def print_json(value: Any) -> None:
    """One line; what UTF-8 cannot hold (a lone surrogate) is written as its JSON escape."""
    line = json.dumps(value, ensure_ascii=False)
    typer.echo(line.encode("utf-8", "backslashreplace"))


@app.command()
def up(as_json: Json = False) -> None:
    """Start the whole platform on this machine and stop it at Ctrl-C."""
    with explained(), Platform(Path.cwd(), say) as started:
        where = {
            "gateway": started.url,
            "status_page": f"{started.url}/status",
            "work_page": f"{started.url}/work",
        }
        if as_json:
            print_json(where)
        else:
            for name, url in where.items():
                typer.echo(f"{name.replace('_', ' ')}: {url}")
        sys.stdout.flush()
        say("Ctrl-C stops it")
        started.wait()


@app.command()
def demo(
    stay: Annotated[bool, typer.Option("--stay", help="Keep the platform until Ctrl-C.")] = False,
    as_json: Json = False,
) -> None:
    """Run the platform and a sample order from draft to settled; its members are simulated."""
    with explained(), platform(Path.cwd()) as (gateway, started):
        recording = digits.sample()
        report = _replayed(gateway, recording, 8)
        _show(report, "A sample order, answered by simulated members", as_json)
        _check(report)
        say("The order went from draft through live to settled. Its members are simulated, all else is real.")
        say(f"status page: {gateway}/status")
        if stay and started is not None:
            say("Ctrl-C stops the platform")
            started.wait()


@app.command("replay")
def replay_command(
    answers: Annotated[Path, typer.Option(help="CSV with the columns item, worker and label.")],
    truth: Annotated[Path | None, typer.Option(help="CSV with the columns item and label.")] = None,
    items: Annotated[Path | None, typer.Option(help="CSV with the column item and what is shown.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first so many items.")] = None,
    workers: Workers = 16,
    gateway: Annotated[str | None, typer.Option(help="URL; else the platform of this folder.")] = None,
    as_json: Json = False,
) -> None:
    """Send recorded answers through the public API: every lease, answer, acceptance and grant is real."""
    with explained():
        recording = read_recording(answers, truth, items, limit)
        if gateway is not None:
            report = _replayed(_checked(gateway), recording, workers)
        else:
            with platform(Path.cwd()) as (found, _):
                report = _replayed(found, recording, workers)
        _show(report, recording.title, as_json)
        _check(report)


def _checked(gateway: str) -> str:
    try:
        plain_address(gateway)
    except ValueError as error:
        fail(str(error))
    return gateway


def _replayed(gateway: str, recording: Recording, workers: int) -> Report:
    with Progress(
        *Progress.get_default_columns(),
        MofNCompleteColumn(),
        console=errors,
        disable=not errors.is_terminal,
        transient=True,
    ) as bar:
        task = bar.add_task("answers", total=recording.expected)
        return asyncio.run(replay(gateway, recording, workers, say, lambda: bar.advance(task)))


def _show(report: Report, title: str, as_json: bool) -> None:
    (errors if as_json else Console()).print(table_of(report, title))
    if as_json:
        print_json(report.to_json())


def _check(report: Report) -> None:
    wrong = broken(report, REWARD_POINTS)
    if wrong:
        fail("\n".join(wrong))


@app.command()
def screen(
    file: Annotated[Path, typer.Argument(help="One order per line, as JSON.", exists=True, dir_okay=False)],
    as_json: Json = False,
) -> None:
    """Screen orders, one verdict per line in the same order; needs no server."""
    _line_by_line(file, screen_lines, _told, as_json, "some lines are no orders")


def _told(number: int, verdict: dict[str, Any]) -> str:
    found = [*verdict["findings"]]
    for row in verdict.get("items", ()):
        found += row["findings"]
    lines = [f"  {one['rule']} {one['where']}: {one['quote']!r}. {one['reason']}" for one in found]
    return "\n".join([f"line {number}: {verdict['verdict']}", *lines])


@app.command()
def guard(
    file: Annotated[
        Path, typer.Argument(help='One {"id", "text", "expects"?} per line.', exists=True, dir_okay=False)
    ],
    as_json: Json = False,
) -> None:
    """Mask what identifies somebody in answers, line by line in the same order; needs no server."""
    _line_by_line(file, guard_lines, _guarded, as_json, "some lines are no answers")


def _guarded(number: int, found: dict[str, Any]) -> str:
    if found["held"]:
        return f"line {number}: held: {found['held']}"
    kinds = ", ".join(one["kind"] for one in found["findings"])
    return f"line {number}: {found['masked']}" + (f"\n  masked: {kinds}" if kinds else "")


def _line_by_line(
    file: Path,
    answers: Callable[[Iterable[bytes]], Iterator[dict[str, Any]]],
    told: Callable[[int, dict[str, Any]], str],
    as_json: bool,
    wrong: str,
) -> None:
    """Prints what is said of each line; fails at the end when one of them was wrong."""
    failed = False
    with file.open("rb") as lines:
        for number, found in enumerate(answers(lines), 1):
            failed |= "error" in found
            if as_json:
                print_json(found)
                continue
            text = f"line {number}: error: {found['error']}" if "error" in found else told(number, found)
            typer.echo(text.encode("utf-8", "backslashreplace"))
    if failed:
        fail(wrong)


class Origin(StrEnum):
    """Where an order comes from."""

    mturk = "mturk"
    toloka = "toloka"
    label_studio = "label-studio"


@app.command("import")
def import_command(
    origin: Annotated[Origin, typer.Argument(help="Which platform the file is from.")],
    file: Annotated[
        Path,
        typer.Argument(
            help="A HIT (XML, or JSON with it), a pool (JSON) or a configuration (XML).", exists=True
        ),
    ],
    tasks: Annotated[Path | None, typer.Option(help="JSON list of the rows.", exists=True)] = None,
    gateway: Annotated[str | None, typer.Option(help="URL; with it the draft is posted.")] = None,
    token: Annotated[
        str, typer.Option(envvar="MINIJOB_TOKEN", help="The client's API key or token, to post with.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Turn work of another platform into a draft order, and list what was not carried over."""
    with explained():
        draft = read_source(origin.value, file, tasks)
        found = draft.to_json()
        if gateway is not None:
            found["order_id"] = _posted(_checked(gateway), token, draft)
    if as_json:
        print_json(found)
        return
    typer.echo(json.dumps(found["order"], ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace"))
    say(f"{len(draft.items)} items; not carried over:")
    for what in found["not_carried_over"]:
        say(f"- {what}")
    if gateway is not None:
        say(f"draft order {found['order_id']}")


def _posted(gateway: str, token: str, draft: Draft) -> str:
    """The draft on the platform, with its items; its id."""
    with Client(gateway, token) as client:
        order_id = str(client.create_order(draft.order())["order_id"])
        for piece in uploads(draft.items):
            if piece:
                taken = client.add_items(order_id, piece)
                for one in taken["rejected"]:
                    say(f"item {one['row']} was not taken: {one['error']}")
    return order_id


@app.command("conform")
def conform_command(
    handler: Annotated[str | None, typer.Option(help="URL of the handler that takes the webhooks.")] = None,
    secret: Annotated[
        str, typer.Option(envvar="WEBHOOK_SECRET", help="The whsec_… secret that the handler verifies with.")
    ] = "",
    group: Annotated[
        str | None, typer.Option(help="A group of Kafka consumers, instead of --handler.")
    ] = None,
    kafka: Annotated[
        str, typer.Option(help="Bootstrap servers of a broker for trials, never of one with real points.")
    ] = "127.0.0.1:9092",
    topic: Annotated[str, typer.Option(help="What the group listens to.")] = POINTS,
    balances: Annotated[
        str | None,
        typer.Option(
            help=f"URL with {PLACE} that answers the points counted; without it, effects stay open."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Send a webhook handler or a consumer group duplicates, gaps and more, and say what it gets wrong."""
    if (handler is None) == (group is None):
        fail("say what to test: --handler URL or --group NAME")
    with explained():
        try:
            findings = (
                conform_group(kafka, group, balances, topic)
                if group is not None
                else conform_handler(str(handler), secret, balances)
            )
        except ValueError as error:
            fail(str(error))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        typer.echo("\n".join(line for finding in findings for line in _judged(finding)))
    wrong = sum(finding.verdict == "wrong" for finding in findings)
    if wrong:
        fail(f"{wrong} of {len(findings)} cases are wrong")


def _judged(finding: Finding) -> list[str]:
    return [f"{finding.verdict:11}  {finding.case}", *(f"             {wrong}" for wrong in finding.wrong)]


class Proof(StrEnum):
    """What can be asked of the ledger."""

    verify = "verify"
    rebuild = "rebuild"


@app.command()
def ledger(what: Proof, as_json: Json = False) -> None:
    """Prove the ledger: balances replayed from the events equal the live ones."""
    root = Path.cwd()
    with explained(), platform(root):
        running = find_running(root) or {}
        environment = {
            **os.environ,
            "MINIJOB_ENVIRONMENT": "local",
            "DATABASE_URL": str(running["database_url"]),
            "KAFKA_BOOTSTRAP_SERVERS": str(running["kafka_bootstrap_servers"]),
            "PRINCIPAL_SECRET": principal_secret(root / ".local"),
        }
        command = [sys.executable, "-m", "points_ledger", what.value, *(["--json"] if as_json else [])]
        done = subprocess.run(command, env=environment, check=False)
    if done.returncode:
        raise typer.Exit(1)
