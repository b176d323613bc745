"""Whether instructions are for another piece of work: their material and subject are in no question."""

import re

from screening_policy.asked import Asked
from screening_policy.patterns import compiled

_ENGLISH = (
    "transcribe|count|draw|outline|label|tag|translate|summari[sz]e|proofread|classify|sort|match|measure"
    "|upload"
    "|record|listen|watch|photograph|read aloud|type out|copy|highlight|underline|annotate|verify|correct"
    "|fix|edit|mark"
)
_JAPANESE = (
    "判定|数え|囲[みっんいむ]|書き起こ|文字起こ|翻訳|訳し|要約|校正|校閲|仕分け|聞き(?:取|比べ|くらべ)"
    "|見(?:比べ|くらべ)"
    "|採点|照合|転記|読み上げ|録音し|測(?:っ|り|定)|計測|たぐ|らべる|入力|書き写|聞いて|聴いて|撮影|撮って"
    "|読み取|並べ|直し|修正|訂正|添削"
)
_SHOWN = (
    r"(?:写真|画像|動画|映像|音声|録音|音源|いらすと)[^。!?\n]{0,6}?(?:写|映|描|流れ|話)|\b(?:photos?"
    r"|pictures?|images?"
    r"|clips?|videos?|recordings?) (?:shown|below|above)\b|\b(?:speaker|pictured)\b"
    r"|(?:文|語|案|ろご|見出し|さんぷる|絵|図|表|広告|れびゅー|投稿|音)(?:のうち|の中から|を(?:見|読|比べ"
    r"|くらべ))"
)
DEED = compiled(rf"{_JAPANESE}|{_SHOWN}|\b(?:{_ENGLISH})\b")
_ORDERED = compiled(
    r"ください|下さい|お願い|て(?:くれ|や|ね|ほしい|欲しい)|ましょう|仕事|作業"
    rf"|(?:^\W{{0,3}}|[,;:]\s?|\b(?:and|then|please|must|to|should)\s)(?:carefully )?(?:{_ENGLISH})\b"
    rf"|^for each\b"
)
_LET_OFF = compiled(
    r"ありません|不要|いりません|いらない|必要(?:は|が)?(?:な|あり)|しない|しなくて|ないで|なくて|ずに"
    r"|ても(?:かま|よ|い|結構)"
    r"|場合|とき|なら|について|関する|ながら|もし|その他|思い(?:出|浮)|個人情報"
    r"|\b(?:no|not|n't|never|if|when|about|may|can|optional|without|in your head|other)\b"
)
# What points to something shown, or leaves room for any answer.
_POINTS = compiled(
    r"こ(?:の|れ|こ|ちら)|そ(?:の|れ|ちら)|(?:[ab1-9]|左|右|上|下)(?:案|枚|番|つ目|枚目|と|の)"
    r"|あなたの(?:答|回答)|答え|回答|結果|入力|記入"
    r"|何(?:個|枚|人|匹|台|回|本|点|件|と)|いくつ|内容|聞こえ|見え|写|映|描|画像|写真|文字|音|動画|文章"
    r"|どちらの案|正し|一致|あって|含ま"
    r"|\b(?:this|that|these|those|it|its|result|answer|type|enter|how many|number|which of|shown|above"
    r"|below|image"
    r"|photo|picture|clip|audio|video|hear|see|sound|look\w*|paste|correct|match\w*|option [a-z])\b"
)
_SHORT = 12
_IDEOGRAPHS = re.compile("[一-鿿]")
_KATAKANA = re.compile("[ァ-ヺー]{2,}")
_ENGLISH_WORDS = re.compile("[a-z]{4,}")
_NO_SUBJECT = frozenset(
    "一二三四五六七八九十百数字文言語入力書読見聞聴選答回問質問設各全最後初前次上下中内外番号方者人的用作業画像写真動映音声録源"
)
_NO_SUBJECT_WORDS = frozenset(
    word[:4]
    for word in _ENGLISH_WORDS.findall(
        "answer question please each every one two three four five they them that this with from what"
        " when where which word short picture image photo video clip audio recording listen watch count"
        " draw type write enter select choose read label translate then also your closely exactly"
        " carefully full have complete text sentence following task item shown below above only many much"
        " like best most need look"
    )
)


def is_elsewhere(sentence: str, asked: Asked) -> bool:
    """Whether the sentence orders work on a thing that no question of these could be about."""
    if asked.shows or not DEED.search(sentence) or not _ORDERED.search(sentence):
        return False
    if _LET_OFF.search(sentence) or any(
        _could_hold(text, kind) for text, kind in zip(asked.texts, asked.kinds, strict=False)
    ):
        return False
    subject = _subject(sentence)
    return bool(subject) and not subject & _subject(asked.words)


def _could_hold(text: str, kind: object) -> bool:
    if kind == "photo" or _POINTS.search(text):
        return True
    return kind in ("text", "number", "date", None) and len(text) <= _SHORT


def _subject(text: str) -> set[str]:
    """The letters and the beginnings of words that say what a text is about."""
    words = {word[:4] for word in _ENGLISH_WORDS.findall(text)} - _NO_SUBJECT_WORDS
    return words | (set(_IDEOGRAPHS.findall(text)) - _NO_SUBJECT)
