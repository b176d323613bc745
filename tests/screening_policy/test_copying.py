"""Where members copy or compare what the client shows, bare fields are those of the material."""

import pytest

from screening_policy import screen

SIGNS = "商店街で撮影した看板の画像です。書かれている文字をそのまま入力してください。"
CARDS = "展示会で当社がいただいた企業の名刺です。会社名と部署名を入力してください。"
OF_THE_SHOWN = (
    (SIGNS, "看板 {image} に書かれている店名"),
    (SIGNS, "看板 {image} に電話番号が書かれている場合は、そのまま書き写してください。"),
    (CARDS, "名刺画像 {image} の会社名"),
    (CARDS, "名刺 {image} の部署名（記載がなければ「なし」）"),
    ("Type the text of each scanned card.", "Phone number on the business card {image}"),
    ("会社案内 の画像から転記してください。", "{image} に書かれた設立年月日"),
)
OF_THE_MEMBER = (
    (SIGNS, "看板 {image} の店名と、作業者の電話番号を入力してください。", "P2"),
    (SIGNS + "作業が終わったら、折り返し連絡用の電話番号を入力してください。", "看板 {image} の店名", "P2"),
    (CARDS, "名刺 {image} の会社名と、あなたの勤務先の会社名", "P7"),
    (CARDS, "名刺 {image} を見て、氏名を入力してください。", "P1"),
    ("Type the text of each scanned card.", "Name on {image}, and your phone number", "P2"),
)


def order(instructions: str, question: str) -> dict[str, object]:
    asked = {"id": "q", "kind": "text", "text": question, "required": False}
    items = [{"image": "https://example.com/1.png"}]
    return {"title": "入力作業", "instructions": instructions, "questions": [asked], "items": items}


@pytest.mark.parametrize(("instructions", "question"), OF_THE_SHOWN)
def test_a_field_of_what_is_shown_is_copied(instructions: str, question: str) -> None:
    verdict = screen(order(instructions, question))
    assert (verdict.findings, [row.findings for row in verdict.items or ()]) == ((), [()])


@pytest.mark.parametrize(("instructions", "question", "rule"), OF_THE_MEMBER)
def test_a_field_of_the_member_or_of_a_person_is_found_beside_it(
    instructions: str, question: str, rule: str
) -> None:
    assert rule in [finding.rule for finding in screen(order(instructions, question)).findings]
