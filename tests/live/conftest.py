"""The platform that the faults strike, and which of them strike: a few at random, or with --soak all."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from local_platform.platform import Platform
from tests.system.parties import five_services

pytest.register_assert_rewrite("tests.live.invariant", "tests.live.load")

FOLDER = Path(__file__).parent
SEED = os.environ.get("LIVE_SEED") or str(random.randrange(10**6))
KILLS, OTHERS = 2, 2


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="all faults of tests/live, each many times")


def is_soak(config: pytest.Config) -> bool:
    """Whether all faults are wanted; the option exists only when tests/live is named on the command line."""
    return bool(config.getoption("--soak", default=False))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves a few kills and a few other faults, chosen by the seed; what was named by hand always stays."""
    faults = [item for item in items if FOLDER in item.path.parents]
    if is_soak(config) or any("::" in argument for argument in config.args):
        return
    chosen = random.Random(SEED)
    kills = [item for item in faults if item.path.stem == "test_kills"]
    others = [item for item in faults if item.path.stem != "test_kills"]
    kept = [*chosen.sample(kills, min(KILLS, len(kills))), *chosen.sample(others, min(OTHERS, len(others)))]
    left_out = [item for item in faults if item not in kept]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"tests/live ran with LIVE_SEED={SEED}")


@pytest.fixture(scope="package")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with five_services(tmp_path_factory.mktemp("live")) as running:
        yield running


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Random moments that come again with the same seed, whatever else runs."""
    return random.Random(f"{SEED}/{request.node.name}")


@pytest.fixture
def times(request: pytest.FixtureRequest) -> int:
    """How often a fault strikes."""
    return 10 if is_soak(request.config) else 1
