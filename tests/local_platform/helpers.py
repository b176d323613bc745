"""What tests of processes ask again and again."""

import json
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped]


def environment_of(url: str) -> dict[str, str]:
    """The environment of the stand-in that answers at `url`."""
    with urllib.request.urlopen(url, timeout=5) as answer:
        found: dict[str, str] = json.load(answer)
    return found


def eventually(condition: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether the condition comes true in time."""
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not yet collected by its parent does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def with_jars(root: Path, jars: Path) -> Path:
    """`root`, where a platform will find the jars that are already downloaded."""
    (root / ".local" / "kafka").mkdir(parents=True)
    (root / ".local" / "kafka" / "jars").symlink_to(jars)
    return root
