"""The ledger agrees with a naive model whatever happens to its commands, and the simulation finds faults."""

import os
import random

import pytest

from tests.points_ledger.simulation.__main__ import simulate
from tests.points_ledger.simulation.faults import FAULTS, planted
from tests.points_ledger.simulation.schedule import Schedule, Wrong

SECONDS = 60
FIND_SECONDS = 180


def test_months_of_crashes_and_doubled_commands_leave_the_ledger_as_the_model_has_it() -> None:
    seed = int(os.environ.get("SIMULATION_SEED") or random.randrange(10**9))
    count, _ = simulate(seed, SECONDS)
    assert count > 100


def test_a_seed_leads_to_the_same_events_again() -> None:
    assert Schedule(11).run() == Schedule(11).run()


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_planted_fault_is_found(fault: str) -> None:
    with planted(fault), pytest.raises(Wrong, match="SEED="):
        simulate(1, FIND_SECONDS)
