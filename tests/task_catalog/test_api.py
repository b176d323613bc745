"""The catalog over HTTP, on the real PostgreSQL."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.principal import Principal
from minijob_contracts.orders import ItemsProposed, OrderOpened, OrderSubmitted, TaskPublished
from minijob_contracts.screenings import Finding, ItemsScreened, OrderCleared, OrderFlagged, RowVerdict
from tests.task_catalog.platform import CLIENT, CSV, MEMBER, OPERATOR, OTHER, Platform, funded, well
from tests.task_catalog.world import document

pytestmark = pytest.mark.servers


def test_an_order_walks_from_a_draft_to_tasks_that_its_client_can_read(platform: Platform) -> None:
    order_id = platform.live("red", "table", "blue")
    shown = platform.order(order_id)
    assert (shown["state"], shown["items"], shown["tasks"], shown["held_items"]) == ("live", 3, 3, 0)
    assert shown["quote"] == {
        "reward_jpy": 45,
        "fee_jpy": 9,
        "fee_percent": 20,
        "screen_out_reserve_jpy": 0,
        "appeal_reserve_jpy": 0,
        "gold_jpy": 0,
        "total_jpy": 54,
    }
    [opened] = platform.said(OrderOpened)
    assert (str(opened.order_id), opened.lease_seconds, opened.client_id) == (order_id, 600, CLIENT.id)
    first = platform.ask("GET", f"/v1/orders/{order_id}/tasks", params={"limit": 2}).json()
    cursor = first["next_cursor"]
    rest = platform.ask("GET", f"/v1/orders/{order_id}/tasks", params={"limit": 2, "cursor": cursor}).json()
    tasks = [*first["items"], *rest["items"]]
    assert [(task["row"], task["item"]) for task in tasks] == [
        (0, {"word": "red"}),
        (1, {"word": "table"}),
        (2, {"word": "blue"}),
    ]
    assert {task["task_id"] for task in tasks} == {str(one.task_id) for one in platform.said(TaskPublished)}
    assert rest["next_cursor"] is None


def test_a_large_order_is_published_in_chunks_of_its_batches(platform: Platform) -> None:
    order_id = platform.draft()
    rows = "\n".join(f'{{"word": "w{n}"}}' for n in range(450)).encode()
    assert platform.upload(order_id, rows).json() == {"accepted": 450, "rejected": []}
    proposed = platform.said(ItemsProposed)
    assert [(one.batch, one.first_row, len(one.rows)) for one in proposed] == [
        (0, 0, 200),
        (1, 200, 200),
        (2, 400, 50),
    ]
    platform.move(order_id, "submit")
    id = UUID(order_id)
    held = [RowVerdict(row=449, verdict="human", findings=[])]
    platform.tell(
        OrderCleared(order_id=id, version=1, ruleset="1"),
        ItemsScreened(order_id=id, version=1, batch=0, ruleset="1", cleared=list(range(200))),
        ItemsScreened(order_id=id, version=1, batch=1, ruleset="1", cleared=list(range(200, 400))),
        ItemsScreened(order_id=id, version=1, batch=2, ruleset="1", cleared=list(range(400, 449)), held=held),
    )
    assert platform.order(order_id)["state"] == "funding"
    platform.tell(funded(id, 449))
    shown = platform.order(order_id)
    assert (shown["state"], shown["tasks"], shown["held_items"]) == ("pilot", 23, 1)
    assert shown["pilot"] == {"state": "running", "tasks": 23}
    platform.tell(well(id, 23))
    shown = platform.order(order_id)
    assert (shown["state"], shown["tasks"], shown["pilot"]["state"]) == ("live", 449, "passed")
    listed = platform.ask("GET", f"/v1/orders/{order_id}/tasks", params={"limit": 1000}).json()["items"]
    assert [task["row"] for task in listed] == list(range(449))


def test_the_same_key_gives_the_same_answer_and_another_body_is_refused(platform: Platform) -> None:
    first = platform.ask("POST", "/v1/orders", body=document(), key="k1")
    again = platform.ask("POST", "/v1/orders", body=document(), key="k1")
    other = platform.ask("POST", "/v1/orders", body=document(title="Other"), key="k1")
    assert (first.status_code, again.status_code, first.json()) == (201, 201, again.json())
    assert first.json()["quote"]["total_jpy"] == 18
    assert other.status_code == 409
    listed = platform.ask("GET", "/v1/orders")
    platform.settle()
    assert len(platform.ask("GET", "/v1/orders").json()["items"]) == 1, listed.text


def test_an_upload_sent_twice_with_one_key_is_taken_once(standing: Platform) -> None:
    order_id = standing.draft()
    body = b'{"word": "red"}\n{"word": null}'
    answers = [standing.upload(order_id, body, key="u1").json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert (answers[0]["accepted"], [one["row"] for one in answers[0]["rejected"]]) == (1, [1])
    assert standing.order(order_id)["items"] == 1


def test_a_write_without_a_key_is_refused(standing: Platform) -> None:
    assert standing.ask("POST", "/v1/orders", body=document(), key="").status_code == 422


def test_a_new_version_needs_the_one_that_was_read(standing: Platform) -> None:
    order_id = standing.draft()
    path = f"/v1/orders/{order_id}"
    assert standing.ask("GET", path).headers["etag"] == '"1"'
    edited = standing.ask("PUT", path, body=document(title="New"), headers={"If-Match": '"1"'})
    assert edited.json() == {"order_id": order_id, "version": 2, "state": "draft"}
    late = standing.ask("PUT", path, body=document(title="Late"), headers={"If-Match": '"1"'})
    assert late.status_code == 412
    assert standing.order(order_id)["document"]["title"] == "New"


@pytest.mark.parametrize("match", ["", "*", "one", "9" * 5_000, "-1", "1.0"])
def test_an_if_match_that_names_no_version_is_refused_by_name(standing: Platform, match: str) -> None:
    order_id = standing.draft()
    headers = {"If-Match": match} if match else {}
    answer = standing.ask("PUT", f"/v1/orders/{order_id}", body=document(), headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "If-Match")


def test_findings_are_shown_and_an_edit_takes_them_away(standing: Platform) -> None:
    order_id = standing.draft(questions=[{"id": "q", "kind": "text", "text": "Your phone number?"}])
    standing.move(order_id, "submit")
    finding = Finding(rule="P1", verdict="fix", where="questions[0].text", reason="asks for a number")
    flagged = OrderFlagged(order_id=UUID(order_id), version=1, verdict="fix", ruleset="1", findings=[finding])
    standing.tell(flagged)
    shown = standing.order(order_id)
    assert (shown["state"], shown["findings"][0]["rule"]) == ("changes_asked", "P1")
    standing.ask("PUT", f"/v1/orders/{order_id}", body=document(), headers={"If-Match": "1"})
    assert standing.order(order_id)["findings"] == []


def flagged(standing: Platform, *findings: Finding, **changes: Any) -> str:
    """An order that screening sent back with these findings."""
    question = {"id": "q1", "kind": "text", "text": "What do you like?"}
    order_id = standing.draft(questions=[question], **changes)
    standing.move(order_id, "submit")
    said = OrderFlagged(
        order_id=UUID(order_id), version=1, verdict="fix", ruleset="1", findings=list(findings)
    )
    standing.tell(said)
    return order_id


PAY = Finding(rule="F5", verdict="fix", where="reward_points", reason="below the floor", rewrite="15")
TITLE = Finding(rule="P4", verdict="fix", where="title", reason="asks too much", rewrite="Year of birth")


def test_all_offered_rewrites_are_made_and_submitted_in_one_action(standing: Platform) -> None:
    order_id = flagged(standing, PAY, TITLE, reward_points=1)
    answer = standing.ask("POST", f"/v1/orders/{order_id}/accept-rewrites", key="same")
    assert answer.json() == {
        "order_id": order_id,
        "version": 2,
        "state": "screening",
        "rewritten_rows": 0,
    }
    written = standing.order(order_id)["document"]
    assert (written["reward_points"], written["title"]) == (15, "Year of birth")
    again = standing.ask("POST", f"/v1/orders/{order_id}/accept-rewrites", key="same")
    assert (again.status_code, again.json()) == (200, answer.json())


def test_rewrites_are_refused_where_none_is_offered_or_the_result_is_no_order(standing: Platform) -> None:
    nothing = flagged(standing, PAY.model_copy(update={"rewrite": None}))
    none = standing.move(nothing, "accept-rewrites")
    assert (none.status_code, none.json()["type"].rpartition(":")[2]) == (409, "no-rewrites")
    broken = flagged(standing, TITLE.model_copy(update={"rewrite": "x" * 500}))
    assert standing.move(broken, "accept-rewrites").status_code == 422
    assert standing.order(broken)["state"] == "changes_asked"
    assert standing.move(standing.draft(), "accept-rewrites").status_code == 409
    theirs = standing.ask("POST", f"/v1/orders/{broken}/accept-rewrites", OTHER)
    assert theirs.status_code == 404


def test_moves_out_of_turn_name_the_state(standing: Platform) -> None:
    order_id = standing.live("red")
    resumed = standing.move(order_id, "resume")
    assert (resumed.status_code, "live" in resumed.json()["detail"]) == (409, True)
    assert standing.move(order_id, "pause").json()["state"] == "paused"
    assert standing.move(order_id, "resume").json()["state"] == "live"
    assert standing.move(order_id, "close").json()["state"] == "closed"
    assert standing.move(order_id, "pause").status_code == 409


def test_an_operator_stops_an_order_that_is_being_screened(standing: Platform) -> None:
    order_id = standing.draft(questions=[{"id": "q", "kind": "text", "text": "What do you like?"}])
    standing.move(order_id, "submit")
    assert standing.move(order_id, "stop", CLIENT).status_code == 403
    assert standing.move(order_id, "stop", OPERATOR).json()["state"] == "closed"
    standing.tell(OrderCleared(order_id=UUID(order_id), version=1, ruleset="1"))
    assert standing.order(order_id)["state"] == "closed"


@pytest.mark.parametrize("method", ["GET", "PUT", "items", "submit", "pause", "resume", "close", "tasks"])
def test_another_clients_order_and_an_unknown_one_look_the_same(standing: Platform, method: str) -> None:
    answers = []
    for order_id in (standing.draft(), str(uuid4())):
        path = f"/v1/orders/{order_id}"
        match method:
            case "GET":
                answer = standing.ask("GET", path, OTHER)
            case "tasks":
                answer = standing.ask("GET", f"{path}/tasks", OTHER)
            case "PUT":
                answer = standing.ask("PUT", path, OTHER, body=document(), headers={"If-Match": "1"})
            case "items":
                answer = standing.ask("POST", f"{path}/items", OTHER, raw=b"word\nred", kind=CSV)
            case _:
                answer = standing.move(order_id, method, OTHER)
        answers.append((answer.status_code, answer.json()["detail"]))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize(("caller", "status"), [(None, 401), (MEMBER, 403), (OPERATOR, 403)])
def test_only_clients_write_orders(standing: Platform, caller: Principal | None, status: int) -> None:
    assert standing.ask("POST", "/v1/orders", caller, body=document()).status_code == status


def test_lists_are_newest_first_and_each_client_sees_its_own(platform: Platform) -> None:
    mine = [platform.draft(title=f"Mine {n}") for n in range(3)]
    theirs = platform.draft(OTHER)
    platform.settle()
    seen: list[str] = []
    params: dict[str, Any] = {"limit": 2}
    while True:
        page = platform.ask("GET", "/v1/orders", params=params).json()
        seen += [card["order_id"] for card in page["items"]]
        if page["next_cursor"] is None:
            break
        params["cursor"] = page["next_cursor"]
    assert seen == mine[::-1]
    assert [card["order_id"] for card in platform.ask("GET", "/v1/orders", OTHER).json()["items"]] == [theirs]
    everything = platform.ask("GET", "/v1/orders", OPERATOR).json()["items"]
    assert [card["order_id"] for card in everything] == [theirs, *mine[::-1]]
    assert set(everything[0]) == {"order_id", "version", "state", "title"}


@pytest.mark.parametrize("path", ["/v1/orders", "/v1/orders/{id}/tasks"])
@pytest.mark.parametrize("cursor", ["x", "9" * 90, "_", "2026-01-01_x", "２", ""])
def test_a_cursor_that_was_not_given_out_is_refused(standing: Platform, path: str, cursor: str) -> None:
    path = path.replace("{id}", standing.draft())
    assert standing.ask("GET", path, params={"cursor": cursor}).status_code == 422


def test_items_in_another_format_are_415(standing: Platform) -> None:
    assert standing.upload(standing.draft(), b"[]", "application/json").status_code == 415


def test_items_above_the_limit_are_413(standing: Platform) -> None:
    assert standing.upload(standing.draft(), b"x" * 1_000_001).status_code == 413


def test_the_list_follows_the_life_of_an_order(platform: Platform) -> None:
    order_id = platform.live("red")
    states = []
    for move in ("pause", "resume", "close"):
        platform.move(order_id, move)
        platform.settle()
        states.append(platform.ask("GET", "/v1/orders").json()["items"][0]["state"])
    assert states == ["paused", "live", "closed"]


def test_what_was_submitted_is_said_as_it_was_written(platform: Platform) -> None:
    order_id = platform.draft(audience={"age_min": 20, "prefectures": ["東京都"]}, acceptance="client")
    platform.upload(order_id, b"word\nred", CSV)
    platform.move(order_id, "submit")
    [submitted] = platform.said(OrderSubmitted)
    written = platform.order(order_id)["document"]
    assert written["audience"].pop("segment") is None  # an empty one is not said
    unsaid = {"questions": {"__all__": {"decline", "consent"}}}  # they come when the order opens
    assert submitted.document.model_dump(mode="json", exclude=unsaid) == written
