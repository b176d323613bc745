"""Structured logs: one JSON object a line, with the request and correlation id of what is being done."""

import logging
import sys
from typing import TextIO

import structlog

REPEATED_AFTER_SECONDS = 10.0
REMEMBERED_MOST = 1_000


def configure_logs(service: str, level: str, stream: TextIO | None = None) -> None:
    """Sends structlog and the standard library's loggers to a stream, standard output by default, as JSON."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_service(service),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stdout)
    handler.addFilter(_Repeats())
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("aiokafka", "faststream", "httpx", "uvicorn.access"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


class _Repeats(logging.Filter):
    """Lets aiokafka say the same thing once in a while: when Kafka is away it says it ten times a second."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.name.startswith("aiokafka"):
            return True
        what = (record.name, str(record.msg))
        repeated = record.created - self._said.get(what, 0.0) < REPEATED_AFTER_SECONDS
        if not repeated:
            if len(self._said) >= REMEMBERED_MOST:
                self._said.clear()
            self._said[what] = record.created
        return not repeated


def _with_service(service: str) -> structlog.typing.Processor:
    def add(logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        event["service"] = service
        return event

    return add
