"""Stored events are read as ever, and each is said in its public form or kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest

from chassis.codec import Stored
from minijob_contracts.points import (
    AccountMerged,
    ArbitrationAnswered,
    EscrowFunded,
    EscrowRefused,
    EscrowSettled,
    GrantRefused,
    LatePayAnswered,
    PointsAdjusted,
    PointsCaptured,
    PointsExpired,
    PointsExpiring,
    PointsGranted,
    PointsHeld,
    PointsReceived,
    PointsRefunded,
    PointsReleased,
    PointsShared,
    PointsSpent,
)
from points_ledger.domain import MemberAccount
from points_ledger.publishing import to_contract
from tests.points_ledger.world import CODEC

GOLDEN: Mapping[str, Any] = orjson.loads(Path(__file__).with_name("golden_events.json").read_bytes())
STREAM = UUID(int=7)
SAID = {
    "MemberAccount.Granted": PointsGranted,
    "MemberAccount.GrantRefused": GrantRefused,
    "MemberAccount.Held": PointsHeld,
    "MemberAccount.Captured": PointsCaptured,
    "MemberAccount.Released": PointsReleased,
    "MemberAccount.Spent": PointsSpent,
    "MemberAccount.Refunded": PointsRefunded,
    "MemberAccount.Expired": PointsExpired,
    "MemberAccount.ExpiryNoticed": PointsExpiring,
    "MemberAccount.ClawedBack": PointsAdjusted,
    "MemberAccount.SetAside": PointsHeld,
    "MemberAccount.Merged": AccountMerged,
    "MemberAccount.Forwarded": PointsShared,
    "MemberAccount.TookOver": PointsReceived,
    "MemberAccount.GaveBack": PointsShared,
    "MemberAccount.SplitOff": PointsReceived,
    "MemberAccount.CameBack": PointsReceived,
    "MemberAccount.Shared": PointsShared,
    "MemberAccount.Received": PointsReceived,
    "MemberAccount.ClawbackReversed": PointsGranted,
    "Funds.PeersCovered": ArbitrationAnswered,
    "Funds.LateAnswered": LatePayAnswered,
    "Funds.PeersNotCovered": ArbitrationAnswered,
    "OrderEscrow.Funded": EscrowFunded,
    "OrderEscrow.Refused": EscrowRefused,
    "OrderEscrow.Settled": EscrowSettled,
}


def event_of(topic: str) -> Any:
    return CODEC.decode(Stored(STREAM, 3, topic, orjson.dumps(GOLDEN[topic])))[0]


def newest() -> dict[str, str]:
    """The stored topic of the newest version of each event."""
    return {topic: CODEC.encode(event_of(topic), "").topic for topic in GOLDEN if "@" not in topic}


def test_the_golden_file_knows_every_stored_event_in_every_version() -> None:
    versions = {topic.partition("@")[0] for topic in GOLDEN}
    assert versions == set(CODEC.events)
    assert set(newest().values()) <= set(GOLDEN)


@pytest.mark.parametrize("topic", sorted(GOLDEN))
def test_a_stored_event_is_read_and_written_in_its_newest_version(topic: str) -> None:
    again = CODEC.encode(event_of(topic), "")
    assert again.topic == newest()[topic.partition("@")[0]]
    assert orjson.loads(again.state) == GOLDEN[again.topic]


def test_a_grant_of_the_first_version_is_of_normal_points_that_end_after_a_year() -> None:
    account = CODEC.replay(
        MemberAccount,
        STREAM,
        [
            Stored(STREAM, version, topic, orjson.dumps(GOLDEN[topic]))
            for version, topic in ((1, "MemberAccount.Granted"), (2, "MemberAccount.Granted@2"))
        ],
    )
    assert isinstance(account, MemberAccount)
    assert (account.lots, account.normal_expires_on) == ({"normal/work": 20}, "2027-10-31")


@pytest.mark.parametrize("topic", sorted(GOLDEN))
def test_every_event_is_said_in_its_public_form_or_kept(topic: str) -> None:
    assert type(to_contract(event_of(topic))) is SAID.get(topic.partition("@")[0], type(None))


def test_points_are_keyed_by_account_and_escrows_by_order() -> None:
    for topic in SAID:
        said = to_contract(event_of(topic))
        assert said is not None
        of_member = topic.startswith("MemberAccount")
        assert said.key() == (str(STREAM) if of_member else GOLDEN[topic]["order_id"])


def test_a_grant_that_is_said_names_no_order_no_task_and_no_assignment() -> None:
    said = to_contract(event_of("MemberAccount.Granted"))
    assert said is not None
    text = said.model_dump_json()
    stored = GOLDEN["MemberAccount.Granted"]
    assert stored["order_id"] not in text
    assert stored["reference"] not in text


@pytest.mark.parametrize("topic", sorted(SAID))
def test_what_is_said_of_points_names_neither_a_partner_nor_its_reference(topic: str) -> None:
    said, stored = to_contract(event_of(topic)), GOLDEN[topic]
    assert said is not None
    if topic.startswith("MemberAccount"):
        assert not {stored.get("partner_id", "-"), stored.get("reference", "-")} & set(
            said.model_dump(mode="json").values()
        )
