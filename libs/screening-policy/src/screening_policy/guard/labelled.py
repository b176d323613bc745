"""Numbers that a word beside them names: everything of the table, and what needs a second look."""

from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, NOT_A_UNIT, Hit, compiled, hit
from screening_policy.guard.labels import TABLE
from screening_policy.guard.spelling import Page

_PAIR = compiled(
    r"記号[\s:はが]{0,3}(?P<first>\d(?:[\s\-・]?\d){1,7})(?!\d).{0,8}?番号[^\d\n]{0,8}(?P<second>\d(?:[\s"
    r"\-]?\d){1,8})(?!\d)"
)
_PAIR_TURNED = compiled(
    r"番号[\s:はが]{0,3}(?P<second>\d(?:[\s\-]?\d){4,8})(?!\d).{0,8}?記号[^\d\n]{0,4}(?P<first>\d{3,8})(?!\d)"
)
_HEALTH = compiled("保険|被保険者|けんぽ|国保|社保")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_EXPIRY = compiled(
    r"(?:(?:有効)?期限|expir[a-z]{1,4}|(?<![a-z])exp\.?|(?:valid|good) (?:thru|until"
    r"|through))[\sは:がisdateonymy番号の、]{0,14}"
    r"(?P<value>\d{1,2}\s?[/\-年]\s?\d{2,4}月?|20\d\d\s?[/\-年]の?\s?\d{1,2}月?|\d{1,2}\s?月\s?\d{2,4}年?"
    r"|\d\d\s?年\s?\d{1,2}\s?月"
    rf"|(?:0[1-9]|1[0-2])\d\d|{_MONTH} '?\d{{2,4}})(?!\d)"
)
_EXPIRY_IN_BRACKETS = compiled(r"(?:期限|expir)[^\n。]{0,12}?[（(](?P<value>\d\d/\d\d)[)）]")
_COUNT = r"(?:\d|four|three|six|eight)"
_LAST = (
    compiled(
        rf"(?:末尾|(?:下|しも|末尾|最後の?|最終|末|後ろ|うしろ|お尻の?|おしりの?|ラスト|しっぽ|最初の|頭"
        rf"|先頭の?|上)\s?{_COUNT}\s?(?:桁|けた|ケタ"
        rf"|つ))\s?(?:だけ)?(?:言うと|いうと|書くと|番号|数字)?(?:は|が|の|を|:|、|\s){{0,3}}"
        rf"(?P<value>\d(?:[\s\-]?\d){{2,9}})(?!\d){NOT_A_UNIT}"
    ),
    compiled(rf"最後(?:は|が)(?P<value>\d{{3,4}})(?!\d){NOT_A_UNIT}"),
    compiled(r"(?<!\d)(?P<value>\d{3,6})(?:が|は)(?:末尾|最後|下\d桁|うしろ|頭|最初)"),
    compiled(r"(?<!\d)(?P<value>\d{4,6})(?:で|から)(?:始ま|終わ)"),
    compiled(
        rf"(?:ends?(?: in| with)?|ending(?: in| with)?|(?:start(?:s|ing)?|begin(?:s|ning)?)(?: with)?|(?:last"
        rf"|first) {_COUNT}(?: digits?)?"
        r"(?: (?:of|on|for) (?:my|the|that) [a-z]{3,10}(?: [a-z]{3,10})?)?)(?:\s|are|is|:|,){1,4}"
        r"(?P<value>\d(?:\s?\d){3,5})(?!\d)"
    ),
    compiled(r"(?:three|3) digits[^\n.\d]{0,24}?(?<!\d)(?P<value>\d{3})(?!\d)"),
    compiled(
        r"(?:3|三|みっ)\s?(?:桁|けた|ケタ|文字|つの?(?:数字|番号))[^\n。\d]{0,6}?(?P<value>\d{3})(?!\d)(?!円"
        r"|個)"
    ),
    compiled(r"4\s?(?:桁|けた|ケタ)(?:の(?:番号|数字))?(?:は|が)\s?(?P<value>\d{4})(?!\d)(?!円|年)"),
    compiled(r"署名欄[^\n。\d]{0,12}?(?P<value>\d{3})(?!\d)"),
    compiled(r"(?<!\d)(?P<value>\d{4}[\s\-]?(?:[\d*x•●]{2}[*x•●]{2}[\s\-]?){1,3}\d{3,4})(?!\d)"),
)
_PHONE = compiled(r"電話|携帯|phone|mobile|(?<![a-z])cell")
_CARD = compiled(
    r"カード|card|クレカ|裏(?:面)?の|セキュリティ ?コード|(?<![a-z])cv[vc]|visa|jcb|amex|アメックス|on the b"
    r"ack|\d{4}"
    r"[\s\-]?\d{4}[\s\-]?\d{4}|番号は\d{4}"
)
_SIGN = compiled(r"(?:(?<![a-z])no\.?\s?|第)\Z")
_PARTS_OF = (
    ("card_number", _CARD),
    ("phone", _PHONE),
    ("my_number", compiled(r"マイナ|個人番号|social|(?<![a-z])ssn")),
    ("licence", compiled("免許|licen[cs]e")),
    ("bank_account", compiled("口座|銀行|account|bank|(?<![a-z])acct")),
    ("employee_number", compiled("社員|学籍|employee|student")),
    ("passport", compiled("旅券|パスポート|passport")),
    ("points_card", compiled("会員|ポイント|診察券|member")),
    ("password", compiled("暗証|パスコード|passcode|(?<![a-z])pin(?![a-z])")),
    ("postal_code", compiled("郵便番号|post ?code|zip")),
)
_NEAR, _AFTER = 40, 20
_FREE_OF_CHARGE = ("0120", "0570", "0800")


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
    for match in (*_PAIR.finditer(folded), *_PAIR_TURNED.finditer(folded)):
        health = _HEALTH.search(folded, max(0, match.start() - _NEAR), match.start())
        for part in ("first", "second"):
            yield hit("my_number" if health else "bank_account", page.digits, match.span(part), LABELLED)
    for match in (*_EXPIRY.finditer(folded), *_EXPIRY_IN_BRACKETS.finditer(folded)):
        around = folded[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if _CARD.search(around):
            yield hit("card_number", page.digits, match.span("value"), LABELLED)
    yield from _last_digits(page)


def _last_digits(page: Page) -> Iterator[Hit]:
    """A part of a number counts like the whole."""
    folded = page.digits.folded
    for pattern in _LAST:
        for match in pattern.finditer(folded):
            before = max(0, match.start() - _NEAR)
            if match["value"].startswith(_FREE_OF_CHARGE):
                continue
            for kind, words in _PARTS_OF:
                if words.search(folded, before, match.end() + _AFTER):
                    yield hit(kind, page.digits, match.span("value"), LABELLED)
                    break
