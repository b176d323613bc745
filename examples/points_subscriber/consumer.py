"""A partner's consumer of the topic `points.v1` that counts the points granted to each account.

It keeps the id of each event and its effect in one SQLite transaction and commits its offset only after
that: what comes again has no second effect. What cannot be read is told and left behind, so that it holds up
nobody.
"""

import argparse
import asyncio
import json
import sys
import threading
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer, ConsumerRecord

sys.path.insert(0, str(Path(__file__).parent))
from subscriber import Balances, Handler, Server


def event_of(record: ConsumerRecord) -> tuple[str, dict[str, Any]]:
    """The id and what `Balances` wants to know. KeyError, TypeError, ValueError: it cannot be read."""
    headers = dict(record.headers)
    kind, id, source = (headers[name].decode() for name in ("ce_type", "ce_id", "ce_source"))
    headers["ce_subject"].decode()
    int(headers["ce_sequence"])
    data = json.loads(record.value)
    if kind == "minijob.PointsGranted" and type(data["points"]) is not int:
        raise TypeError("points is no whole number")
    return f"{source} {id}", {"type": kind, "data": data}


def handle(balances: Balances, record: ConsumerRecord) -> None:
    """Counts a record once, or tells that it cannot be read."""
    try:
        balances.handle(*event_of(record))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        place = f"partition {record.partition}, offset {record.offset}"
        print(f"left behind at {place}: {type(error).__name__}", file=sys.stderr, flush=True)


async def consume(kafka: str, topic: str, group: str, balances: Balances) -> None:
    """Until it is ended."""
    consumer = AIOKafkaConsumer(
        topic,
        bootstrap_servers=kafka,
        group_id=group,
        auto_offset_reset="earliest",
        enable_auto_commit=False,
        isolation_level="read_committed",
    )
    async with consumer:
        while True:
            for records in (await consumer.getmany(timeout_ms=1_000)).values():
                for record in records:
                    handle(balances, record)
            await consumer.commit()


def main() -> None:
    """Consumes until Ctrl-C; `GET /balances/{account}` says what was counted."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kafka", default="127.0.0.1:9092", help="bootstrap servers")
    options.add_argument("--topic", default="points.v1")
    options.add_argument("--group", default="points-subscriber")
    options.add_argument("--port", type=int, default=8090)
    options.add_argument("--database", default="points.sqlite")
    given = options.parse_args()
    Handler.balances, Handler.secrets = Balances(given.database), []
    with Server(("127.0.0.1", given.port), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"http://127.0.0.1:{server.server_port}/balances/{{account}}", flush=True)
        try:
            asyncio.run(consume(given.kafka, given.topic, given.group, Handler.balances))
        except KeyboardInterrupt:
            server.shutdown()


if __name__ == "__main__":
    main()
