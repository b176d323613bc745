"""The platform works in a folder of any name, and says what it cannot do with a folder."""

import os
import pwd
from pathlib import Path

import psycopg
import pytest

from local_platform.kafka import prepare_kafka
from local_platform.platform import Platform
from local_platform.ports import remembered_port
from local_platform.process import ServerFailed
from local_platform.running import OtherUser
from tests.local_platform.helpers import with_jars

pytestmark = pytest.mark.servers

NOBODY = pwd.getpwnam("nobody").pw_uid


@pytest.mark.usefixtures("without_servers")
def test_a_folder_may_have_any_name_whatever_the_language_of_the_terminal(
    tmp_path: Path, jars: Path, commands: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("LC_ALL", "C")
    folder = tmp_path / "プロジェクト, 1:2 = \\u00e9"
    with_jars(folder, jars)
    for _ in range(2):
        with Platform(folder, commands=commands) as platform:
            assert platform.kafka is not None
            assert (platform.kafka.data / "meta.properties").exists()
            with psycopg.connect(platform.database_url) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)


def test_jars_that_java_cannot_name_are_refused_before_anything_is_started(
    tmp_path: Path, jars: Path
) -> None:
    (tmp_path / "a:b").symlink_to(jars)
    with pytest.raises(ServerFailed, match="a folder with ':' in its name"):
        prepare_kafka(tmp_path / "kafka", jars=tmp_path / "a:b")
    assert not (tmp_path / "kafka" / "data").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.usefixtures("elsewhere")
def test_a_folder_of_another_user_is_refused_with_both_names(
    tmp_path: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    with Platform(tmp_path, commands=commands):
        pass
    os.chown(tmp_path / ".local" / "platform.lock", NOBODY, NOBODY)
    with (
        pytest.raises(OtherUser, match="first used by the user nobody, this is the user root"),
        Platform(tmp_path, commands=commands),
    ):
        pass


@pytest.mark.parametrize("content", [b"", b"\xff", b"port", b"0", b"70000"])
def test_a_remembered_port_that_is_none_is_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "port"
    file.write_bytes(content)
    port = remembered_port(file)
    assert file.read_text() == str(port)
    assert [one.name for one in tmp_path.iterdir()] == ["port"]
