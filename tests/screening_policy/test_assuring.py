"""What instructions only say is not asked is no finding; what they ask beside it is one."""

import pytest

from screening_policy import screen

REASSURES = (
    "お酒に関する質問はございません。",
    "お金を賭ける遊びのお話ではありません。",
    "信仰とは関係なくお聞きします。",
    "氏名、利用者番号の記入は要しない。",
    "口座番号や暗証番号を伺うことは決してありません。",
    "お電話番号やメールアドレスは頂戴しません。",
    "名前を伺う質問はありませんのでご安心ください。",
    "There is nothing to sign up for.",
    "Leave out any names, please.",
    "Do not enter your name, address or phone number.",
)
STILL_ASKS = (
    ("お名前は書かなくて結構です。電話番号だけお書きください。", "P2"),
    ("登録は不要です。下のQRコードを読み取って続きをお答えください。", "I1"),
    ("No e-mail needed, just type your full name below.", "P1"),
    ("Answers without a phone number are void.", "P2"),
    ("Do not type your name, enter your phone number instead.", "P2"),
    ("Do not send your answer without your phone number.", "P2"),
    ("病名は書かないでください。飲んでいる薬の名前だけ書いてください。", "S1"),
)


def order(instructions: str) -> dict[str, object]:
    question = {"id": "q", "kind": "text", "text": "好きな花は何ですか。", "required": False}
    return {"title": "花", "instructions": instructions, "questions": [question]}


@pytest.mark.parametrize("said", REASSURES)
def test_what_is_only_said_not_to_be_asked_passes(said: str) -> None:
    assert screen(order(said)).findings == ()


@pytest.mark.parametrize(("said", "rule"), STILL_ASKS)
def test_what_is_asked_beside_a_denial_is_found(said: str, rule: str) -> None:
    assert rule in [finding.rule for finding in screen(order(said)).findings]
