"""A broker may close a connection at any moment; a client on uvloop must not be silenced by it."""

import asyncio

import pytest
import uvloop
from aiokafka.conn import create_conn
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.metadata import MetadataRequest

from chassis.connections import survive_closed_connections
from chassis.settings import Settings

pytestmark = pytest.mark.servers


def test_a_write_to_a_connection_that_was_just_closed_is_a_broken_connection(settings: Settings) -> None:
    survive_closed_connections()

    async def write_after_close() -> None:
        host, port = settings.kafka_bootstrap_servers.split(":")
        connection = await create_conn(host, int(port))
        connection._writer.transport.abort()
        await asyncio.sleep(0)  # it is closed now, and the task that reads has not noticed yet
        with pytest.raises(KafkaConnectionError):
            await connection.send(MetadataRequest([]))
        assert not connection.connected()

    uvloop.run(write_after_close())
