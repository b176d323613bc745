"""Whether words stand in a quotation that is only to be worked on."""

import re

from screening_policy.cues import QUOTED
from screening_policy.patterns import folded

# Around a quotation: it is only to be worked on or thought about.
_BEFORE = re.compile(
    folded(
        r"\b(?:translate|correct|spelling|proofread|transcribe|rewrite|sentence|phrase"
        r"|words?|mean(?:ing)?(?: of)?|line|does|without|containing)[^.?!\n]{0,24}$"
        r"|(?:誤字|誤り|間違い|表現|訳|小説|物語|童話|台本|脚本|歌詞|芝居)[^\n]{0,24}$"
        r"|\b(?:novel|story|tale|poem|script|lyrics|dialogue)\b[^\n]{0,24}$"
    )
)
_AFTER = re.compile(
    folded(
        r"を[^。?!\n]{0,8}語で(?:何|なん|どう)|(?:は|を)(?:何|なん|どう)(?:と)?(?:言|い[いうえ]|読)"
        r"|[^。?!\n]{0,16}(?:訳|直し|直す|翻訳|英語に|校正|読み方|意味)|と(?:聞か|言わ"
        r"|尋ね|書か|書き|感じ|い[うわ])|という(?:語|文|台本|言葉|単語|表現|台詞|せりふ"
        r"|案内|見出し)"
        r"|を(?:含|[^。?!\n]{0,10}(?:分け|分類))|は(?:覚えやす|自然|正しい)"
        r"|[^.?!\n]{0,16}\b(?:mean|formal|polite|sound|natural|correct)"
    )
)

# Around a long quotation: it is a text to be worked on, unless the member is to do what it says.
_WORKED_ON = re.compile(
    folded(
        r"話題|スパム|迷惑メール|書き直|言い換え|書き換え|要約|校正|不自然|自然な|二つの文|台本|会話です|案内文|一節"
        r"|親しみ|読みやす|言い回し|言葉選び"
        r"|\b(?:spam|headlines?|summari[sz]e|rewrite|shorten|rephrase|classify|sentiment|tone|topic"
        r"|made-?up|invented|fictional|means)\b"
    )
)
_OBEYED = re.compile(
    folded(
        r"従[いっう]|指示(?:どおり|に)|(?:そ|この?)の?質問に|あなた|ご自身|\b(?:your?|yourself|it says"
        r"|told)\b"
    )
)
# In a quotation, or around it: the member is to fill it in or go on with it, which tells of the member.
_BLANK = re.compile(r"[○〇◯●□＿_…]|\.{3}|[（(]\s*[)）]")
_FILLED = re.compile(
    folded(
        r"続き|続けて|埋め|空欄|空所|空白|当てはま|あてはま|完成さ"
        r"|\b(?:fill|complete|continue|finish|blanks?|real|own)\b"
    )
)
_FICTION = re.compile(folded(r"小説|物語|童話|架空|\b(?:novel|story|tale|fictional)\b"))
_LONG, _AROUND = 12, 120


def is_cited(text: str, start: int, end: int) -> bool:
    """Whether it stands in a quotation that is only to be translated, corrected or thought about."""
    for quote in QUOTED.finditer(text, max(0, start - 200), min(len(text), end + 200)):
        if quote.start() <= start and end <= quote.end():
            return _is_material(text, quote.start(), quote.end())
    return False


def _is_material(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    is_filled = _FILLED.search(before) or _FILLED.search(after)
    if _BLANK.search(text, start, end) or (is_filled and not _FICTION.search(before)):
        return False
    if _BEFORE.search(before[-40:]) or _AFTER.match(after[:40]):
        return True
    around = f"{before}\n{after}"
    return end - start >= _LONG and bool(_WORKED_ON.search(around)) and not _OBEYED.search(around)
