"""English addresses: streets with their numbers, and Japanese addresses in Latin letters."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, SHAPED, Hit, hit
from screening_policy.guard.spelling import Page, Spelling

_SUFFIX = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Way|Place|Pl|Terrace"
    r"|Parkway|Pkwy|Square|Sq"
    r"|Crescent|Close|Gardens|Highway|Hwy|Circle|Grove|Hill|Row|Walk|Mews|Alley)"
)
_NAME = r"[A-Z0-9][\w'’.]{0,20}"
_FLAT = (
    r"(?:(?i:block|building|bldg|tower|house)\s\w{1,3},\s)?(?i:Flat|Apt\.?|Apartment|Unit|Suite|Room"
    r"|#)\s?\w{1,5}(?:/\w{1,2})?"
)
_TAIL = (
    rf"(?:,?\s{_FLAT})?(?:,\s?[A-Z][A-Za-z'’\-]{{1,20}}(?!\w)(?:\s[A-Z][A-Za-z'’\-]{{1,20}}"
    rf"(?!\w)){{0,2}}){{0,3}}"
    r"(?:(?:,?\s[A-Z]{2,3}(?!\w))?,?\s(?:\d{4}(?!\d)|\d{6}(?!\d)|\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[\dA-Z]? ?\d[A"
    r"-Z]{2}|〒?\d{3}-\d{4})"
    r"|,\s[A-Z]{2}(?!\w))?"
)
_TENS = "(?:[Tt]wenty|[Tt]hirty|[Ff]orty|[Ff]ifty|[Ss]ixty|[Ss]eventy|[Ee]ighty|[Nn]inety)"
_WORD = (
    "(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve"
    "|[Tt]hirteen"
    f"|[Ff]ourteen|[Ff]ifteen|[Ss]ixteen|[Ss]eventeen|[Ee]ighteen|[Nn]ineteen|{_TENS}(?:[- ][a-z]{{3,5}})?)"
)
_STREET = re.compile(
    rf"(?<![\w.,$£€¥#])(?:{_FLAT},?\s)?(?:\d{{1,5}}[A-Za-z]?(?:[\-/]\d{{1,4}})?"
    rf"|(?:[Nn]umber\s|[Nn]o\.?\s)?{_WORD}(?:[ -]{_WORD})?),?\s(?:{_NAME}\s){{1,4}}{_SUFFIX}\b\.?{_TAIL}"
)
_PLAIN_STREET = re.compile(
    rf"(?:live at|living at|address is|address:|ship(?:ped)? to|send (?:it )?to|deliver(?:ed)? to)\s"
    rf"(?P<value>\d{{1,5}}[a-z]?\s(?:[a-z'.]{{1,20}}\s){{1,3}}{_SUFFIX.lower()}\b[^.!?\n]{{0,60}})"
)
_CITY_WORD = r"[A-Z][A-Za-z]{1,20}(?:[-\s]?(?:ku|shi|cho|machi|gun|mura|City|Ward))(?![a-z])"
_ROMAJI = re.compile(
    rf"(?<![\w\-])(?:{_FLAT},?\s)?(?:[A-Z][a-z]{{2,15}}\s[A-Z][a-z]{{2,15}}(?:\s\d{{1,4}})?,\s)?"
    r"\d{1,4}(?:-\d{1,4}){1,3},?\s[A-Z][A-Za-z\-]{2,20}(?:\s[A-Z][A-Za-z\-]{2,20})?"
    r"(?:,\s?[A-Z][A-Za-z]{1,20}(?:-?(?:ku|shi|cho|machi|gun|mura|City|Ward))?){1,3}(?:,?\s〒?\d{3}-\d{4})?"
)
_BLOCK_FIRST = re.compile(
    r"(?<![\w\-])[A-Z][A-Za-z\-]{3,20},?\s\d{1,4}(?:-\d{1,4}){1,3},\s"
    rf"{_CITY_WORD}(?:,\s[A-Z][A-Za-z]{{2,20}}){{0,2}}"
)
_REVERSED = re.compile(
    rf"(?<![\w\-])(?:[A-Z][a-z]{{2,15}},?\s){{0,2}}{_CITY_WORD},?\s"
    r"(?:[A-Z][A-Za-z\-]{1,20},?\s){0,3}\d{1,4}(?:-\d{1,4}){1,3}(?:,?\s(?:#|Room|Apt\.?)?\s?\d{1,4})?"
)
_BEFORE_POSTCODE = re.compile(
    r"(?<!\w)(?:[A-Z0-9][\w'’.\-/]{0,20}(?:\s[A-Z][\w'’.\-/]{0,20}){0,4},\s){1,4}[A-Z][A-Za-z]{2,20}(?:\s[A-"
    r"Z][A-Za-z]{2,20})?,?\s"
    r"(?:[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}|[A-Z]{2} \d{5}|[A-Z]{2,3} \d{4}|\d{6})(?![\w])"
)
_BOX = re.compile(
    r"(?i:p\.?\s?o\.?\s?box)\s\d{1,6}(?:,\s?[A-Z][A-Za-z]{1,20}(?:\s[A-Z][a-z]{1,20})?){0,2}(?:,?\s[A-Z]{"
    r"2})?(?:\s\d{5}(?:-\d{4})?)?"
)
_LOWER = re.compile(
    r"(?<![\w.,$£€¥#])\d{2,5}[a-z]?\s(?!minutes?|hours?|miles?|years?|people|meters?|yards?|feet|way"
    r"|lane|cars?)"
    r"(?:[a-z'.]{2,20}\s){1,2}(?:street|avenue|ave|road|boulevard|blvd|crescent|terrace)(?![a-z])"
    r"(?:,?\s(?:apt|unit|flat|suite|#)\.?\s?\w{1,5})?(?:,\s[a-z]{3,20}(?:\s[a-z]{3,20})?)?"
)
_PARTS = re.compile(
    r"(?<!\w)(?:(?:House|Flat|Plot|Block|Lane|Sector|Road|Street|Box|Rural Route|RR|Route"
    r"|Building|Bldg|Floor|Apt|Unit|Villa|Lot|No)\.?"
    r"\s(?:No\.?\s)?\d{1,4}[A-Z]?,\s){2,4}[A-Z][a-z]{2,20}(?:,\s[A-Z][a-z]{2,20}){0,2}"
    r"|(?<!\w)(?:(?:House|Flat|Plot|Block|Lane|Sector|Road|Street)\s\d{1,4}[A-Z]?,\s){2}(?:Sector|Block"
    r"|Road|Lane)\s\d{1,3}(?:,\s[A-Z][a-z]{2,20}){0,2}"
)
_EUROPE = re.compile(
    r"(?<!\w)(?:Via|Viale|Piazza|Corso|Calle|Rua|Plaza|Avenida|Rue) (?:[a-z]{2,4} )?[A-Z][\w'’]{2,20}(?: "
    r"[A-Z][\w'’]{2,20})?,? \d{1,4}(?![\d.])(?:, \d{4,5} [A-Z][\w\-]{2,20})?"
    rf"|(?<!\w){_FLAT},\s\d{{1,4}}\s(?:[A-Z][a-z'’]{{2,15}}\s){{0,2}}[A-Z][a-z'’]{{2,15}}(?:,\s[A-Z][a-z]"
    rf"{{2,15}}){{0,2}}"
    rf"|(?<!\w){_FLAT},\s(?:[A-Z][a-z'’]{{2,15}}\s?){{1,3}},\s(?:[A-Z][a-z'’]{{2,15}}\s){{1,2}}{_SUFFIX}\b"
    r"|(?<![\w.,])\d{1,4}(?:bis|ter)?,?\s(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Vv]ia|[Cc]alle|[Pp]lace"
    r"|[Qq]uai)\s(?:[\w'’\-]{1,20}\s?){1,4}"
    r"(?:,\s\d{4,5}\s[A-Z][\w\-]{2,20})?"
    r"|[A-Z][\wäöüß\-]{2,24}(?:straße|strasse|str\.|weg|gasse|platz|allee)\s\d{1,4}[a-z]?(?:,\s\d{4,5}\s["
    r"A-Z][\w\-]{2,20})?"
)
_LABELLED = re.compile(
    rf"(?i:(?:my|home|mailing|shipping|postal|street)\saddress(?:\sis|:)|(?:^|\n)\s?address\s?:)\s{{0,3}}"
    rf"(?P<value>(?:{_FLAT}|No\.?\s?\d|\d{{1,5}})[^.!?\n]{{0,20}},[^.!?\n]{{3,80}})"
)


_IN_FRONT = re.compile(
    r"(?:(?:H\.?\s?No|Unit|Blk|Block|Plot|Door No|Flat|Shop|#)\.?\s?[\w\-/]{0,7},?\s){1,3}\Z|(?:H\.?\s?No"
    r"|#)\.?\s?\Z"
)
_FRONT = 36


def english_addresses(page: Page) -> Iterator[Hit]:
    """Streets, blocks and boxes, and what follows "my address is"."""
    for spelling in {id(one): one for one in (page.words, page.digits)}.values():
        yield from _streets(spelling)
    for match in _PLAIN_STREET.finditer(page.words.folded):
        yield hit("address", page.words, match.span("value"), LABELLED)
    for match in _LABELLED.finditer(page.words.text):
        yield hit("address", page.words, match.span("value"), LABELLED)


def _streets(spelling: Spelling) -> Iterator[Hit]:
    text = spelling.text
    for pattern in (
        _STREET,
        _BEFORE_POSTCODE,
        _ROMAJI,
        _BLOCK_FIRST,
        _REVERSED,
        _BOX,
        _PARTS,
        _EUROPE,
        _LOWER,
    ):
        for match in pattern.finditer(text):
            front = _IN_FRONT.search(text, max(0, match.start() - _FRONT), match.start())
            yield hit("address", spelling, (front.start() if front else match.start(), match.end()), SHAPED)
