"""What is said in words or written with odd signs is read as the number, the place or the name that it is."""

import pytest

from screening_policy.guard import guard


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("yubin bango ha go roku zero no ichi ichi san ni", "yubin bango ha [postal code]"),
        ("誕生日は1985→07→16", "誕生日は［生年月日］"),
        ("IPは10_0_0_25", "IPは［IPアドレス］"),
        ("my IP: a hundred ninety two, a hundred sixty eight, one, fifty", "my IP: [device address]"),
        ("we live at two hundred and fourteen Kestrel Drive", "we live at [address]"),
        ("川崎市→中原区→小杉町→3-258-2", "［住所］"),
        ("ラインID アール、ワイ、オー、ゼロナナ", "ラインID ［SNSのID］"),
        ("my surname is Hughes, H-U-G-H-E-S", "my surname is [name]"),
        ("The nurse, Patricia Donnelly, was kind", "The nurse, [name], was kind"),
        ("Momo2011かmomo2011がパスワードのはず", "［パスワード］か［パスワード］がパスワードのはず"),
    ],
)
def test_words_and_odd_signs_hide_nothing(text: str, masked: str) -> None:
    assert guard(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "go go go と応援した",
        "ichi ni san shi to kazoeru",
        "two hundred and fifty grams, then one hundred",
        "2019→2021→2023の順に買い替えた",
        "1,200円→980円→880円と値下がりした",
        "東京→名古屋→大阪と旅行した",
        "10点、20点、30点、40点",
        "名札の「研修生」を見て安心した",
        "T for tall, V for venti",
        "The nurse was very kind.",
    ],
)
def test_counting_and_comparing_pass(text: str) -> None:
    assert guard(text).findings == ()
