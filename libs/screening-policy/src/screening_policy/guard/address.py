"""Addresses below the municipality, Japanese and English; a prefecture or a municipality alone passes."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, SHAPED, Hit, hit
from screening_policy.guard.places import KANA_TOWNS, PREFECTURES
from screening_policy.guard.spelling import Page

_PLACE_MAX = 40
_HAN = "[一-鿿々〆ヶケヵ]"
_KATA = "[ァ-ヺー]"
_LETTER = f"(?:{_HAN}|{_KATA})"
_MUNICIPALITY = rf"(?:{_LETTER}{{1,7}}?|{KANA_TOWNS}|{_HAN}(?:の|ノ){_HAN}{{1,3}})[市区町村郡]"
_INNER = r"(?:(?<=[一-鿿])[がのつノツ](?=[一-鿿]))"
_TOWN = rf"(?:{KANA_TOWNS}|\d{{1,2}}条[東西南北]?|{_LETTER}|{_INNER}){{1,12}}"
_DASH = r"\s?[\-‐‑–—―−ー~のノ]\s?"
_UNIT = r"\s?(?:丁目|番地?の?|番町|号)\s?"
_BLOCK = (
    rf"(?:\d{{1,5}}(?:(?:{_UNIT}[東西南北]?|{_DASH})\d{{1,5}}){{1,4}}(?:\s?(?:号室?|番地?)(?!線))?"
    rf"|\d{{1,5}}\s?(?:番地(?:の\s?\d{{1,4}})?|丁目(?!駅|交差点|商店街)(?:\s?\d{{1,4}})?))"
)
_ROOM = (
    rf"(?:[\s、]{{0,2}}(?:{_LETTER}|[A-Za-zぁ-ん]){{2,20}}\s?[A-Z]?\d{{1,4}}"
    rf"(?:号室?)?(?![\d円年月日回歳分]))?"
)
_NUMBERED = re.compile(rf"(?<![\d\-])(?!\d{{3}}[\-−]\d{{4}}(?!\d)){_BLOCK}{_ROOM}")
_PLACE = re.compile(rf"(?:{KANA_TOWNS}|\d{{1,2}}条[東西南北]?|{_LETTER}|{_INNER}|\s){{2,{_PLACE_MAX}}}\Z")
_DIVISION = re.compile(r"(?<=[^\s])[市区町村郡]")
_PREFECTURE = re.compile(PREFECTURES)
_SHORT = re.compile(
    rf"(?<![一-鿿々])(?P<town>(?:{KANA_TOWNS}|{_HAN}(?:{_LETTER}|{_INNER}){{1,8}}))\s?(?:"
    rf"\d{{1,2}}\s?丁目\s?\d{{1,3}}(?:{_UNIT}|{_DASH})\d{{1,3}}(?:号|{_DASH}\d{{1,4}})?"
    rf"|\d{{1,2}}[\-−–]\d{{1,3}}[\-−–]\d{{1,3}}(?:[\-−–]\d{{1,4}})?)(?![\d\-:/年月])"
)
_NO_TOWN = re.compile(
    "(?:比率?|番号?|品番|型番|型|式|順番?|布陣|陣形|戦術|戦|形|勝|敗|対|点|割合|配分|配列|規格|号|版|枠|席"
    "|列)$"
)
_LABEL = r"(?:住所|自宅|実家|送り先|届け先|お届け先|住まい|うち|家|アドレス)"
_NAMED = re.compile(
    rf"{_LABEL}[\s:は、が→]{{1,3}}(?P<value>(?:(?:{PREFECTURES})\s?)?(?:{_MUNICIPALITY}\s?){{1,2}}"
    rf"(?!{_LETTER}{{0,6}}[市区]){_TOWN}(?<![市区町村郡県都府]))(?=\s?(?:です|に|。|、|\n|$|で))"
    rf"|{_LABEL}[\s:は、が→]{{1,3}}"
    rf"(?P<value2>(?:(?:{PREFECTURES})\s?)?{_LETTER}{{1,4}}[市区]{_LETTER}{{1,5}}町)(?=です|。|\n|$|\s)"
    rf"|(?P<value3>(?:(?:{PREFECTURES})\s?)?{_LETTER}{{1,5}}?[市区](?!{_LETTER}{{0,6}}[市区県])"
    rf"{_LETTER}{{2,8}}(?<![市区町村郡]))に(?:住んで|在住|住み)"
)

_SUFFIX = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Terrace"
    r"|Parkway|Pkwy|Square|Sq"
    r"|Crescent|Close|Gardens|Highway|Hwy|Circle|Grove|Hill|Row|Walk|Mews|Alley)"
)
_NAME = r"[A-Z0-9][\w'’.]{0,20}"
_FLAT = r"(?:Flat|Apt\.?|Apartment|Unit|Suite|Room|#)\s?\w{1,5}"
_TAIL = (
    rf"(?:,?\s{_FLAT})?(?:,\s?[A-Z][A-Za-z'’\-]{{1,20}}(?!\w)(?:\s[A-Z][A-Za-z'’\-]{{1,20}}"
    rf"(?!\w)){{0,2}}){{0,3}}"
    r"(?:(?:,?\s[A-Z]{2}(?!\w))?,?\s(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}|〒?\d{3}-\d{4})"
    r"|,\s[A-Z]{2}(?!\w))?"
)
_TENS = "(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety)"
_WORD = (
    "(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve"
    "|[Tt]hirteen"
    f"|[Ff]ourteen|[Ff]ifteen|[Ss]ixteen|[Ss]eventeen|[Ee]ighteen|[Nn]ineteen|{_TENS}(?:[- ][a-z]{{3,5}})?)"
)
_STREET = re.compile(
    rf"(?<![\w.,$£€¥#])(?:{_FLAT},?\s)?(?:\d{{1,5}}[A-Za-z]?(?:-\d{{1,4}})?"
    rf"|{_WORD}),?\s(?:{_NAME}\s){{1,4}}{_SUFFIX}\b\.?{_TAIL}"
)
_PLAIN_STREET = re.compile(
    rf"(?:live at|living at|address is|address:|ship(?:ped)? to|send (?:it )?to|deliver(?:ed)? to)\s"
    rf"(?P<value>\d{{1,5}}[a-z]?\s(?:[a-z'.]{{1,20}}\s){{1,3}}{_SUFFIX.lower()}\b[^.!?\n]{{0,60}})"
)
_ROMAJI = re.compile(
    rf"(?<![\w\-])(?:{_FLAT},?\s)?"
    r"\d{1,4}(?:-\d{1,4}){1,3},?\s[A-Z][A-Za-z\-]{2,20}(?:\s[A-Z][A-Za-z\-]{2,20})?"
    r"(?:,\s?[A-Z][A-Za-z]{1,20}(?:-?(?:ku|shi|cho|machi|gun|mura|City|Ward))?){1,3}(?:,?\s〒?\d{3}-\d{4})?"
)
_LABELLED = re.compile(
    rf"(?i:(?:my|home|mailing|shipping|postal|street)\saddress(?:\sis|:)|(?:^|\n)\s?address\s?:)\s{{0,3}}"
    rf"(?P<value>(?:{_FLAT}|No\.?\s?\d|\d{{1,5}})[^.!?\n]{{0,20}},[^.!?\n]{{3,80}})"
)


def addresses(page: Page) -> Iterator[Hit]:
    """Streets and blocks with their numbers, and towns that are said to be where the member lives."""
    text = page.digits.text
    for match in _NUMBERED.finditer(text):
        start = _place_before(text, match.start())
        if start is not None:
            yield hit("address", page.digits, (start, match.end()), LABELLED)
    for match in _SHORT.finditer(text):
        if not _NO_TOWN.search(match["town"]):
            yield hit("address", page.digits, match.span(), SHAPED)
    for match in _NAMED.finditer(text):
        group = next(name for name in ("value", "value2", "value3") if match[name])
        yield hit("address", page.digits, match.span(group), LABELLED)
    yield from _english(page)


def _place_before(text: str, at: int) -> int | None:
    """Where the prefecture or municipality begins that leads to a block number; None when there is none."""
    place = _PLACE.search(text, max(0, at - _PLACE_MAX), at)
    if place is None or not _DIVISION.search(place[0]):
        return None
    prefecture = _PREFECTURE.search(place[0])
    return place.start() + (prefecture.start() if prefecture else len(place[0]) - len(place[0].lstrip()))


def _english(page: Page) -> Iterator[Hit]:
    text = page.words.text
    for pattern in (_STREET, _ROMAJI):
        for match in pattern.finditer(text):
            yield hit("address", page.words, match.span(), SHAPED)
    for match in _PLAIN_STREET.finditer(page.words.folded):
        yield hit("address", page.words, match.span("value"), LABELLED)
    for match in _LABELLED.finditer(text):
        yield hit("address", page.words, match.span("value"), LABELLED)
