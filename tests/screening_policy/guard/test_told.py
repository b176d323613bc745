"""What people tell without a form: names among others, labels in romaji and kana, numbers nobody explains."""

import pytest

from screening_policy.guard import guard


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("家族は健一、佳奈子、蒼太の3人", "家族は［名前］、［名前］、［名前］の3人"),
        ("弟が誠、妹が里美です", "弟が［名前］、妹が［名前］です"),
        ("部長の三宅隆志が決めました", "部長の［名前］が決めました"),
        ("佳奈子（妻）が答えています", "［名前］（妻）が答えています"),
        ("よろしくお願いします。 青木", "よろしくお願いします。 ［名前］"),
        ("KANAKO MORITA とカードに書いてあります", "［名前］ とカードに書いてあります"),
        ("結婚で末永→柏木", "結婚で［名前］→［名前］"),
        ("宅配の受け取りは三枝でお願いします", "宅配の受け取りは［名前］でお願いします"),
        ("Cheers – Fergus McAllister", "Cheers – [name]"),
        ("Rhys (my son) filled this in", "[name] (my son) filled this in"),
    ],
)
def test_names_are_found_by_what_stands_around_them(text: str, masked: str) -> None:
    assert guard(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "西島秀俊のCMが好き",
        "田中貴金属の金貨",
        "神戸市在住です。",
        "娘が大好きなキャラクター",
        "よく行く街は、吉祥寺です",
        "I met Santa Claus",
        "Tell Head Office",
        "上司に勧められて始めた",
        "これからもよろしくお願いします。期待しています",
    ],
)
def test_words_where_a_name_could_stand_are_left_alone(text: str) -> None:
    assert guard(text).masked == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kouza bangou 1188204", "bank_account"),
        ("tanjoubi wa 11gatsu 8ka desu", "birth_date"),
        ("せいねんがっぴは1975年11月8日", "birth_date"),
        ("mainanbaa wa 519277340862", "my_number"),
        ("学籍番号ニーイチ ビー ヨンヨンイチナナ", "employee_number"),
    ],
)
def test_labels_are_read_in_romaji_and_kana(text: str, kind: str) -> None:
    assert [one.kind for one in guard(text).findings] == [kind]


def test_a_date_beside_a_birth_is_one_too() -> None:
    assert guard("自分1975.11.8、妻1978.2.14生まれ").masked == "自分［生年月日］、妻［生年月日］生まれ"


def test_the_letters_of_a_number_that_is_told_in_pieces_are_masked_with_it() -> None:
    masked = guard("パスポートは頭がTRで数字が4417902").masked
    assert masked == "パスポートは頭が［旅券番号］で数字が［旅券番号］"
