"""Reads a file of JSON lines for the commands that need no server."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Answer = dict[str, Any]


def answered(lines: Iterable[bytes], answer: Callable[[bytes], Answer]) -> Iterator[Answer]:
    """What `answer` says of each line, or `{"line", "error"}` where it raises ValueError; they count from 1.

    Whatever goes wrong on a line, the lines after it are answered.
    """
    for number, line in enumerate(lines, 1):
        try:
            yield answer(line)
        except (ValueError, RecursionError) as error:
            yield {"line": number, "error": str(error)}
