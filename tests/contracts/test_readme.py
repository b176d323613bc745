"""The example of the README does what its words say."""

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from minijob_contracts.folder import source_folder
from tests.contracts.golden import golden


def example() -> dict[str, Any]:
    """The names that the example defines; it is not run as a program, so it opens no connection."""
    readme = (source_folder() / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names: dict[str, Any] = {"__name__": "example"}
    exec(code, names)
    return names


def test_the_example_handles_each_event_once_and_goes_on_after_poison(
    capsys: pytest.CaptureFixture[str],
) -> None:
    handle: Callable[[Any], None] = example()["handle"]
    record = golden("minijob.PointsGranted")

    def hear(sequence: int) -> None:
        headers = [*record.raw_headers, ("ce_sequence", str(sequence).encode())]
        handle(SimpleNamespace(headers=headers, value=record.raw_value))

    for sequence in (1, 2, 4, 2, 4):
        hear(sequence)
    handle(SimpleNamespace(headers=[("ce_type", None)], value=b""))
    handle(SimpleNamespace(headers=[("ce_type", b"minijob.MemberDanced")], value=b"{}"))
    hear(5)
    earned = "m-482913 has earned 10\n"
    assert capsys.readouterr().out == 3 * earned + "put aside: header ce_type is null\n" + earned
