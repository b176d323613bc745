"""`python -m order_screening serve | decisions | replay | chain | release STREAM`."""

import argparse
import sys
from uuid import UUID, uuid4

from sqlalchemy import Engine

from chassis import chain_proof
from chassis.clock import now
from chassis.database import open_engine, service_url
from chassis.logs import configure_logs
from chassis.service import Running
from chassis.serving import serve
from chassis.settings import Settings
from order_screening.application import RULESET, Policy, keep_replay, warm
from order_screening.decisions import Entry, proven
from order_screening.replay import replay
from order_screening.service import SERVICE, ScreeningSettings, screening_service


def export_decisions(engine: Engine) -> int:
    """Each decision of an operator as a line of JSON; 1 when the chain does not hold, which stderr says."""
    for one in proven(engine):
        if not isinstance(one, Entry):
            print(f"BROKEN: {one}", file=sys.stderr)
            return 1
        print(one.to_json())
    return 0


def follow_chains(engine: Engine) -> int:
    """Follows every stream from its first event to its head; 1 when one is broken or stopped."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as tx:
        found = chain_proof.prove(tx, None)
        closed = chain_proof.stopped(tx)
    chain_proof.stop(engine, found.breaks)
    print(f"{found.events} events in {found.streams} streams, {found.seconds:.2f} s")
    for line in [*found.wrong, *(f"stopped: {id}: {reason}" for id, reason in closed.items())]:
        print(line)
    return 0 if found.is_whole and not closed else 1


def release(engine: Engine, stream: UUID) -> int:
    """Reopens a stopped stream; 1 when it is still broken or was not stopped."""
    refused = chain_proof.reopen(engine, stream)
    print(f"{stream}: {refused or 'takes commands again'}")
    return 1 if refused else 0


def replay_rules(settings: Settings) -> int:
    """Prints each past version that this release judges otherwise; keeps the sums, and tells them."""
    running = Running(SERVICE, settings)
    running.prepare()
    running.writer.start()
    try:
        found = list(replay(running.engine, running.codec, Policy(may_clear=True)))
        different = [one for one in found if one is not None]
        refused = sum(one.newly_refused for one in different)
        passed = sum(one.newly_passed for one in different)
        command = keep_replay(f"replay/{uuid4()}", RULESET, len(found), refused, passed, now())
        (result,) = running.writer.enqueue([command]).result(settings.job_chunk_seconds)
    finally:
        running.writer.stop()
        running.database.close()
    if isinstance(result, Exception):
        raise result
    for one in different:
        print(one.to_json())
    others = len(different) - refused - passed
    told = f"{refused} newly refused, {passed} newly passed, {others} otherwise different"
    print(f"rule set {RULESET} over {len(found)} versions: {told}", file=sys.stderr)
    return 0


def main(arguments: list[str]) -> int:
    """Exit code 0 on success."""
    parser = argparse.ArgumentParser(prog="order_screening", description=__doc__)
    commands = ["serve", "decisions", "replay", "chain", "release"]
    parser.add_argument("command", nargs="?", default="serve", choices=commands)
    parser.add_argument("stream", nargs="?", type=UUID, help="the stopped stream that `release` reopens")
    asked = parser.parse_args(arguments)
    if (asked.command == "release") != (asked.stream is not None):
        parser.error("stream: release needs the id of one, and nothing else takes any")
    if asked.command == "serve":
        own = ScreeningSettings()
        warm()  # before there are two processes, so that both are
        serve(screening_service(own.is_local, own.screening_seconds), own)
        return 0
    settings = Settings()
    configure_logs(SERVICE.name, settings.log_level, sys.stderr)
    if asked.command == "replay":
        return replay_rules(settings)
    engine = open_engine(service_url(settings.database_url, SERVICE.name), settings)
    if asked.command == "release":
        return release(engine, asked.stream)
    return {"decisions": export_decisions, "chain": follow_chains}[asked.command](engine)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
