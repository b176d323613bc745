"""A member with a phone in front of `/work`, and an order with a question of each kind."""

from typing import Any
from uuid import uuid4

from playwright.sync_api import Browser, Request

HOSTILE = "<img src=x onerror=document.title='taken'>"
QUESTIONS: list[dict[str, Any]] = [
    {"id": "colour", "kind": "single", "text": "「{word}」は色の名前ですか。", "options": ["はい", "いいえ"]},
    {
        "id": "married",
        "kind": "single",
        "text": "結婚していますか",
        "options": ["はい", "いいえ", "答えたくない"],
    },
    {"id": "why", "kind": "text", "text": "そう思った理由を書いてください。", "required": False, "max": 400},
    {"id": "sure", "kind": "rating", "text": "どのくらい自信がありますか。", "required": False},
    {
        "id": "seen",
        "kind": "multi",
        "text": "この言葉を見る場面を選んでください。",
        "options": ["本", "看板", "服"],
    },
    {"id": "count", "kind": "number", "text": "この言葉は何文字ですか。", "min": 1, "max": 50},
    {"id": "day", "kind": "date", "text": "直近の日曜日はいつですか。", "required": False},
    {"id": "sign", "kind": "photo", "text": "この言葉が書かれた看板を撮ってください。", "required": False},
]
ORDER: dict[str, Any] = {
    "title": f"色の名前を見分ける {HOSTILE}",
    "instructions": "言葉を読んで、色の名前かどうかを答えてください。",
    "questions": QUESTIONS,
    "purpose": "色の名前を学ぶプログラムの教材を作るため",
    "recipient": "カラーラボ株式会社",
    "retention": "1年間",
    "estimated_minutes": 2,
    "reward_points": 20,
    "answers_per_task": 20,
}
MEASURE = """() => {
  let key = 0;
  addEventListener("keydown", () => { key = performance.now(); }, true);
  new MutationObserver(() => { window.waited = performance.now() - key; })
    .observe(document.querySelector("#q-why-guard"), { childList: true });
}"""
SMALL = """() => [...document.querySelectorAll("button, summary, textarea, label, a, input:not(label input)")]
  .filter((one) => one.offsetParent && !one.closest("h1"))
  .map((one) => [one.textContent || one.id, one.getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < 44).map(([name]) => name)"""


class Member:
    """A member with a phone; `wrong` is what the browser complained of."""

    def __init__(self, chromium: Browser, url: str, **options: Any) -> None:
        phone: dict[str, Any] = {
            "viewport": {"width": 360, "height": 740},
            "device_scale_factor": 2,
            "has_touch": True,
            "is_mobile": True,
            "locale": "ja-JP",
            "timezone_id": "Asia/Tokyo",
        }
        self.page = chromium.new_page(**{**phone, **options})
        self.page.set_default_timeout(20_000)
        self.name, self.wrong, self.asked = uuid4().hex, list[str](), list[Request]()
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request))
        self.page.goto(f"{url}/work")

    def sign_in(self) -> None:
        self.page.fill("#name", self.name)
        self.page.click("#visit button")
        self.page.wait_for_selector("#cards:not([hidden])")

    def open(self, title: str = HOSTILE) -> None:
        """Looks at an order."""
        self.sign_in()
        self.page.locator(".card", has_text=title).last.click()
        self.page.wait_for_selector("#order:not([hidden])")

    def take(self, title: str = HOSTILE) -> None:
        self.open(title)
        self.page.click("#take")
        self.page.wait_for_selector("#task:not([hidden])")

    def answer(self) -> None:
        """Answers what has to be answered, and prefers not to tell the rest."""
        page = self.page
        page.get_by_role("group", name="色の名前ですか").get_by_label("はい").check()
        page.get_by_role("group", name="結婚していますか").get_by_label("答えたくない").check()
        page.get_by_role("group", name="場面").get_by_label("看板").check()
        page.fill("#q-count", "4")

    def writes(self, ending: str) -> list[Request]:
        return [one for one in self.asked if one.method == "POST" and one.url.endswith(ending)]
