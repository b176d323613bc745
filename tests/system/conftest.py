"""The five services as processes, on servers of their own, with the public API in front."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from local_platform.platform import Platform

ROOT = Path(__file__).resolve().parents[2]
WAIT_SECONDS = 60.0


class Api:
    """The public API as one party; each write has a key of its own unless given."""

    def __init__(self, url: str, role: str, id: str, **claims: Any) -> None:
        self._http = httpx2.Client(base_url=url, timeout=30)
        token = self._http.post("/v1/dev/token", json={"role": role, "id": id, **claims}).json()["token"]
        self._token = token
        self.id = id

    def ask(self, method: str, path: str, key: str | None = None, **options: Any) -> httpx2.Response:
        """Asks until the platform answers, as a client with retries would."""
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": key or uuid4().hex}
        headers |= options.pop("headers", {})
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                answer = self._http.request(method, path, headers=headers, **options)
                if answer.status_code != 503 or time.monotonic() > until:
                    return answer
            except httpx2.TransportError:
                if time.monotonic() > until:
                    raise
            time.sleep(0.2)


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    root = tmp_path_factory.mktemp("platform")
    jars = ROOT / ".local" / "kafka" / "jars"
    jars.mkdir(parents=True, exist_ok=True)
    (root / ".local" / "kafka").mkdir(parents=True)
    (root / ".local" / "kafka" / "jars").symlink_to(jars)
    for folder in (root, *root.parents[:1]):
        folder.chmod(0o711)
    with Platform(root) as running:
        yield running


@pytest.fixture
def api(platform: Platform) -> Callable[..., Api]:
    """Makes a party: `api("member", "m1")`."""
    return lambda role, id="", **claims: Api(platform.url, role, id or f"{role}-{uuid4().hex[:8]}", **claims)


def until(check: Callable[[], Any], seconds: float = WAIT_SECONDS) -> Any:
    """What `check` returns as soon as it is true."""
    end = time.monotonic() + seconds
    while True:
        found = check()
        if found or time.monotonic() > end:
            assert found, "it did not become true in time"
            return found
        time.sleep(0.1)
