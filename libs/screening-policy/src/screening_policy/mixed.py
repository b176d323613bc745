"""Words of the rules written half in kanji and half in kana (恋あい対しょう, ねん収), as the whole word."""

import re
from collections.abc import Iterator
from itertools import product

import ahocorasick

from screening_policy.alphabet import FOLD

Edit = tuple[int, int, str]

# Between dots a kanji with its sound, or kana as it is.
_WORDS = """
恋れん・愛あい・対たい・象しょう 恋れん・愛あい 性せい・別べつ 年ねん・収しゅう 月げっ・収しゅう
収しゅう・入にゅう 貯ちょ・金きん 貯ちょ・蓄ちく 資し・産さん 結けっ・婚こん 離り・婚こん 独どく・身しん
既き・婚こん 未み・婚こん 配はい・偶ぐう・者しゃ 年ねん・齢れい 妊にん・娠しん 不ふ・妊にん 借しゃっ・金きん
住じゅう・宅たく 返へん・済さい 残ざん・高だか 労ろう・働どう・組くみ・合あい 労ろう・働どう
宗しゅう・教きょう 信しん・仰こう 病びょう・気き 病びょう・名めい 持じ・病びょう 診しん・断だん
健けん・康こう・診しん・断だん 手しゅ・術じゅつ 入にゅう・院いん 通つう・院いん 治ち・療りょう
障しょう・害がい・者しゃ・手て・帳ちょう 障しょう・害がい・者しゃ 手て・帳ちょう 等とう・級きゅう
予よ・防ぼう・接せっ・種しゅ 接せっ・種しゅ 前ぜん・科か 逮たい・捕ほ 民みん・族ぞく 人じん・種しゅ
本ほん・籍せき 政せい・党とう 投とう・票ひょう 勤きん・務む・先さき 勤つと・め・先さき 会かい・社しゃ・名めい
会かい・社しゃ 学がっ・校こう・名めい 学がっ・校こう 大だい・学がく 高こう・校こう 学がっ・級きゅう
卒そつ・業ぎょう 出しゅっ・身しん 在ざい・籍せき 所しょ・属ぞく 氏し・名めい 名な・字じ 旧きゅう・姓せい
署しょ・名めい 電でん・話わ・番ばん・号ごう 電でん・話わ 携けい・帯たい 住じゅう・所しょ 丁ちょう・目め
丁ちょう・目もく 郵ゆう・便びん・番ばん・号ごう 郵ゆう・便びん 最も・寄よ・り・駅えき
生せい・年ねん・月がっ・日ぴ 誕たん・生じょう・日び 免めん・許きょ・証しょう 免めん・許きょ
保ほ・険けん・証しょう 暗あん・証しょう・番ばん・号ごう 暗あん・証しょう 口こう・座ざ・番ばん・号ごう
社しゃ・員いん・証しょう 写しゃ・真しん 家か・族ぞく 同どう・僚りょう 両りょう・親しん 記き・入にゅう
入にゅう・力りょく
"""
_LEAST = 3
_HAS_KANA, _HAS_KANJI = re.compile("[ぁ-ゖ]"), re.compile("[一-鿿]")


def _ways_to_write(word: str) -> Iterator[str]:
    """Every mixture of kanji and sounds."""
    parts = word.split("・")
    yield from map("".join, product(*((part[0], part[1:]) if len(part) > 1 else (part,) for part in parts)))


def _automaton() -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    for word in _WORDS.split():
        whole = "".join(part[0] for part in word.split("・"))
        for written in _ways_to_write(word):
            if written == whole or len(written) < _LEAST or not _HAS_KANJI.search(written):
                continue
            folded = written.translate(FOLD)
            if _HAS_KANA.search(folded):
                found.add_word(folded, (len(folded), whole.translate(FOLD)))
    found.make_automaton()
    return found


_KNOWN = _automaton()


def half_written(text: str) -> Iterator[Edit]:
    """Runs that are a word of the rules in a mixture of kanji and kana, the longest first."""
    for last, (length, whole) in _KNOWN.iter_long(text):
        yield (last + 1 - length, last + 1, whole)
