"""`python -m points_ledger serve | verify | rebuild`."""

import argparse
import json
import sys

from chassis.codec import Codec
from chassis.database import open_engine, service_url
from chassis.service import serve
from chassis.settings import Settings
from points_ledger.proof import verify
from points_ledger.service import SERVICE


def prove(as_json: bool) -> int:
    """Rebuilds every balance from the events and compares it with the live ledger; 0 when equal."""
    settings = Settings()
    engine = open_engine(service_url(settings.database_url, SERVICE.name), settings)
    found = verify(engine, Codec(SERVICE.aggregates))
    if as_json:
        print(json.dumps(vars(found), ensure_ascii=False))
    else:
        print(f"{found.events} events, {found.accounts} accounts, {found.seconds:.2f} s")
        print("equal: aggregates, postings and balances agree" if found.equal else "NOT EQUAL")
        for line in found.wrong:
            print(f"  {line}")
    return 0 if found.equal else 1


def main() -> int:
    parser = argparse.ArgumentParser(prog="points_ledger", description=__doc__)
    parser.add_argument("command", nargs="?", default="serve", choices=["serve", "verify", "rebuild"])
    parser.add_argument("--json", action="store_true", help="one JSON object")
    arguments = parser.parse_args()
    if arguments.command == "serve":
        serve(SERVICE)
        return 0
    return prove(arguments.json)


if __name__ == "__main__":
    sys.exit(main())
