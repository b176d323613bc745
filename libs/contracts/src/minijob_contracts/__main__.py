"""Writes, checks and publishes what is generated from the contracts: `python -m minijob_contracts`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from minijob_contracts import __version__
from minijob_contracts.folder import (
    NotASourceFolder,
    breaking,
    is_published,
    publish,
    republished,
    source_folder,
    stale,
    write,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0, 1 for stale files or breaking changes, 2 without a folder to work in."""
    chosen = _parser().parse_args(arguments)
    try:
        folder = chosen.to or source_folder()
    except NotASourceFolder as error:
        print(error, file=sys.stderr)
        return 2
    if chosen.check:
        return _complained(_stale(folder) + _unpublished(folder) + _breaking(folder))
    if chosen.publish:
        return _published(folder)
    for path in write(folder, __version__):
        print(path)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m minijob_contracts", description=__doc__)
    parser.add_argument("--to", type=Path, metavar="DIR", help="the folder (default: that of the sources)")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true", help="write nothing; fail when a file is stale")
    choice.add_argument("--publish", action="store_true", help="make the schemas of now the published ones")
    return parser


def _published(folder: Path) -> int:
    broken = _complained(_breaking(folder) or _republished(folder))
    if not broken:
        write(folder, __version__)
        publish(folder, __version__)
        print(f"published {__version__}")
    return broken


def _stale(folder: Path) -> list[str]:
    return [f"stale: {path} (run python -m minijob_contracts)" for path in stale(folder, __version__)]


def _unpublished(folder: Path) -> list[str]:
    """Without a published version every breaking change would pass."""
    return [] if is_published(folder) else ["missing: published/VERSION (run with --publish)"]


def _breaking(folder: Path) -> list[str]:
    return [f"breaking: {change}" for change in breaking(folder)]


def _republished(folder: Path) -> list[str]:
    return [
        f"changed: {name} under {__version__}, which is published (raise the version of the package)"
        for name in republished(folder, __version__)
    ]


def _complained(complaints: Sequence[str]) -> int:
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    raise SystemExit(main())
