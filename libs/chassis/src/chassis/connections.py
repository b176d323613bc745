"""Makes aiokafka survive on uvloop that a broker closes a connection.

Writing to a closed transport is ignored by asyncio, but a RuntimeError on uvloop, which aiokafka 0.14 does
not expect: it ends the task that renews the metadata, and from then on every request of that client waits for
ever without a word. Source: https://github.com/aio-libs/aiokafka/issues/1038
"""

from collections.abc import Awaitable
from typing import Any

from aiokafka.conn import AIOKafkaConnection, CloseReason
from aiokafka.errors import KafkaConnectionError

_send = AIOKafkaConnection.send


def _send_or_close(
    connection: AIOKafkaConnection, request: Any, expect_response: bool = True
) -> Awaitable[Any]:
    try:
        sent: Awaitable[Any] = _send(connection, request, expect_response)
    except RuntimeError as error:
        connection.close(reason=CloseReason.CONNECTION_BROKEN)
        raise KafkaConnectionError(f"the connection is closed: {error}") from error
    return sent


def survive_closed_connections() -> None:
    """From now on a write to a closed connection fails as aiokafka expects it: KafkaConnectionError."""
    AIOKafkaConnection.send = _send_or_close
