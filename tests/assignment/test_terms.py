"""What a member knows before answering: why, for whom, how long, and the terms of the work."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from assignment.application import deadlines_of, terms_of
from assignment.application.terms import PAY_WITHIN
from chassis.principal import Principal
from minijob_contracts.orders import ClientRecorded
from tests.assignment.platform import CLIENT, Platform, member
from tests.assignment.world import AT, document

ANN, BEN = member("ann"), member("ben")
STATED = {
    "purpose": "To teach a program nouns",
    "recipient": "Example Ltd.",
    "retention": "one year",
}
LONGEST_LEASE_SECONDS = 3600


@pytest.mark.parametrize("acceptance", ["automatic", "client"])
def test_whatever_the_client_does_pay_comes_within_sixty_days_of_handing_in(acceptance: str) -> None:
    terms = terms_of(document(acceptance=acceptance).model_dump(), LONGEST_LEASE_SECONDS)
    expires_at = AT + timedelta(seconds=terms.due_seconds)
    dates = deadlines_of(terms.inspection_hours, AT, expires_at)
    assert AT <= dates.due_at <= dates.inspected_by <= dates.paid_by <= AT + PAY_WITHIN
    assert terms.pay_days == 60


@pytest.mark.servers
class TestAtTheDoor:
    def test_card_and_lease_say_what_for_before_the_first_answer(self, platform: Platform) -> None:
        order_id, _ = platform.open_order()
        [card] = platform.get(ANN, "/v1/tasks").json()["items"]
        taken = platform.lease(ANN, order_id=order_id).json()
        assert STATED.items() <= card.items()
        assert STATED.items() <= taken.items()

    def test_a_card_shows_the_record_of_its_client_as_it_was_told_last(self, platform: Platform) -> None:
        def record(settled: int, upheld: int) -> ClientRecorded:
            return ClientRecorded(
                client_id=CLIENT.id, tier="new", since=AT, settled_orders=settled, upheld_findings=upheld
            )

        platform.open_order()
        [before] = platform.get(ANN, "/v1/tasks").json()["items"]
        assert before["client"] == {"since": None, "settled_orders": 0, "upheld_findings": 0}
        platform.tell(record(4, 1), record(3, 1))
        platform.follow()
        [card] = platform.get(ANN, "/v1/tasks").json()["items"]
        told = card["client"]
        assert (told["settled_orders"], told["upheld_findings"]) == (4, 1)
        assert datetime.fromisoformat(told["since"]) == AT

    def test_client_member_and_operator_read_the_same_sheet(self, platform: Platform) -> None:
        order_id, _ = platform.open_order(acceptance="client")
        path = f"/v1/orders/{order_id}/terms"
        sheets = [platform.get(who, path).json() for who in (CLIENT, ANN, Principal("operator", "op"))]
        assert sheets[0] == sheets[1] == sheets[2]
        assert sheets[0] == {
            "order_id": str(order_id),
            "version": 1,
            "parties": {"client_id": CLIENT.id, "recipient": STATED["recipient"], "member_id": None},
            "title": "Which is it?",
            "content": "Read it, then choose.",
            "questions": 1,
            "purpose": STATED["purpose"],
            "retention": STATED["retention"],
            "reward_points": 10,
            "due_seconds": 600,
            "inspection_hours": 72,
            "pay_days": 60,
            "may_end_early": False,
            "exit_points_least": 2,
        }

    def test_a_task_that_was_taken_has_dates(self, platform: Platform) -> None:
        order_id, _ = platform.open_order(acceptance="client")
        taken = platform.lease(ANN, order_id=order_id).json()
        sheet = platform.get(ANN, f"/v1/assignments/{taken['assignment_id']}/terms").json()
        assert sheet["parties"]["member_id"] == "ann"
        assert sheet["due_at"] == taken["expires_at"].replace("+00:00", "Z")
        due_at = datetime.fromisoformat(sheet["due_at"])
        assert due_at - datetime.fromisoformat(sheet["agreed_at"]) == timedelta(seconds=600)
        assert datetime.fromisoformat(sheet["inspected_by"]) == due_at + timedelta(hours=72)
        assert sheet["paid_by"] == sheet["inspected_by"]

    def test_terms_are_nobody_elses_business(self, platform: Platform) -> None:
        order_id, _ = platform.open_order()
        taken = platform.lease(ANN, order_id=order_id).json()
        assert platform.get(BEN, f"/v1/assignments/{taken['assignment_id']}/terms").status_code == 404
        other = Principal("client", "client-2")
        assert platform.get(other, f"/v1/orders/{order_id}/terms").status_code == 404
        assert platform.get(ANN, f"/v1/orders/{uuid4()}/terms").status_code == 404
        partner = Principal("partner", CLIENT.id)
        assert platform.get(partner, f"/v1/orders/{order_id}/terms").status_code == 404
