"""Kafka's jars are exactly the locked ones, wherever they came from."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from local_platform.jars import Jar, JarError, fetch_jars, read_lock
from local_platform.ports import free_port

pytestmark = pytest.mark.servers


class Mirror(SimpleHTTPRequestHandler):
    """A Maven repository over the jars that are already here; it counts what it is asked for."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def small() -> Jar:
    return min(read_lock(), key=lambda jar: jar.size)


@pytest.fixture
def asked(tmp_path: Path, jars: Path, small: Jar, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    fetch_jars([small], jars, print)
    Mirror.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Mirror, directory=str(jars)))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    settings = tmp_path / "jgo.conf"
    settings.write_text(f"[repositories]\nmirror = http://127.0.0.1:{server.server_port}\n")
    monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))
    yield Mirror.asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_lock_names_every_jar_once_with_its_hash_and_no_address() -> None:
    jars = read_lock()
    assert jars[0].coordinate.startswith("org.apache.kafka:kafka_2.13:4.")
    assert len({jar.coordinate for jar in jars}) == len(jars)
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in jars)
    assert not any("/" in str(jar) for jar in jars)


def test_a_jar_is_fetched_once_from_the_users_mirror(tmp_path: Path, small: Jar, asked: list[str]) -> None:
    cache = tmp_path / "cache"
    for _ in range(2):
        assert fetch_jars([small], cache, print) == [small.path(cache)]
    assert small.is_in(cache)
    assert len([path for path in asked if path.endswith(".jar")]) == 1


def test_a_download_that_was_cut_short_is_fetched_again(tmp_path: Path, small: Jar, asked: list[str]) -> None:
    file = small.path(tmp_path)
    file.parent.mkdir(parents=True)
    file.write_bytes(b"half a j")
    fetch_jars([small], tmp_path, print)
    assert small.is_in(tmp_path)


def test_a_jar_with_another_hash_is_refused_and_not_kept(
    tmp_path: Path, small: Jar, asked: list[str]
) -> None:
    other = replace(small, sha256="0" * 64)
    with pytest.raises(JarError, match=small.coordinate):
        fetch_jars([other], tmp_path, print)
    assert not small.path(tmp_path).exists()


def test_a_repository_that_is_away_is_named_as_the_reason(
    tmp_path: Path, small: Jar, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "jgo.conf"
    settings.write_text(f"[repositories]\nmirror = http://127.0.0.1:{free_port()}\n")
    monkeypatch.setenv("JGO_CONFIG_FILE", str(settings))
    monkeypatch.setattr("local_platform.jars.ATTEMPTS", 1)
    with pytest.raises(JarError, match="could not be downloaded"):
        fetch_jars([small], tmp_path / "cache", print)


def test_a_download_says_how_far_it_is(tmp_path: Path, small: Jar, asked: list[str]) -> None:
    said: list[str] = []
    fetch_jars([small], tmp_path, said.append)
    assert said[0].startswith("Kafka: downloading 1 jars")
    assert said[-1].startswith("Kafka: 100%")
    assert said[-1].endswith("1 of 1 jars")
