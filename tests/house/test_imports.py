"""Which module may import which: the table of the design, read from the code."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES = {
    path.parents[1].name: path
    for path in sorted(ROOT.glob("services/*/src/*"))
    if (path / "service.py").is_file()
}
EVENT_SOURCED = sorted(set(SERVICES) & {"task-catalog", "order-screening", "assignment", "points-ledger"})
LIBRARIES = {"minijob_contracts", "chassis", "screening_policy", "minijob", "local_platform"}
PACKAGES = {path.name for path in SERVICES.values()}
EDGES = {"fastapi", "starlette", "uvicorn", "httpx2"}
STORES = {"sqlalchemy", "psycopg"}
KAFKA = {"faststream", "aiokafka"}

NEVER: dict[str, set[str]] = {
    "domain": {"pydantic", "minijob_contracts", "orjson", "chassis"} | EDGES | STORES | KAFKA,
    "application": {"minijob_contracts"} | EDGES | STORES | KAFKA,
    "subscribers": {"domain"} | EDGES | STORES | KAFKA,
    "publishing": {"application", "views", "api"} | EDGES | STORES | KAFKA,
    "views": {"minijob_contracts", "application", "api"} | EDGES | KAFKA,
    "api": {"domain", "minijob_contracts"} | KAFKA,
}
ALLOWED_IN_DOMAIN = {"chassis.errors", "chassis.aggregate"}


def imports(path: Path) -> Iterator[str]:
    """The full names of what a file imports at any depth."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def files_of(package: Path, module: str) -> list[Path]:
    single = package / f"{module}.py"
    return [single] if single.is_file() else sorted((package / module).rglob("*.py"))


@pytest.mark.parametrize("module", sorted(NEVER))
@pytest.mark.parametrize("service", EVENT_SOURCED)
def test_a_module_imports_only_what_its_place_allows(service: str, module: str) -> None:
    package = SERVICES[service]
    files = files_of(package, module)
    assert files, f"{service} has no {module}"
    broken = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files
        for name in imports(file)
        if _place(name, package.name) in NEVER[module]
        and not any(name.startswith(one) for one in ALLOWED_IN_DOMAIN)
    ]
    assert broken == []


def _place(name: str, package: str) -> str:
    """`task_catalog.domain.orders` → `domain`; `fastapi.Depends` → `fastapi`."""
    parts = name.split(".")
    return parts[1] if parts[0] == package and len(parts) > 1 else parts[0]


@pytest.mark.parametrize("service", EVENT_SOURCED)
def test_aggregates_are_those_of_the_chassis(service: str) -> None:
    files = files_of(SERVICES[service], "domain")
    assert [file for file in files if "eventsourcing.domain.Aggregate" in imports(file)] == []


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_services_never_import_one_another(service: str) -> None:
    others = PACKAGES - {SERVICES[service].name}
    broken = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in SERVICES[service].rglob("*.py")
        for name in imports(file)
        if name.split(".")[0] in others
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("library", "allowed"),
    [("contracts", set()), ("screening-policy", set()), ("chassis", {"minijob_contracts"})],
)
def test_libraries_import_nothing_of_ours_but_what_is_named(library: str, allowed: set[str]) -> None:
    [package] = (ROOT / "libs" / library / "src").iterdir()
    ours = (LIBRARIES | PACKAGES) - allowed - {package.name}
    broken = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in package.rglob("*.py")
        for name in imports(file)
        if name.split(".")[0] in ours
    ]
    assert broken == []


def test_only_the_settings_read_the_environment() -> None:
    broken = [
        str(file.relative_to(ROOT))
        for file in [*ROOT.glob("services/*/src/**/*.py"), *ROOT.glob("libs/chassis/src/**/*.py")]
        if "os.environ" in file.read_text() or "getenv" in file.read_text()
    ]
    assert broken == []
