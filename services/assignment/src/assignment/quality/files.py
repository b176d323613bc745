"""Results as files: one line per task, one column per question and one for its confidence."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def to_csv(rows: Sequence[Row]) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark, as spreadsheets expect; lists are JSON."""
    out = io.StringIO()
    writer = csv.writer(out)
    flat = [_flat(row) for row in rows]
    names = _names(flat)
    writer.writerow(names)
    for row in flat:
        writer.writerow([_cell(row.get(name)) for name in names])
    return out.getvalue().encode("utf-8-sig")


def to_parquet(rows: Sequence[Row]) -> bytes:
    """The same columns as `to_csv`; lists stay lists."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    flat = [_flat(row) for row in rows]
    columns = {name: [row.get(name) for row in flat] for name in _names(flat)}
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def _flat(row: Row) -> dict[str, Any]:
    """`{"labels": {"q1": "yes"}}` → `{"labels.q1": "yes"}`."""
    flat: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{inner}": one for inner, one in value.items()}
        else:
            flat[name] = value
    return flat


def _names(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
