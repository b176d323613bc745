"""Days of birth, said around (P4)."""

from screening_policy.clues import BLANK, TELL, Clue, words

_BORN = (
    "生(?:ま)?れ(?!変|も|育)|うまれ|誕生(?!日(?:会|ぷれぜんと|けーき|席|石の色))"
    "|おたんじょ|たんじょび|たんじょう|ばーすで[いー]|ばーすでー|せいねんが|生年"
    "|年を取る|歳を(?:重ね|取る)|一つ歳|今日の主役|お七夜|お宮参り|百日祝|はたちに"
    "|二十歳になった|びっぐでー|big day|この世に(?:来|出)|産声|産湯|星座|birfday|ろうそくを(?:立て|吹|た)"
    "|母子手帳"
    "|"
    + words(
        "born|birth\\w*|b'?day|solar return|sunrises|sent into the world"
        "|turn(?:ed)? (?:a year )?older|came into (?:the|this) world|cake emojis"
        "|blow out|your parents circled|your big day|days? (?:old|alive|lived)"
        "|happy birthday to you"
    )
)
_DAY = (
    "何月何日|何日(?!ま|前|間|後|く)|月日|月と日|月/日|日付|どの日|その日|一日はどれ"
    "|1日はどれ|年月日|なん ?がつ ?なん ?にち|なんがつなんにち"
    "|とし ?と ?つき ?と ?ひ|年と月と日|なん年なん月なん|[8八]けた|8桁|日生"
    "|月日生|何か月何日|誕生花|日の花|曰は|当日\\W{0,3}月|(?:[1一])[~〜\\-]31"
    "|いつ(?:です|でしょ|か)|いつは|はいつ"
    "|"
    + words(
        "which (?:square|day|date)|full date|what date|which date|exact (?:date|day"
        "|figure)|on what date|mm/?dd|dd/?mm|month (?:and|と|&) day|day of that month"
        "|which day|calendar square|square on the calendar|day counter|day and month"
        "|how many (?:sunrises|days)|day number|date"
    )
)
_NOT_BIRTH = (
    "どう思|祝い方|過ごし方|欲しい|ほしい|もらって|(?<!新聞を)贈|ぷれぜんと|けーき(?!(?:に|へ|の)ろうそく)|誕生日会"
    "|ぺっと|犬|猫|子猫|仔|きゃらくたー|商品|会社の|創業|作品|歴史|何月生まれですか$"
    "|の誕生(?:日)?(?:を祝|の由来)|人物|有名人|作者|偉人|織田|英語で|誤字|訳"
    "|(?:月日|月と日|日付)(?:は|も|まで(?:は)?)[^。!?\\n]{0,6}(?:結構|不要|いりません|要りません|必要|なくて|書か|答え|聞き)"
    "|生まれた(?:赤|子|背景|町|場所|県)|どんな日|休みに|嬉し|うれし"
    "|"
    + words(
        "gift|presents?|party|celebrate\\w*|pet|dog|cat|puppy|character|company founded"
        "|king|famous|author|composer|spelling|translate|cake do you|like to spend"
        "|card for"
    )
)
_BIRTHDAY = Clue((_BORN, _DAY, TELL + "|記入|月 ?日|[0-9]月[0-9]日"), unless=_NOT_BIRTH, scope="question")
_BIRTH_IN_PIECES = Clue(
    (
        _BORN,
        "(?:その)?月の何日|[1一][~〜\\-]31|どの数字|数字を正確|あなたの日は|その日|日付を|"
        + words("day of that month|calendar that|which day of|the day|1-31"),
        "月|" + words("month|year|half of the year"),
    ),
    scope="order",
    unless=_NOT_BIRTH,
    at=1,
)
_DATE_IN_THREE = Clue(
    (
        words("year of birth|birth year|born|month of birth|birth month"),
        r"(?:^|\n)\W*(?:and )?(?:the )?(?:day|date)(?: of (?:birth|that month|the month))?\W*(?=\n|$)"
        r"|(?:which|what) (?:day|date)"
        r" (?:of|in) (?:that|the) month",
        words("month"),
    ),
    scope="order",
    unless=_NOT_BIRTH,
    at=1,
)
_DATE_FORM = Clue(
    (
        r"(?:昭和|平成|令和|西暦)[^。!?\n]{0,12}年\W{0,8}月\W{0,8}日\W{0,3}生"
        r"|今日の時点で何歳何か月|生年月日\W{0,6}年\W{1,6}月|何年何月何日(?:です"
        r"|の)?(?:か)?(?:で)?[^。]{0,12}(?:はたち|生)|(?:はたち|二十歳"
        r"|成人)に ?なった ?ひ|(?:何歳|歳)何か月何日|お生まれは\W{0,4}例",
    ),
    unless="ぺっと|犬|猫",
)
_FIELD_END = "(?:は|を|も)?(?:何月|何日)?(?:です|でしょう)?(?:か|の)?(?:教えて|お答え|書いて)?(?:ください)?"
# Fields of one date, the first of which says that it is a birth.
_BIRTH_FIELDS = Clue(
    (
        r"(?:生まれた|誕生した|お生まれの?|生まれの?)(?:西暦)?年|\b(?:year of birth|birth year"
        r"|year (?:you were|of your) b\w+)\b",
        r"(?:^|(?<=\n))[^\w\n]{0,4}(?:[0-9][^\w\n]{1,2})?(?:(?:お?生まれ(?:た|の)|その|同じく)?月|何月|month)"
        + _FIELD_END
        + r"[^\w\n]{0,8}(?:$|\n)",
        r"(?:^|(?<=\n))[^\w\n]{0,4}(?:[0-9][^\w\n]{1,2})?(?:(?:お?生まれ(?:た|の)|その|同じく)?日(?:にち|付)?|何日"
        r"|day(?: of (?:the|that) month)?)" + _FIELD_END + r"[^\w\n]{0,8}(?:$|\n)",
    ),
    scope="order",
    unless=_NOT_BIRTH,
    at=2,
)
_BLANK_BIRTH = Clue((_BORN, f"月 ?日|{BLANK}|mm/dd"), scope="option", unless=_NOT_BIRTH)
BIRTHS = (_DATE_IN_THREE, _BIRTHDAY, _BIRTH_IN_PIECES, _BIRTH_FIELDS, _DATE_FORM, _BLANK_BIRTH)
