"""What instructions say around the questions: reassurances pass, demands in any form do not."""

from typing import Any

import pytest

from screening_policy import screen

REASSURES_JA = (
    "個人情報（氏名・住所・電話番号など）は書かないでください。",
    "お名前や連絡先は不要です。",
    "氏名、住所、メールアドレスはお聞きしません。",
    "外部サイトへの登録やアプリのインストールは必要ありません。",
    "ほかのサイトで調べずに、思いついたままお答えください。",
    "謝礼は全員同額で、どの回答を選んでも変わりません。",
    "対象外だった方にも、そこまでの時間分のポイントをお支払いします。",
    "本アンケートは電話勧誘や訪問販売には一切つながりません。",
    "ログインは不要です。この画面の中だけで終わります。",
    "会社名や学校名は書かず、業種だけお書きください。",
    "生年月日ではなく、年代でお答えください。",
    "住所を入力する必要はありません。",
    "答えたくない場合は「答えたくない」でも構いません。減額されることはありません。",
    "「答えたくない」を選んでも、ポイントは減りません。",
    "答えたくないときは無理をせず、その旨を選んでください。それを理由に除外することはありません。",
    "スキップしても無効にはなりません。",
)
REASSURES_EN = (
    "Please do not include any personal information such as names, addresses or phone numbers.",
    "Do not enter your name, address or phone number.",
    "No names, addresses or phone numbers, please.",
    "No sign-up, login or app is needed.",
    "Everyone is paid the same, whatever they answer.",
    "Use your age band, not your date of birth.",
    "We will never ask for passwords or card numbers.",
    "You may choose 'Prefer not to answer'; your pay will not be reduced.",
    "If you would rather not say, pick that option. It never affects your reward.",
    "Do not hesitate to choose 'Prefer not to answer'.",
    "You can skip any question without losing points.",
    "Skip what you do not want to answer.",
)
DEMANDS_JA = (
    ("回答の前に住所を入力する必要があります。", "P3"),
    ("回答には電話番号を登録する必要があります。", "P2"),
    ("氏名の記入がない回答は無効です。", "P1"),
    ("ご連絡先をお書きでない場合、ポイントはお支払いできません。", "P2"),
    ("回答の最後にお名前をお忘れなく。", "P1"),
    ("参加には、アプリを入れておく必要があります。", "I1"),
    ("続きは外部サイトで必ずお答えください。登録は不要です。", "I1"),
    ("「答えたくない」は選ばないでください。", "S3"),
    ("「答えたくない」を選ぶとポイントが減ります。", "S3"),
)
DEMANDS_EN = (
    ("You need to enter your full name before you start.", "P1"),
    ("An e-mail address has to be given at the end.", "P2"),
    ("Answers without a phone number are void.", "P2"),
    ("If you do not enter your name, address or phone number, you are not paid.", "P2"),
    ("Do not forget your name, address and phone number.", "P1"),
    ("Participation requires installing our app.", "I1"),
    ("Those who skip lose half of the points.", "S3"),
    ("'Prefer not to answer' will not be paid.", "S3"),
)
DECLINES_JA = (
    "お答えできません",
    "公開したくない",
    "お答えしたくない",
    "明かさない",
    "飛ばす",
    "遠慮する",
    "想像にお任せします",
)
DECLINES_EN = (
    "I don't want to answer",
    "Do not wish to answer",
    "Prefer not to disclose",
    "Private",
    "Not comfortable answering",
    "Opt out",
)
INCOME_JA = ("世帯年収を教えてください。", ["300万円未満", "300万円以上"])
INCOME_EN = ("What is your household income?", ["Under 3 million yen", "3 million yen or more"])


def order(instructions: str, text: str, options: list[str]) -> dict[str, Any]:
    return {
        "title": "暮らしの調査 Household survey",
        "instructions": instructions,
        "questions": [{"kind": "single", "text": text, "options": options, "required": True}],
        "reward_points": 50,
        "estimated_minutes": 2,
    }


@pytest.mark.parametrize("said", REASSURES_JA)
def test_what_reassures_passes(said: str) -> None:
    text, options = INCOME_JA
    found = screen(order(f"次の質問にお答えください。{said}", text, [*options, "答えたくない"]))
    assert [one.rule for one in found.findings] == []


@pytest.mark.parametrize("said", REASSURES_EN)
def test_what_reassures_passes_in_english(said: str) -> None:
    text, options = INCOME_EN
    found = screen(order(f"Please answer the question. {said}", text, [*options, "Prefer not to answer"]))
    assert [one.rule for one in found.findings] == []


@pytest.mark.parametrize(("said", "rule"), [*DEMANDS_JA, *DEMANDS_EN])
def test_what_demands_is_found_however_it_is_put(said: str, rule: str) -> None:
    text, options = INCOME_EN if said.isascii() else INCOME_JA
    found = screen(
        order(said, text, [*options, "Prefer not to answer" if said.isascii() else "答えたくない"])
    )
    assert rule in {one.rule for one in found.findings}


@pytest.mark.parametrize("column", ["name", "address", "line", "phone", "電話番号", "氏名"])
def test_the_name_of_a_column_that_a_question_shows_is_no_request(column: str) -> None:
    row = {column: "こむぎ堂"}
    text = f"次の店はどんな業種だと思いますか。\n{{{column}}}"
    found = screen(order("お答えください。", text, ["飲食", "衣料", "分からない"]) | {"items": [row]})
    assert (found.verdict, [one.verdict for one in found.items or ()]) == ("pass", ["pass"])


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("instructions", "お答えください。最後に{電話番号}を書いてください。"),
        ("title", "{電話番号}を教えてください"),
        ("text", "あなたの{氏名}"),
    ],
)
def test_braces_that_are_not_filled_or_are_asked_for_are_read(where: str, text: str) -> None:
    asked = order("お答えください。", "好きな色はどれですか。", ["赤", "青"])
    if where == "text":
        asked["questions"][0] |= {"kind": "text", "text": text, "options": []}
    else:
        asked[where] = text
    assert screen(asked).verdict == "refuse"


@pytest.mark.parametrize("option", [*DECLINES_JA, *DECLINES_EN])
def test_any_way_to_say_that_one_would_rather_not_is_a_way_to_decline(option: str) -> None:
    text, options = INCOME_EN if option.isascii() else INCOME_JA
    said = "Answer as you like." if option.isascii() else "思ったままお答えください。"
    assert screen(order(said, text, [*options, option])).verdict == "pass"
    assert screen(order(said, text, options)).verdict == "fix"


@pytest.mark.parametrize(
    "text",
    [
        "表札の文字を書いてください。",
        "At the end, add where your husband works.",
        "毎月の給与明細の金額を記入してください。",
    ],
)
def test_what_instructions_have_the_member_write_is_read_like_a_question(text: str) -> None:
    assert screen(order(text, "What colour is it?", ["red", "blue"])).verdict != "pass"


@pytest.mark.parametrize(
    "text",
    [
        "写真に写っている看板の文字を書いてください。",
        "空欄に入る言葉を書いてください。",
        "Add a short reason for your choice.",
    ],
)
def test_what_instructions_have_the_member_write_about_the_material_is_no_request(text: str) -> None:
    found = screen(order(text, "What colour is it?", ["red", "blue"])).findings
    assert [one for one in found if one.rule != "B2"] == []
