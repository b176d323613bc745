"""Numbers told in pieces, which other words part: 最初が482で残りは1093, "starts with 482, then 109"."""

import re
from collections.abc import Iterator, Sequence

from screening_policy.guard.hit import NEAR, NOT_A_UNIT, UNSURE, Hit, compiled, hit
from screening_policy.guard.spelling import Page

_WHERE = (
    r"(?:市外局番|最初|初め|はじめ|始まり|先頭|冒頭|頭|前半|真ん中|まんなか|中央|途中|間|あいだ|続き"
    r"|続いて|続けて|次|つぎ|そのあと|その後|あと|のこり"
    r"|残り|うしろ|後ろ|後半|末尾|最後|おしり|お尻|終わり|ラスト|[上中下前後頭末]\s?\d\s?(?:桁|けた|ケタ"
    r"|つ)|(?<=[のはでが\s、：:\d])[前後上下左右](?=[はがに\s]|\d)|[一二三四1-4]つ目|\d番目"
    r"|(?<![a-z])(?:first|start(?:s|ing)?|begin(?:s|ning)?|then|next|followed|middle|rest|remaining|last"
    r"|ends?|ending|finally)(?![a-z]))"
)
_OF_IT = (
    r"(?:の?\s?\d\s?(?:桁|けた|ケタ|つ|文字)|の?(?:番号|数字|ほう|方|部分|ブロック|ところ)|\s(?:\w{3,5}\s"
    r")?(?:digits|bit|part|group|block|numbers))?"
)
_IS = r"(?:は|が|に|で|を|、|:|,|\s|=|「|is|are|in|with|by|it's|from){0,4}"
_DIGITS = (
    rf"[a-z]{{0,3}}\d(?:[\s\-]?\d){{1,9}}(?!\d)(?!\s?(?:ポイント|マイル|ミリ|グラム"
    rf"|[a-z]))(?![.,]\d){NOT_A_UNIT}"
)
_PIECE = compiled(rf"{_WHERE}{_OF_IT}{_IS}(?<![\d.])(?P<value>{_DIGITS}|\d(?=[、,でと]))")
_PIECE_BEFORE = compiled(
    rf"(?<![\d.,])(?P<value>{_DIGITS})(?:番?(?:から|で|が|って)?(?:始ま|はじま|終わ|おわ)|の(?:あと|後"
    rf"|次|うしろ)|まで(?:は|が|覚え|言|合)"
    r"|(?:を|と)(?:つけ|付け|足し|つなげ|くっつけ|続け)|が(?:最初|最後|頭|前半|後半|上|下|先)"
    r"|、(?:そして|それから|つづけて|次)|,? (?:then|followed by))"
)
_HEAD = compiled(
    r"(?:最初|初め|はじめ|先頭|冒頭|頭|前半|アルファベット|英字|ローマ字|letters?|first|starts?|begins?)"
    rf"{_OF_IT}{_IS}(?P<value>(?<![a-z])[a-z]{{1,3}}\d?)(?=で|が|、|に|と|の|,|\.|\s(?:then|and|followed))"
)
_HEAD_BEFORE = compiled(r"(?<![a-z])(?P<value>[a-z]{1,3}\d?)(?:から|で|に)(?:始ま|はじま|続)")
_GROUP = compiled(rf"(?<![\d.,a-z])(?P<value>{_DIGITS})")
_APART, _BESIDE, _AROUND, _ENOUGH = 26, 2, 40, 5
_STOP = re.compile(r"\n.{0,40}\n|。.{0,40}。")
_KINDS = tuple(
    (kind, compiled(words))
    for kind, words in (
        ("postal_code", "郵便|〒|post ?code|(?<![a-z])zip"),
        ("my_number", "マイナ|個人番号|保険証|年金|social|(?<![a-z])ssn"),
        ("passport", "パスポート|旅券|passport"),
        ("licence", "免許|めんきょ|licen[cs]e"),
        (
            "card_number",
            "クレジット|クレカ|デビット|(?<!ポイント)(?<!会員)カード|(?<![a-z])(?:visa|jcb|amex|card"
            "|mastercard)|マスター|ビザ(?!ー)|アメックス|ダイナース",
        ),
        ("bank_account", "口座|銀行|普通|ゆうちょ|account|bank"),
        ("employee_number", "社員|学籍|学生|職員|従業員|受験|employee|student|staff"),
        ("points_card", "会員|ポイント|診察券|メンバー|member|loyalty"),
        ("password", "暗証|パス|ロック|pin(?![a-z])|password|passcode"),
        (
            "phone",
            "電話|でんわ|市外局番|携帯|ケータイ|けいたい|番号にかけ|スマホ|phone|mobile"
            "|(?<![a-z])(?:call|text|cell)",
        ),
        ("points_card", "番号|ナンバー|id(?![a-z])|number"),
    )
)
_PHONE = re.compile("0[5-9]0")
_THING = compiled(
    r"注文|伝票|追跡|品番|型番|受付|予約|抽選|当選|問題|設問|order|tracking|ticket|model|page|chapter"
    r"|round|score"
)


def parts(page: Page) -> Iterator[Hit]:
    """The pieces of a number of which at least one is told by its place in it."""
    folded = page.digits.folded
    told = {
        one.span("value")
        for pattern in (_PIECE, _PIECE_BEFORE, _HEAD, _HEAD_BEFORE)
        for one in pattern.finditer(folded)
    }
    if not told:
        return
    groups = sorted(told | {one.span("value") for one in _GROUP.finditer(folded)})
    for pieces in _clusters(folded, groups):
        digits = sum(char.isdecimal() for start, end in pieces for char in folded[start:end])
        kind = _kind(folded, pieces[0][0], pieces[-1][1])
        if not told.isdisjoint(pieces) and len(pieces) > 1 and digits >= _ENOUGH and kind:
            for span in _joined(pieces):
                yield hit(kind, page.digits, span, NEAR if kind != "points_card" else UNSURE)


def _clusters(folded: str, groups: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Groups of digits that stand close together."""
    cluster = list[tuple[int, int]]()
    for start, end in groups:
        if cluster and start < cluster[-1][1]:
            continue
        if cluster and (start - cluster[-1][1] > _APART or _STOP.search(folded, cluster[-1][1], start)):
            yield cluster
            cluster = []
        cluster.append((start, end))
    if cluster:
        yield cluster


def _joined(pieces: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The pieces, those beside one another as one."""
    start, end = pieces[0]
    for piece in pieces[1:]:
        if piece[0] - end > _BESIDE:
            yield start, end
            start = piece[0]
        end = piece[1]
    yield start, end


def _kind(folded: str, start: int, end: int) -> str | None:
    """What the words around say that the number is; a mobile number shows it itself."""
    before, after = folded[max(0, start - _AROUND) : start], folded[start : end + _AROUND]
    if _THING.search(before) or _THING.search(after):
        return None
    for words in (before, after):
        for kind, pattern in _KINDS:
            if pattern.search(words):
                return kind
    return "phone" if _PHONE.search(folded, start, end) else None
