"""What the tests of the local platform share."""

import sys
from pathlib import Path

import pytest

from local_platform.services import GATEWAY

ROOT = Path(__file__).parents[2]
STANDIN = (sys.executable, str(Path(__file__).with_name("standin.py")))


@pytest.fixture(scope="session")
def jars() -> Path:
    """The downloaded jars of this clone."""
    return ROOT / ".local" / "kafka" / "jars"


@pytest.fixture(scope="session")
def standin() -> tuple[str, ...]:
    """The command line of a stand-in for a service."""
    return STANDIN


@pytest.fixture
def commands(standin: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Three stand-ins in the place of the services."""
    return dict.fromkeys(("task-catalog", "points-ledger", GATEWAY), standin)


@pytest.fixture
def without_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    """No servers of one's own: the platform starts its own ones."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("KAFKA_BOOTSTRAP_SERVERS", raising=False)


@pytest.fixture
def elsewhere(without_servers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers of one's own, so that a platform starts none."""
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example")
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "kafka.example:9092")
