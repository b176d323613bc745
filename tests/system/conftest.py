"""The five services as processes, on servers of their own, with the public API in front."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from local_platform.platform import Platform
from tests.system.parties import Api, Parties, five_services


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEBHOOK_LOOPBACK", "true")
        with five_services(tmp_path_factory.mktemp("platform")) as running:
            yield running


@pytest.fixture
def api(platform: Platform) -> Parties:
    """Makes a party: `api("member", "m1")`."""
    return lambda role, id="", **claims: Api(platform.url, role, id or f"{role}-{uuid4().hex[:8]}", **claims)
