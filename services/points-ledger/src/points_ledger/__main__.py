"""`python -m points_ledger serve | verify | rebuild | chain | release STREAM | resend`."""

import argparse
import asyncio
import json
import os
import sys
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import Engine

from chassis.chain_proof import reopen, stopped
from chassis.codec import Codec
from chassis.collector import calm_collector
from chassis.database import open_engine, service_url
from chassis.logs import configure_logs
from chassis.resending import resend
from chassis.service import Running
from chassis.serving import serve
from chassis.settings import Settings
from points_ledger.chain import prove_chain
from points_ledger.proof import verify
from points_ledger.rebuild import rebuild_views
from points_ledger.service import SERVICE, ledger_service
from points_ledger.settings import LedgerSettings
from points_ledger.watch import still_wrong


def rebuild(engine: Engine, codec: Codec, processes: int = 1) -> None:
    """Says how far it is, on a terminal only."""
    shown = sys.stderr.isatty()

    def progress(position: int, newest: int) -> None:
        if shown:
            end = "\n" if position >= newest else ""
            print(f"\rrebuilding: event {position:,} of {newest:,}", end=end, file=sys.stderr, flush=True)

    calm_collector()
    rebuild_views(engine, codec, progress, processes)


def prove(engine: Engine, codec: Codec, as_json: bool) -> int:
    """Replays every event and compares the result with the live ledger; 0 when equal."""
    found = verify(engine, codec)
    if as_json:
        print(json.dumps(vars(found), ensure_ascii=False))
    else:
        print(f"{found.events} events, {found.accounts} accounts, {found.seconds:.2f} s")
        print("equal: aggregates, postings, balances and escrows agree" if found.equal else "NOT EQUAL")
        for line in found.wrong:
            print(f"  {line}")
    return 0 if found.equal else 1


def follow_chains(engine: Engine, codec: Codec, as_json: bool) -> int:
    """Follows every stream from its first event to its head; 0 when nothing is broken or stopped."""
    found = prove_chain(engine, codec)
    with engine.connect() as tx:
        closed = stopped(tx)
    if as_json:
        told = {
            "whole": found.is_whole,
            "events": found.events,
            "streams": found.streams,
            "wrong": found.wrong,
        }
        told |= {"stopped": {str(id): reason for id, reason in closed.items()}, "seconds": found.seconds}
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(f"{found.events} events in {found.streams} streams, {found.seconds:.2f} s")
        print("whole: every stream follows from its chain" if found.is_whole else "BROKEN")
        for line in found.wrong:
            print(f"  {line}")
        for id, reason in closed.items():
            print(f"stopped: {id}: {reason}")
    return 0 if found.is_whole and not closed else 1


def release(engine: Engine, stream: UUID) -> int:
    """Reopens a stopped stream; 1 when it is still broken or was not stopped."""
    refused = reopen(engine, stream, lambda id: still_wrong(engine, SERVICE.aggregates, id))
    print(f"{stream}: {refused or 'takes commands again'}")
    return 1 if refused else 0


def send_again(running: Running, as_json: bool) -> int:
    """Handles all dead letters again; 0 when none is refused any more."""
    running.writer.start()
    try:
        listening = running.service.subscriptions
        found = asyncio.run(resend(running.service.name, listening, running.writer, running.settings))
    finally:
        running.writer.stop()
        running.database.close()
    if as_json:
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        print(f"{found.done} handled now, {found.before} before, {len(found.refused)} refused")
        for place, reason in found.refused.items():
            print(f"  {place}: {reason}")
    return 1 if found.refused else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="points_ledger", description=__doc__)
    commands = ["serve", "verify", "rebuild", "chain", "release", "resend"]
    parser.add_argument("command", nargs="?", default="serve", choices=commands)
    parser.add_argument("stream", nargs="?", type=UUID, help="the stopped stream that `release` reopens")
    most = os.cpu_count() or 1
    parser.add_argument(
        "--processes", type=int, choices=range(1, most + 1), default=min(2, most), help="that rebuild"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    arguments = parser.parse_args()
    if (arguments.command == "release") != (arguments.stream is not None):
        parser.error("stream: release needs the id of one, and nothing else takes any")
    if arguments.command == "serve":
        own = LedgerSettings()
        serve(ledger_service(own.limits), own)
        return 0
    settings = Settings()
    configure_logs(SERVICE.name, settings.log_level, sys.stderr)
    if arguments.command == "resend":
        return send_again(Running(SERVICE, settings), arguments.json)
    engine = open_engine(service_url(settings.database_url, SERVICE.name), settings)
    codec = Codec(SERVICE.aggregates)
    if arguments.command == "chain":
        return follow_chains(engine, codec, arguments.json)
    if arguments.command == "release":
        return release(engine, arguments.stream)
    if arguments.command == "rebuild":
        rebuild(engine, codec, arguments.processes)
    return prove(engine, codec, arguments.json)


if __name__ == "__main__":
    sys.exit(main())
