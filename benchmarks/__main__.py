"""`python -m benchmarks`: starts servers of its own and prints each figure beside its floor."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import fed, ledger, relay, start, walk
from benchmarks.rounds import Figure
from chassis.settings import Settings
from local_platform.platform import Platform
from local_platform.servers import servers
from local_platform.services import COMMANDS, GATEWAY

JARS = Path(".local", "kafka", "jars")
BARE = (sys.executable, "-m", "benchmarks.bare")
NOWHERE = "http://127.0.0.1:1"
UNUSED = [f"{name}_URL={NOWHERE}" for name in ("TASK_CATALOG", "ORDER_SCREENING", "POINTS_LEDGER")]
BARE_PLATFORM = {"assignment": BARE, GATEWAY: ("env", *UNUSED, *COMMANDS[GATEWAY])}


def main() -> int:
    """Exit code 1 when a figure misses its bound; a floor that does not hold still gives no verdict."""
    with tempfile.TemporaryDirectory(prefix="minijob-bench-") as name:
        figures = list(_figures(Path(name)))
    return 1 if any(figure.verdict == "MISSED" for figure in figures) else 0


def _figures(folder: Path) -> Iterator[Figure]:
    with servers(Path.cwd(), quiet) as running:
        settings = _settings(running.database_url, running.bootstrap_servers)
        order_id = ledger.prepared(settings)
        yield _printed(ledger.grants(settings, order_id))
        yield _printed(ledger.two_replicas(settings, order_id))
        yield _printed(ledger.rebuild(settings))
        yield _printed(relay.relayed(settings))
        yield _printed(fed.fed(settings, order_id, folder, replicas=1))
        yield _printed(fed.fed(settings, order_id, folder, replicas=2))
    with _platform(folder / "walk") as platform:
        bare = Platform(folder / "bare", quiet, BARE_PLATFORM)
        bare.database_url, bare.bootstrap_servers = platform.database_url, platform.bootstrap_servers
        with bare:
            yield _printed(walk.pairs(platform.url, bare.url))
        settings = _settings(platform.database_url, platform.bootstrap_servers)
        yield _printed(walk.visible(platform.url, settings))
    yield _printed(start.second_start(folder / "walk"))


@contextmanager
def _platform(root: Path) -> Iterator[Platform]:
    """A platform with empty storage; only the jars are those of this folder."""
    (root / JARS.parent).mkdir(parents=True)
    (root / JARS).symlink_to(JARS.resolve())
    for folder in (root.parent, root):
        folder.chmod(0o711)
    with Platform(root, quiet) as platform:
        yield platform


def _settings(database_url: str, bootstrap_servers: str) -> Settings:
    return Settings(
        database_url=database_url,
        kafka_bootstrap_servers=bootstrap_servers,
        principal_secret="only-for-benchmarks-" * 2,
        minijob_environment="local",
        topic_partitions=4,
        topic_replicas=1,
    )


def quiet(text: str) -> None:
    """Progress that nobody reads."""


def _printed(figure: Figure) -> Figure:
    print(figure, flush=True)
    return figure


if __name__ == "__main__":
    sys.exit(main())
