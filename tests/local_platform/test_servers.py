"""A test run has real servers of its own, and each test a database of its own."""

import socket
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from local_platform.ports import RANGE, free_port, is_free, remembered_port
from local_platform.servers import drop_database, fresh_database, servers

pytestmark = pytest.mark.servers

ROOT = Path(__file__).parents[2]


def test_a_test_run_has_servers_of_its_own_that_leave_nothing_behind() -> None:
    with servers(ROOT) as running:
        folder = running.postgres.data.parents[1]
        assert running.kafka.is_ready()
        first = fresh_database(running.database_url, "ledger")
        second = fresh_database(running.database_url, "ledger")
        with psycopg.connect(first) as connection:
            connection.execute("CREATE TABLE kept (value int)")
        with psycopg.connect(second) as connection:
            assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)
        drop_database(first)
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            psycopg.connect(first)
        assert urlsplit(second).path.startswith("/ledger_")
    assert not folder.exists()


def test_no_port_is_given_twice_and_none_is_one_that_connections_are_given() -> None:
    ports = [free_port() for _ in range(50)]
    assert len(set(ports)) == 50
    assert all(port in RANGE for port in ports)


def test_a_remembered_port_is_kept_while_it_is_free(tmp_path: Path) -> None:
    file = tmp_path / "port"
    port = remembered_port(file)
    assert remembered_port(file) == port


def test_a_remembered_port_that_someone_else_took_is_replaced(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        assert not is_free(taken)
        (tmp_path / "port").write_text(str(taken))
        assert remembered_port(tmp_path / "port") != taken
