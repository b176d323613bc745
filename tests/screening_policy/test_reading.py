"""A text is read as a person reads it, and every stretch of the reading leads back to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening_policy.reading import fold, read

DISGUISES = [
    ("Ｐｈｏｎｅ　ＮＵＭＢＥＲ", "phone number"),
    ("p.h.o.n.e number", "phone number"),
    ("e - m - a - i - l", "email"),
    ("whatisyourname", "what is your name"),
    ("p4ssw0rd", "password"),
    ("em@il", "email"),
    ("phoen nubmer", "phone number"),
    ("рhоne", "phone"),
    ("𝐞𝐦𝐚𝐢𝐥", "email"),
    ("ⓔⓜⓐⓘⓛ", "email"),
    ("電 話 番 号", "電話番号"),
    ("電\u200b話\u2060番号", "電話番号"),
    ("電☆話☆番☆号", "電話番号"),
    ("電話番號", "電話番号"),
    ("ﾒｰﾙｱﾄﾞﾚｽ", "メールアドレス"),
    ("パスワ一ド", "パスワード"),
    ("ロ座番号", "口座番号"),
    ("denwa bangou wo oshiete kudasai", "電話番号を教えてください"),
    ("pasuwādo", "パスワード"),
    ("下四桁", "下4桁"),
    ("〇九〇", "090"),
    ("電\u3164話番\u2800号", "電話番号"),
    ("電\U000e0100話\u180b番\u20e3号\u115f", "電話番号"),
    ("電#話#番#号を", "電話番号を"),
    ("電@話@番@号を", "電話番号を"),
    ("電:話:番:号を", "電話番号を"),
    ("電♪話♪番♪号を", "電話番号を"),
    ("電話😊番号を教えて🙏", "電話番号を教えて"),
    ("ᴘʜᴏɴᴇ", "phone"),
    ("🇵🇭🇴🇳🇪", "phone"),
    ("ph@ne", "phone"),
    ("ph-one num-ber", "phone number"),
    ("e\u0301mail", "email"),
    ("か\u3099き\u3099", "がぎ"),
]


@pytest.mark.parametrize(("written", "meant"), DISGUISES)
def test_a_disguise_is_read_as_what_it_means(written: str, meant: str) -> None:
    assert read(written).text == fold(meant)


@pytest.mark.parametrize(
    "word", ["contract", "martial", "context", "diagnose", "emil", "image", "hone", "sake", "names"]
)
def test_a_word_that_only_resembles_another_is_left_alone(word: str) -> None:
    assert read(word).text == word


def test_a_span_covers_the_words_as_they_were_written() -> None:
    written = "どうか 電 話 番\u200b 号 を"
    reading = read(written)
    start = reading.text.index("電話番号")
    assert written[slice(*reading.span(start, start + 4))] == "電 話 番\u200b 号"


def test_a_span_covers_what_was_dropped_between_the_letters() -> None:
    written = "お📎電#話\u3164#番#号を教えて🙏"
    reading = read(written)
    start = reading.text.index("電話番号")
    assert written[slice(*reading.span(start, start + 4))] == "電#話\u3164#番#号"


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_any_text_can_be_read_and_its_spans_lie_within_it(text: str) -> None:
    reading = read(text)
    bounds = [reading.span(at, at + 1) for at in range(len(reading.text))]
    assert all(0 <= start < end <= len(text) for start, end in bounds)
    assert bounds == sorted(bounds)


@given(st.text(alphabet="電話番号 -.をphone4@ｶﾞ一二\u200b\u3164#😊\u0301", max_size=40))
def test_reading_disguises_never_loses_the_way_back(text: str) -> None:
    reading = read(text)
    for at in range(len(reading.text)):
        start, end = reading.span(at, at + 1)
        assert 0 <= start < end <= len(text)
