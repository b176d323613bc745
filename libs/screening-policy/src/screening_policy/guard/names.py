"""Family and given names, and words that stand where a name would without being one."""

import re
from importlib.resources import files
from itertools import chain

from screening_policy.guard.places import PLACE_NAMES
from screening_policy.guard.romaji import in_latin


def _rows(file: str) -> list[list[str]]:
    lines = (files(__package__) / file).read_text("utf-8").splitlines()
    return [line.split() for line in lines if not line.startswith("#")]


_FAMILY_ROWS, _GIVEN_ROWS = _rows("family_names.txt"), _rows("given_names.txt")
FAMILY = frozenset(row[0] for row in _FAMILY_ROWS) | frozenset(chain(*_rows("family_names_more.txt")))
FAMILY_KANA = frozenset(row[1] for row in _FAMILY_ROWS if len(row[1]) > 1)
FAMILY_READ = FAMILY_KANA | frozenset(chain(*_rows("family_names_read.txt")))
"""With rarer readings, for where a given name stands beside them."""
_ROMAJI = {row[2] for row in _FAMILY_ROWS}
FAMILY_LATIN = frozenset(
    _ROMAJI | {one.replace("ou", "o").replace("uu", "u") for one in _ROMAJI}
) - frozenset(["so", "to", "ken", "don", "main", "hare", "ten"])
"""In Latin letters, with and without the signs of long vowels."""
GIVEN_JAPANESE = frozenset(row[0] for row in _GIVEN_ROWS if not row[0].isascii()) | frozenset(
    chain(*_rows("given_names_more.txt"))
)
_LATIN = {row[-1] for row in _GIVEN_ROWS if row[-1].isascii()}
GIVEN = frozenset(_LATIN | {one.replace("ou", "o").replace("uu", "u") for one in _LATIN if len(one) > 3})
_KANA = re.compile("[ぁ-んー]+")
GIVEN_LATIN = GIVEN | frozenset(
    latin for latin in (in_latin(one) for one in GIVEN_JAPANESE if _KANA.fullmatch(one)) if len(latin) > 3
)
"""Given names in Latin letters, for where a family name of Japan stands beside them."""
ONE_LETTER = frozenset(
    "遼翔蓮陸涼凌諒樹陽航駿隼颯旭律暖迅仁剛誠健徹豊茂勝進隆弘博浩清実昇稔薫司護守優潤純淳聡哲努学望希歩碧蒼"
    "奏凪湊朔楓"
    "葵杏凛凜澪雫芽紬栞茜梓渚舞愛萌唯恵蘭桜菫椿藍彩瞳綾香静泉忍昭勲武修勇恒均敏昌栄満寛昇渉駆巧匠遥悟聖塁岳彩"
)
"""Given names of one letter."""
_NO_NAME = """
よく まだ ひみつ ないしょ 秘密 内緒 匿名 なし 不明 未定 非公開 普通 無理 同じ 変 珍し 長い 短い
わから しら 知ら 覚え 忘れ いえない 言え 書け ありません ない いや 嫌 むり だめ 駄目 重要 大事 必要 不要 記入
以下 上記 左記 右記 本名 仮名 別 多い 好き 嫌い ブランド 商品 会社 お店 店
かわい 可愛 素敵 すてき 最高 最低 地味 必須 任意 自由 適当 恥ずかし 苦手 便利 面倒
昔 古風 平凡 有名 微妙 簡単 大切 一般 無名 独特 印象 英語 日本 漢字 ひらがな カタカナ ローマ字 公開 省略 略
教え 出し
出さ 使わ 使い 変わ 難し 聞い 聞き 見た 見る 見て 何 どこ だれ 誰 それ これ あれ みんな シンプル ユニーク
おしゃれ オシャレ ダサ ださ 古い 新しい 良い いい 悪い 面白 おもしろ 親 自分 みなさん 皆 特に ちょっと
"""
NO_NAME = tuple(_NO_NAME.split())
_NO_ENGLISH_NAME_LIST = """
not on in the a an too very often always never hard easy wrong misspelled misspelt spelled spelt unique
common rare long short japanese english private hidden none no nobody anonymous secret different same
usually what which my your his her this that it important irrelevant mud legion is was already there here
so just still required of for at also only sure from fine ok okay good great bad
"""
NO_ENGLISH_NAME = frozenset(_NO_ENGLISH_NAME_LIST.split())


def is_known(value: str) -> bool:
    """Whether it begins with a family name of Japan, or is two words in Latin letters or a given name."""
    plain = "".join(value.replace("・", "").split())
    if plain.isascii():
        return len(value.split()) > 1 or plain.lower() in GIVEN
    if "一" <= plain[0] <= "鿿":
        single = plain[0] in FAMILY and len(plain) in (1, 3)
        return len(plain) <= 7 and (single or any(plain[:length] in FAMILY for length in range(2, 5)))
    kana = hiragana(plain)
    family = any(kana[:length] in FAMILY_KANA for length in range(2, 6))
    return len(plain) <= 10 and (family or kana in GIVEN_JAPANESE)


def is_person(value: str) -> bool:
    """Whether it is a full name of Japan, or a family name that is no place."""
    plain = "".join(value.split())
    return is_known(value) and plain not in PLACE_NAMES


def is_whole_name(value: str) -> bool:
    """Whether nothing of it is anything but a family name of Japan, alone or with a given name."""
    plain = hiragana("".join(value.split()))
    return plain in FAMILY or any(
        (plain[:length] in FAMILY or plain[:length] in FAMILY_READ) and plain[length:] in GIVEN_JAPANESE
        for length in range(1, 6)
    )


def hiragana(text: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)
