"""Dates of birth and birthdays in every calendar; other dates, and a year or a month alone, pass."""

from collections.abc import Iterator

from screening_policy.guard.hit import CHECKED, LABELLED, NEAR, Hit, compiled, hit
from screening_policy.guard.spelling import Page

_YEAR = r"(?:1\s?[89]|2\s?0)\s?\d\s?\d"
_TWO = r"\d(?:\s?\d)?"
_SHORT_YEAR = r"(?<!\d)['’]?\d{1,2}"
_ERA = r"(?:明治|大正|昭和|平成|令和|[昭平令大明](?=\d)|(?<![a-z])[mtshr]\.?)\s?(?:元|\d(?:\s?\d)?)"
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
_SAID_YEAR = (
    r"(?:nineteen|twenty|two thousand|thirty|forty|fifty|sixty|seventy|eighty"
    r"|ninety)(?:[\s\-](?:and\s)?[a-z]{3,9}){0,2}"
)
_SEP = r"\s?[./\-~]\s?"
_JAPANESE = rf"{_TWO}\s?月[の、]?\s?{_TWO}\s?日"
_FULL = (
    rf"{_YEAR}\s?年[、の\s]{{0,2}}{_JAPANESE}|{_ERA}\s?年[、の\s]{{0,2}}{_JAPANESE}|{_ERA}{_SEP}{_TWO}"
    rf"{_SEP}{_TWO}(?!\d)"
    rf"|(?<!\d){_YEAR}{_SEP}{_TWO}{_SEP}{_TWO}(?!\d)|(?<!\d)\d{{1,2}}{_SEP}\d{{1,2}}{_SEP}(?:\d\d)?\d\d(?!\d)"
    rf"|{_YEAR}\s?年\s?{_TWO}\s?月\s?{_TWO}(?![\d月])|(?<!\d)[0-3]\d[01]\d(?:19|20)\d\d(?!\d)"
    rf"|(?<!\d)\d\d{_SEP}\d{{1,2}}{_SEP}\d{{1,2}}(?!\d)"
    rf"|(?<!\d)(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d(?!\d)|(?<![a-z])[mtshr]\d\d(?:0\d|1[0-2])[0-3]\d(?!\d)"
    rf"|(?<!\d)[3-9]\d\.\d{{1,2}}\.\d{{1,2}}(?!\d)|{_SHORT_YEAR}\s?年\s?{_JAPANESE}|(?<!\d)(?:19"
    rf"|20)\d\d[\s・,、のー_]{{1,2}}{_TWO}[\s・,、のー_]{{1,2}}{_TWO}(?!\d)"
    rf"|(?<!\d){_DAY}[\-/. ]{_MONTH}[\-/. ](?:\d{{4}}|\d\d)(?!\d)"
    rf"|(?:the )?{_DAY}(?: of)? {_MONTH},? (?:\d{{4}}|['’]?\d\d(?!\d)|{_SAID_YEAR})"
    rf"|{_MONTH} (?:the )?{_DAY},? (?:\d{{4}}"
    rf"|['’]?\d\d(?!\d)|{_SAID_YEAR})"
)
_PARTIAL = (
    rf"{_JAPANESE}|(?<![\d\-/])\d{{1,2}}[/\-.]\d{{1,2}}(?![\d/\-.])|(?:the )?{_DAY}(?: of)? {_MONTH}(?![a-z])"
    rf"|{_MONTH} (?:the )?{_DAY}(?![\da-z])"
)
_BORN = (
    r"(?:生年月日|誕生日|たんじょうび|バースデー|バースデイ|(?:お?生|う)まれ(?:は|た(?:の|日"
    r"|年月日)は|:)|出生(?:日|年月日)?|(?:誕生|出産)予定日|date of birth|birth ?date"
    r"|(?<![a-z])d\.?o\.?b\.?(?![a-z])"
    r"|birthday|b-?day|(?<![a-z])b\.|(?:turn(?:s|ed|ing)?|be) \d{1,3} (?=on)|born(?: on| in)?"
    r"|came into the world)(?:\s|は|が|も|で|:|=|→|、|,|-|is|was|on|in|\(|（|西暦|和暦|いま){0,6}"
)
_AFTER = (
    r"\s?(?:[でに]満?\d{1,3}(?:[歳才]に|になり)|(?:が来(?:ると|たら|れば)|で|に|には|を迎え(?:ると|て)"
    r"|になると)、?(?:満|もう|やっと)?\d{1,3}[歳才]|で(?:還暦|古希|喜寿|傘寿|米寿|成人|二十歳|はたち"
    r"|20歳|三十路|アラサー|アラフォー|後期高齢)|[にの]?(?:生まれ|うまれ|誕生|出生)|生(?![一-鿿])"
    r"|に(?:娘|息子|長男|長女|次男|次女|子ども|子供|私|僕|第.子)が?(?:生まれ|誕生)|が?(?:私の"
    r"|僕の)?(?:誕生日|生年月日)|\s?is (?:my "
    r"|the )?(?:birth|dob|date of birth)|,? ?(?:is |was |on )?my (?:birthday|b-?day|date of birth|dob))"
)
_PATTERNS = (
    compiled(rf"{_BORN}(?P<value>{_FULL})"),
    compiled(rf"{_BORN}(?P<value>{_PARTIAL})(?!\s?(?:に|の?朝|の?夜)(?:買|行|予約|届))"),
    compiled(rf"(?P<value>{_FULL}){_AFTER}"),
    compiled(rf"(?P<value>{_PARTIAL}){_AFTER}"),
)
_OF_A_YEAR = compiled(
    rf"(?:年度?|月|世代|早|(?<=\d))の?(?:早|遅)?生まれ(?:の\w{{1,4}})?(?:です|で)?[、,。（(\s]{{1,2}}(?:"
    rf"誕生日?"
    rf"(?:は|が))?(?P<value>{_PARTIAL}|\d{{1,2}}日)(?!\s?(?:に|の?朝|の?夜|から|まで|発売|は))"
)
_DAY_TOLD = compiled(
    rf"(?:誕生日?|生まれ|birthday|born)[^。\n!?]{{0,20}}?(?:日にち|日付|(?<=の)日|day)(?:は|が|:"
    rf"| is)\s?(?:the )?(?P<value>\d{{1,2}}日|{_DAY}(?![\d月]))"
)
_IN_PARTS = tuple(
    compiled(source)
    for source in (
        r"(?:生まれ(?:た?年|た日)?|誕生(?:日|年)?|生年(?:月日)?)(?:は|が|:|、"
        r"|\s){1,2}[^\n。\d]{0,6}?(?P<value>(?:19|20)\d\d|(?:昭和|平成|令和|大正)\s?(?:元"
        r"|\d{1,2}(?!\d))年?)年?"
        rf"[^\n。\d]{{1,12}}?(?P<value2>{_PARTIAL})",
        rf"(?P<value>{_PARTIAL})[^\n。\d]{{0,12}}?(?:誕生日?"
        rf"|生まれ)[^\n。\d]{{0,8}}?年は(?P<value2>\d{{2,4}}年?)",
        r"(?<!\d)(?P<value>\d{1,2}月)[、,がで\s]{1,2}日(?:は"
        r"|が)(?P<value2>\d{1,2}日?)(?=[^\n。]{0,14}(?:誕生|生まれ))",
        r"(?:生まれ|誕生)(?:た?月|日?の月)(?:は|が|:)(?P<value>\d{1,2}月)[^\n。\d]{0,12}?(?P<value2>\d{1,2}"
        r"日)",
        r"(?:birth|born|dob)[^\n\d]{0,12}?(?P<value>\d{1,2}[./\- ](?:i{1,3}|iv|vi{0,3}|ix"
        r"|xi{0,2})[./\- ]\d{2,4})(?!\d)",
        rf"(?:birth|born)[^\n\d]{{0,12}}?year[\s:isn=]{{0,5}}(?P<value>\d{{4}})[^\n\d]{{1,12}}?month[\s:is="
        rf"]{{0,5}}"
        rf"(?P<value2>{_MONTH}|\d{{1,2}})[^\n\d]{{1,10}}?(?:day|date)[\s:is=]{{0,5}}(?P<value3>{_DAY})",
        r"(?<![a-z])born (?:on )?(?P<value>(?!19|20)\d{4,6})(?![\d,.:])(?! (?:miles|km|years|days"
        r"|people))",
    )
)
_ARRIVED = compiled(
    rf"(?:came along|arrived|was delivered|entered the world|due(?: date)?(?: is)?"
    rf"|turned \w+) on (?P<value>{_FULL})"
)
_WORDS = (
    r"(?:誕生|たんじょう|生まれ|産まれ|うまれ|生年|バースデ|出生|birth|(?<![a-z])born(?![a-z])"
    r"|b-?day|(?<![a-z])dob(?![a-z]))"
)
_BIRTH = compiled(_WORDS)
_DIGITS_ONLY = compiled(
    r"(?:生年月日|誕生日?|バースデー|バースデイ|birthday|b-?day|(?<![a-z])dob(?![a-z]))(?:\s|は|が|:|、"
    r"|→|is(?![a-z])){0,3}(?P<value>\d{6}|[01]\d[0-3]\d)(?![\d円年人])"
)
_AGE = compiled(rf"(?:年齢|歳|とし)(?:は|が|:)\s?(?P<value>{_FULL})")
_MONTH_AND_DAY = compiled(
    rf"(?:birth|born|誕生|生まれ)[^\n。!?]{{0,30}}?(?:month and day|month/day|月日)(?:\s|は|が|is|are"
    rf"|:){{1,3}}(?P<value>{_PARTIAL})"
)
_SAID_DATE = compiled(rf"{_BORN}(?P<value>(?:19|20)\d\d年?[、\s]{{1,2}}\d{{1,2}}月[、\s]{{0,2}}\d{{1,2}}日)")
_MONTH_DAY = compiled(
    rf"(?:生年|生まれ|誕生)[^\n。]{{0,20}}?月日(?:は|が|:)?\s?(?P<value>{_PARTIAL}|[01]\d[0-3]\d(?!\d))"
)
_ABBREVIATED = compiled(r"(?<![a-z0-9.])(?P<value>[mts]\.?\d{1,2}[./]\d{1,2}[./]\d{1,2})(?![\d./])")
_NEAR_BIRTH = (
    compiled(rf"(?P<value>{_FULL})[\s、,/（(・]{{0,2}}(?:female|male|男性?|女性?|(?<![a-z])[mf](?![a-z]))"),
    compiled(rf"(?:(?<![a-z])bd(?![a-z])|生年|birth)[\s:はが]{{1,3}}(?P<value>{_FULL})"),
    compiled(rf"(?:出産|分娩|産ん)[^\n。!?]{{0,8}}?(?:のが|のは|日は|日が|日:)(?P<value>{_FULL}|{_PARTIAL})"),
    compiled(
        rf"(?P<value>{_PARTIAL})に\d{{2}}(?:(?:歳|才)に(?:なっ|なり|なる)|に(?:なった|なり|なる(?:[。、]"
        rf"|ので|$)))"
    ),
    compiled(
        rf"(?:今日|本日|明日|昨日|先日|today)[（(\s、](?P<value>{_PARTIAL})[）)、\s]{{0,2}}(?:は"
        rf"|が)?(?:私の|自分の|娘の|息子の)?(?:誕生日|バースデ)"
    ),
    compiled(
        rf"(?:誕生日|生まれ)[^\n。!?]{{0,24}}?(?:息子|娘|[長次三]男|[長次三]女|妻|夫|旦那|主人|父|母|兄|弟"
        rf"|姉|妹|孫|下の子|上の子)"
        rf"(?:は|が)(?P<value>{_PARTIAL})"
    ),
    compiled(rf"(?<![a-z])born (?:in )?\d{{4}},? (?:on )?(?P<value>{_PARTIAL})"),
    compiled(
        rf"(?:[長次三]男|[長次三]女|息子|娘|妻|夫|私|父|母|兄|姉|弟|妹|上の子|下の子|孫)(?:が"
        rf"|は)(?P<value>{_FULL})(?=[、,][^。\n]{{0,24}}(?:生まれ|うまれ))"
    ),
    compiled(rf"(?P<value>{_FULL})(?:と|、|・|,|&)\s?(?:{_FULL})\s?(?:に)?(?:生まれ|うまれ|生(?![一-鿿]))"),
    compiled(rf"(?<![a-z])on (?P<value>{_PARTIAL})(?:,| ) ?i(?:'ll)? (?:turn|will be|am|be) \d"),
    _MONTH_DAY,
    _DIGITS_ONLY,
    _ABBREVIATED,
    _AGE,
    _MONTH_AND_DAY,
    _SAID_DATE,
    _OF_A_YEAR,
    _DAY_TOLD,
    compiled(
        r"(?<!\d)(?P<value>\d{1,2}日)が?(?:(?:私|僕|俺|娘|息子|妻|夫|母|父|孫|彼女|彼氏)の)?誕生日(?!会"
        r"|プレ|ケーキ|クーポン)"
    ),
    compiled(rf"{_WORDS}[^\n。!?]{{0,24}}?(?P<value>{_FULL}|\d\d年の?{_JAPANESE})"),
    compiled(rf"(?:turn(?:s|ed|ing)?|be) \d{{1,3}} (?:on |this |next |in )(?P<value>{_PARTIAL})"),
    compiled(rf"(?P<value>{_FULL})[^\n。!?\d]{{0,30}}?{_WORDS}"),
    compiled(
        rf"(?:誕生日|birthday)(?!クーポン|プレゼント|セール|割|特典|会|ケーキ|パーティ|月"
        rf"| (?:sale|coupon|present|gift|party|cake))[^\n。!?、,\d]{{0,10}}?(?P<value>{_PARTIAL})"
    ),
    compiled(
        rf"(?P<value>{_PARTIAL})[^\n。!?\d]{{0,8}}?(?:が|は|生まれ|誕生日|my birthday"
        rf"|is when i was born)(?:誕生日|生まれ|$)"
    ),
)
_DATE = compiled(rf"\d|{_MONTH}(?![a-z])|{_ORDINAL}")
_KIN = compiled(
    r"(?<![a-z])(?:son|daughter|baby|kid|twins?|child|niece|nephew|grandson|granddaughter)(?![a-z])"
)
_ALONE = compiled(
    rf"\A\s*(?P<value>(?:明治|大正|昭和|[mts]\.?)\s?(?:元|\d{{1,2}})(?:\s?年\s?{_JAPANESE}"
    rf"|{_SEP}{_TWO}{_SEP}{_TWO})"
    rf"|(?:19[2-9]\d|200\d)(?:年\s?{_JAPANESE}|{_SEP}{_TWO}{_SEP}{_TWO}))\s*(?:です|生)?[。.]?\s*\Z"
)


def birth_dates(page: Page) -> Iterator[Hit]:
    """Dates that are said to be of a birth, and one of the last century that is the whole answer."""
    for spelling in (page.digits, page.words):
        if not _DATE.search(spelling.folded):
            break
        for pattern in _PATTERNS:
            for match in pattern.finditer(spelling.folded):
                yield hit("birth_date", spelling, match.span("value"), LABELLED)
        for pattern in _NEAR_BIRTH:
            for match in pattern.finditer(spelling.folded):
                yield hit("birth_date", spelling, match.span("value"), NEAR)
        for pattern in _IN_PARTS if _BIRTH.search(spelling.folded) else ():
            for match in pattern.finditer(spelling.folded):
                for part in match.groupdict():
                    yield hit("birth_date", spelling, match.span(part), NEAR)
        for match in _ARRIVED.finditer(spelling.folded):
            if _KIN.search(spelling.folded, 0, match.start()):
                yield hit("birth_date", spelling, match.span("value"), NEAR)
        alone = _ALONE.match(spelling.folded)
        if alone:
            yield hit("birth_date", spelling, alone.span("value"), CHECKED)
        if page.words is page.digits:
            break
