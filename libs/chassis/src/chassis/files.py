"""Files that people upload: kept apart from events and tables, and erased as easily as written."""

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from chassis.command import Command
from chassis.errors import Unavailable

_NAME = re.compile(r"[0-9a-f-]{8,64}")
SWEEP_AFTER_SECONDS = 3_600
SWEEP_PAGE = 500

InUse = Callable[[Connection, Sequence[str]], set[str]]
"""Which of these names a row still refers to."""


class FileStore(Protocol):
    """Whole files by name; a name is hexadecimal with dashes. An object store can do the same four."""

    def put(self, name: str, data: bytes) -> None:
        """Keeps it for good before it returns. Raises Unavailable."""

    def get(self, name: str) -> bytes | None:
        """None when there is no such file. Raises Unavailable."""

    def delete(self, name: str) -> None:
        """Also of what is not there. Raises Unavailable."""

    def older_than(self, seconds: float) -> Iterator[str]:
        """The names of files that were put longer ago."""


class FolderFiles:
    """Files in a folder that all replicas share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, data: bytes) -> None:
        try:
            path = self._path(name)
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished = path.with_suffix(".part")
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        except OSError:
            raise Unavailable("the file could not be kept; send it again") from None

    def get(self, name: str) -> bytes | None:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError:
            raise Unavailable("the file cannot be read now; ask again") from None

    def delete(self, name: str) -> None:
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError:
            raise Unavailable("the file cannot be erased now; ask again") from None

    def older_than(self, seconds: float) -> Iterator[str]:
        until = time.time() - seconds
        for path in self._folder.glob("*/*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < until:
                    if path.suffix:
                        path.unlink()
                    else:
                        yield path.name

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a file")
        return self._folder / name[:2] / name


def sweep(files: FileStore, in_use: InUse) -> Callable[[Connection, datetime], Sequence[Command]]:
    """For a timer: erases files of which no row knows, whether a crash or an erasure left them behind.

    A file is written before its row, so only those count that are older than any request.
    """

    def due(tx: Connection, now: datetime) -> Sequence[Command]:
        found = files.older_than(SWEEP_AFTER_SECONDS)
        while names := list(islice(found, SWEEP_PAGE)):
            for name in set(names) - in_use(tx, names):
                files.delete(name)
        return ()

    return due
