"""One realistic record of each event, as it lies in Kafka: `golden/<TYPE>.json`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minijob_contracts import EVENTS

FOLDER = Path(__file__).parent / "golden"
TYPES = sorted(EVENTS)


@dataclass(frozen=True)
class Golden:
    """A record as text; `raw_headers` and `raw_value` are its bytes."""

    topic: str
    key: str
    headers: dict[str, str]
    value: dict[str, Any]

    @property
    def raw_headers(self) -> list[tuple[str, bytes]]:
        return [(name, text.encode()) for name, text in self.headers.items()]

    @property
    def raw_value(self) -> bytes:
        return json.dumps(self.value, ensure_ascii=False, separators=(",", ":")).encode()


def golden(event_type: str) -> Golden:
    return Golden(**json.loads((FOLDER / f"{event_type}.json").read_text(encoding="utf-8")))
