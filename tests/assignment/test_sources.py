"""Two accounts that are merged later keep both answers and pay, marked as one source (business rule 30)."""

from uuid import UUID, uuid4

import pytest

from assignment import views
from minijob_contracts.points import AccountMerged, PointsReceived
from tests.assignment.platform import CLIENT, Platform, member

pytestmark = pytest.mark.servers

NAMES = ("ann", "ben", "cat", "dan")


def merged(name: str, into: str) -> AccountMerged:
    return AccountMerged(
        account_id=UUID(int=NAMES.index(name)),
        member_id=name,
        into_account_id=UUID(int=NAMES.index(into)),
        into_member_id=into,
    )


def came_back(name: str) -> PointsReceived:
    of = {"account_id": UUID(int=NAMES.index(name)), "member_id": name}
    return PointsReceived(**of, points=0, share_id=uuid4())


def answered(platform: Platform) -> UUID:
    """An order of one task that all four have answered."""
    order_id, [task_id] = platform.open_order(places=4, points=40)
    for name in NAMES:
        assert platform.answer(member(name), task_id, {"q1": "yes"}).status_code == 200
    platform.follow()
    return order_id


def sources(platform: Platform, order_id: UUID) -> tuple[int, int, int]:
    """How many pseudonyms a client sees, how many rows, and how many workers results count."""
    platform.follow()
    rows = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"]
    _, work = views.accepted_work(platform.running.engine, order_id)
    return len({row["pseudonym"] for row in rows}), len(rows), len({one.worker for one in work})


def test_merged_members_have_one_pseudonym_and_count_as_one_worker(platform: Platform) -> None:
    order_id = answered(platform)
    assert sources(platform, order_id) == (4, 4, 4)
    platform.tell(merged("ann", "ben"))
    assert sources(platform, order_id) == (3, 4, 3)


def test_so_do_members_of_a_chain_and_two_that_were_merged_into_a_third(platform: Platform) -> None:
    order_id = answered(platform)
    platform.tell(merged("ann", "ben"), merged("ben", "cat"), merged("dan", "cat"))
    assert sources(platform, order_id) == (1, 4, 1)


def test_who_is_split_off_stands_for_itself_again_and_so_does_who_came_with_it(platform: Platform) -> None:
    order_id = answered(platform)
    platform.tell(merged("ann", "ben"), merged("ben", "cat"), came_back("ben"), came_back("dan"))
    assert sources(platform, order_id) == (3, 4, 3)
    platform.tell(came_back("ann"), came_back("ann"))
    assert sources(platform, order_id) == (4, 4, 4)


def test_both_keep_their_answers_and_pay(platform: Platform) -> None:
    answered(platform)
    platform.tell(merged("ann", "ben"))
    platform.follow()
    for name in ("ann", "ben"):
        [mine] = platform.get(member(name), "/v1/me/submissions").json()["items"]
        assert (mine["state"], mine["points"]) == ("accepted", 10)
