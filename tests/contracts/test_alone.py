"""A foreign subscriber installs the contracts alone: the wheel needs pydantic and nothing of ours."""

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from minijob_contracts import __version__
from minijob_contracts.folder import source_folder
from tests.contracts.golden import golden

PYDANTIC = ["pydantic", "pydantic_core", "annotated_types", "typing_extensions.py", "typing_inspection"]
SUBSCRIBER = """
import sys
sys.path[:0] = sys.argv[1:3]
import minijob_contracts
from minijob_contracts import decode, read_headers
headers = [(name, text.encode()) for name, text in zip(sys.argv[4::2], sys.argv[5::2])]
print(minijob_contracts.__file__)
print(decode(read_headers(headers), sys.argv[3].encode()).event.points)
print(*sorted({name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built without a network from a copy, so that the build leaves nothing behind."""
    sources = tmp_path_factory.mktemp("sources") / "contracts"
    shutil.copytree(source_folder(), sources, ignore=shutil.ignore_patterns("__pycache__"))
    target = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target],
        cwd=sources,
        check=True,
        capture_output=True,
    )
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def only_pydantic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages with pydantic and what pydantic itself needs."""
    folder = tmp_path_factory.mktemp("packages")
    for name in PYDANTIC:
        (folder / name).symlink_to(Path(sysconfig.get_path("purelib")) / name)
    return folder


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter without site-packages, so that nothing editable is found."""
    return subprocess.run(
        [sys.executable, "-I", "-S", *arguments], capture_output=True, text=True, check=False
    )


def test_a_foreign_subscriber_reads_an_event_with_pydantic_alone(wheel: Path, only_pydantic: Path) -> None:
    record = golden("minijob.PointsGranted")
    headers = [text for pair in record.headers.items() for text in pair]
    done = run("-c", SUBSCRIBER, wheel, only_pydantic, record.raw_value.decode(), *headers)
    assert done.stderr == ""
    place, points, modules = done.stdout.splitlines()
    assert place.startswith(str(wheel))
    assert points == "10"
    public = {name for name in modules.split() if not name.startswith("_")}
    assert public == {"minijob_contracts", *(name.removesuffix(".py") for name in PYDANTIC)}


def test_the_wheel_asks_for_pydantic_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        metadata = files.read(f"minijob_contracts-{__version__}.dist-info/METADATA").decode()
        names = files.namelist()
    required = [line for line in metadata.splitlines() if line.startswith("Requires-Dist: ")]
    assert required == ["Requires-Dist: pydantic>=2.12"]
    assert "minijob_contracts/py.typed" in names


def test_a_wheel_generates_only_into_a_named_folder(wheel: Path, only_pydantic: Path, tmp_path: Path) -> None:
    generator = "import runpy, sys; sys.path[:0] = sys.argv[1:3]; del sys.argv[1:3]; " + (
        "runpy.run_module('minijob_contracts', run_name='__main__')"
    )
    without = run("-c", generator, wheel, only_pydantic, "--check")
    assert without.returncode == 2
    assert "--to" in without.stderr
    assert run("-c", generator, wheel, only_pydantic, "--to", tmp_path).returncode == 0
    assert (tmp_path / "asyncapi.json").exists()
