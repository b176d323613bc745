"""Numbers that show what they are: cards, My Number, IBAN, postal codes, IP addresses, plates."""

import ipaddress
import re
from collections.abc import Iterator

from screening_policy.guard.hit import CHECKED, GAP, LABELLED, NEAR, SHAPED, Hit, compiled, digits_in, hit
from screening_policy.guard.places import PREFECTURES
from screening_policy.guard.spelling import Page, Spelling

_NO_DIGIT, _END = r"(?<![\d.])(?<!\d[\-,/])", r"(?![\-]?\d)"
_CARDS = re.compile(
    rf"{_NO_DIGIT}(?:[3-6]\d{{3}}{GAP}\d{{4}}{GAP}\d{{4}}{GAP}\d{{4}}|3[47]\d\d{GAP}\d{{6}}{GAP}\d{{5}}"
    rf"|3[0689]\d\d{GAP}\d{{6}}{GAP}\d{{4}}|[3-6]\d{{13,18}}|[3-6](?:[\s\-.]\d){{13,18}}+"
    rf"|[3-6]\d(?:[\s\-.]\d\d){{6,8}}){_END}"
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
        ends = [one.end() + match.start() for one in _WORD_END.finditer(match[0])]
        for end in reversed(ends):
            plain = re.sub(r"[ \-]", "", folded[match.start() : end])
            if len(plain) in _IBAN_LENGTHS and _iban(plain):
                yield hit("bank_account", page.digits, (match.start(), end), CHECKED)
                break


def _iban(plain: str) -> bool:
    moved = "".join(str(int(char, 36)) for char in plain[4:] + plain[:4])
    return int(moved) % 97 == 1


_PASSPORT = re.compile(r"(?<![a-z0-9])[tm][a-z]\s?\d{7}(?![a-z0-9])")


def passports(page: Page) -> Iterator[Hit]:
    """Passports of Japan by their form."""
    for match in _PASSPORT.finditer(page.digits.folded):
        if not _named(page.digits, match.start(), _GOODS):
            yield hit("passport", page.digits, match.span(), SHAPED)


_SPACED = r"\d(?:[と＋+\s\-ー−‐–.の、,()/_・]{0,3}+\d)"
_POST = r"(?:〒|郵便番号|ゆうびん(?:番号|ばんごう)|郵便|postal ?code|post ?code)"
_JAPANESE = r"\d{3}\s?[\-ー−‐–]\s?\d{4}(?!\d)(?!-\d)"
_LIVES = (
    r"(?:です|でした|だ(?:から|よ|った|。|$)|に住|在住|に引っ?越|に越し|に送|に届|宛|あて|で届"
    r"|のあたり|が自宅|なん(?:です|だ))"
)
_POSTAL = (
    compiled(rf"{_POST}[\s:、,はがもisの(・]{{0,6}}(?P<value>{_SPACED}{{6}})(?!\d)"),
    compiled(rf"{_POST}[^\d\n。]{{0,14}}(?P<value>\d{{3}}(?:[\-ー−‐–→]|\)-)?\d{{4}})(?!\d)"),
    compiled(
        r"(?<![\d\-])(?P<value>\d{3}[\-ー−‐–|→_]?\d{4})\s?(?:が|は|って|という|is|\()\s?(?:私の|うちの|自宅の"
        r"|実家の"
        r"|my\s)?(?:郵便番号|郵便|〒|postal ?code)"
    ),
    re.compile(rf"(?<![\d\-])(?P<value>{_JAPANESE})\s{{0,3}}(?:{PREFECTURES})"),
    re.compile(rf"\A\s*(?P<value>{_JAPANESE})\s*(?:\Z|{_LIVES})"),
    compiled(
        rf"(?:住まい|自宅|うち|実家|家|職場|届け先|送り先|宛先|勤務先)(?:は|:|が|の|\s){{1,3}}"
        rf"(?P<value>{_JAPANESE})\s?(?:{_LIVES}|$|[。、])"
    ),
    compiled(rf"(?<![\d\-])(?P<value>{_JAPANESE})\s?(?:に住|在住|に引っ?越)"),
    compiled(r"(?<![a-z])zip(?: ?code)?(?:\+4)?(?:'s)?[\s:is=]{0,5}(?P<value>\d{5}(?:-?\d{4})?)(?!\d)"),
    compiled(r"(?<!\d)(?P<value>\d{5}(?:-\d{4})?)(?:,|\s)\s?(?:that's|is|as)?\s?(?:my|the|our)?\s?zip"),
    compiled(
        r"(?:post ?code|postal ?code|postal)(?:'s|\s|:|is(?![a-z])){0,5}"
        r"(?P<value>[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2}|[a-z]\d[a-z]\s?-?\d[a-z]\d|\d{4,6})(?![a-z\d])"
    ),
    compiled(
        r"(?<![a-z\d])(?P<value>[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}|[a-z]\d[a-z] \d[a-z]\d)(?![a-z\d])"
        r"(?:,|\s)\s?(?:is|as)?\s?(?:my|the|our)\s?post"
    ),
)
_BARE_POSTAL = compiled(
    rf"(?<![\d\-/.a-su-z#])(?<![a-z]t)(?P<value>{_JAPANESE})(?!-?[a-z]|号機|\s?(?:km|円|個))"
)
_NOT_POSTAL = compiled(
    r"番号|コード|エラー|系統|品番|型番|注文|受付|予約|電話|tel|phone|call|fax|no\.|number|order|item"
    r"|ticket|ref"
    r"|model|(?<![a-z])id|isbn|伝票|管理|品名|商品|型|sku"
)
_LATIN_POSTAL = re.compile(
    r"(?<![A-Za-z\d])(?P<value>[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z][ -]\d[A-Z]\d)(?![A-Za-z\d])"
)
_ZIP_NEAR = (
    compiled(r"(?<!\d)(?P<value>\d{4})(?!\d) (?:is|as) (?:my|our|the) post ?code"),
    compiled(r"(?:eircode|post ?code)[^\n.!?]{0,16}?(?P<value>[a-z]\d[\dw]\s?[a-z\d]{4})(?![a-z\d])"),
    compiled(r"post ?code[^\n.!?]{0,16}?(?P<value>\d{4}\s?[a-z]{2})(?![a-z\d])"),
    compiled(
        r"(?<![a-z])zip(?! file|ped|lock)(?![a-z])[^\n.!?]{0,24}?(?<!\d)(?P<value>\d{5}(?:-\d{4})?)(?!\d)"
    ),
    compiled(r"(?<!\d)(?P<value>\d{5}(?:-\d{4})?)(?!\d)[^\n.!?]{0,20}?(?<![a-z])zip(?![a-z])"),
    compiled(
        r"(?:post(?:al)? ?code|ポストコード|plz|pin ?code|cep)[^\n.!?]{0,24}?(?P<value>(?<![a-z\d"
        r"])(?:[a-z]{1,2}-)?\d{4,6}(?:-\d{3})?)(?!\d)"
    ),
    compiled(
        r"post(?:al)? ?code[^\n.!?]{0,24}?(?P<value>[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}"
        r"|[a-z]\d[a-z]\s?\d[a-z]\d)(?![a-z\d])"
    ),
)


def postal_codes(page: Page) -> Iterator[Hit]:
    """Whole postal codes of Japan, the United States, Britain and Canada; the first digits alone pass."""
    for pattern in _POSTAL:
        for match in pattern.finditer(page.digits.folded):
            yield hit("postal_code", page.digits, match.span("value"), LABELLED)
    for match in _BARE_POSTAL.finditer(page.digits.folded):
        if not _named(page.digits, match.start(), _NOT_POSTAL, 14) and not match["value"].startswith("555"):
            yield hit("postal_code", page.digits, match.span("value"), NEAR)
    for match in _LATIN_POSTAL.finditer(page.digits.text):
        yield hit("postal_code", page.digits, match.span("value"), SHAPED)
    for pattern in _ZIP_NEAR:
        for match in pattern.finditer(page.digits.folded):
            yield hit("postal_code", page.digits, match.span("value"), NEAR)


_DOT = r"(?:[\s、]{0,2}(?:\.|・|·|。|\[\.\]|\(\.\)|[\[(]dot[\])]|dot|point|ドット|点|てん)[\s、]{0,2})"
_OCTET = r"\d{1,3}"
_PORT = r"(?:\s?:\s?\d{2,5}|/\d{1,2}(?!\d))?"
_V4 = compiled(rf"(?<![\d.])({_OCTET}){_DOT}({_OCTET}){_DOT}({_OCTET}){_DOT}({_OCTET}){_PORT}(?!\.?\d)")
_NAMED_V4 = compiled(
    rf"(?:(?<![a-z])ip(?:v4)?(?:config)?(?![a-z])|アイピー)(?:アドレス|\s|address|は|が|:|=|→|is|の|番号|、"
    rf"|したら){{0,5}}"
    rf"(?P<value>{_OCTET}(?:[\s\-_,、/・.の:;]{{1,3}}{_OCTET}){{3}})(?!\d)"
    rf"|(?<!\d)(?P<value2>{_OCTET}(?:[\s\-_,、/:;]{{1,3}}{_OCTET}){{3}})\s?(?:が|は"
    rf"|is|\s)\s?(?:うちの|私の|自分の|(?:my|the|our) (?:[a-z]{{2,12}}(?:'s)? )?)?(?:ip(?![a-z])|アイピー)"
    rf"|(?<![\d\-.])(?P<value3>{_OCTET}(?:-{_OCTET}){{3}})(?=\.[a-z])"
)
_IP_HEAD = compiled(
    r"(?<![a-z])ip(?:v4)?(?![a-z])[^\n。]{0,12}?(?:頭|最初|前半|はじめ|上|末尾|最後|後半|starts? with"
    r"|ends? with|begins? with)"
    r"[\sはがの、:]{0,3}(?P<value>\d{1,3}\.\d{1,3})(?![\d.])"
)
_SPACED_V4 = compiled(r"(?<![\d.\-])\d(?:-\d){0,2}(?:\s?\.\s?\d(?:-\d){0,2}){3}(?![\d\-])")
_HALVES = compiled(
    r"(?<![a-z])ip(?:v4)?(?![a-z])[^\n。]{0,16}?(?P<value>\d{1,3}\.\d{1,3})(?![\d.])[^\d\n]{1,14}(?P<valu"
    r"e2>\d{1,3}\.\d{1,3})(?![\d.])"
)
_V6 = re.compile(
    r"(?<![0-9a-z])(?<![0-9a-f]:)(?<!::)(?!:[^:])(?=[0-9a-f]{0,4}\s?:)(?:[0-9a-f]{1,4}(?![0-9a-z])"
    r"|\s?:\s?){3,24}(?![0-9a-z:])"
)
_MAC = re.compile(
    r"(?<![0-9a-z])(?:[0-9a-f]{2}(?:\s?[:\-]\s?[0-9a-f]{2}){5}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2})(?![0-9a-z])"
)
_NAMED_MAC = compiled(
    r"(?:(?<![a-z])mac(?![a-z])|マック)(?:アドレス|\s|address|は|が|:|is){0,5}"
    r"(?P<value>[0-9a-f]{2}(?:[\s:\-.]{0,2}[0-9a-f]{2}){5})(?![0-9a-z])"
)
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
        if max(octets) <= 255 and "点、" not in match[0] and (named or (max(octets) >= 10 and not version)):
            yield hit("ip_address", page.digits, match.span(), LABELLED if named else SHAPED)
    for match in _NAMED_V4.finditer(folded):
        yield hit("ip_address", page.digits, match.span(match.lastgroup or 0), LABELLED)
    for match in _SPACED_V4.finditer(folded):
        if "-" in match[0]:
            yield hit("ip_address", page.digits, match.span(), SHAPED)
    for match in _IP_HEAD.finditer(folded):
        yield hit("ip_address", page.digits, match.span("value"), LABELLED)
    for match in _HALVES.finditer(folded):
        for part in ("value", "value2"):
            yield hit("ip_address", page.digits, match.span(part), LABELLED)
    for match in _V6.finditer(folded):
        if _v6("".join(match[0].split())):
            yield hit("ip_address", page.digits, match.span(), CHECKED)
    for match in _MAC.finditer(folded):
        plain = re.sub(r"[:\-.\s]", "", match[0])
        if not plain.isdecimal() or _named(page.digits, match.start(), _MAC_LABEL):
            yield hit("ip_address", page.digits, match.span(), CHECKED)
    for match in _NAMED_MAC.finditer(folded):
        yield hit("ip_address", page.digits, match.span("value"), LABELLED)


def _v6(text: str) -> bool:
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return int(address) > 0xFFFF and (text.count(":") >= 3 or "::" in text)
