"""Dates of birth and birthdays in every calendar; other dates, and a year or a month alone, pass."""

from collections.abc import Iterator

from screening_policy.guard.hit import CHECKED, LABELLED, Hit, compiled, hit
from screening_policy.guard.spelling import Page

_YEAR = r"(?:1\s?[89]|2\s?0)\s?\d\s?\d"
_TWO = r"\d(?:\s?\d)?"
_ERA = r"(?:明治|大正|昭和|平成|令和|(?<![a-z])[mtshr]\.?)\s?(?:元|\d(?:\s?\d)?)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ORDINALS_LIST = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
"""
_ORDINALS = _ORDINALS_LIST.split()
_ORDINAL = rf"(?:(?:twenty|thirty)[\s\-])?(?:{'|'.join(_ORDINALS)})"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})"
_SAID_YEAR = r"(?:nineteen|twenty|two thousand)(?:[\s\-](?:and\s)?[a-z]{3,9}){0,2}"
_SEP = r"\s?[./\-]\s?"
_JAPANESE = rf"{_TWO}\s?月\s?{_TWO}\s?日"
_FULL = (
    rf"{_YEAR}\s?年の?\s?{_JAPANESE}|{_ERA}\s?年の?\s?{_JAPANESE}|{_ERA}{_SEP}{_TWO}{_SEP}{_TWO}(?!\d)"
    rf"|(?<!\d){_YEAR}{_SEP}{_TWO}{_SEP}{_TWO}(?!\d)|(?<!\d)\d{{1,2}}{_SEP}\d{{1,2}}{_SEP}(?:\d\d)?\d\d(?!\d)"
    rf"|(?<!\d)(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d(?!\d)"
    rf"|(?:the )?{_DAY}(?: of)? {_MONTH},? (?:\d{{4}}|{_SAID_YEAR})|{_MONTH} (?:the )?{_DAY},? (?:\d{{4}}"
    rf"|{_SAID_YEAR})"
)
_PARTIAL = (
    rf"{_JAPANESE}|(?<!\d)\d{{1,2}}/\d{{1,2}}(?![\d/])|(?:the )?{_DAY}(?: of)? {_MONTH}(?![a-z])"
    rf"|{_MONTH} (?:the )?{_DAY}(?![\da-z])"
)
_BORN = (
    r"(?:生年月日|誕生日|たんじょうび|バースデー|バースデイ|生まれは|うまれは|date of birth|birth ?date"
    r"|(?<![a-z])d\.?o\.?b\.?(?![a-z])"
    r"|birthday|b-?day|born(?: on)?)(?:\s|は|が|:|=|→|、|,|-|is|was|on|\(|（|西暦|いま){0,6}"
)
_AFTER = (
    r"\s?(?:に?(?:生まれ|うまれ)|生(?![一-鿿])|が?(?:私の|僕の)?(?:誕生日|生年月日)|\s?is (?:my "
    r"|the )?(?:birth|dob|date of birth))"
)
_PATTERNS = (
    compiled(rf"{_BORN}(?P<value>{_FULL})"),
    compiled(rf"{_BORN}(?P<value>{_PARTIAL})(?!\s?(?:に|の?朝|の?夜)(?:買|行|予約|届))"),
    compiled(rf"(?P<value>{_FULL}){_AFTER}"),
    compiled(rf"(?P<value>{_PARTIAL}){_AFTER}"),
)
_ALONE = compiled(
    rf"\A\s*(?P<value>(?:明治|大正|昭和|[mts]\.?)\s?(?:元|\d{{1,2}})(?:\s?年\s?{_JAPANESE}"
    rf"|{_SEP}{_TWO}{_SEP}{_TWO})"
    rf"|(?:19[2-9]\d|200\d)(?:年\s?{_JAPANESE}|{_SEP}{_TWO}{_SEP}{_TWO}))\s*(?:です|生)?[。.]?\s*\Z"
)


def birth_dates(page: Page) -> Iterator[Hit]:
    """Dates that are said to be of a birth, and one of the last century that is the whole answer."""
    for spelling in (page.digits, page.words):
        for pattern in _PATTERNS:
            for match in pattern.finditer(spelling.folded):
                yield hit("birth_date", spelling, match.span("value"), LABELLED)
        alone = _ALONE.match(spelling.folded)
        if alone:
            yield hit("birth_date", spelling, alone.span("value"), CHECKED)
        if page.words is page.digits:
            break
