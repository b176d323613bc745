"""Names by the frame that they fill: what a badge says, who does what at a desk, how a name is spelt."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import HAN, SHAPED
from screening_policy.guard.names import (
    FAMILY,
    FAMILY_LATIN,
    FAMILY_READ,
    GIVEN,
    GIVEN_JAPANESE,
    hiragana,
    is_known,
)

_CAP = r"[A-Z][\w'’\-]{1,20}"
_NAME = (
    rf"(?:{HAN}{{1,4}}[ ・]?(?:{HAN}{{1,3}}|[ぁ-ん]{{2,4}}|[ァ-ヶー]{{2,6}})?"
    rf"|[ァ-ヶー]{{2,8}}(?:[ ・][ァ-ヶー]{{2,8}})?"
    rf"|(?:[A-Z]\.\s?)?{_CAP}(?:\s{_CAP})?)"
)
_PLACE = (
    "(?:名札|表札|署名欄?|サイン欄?|印鑑|宛名欄?|宛先|領収書|封筒|伝票|送り状|箱|荷物|名刺|レシート"
    "|(?:担当者|氏名|名前|受取)欄)"
)
_WRITTEN = re.compile(
    rf"{_PLACE}(?:の(?:名前|名義|宛名|欄))?(?:に(?:は|も)?|を|が|は|の)、?[「『]?(?P<value>{_NAME})[」』]?\s?"
    r"(?=(?:様|さま|殿)?(?:と(?:あ|書|記|印|載|入|表)|に(?:し|変|直|訂|修)|って(?:あ|書)|の(?:判|印)"
    r"|(?<=」)(?:を|が|さん|で)))"
)
_ROLE = (
    r"(?:nurse|clerk|driver|manager|receptionist|agent|assistant|cashier|doctor|dentist|engineer|technician"
    r"|waiter|waitress|barista|officer|adviser|advisor|rep|operator|plumber|courier|teacher|lady|guy|man"
    r"|woman)"
)
_IN_OFFICE = re.compile(
    rf"\b(?i:the|a|an|my|our|your)\s(?:\w{{2,12}}\s)?{_ROLE},?\s(?:(?i:called"
    rf"|named)\s)?(?P<value>(?P<first>{_CAP})\s{_CAP})"
)
_POLITE = re.compile(
    r"(?<![A-Za-z])(?P<value>(?P<first>[A-Za-z]{2,15})[ _・.](?P<last>[A-Za-z]{2,15}))\s?(?:様(?!様)|さま"
    r"|殿|さん)"
)
_EXPLAINED = re.compile(
    r"(?:名前|氏名|名字|苗字|姓|名|漢字)(?:は|が|を|の漢字は)?[^\n。「]{0,16}?(?P<value>「[^」\n]{1,6}」(?:"
    r"の(?:字|.))?"
    r"(?:に|と|、|の)\s?「[^」\n]{1,6}」)(?=と書|です|で、|の字|、|。)"
)
_WHICH_LETTER = re.compile(
    r"(?<![ぁ-ん一-鿿])(?P<value>(?P<name>[ぁ-んァ-ヶー]{2,5}"
    r"|[一-鿿]{2,3})の「?(?P<part>[ぁ-んァ-ヶー]{1,3}|[一-鿿])」?(?:の字)?は"
    r"[^、。\n]{1,14}?(?:の|い方の|しい)「?[一-鿿]」?)(?=[、。]|で|$)"
)
_WRITTEN_SO = re.compile(
    r"(?:名前|名字|苗字|下の名)(?:は|が)(?P<value>[^、。\n]{2,16}と書いて、?(?P<reading>[ぁ-んァ-ヶー]{2,6}"
    r"))(?=です|と|だ|、|。|$)"
)
_FOR = re.compile(
    r"(?<![A-Za-z])(?:[A-Z],? ){0,4}[A-Z] (?:for|as in|like) [A-Za-z]{3,12}"
    r"(?:,? (?:and )?[A-Z](?: (?:for|as in|like) [A-Za-z]{3,12})?(?![A-Za-z])){2,20}"
)
_CALLED_SO = re.compile(
    r"呼ばれ(?:ている|てる|る|た|ています)(?P<value>[一-鿿]{1,3}|[ぁ-ん]{2,4}|[ァ-ヶー]{2,5})(?=です"
    r"|と(?:申|いい))"
)
_SPELT_AFTER = re.compile(
    r"(?:,|\s?[\-–(])\s?(?:(?:that's|spelled|spelt|i\.?e\.?)\s)?(?P<again>[A-Za-z]{2,20})(?![A-Za-z])"
)
_SLASHED = re.compile(r"姓(?P<value>[一-鿿々]{1,4})/名(?P<value2>[一-鿿々]{1,3}|[ぁ-ん]{2,4})(?![一-鿿々])")
_SPELT_OUT = re.compile(
    rf"(?P<value>{_CAP}),? (?:that's |is )?(?:spelled"
    rf"|spelt)[:,]? (?P<value2>[A-Z](?:[,.\-]? ?[A-Z]){{2,20}})(?![A-Za-z])"
)
_GIVEN_AFTER = re.compile(
    r"[、・/](?P<given>[ぁ-ん]{2,4}|[ァ-ヶー]{2,5}|[一-鿿]{2,3})(?=です|と(?:読|書|申|いい)|。|$)"
)
_FAMILY_THEN_GIVEN = re.compile(
    r"(?:姓|氏|名字|苗字)\s?[は:→=]\s?(?P<value2>[^\s。、/]{1,8})[、,\s/]{1,2}(?:名|名前"
    r"|下の名前)\s?[は:→=]\s?(?P<value>[一-鿿ぁ-んァ-ヶー]{1,6})"
    r"(?=です|だ|と|。|、|\s|$)"
)


def framed_names(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, rank) of each."""
    for match in _WRITTEN.finditer(text):
        if is_known(match["value"]) or match["value"].isascii():
            yield (*match.span("value"), SHAPED)
    for match in _IN_OFFICE.finditer(text):
        if match["first"].lower() in GIVEN:
            yield (*match.span("value"), SHAPED)
    for match in _POLITE.finditer(text):
        if {match["first"].lower(), match["last"].lower()} & (GIVEN | FAMILY_LATIN):
            yield (*match.span("value"), SHAPED)
    for match in _CALLED_SO.finditer(text):
        if is_known(match["value"]):
            yield (*match.span("value"), SHAPED)
    for match in _WHICH_LETTER.finditer(text):
        if match["part"] in match["name"] and hiragana(match["name"]) in FAMILY_READ | FAMILY:
            yield (*match.span("value"), SHAPED)
    for match in _WRITTEN_SO.finditer(text):
        if hiragana(match["reading"]) in GIVEN_JAPANESE | FAMILY_READ:
            yield (*match.span("value"), SHAPED)
    for pattern in (_EXPLAINED, _FAMILY_THEN_GIVEN, _SLASHED, _SPELT_OUT):
        for match in pattern.finditer(text):
            for part in match.groupdict():
                yield (*match.span(part), SHAPED)
    for match in _FOR.finditer(text):
        yield (*match.span(), SHAPED)


def with_more(text: str, start: int, end: int) -> int:
    """Where a name ends with its letters (Hughes, H-U-G-H-E-S) or a given name (もり、ひさこ) after it."""
    again, given = _SPELT_AFTER.match(text, end), _GIVEN_AFTER.match(text, end)
    if again and again["again"].lower() in text[start:end].lower().split():
        return again.end()
    return given.end() if given and hiragana(given["given"]) in GIVEN_JAPANESE else end
