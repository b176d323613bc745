"""`python -m benchmarks`: starts servers of its own and prints each figure beside its floor."""

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import ledger, relay
from benchmarks.rounds import Figure
from chassis.settings import Settings
from local_platform.servers import servers


def main() -> int:
    """Exit code 1 when a figure misses its bound; a floor that does not hold still gives no verdict."""
    with servers(Path.cwd()) as running:
        settings = Settings(
            database_url=running.database_url,
            kafka_bootstrap_servers=running.bootstrap_servers,
            principal_secret="only-for-benchmarks-" * 2,
            minijob_environment="local",
            topic_partitions=4,
            topic_replicas=1,
        )
        order_id = ledger.prepared(settings)
        measures: list[Callable[[], Figure]] = [
            lambda: ledger.grants(settings, order_id),
            lambda: ledger.two_replicas(settings, order_id),
            lambda: ledger.rebuild(settings),
            lambda: relay.relayed(settings),
        ]
        figures = []
        for measure in measures:
            figures.append(measure())
            print(figures[-1].line(), flush=True)
    return 1 if any(figure.verdict == "MISSED" for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
