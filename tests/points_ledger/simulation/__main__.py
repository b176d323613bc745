"""`python -m tests.points_ledger.simulation --seed n --seconds n`: one schedule after the other."""

import argparse
import random
import sys
import time

from tests.points_ledger.simulation.faults import FAULTS, planted
from tests.points_ledger.simulation.schedule import Schedule, Wrong


def simulate(seed: int, seconds: float) -> tuple[int, str]:
    """How many schedules ran, at least one, and the digest of the last. Raises Wrong, naming the seed."""
    until, count = time.monotonic() + seconds, 0
    while True:
        try:
            digest = Schedule(seed + count).run()
        except Wrong as error:
            raise Wrong(f"SEED={seed + count} SECONDS=0 shows it again: {error}") from error
        count += 1
        if time.monotonic() >= until:
            return count, digest


def main() -> int:
    """Exit code 1 when the ledger and the model differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**9))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--plant", choices=sorted(FAULTS), help="a fault that must be found")
    options = parser.parse_args()
    try:
        with planted(options.plant):
            count, digest = simulate(options.seed, options.seconds)
    except Wrong as error:
        print(error)
        return 1
    print(f"{count} schedules from SEED={options.seed} agree with the model; the last digest is {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
