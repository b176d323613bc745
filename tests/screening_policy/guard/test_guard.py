"""The guard masks with the kind shown, lets pass what a question expects, and holds what it cannot read."""

import pytest

from screening_policy.guard import EXPECTS, KINDS, guard


def kinds(text: str) -> set[str]:
    return {one.kind for one in guard(text).findings}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("電話は090-1234-5678です。", "電話は［電話番号］です。"),
        ("Call 090-1234-5678 please", "Call [phone] please"),
        ("My mail is taro@example.com, thanks", "My mail is [e-mail], thanks"),
        ("私の名前は山田太郎です。安いから。", "私の名前は［名前］です。安いから。"),
        ("090-1234-5678", "[phone]"),
        ("０９０１２３４５６７８か090-8765-4321へ", "［電話番号］か［電話番号］へ"),
    ],
)
def test_the_mask_shows_the_kind_in_the_language_around_it(text: str, masked: str) -> None:
    assert guard(text).masked == masked


def test_spans_count_code_points_of_what_the_member_wrote() -> None:
    text = "👍👍 ㈱の電話は０９０\u200b－１２３４－５６７８。"
    [found] = guard(text).findings
    assert text[slice(*found.span)] == "０９０\u200b－１２３４－５６７８"


def test_a_finding_never_repeats_what_was_written() -> None:
    assert guard("mail me: taro@example.com").to_json() == {
        "masked": "mail me: [e-mail]",
        "findings": [{"kind": "email", "span": [9, 25]}],
        "held": None,
    }


def test_an_answer_without_anything_to_mask_is_unchanged() -> None:
    text = "①価格１，９８０円 ②色は No.5\u3000★★★☆☆"
    assert guard(text).masked == text


@pytest.mark.parametrize(
    ("expects", "passes"),
    [
        ("business_phone", {"phone"}),
        ("business_address", {"address", "postal_code"}),
        ("business_name", {"name"}),
    ],
)
def test_only_the_kinds_that_a_question_expects_pass(expects: str, passes: set[str]) -> None:
    text = (
        "氏名：田中一郎\n電話は03-1234-5678\n〒150-0041 東京都渋谷区神南1丁目2-3\ntaro@example.com "
        "カード番号は4111 1111 1111 1111"
    )
    everything = {one.kind for one in guard(text).findings}
    assert everything == {"name", "phone", "postal_code", "address", "email", "card_number"}
    assert {one.kind for one in guard(text, [expects]).findings} == everything - passes
    assert {one.kind for one in guard(text, EXPECTS).findings} == {"email", "card_number"}


def test_an_unknown_expectation_is_named() -> None:
    with pytest.raises(ValueError, match="'phone' is none of business_phone"):
        guard("x", ["phone"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * 20_001, "too_long"),
        ("電話は\ud83d090", "undecodable"),
        ("\ufffd\ufffd0-1234", "undecodable"),
        ("\ue000\ue001", "undecodable"),
        ("876\u202e5-4321-090\u202c", "control_characters"),
        ("09\x000-1234-5678", "control_characters"),
        ("call \U000e0041\U000e0042", "control_characters"),
        ("p\u0301\u0302\u0303\u0304a", "stacked_marks"),
        ("제 이름은 김민수이고 서울에 삽니다", "unread_script"),
        ("меня зовут Иван Петров", "unread_script"),
    ],
)
def test_what_cannot_be_read_is_held_and_nothing_of_it_is_given_back(text: str, reason: str) -> None:
    assert guard(text).to_json() == {"masked": "", "findings": [], "held": reason}


def test_an_answer_for_which_time_runs_out_is_held() -> None:
    steps = iter([True, True, False])
    assert guard("090-1234-5678", in_time=lambda: next(steps)).held == "time_limit"


def test_emoji_accents_and_a_foreign_word_are_read() -> None:
    for text in (
        "とても良い👨‍👩‍👧‍👦🇯🇵❤️",
        "café, naïve, Müller",
        "キムチ(김치)が好き",
        "がんばれ",
        "ﾊﾟﾋﾟﾌﾟ ｶﾞﾝﾀﾞﾑ",
    ):
        assert guard(text).masked == text


@pytest.mark.parametrize(
    ("valid", "invalid"),
    [("9458 0730 2153", "9458 0730 2154"), ("4488 8515 9045 8476", "4488 8515 9045 8477")],
)
def test_a_check_digit_tells_the_kind_of_a_bare_number_and_without_one_it_is_masked_as_some_number(
    valid: str, invalid: str
) -> None:
    assert kinds(f"たぶん {valid} です") & {"my_number", "card_number"}
    assert kinds(f"たぶん {invalid} です") == {"points_card"}
    assert kinds(f"マイナンバーかカード番号は {invalid} です")


@pytest.mark.parametrize(
    "text",
    [
        "荷物の追跡番号は 9458 0730 2154 です",
        "94580730",
        "2024-06-21 に届いた",
        "価格は1234567円でした",
        "JANコードは4901777018686です",
    ],
)
def test_a_long_number_with_a_harmless_reading_stays(text: str) -> None:
    assert not guard(text).findings


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("電話はゼロキューゼロ、四八二一の7730です", "ゼロキューゼロ、四八二一の7730"),
        (
            "ring oh nine oh, forty-eight twenty-one, double seven three oh",
            "oh nine oh, forty-eight twenty-one, double seven three oh",
        ),
        ("passport: tango romeo four four one, oh nine eight", "tango romeo four four one, oh nine eight"),
        (
            "パスポートはティーケー、ニーサンゼロハチ、ゴーイチナナ。",
            "ティーケー、ニーサンゼロハチ、ゴーイチナナ",
        ),
        ("へいせいななねんしちがつなのかうまれ", "へいせいななねんしちがつなのか"),
        (
            "my ip: one ninety-two point one sixty-eight point one point seven",
            "one ninety-two point one sixty-eight point one point seven",
        ),
    ],
)
def test_what_is_said_in_words_is_masked_as_the_member_wrote_it(text: str, written: str) -> None:
    assert [text[slice(*one.span)] for one in guard(text).findings] == [written]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("メールは t a r o @ e x a m p l e . c o m です", "t a r o @ e x a m p l e . c o m"),
        ("社員番号は7/7/1/0/4", "7/7/1/0/4"),
        ("名前は田 中 花 子です", "田 中 花 子"),
        ("phone\n0\n9\n0\n4\n8\n2\n1\n7\n7\n3\n0", "0\n9\n0\n4\n8\n2\n1\n7\n7\n3\n0"),
    ],
)
def test_what_is_written_letter_by_letter_is_masked_to_its_last_letter(text: str, written: str) -> None:
    assert [text[slice(*one.span)] for one in guard(text).findings] == [written]


def test_a_number_counts_by_the_words_of_its_sentence_and_a_thing_has_none_of_its_own() -> None:
    assert [one.kind for one in guard("家賃は京都銀行の3391774から落ちます").findings] == ["bank_account"]
    assert [one.kind for one in guard("My thing at the club is AB12345678").findings] == ["points_card"]
    assert not guard("My order is AB12345678").findings
    assert not guard("注文番号は3391774です").findings


@pytest.mark.parametrize(
    ("text", "written", "kind"),
    [
        ("090のあとが3374、最後が6182です", ["090", "3374", "6182"], "phone"),
        ("マイナンバーは最初が4821、次が0937、最後が5562", ["4821", "0937", "5562"], "my_number"),
        ("会員番号の頭が4821、残りが0937", ["4821", "0937"], "points_card"),
        ("my passport starts with TR61, then 53882", ["TR61", "53882"], "passport"),
    ],
)
def test_the_pieces_of_a_number_are_masked_however_they_are_parted(
    text: str, written: list[str], kind: str
) -> None:
    found = guard(text).findings
    assert [text[slice(*one.span)] for one in found] == written
    assert {one.kind for one in found} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "最初は1500円、次は2000円払った",
        "前半は2対1、後半は3対0",
        "注文番号は最初が482、次が1093です",
        "It starts with 2 chapters about 1968.",
    ],
)
def test_what_comes_first_and_last_of_anything_else_passes(text: str) -> None:
    assert guard(text).masked == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("担当の鴨下まで連絡ください", ["鴨下"]),
        ("結婚して中里から三枝になりました", ["中里", "三枝"]),
        ("中里由美（なかざとゆみ）", ["中里由美（なかざとゆみ）"]),
        ("主人の哲也が使っています", ["哲也"]),
        ("ベトナム人のグエン・ティ・ホアです", ["グエン・ティ・ホア"]),
    ],
)
def test_a_name_told_in_a_sentence_is_masked(text: str, written: list[str]) -> None:
    assert [text[slice(*one.span)] for one in guard(text).findings] == written


@pytest.mark.parametrize(
    "text",
    [
        "東京から大阪に変わった",
        "私は田中さんの意見に賛成",
        "名前が似ていて紛らわしい",
        "高橋という駅で降りる。",
    ],
)
def test_a_place_and_somebody_in_passing_are_no_names_that_are_given(text: str) -> None:
    assert guard(text).masked == text


def test_a_full_name_counts_beside_a_word_of_private_life_and_not_beside_one_of_fame() -> None:
    assert [one.kind for one in guard("領収書は熊谷翔太でお願いします").findings] == ["name"]
    for text in ("村上春樹を読んだ", "吉永小百合のCM", "熊谷翔太"):
        assert guard(text).masked == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("口座を2093341から2093358に変更", ["2093341", "2093358"]),
        ("子供のマイナンバーが7304 1862 9915で、私のは4821 0937 5562", ["7304 1862 9915", "4821 0937 5562"]),
    ],
)
def test_numbers_of_the_same_form_as_one_that_its_words_give_away_are_masked(
    text: str, written: list[str]
) -> None:
    assert [text[slice(*one.span)] for one in guard(text).findings] == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("パスワードはsaga、続けて0603", ["saga", "0603"]),
        ("LINEのIDはhiro、ハイフン、saga70", ["hiro", "saga70"]),
        ("naoku77の後ろに@icloud.com", ["naoku77", "@icloud.com"]),
    ],
)
def test_what_a_secret_or_a_handle_goes_on_with_is_masked_too(text: str, written: list[str]) -> None:
    assert all(part not in guard(text).masked for part in written)


@pytest.mark.parametrize(
    "text",
    [
        "ルミエール西大寺603に置き配して",
        "めぐろくたかばんいちのきゅうのさん",
        "鷹番1-9-3に越してきて三年です",
        "ichikawa-shi yawata 4-12-7 desu",
    ],
)
def test_an_address_without_its_municipality_in_kana_or_in_latin_letters_is_masked(text: str) -> None:
    assert {one.kind for one in guard(text).findings} == {"address"}
    assert not any(char.isdecimal() for char in guard(text).masked)


@pytest.mark.parametrize(
    "text",
    ["グリーンカレー 890", "マンションを3480万円で買った", "タワーレコードで購入", "2-9-15の並びの宝くじ"],
)
def test_what_only_looks_like_a_building_passes(text: str) -> None:
    assert guard(text).masked == text


def test_a_long_number_that_is_said_is_masked_without_a_word_of_its_kind() -> None:
    assert guard("It's five five five, two oh one, eight eight four three if you need it").findings
    assert not guard("Paid one hundred twenty thousand yen").findings
    assert not guard("売り上げは千二百万円").findings


def test_every_kind_has_a_word_in_both_languages() -> None:
    assert len(KINDS) == 17
