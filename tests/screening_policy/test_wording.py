"""Options that are only compared as words ask for nothing; those to be filled in do."""

import pytest

from screening_policy import screen

COMPARED = (
    ("アプリのボタンの文言を決めています。", "貸出カードを登録するボタンとして、分かりやすいのはどれですか"),
    ("案内文の言い方を比べます。", "しっくりくるのは、どちらが近いですか"),
    ("We compare labels of buttons.", "Which one is clearest?"),
)


def order(instructions: str, question: str) -> dict[str, object]:
    options = ["利用者番号を入力", "電話番号：____", "はじめる"]
    asked = {"id": "q", "kind": "single", "text": question, "options": options, "required": True}
    return {"title": "アプリ", "instructions": instructions, "questions": [asked]}


@pytest.mark.parametrize(("instructions", "question"), COMPARED)
def test_labels_that_are_compared_pass(instructions: str, question: str) -> None:
    assert screen(order(instructions, question)).findings == ()


def test_the_same_options_are_found_where_they_are_to_be_filled_in() -> None:
    found = screen(order("順にお答えください。", "ご連絡の方法を選んでください"))
    assert "P2" in [finding.rule for finding in found.findings]
