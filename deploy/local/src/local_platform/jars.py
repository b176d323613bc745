"""The jars of Apache Kafka: named by Maven coordinates, locked by hash, fetched once."""

import fcntl
import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from local_platform.process import Progress

if TYPE_CHECKING:
    from jgo.maven import MavenContext

LOCK = Path(__file__).with_name("kafka-jars.lock")
DOWNLOADS_AT_ONCE = 6
ATTEMPTS = 3
REQUEST_SECONDS = 60
REPORT_SECONDS = 1.0


class JarError(RuntimeError):
    """A jar could not be fetched, or what came is not what was locked."""


@dataclass(frozen=True)
class Jar:
    """One line of the lock: `group:artifact:version bytes sha256`."""

    coordinate: str
    size: int
    sha256: str

    @classmethod
    def parse(cls, line: str) -> "Jar":
        """The jar of a line of the lock."""
        coordinate, size, sha256 = line.split()
        return cls(coordinate, int(size), sha256)

    def __str__(self) -> str:
        return f"{self.coordinate} {self.size} {self.sha256}"

    def path(self, cache: Path) -> Path:
        """Where a Maven cache keeps it."""
        group, artifact, version = self.coordinate.split(":")
        return cache.joinpath(*group.split("."), artifact, version, f"{artifact}-{version}.jar")

    def is_in(self, cache: Path) -> bool:
        """Whether the cache has exactly the locked bytes."""
        file = self.path(cache)
        return file.exists() and sha256_of(file) == self.sha256


def read_lock(file: Path = LOCK) -> list[Jar]:
    """The locked jars, in the order of the class path."""
    return [Jar.parse(line) for line in file.read_text().splitlines() if line and not line.startswith("#")]


def fetch_jars(jars: list[Jar], cache: Path, progress: Progress) -> list[Path]:
    """The files of the jars; those missing or damaged are fetched first. JarError: one is not to be had."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / ".busy").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)
        missing = [jar for jar in jars if not jar.is_in(cache)]
        if missing:
            _download(missing, cache, progress)
    return [jar.path(cache) for jar in jars]


def maven(cache: Path, meter: "Meter | None" = None) -> "MavenContext":
    """The Maven repositories; a mirror is taken from the user's own jgo settings."""
    from jgo.config import GlobalSettings  # slow to import, and needed for downloads alone
    from jgo.maven import MavenContext, PythonResolver

    resolver = PythonResolver(progress_callback=meter.file if meter else None)
    mirrors = GlobalSettings.load().repositories
    return MavenContext(resolver, repo_cache=cache, remote_repos=mirrors or None, timeout=REQUEST_SECONDS)


def sha256_of(file: Path) -> str:
    """The hash of a file in hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Meter:
    """Counts bytes from several threads and reports about once a second."""

    def __init__(self, total_bytes: int, total_files: int, progress: Progress) -> None:
        self._total_bytes, self._total_files = total_bytes, total_files
        self._bytes = self._files = 0
        self._progress = progress
        self._reported = time.monotonic()
        self._lock = threading.Lock()

    @contextmanager
    def file(self, _name: str, _size: int) -> Iterator[Callable[[int], None]]:
        """Count one file; yields the function that takes the bytes of each chunk."""
        yield self._add
        with self._lock:
            self._files += 1

    def _add(self, count: int) -> None:
        with self._lock:
            self._bytes += count
            if time.monotonic() - self._reported >= REPORT_SECONDS:
                self.report()

    def report(self) -> None:
        """Say how far it is."""
        self._reported = time.monotonic()
        share = min(100, 100 * self._bytes // self._total_bytes)
        megabytes = f"{self._bytes / 1e6:.1f} of {self._total_bytes / 1e6:.1f} MB"
        self._progress(f"Kafka: {share}%, {megabytes}, {self._files} of {self._total_files} jars")


def _download(jars: list[Jar], cache: Path, progress: Progress) -> None:
    total = sum(jar.size for jar in jars)
    progress(f"Kafka: downloading {len(jars)} jars, {total / 1e6:.1f} MB")
    meter = Meter(total, len(jars), progress)
    context = maven(cache, meter)
    with ThreadPoolExecutor(DOWNLOADS_AT_ONCE) as pool:
        list(pool.map(lambda jar: _fetch(jar, cache, context), jars))
    meter.report()


def _fetch(jar: Jar, cache: Path, context: "MavenContext") -> None:
    file = jar.path(cache)
    for attempt in range(1, ATTEMPTS + 1):
        file.unlink(missing_ok=True)
        try:
            context.create_dependency(jar.coordinate).artifact.resolve()
            break
        except (OSError, RuntimeError) as error:
            if attempt == ATTEMPTS:
                raise JarError(f"{jar.coordinate} could not be downloaded: {error}") from error
            time.sleep(attempt)
    if not jar.is_in(cache):
        found = sha256_of(file)
        file.unlink()
        raise JarError(f"{jar.coordinate}: sha256 is {found}, locked is {jar.sha256}")
