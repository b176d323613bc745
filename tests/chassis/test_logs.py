"""Logs are JSON lines that carry the request they belong to, whoever writes them."""

import json
import subprocess
import sys

PROGRAM = """
import logging, structlog
from chassis.logs import configure_logs
configure_logs("small", "INFO")
structlog.contextvars.bind_contextvars(request_id="r-1", correlation_id="c-1")
structlog.get_logger().info("ours", orders=3)
logging.getLogger("library").warning("theirs")
logging.getLogger("library").debug("too quiet")
for node in range(100):
    logging.getLogger("aiokafka.conn").error("no connection to %s", node)
try:
    1 / 0
except ZeroDivisionError:
    structlog.get_logger().exception("it failed")
"""


def test_lines_are_json_with_service_level_time_and_correlation_and_a_library_does_not_flood_them() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["event"] for line in lines] == ["ours", "theirs", "no connection to 0", "it failed"]
    for line in lines:
        assert {"level", "timestamp", "service"} <= set(line)
        assert (line["request_id"], line["correlation_id"]) == ("r-1", "c-1")
    assert lines[0]["orders"] == 3
    assert "ZeroDivisionError" in lines[3]["exception"]
