"""Japanese addresses below the municipality; a prefecture or a municipality alone passes."""

import re
from collections.abc import Iterator

from screening_policy.guard.address_english import english_addresses
from screening_policy.guard.address_told import told_addresses
from screening_policy.guard.hit import LABELLED, NEAR, SHAPED, Hit, hit
from screening_policy.guard.places import KANA_TOWNS, PREFECTURES
from screening_policy.guard.spelling import Page

_PLACE_MAX = 40
_HAN = "[一-鿿々〆ヶケヵ]"
_KATA = "[ァ-ヺー]"
_LETTER = f"(?:{_HAN}|{_KATA})"
_MUNICIPALITY = rf"(?:{_LETTER}{{1,7}}?|{KANA_TOWNS}|{_HAN}(?:の|ノ){_HAN}{{1,3}})[市区町村郡]"
_INNER = r"(?:(?<=[一-鿿])[がのつノツ](?=[一-鿿])|(?<=通)り|(?<=[込見折入落切登])[りみしえ](?=[一-鿿\d]))"
_TOWN = rf"(?:{KANA_TOWNS}|\d{{1,2}}条[東西南北]?|{_LETTER}|{_INNER}){{1,12}}"
_DASH = r"\s?[\-‐‑–—―−ー~のノ]\s?"
_UNIT = r"\s?(?:丁目?の?(?!度)|番地?の?|番町|街区の?|号)[\s、]?"
_STREETS = r"(?:(?:上|下)(?:る|ル|がる)|(?:東|西)(?:入る?|入ル)|あがる|さがる)"
_BLOCK = (
    rf"(?:\d{{1,5}}(?:(?:{_UNIT}[東西南北]?|{_DASH})\d{{1,5}}){{1,4}}(?:\s?(?:号室?|番地?)(?!線))?"
    rf"|\d{{1,3}}/\d{{1,3}}/\d{{1,3}}(?!\d)|(?<=[町字]/)\d{{1,3}}/\d{{1,3}}(?!\d)"
    rf"|(?<=[一-鿿ヶ] )\d{{1,2}} \d{{1,3}} \d{{1,3}}(?!\d)"
    rf"|(?<=[甲乙丙丁])\d{{1,5}}(?:-\d{{1,4}})?|第?\d{{1,3}}地割\s?\d{{1,4}}(?:番地?)?(?:[\-の]?\d{{1,3}})?"
    rf"|\d{{1,5}}\s?(?:番地(?:の\s?\d{{1,4}})"
    rf"?|丁目(?!駅|交差点|商店街)(?:\s?\d{{1,4}})?))"
)
_BUILDING = rf"(?:{_LETTER}|[A-Za-zぁ-ん・])"
_ROOM = (
    rf"(?:[\s、/]{{0,2}}(?:(?:{_BUILDING}|\d(?={_BUILDING})){{2,20}}[\s\-]{{0,2}}){{0,2}}[A-Z]?(?:棟\s?)?-?"
    rf"\d{{1,4}}"
    rf"(?:号室?|階|F)?(?![\d円年月日回歳分人個%名時件割]))?"
)
_NUMBERED = re.compile(rf"(?<![\d\-])(?!\d{{3}}[\-−]\d{{4}}(?!\d)){_BLOCK}{_ROOM}")
_PLACE = re.compile(
    rf"(?:{KANA_TOWNS}|{_STREETS}|(?<=[市区町村])[ぁ-ん]{{2,8}}|\d{{1,2}}条[東西南北]?|{_LETTER}|{_INNER}"
    rf"|[\s/])"
    rf"{{2,{_PLACE_MAX}}}\Z"
)
_KANA_TOWN, _DIGITS = re.compile(r"[市区町村][ぁ-ん]{2,8}\s?\Z"), re.compile(r"\d+")
_KANA_TOWN_BLOCK = 3  # numbers; 渋谷区だけで3-4軒 is no address
_BUILDING_BEFORE = re.compile(rf"{_BUILDING}{{2,12}}\s?[A-Z]?\d{{2,4}}(?:号室?)?[\s、,]{{1,2}}\Z")
_DIVISION = re.compile(r"(?<=[^\s])[市区町村郡]")
_PREFECTURE = re.compile(PREFECTURES)
_SHORT = re.compile(
    rf"(?<![一-鿿々])(?P<town>(?:{KANA_TOWNS}|{_HAN}(?:{_LETTER}|{_INNER}){{1,8}}))[\sの、]{{0,2}}(?:"
    rf"\d{{1,2}}\s?丁目\s?\d{{1,3}}(?:{_UNIT}|{_DASH})\d{{1,3}}(?:号|{_DASH}\d{{1,4}})?"
    r"|\d{1,2}の\d{1,3}の\d{1,3}(?![\d月日])"
    rf"|\d{{1,2}}[\-−–]\d{{1,3}}[\-−–]\d{{1,3}}(?:[\-−–]\d{{1,4}})?)(?![\d\-:/年月])"
)
_BLOCK_ALONE = re.compile(
    r"(?<!\d)(?!1番地)\d{1,4}番地?の?\d{1,4}号(?!室|車|線|館|機|目|店)|(?!1丁目1番地の)\d{1,2}丁目\s?\d{1"
    r",3}[番\-]\d{0,3}号?"
)
_HOME = re.compile(
    rf"{_BUILDING}{{0,10}}(?:ハイツ|コーポ|マンション|メゾン|荘|アパート|レジデンス|ハイム|ヴィラ|タワー"
    rf"|寮|団地|コート|パレス)"
    rf"{_BUILDING}{{0,10}}\s?(?:\d{{1,2}}号?棟\s?)?[A-Z]?-?\d{{2,4}}号室?"
)
_NO_TOWN = re.compile(
    "(?:比率?|番号?|品番|型番|型|式|順番?|布陣|陣形|戦術|戦|形|勝|敗|対|点|割合|配分|配列|規格|号|版|枠|席"
    "|結果|成績|順位|構成|選択肢|数字|番|組"
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


def addresses(page: Page) -> Iterator[Hit]:
    """Streets and blocks with their numbers, and towns that are said to be where the member lives."""
    text = page.digits.text
    for match in _NUMBERED.finditer(text):
        start = _place_before(text, match.start())
        in_kana = _KANA_TOWN.search(text, max(0, match.start() - _PLACE_MAX), match.start())
        if in_kana and len(_DIGITS.findall(match[0])) < _KANA_TOWN_BLOCK:
            continue
        if start is not None:
            building = _BUILDING_BEFORE.search(text, max(0, start - _PLACE_MAX), start)
            start = building.start() if building else start
            yield hit("address", page.digits, (start, match.end()), LABELLED)
    for match in _SHORT.finditer(text):
        if not _NO_TOWN.search(match["town"]):
            yield hit("address", page.digits, match.span(), SHAPED)
    for match in _NAMED.finditer(text):
        group = next(name for name in ("value", "value2", "value3") if match[name])
        yield hit("address", page.digits, match.span(group), LABELLED)
    for match in _BLOCK_ALONE.finditer(text):
        yield hit("address", page.digits, match.span(), NEAR)
    for match in _HOME.finditer(text):
        yield hit("address", page.digits, match.span(), NEAR)
    yield from english_addresses(page)
    yield from told_addresses(page)


def _place_before(text: str, at: int) -> int | None:
    """Where the prefecture or municipality begins that leads to a block number; None when there is none."""
    place = _PLACE.search(text, max(0, at - _PLACE_MAX), at)
    if place is None or not _DIVISION.search(place[0]):
        return None
    prefecture = _PREFECTURE.search(place[0])
    return place.start() + (prefecture.start() if prefecture else len(place[0]) - len(place[0].lstrip()))
