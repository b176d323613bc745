"""Whether options are only compared as words: labels of buttons, headings, ways to put something."""

import re

# A question that compares words itself.
_WORDING = re.compile(
    r"(?:説明|案内|文言|文面|文章|表現|言い方|書き方|ラベル|見出し|メッセージ|表示|語|文|ボタン|メニュー|項目名)[^。?？\n]{0,24}(?:親切|丁寧|自然"
    r"|分かりやす|わかりやす|読みやす|伝わ|感じ)[^。?？\n]{0,12}(?:どちら|どれ)"
    r"|(?:ボタン|見出し|ラベル|メニュー|項目名|件名|[貼張]り紙|注意書き|案内文?)(?:は[?？]?$"
    r"|(?:に|の|として)[^。?？\n]{0,16}(?:文言|言葉|表示|よい|良い|いい|ふさわし))"
    r"|(?:どちら|どれ|どの(?:表現|文|言い方|案内))[^。?？\n]{0,12}(?:親切|丁寧|自然|分かりやす|わかりやす|読みやす|伝わ)"
    r"|(?i:\b(?:which|best|better|clearest)"
    r" (?:wording|label|sentence|message|phrase|version|line|button|heading|headline|notice)\b[^.?!\n]{0,40}"
    r"\b(?:clear|polite|natural|friendl|better|easie|kinder|sounds?|reads?))"
)
# What makes of every comparison in an order one of words.
_WORDINGS = re.compile(
    r"(?:文言|文面|ボタン|ラベル|見出し|コピー|言い回し|言い方|表現|案内文|項目名|メニュー名)[^。\n]{0,24}(?:比べ|くらべ|選[びんぶ]|決め|検討|考え|評価|調べ)"
    r"|(?i:\b(?:wordings?|labels?|buttons?|headings?|headlines?|menu items?"
    r"|copy)\b[^.\n]{0,40}\b(?:compar|choos|decid|pick|test|clear))"
    r"|(?i:\b(?:compar|choos|decid|pick|test)\w*\b[^.\n]{0,40}\b(?:wordings?|labels?|buttons?"
    r"|headings?|headlines?|menu items?|copy)\b)"
)
_LINKS = re.compile(
    r"(?i:\bwhich (?:of these |of the following )?(?:links?|urls?|web addresses|addresses|domains?)\b)"
)
_COMPARES = re.compile(
    r"(?:分かりやす|わかりやす|よ|良|い|好まし|自然な|親切な|しっくりく|伝わ|合)[いる]?(?:の|もの|方|ほう)[はが]|どれが|どちらが"
    r"|(?i:\b(?:clear|best|better|natural|friendl|prefer|fits?)\w*\b)"
)
# A question about kinds of data: what one thinks of them, or who wants them.
_OF_DATA = re.compile(
    r"(?i:^(?![^?]*\b(?:conditions?|illness|diseases?|diagnos|suffer|appl(?:y|ies)))"
    r"[^?]{0,120}?\b(?:which|what)\b[^.?!\n]{0,60}\b(?:refuse|sensitive|private"
    r"|comfortable (?:with )?(?:shar|giv)ing|collect"
    r"|asks? (?:you )?for|asked (?:you )?for|ask for|stores?|requires?|typed|leak(?:s|ed)?|worr(?:y|ies"
    r"|ied)|annoy\w*"
    r"|personal (?:data|information)|(?:leave|left) (?:out|blank|empty)|protect\w*|hesitate|give away"
    r"|share|reveal"
    r"|willing to give)\b)"
)
_LONGEST, _READ = 60, 400
_BARE_DATA = re.compile(r"(?i:(?!.*\b(?:my|i|me|we|our|your|enter|write|type)\b)[a-z][a-z \-'/]{2,40}[.]?)")


def is_kind_of_data(question: str, option: str) -> bool:
    """Whether an option is but the name of a kind of data that the question wants weighed."""
    return bool(_BARE_DATA.fullmatch(option[:_LONGEST]) and _OF_DATA.search(question[:_READ]))


def is_compared(told: str) -> bool:
    """Whether a title or instructions say that the order compares words."""
    return _WORDINGS.search(told) is not None


def compares(question: str, in_order: bool) -> bool:
    """Whether a question compares its options as words, by itself or `in_order` to do so."""
    return bool(
        _WORDING.search(question) or _LINKS.search(question) or (in_order and _COMPARES.search(question))
    )
