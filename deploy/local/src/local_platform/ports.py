"""TCP ports on loopback: free ones, and the same ones again at the next start."""

import random
import socket
from pathlib import Path

# Below the range from which systems take the source ports of connections: a client that keeps trying to reach
# a server that is down would otherwise sooner or later be given the server's own port.
RANGE = range(20_000, 32_000)
PORTS = range(1, 65_536)
ATTEMPTS = 200

_given: set[int] = set()


def is_free(port: int) -> bool:
    """Whether nobody listens on this port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that nobody listens on and that this process was not given before. OSError: none was found."""
    for _ in range(ATTEMPTS):
        port = random.choice(RANGE)
        if port not in _given and is_free(port):
            _given.add(port)
            return port
    raise OSError("no free TCP port on 127.0.0.1")


def remembered_port(file: Path, port: int | None = None) -> int:
    """`port` if given, else the one in `file` if it is still free, else a free one; written to `file`."""
    if port is None:
        remembered = _read(file)
        port = remembered if remembered is not None and is_free(remembered) else free_port()
    _given.add(port)
    _write(file, port)
    return port


def _read(file: Path) -> int | None:
    """The port in `file`; None when there is none, also when what lies there cannot be read as one."""
    try:
        port = int(file.read_text())
    except (OSError, ValueError):
        return None
    return port if port in PORTS else None


def _write(file: Path, port: int) -> None:
    """By rename, so that a start cut short leaves no half of a number."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.new")
    draft.write_text(str(port))
    draft.replace(file)
