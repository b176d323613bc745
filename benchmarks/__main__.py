"""`python -m benchmarks`: starts servers of its own and prints each figure beside its floor."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from uuid import UUID

from benchmarks import fed, ledger, million, relay, serving, start, walk
from benchmarks.rounds import Figure
from chassis.settings import Settings
from local_platform.platform import Platform
from local_platform.postgres import prepare_postgres
from local_platform.process import stop_all, wait_until_ready
from local_platform.servers import servers
from local_platform.services import COMMANDS, GATEWAY

JARS = Path(".local", "kafka", "jars")
BARE = (sys.executable, "-m", "benchmarks.bare")
NOWHERE = "http://127.0.0.1:1"
UNUSED = [f"{name}_URL={NOWHERE}" for name in ("TASK_CATALOG", "ORDER_SCREENING", "POINTS_LEDGER")]
BARE_PLATFORM = {"assignment": BARE, GATEWAY: ("env", *UNUSED, *COMMANDS[GATEWAY])}


class Bench:
    """The servers that figures share, each started when the first one asks for it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self._stack = folder, stack

    @cached_property
    def settings(self) -> Settings:
        running = self._stack.enter_context(servers(Path.cwd(), quiet))
        return _settings(running.database_url, running.bootstrap_servers)

    @cached_property
    def order_id(self) -> UUID:
        return ledger.prepared(self.settings)

    @cached_property
    def serving(self) -> serving.Ledger:
        assert self.order_id
        return self._stack.enter_context(serving.serving(self.settings, self.folder))

    @cached_property
    def platform(self) -> Platform:
        return self._stack.enter_context(_platform(self.folder / "walk"))

    def pairs(self) -> Figure:
        bare = Platform(self.folder / "bare", quiet, BARE_PLATFORM)
        bare.database_url = self.platform.database_url
        bare.bootstrap_servers = self.platform.bootstrap_servers
        with bare:
            return walk.pairs(self.platform.url, bare.url)

    def visible(self) -> Figure:
        platform = self.platform
        return walk.visible(platform.url, _settings(platform.database_url, platform.bootstrap_servers))


def processes(bench: Bench) -> Figure:
    """A ledger of some events in a database of its own."""
    with _postgres(bench.folder / "some") as settings:
        million.filled(settings, million.SOME)
        return million.processes(settings)


def restart(bench: Bench) -> list[Figure]:
    """A ledger of a million events in a database of its own."""
    with _postgres(bench.folder / "million") as settings:
        return million.restart(settings, million.filled(settings, million.MILLION))


def second_start(bench: Bench) -> Figure:
    return start.second_start(_root(bench.folder / "start"))


Measure = Callable[[Bench], Figure | list[Figure]]
GROUPS: tuple[dict[str, Measure], ...] = (
    {
        "grants": lambda bench: ledger.grants(bench.settings, bench.order_id),
        "replicas": lambda bench: ledger.two_replicas(bench.settings, bench.order_id),
        "redelivery": lambda bench: million.redelivered(bench.settings, bench.order_id),
        "bytes": lambda bench: million.stored(bench.settings, bench.order_id),
        "rebuild": lambda bench: ledger.rebuild(bench.settings),
        "relay": lambda bench: relay.relayed(bench.settings),
        "fed": lambda bench: fed.fed(bench.settings, bench.order_id, bench.folder),
        "fed-replicas": lambda bench: fed.two_replicas(bench.settings, bench.order_id, bench.folder),
        "http-grants": lambda bench: serving.grants(bench.serving),
        "http-holds": lambda bench: serving.holds(bench.serving),
        "http-reads": lambda bench: serving.reads(bench.serving),
    },
    {"processes": processes, "restart": restart},
    {"pairs": Bench.pairs, "visible": Bench.visible},
    {"start": second_start},
)
"""Each group has servers of its own, so that none runs beside what it is not measured with."""


def main() -> int:
    """Exit code 1 when a figure misses its bound; a floor that does not hold still gives no verdict."""
    names = [name for group in GROUPS for name in group]
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=f"all, or some of: {', '.join(names)}")
    asked = set(parser.parse_args().figures or names)
    if unknown := asked - set(names):
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="minijob-bench-") as name:
        figures = [figure for group in GROUPS for figure in _of_group(group, asked, Path(name))]
    return 1 if any(figure.verdict == "MISSED" for figure in figures) else 0


def _of_group(group: dict[str, Measure], asked: set[str], folder: Path) -> Iterator[Figure]:
    with ExitStack() as stack:
        bench = Bench(folder, stack)
        for measure in (group[name] for name in group if name in asked):
            measured = measure(bench)
            for figure in measured if isinstance(measured, list) else [measured]:
                print(figure, flush=True)
                yield figure


@contextmanager
def _platform(root: Path) -> Iterator[Platform]:
    """A platform with empty storage."""
    with Platform(_root(root), quiet) as platform:
        yield platform


def _root(root: Path) -> Path:
    """A folder for a platform; only the jars are those of this folder."""
    (root / JARS.parent).mkdir(parents=True)
    (root / JARS).symlink_to(JARS.resolve())
    for folder in (root.parent, root):
        folder.chmod(0o711)
    return root


@contextmanager
def _postgres(folder: Path) -> Iterator[Settings]:
    """A PostgreSQL without a Kafka."""
    folder.parent.chmod(0o711)
    postgres = prepare_postgres(folder, progress=quiet)
    try:
        postgres.launch()
        wait_until_ready([postgres])
        yield _settings(postgres.url, NOWHERE.removeprefix("http://"))
    finally:
        stop_all([postgres])


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


if __name__ == "__main__":
    sys.exit(main())
