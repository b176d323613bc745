"""Number plates: Japanese ones by their form, others when they are named."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import CHECKED, LABELLED, NEAR, NOT_A_UNIT, SHAPED, Hit, compiled, hit
from screening_policy.guard.places import PLATES
from screening_policy.guard.spelling import Page

_GAP = r"[\s\-ー−‐–/・.、,_()「」の→⇒>|]{0,4}"
_CLASS = r"(?:\d(?:\s?\d){1,2}|\d\s?\d\s?[a-z]|[^\s]{0,3}(?:百|ひゃく|びゃく|ぴゃく)(?:[^\s]{0,3})?)"
_NUMBER = r"(?:[・.]{0,3}\s?\d(?:[\s\-ー−‐–の・/]{0,3}\d){0,3})"
_KANA = "[さすせそたちつてとなにぬねのはひふほまみむめもやゆらりるろれわあいうえかきくけこをよ]"
_LETTER = rf"[「(]?(?:{_KANA}|[a-z])[」)]?"
_SAID = (
    "いち|にー|に|さん|よん|ごー|ご|ろく|なな|はち|きゅう|ぜろ|まる|ひと|ふた|れい|ひゃく|びゃく|ぴゃく"
    "|じゅう"
)
_CITY = r"[一-鿿ぁ-ん]{1,5}?[市区町村]"
_PLATES = (
    compiled(rf"(?:{PLATES}){_GAP}{_CLASS}{_GAP}{_LETTER}{_GAP}{_NUMBER}(?!\d)"),
    re.compile(
        rf"(?<![一-鿿])[一-鿿]{{2,4}}\s?[1-8]\d[\dA-Z]\s?{_KANA}\s?(?:\d\d-\d\d"
        rf"|[・.]{{1,3}}\s?\d(?:-?\d){{0,2}}|\d-\d\d)(?![\d\-])"
    ),
    compiled(rf"\d?(?:{PLATES}){_GAP}(?:{_KANA}|[a-z]){_GAP}\d{{1,2}}\s?[\-−]\s?\d\d(?![\d\-])"),
    compiled(
        rf"(?:{PLATES}|なら)\s?(?:{_SAID}){{2,8}}[\s、]{{1,2}}{_KANA}[\s、]{{1,2}}(?:(?:{_SAID}){{1,4}}["
        rf"\sの・]{{0,2}}){{1,3}}"
    ),
    compiled(
        rf"(?<![ぁ-ん])[ぁ-ん]{{2,6}}[\s、]?(?:{_SAID}){{2,8}}[\s、]{{1,2}}{_KANA}[\s、]{{1,2}}(?:(?:"
        rf"{_SAID}){{1,4}}[\sの・]{{0,2}}){{1,3}}"
    ),
    compiled(r"(?<![a-z])[a-z]{3,12} \d{2,3} [a-z]{1,3} \d\d[\- ]\d\d(?!\d)"),
    compiled(rf"なら{_GAP}\d\d\d{_GAP}{_LETTER}{_GAP}\d\d-\d\d(?!\d)"),
    compiled(rf"{_CITY}\s?{_KANA}\s\d\d-\d\d(?![\d\-])"),
    compiled(
        r"(?<![a-z])(?:shinagawa|nerima|adachi|setagaya|suginami|itabashi|koto|katsushika|hachioji|tama"
        r"|yokohama|kawasaki|shonan|sagami|chiba|narashino|kashiwa|noda|omiya|kawagoe|tokorozawa|kumagaya"
        r"|kasukabe|osaka|naniwa|izumi|sakai|kobe|himeji|kyoto|nara|nagoya|owari|mikawa|toyota|fukuoka"
        r"|kitakyushu|sapporo|sendai|hiroshima|okinawa|niigata|nagano|shizuoka|hamamatsu)"
        r"\s{1,2}\d{2,3}[\s\-]{1,2}[a-z]{1,3}[\s\-]{1,2}\d{1,2}[\-\s]?\d\d(?!\d)"
    ),
    compiled(rf"(?:{PLATES}){_GAP}\d\d\d[\s・\-]{{1,3}}\d\d-?\d\d(?![\d\-]){NOT_A_UNIT}"),
)
_NAMED = (
    compiled(
        r"(?<!マイ)ナンバー(?:は|が)?\s?(?P<value>\d\d-\d\d|\d{4})(?=の|、|です|。|$)(?=[^。]{0,12}(?:車"
        r"|バイク|軽|原付|トラック))"
    ),
    compiled(
        r"(?:車|軽|バイク|トラック|セダン|ワゴン|プリウス|ミニバン|バン|クラウン|アルファード|フィット"
        r"|ノート)[^\n。\d]{0,14}?"
        r"(?P<value>\d\d-?\d\d)(?:の|って|という)ナンバー(?!ワン|1)"
    ),
    compiled(
        r"ナンバー(?:プレート)?\s?(?:は|が|:|「|\s|の){0,3}"
        rf"(?P<value>{_KANA}の?\s?[・.]{{0,3}}\d(?:[\s\-の・]{{0,2}}\d){{0,3}}"
        rf"|\d\d-\d\d)(?![\d\-]){NOT_A_UNIT}"
    ),
    compiled(
        r"(?:車|バイク|原付|愛車|クルマ)の?ナンバー(?:プレート)?\s?(?:は|が|:|「|\s|希望で){1,3}"
        rf"(?P<value>(?:{_CITY}\s?)?[ぁ-ん]?\s?\d(?:[\s\-の・]{{0,2}}\d){{1,3}})(?!\d|番)"
    ),
    compiled(
        rf"(?:原付|バイク|スクーター|ミニカー|原チャ)[^\n。\d]{{0,8}}?(?P<value>{_CITY}\s?[ぁ-ん]\s?\d{{1"
        rf",2}}-?\d\d)(?!\d)"
    ),
    compiled(
        rf"(?P<value>{_CITY}\s?[ぁ-ん]\s?\d{{1,2}}-?\d\d)の?\s?[（(]?(?:原付|バイク|スクーター|ナンバー"
        rf"|原チャ|カブ)"
    ),
    compiled(
        r"(?:(?:licen[cs]e|number|registration|car|my|car's|the)\s?(?:number\s)?plates?"
        r"|plate(?: (?:no|number))?"
        r"|registration|(?<![a-z])reg(?:o|istered)?(?![a-z])|ticketed|ナンバープレート)"
        r"(?:[\s:.#(,]|is(?![a-z])|was(?![a-z])|no(?![a-z])|number(?![a-z])){1,6}"
        r"(?P<value>(?=[a-z0-9\- ]{0,7}\d)(?=[a-z0-9\- ]{0,7}[a-z])"
        r"(?:(?:[a-z] ){2,4}\d{2,4}|[a-z0-9]{1,8}(?:[\- ]{1,2}[a-z0-9]{2,5}){0,2}))(?![a-z0-9])"
    ),
)
_KANA_TOLD = compiled(
    rf"(?:ひらがな|平仮名|(?<![ぁ-ん])かな|仮名)(?:の?文字)?(?:(?:は|が|:)\s?「?|の?「)(?P<value>{_KANA})"
    rf"(?![ぁ-ん]{{3}})"
)
_OF_REGION = compiled(rf"(?:{PLATES})ナンバー")
_IN_PARTS = compiled(
    r"分類(?:番号)?(?:は|が|:|、)?\s?(?P<value>\d{3})(?!\d)[^\n。]{0,24}?番号(?:は|が"
    r"|:)?\s?(?P<value2>\d\d-?\d\d)(?!\d)"
)
_KANA_THEN_NUMBER = compiled(rf"[、,のは\s](?P<value>{_KANA})の\s?\d\d-?\d\d(?!\d)")
_KANA_QUOTED = compiled(rf"「(?P<value>{_KANA})」")
_CITY_TOLD = compiled(rf"(?:地名|地域名?|ナンバーの(?:上|頭))(?:は|が|:)\s?「?(?P<value>{PLATES})")
_DIGITS_NEAR = compiled(rf"(?<!\d)(?:\d\d-\d\d|\d{{2,4}})(?!\d){NOT_A_UNIT}")
_AROUND = 24
_AT_END = r"(?:ends?|starts?|begins?|ending|starting|beginning)(?: in| with)? "
_REGION = compiled(
    rf"(?:{PLATES})ナンバー[^\n。\d]{{0,6}}?(?P<value>\d{{3}})[、\s]{{1,2}}(?P<value2>「?{_KANA}」?の?\s?"
    rf"\d\d-?\d\d)(?!\d)"
)
_ENDS_WITH = compiled(
    rf"(?<![a-z])(?:plate|reg|registration)(?![a-z])[^\n.]{{0,24}}?{_AT_END}(?P<value>(?!with"
    rf"|in )[a-z0-9]{{2,4}})(?![a-z0-9])"
    rf"(?:,?(?: and)? {_AT_END}(?P<value2>[a-z0-9]{{2,4}})(?![a-z0-9]))?"
)
_BRITISH = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2} [A-Z]{3}(?![A-Za-z0-9])")
_LETTERS_AND_DIGITS = 5


def plates(page: Page) -> Iterator[Hit]:
    """Plates in full, and the parts that are said to be of one."""
    for spelling in {id(one): one for one in (page.words, page.digits)}.values():
        for pattern in _PLATES:
            for match in pattern.finditer(spelling.folded):
                yield hit("plate", spelling, match.span(), CHECKED)
    yield from _told(page)
    for pattern in _NAMED[:-1]:
        for match in pattern.finditer(page.digits.folded):
            yield hit("plate", page.digits, match.span("value"), LABELLED)
    for match in _BRITISH.finditer(page.digits.text):
        yield hit("plate", page.digits, match.span(), SHAPED)
    for match in _NAMED[-1].finditer(page.digits.folded):
        plain = match["value"].replace("-", "").replace(" ", "")
        if len(plain) >= _LETTERS_AND_DIGITS and _looks_like_plate(match["value"]):
            yield hit("plate", page.digits, match.span("value"), LABELLED)


def _told(page: Page) -> Iterator[Hit]:
    """A plate of which each part is named."""
    folded = page.digits.folded
    for told in _KANA_TOLD.finditer(folded):
        yield hit("plate", page.digits, told.span("value"), NEAR)
        for match in _DIGITS_NEAR.finditer(folded, max(0, told.start() - _AROUND), told.end() + _AROUND):
            yield hit("plate", page.digits, match.span(), NEAR)
    for told in _OF_REGION.finditer(folded):
        end = min(len(folded), told.end() + _AROUND)
        for match in (
            *_DIGITS_NEAR.finditer(folded, told.end(), end),
            *_KANA_QUOTED.finditer(folded, told.end(), end),
            *_KANA_THEN_NUMBER.finditer(folded, told.end(), end),
        ):
            yield hit("plate", page.digits, match.span(), NEAR)
    for match in _CITY_TOLD.finditer(folded):
        yield hit("plate", page.digits, match.span("value"), NEAR)
    for pattern in (_ENDS_WITH, _REGION, _IN_PARTS):
        for match in pattern.finditer(folded):
            yield hit("plate", page.digits, match.span("value"), LABELLED)
            if match["value2"]:
                yield hit("plate", page.digits, match.span("value2"), LABELLED)


def _looks_like_plate(value: str) -> bool:
    """Letters and digits, no word of a sentence."""
    return not any(part.isalpha() and len(part) > 3 for part in value.replace("-", " ").split())
