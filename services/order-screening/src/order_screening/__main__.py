"""`python -m order_screening serve | decisions | chain | release STREAM`."""

import argparse
import sys
from uuid import UUID

from sqlalchemy import Engine

from chassis import chain_proof
from chassis.database import open_engine, service_url
from chassis.logs import configure_logs
from chassis.service import serve
from chassis.settings import Settings
from order_screening.decisions import Entry, proven
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


def main(arguments: list[str]) -> int:
    """Exit code 0 on success."""
    parser = argparse.ArgumentParser(prog="order_screening", description=__doc__)
    commands = ["serve", "decisions", "chain", "release"]
    parser.add_argument("command", nargs="?", default="serve", choices=commands)
    parser.add_argument("stream", nargs="?", type=UUID, help="the stopped stream that `release` reopens")
    asked = parser.parse_args(arguments)
    if (asked.command == "release") != (asked.stream is not None):
        parser.error("stream: release needs the id of one, and nothing else takes any")
    if asked.command == "serve":
        own = ScreeningSettings()
        serve(screening_service(own.is_local, own.screening_seconds), own)
        return 0
    settings = Settings()
    configure_logs(SERVICE.name, settings.log_level, sys.stderr)
    engine = open_engine(service_url(settings.database_url, SERVICE.name), settings)
    if asked.command == "release":
        return release(engine, asked.stream)
    return {"decisions": export_decisions, "chain": follow_chains}[asked.command](engine)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
