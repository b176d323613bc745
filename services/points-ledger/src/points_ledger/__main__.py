"""`python -m points_ledger serve | verify | rebuild`."""

import argparse
import json
import sys

from sqlalchemy import Engine

from chassis.codec import Codec
from chassis.database import open_engine, service_url
from chassis.service import serve
from chassis.settings import Settings
from points_ledger.proof import verify
from points_ledger.rebuild import rebuild_views
from points_ledger.service import SERVICE, LedgerSettings


def rebuild(engine: Engine, codec: Codec) -> None:
    """Says how far it is, on a terminal only."""
    shown = sys.stderr.isatty()

    def progress(position: int, newest: int) -> None:
        if shown:
            end = "\n" if position >= newest else ""
            print(f"\rrebuilding: event {position:,} of {newest:,}", end=end, file=sys.stderr, flush=True)

    rebuild_views(engine, codec, progress)


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


def main() -> int:
    parser = argparse.ArgumentParser(prog="points_ledger", description=__doc__)
    parser.add_argument("command", nargs="?", default="serve", choices=["serve", "verify", "rebuild"])
    parser.add_argument("--json", action="store_true", help="one JSON object")
    arguments = parser.parse_args()
    if arguments.command == "serve":
        serve(SERVICE, LedgerSettings())
        return 0
    settings = Settings()
    engine = open_engine(service_url(settings.database_url, SERVICE.name), settings)
    codec = Codec(SERVICE.aggregates)
    if arguments.command == "rebuild":
        rebuild(engine, codec)
    return prove(engine, codec, arguments.json)


if __name__ == "__main__":
    sys.exit(main())
