"""Numbers that a word beside them names: everything of the table, and what needs a second look."""

from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, Hit, compiled, hit
from screening_policy.guard.labels import TABLE
from screening_policy.guard.spelling import Page

_PAIR = compiled(
    r"記号[\s:はが]{0,3}(?P<first>\d{2,8})(?!\d).{0,8}?番号[^\d\n]{0,8}(?P<second>\d(?:[\s\-]?\d){3,8})(?!\d)"
)
_HEALTH = compiled("保険|被保険者")
_EXPIRY = compiled(
    r"(?:(?:有効)?期限|expir[a-z]{1,4}|(?<![a-z])exp\.?|valid (?:thru|until))[\sは:がisdate]{0,8}"
    r"(?P<value>\d{1,2}\s?[/\-年]\s?\d{2,4}月?|20\d\d\s?[/\-年]\s?\d{1,2}月?)(?!\d)"
)
_LAST = compiled(
    r"(?:下|しも|末尾|最後の|末|後ろ)\s?(?:4\s?(?:桁|けた|つ))?\s?(?:は|が|:|\s){0,3}(?P<value>\d(?:\s?\d){3})(?!\d)"
    r"|(?:ends?(?: in| with)?|ending(?: in| with)?|last (?:4|four)(?: digits)?(?: of (?:my|the"
    r"|that) (?:card|phone|number))?)(?:\s|are|is|:){1,4}"
    r"(?P<value2>\d(?:\s?\d){3})(?!\d)"
)
_PHONE = compiled(r"電話|携帯|phone|mobile|(?<![a-z])cell")
_CARD = compiled(r"カード|card|クレカ|visa|jcb|amex|アメックス|\d{4}[\s\-]?\d{4}[\s\-]?\d{4}|番号は\d{4}")
_SIGN = compiled(r"(?:(?<![a-z])no\.?\s?|第)\Z")
_PARTS_OF = (
    ("card_number", _CARD),
    ("phone", _PHONE),
    ("my_number", compiled(r"マイナ|個人番号|social|(?<![a-z])ssn")),
    ("licence", compiled("免許|licen[cs]e")),
    ("bank_account", compiled("口座|account|bank")),
    ("employee_number", compiled("社員|学籍|employee|student")),
)
_NEAR, _AFTER = 40, 12


def find(page: Page) -> Iterator[Hit]:
    """Numbers with their words before or after them."""
    folded = page.digits.folded
    for label in TABLE:
        if not label.named.search(folded):
            continue
        for pattern in (label.after, label.before):
            for match in pattern.finditer(folded):
                start, end = match.span("value")
                sign = _SIGN.search(folded, max(0, start - 4), start)
                yield hit(label.kind, page.digits, (sign.start() if sign else start, end), LABELLED)
    for match in _PAIR.finditer(folded):
        health = _HEALTH.search(folded, max(0, match.start() - _NEAR), match.start())
        for part in ("first", "second"):
            yield hit("my_number" if health else "bank_account", page.digits, match.span(part), LABELLED)
    for match in _EXPIRY.finditer(folded):
        around = folded[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if _CARD.search(around):
            yield hit("card_number", page.digits, match.span("value"), LABELLED)
    yield from _last_digits(page)


def _last_digits(page: Page) -> Iterator[Hit]:
    """A part of a number counts like the whole."""
    folded = page.digits.folded
    for match in _LAST.finditer(folded):
        before = max(0, match.start() - _NEAR)
        for kind, words in _PARTS_OF:
            if words.search(folded, before, match.end() + _AFTER):
                span = match.span("value" if match["value"] else "value2")
                yield hit(kind, page.digits, span, LABELLED)
                break
