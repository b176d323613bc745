"""Numbers and secrets that a word beside them names: a table of label and value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from screening_policy.guard.hit import LABELLED, LINK, NOT_A_UNIT, Hit, compiled, hit, number
from screening_policy.guard.spelling import Page

_CODE = r"(?=[a-z\-\s]{0,6}+\d)[a-z]{0,4}[\s\-]?"
_MINE = r"(?:私|僕|俺|わたし|自分|my|the|our|振込先)?\s?の?\s?"
_IS = r"\s?(?:が|は|=|→|\bis\b|\bwas\b)\s?"


@dataclass(frozen=True, slots=True)
class Label:
    """A value of this kind stands after one of these words, or before them ("… is my …", 〜が…)."""

    kind: str
    words: str
    value: str
    named: re.Pattern[str] = field(init=False)
    after: re.Pattern[str] = field(init=False)
    before: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        value = rf"(?P<value>{self.value}){NOT_A_UNIT}"
        object.__setattr__(self, "named", compiled(self.words))
        object.__setattr__(self, "after", compiled(rf"(?:{self.words}){LINK}{value}"))
        object.__setattr__(
            self, "before", compiled(rf"(?<![a-z0-9\-])(?P<value>{self.value}){_IS}{_MINE}(?:{self.words})")
        )


_ALNUM = r"(?=(?:[a-z\-]{0,8}\d){4})[a-z0-9]{2}[a-z0-9\-]{3,18}(?![a-z0-9])"

_TABLE = (
    Label(
        "my_number",
        "マイナンバー(?:カード)?|まいなんばー|マイナ(?!ンバー|ポイント|保険|ス)|個人番号|通知カード(?:の12桁)?"
        "|individual number|my number card",
        number(8, 13),
    ),
    Label("my_number", "my number", number(12, 12)),
    Label("my_number", r"(?<![a-z])ssn|social (?:security|insurance)(?: number)?", number(9, 9)),
    Label("my_number", "(?:保険証|被保険者証)の?記号", number(3, 8)),
    Label("my_number", "年金番号|被保険者番号|保険証|保険の?番号|記号番号", number(6, 12)),
    Label("passport", "パスポート|旅券|passport", rf"[a-z]\s?[a-z]?[\s\-]?{number(6, 8)}|{number(9, 9)}"),
    Label("passport", "パスポート|旅券|passport", r"(?=(?:[a-z]{0,3}\d){4})[a-z][a-z0-9]{7,8}(?![a-z0-9])"),
    Label(
        "licence",
        "(?:免許|めんきょ)(?:証|しょう)?|(?<![a-z])licen[cs]e|(?<![a-z])dl(?= ?#)",
        number(12, 12) + "号?",
    ),
    Label("licence", "licen[cs]e (?:number|no\\b|#)", r"[a-z]\d{3,4}(?:[\s\-]?\d){3,12}(?!\d)"),
    Label(
        "licence",
        "driv(?:er|ing)'?s? licen[cs]e|(?<![a-z])dl(?= ?#)",
        rf"[a-z]?{number(7, 16)}|[a-z9]{{5}}\d{{6}}[a-z0-9]{{5}}(?![a-z0-9])|{_ALNUM}",
    ),
    Label(
        "bank_account",
        "口座(?:番号|ナンバー|no)?|こうざ(?:番号|ばんごう)?|普通(?:預金)?|当座(?:預金)?|普\\)",
        number(6, 8),
    ),
    Label("bank_account", r"(?:bank )?(?:account|acct|a/c) ?(?:number|no\b|num\b|#)\.?", number(6, 14)),
    Label("bank_account", "bank account", number(6, 14)),
    Label("bank_account", "支店(?:番号|コード|番)", number(3, 3)),
    Label("bank_account", "routing(?: number)?", number(9, 9)),
    Label("bank_account", "sort ?code", number(6, 6)),
    Label(
        "points_card",
        r"ポイント ?カード|(?<![a-z])[td] ?カード|ポンタ"
        r"|(?<![a-z])(?:ponta|nanaco|waon|edy)(?![a-z])|ナナコ|ワオン"
        r"|loyalty(?: card)?|frequent.?flyer|rewards? (?:card|number)"
        r"|mileage (?:number|no)|マイレージ|マイル(?=番号)",
        rf"(?:{_CODE})?{number(8, 19)}",
    ),
    Label(
        "points_card",
        r"会員証?の?(?:番号|ばんごう|id|no)|メンバー(?:シップ)?(?:番号|id)|お得意様番号|お客様番号"
        r"|診察券(?:の番号|番号)"
        r"|member(?:ship)? ?(?:number|no\b|id\b|#)\.?",
        rf"(?:{_CODE})?{number(4, 19)}",
    ),
    Label(
        "employee_number",
        r"(?:社員|従業員|職員|スタッフ|学籍|学生|学生証|生徒|受験)(?:証の)?(?:番号|id|no|コード|ナンバー)"
        r"|(?:employee|staff|student|worker|payroll|personnel|matriculation) ?(?:number|no\b|id\b|#)\.?",
        rf"(?=(?:[a-z\-\s]{{0,6}}+\d){{3}})\d?[a-z]{{0,4}}[\s\-]?{number(3, 12)}(?:[a-z]\d{{2,6}})?"
        rf"|(?=[a-z]{{0,8}}\d?[a-z]{{0,8}}[\d._\-])[a-z0-9][a-z0-9._\-]{{4,15}}(?![a-z0-9])",
    ),
    Label(
        "card_number",
        r"(?:クレジット|デビット|(?<!ポイント)(?<!会員)(?<!ポンタ)(?<![td])(?<![td] ))カード"
        r"(?:番号|ばんごう|の番号)?|クレカ"
        r"|credit card|debit card",
        number(12, 19),
    ),
    Label(
        "card_number",
        r"(?<![a-z])(?<!points )(?<!loyalty )(?<!member )(?<!membership )(?<!rewards )card"
        r"|(?<![a-z])(?:amex|visa|mastercard|jcb)",
        number(14, 19),
    ),
    Label("card_number", r"セキュリティ ?コード|(?<![a-z])cv[vc]2?|security code", number(3, 4)),
    Label("ip_address", r"(?<![a-z])imei", number(14, 16)),
    Label(
        "password",
        r"暗証(?:番号|ばんごう|コード)?|(?<![a-z])pin(?: ?(?:code|number|コード|no))?|パスコード|passcode"
        r"|(?:認証|確認|ワンタイム|セキュリティ)(?:コード|パスワード|パス|番号)|ワンタイム"
        r"|(?:one.?time|verification|security|confirmation|2fa|otp) ?(?:code|pass(?:word|code)?)?",
        r"(?:[a-z]-)?" + number(4, 8),
    ),
)

_KEYWORD = (
    r"パスワード|ぱすわーど|パスコード|合言葉|(?<![a-z])(?:pass(?: ?(?:word|code|phrase)|(?=\s?[:=]))|pw|pwd"
    r"|passwd|パス)(?![a-z])"
)
_SIGNS = r"[!-~]"
_PASSWORDS = tuple(
    compiled(source)
    for source in (
        rf"(?:{_KEYWORD})\s?(?:は|が|:|=|→|is(?![a-z])|was(?![a-z])"
        rf"|\s){{1,4}}[「\"'“](?P<value>[^」\"'”\n]{{3,40}})[」\"'”]",
        rf"(?:{_KEYWORD})\s?(?:は|が|:|=|→|is(?![a-z])|was(?![a-z])|\s){{1,4}}"
        rf"(?P<value>(?=[!-~]{{0,30}}[\d@#$%&_+*!])(?=[!-~]{{0,30}}[a-z\d]){_SIGNS}{{4,40}}+)",
        rf"(?:{_KEYWORD})\s?(?:は|が|:|=|→|is(?![a-z])|\s){{1,4}}(?P<value>[a-z0-9]"
        rf"(?: [a-z0-9!-/]){{3,30}}+)(?![a-z])",
        rf"(?:{_KEYWORD})\s?(?::|=|は|is )\s{{0,2}}(?P<value>[a-z]{{4,30}}+(?:-[a-z]{{2,20}}){{0,3}})"
        rf"\s?(?:$|[.。!\n、]|です"
        rf"|でした|だ)",
        rf"(?:パスワード|ぱすわーど|(?<![ァ-ヶー])パス)(?P<value>(?=[!-~]{{0,30}}\d)(?=[!-~]{{0,30}}[a-z])"
        rf"{_SIGNS}{{4,40}}+)",
        rf"(?<![!-~])(?P<value>(?=[!-~]{{0,30}}\d){_SIGNS}{{4,40}}+){_IS}{_MINE}(?:{_KEYWORD})",
    )
)
_ADJECTIVES_LIST = """
weak strong long short same easy different secure saved unique forgotten reset complex simple required
expired wrong incorrect invalid hard annoying stupid fine good null none hidden secret safe changed lost
unknown stored managed written important necessary difficult enough bad useful outdated gone blank empty
optional
"""
_ADJECTIVES = frozenset(_ADJECTIVES_LIST.split())
_YUCHO = compiled(r"記号[\s:：は]{0,3}(\d{5})(?!\d).{0,8}番号[\s:は]{0,3}(\d{6,8})(?!\d)")
_EXPIRY = compiled(
    r"(?:(?:有効)?期限|expir[a-z]{1,4}|(?<![a-z])exp\.?)[\sは:がisdate]{0,8}"
    r"(?P<value>\d{1,2}\s?[/\-年]\s?\d{2,4}月?)"
)
_LAST = compiled(
    r"(?:下|しも|末尾|最後の|末)\s?4\s?(?:桁|けた)\s?(?:は|が|:|\s){0,3}(?P<value>\d(?:\s?\d){3})(?!\d)"
    r"|(?:ends? (?:in|with)|ending(?: in)?|last (?:4|four)(?: digits)?)(?:\s|are|is|:){1,4}"
    r"(?P<value2>\d(?:\s?\d){3})(?!\d)"
)
_PHONE = compiled(r"電話|携帯|phone|mobile|(?<![a-z])cell")
_CARD = compiled(r"カード|card|クレカ|visa|jcb|amex|\d{4}[\s\-]?\d{4}[\s\-]?\d{4}")
_NEAR = 40


def find(page: Page) -> Iterator[Hit]:
    """Everything of the table, and what needs a second look."""
    folded = page.digits.folded
    for label in _TABLE:
        if not label.named.search(folded):
            continue
        for pattern in (label.after, label.before):
            for match in pattern.finditer(folded):
                yield hit(label.kind, page.digits, match.span("value"), LABELLED)
    yield from _passwords(page)
    for match in _YUCHO.finditer(folded):
        yield hit("bank_account", page.digits, match.span(1), LABELLED)
        yield hit("bank_account", page.digits, match.span(2), LABELLED)
    for match in _EXPIRY.finditer(folded):
        around = folded[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if _CARD.search(around):
            yield hit("card_number", page.digits, match.span("value"), LABELLED)
    yield from _last_digits(page)


def _passwords(page: Page) -> Iterator[Hit]:
    for spelling in (page.words, page.digits):
        for pattern in _PASSWORDS:
            for match in pattern.finditer(spelling.folded):
                value = match["value"].rstrip(".,)")
                if value not in _ADJECTIVES and len(value) >= 3:
                    start = match.start("value")
                    yield hit("password", spelling, (start, start + len(value)), LABELLED)


def _last_digits(page: Page) -> Iterator[Hit]:
    """A part of a number counts like the whole."""
    folded = page.digits.folded
    for match in _LAST.finditer(folded):
        before = max(0, match.start() - _NEAR)
        for kind, words in (("card_number", _CARD), ("phone", _PHONE)):
            if words.search(folded, before, match.start()):
                span = match.span("value" if match["value"] else "value2")
                yield hit(kind, page.digits, span, LABELLED)
                break
