"""What the tests of the local platform share."""

import sys
from pathlib import Path

import pytest

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
