"""P5: numbers that stand for a person: official, bank, card, customer, student and employee numbers."""

from collections.abc import Iterator

from screening_policy.around.numbers import NUMBERS
from screening_policy.asking import Thing, asked_in, phrases_in, talks_about
from screening_policy.clues import or_around
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene

_NUMBER_JA = "(?:番号|ばんごう|なんばー|no|コード|こーど|id|記号)"
_OFFICIAL = Thing(
    en=r"my ?number|individual number|ssn(?: last 4| digits)?|social security(?: (?:number|no|digits))?"
    r"|ssn|national (?:id"
    r"|insurance|identity)(?: card)? (?:number|no)|national id"
    r"|passport (?:number|no|id|details)|passport ?id|(?:driver'?s?|driving) licen[cs]e (?:number|no"
    r"|id|details)|licen[cs]e (?:number|no)|licen[cs]e ?#|licen[cs]e plate number"
    r"|(?:health )?insurance (?:card |policy )?(?:number|no|id)|residence card (?:number|no)"
    r"|pension (?:book )?number|tax (?:id|file|payer)(?: identification)?(?: number)?"
    r"|(?:student|employee|staff|worker|badge|matriculation|personnel)(?: id)? (?:number|no|id|code)"
    r"|(?:student|employee|staff) id|patient (?:number|id)"
    r"|numbers? (?:is |are )?(?:printed |shown |written )?(?:on|of|in|from)(?: the (?:front"
    r"|back) of)? your (?:\w+ ){0,2}(?:card|passport|licen[cs]e|id|badge)",
    ja=f"まいなんばー(?:かーど)?(?:の?(?:番号|12桁))?|個人番号(?!かーど)|12桁の(?:個人)?(?:番号"
    f"|まいなんばー|数字)|(?:ぱすぽーと|旅券)の?{_NUMBER_JA}|(?:運転)?免許(?:証)?の?{_NUMBER_JA}"
    f"|(?:健康)?保険(?:証|者証)?の?(?:記号(?:と|・)?)?{_NUMBER_JA}"
    f"|保険者番号|(?:健康保険の)?被保険者(?:証)?の?{_NUMBER_JA}|(?:基礎)?年金(?:手帳)?の?番号"
    f"|学籍{_NUMBER_JA}"
    f"|(?:学生|生徒)(?:証)?の?{_NUMBER_JA}"
    f"|(?:社員|従業員|職員)(?:証)?の?{_NUMBER_JA}|在留かーどの?番号|診察券の?番号|(?:社員証"
    f"|学生証|保険証|免許証|会員証|在留かーど|診察券|通帳|名札)(?:に"
    f"|の)[^。!?はがを]{0, 12}(?:番号|数字|記号)|受験番号|住民票こーど",
    not_before="かーど(?!の?番号)|制度|ぽいんと|保険証|法",
)
_MONEY = Thing(
    en=r"(?:bank |savings |checking )?account (?:number|no|digits|details)|bank (?:account|details"
    r"|information)|iban|routing (?:number|no)|sort code|branch (?:number|code)"
    r"|(?:(?:credit|debit|bank|cash|payment|points?|loyalty|rewards?|membership|member|visa|gift"
    r"|prepaid|store) ?)?card(?:'s)? (?:number|no|details|info(?:rmation)?|digits|expir\w+(?: date)?"
    r"|security code)s?"
    r"|expir(?:y|ation)(?: date)? (?:of|on) your (?:\w+ )?card|security code|cvv2?|cvc2?|(?:loyalty"
    r"|points?|rewards?|membership|member|customer) (?:id|number|no)"
    r"|(?:last|first|final)(?: \w+)? (?:digits|numbers|figures) (?:of|on"
    r"|from) your (?:\w+ ){0,2}(?:card|account|passport|licen[cs]e|id|my ?number)"
    r"|(?:16|sixteen|3|three|4|four)(?:[ -]digit)?s? (?:digits?|numbers?|code)?(?: (?:number|code"
    r"|printed))? ?(?:on|of|from)(?: the (?:front|back) of)? your (?:\w+ ){0,2}card",
    ja=f"(?:銀行|振込先?|振り込み先?|預金|ゆうちょ|給与|お?受取)?の?(?:口座|こうざ)の?(?:{_NUMBER_JA}"
    f"|情報)|店番号?|支店(?:番号|こーど)|振込先|振り込み先"
    f"|(?:くれじっと|くれか|でびっと|きやっしゅ|銀行|ぽいんと|会員|めんばーず|楽天|ぽんた|診察|すいか"
    f"|ぴたぱ)+(?:かーど)?(?:の|裏の|裏面の|表面の)?(?:{_NUMBER_JA}|下4桁|末尾4桁|情報|有効期限"
    f"|せきゅりてぃ(?:こーど|番号)|3桁|16桁)"
    "|(?:お?手持ちの)?かーど(?:の|裏の|裏面の|表面の|の裏の|裏面にある|の裏にある)?(?:番号|ばんごう|no"
    "|なんばー|下4桁|末尾(?:の)?4桁|有効期限|せきゅりてぃ(?:こーど|番号)|3桁|4桁|16桁"
    "|情報)(?:の(?:数字|番号))?"
    "|せきゅりてぃ(?:こーど|番号)|cvv|cvc|(?:suica|すいか|pasmo|ぱすも|icoca|いこか|ic ?かーど|nanaco|ななこ"
    "|waon|わおん|edy|えでぃ"
    "|t(?:かーど|ぽいんと)|d(?:かーど|ぽいんと)|ponta|v(?:かーど|ぽいんと))の?(?:かーど)?の?"
    "(?:番号|id|no)|ゆうちょ(?:銀行)?の?記号(?:と|・)?番号|有効期限(?=\\s?\\(?(?:mm|月))"
    "|(?:ぽいんとかーど|会員|お客様)の?番号"
    "|(?<!電話番号の)(?<!番号の)(?:下|末尾)の?4桁|16桁の?(?:数字|番号)|(?:かーど"
    "|くれか)?の?裏面?の?3桁(?:の(?:数字|番号))?",
    not_before="の?(?:数|枚数|有無)|(?:を|は)?何枚",
    not_after=r"(?:電話|携帯|でんわ)(?:番号)?の?|gift[\s\-]",
)


_LONG_ROW = compiled(
    r"(?:signature|magnetic) strip|(?:card|plastic|passport|licen[cs]e|cash ?card|bank ?book"
    r"|my ?number|insurance)[^.?!\n]{0,80}(?:\b(?:first|last|four|three|sixteen|twelve|seven"
    r"|final|middle|remaining|[0-9]{1,2})\b[^.?!\n]{0,24}(?:digits?|figures|numbers?|row"
    r"|characters)|long (?:row|number))"
    r"|(?:digits?|figures|numbers|characters|row)[^.?!\n]{0,60}(?:on|of|from|across"
    r"|along) (?:the (?:back|front) of )?(?:your|the) (?:\w+ ){0,3}(?:card|plastic|passport"
    r"|licen[cs]e|bank ?book)"
    r"|(?:かーど|免許|ぱすぽーと|旅券|保険証|通帳|きゃっしゅ|くれか|身分証|学生証|社員証"
    r"|診察券)[^。!?\n]{0,50}(?:[0-9]{1,2}(?:個|つ|桁|けた|文字)(?:の)?(?:数字|番号"
    r"|英数字)?|数字|数列|番号|英数字|ならび|並び)(?![^。!?\n]{0,16}(?:何枚|いくつあり|好き|思い"
    r"|何です))"
    r"|(?:口座|通帳|銀行|支店)[^。!?\n]{0,30}(?:[0-9]桁|番号|数字)|(?:うさぎ"
    r"|まいなちゃん)[^。!?\n]{0,30}(?:かーど|番号|数字)|続く[0-9]桁|(?:名義|支店)(?:は"
    r"|の)?[^。!?\n]{0,8}(?:口座|番号)"
)
_ASKS_FOR = compiled(
    r"\b(?:give|tell|type|enter|write|copy|what|which|read|note|send|share|key|put"
    r"|list|fill|provide|please|us)\b|ください|下さい|だちい|教え|書|入力|記入|写|どんな|何|は\?|$"
)


def find(scene: Scene) -> Iterator[Hit]:
    """Numbers of documents, accounts and cards, whole or in part."""
    return or_around(scene, _named(scene), *NUMBERS)


def _named(scene: Scene) -> Iterator[Hit]:
    yield from asked_in(scene, _OFFICIAL, _MONEY)
    for hit in phrases_in(scene, _LONG_ROW):
        first, last = hit.place.sentence(hit.start, hit.end)
        sentence = hit.place.reading.text[first:last]
        before, after = sentence[: hit.start - first], sentence[hit.end - first :]
        if hit.place.open and _ASKS_FOR.search(sentence) and not talks_about(before, after):
            yield hit


RULE = Rule(
    id="P5",
    verdict="refuse",
    reason=(
        "マイナンバー・免許証・口座・カード・会員番号などの番号は、一部であっても求めることはできません。",
        "A member may not be asked for an official, bank, card, customer, student or employee number, n"
        "ot even in part.",
    ),
    find=find,
    identifies=True,
    found=(
        "マイナンバーを入力してください",
        "ﾏｲﾅﾝﾊﾞｰ（12桁）",
        "個人番号をお知らせください",
        "免許証の番号は何番ですか",
        "クレジットカードの下四桁を教えてください",
        "クレカ番号を書いてくれませんか",
        "口 座 番 号 をご記入ください",
        "ロ座番号（カタカナのロ）を教えて",
        "カード裏面の３桁の数字を入力してください",
        "有効期限とカード番号をお願いします",
        "社員番号",
        "学籍番号をご入力ください",
        "ポイントカード番号を教えてください",
        "健康保険証の記号・番号を記入してください",
        "kouza bangou wo oshiete kudasai",
        "パスポートのナンバーを教えて",
        "What is your passport number?",
        "Enter your credit card number",
        "Last four digits of your card:",
        "Please type the three digits on the back of your card",
        "Your bank acc0unt number",
        "Please provide your driver's license number.",
        "cvv?",
        "What is your employee ID?",
        "Give us your social security number",
        "Tell us your My Number",
        "Enter the number on the back of your loyalty card.",
        {"instructions": "謝礼の振込のため、口座番号を回答欄に記入してください。"},
    ),
    passes=(
        "クレジットカードを何枚お持ちですか",
        "How many cards do you own?",
        "Enter the number of cards you own.",
        "マイナンバーカードをお持ちですか",
        "マイナンバー制度についてどう思いますか",
        "Do you have a passport?",
        "銀行口座をいくつ持っていますか",
        "Which bank do you use most?",
        "よく使うポイントカードはどれですか",
        "Do you have a driver's licence?",
        "カードの番号を入力するのは面倒だと感じますか",
        "商品の型番を入力してください",
        "How do you feel about typing card numbers online?",
        "What is the number of the bus in the picture?",
        "学生証を提示して割引を受けたことがありますか",
        "免許証を返納した人の話を聞いたことがありますか",
        {"instructions": "口座番号やカード番号は入力しないでください。"},
        {"instructions": "We never ask for your card number."},
    ),
)
