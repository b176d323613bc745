"""Telephone numbers: of Japan by their form, of other countries by + or grouping, others when named."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import (
    GAP,
    LINK,
    NEAR,
    NOT_A_UNIT,
    SHAPED,
    UNSURE,
    Hit,
    compiled,
    digits_in,
    hit,
)
from screening_policy.guard.spelling import Page

_FREE, _END = r"(?<!\d)(?<!\d[.\-,])(?<![a-z]-)", r"(?!\d)"
_PART = r"(?:[^\w。、,\n:/]|[のー_]){1,5}+"
_EXT = r"(?:[,;\s]{0,2}(?:ext\.?|内線|x)[\s=]?\d{1,5})?"
_PHONES = tuple(
    compiled(source)
    for source in (
        rf"{_FREE}0{GAP}[5789]{GAP}0(?:{GAP}\d){{8}}{_EXT}{_END}",
        rf"(?:\+|{_FREE}00){GAP}[1-9](?:{GAP}\d){{8,13}}+{_END}",
        rf"{_FREE}\(?0\d{{1,4}}{_PART}\d{{1,4}}{_PART}\d{{3,4}}{_EXT}{_END}",
        rf"(?<![\d\-])[789]0-\d{{4}}-\d{{4}}{_END}",
        rf"{_FREE}0\d{{2,4}}[\- ]\d{{6,8}}{_END}",
        rf"{_FREE}0(?:[\s、,\-]{{1,3}}\d){{9}}{_END}",
        rf"{_FREE}0\d{{1,4}}(?:[\-. ]\d{{2,4}}){{3}}{_END}",
        rf"{_FREE}81[\- ]\(?0?\d{{1,2}}\)?[\- ]\d{{3,4}}[\- ]\d{{4}}{_END}",
        rf"{_FREE}(?:1[\-. ])?(?:\([2-9]\d\d\)|[2-9]\d\d[\-. ])[\-. ]?\d{{3}}[\-. ]\d{{4}}{_EXT}{_END}(?!-)",
        rf"{_FREE}0\d{{9,10}}{_END}",
    )
)
_NAMED = compiled(
    r"(?:電話|でんわ|(?<![a-z])tel(?![a-z])|携帯|けいたい|ケータイ|連絡先|ファックス|(?<![a-z])fax|phone"
    r"|mobile|(?<![a-z])cell|市外局番.{0,14}番号"
    r"|whatsapp|(?:call|text|ring|reach|dial)(?: me| us)?(?![a-z])|(?<![a-z])my number)"
    rf"(?:{LINK}|[\s,]|番号|は|(?:at|on|me|any time)(?![a-z])){{0,3}}"
    rf"(?P<value>\d(?:{GAP}\d){{6,14}}+|\d{{2,3}}-\d{{4}}){_END}"
)
_NEARBY = (
    compiled(
        r"(?:電話|でんわ|携帯|ケータイ|連絡|(?<![a-z])tel|phone|(?<![a-z])call|(?<![a-z])cell|0[789]0"
        r"|かけて|landline|ショートメール)"
        rf"[^\n。!?]{{0,24}}?(?<![\d\-])(?P<value>\d{{2,4}}-\d{{4}}|\d(?:{GAP}\d){{8,12}}){_END}(?!-)"
    ),
    compiled(
        rf"(?<![\d\-])(?P<value>\d{{2,4}}-\d{{4}}|0\d(?:{GAP}\d){{7,9}}|\d(?:{GAP}\d){{9}}){_END}(?!-)[^"
        rf"\n。!?\d]{{0,14}}?"
        r"(?:に電話|にかけ|へかけ|に連絡|が電話|が携帯|is my (?:phone|cell|number|mobile)"
        r"|call (?:me|any)|text me|whatsapp)"
    ),
    compiled(
        r"(?:内線|(?<![a-z])extension|(?<![a-z])ext\.)(?:番号|number|\s|は|:|is){0,4}(?P<value>\d{2,6})(?!\d)"
    ),
)
_BROKEN_OFF = compiled(
    rf"{_FREE}(?P<value>0[5-9]0[\- ー]?\d{{4}})(?![\d])[\-ー]?[^\d\n。!?]{{1,16}}(?:[。!?] ?[^\d\n。!?]{{"
    rf"0,10}})?(?P<value2>\d{{4}})(?!\d|円|年)"
)
_IN_THREE = compiled(
    rf"(?<![\d.,])(?P<value>0[5-9]0)[^\d\n。!?]{{1,12}}(?P<value2>\d{{4}})[^\d\n。!?]{{1,12}}(?P<value3>"
    rf"\d{{4}})(?!\d){NOT_A_UNIT}"
)
_SAID = re.compile(r"[0-9０-９][^0-9０-９]*[0-9０-９]")
_UNITS = re.compile("[十百千万円年月日時分]|hundred|thousand|million")
_GOODS = compiled(
    "品番|型番|注文|伝票|バーコード|追跡|受付|jan|upc|isbn|order|tracking|serial|sku|case|ticket|ref"
)
_LOOK_BACK = 14
_LONG, _LONG_SAID = compiled(rf"(?<![\d.,])\d(?:{GAP}\d){{5,15}}(?!\d)"), 6


def phones(page: Page) -> Iterator[Hit]:
    """Telephone numbers in every grouping."""
    folded = page.digits.folded
    for pattern in _PHONES:
        for match in pattern.finditer(folded):
            digits = digits_in(match[0])
            goods = _GOODS.search(folded, max(0, match.start() - _LOOK_BACK), match.start())
            if 9 < len(digits) < 16 and len(set(digits)) > 2 and not goods:
                yield hit("phone", page.digits, match.span(), SHAPED)
    for match in _BROKEN_OFF.finditer(folded):
        for part in ("value", "value2"):
            yield hit("phone", page.digits, match.span(part), NEAR)
    for match in _IN_THREE.finditer(folded):
        for part in ("value", "value2", "value3"):
            yield hit("phone", page.digits, match.span(part), NEAR)
    yield from _said(page)
    for match in _NAMED.finditer(folded):
        yield hit("phone", page.digits, match.span("value"), SHAPED)
    for pattern in _NEARBY:
        for match in pattern.finditer(folded):
            if not _GOODS.search(folded, max(0, match.start("value") - _LOOK_BACK), match.start("value")):
                yield hit("phone", page.digits, match.span("value"), NEAR)


def _said(page: Page) -> Iterator[Hit]:
    """A long number in words: nobody says a price or a model digit by digit."""
    if page.digits is page.words:
        return
    for match in _LONG.finditer(page.digits.folded):
        start, end = page.digits.span(*match.span())
        written = page.original[start:end]
        if (
            not _SAID.search(written)
            and not _UNITS.search(written)
            and len(digits_in(match[0])) >= _LONG_SAID
        ):
            goods = _GOODS.search(page.digits.folded, max(0, match.start() - _LOOK_BACK), match.start())
            if not goods:
                yield Hit("phone", start, end, UNSURE)
