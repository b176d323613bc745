"""The status page in a real Chromium, on a desk and on a phone, by day and by night."""

import os
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.gateway.conftest import Door, Open, Services

pytestmark = pytest.mark.browser

Progress = dict[str, int]

ORDERS: list[tuple[str, str, Progress | None]] = [
    (
        "この2つの文は同じ意味ですか(含意の判定)",
        "live",
        {"places": 8000, "accepted": 5170, "leased": 16, "submitted": 4},
    ),
    (
        "Which digit does this picture show?",
        "live",
        {"places": 150, "accepted": 41, "leased": 9, "submitted": 0},
    ),
    ("店舗の看板に書かれた営業時間を読み取る", "unfunded", None),
    ("Is the sentence about a product, a person or a place? <b>One</b> answer each.", "screening", None),
    (
        "旅行アンケート 2026年秋",
        "settled",
        {"places": 300, "accepted": 300, "leased": 0, "submitted": 0},
    ),
]


@pytest.fixture
def watched(open_door: Open, services: Services) -> Door:
    orders = []
    for number, (title, state, progress) in enumerate(ORDERS, 1):
        id = str(UUID(int=number))
        orders.append({"order_id": id, "title": title, "state": state})
        if progress is not None:
            tasks = progress["places"] // 10
            paid = progress["accepted"] * 10
            escrow = {"funded_jpy": progress["places"] * 12, "paid_points": paid, "left_jpy": 0}
            if state == "live":
                escrow["left_jpy"] = progress["places"] * 10 - paid
            services["assignment"].answers[f"/v1/orders/{id}/progress"] = {"tasks": tasks, **progress}
            services["points-ledger"].answers[f"/v1/ledger/orders/{id}"] = escrow
    services["task-catalog"].answers["/v1/orders"] = {"items": orders, "next_cursor": None}
    for service in services.values():
        service.answers["/health/ready"] = {"status": "ok"}
    return open_door(live_seconds=0.2)


def show(chromium: Browser, door: Door, **options: Any) -> Page:
    page = chromium.new_page(**{"locale": "ja-JP", "viewport": {"width": 1100, "height": 900}, **options})
    page.goto(door.served.url)
    page.wait_for_selector("#orders .order, #empty:not([hidden])")
    return page


def shot(page: Page, tmp_path: Path, name: str) -> None:
    """Kept in the folder that SCREENSHOTS names, so that a person can look."""
    page.wait_for_timeout(1000)
    page.screenshot(path=Path(os.environ.get("SCREENSHOTS", tmp_path)) / f"{name}.png", full_page=True)


def test_orders_and_their_progress_are_shown_in_the_readers_language(
    chromium: Browser, watched: Door, tmp_path: Path
) -> None:
    page = show(chromium, watched)
    first = page.locator(".order").first
    assert page.url.endswith("/status")
    assert first.locator("h3").inner_text() == ORDERS[0][0]
    assert first.locator(".state").inner_text() == "公開中"
    assert first.locator(".share").inner_text() == "5,170 / 8,000 件"
    assert first.locator(".granted").inner_text() == "51,700 pt"
    assert first.locator(".left").inner_text() == "¥28,300"
    shot(page, tmp_path, "desk-ja")
    page.click("#language")
    assert first.locator(".state").inner_text() == "Live"
    assert first.locator(".share").inner_text() == "5,170 of 8,000 answers"
    assert page.locator("html").get_attribute("lang") == "en"
    shot(page, tmp_path, "desk-en")


def test_a_title_is_text_and_never_markup(chromium: Browser, watched: Door) -> None:
    page = show(chromium, watched)
    assert "<b>One</b>" in page.locator(".order h3").nth(3).inner_text()
    assert page.locator(".order h3 b").count() == 0


def test_nothing_is_loaded_from_elsewhere_and_nothing_fails(chromium: Browser, watched: Door) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(watched.served.url)
    page.wait_for_selector("#orders .order")
    assert all(url.startswith((watched.served.url, "data:")) for url in asked)
    assert wrong == []


def test_it_fits_a_phone_by_night(chromium: Browser, watched: Door, tmp_path: Path) -> None:
    phone = {"width": 360, "height": 740}
    page = show(chromium, watched, viewport=phone, color_scheme="dark", locale="en-GB", device_scale_factor=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(17, 22, 20)"
    shot(page, tmp_path, "phone-dark")


def test_progress_moves_without_a_reload(chromium: Browser, watched: Door, services: Services) -> None:
    page = show(chromium, watched)
    id = str(UUID(int=1))
    services["assignment"].answers[f"/v1/orders/{id}/progress"]["accepted"] = 6000
    expect(page.locator(".share").first).to_have_text("6,000 / 8,000 件")
    assert page.locator(".bar").first.get_attribute("aria-valuenow") == "6000"


def test_a_service_that_is_away_is_said_plainly(
    chromium: Browser, watched: Door, services: Services, tmp_path: Path
) -> None:
    page = show(chromium, watched, locale="en-GB")
    services["assignment"].status = 503
    page.wait_for_selector("#services .away")
    assert "Assignment" in page.locator("#notice").inner_text()
    services["assignment"].status = 200
    page.wait_for_selector("#notice", state="hidden")
    services["task-catalog"].status = 503
    page.wait_for_selector("#orders.old")
    assert page.locator(".order").count() == len(ORDERS)
    shot(page, tmp_path, "catalog-away")


def test_a_gateway_that_went_away_is_said(chromium: Browser, watched: Door) -> None:
    page = show(chromium, watched, locale="en-GB")
    assert page.locator("#link").inner_text() == "live"
    watched.served.stop()
    page.wait_for_selector("#link.off")
    assert page.locator("#link").inner_text() == "reconnecting"
    assert page.locator(".order").count() == len(ORDERS)


def test_an_empty_platform_says_so(
    chromium: Browser, watched: Door, services: Services, tmp_path: Path
) -> None:
    services["task-catalog"].answers["/v1/orders"] = {"items": [], "next_cursor": None}
    page = show(chromium, watched)
    assert page.locator("#empty").inner_text() == "まだ注文はありません。"
    shot(page, tmp_path, "empty")
