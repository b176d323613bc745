"""How a running platform is found by others, and how a second one on the same folder is refused."""

import fcntl
import json
import os
import pwd
import time
from pathlib import Path
from typing import IO, Any

LOCK_SECONDS = 1.0
POLL_SECONDS = 0.05


class AlreadyRunning(RuntimeError):
    """Another platform runs on the same folder."""


class OtherUser(RuntimeError):
    """The folder was first used by another user, to whom its files belong."""


def take_lock(folder: Path) -> IO[str]:
    """Claim `folder` for as long as the returned file stays open.

    The system gives the lock back when its holder dies, however that happens, so none is ever stale.
    AlreadyRunning: a living process holds it. OtherUser: the folder is not ours.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / "platform.lock"
    _require_own(lock)
    file = lock.open("a+")
    deadline = time.monotonic() + LOCK_SECONDS  # `find_running` holds it for a moment
    while not _try_lock(file, fcntl.LOCK_EX):
        if time.monotonic() > deadline:
            file.seek(0)
            holder = file.read().strip()
            file.close()
            raise AlreadyRunning(f"the platform is already running on {folder} (process {holder})")
        time.sleep(POLL_SECONDS)
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def _require_own(lock: Path) -> None:
    """Files of two users would mix: PostgreSQL and Kafka could not open what the other one left."""
    if lock.exists() and (owner := lock.stat().st_uid) != (user := os.geteuid()):
        raise OtherUser(
            f"{lock.parent} was first used by {_name_of(owner)}, this is {_name_of(user)}: "
            f"start the platform as {_name_of(owner)}, or delete that folder with all its data"
        )


def _name_of(user: int) -> str:
    try:
        return f"the user {pwd.getpwuid(user).pw_name}"
    except KeyError:  # a container may run as a number without a name
        return f"the user {user}"


def publish(folder: Path, description: dict[str, Any]) -> None:
    """Write `platform.json`, readable by its owner alone: it holds the password of the database."""
    draft = folder / "platform.json.new"
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(description, indent=2) + "\n")
    draft.replace(folder / "platform.json")


def withdraw(folder: Path) -> None:
    """Remove `platform.json`."""
    (folder / "platform.json").unlink(missing_ok=True)


def find_running(root: Path) -> dict[str, Any] | None:
    """What `platform.json` below `root/.local` says, or None when no platform runs there.

    Keys: pid, gateway (URL), database_url, kafka_bootstrap_servers, and servers: name -> {port, pid, log} and
    for a service its url.
    """
    folder = root.resolve() / ".local"
    lock, description = folder / "platform.lock", folder / "platform.json"
    if not lock.exists() or not description.exists():
        return None
    with lock.open() as file:
        if _try_lock(file, fcntl.LOCK_SH):
            return None
    found: dict[str, Any] = json.loads(description.read_text())
    return found


def _try_lock(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
