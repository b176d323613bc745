"""What the conformance kit tries, from genuine events to forged ones, each with an account of its own."""

import json
import time
from base64 import b64encode
from collections.abc import Mapping
from secrets import token_bytes
from uuid import uuid4

from minijob.conform.counted import GRANTED, LONG_AGO
from minijob.conform.probe import Case, Message, Probe
from minijob.webhooks import PREFIX

OLD_SECONDS = 600
AT_ONCE = 8


def _account() -> str:
    return str(uuid4())


def _foreign_secret() -> str:
    return PREFIX + b64encode(token_bytes(32)).decode()


def genuine(probe: Probe) -> None:
    """The ordinary case, four minutes late at most."""
    account = _account()
    probe.takes(probe.granted(account, 1, 10), "a genuine event")
    late = probe.granted(account, 2, 5)
    probe.takes(probe.signed(late.id, late.body, age_seconds=240), "a genuine event that is four minutes old")
    probe.counts(account, 15, "two genuine events")


def long_ago(probe: Probe) -> None:
    """The attempt must be new, the event need not: a dead letter may be sent again after weeks."""
    account = _account()
    for sequence, points in ((1, 10), (2, 5)):
        message = probe.granted(account, sequence, points, timestamp=LONG_AGO)
        probe.takes(message, f"an event of {LONG_AGO}, sent and signed just now")
    probe.counts(account, 15, "two events of long ago that were sent just now")


def duplicates(probe: Probe) -> None:
    """A repeat has the same id and, as it is a new attempt, another time and signature."""
    account = _account()
    first, second = probe.granted(account, 1, 10), probe.granted(account, 2, 3)
    for message in (first, second):
        probe.takes(message, "a genuine event")
    for message in (first, second, first):
        again = probe.signed(message.id, message.body, age_seconds=-1)
        probe.takes(again, "an event that was taken before (a refusal would bring it again and again)")
    probe.counts(account, 13, "each event came two or three times")


def duplicates_at_once(probe: Probe) -> None:
    """An attempt that timed out and its repeat may meet."""
    account = _account()
    probe.at_once(probe.granted(account, 1, 10), AT_ONCE, f"an event that came {AT_ONCE} times at once")
    probe.counts(account, 10, f"one event came {AT_ONCE} times at once")


def gaps(probe: Probe) -> None:
    """Sequences of an account have gaps: not every event of it is for this partner."""
    account = _account()
    for sequence, points in ((5, 1), (6, 2), (40, 4), (4_000_000_000, 8)):
        probe.takes(probe.granted(account, sequence, points), f"an event after a gap (sequence {sequence})")
    probe.counts(account, 15, "four events with gaps between them")


def reordering(probe: Probe) -> None:
    """A dead letter that is sent again comes behind later events of its account, and counts."""
    account = _account()
    for sequence, points in ((3, 4), (1, 1), (2, 2)):
        what = f"event {sequence} of an account whose event 3 came first"
        probe.takes(probe.granted(account, sequence, points), what)
    probe.counts(account, 7, "three events, the last one first: each counts, also behind a higher sequence")


def old_and_new_versions(probe: Probe) -> None:
    """Versions only add: an old event lacks what came later, a new one has what nobody here knows."""
    account = _account()
    old = json.loads(probe.granted(account, 1, 10).body)
    del old["reference"]
    probe.takes(probe.granted(account, 1, 10), "an event of the first version")
    probe.takes(
        probe.signed(f"msg_{uuid4().hex}", json.dumps({**old, "sequence": 2, "id": f"{account}/2"}).encode()),
        "an event of the first version without `reference`",
    )
    data = {**old["data"], "points": 5, "kind": "limited", "lots": [{"points": 5}], "a_later_field": None}
    later = probe.granted(account, 3, 5, data=data, a_later_attribute={"deep": [1, 2]})
    probe.takes(later, "an event with fields of a later version")
    probe.counts(account, 25, "events of an old and of a later version")


def other_types(probe: Probe) -> None:
    """What a handler does not know it takes and leaves alone; not everything with points adds points."""
    account = _account()
    data = {"account_id": account, "member_id": "member-x", "points": 7, "origin": "work"}
    unknown = probe.granted(account, 1, 7, type="minijob.PointsTeleported", data=data)
    probe.takes(unknown, "an event of an unknown type")
    empty = probe.granted(account, 2, 7, type="example.something.else", data={})
    probe.takes(empty, "an event of an unknown type without data")
    refused = probe.granted(
        account, 3, 7, type="minijob.GrantRefused", data={**data, "reason": "escrow_short"}
    )
    probe.takes(refused, "GrantRefused")
    probe.takes(probe.granted(account, 4, 2), "a genuine event after events of other types")
    probe.counts(account, 2, f"only {GRANTED} adds points")


def rotation(probe: Probe) -> None:
    """While secrets are rotated there are two signatures; later there may be other schemes beside them."""
    account = _account()
    for sequence, order in enumerate((("foreign", "own"), ("own", "foreign"), ("scheme", "own")), 1):
        message = probe.granted(account, sequence, 1)
        own = message.headers["webhook-signature"]
        foreign = probe.signed(message.id, message.body, secret=_foreign_secret()).headers[
            "webhook-signature"
        ]
        kinds = {"own": own, "foreign": foreign, "scheme": f"v1a,{own[3:]}"}
        both = message.with_headers(signature=" ".join(kinds[kind] for kind in order))
        probe.takes(both, f"an event with two signatures, of which the {order.index('own') + 1}. is right")
    probe.counts(account, 3, "three events with two signatures each")


def wrong_signatures(probe: Probe) -> None:
    """Each must be refused without an effect, and must not keep the genuine event out."""
    account = _account()
    genuine = probe.granted(account, 1, 10)
    for what, forged in _forged(probe, genuine, account).items():
        probe.refuses(forged, what)
    probe.takes(genuine, "the genuine event after forged ones under its id")
    probe.counts(account, 10, "forged events, then the genuine one")


def _forged(probe: Probe, genuine: Message, account: str) -> Mapping[str, Message]:
    own = genuine.headers["webhook-signature"]
    foreign = probe.signed(genuine.id, genuine.body, secret=_foreign_secret()).headers["webhook-signature"]
    richer = genuine.body.replace(b'"points": 10', b'"points": 10000')
    return {
        "an event signed with a foreign secret": genuine.with_headers(signature=foreign),
        "an event whose body was changed": Message(genuine.id, genuine.timestamp, richer, genuine.headers),
        "an event whose id was changed": genuine.with_headers(id=f"msg_{uuid4().hex}"),
        "an event whose timestamp was changed": genuine.with_headers(timestamp=str(genuine.timestamp - 7)),
        "an event without a signature": genuine.with_headers(signature=None),
        "an event with an empty signature": genuine.with_headers(signature="v1,"),
        "an event without an id": genuine.with_headers(id=None),
        "an event without a timestamp": genuine.with_headers(timestamp=None),
        "an event with a signature of another scheme alone": genuine.with_headers(signature=f"v1a,{own[3:]}"),
        "an event with the signature cut short": genuine.with_headers(signature=own[:-8]),
    }


def stale_timestamps(probe: Probe) -> None:
    """A recorded request that is played back is older than five minutes."""
    account = _account()
    for sequence, age in ((1, OLD_SECONDS), (2, -OLD_SECONDS), (3, int(time.time()))):
        message = probe.granted(account, sequence, 10)
        what = f"an event signed {abs(age)} s {'ago' if age > 0 else 'ahead'}"
        probe.refuses(probe.signed(message.id, message.body, age_seconds=age), what)
    words = probe.granted(account, 4, 10)
    probe.refuses(words.with_headers(timestamp="yesterday"), "an event whose timestamp is no number")
    probe.counts(account, 0, "only stale events")


CASES: Mapping[str, Case] = {
    "genuine events": genuine,
    "events of long ago": long_ago,
    "duplicates": duplicates,
    "duplicates at once": duplicates_at_once,
    "gaps": gaps,
    "reordering": reordering,
    "old and later versions": old_and_new_versions,
    "unknown and other types": other_types,
    "two signatures": rotation,
    "wrong signatures": wrong_signatures,
    "stale timestamps": stale_timestamps,
}
