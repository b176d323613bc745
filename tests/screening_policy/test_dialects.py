"""Dialects are read as standard Japanese, and what only looks like one stays as it is."""

import pytest

from screening_policy.reading import fold, read


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("どげな病気ばしんしゃったと？", "どんな病気をしましたのですか?"),
        ("どこに勤めとらすとね？", "どこに勤めているのですか?"),
        ("給料なんぼもろてはる？", "給料いくらもらっている?"),
        ("番号ば教えちゃらんね", "番号を教えてください"),
        ("番号、書いといてや", "番号、書いてくださいや"),
        ("おりんさるけ？", "いるのですか?"),
        ("薬ば飲んどる", "薬ば飲んでいる"),
    ],
)
def test_a_dialect_is_read_as_standard_japanese(said: str, meant: str) -> None:
    assert read(said).text == fold(meant)


@pytest.mark.parametrize(
    "text", ["まいなんばー", "使いやすい", "飛ばしてかまいません", "少しちょっと", "わらび餅", "住まいや仕事"]
)
def test_what_only_looks_like_dialect_stays(text: str) -> None:
    assert read(text).text == fold(text)
