"""The page on which members work, in a real Chromium on a phone, in front of the five services."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from statistics import median

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from local_platform.platform import Platform
from tests.system.parties import Api, open_order, until
from tests.system.phone import HOSTILE, MEASURE, ORDER, SMALL, Member

pytestmark = [pytest.mark.system, pytest.mark.servers, pytest.mark.browser]

WARN_WITHIN_MS = 300
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def order(platform: Platform) -> tuple[Api, str]:
    """The client, and its order with a question of each kind."""
    client = Api(platform.url, "client", "colour-lab")
    operator = Api(platform.url, "operator", "colour-operator")
    return client, open_order(client, operator, ["すみれ色", "机", "山吹色"], **ORDER)


@pytest.fixture
def member(chromium: Browser, platform: Platform, order: object) -> Iterator[Member]:
    one = Member(chromium, platform.url)
    yield one
    one.page.close()


def picture() -> bytes:
    """A photo as a browser sends it."""
    kept = BytesIO()
    Image.effect_noise((640, 480), 60).save(kept, "PNG")
    return kept.getvalue()


def shot(page: Page, tmp_path: Path, name: str) -> None:
    """Kept in the folder that SCREENSHOTS names, so that a person can look."""
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.screenshot(path=Path(os.environ.get("SCREENSHOTS", tmp_path)) / f"{name}.png", full_page=True)


def test_a_member_walks_from_the_token_to_the_points(
    member: Member, order: tuple[Api, str], tmp_path: Path
) -> None:
    page = member.page
    shot(page, tmp_path, "1-start")
    member.sign_in()
    card = page.locator(".card", has_text=HOSTILE).last
    expect(card).to_contain_text("20 ポイント")
    expect(card).to_contain_text("約2分")
    expect(card).to_contain_text("1分あたり 10 ポイント")
    expect(card).to_contain_text("カラーラボ株式会社")
    shot(page, tmp_path, "2-cards")
    card.click()
    for stated in ("purpose", "recipient", "retention"):
        expect(page.locator("#order-why")).to_contain_text(ORDER[stated])
    assert page.locator("#questions input, #questions textarea").count() == 0
    assert member.writes("/v1/assignments") == []
    shot(page, tmp_path, "3-order")
    page.click("#take")
    member.answer()
    assert page.get_by_role("group", name="結婚していますか").locator(".need").count() == 0
    page.set_input_files("#q-sign", {"name": "sign.png", "mimeType": "image/png", "buffer": picture()})
    expect(page.locator(".question", has=page.locator("#q-sign"))).to_contain_text("写真を受け取りました")
    page.fill("#q-why", "電話は090-1234-5678、メールはtaro@example.jpです")
    expect(page.locator(".warning")).to_contain_text("電話番号")
    expect(page.locator(".preview")).not_to_contain_text("090")
    shot(page, tmp_path, "4-task")
    page.click("#send")
    expect(page.locator("#gain")).to_have_text("+20")
    expect(page.locator("#masked")).to_contain_text("電話番号")
    expect(page.locator("#now")).to_have_text("残高 20 ポイント")
    shot(page, tmp_path, "5-done")
    page.click("#language")
    expect(page.locator("#now")).to_have_text("Your balance: 20 points")
    shot(page, tmp_path, "6-done-en")
    assert page.evaluate("document.title") == "Mini Job"
    assert page.locator("img:not(.photo)").count() == 0
    assert member.wrong == []
    assert "token" not in page.evaluate(
        "JSON.stringify([location.href, {...localStorage}, {...sessionStorage}])"
    )
    client, order_id = order
    [given] = client.ask("GET", f"/v1/orders/{order_id}/submissions").json()["items"]
    assert given["answers"]["married"] == "答えたくない"
    assert "sure" not in given["answers"]


def test_the_warning_comes_within_300_ms_after_the_last_key(member: Member) -> None:
    member.take()
    page = member.page
    page.evaluate(MEASURE)
    waits = []
    for turn in range(24):
        said = f"090-1234-{5670 + turn}" if turn % 2 else f"taro{turn}@example.jp"
        page.fill("#q-why", f"連絡は {said}")
        page.locator("#q-why").press_sequentially(f" まで({turn})", delay=25)
        expect(page.locator(".preview")).to_contain_text(f"まで({turn})")
        expect(page.locator(".warning")).to_contain_text("電話番号" if turn % 2 else "メールアドレス")
        waits.append(page.evaluate("waited"))
    print(f"warned after {median(waits):.0f} ms, at worst {max(waits):.0f} ms, of {len(waits)} words")
    assert median(waits) <= WARN_WITHIN_MS


def test_what_is_asked_of_a_text_that_has_changed_is_not_shown(member: Member) -> None:
    member.take()
    page = member.page
    asked: list[Route] = []
    page.route("**/check", lambda route: asked.append(route))
    with page.expect_event("requestfailed", lambda one: one.url.endswith("/check")):
        with page.expect_request("**/check"):
            page.locator("#q-why").press_sequentially("090-1234-5678")
        page.fill("#q-why", "")
    assert len(asked) == 1
    expect(page.locator(".warning")).to_have_count(0)


def test_a_personal_question_and_an_optional_one_may_be_left_unanswered(member: Member) -> None:
    member.take()
    page = member.page
    for question in ("結婚していますか", "理由", "自信", "日曜日"):
        row = page.get_by_role("group", name=question).locator(".choice", has_text="答えたくない")
        assert row.bounding_box()["height"] >= 48  # type: ignore[index]
    member.answer()
    page.get_by_role("group", name="理由").get_by_label("答えたくない").check()
    assert page.locator("#q-why").is_disabled()
    page.click("#send")
    expect(page.locator("#gain")).to_have_text("+20")


def test_a_lost_answer_and_a_double_tap_hand_in_once(member: Member) -> None:
    member.take()
    page = member.page
    member.answer()
    lost: list[Route] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route)
        assert route.fetch().status == 200
        return route.abort()

    page.route("**/submission", lose_the_first)
    page.dblclick("#send")
    expect(page.locator("#now")).to_have_text("残高 20 ポイント")
    keys = [one.headers["idempotency-key"] for one in member.writes("/submission")]
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_one_tap_reports_and_giving_back_costs_nothing(
    member: Member, platform: Platform, tmp_path: Path
) -> None:
    member.take()
    page = member.page
    page.get_by_role("button", name="説明と違う").click()
    expect(page.locator("#reported")).to_contain_text("通報しました")
    [mine] = Api(platform.url, "member", member.name).ask("GET", "/v1/me/reports").json()["items"]
    assert (mine["reason"], mine["outcome"]) == ("misleading", "open")
    page.get_by_text("やめて返す").click()
    shot(page, tmp_path, "7-report")
    page.get_by_role("button", name="時間がない").click()
    expect(page.locator("#notice")).to_have_text("お返しいただきました。減点はありません。")


def test_what_is_wrong_stands_beside_its_question(member: Member, tmp_path: Path) -> None:
    member.take()
    page = member.page
    page.click("#send")
    expect(page.locator("#missing")).to_contain_text("4か所")
    expect(page.locator("#q-colour-error")).to_have_text("この質問に答えてください。")
    assert page.evaluate("document.activeElement.name") == "q-colour"
    member.answer()
    page.fill("#q-count", "99")
    page.click("#send")
    expect(page.locator("#q-count-error")).to_have_text("50以下にしてください。")
    shot(page, tmp_path, "8-wrong")


def test_an_order_that_is_stopped_meanwhile_says_so(chromium: Browser, platform: Platform) -> None:
    roles = ("client", "operator", "member")
    client, operator, other = (Api(platform.url, role, f"stopped-{role}") for role in roles)
    title = "言葉の仲間分け"
    order_id = open_order(client, operator, ["空色"], **{**ORDER, "title": title})
    member = Member(chromium, platform.url, locale="en-GB")
    member.take(title)
    member.answer()
    reason = {"reason": "Members report that it asks for something else"}
    assert operator.ask("POST", f"/v1/orders/{order_id}/safety-stop", json=reason).status_code == 200
    until(lambda: other.ask("POST", "/v1/assignments", json={"order_id": order_id}).status_code == 204)
    member.page.click("#send")
    expect(member.page.locator("#notice")).to_contain_text("An operator has stopped this order")
    expect(member.page.locator("#list")).to_be_visible()
    member.page.close()


def test_a_task_whose_time_is_over_says_so(member: Member) -> None:
    member.take()
    member.answer()
    problem = {"type": "urn:minijob:problem:lease-expired", "detail": "", "errors": []}
    member.page.route("**/submission", lambda route: route.fulfill(status=409, json=problem))
    member.page.click("#send")
    expect(member.page.locator("#notice")).to_contain_text("時間を過ぎたため")
    expect(member.page.locator("#list")).to_be_visible()


def test_no_work_no_net_and_a_token_that_does_not_hold_are_said(member: Member, tmp_path: Path) -> None:
    page = member.page
    page.fill("#token", "forged")
    page.click("#sign button")
    expect(page.locator("#notice")).to_contain_text("トークンが正しくない")
    page.route("**/v1/assignments", lambda route: route.fulfill(status=204))
    member.open()
    page.click("#take")
    expect(page.locator("#none")).to_contain_text("もうありません")
    page.route("**/v1/tasks?*", lambda route: route.fulfill(json={"items": [], "next_cursor": None}))
    page.click("#again")
    expect(page.locator("#none")).to_contain_text("いまできる仕事はありません")
    shot(page, tmp_path, "9-empty")
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_contain_text("オフライン")


def test_it_is_done_with_a_keyboard_and_with_thumbs(member: Member) -> None:
    page = member.page
    member.sign_in()
    page.locator(".card", has_text=HOSTILE).last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#order-title")).to_be_focused()
    page.locator("#take").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#task-title")).to_be_focused()
    small = page.evaluate(SMALL)
    assert small == []
