"""The guard: a tiny process that ends our children when we die without having ended them ourselves.

It reads lines `+pid signal` and `-pid` from its standard input, a pipe that only we hold. End of file means
that we are gone, however that happened. Unlike a parent-death signal this also works for children that were
started by a thread that ends, and on systems other than Linux.
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TextIO

GRACE_SECONDS = 10.0

_lock = threading.Lock()
_guard: subprocess.Popen[str] | None = None


def watch(pid: int, stop_signal: signal.Signals) -> None:
    """End the child `pid` with `stop_signal`, then SIGKILL, should this process die before `unwatch`."""
    _tell(f"+{pid} {int(stop_signal)}")


def unwatch(pid: int) -> None:
    """The child `pid` has ended."""
    _tell(f"-{pid}")


def _tell(line: str) -> None:
    global _guard
    with _lock:
        if _guard is None or _guard.poll() is not None:
            _guard = subprocess.Popen(
                [sys.executable, "-I", "-S", __file__],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                text=True,
                start_new_session=True,
            )
            atexit.register(_dismiss, _guard)
        assert _guard.stdin is not None
        _guard.stdin.write(line + "\n")
        _guard.stdin.flush()


def _dismiss(guard: subprocess.Popen[str]) -> None:
    assert guard.stdin is not None
    with suppress(BrokenPipeError):
        guard.stdin.close()
    guard.wait()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def run(lines: TextIO) -> None:
    """Keep the list of children until `lines` ends, then end those that are left."""
    children: dict[int, int] = {}
    for line in lines:
        child, _, stop_signal = line[1:].strip().partition(" ")
        if line[0] == "+":
            children[int(child)] = int(stop_signal)
        else:
            children.pop(int(child), None)
    deadline = time.monotonic() + GRACE_SECONDS
    for pid, number in children.items():
        with suppress(ProcessLookupError):
            os.kill(pid, number)
            os.kill(pid, signal.SIGCONT)
    while any(map(_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for pid in children:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    run(sys.stdin)
