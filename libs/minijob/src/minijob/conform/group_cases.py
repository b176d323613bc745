"""What the conformance kit puts into a topic, from genuine events to what no one can read."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from minijob.conform.counted import GRANTED, LONG_AGO

SOURCE = "minijob-conform"
HUGE_BYTES = 900_000


@dataclass(frozen=True, slots=True)
class Said:
    """A record as it is sent, or spoilt."""

    key: bytes
    value: bytes | None
    headers: Sequence[tuple[str, bytes | None]]

    def with_header(self, name: str, value: bytes | None) -> "Said":
        """Another value of one header."""
        return replace(self, headers=[*(one for one in self.headers if one[0] != name), (name, value)])

    def without(self, name: str) -> "Said":
        """One header less."""
        return replace(self, headers=[one for one in self.headers if one[0] != name])


@dataclass(frozen=True, slots=True)
class Trial:
    """Records in order, and the points by account that must be counted after them."""

    records: Sequence[Said]
    counts: Mapping[str, int]
    what: str


def granted(account: str, sequence: int, points: int, kind: str = GRANTED, **changes: Any) -> Said:
    """PointsGranted as the first published version has it; `changes` are other fields of the payload."""
    moment = datetime.now(UTC).isoformat()
    data = {
        "account_id": account,
        "member_id": f"member-{account[:8]}",
        "points": points,
        "origin": "work",
        "granted_at": moment,
    }
    headers = {
        "ce_id": f"{account}/{sequence}",
        "ce_type": kind,
        "ce_source": SOURCE,
        "ce_time": moment,
        "ce_specversion": "1.0",
        "ce_subject": account,
        "ce_sequence": str(sequence),
        "content-type": "application/json",
        "correlationid": "",
    }
    value = json.dumps({**data, **changes}).encode()
    return Said(account.encode(), value, [(name, text.encode()) for name, text in headers.items()])


def genuine() -> Trial:
    """Two accounts, their events mixed."""
    one, other = str(uuid4()), str(uuid4())
    records = [granted(one, 1, 10), granted(other, 1, 3), granted(one, 2, 5), granted(other, 2, 4)]
    return Trial(records, {one: 15, other: 7}, "genuine events of two accounts")


def long_ago() -> Trial:
    """A topic is kept for ever, and read again from its first event on."""
    account, ago = str(uuid4()), LONG_AGO.encode()
    records = [granted(account, n, 5, granted_at=LONG_AGO).with_header("ce_time", ago) for n in (1, 2)]
    return Trial(records, {account: 10}, "two events of long ago")


def duplicates() -> Trial:
    """After a crash the platform says again what it may have said before."""
    account = str(uuid4())
    first, second, third = (granted(account, n, points) for n, points in ((1, 10), (2, 3), (3, 1)))
    return Trial(
        [first, second, first, second, third, second, third],
        {account: 14},
        "events that came two or three times, from an earlier one on",
    )


def across_accounts() -> Trial:
    """Events of one account come in order at first, always; those of two accounts in any order.

    What was said in between may come last: no order of both partitions is that of the numbers.
    """
    one, other = str(uuid4()), str(uuid4())
    begun, number = datetime.now(UTC), uuid4().int % 10**12 * 10
    records = [
        granted(account, sequence, points)
        .with_header("ce_id", f"{SOURCE}/{number + place}".encode())
        .with_header("ce_time", (begun + timedelta(milliseconds=place)).isoformat().encode())
        for account, sequence, points, place in (
            (one, 1, 10, 1),
            (one, 2, 5, 4),
            (other, 1, 3, 2),
            (other, 2, 4, 3),
        )
    ]
    return Trial(
        records,
        {one: 15, other: 7},
        "events of two accounts, of which the second's were said between the first's",
    )


def gaps() -> Trial:
    """Sequences of an account have gaps: not each of its versions is said."""
    account = str(uuid4())
    steps = ((5, 1), (6, 2), (40, 4), (4_000_000_000, 8))
    return Trial([granted(account, *step) for step in steps], {account: 15}, "four events with gaps")


def versions() -> Trial:
    """Versions only add: a later event has what nobody here knows."""
    account = str(uuid4())
    later = granted(account, 2, 5, kind=GRANTED, lots=[{"points": 5}], a_later_field=None)
    records = [granted(account, 1, 10), later.with_header("a-later-header", b"1")]
    return Trial(records, {account: 15}, "events of an old and of a later version")


def other_types() -> Trial:
    """What a consumer does not know it leaves alone; not everything with points adds points."""
    account = str(uuid4())
    records = [
        granted(account, 1, 7, kind="minijob.PointsTeleported"),
        replace(granted(account, 2, 7, kind="example.something.else"), value=b"{}"),
        granted(account, 3, 7, kind="minijob.GrantRefused", reason="escrow_short"),
        granted(account, 4, 2),
    ]
    return Trial(records, {account: 2}, f"only {GRANTED} adds points")


def poison() -> Trial:
    """What nobody can read must hold nobody up: each is put aside, all around it is counted."""
    account = str(uuid4())
    spoilt = granted(account, 100, 1_000)
    broken = [
        replace(spoilt, value=b"not JSON"),
        replace(spoilt, value=b"[]"),
        replace(spoilt, value=None),
        replace(spoilt, value=b'{"points": "many"}'),
        replace(spoilt, value=b'{"points": 1000, "cut": "' + b"x" * HUGE_BYTES),
        spoilt.without("ce_type"),
        spoilt.without("ce_sequence"),
        spoilt.with_header("ce_type", None),
        spoilt.with_header("ce_subject", b"\xff\xfe"),
    ]
    good = [granted(account, n + 1, 1) for n in range(len(broken))]
    mixed = [one for pair in zip(broken, good, strict=True) for one in pair]
    return Trial(mixed, {account: len(good)}, "good events among what cannot be read")


CASES: Mapping[str, Callable[[], Trial]] = {
    "genuine events": genuine,
    "events of long ago": long_ago,
    "duplicates": duplicates,
    "accounts out of order": across_accounts,
    "gaps": gaps,
    "old and later versions": versions,
    "unknown and other types": other_types,
    "what cannot be read": poison,
}
