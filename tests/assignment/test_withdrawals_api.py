"""Taking an answer back over HTTP, on the real PostgreSQL: who still sees what, and from which moment on."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from chassis.principal import Principal
from minijob_contracts.orders import OrderClosed, Question
from minijob_contracts.screenings import SafetyStopped, WatchDecided
from minijob_contracts.submissions import AnswerWithdrawn, SubmissionAccepted
from tests.assignment.platform import CLIENT, Platform, member
from tests.assignment.test_appeals_api import PLEA, WHY, judged_by, skilled
from tests.assignment.test_photos import encoded, kept_files, portrait, street, upload
from tests.assignment.test_reviews_api import wheres

pytestmark = pytest.mark.servers

ANN, BOB, OPERATOR = member("ann"), member("bob"), Principal("operator", "op-1")
SECRET = "diabetes"
FORM = [
    Question(id="q1", kind="single", text="Is {word} a noun?", options=["yes", "no"]),
    Question(id="q2", kind="single", text="What do you have?", options=[SECRET, "none"], decline="none"),
]
BOTH = {"q1": "yes", "q2": SECRET}
PAGES = ("submissions", "results", "undecided", "appeals")


def answered(platform: Platform, *members: Principal, **changes: Any) -> tuple[UUID, list[str]]:
    """An order whose only task these have answered, and the path of each one's work."""
    order_id, [task_id] = platform.open_order(places=3, **{"questions": FORM} | changes)
    paths = []
    for who in members or (ANN,):
        told = platform.answer(who, task_id, BOTH)
        assert told.status_code == 200, told.text
        paths.append(f"/v1/assignments/{told.json()['submission_id']}")
    platform.follow()
    return order_id, paths


def shown(platform: Platform, order_id: UUID) -> str:
    """All that its client sees of the answers, and operators of appeals."""
    pages = [platform.get(CLIENT, f"/v1/orders/{order_id}/{page}").text for page in PAGES]
    pages += [
        platform.get(CLIENT, f"/v1/orders/{order_id}/results", format="csv").text,
        platform.get(OPERATOR, "/v1/open-appeals").text,
    ]
    return "\n".join(pages)


def mine(platform: Platform, who: Principal = ANN) -> dict[str, Any]:
    [one] = platform.get(who, "/v1/me/submissions").json()["items"]
    return dict(one)


def end(platform: Platform, order_id: UUID) -> None:
    platform.tell(OrderClosed(order_id=order_id, version=1, reason="client"))
    platform.follow()


def problem(refused: Any) -> tuple[int, str]:
    return refused.status_code, refused.json()["type"].rpartition(":")[2]


def test_what_was_told_is_gone_at_once_and_the_work_and_the_pay_stay(platform: Platform) -> None:
    order_id, [path] = answered(platform)
    assert SECRET in shown(platform, order_id)
    assert (mine(platform)["can_withdraw"], mine(platform)["withdrawn"]) == (True, False)
    platform.stop_views()
    told = platform.post(ANN, f"{path}/withdraw")
    assert (told.status_code, told.json()) == (
        200,
        {
            "assignment_id": path.rpartition("/")[2],
            "state": "accepted",
            "points": 10,
            "questions": ["q2"],
        },
    )
    assert SECRET not in shown(platform, order_id)
    [row] = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"]
    assert row["answers"] == {"q1": "yes"}
    [result] = platform.get(CLIENT, f"/v1/orders/{order_id}/results").json()["items"]
    assert (result["labels"]["q1"], result["answers"]) == ("yes", 1)
    after = mine(platform)
    assert (after["can_withdraw"], after["withdrawn"], after["erased"], after["points"]) == (
        False,
        True,
        False,
        10,
    )


def test_the_answers_of_others_stay(platform: Platform) -> None:
    order_id, [path, _] = answered(platform, ANN, BOB)
    platform.post(ANN, f"{path}/withdraw")
    rows = platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"]
    assert sorted(len(row["answers"]) for row in rows) == [1, 2]
    assert mine(platform, BOB)["withdrawn"] is False


def test_no_row_keeps_what_was_withdrawn(platform: Platform) -> None:
    _, [path] = answered(platform)
    platform.post(ANN, f"{path}/withdraw")
    with platform.running.engine.connect() as tx:
        tables = tx.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").scalars()
        holds = "SELECT EXISTS (SELECT FROM {} AS one WHERE strpos(one::text, %(secret)s) > 0)"
        kept = {
            table
            for table in tables.all()
            if tx.exec_driver_sql(holds.format(table), {"secret": SECRET}).scalar_one()
        }
        keys = tx.exec_driver_sql("SELECT digest_key FROM answers_v1").scalars().all()
    assert kept <= {"events", "snapshots"}, "where the form is, which names it as an option"
    assert [bytes(key) for key in keys] == [b""]


def test_what_waits_is_paid_and_leaves_the_review(platform: Platform) -> None:
    order_id, [path] = answered(platform, acceptance="client")
    review = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"]
    assert platform.post(ANN, f"{path}/withdraw").json()["points"] == 10
    assert SECRET not in shown(platform, order_id)
    late = platform.post(CLIENT, f"/v1/submissions/{review['submission_id']}/reject", WHY)
    assert problem(late) == (409, "already-decided")
    platform.follow()
    assert [one.points for one in platform.said() if isinstance(one, SubmissionAccepted)] == [10]
    assert mine(platform)["state"] == "accepted"


def test_what_is_before_peers_is_paid_and_no_longer_shown_to_them(platform: Platform) -> None:
    [peer] = skilled(platform, "pam")
    order_id, [path] = answered(platform, acceptance="client")
    review = platform.get(CLIENT, f"/v1/orders/{order_id}/undecided").json()["submission"]
    submission = f"/v1/submissions/{review['submission_id']}"
    assert platform.post(CLIENT, f"{submission}/reject", WHY).status_code == 200
    platform.follow()
    judged_by(platform, order_id, submission, path)
    case = platform.post(peer, "/v1/appeals").json()
    assert platform.post(ANN, f"{path}/withdraw").json()["state"] == "accepted"
    late = platform.post(peer, f"/v1/appeals/{case['appeal_id']}/judgement", {"winner": "client"})
    assert late.status_code in (404, 409)
    platform.follow()
    assert platform.post(member("pim"), "/v1/appeals").status_code in (204, 403)
    assert PLEA not in shown(platform, order_id)
    assert mine(platform)["contest"]["winner"] == "member"


def test_the_same_key_is_the_same_answer_and_another_key_is_refused(platform: Platform) -> None:
    _, [path] = answered(platform)
    first = platform.post(ANN, f"{path}/withdraw", key="k")
    again = platform.post(ANN, f"{path}/withdraw", key="k")
    assert (again.status_code, again.json()) == (200, first.json())
    assert problem(platform.post(ANN, f"{path}/withdraw")) == (409, "already-withdrawn")


def test_at_once_it_is_withdrawn_once(platform: Platform) -> None:
    _, [path] = answered(platform)

    async def at_once() -> list[int]:
        asked = [platform.send("POST", f"{path}/withdraw", ANN) for _ in range(8)]
        return sorted(one.status_code for one in await asyncio.gather(*asked))

    assert asyncio.run(at_once()) == [200] + [409] * 7
    [withdrawn] = [one for one in platform.said() if isinstance(one, AnswerWithdrawn)]
    assert (withdrawn.client_id, withdrawn.returned_points) == (CLIENT.id, 10)


def test_who_has_nothing_to_take_back_is_told_so(platform: Platform) -> None:
    _, [path] = answered(platform)
    assert platform.post(BOB, f"{path}/withdraw").status_code == 404
    impersonal = FORM[1].model_copy(update={"decline": None})
    _, [plain] = answered(platform, BOB, questions=[FORM[0], impersonal])
    assert problem(platform.post(BOB, f"{plain}/withdraw")) == (409, "nothing-to-withdraw")
    assert mine(platform, BOB)["can_withdraw"] is False
    platform.open_order(questions=FORM)
    held = platform.lease(member("cat")).json()["assignment_id"]
    refused = platform.post(member("cat"), f"/v1/assignments/{held}/withdraw")
    assert problem(refused) == (409, "nothing-to-withdraw")


def test_a_repeated_submission_after_it_is_refused_and_stores_nothing(platform: Platform) -> None:
    order_id, [task_id] = platform.open_order(questions=FORM)
    id = platform.lease(ANN, task_id=task_id).json()["assignment_id"]
    assert platform.submit(ANN, id, BOTH, key="s").status_code == 200
    platform.post(ANN, f"/v1/assignments/{id}/withdraw")
    again = platform.submit(ANN, id, BOTH, key="s")
    assert problem(again) == (409, "key-reused")
    assert "erased" in again.json()["detail"]
    platform.follow()
    assert SECRET not in shown(platform, order_id)


def test_after_a_breach_there_is_nothing_left_to_take_back(platform: Platform) -> None:
    order_id, [path] = answered(platform)
    platform.tell(
        SafetyStopped(order_id=order_id, version=1, cause="operator", reason="x"),
        WatchDecided(order_id=order_id, version=1, breach=True, stopped=True, operator_id="o", reason="x"),
    )
    platform.follow()
    assert problem(platform.post(ANN, f"{path}/withdraw")) == (409, "nothing-to-withdraw")
    assert (mine(platform)["erased"], mine(platform)["can_withdraw"]) == (True, False)
    with platform.running.engine.connect() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM answers_v1").scalar_one() == 0


@pytest.mark.parametrize("picture", [street, portrait], ids=["clear", "held"])
def test_a_photo_is_gone_for_everybody_with_its_file(platform: Platform, picture: Any) -> None:
    asked = [FORM[0], Question(id="q2", kind="photo", text="A photo of the shelf, please.")]
    order_id, _ = platform.open_order(questions=asked)
    id = platform.lease(ANN).json()["assignment_id"]
    photo = upload(platform, id, encoded(picture()), "q2").json()["photo_id"]
    assert platform.submit(ANN, id, {"q1": "yes", "q2": photo}).status_code == 200
    platform.follow()
    assert platform.get(ANN, f"/v1/photos/{photo}").status_code == 200
    assert platform.post(ANN, f"/v1/assignments/{id}/withdraw").json()["questions"] == ["q2"]
    for who in (ANN, CLIENT, OPERATOR):
        assert platform.get(who, f"/v1/photos/{photo}").status_code == 404
    assert platform.get(OPERATOR, "/v1/held-photos").json()["items"] == []
    assert photo not in shown(platform, order_id)
    with platform.running.engine.connect() as tx:
        assert platform.running.service.files_in_use(tx, list(kept_files(platform))) == set()


def test_an_answer_that_told_of_the_member_alone_leaves_no_row(platform: Platform) -> None:
    order_id, [task_id] = platform.open_order(questions=FORM[1:])
    platform.answer(ANN, task_id, {"q2": SECRET})
    platform.follow()
    path = f"/v1/assignments/{mine(platform)['submission_id']}"
    assert platform.post(ANN, f"{path}/withdraw").status_code == 200
    assert platform.get(CLIENT, f"/v1/orders/{order_id}/submissions").json()["items"] == []
    assert (mine(platform)["erased"], mine(platform)["withdrawn"], mine(platform)["points"]) == (
        True,
        True,
        10,
    )


def test_after_the_end_the_client_acknowledges_a_new_version(platform: Platform) -> None:
    order_id, [path] = answered(platform)
    end(platform, order_id)
    order = f"/v1/orders/{order_id}"
    versions = ("export_version", "acknowledged_version", "acknowledge_by")

    def progress() -> list[Any]:
        told = platform.get(CLIENT, f"{order}/progress").json()
        return [told[name] for name in versions]

    assert progress() == [1, 1, None]
    assert platform.post(ANN, f"{path}/withdraw").status_code == 200
    assert progress()[:2] == [2, 1]
    assert progress()[2] is not None
    for page in ("submissions", "results"):
        assert platform.get(CLIENT, f"{order}/{page}").json()["version"] == 2
    assert problem(platform.post(CLIENT, f"{order}/acknowledge", {"version": 1})) == (409, "other-version")
    assert wheres(platform.post(CLIENT, f"{order}/acknowledge", {"version": 0})) == ["version"]
    stranger = Principal("client", "client-2")
    assert platform.post(stranger, f"{order}/acknowledge", {"version": 2}).status_code == 404
    told = platform.post(CLIENT, f"{order}/acknowledge", {"version": 2}, key="a")
    assert (told.status_code, told.json()["version"]) == (200, 2)
    assert platform.post(CLIENT, f"{order}/acknowledge", {"version": 2}, key="a").json() == told.json()
    assert progress() == [2, 2, None]
    [withdrawn] = [one for one in platform.said() if isinstance(one, AnswerWithdrawn)]
    assert withdrawn.returned_points == 0
