"""An id that is an aggregate's of another kind names nothing, and harms neither that aggregate nor others."""

from collections.abc import Callable
from typing import Any

import pytest

from chassis.codec import Stored
from chassis.errors import NotFound
from chassis.store import PostgresStore
from tests.chassis.bank import Account, Purse, add, fill, id_of
from tests.chassis.memory_store import MemoryStore
from tests.chassis.test_writer import CODEC, Replica, statuses


@pytest.fixture(params=["memory", pytest.param("postgres", marks=pytest.mark.servers)])
def store(request: pytest.FixtureRequest) -> Any:
    if request.param == "memory":
        return MemoryStore()
    opened: Callable[..., PostgresStore] = request.getfixturevalue("open_store")
    return opened(chained=True)


@pytest.mark.parametrize("is_cold", [True, False], ids=["cold", "warm"])
def test_what_is_of_another_kind_is_not_there_and_all_else_goes_on(store: Any, is_cold: bool) -> None:
    replica = Replica(store)
    replica.step(add("a", 5, "k1"))
    if is_cold:
        replica = Replica(store)
    assert statuses(replica.step(add("b", 1, "k2"), fill("a", 3, "k3"), add("c", 1, "k4"))) == [201, 404, 201]
    again = replica.step(fill("a", 3, "k3"), add("a", 1, "k5"), fill("p", 1, "k6"))
    assert statuses(again) == [404, 201, 200]
    assert (replica.account("a").balance, replica.purse("p").left) == (6, 1)


def test_two_kinds_are_asked_for_by_one_group(store: Any) -> None:
    replica = Replica(store)
    assert statuses(replica.step(add("a", 5, "k1"), fill("a", 3, "k2"), add("a", 1, "k3"))) == [201, 404, 201]
    cold = Replica(store)
    assert statuses(cold.step(add("a", 1, "k4"), fill("a", 3, "k5"))) == [201, 404]
    assert replica.account("a").balance == 7


def test_what_was_looked_for_in_vain_may_come_to_be_of_another_kind(store: Any) -> None:
    here, there = Replica(store), Replica(store)
    assert statuses(here.step(fill("a", -1, "k1"))) == [200]
    assert statuses(there.step(add("b", -1, "k2"))) == [409]
    assert statuses(here.step(fill("b", 1, "k3"))) == [200]
    assert statuses(there.step(add("c", 1, "k4"), fill("b", 1, "k5"), add("b", 1, "k6"))) == [201, 200, 404]
    assert here.purse("b").left == 2


def test_a_snapshot_of_another_kind_is_not_read_as_this_one() -> None:
    state = CODEC.snapshot(CODEC.replay(Account, id_of("a"), []))
    with pytest.raises(NotFound):
        CODEC.replay(Purse, id_of("a"), [Stored(id_of("a"), 9, "", state)])
