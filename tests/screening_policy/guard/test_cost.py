"""No answer takes more than time in proportion to its length, and none breaks the guard."""

import time
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening_policy.guard import KINDS, guard

MOST_SECONDS = 0.3  # for the longest answer as it is read
TURNS = 3  # a pause of the machine falls into one of them
UNITS = (
    *(
        "0",
        "9 ",
        "0-",
        "a",
        "ab12 ",
        "a b ",
        "@",
        "a@b.",
        "a.",
        "at ",
        "a dot ",
        "一",
        "二の",
        "区",
        "町",
        "丁目1",
    ),
    *(
        "千代田区",
        "市1-",
        "ゼロ",
        "ゼロ、",
        "zero ",
        "double oh ",
        "住所は",
        "名前は",
        "私の名前は",
        "氏名：",
        "山田",
    ),
    *(
        "Aa ",
        "My name is ",
        "I'm ",
        "パスワードは",
        "password is ",
        "line id ",
        "カード番号",
        "card ",
        "last 4 ",
    ),
    *(
        "電話",
        "call me ",
        "口座",
        "会員番号 1",
        "社員番号 a",
        "1:",
        "品川 5",
        "5 Aa ",
        "12 Main ",
        "Flat 1, ",
        ", Aa",
    ),
    *(
        "生年月日",
        "born on ",
        "1988年",
        "jan 5 ",
        "昭和",
        "郵便番号 1",
        "\n",
        "!",
        "・",
        "ー",
        "(",
        "x.com/",
        "北三条",
    ),
    *(
        "最初は12",
        "次は12、",
        "アット ",
        "マンション1",
        "いちの",
        "メルカリの",
        "ラインは",
        "担当の",
        "田中（",
        "田中から",
        "名字は",
        "宅配ボックス",
        "にーなな",
        "meguro-ku ",
        "パスワードはあ",
        "a underscore ",
        "ハイツ",
        "口座1234567から",
        "パスはa、あと",
        "田中太郎",
        "金庫は右1",
        "ハイツあ1",
    ),
    *("イニシャル", "下4桁", "有効期限", "記号 12345", "1が", "regards\n", "\u200b", "㈱", "が\u3099", "①"),
)
PIECES = st.one_of(
    st.sampled_from(UNITS),
    st.text(max_size=8),
    st.text(alphabet="0123456789-. ー−〇一二三@:/()［］", max_size=30),
    st.sampled_from(
        ["090-1234-5678", "taro@example.com", "東京都千代田区千代田1-1", "〒100-0001", "昭和63年1月5日"]
    ),
)


def seconds(text: str) -> float:
    started = time.process_time()
    guard(text)
    return time.process_time() - started


def is_even(text: str) -> bool:
    """Whether four times the length takes about four times as long."""
    short, long = seconds(text[: len(text) // 4]), seconds(text)
    return long < max(0.05, 12 * short) and long < MOST_SECONDS


@pytest.mark.parametrize("after", ["", "1"])
@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length(unit: str, after: str) -> None:
    text = (unit + after) * (4_000 // len(normalize("NFKC", unit + after)))
    assert any(is_even(text) for _ in range(TURNS))


def test_an_answer_of_the_greatest_length_is_checked_while_the_member_pauses() -> None:
    text = "とても良い店でした。電話は090-1234-5678で、値段は1,980円。" * 200
    assert any(seconds(text[:4_000]) < MOST_SECONDS for _ in range(TURNS))


@settings(deadline=None, max_examples=400)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_whatever_is_written_comes_out_with_its_findings_and_nothing_else_changed(text: str) -> None:
    once = guard(text)
    assert once == guard(text)
    if once.held is not None:
        assert (once.masked, once.findings) == ("", ())
        return
    assert all(one.kind in KINDS and 0 <= one.span[0] < one.span[1] <= len(text) for one in once.findings)
    assert all(first.span[1] <= second.span[0] for first, second in pairwise(once.findings))
    rest, at = once.masked, 0
    for one in once.findings:
        kept = text[at : one.span[0]]
        assert rest.startswith(kept)
        rest = rest[len(kept) :]
        end = rest.index({"［": "］", "[": "]"}[rest[0]])
        rest, at = rest[end + 1 :], one.span[1]
    assert rest == text[at:]
