"""Numbers that show what they are: cards, My Number, IBAN, postal codes, IP addresses, plates."""

import ipaddress
import re
from collections.abc import Iterator

from screening_policy.guard.hit import CHECKED, GAP, LABELLED, SHAPED, Hit, compiled, digits_in, hit
from screening_policy.guard.places import PLATES, PREFECTURES
from screening_policy.guard.spelling import Page, Spelling

_NO_DIGIT, _END = r"(?<![\d.])(?<!\d[\-,/])", r"(?![\-]?\d)"
_CARDS = re.compile(
    rf"{_NO_DIGIT}(?:[3-6]\d{{3}}{GAP}\d{{4}}{GAP}\d{{4}}{GAP}\d{{4}}|3[47]\d\d{GAP}\d{{6}}{GAP}\d{{5}}"
    rf"|3[0689]\d\d{GAP}\d{{6}}{GAP}\d{{4}}|[3-6]\d{{13,18}}|[3-6](?:[\s\-.]\d){{13,18}}+){_END}"
)
_TWELVE = re.compile(rf"{_NO_DIGIT}(?<!\d )\d{{4}}([\s\-.・]{{0,3}})\d{{4}}\1\d{{4}}(?![\s\-.・]{{0,2}}\d)")
_ONE_BY_ONE = re.compile(rf"{_NO_DIGIT}\d(?:[\s\-.]\d){{11}}{_END}")
_GOODS = compiled(
    r"jan|upc|ean|sku|isbn|バーコード|品番|型番|注文|伝票|追跡|問い合わせ|お問合せ|受付|予約|製造|シリアル"
    r"|商品|管理番号|荷物"
    r"|order|tracking|serial|barcode|invoice|ticket|reference|model|item|part|lot|batch"
)
_BEFORE = 24
_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}\d{2}(?:[ \-]?[a-z0-9]){11,40}+")
_WORD_END = re.compile(r"[a-z0-9](?![a-z0-9])")
_IBAN_LENGTHS = range(15, 35)


def cards(page: Page) -> Iterator[Hit]:
    """14 to 19 digits that begin like a card and pass Luhn's check."""
    for match in _CARDS.finditer(page.digits.folded):
        if _luhn(digits_in(match[0])) and not _named(page.digits, match.start(), _GOODS):
            yield hit("card_number", page.digits, match.span(), CHECKED)


def _luhn(digits: str) -> bool:
    doubled = [int(one) * (2 if at % 2 else 1) for at, one in enumerate(reversed(digits))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def my_numbers(page: Page) -> Iterator[Hit]:
    """12 digits whose last one is the check digit of a My Number."""
    for pattern in (_TWELVE, _ONE_BY_ONE):
        for match in pattern.finditer(page.digits.folded):
            if _my_number(digits_in(match[0])) and not _named(page.digits, match.start(), _GOODS):
                yield hit("my_number", page.digits, match.span(), CHECKED)


def _my_number(digits: str) -> bool:
    weighed = (int(one) * (at + 1 if at <= 6 else at - 5) for at, one in enumerate(reversed(digits[:-1]), 1))
    rest = sum(weighed) % 11
    return len(set(digits)) > 2 and int(digits[-1]) == (0 if rest <= 1 else 11 - rest)


def _named(spelling: Spelling, start: int, words: re.Pattern[str], before: int = _BEFORE) -> bool:
    """Whether one of the words stands shortly before."""
    return words.search(spelling.folded, max(0, start - before), start) is not None


def ibans(page: Page) -> Iterator[Hit]:
    """International account numbers, by their check digits."""
    folded = page.digits.folded
    for match in _IBAN.finditer(folded):
        for end in (one.end() + match.start() for one in _WORD_END.finditer(match[0])):
            plain = re.sub(r"[ \-]", "", folded[match.start() : end])
            if len(plain) in _IBAN_LENGTHS and _iban(plain):
                yield hit("bank_account", page.digits, (match.start(), end), CHECKED)
                break


def _iban(plain: str) -> bool:
    moved = "".join(str(int(char, 36)) for char in plain[4:] + plain[:4])
    return int(moved) % 97 == 1


_SPACED = r"\d(?:[\s\-ー−‐–.の、,]{0,3}+\d)"
_POSTAL = (
    compiled(
        rf"(?:〒|郵便番号|ゆうびん(?:番号|ばんごう)|postal ?code|post ?code)[\s:、,はis(が]{{0,6}}"
        rf"(?P<value>{_SPACED}{{6}})(?!\d)"
    ),
    compiled(
        r"(?<![\d\-])(?P<value>\d{3}[\-ー−‐–]?\d{4})\s?(?:が|は|is)\s?(?:私の|うちの"
        r"|my\s)?(?:郵便番号|postal ?code)"
    ),
    re.compile(rf"(?<![\d\-])(?P<value>\d{{3}}[\-ー−‐–]\d{{4}})\s{{0,3}}(?:{PREFECTURES})"),
    re.compile(r"\A\s*(?P<value>\d{3}[\-ー−‐–]\d{4})\s*\Z"),
    compiled(r"(?<![a-z])zip(?: ?code)?(?:\+4)?[\s:is]{0,5}(?P<value>\d{5}(?:-\d{4})?)(?!\d)"),
    compiled(
        r"(?:post ?code|postal ?code)(?:\s|:|is(?![a-z])){0,5}"
        r"(?P<value>[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d)(?![a-z\d])"
    ),
)


def postal_codes(page: Page) -> Iterator[Hit]:
    """Whole postal codes of Japan, the United States, Britain and Canada; the first digits alone pass."""
    for pattern in _POSTAL:
        for match in pattern.finditer(page.digits.folded):
            yield hit("postal_code", page.digits, match.span("value"), LABELLED)


_DOT = r"(?:\s{0,2}(?:\.|\[\.\]|\(\.\)|dot|ドット|点)\s{0,2})"
_OCTET = r"\d{1,3}"
_V4 = compiled(rf"(?<![\d.])({_OCTET}){_DOT}({_OCTET}){_DOT}({_OCTET}){_DOT}({_OCTET})(?!\.?\d)")
_V6 = re.compile(r"(?<![0-9a-z:])(?=[0-9a-f]{0,4}:)[0-9a-f:]{4,45}(?![0-9a-z:])")
_MAC = re.compile(r"(?<![0-9a-z])[0-9a-f]{2}(?:[:\-][0-9a-f]{2}){5}(?![0-9a-z])")
_VERSION = compiled(
    r"ver|(?<![a-z])v(?=\.?\s?\d)|バージョン|firmware|ファーム|release|chapter|section|章|節|項|ios"
    r"|android|build|windows|app|アプリ|更新"
)
_IP = compiled(r"(?<![a-z])ip|アドレス|address|server|host|サーバ")
_MAC_LABEL = compiled(r"mac|マック")


def ip_addresses(page: Page) -> Iterator[Hit]:
    """IPv4 and IPv6 addresses, and the hardware address of a device."""
    folded = page.digits.folded
    for match in _V4.finditer(folded):
        octets = [int(one) for one in match.groups()]
        named = _named(page.digits, match.start(), _IP, 16)
        version = _named(page.digits, match.start(), _VERSION, 40)
        if max(octets) <= 255 and (named or (max(octets) >= 10 and not version)):
            yield hit("ip_address", page.digits, match.span(), LABELLED if named else SHAPED)
    for match in _V6.finditer(folded):
        if _v6(match[0]):
            yield hit("ip_address", page.digits, match.span(), CHECKED)
    for match in _MAC.finditer(folded):
        if digits_in(match[0]) != re.sub("[:-]", "", match[0]) or _named(
            page.digits, match.start(), _MAC_LABEL
        ):
            yield hit("ip_address", page.digits, match.span(), CHECKED)


def _v6(text: str) -> bool:
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return int(address) > 0xFFFF and (text.count(":") >= 3 or "::" in text)


_CLASS = (
    r"(?:\d(?:\s?\d){1,2}|\d\s?\d\s?[A-Za-z]|[一二三四五六七八九]?ひゃく|[^\s]{1,3}(?:びゃく|ぴゃく|ひゃく))"
)
_PLATE = re.compile(
    rf"(?:{PLATES})\s{{0,2}}{_CLASS}\s{{0,2}}[ぁ-んA-Z]\s{{0,2}}"
    rf"(?:[・.]{{0,3}}\s?\d(?:[\s\-ー−‐–の・]{{0,3}}\d){{0,3}})(?!\d)"
)
_FOREIGN_PLATE = re.compile(
    r"(?i:(?:licen[cs]e|number|registration|car|my)\s(?:number\s)?plates?|plate (?:no|number)\b)"
    r"(?i:[\s:.#]|is\b|was\b|no\b|number\b){1,6}(?P<value>(?=[A-Za-z0-9\- ]{0,7}\d)"
    r"(?=[A-Za-z0-9\- ]{0,7}[A-Z])"
    r"[A-Z0-9]{1,8}(?:[\- ][A-Z0-9]{2,4})?)(?![A-Za-z0-9])"
)


_NAMED_PLATE = re.compile(
    r"ナンバー(?:プレート)?\s?(?:は|が|:|「|\s){1,3}(?P<value>[ぁ-ん]\s?[・.]{0,3}\d"
    r"(?:[\s\-の・]{0,2}\d){0,3})(?!\d)"
)


def plates(page: Page) -> Iterator[Hit]:
    """Number plates: Japanese ones by their form, others when they are named."""
    for match in _PLATE.finditer(page.digits.text):
        yield hit("plate", page.digits, match.span(), CHECKED)
    for match in _NAMED_PLATE.finditer(page.digits.text):
        yield hit("plate", page.digits, match.span("value"), LABELLED)
    for match in _FOREIGN_PLATE.finditer(page.digits.text):
        if len(match["value"]) >= 5:
            yield hit("plate", page.digits, match.span("value"), LABELLED)
