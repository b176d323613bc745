"""Appeals that nobody has ended in time, and money that waits for an operator, show as metrics."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from prometheus_client import REGISTRY

from assignment.overdue import measure_overdue
from chassis.clock import now
from minijob_contracts.points import ArbitrationAnswered
from tests.assignment.platform import CLIENT, Platform
from tests.assignment.test_appeals_api import ANN, PLEA, rejected
from tests.assignment.test_returns import answered, withdrawn

pytestmark = pytest.mark.servers


def overdue(platform: Platform, at: datetime) -> dict[str, float | None]:
    platform.follow()
    with platform.running.engine.connect() as tx:
        assert measure_overdue(tx, at) == []
    return {due: REGISTRY.get_sample_value("appeals_overdue", {"due": due}) for due in ("72h", "9d", "14d")}


def after(days: float) -> datetime:
    return now() + timedelta(days=days)


def test_an_appeal_that_the_client_does_not_answer_is_overdue_after_nine_days(platform: Platform) -> None:
    _, _, work = rejected(platform)
    assert overdue(platform, after(30)) == {"72h": 0, "9d": 0, "14d": 0}
    platform.post(ANN, f"{work}/appeal", {"plea": PLEA})
    assert overdue(platform, after(8.9)) == {"72h": 0, "9d": 0, "14d": 0}
    assert overdue(platform, after(9.1)) == {"72h": 0, "9d": 1, "14d": 0}
    platform.ask_due(after(9.1))
    assert overdue(platform, after(9.1)) == {"72h": 0, "9d": 0, "14d": 0}


@pytest.mark.parametrize(("covered", "days"), [(False, 3), (True, 6)])
def test_an_appeal_that_operators_or_nobody_decide_is_overdue(
    platform: Platform, covered: bool, days: int
) -> None:
    order_id, path, work = rejected(platform)
    platform.post(ANN, f"{work}/appeal", {"plea": PLEA})
    platform.post(CLIENT, f"{path}/stand-by")
    id = UUID(work.rpartition("/")[2])
    platform.tell(ArbitrationAnswered(order_id=order_id, assignment_id=id, covered=covered))
    assert overdue(platform, after(days - 0.1)) == {"72h": 0, "9d": 0, "14d": 0}
    assert overdue(platform, after(days + 0.1)) == {"72h": 1, "9d": 0, "14d": 0}
    assert overdue(platform, after(14.1)) == {"72h": 1, "9d": 0, "14d": 1}
    platform.ask_due(after(14.1))
    assert overdue(platform, after(14.1)) == {"72h": 0, "9d": 0, "14d": 0}


def test_money_of_withdrawn_answers_that_waits_for_an_operator_is_overdue(platform: Platform) -> None:
    assert withdrawn(platform, answered(platform, 1, 600)) == [0]
    overdue(platform, after(2.9))
    assert REGISTRY.get_sample_value("withdrawal_returns_overdue") == 0
    overdue(platform, after(3.1))
    assert REGISTRY.get_sample_value("withdrawal_returns_overdue") == 1
