"""E-mail addresses of which only the part before the sign is written, and the rest is said."""

from collections.abc import Iterator

from screening_policy.guard.email import PROVIDER
from screening_policy.guard.hit import LABELLED, SHAPED, Hit, compiled, hit
from screening_policy.guard.spelling import Page

_LOCAL = r"(?<![a-z0-9._@%+\-])(?P<value>[a-z0-9][a-z0-9._%+\-]{2,40})(?![a-z0-9@])"
_SIGNED = (
    r"(?<![a-z0-9._@%+\-])(?P<value>(?=[a-z]{0,30}[0-9_.\-][a-z0-9_])(?=[0-9._\-]{0,20}[a-z])[a-z0-9][a-z"
    r"0-9._%+\-]{3,40})(?![a-z0-9@])"
)
_AT = r"(?:@(?: ?マーク)?|アッ?ト ?マーク|アットマーク|at ?(?:sign|mark)|単価記号)"
_FRONT = (
    rf"(?:(?:前|手前|左|頭|最初|前半)(?:の?(?:部分|ほう|方|文字|側|半分))?|ユーザー名|アカウント名?"
    rf"|ローカル部?|{_AT}(?:の|より|から)(?:前|手前|左)(?:側|の部分)?"
    r"|(?:first|front|local|user ?name) ?(?:part|bit|half)?|before the @|(?:part|bit) before(?: the)? (?:"
    r"@|at(?: sign)?))"
)
_MAIL = rf"(?:メール|メアド|アドレス|(?<![a-z])e?-?mail|ドメイン|domain|{PROVIDER}|{_AT})"
_NAMED = compiled(rf"{_MAIL}[^\n。]{{0,24}}?{_FRONT}(?:は|が|:|、|,|\s|is(?![a-z])|=|「){{1,4}}{_LOCAL}")
_BEFORE = compiled(
    rf"{_SIGNED}(?:(?:です|」|\s)?[、。,.]?\s?(?:の(?:あと|後ろ?|うしろ)|に続け|まで(?:が|は|[。、])|のほうの"
    rf"|って書いて|(?:が|は|を)?(?:手前|前)|(?<=、)(?=\s?@ ?マーク)|その(?:あと|後)|あとは|残りは"
    rf"|then|and then|followed by|it'?s an?|is an?|is my|that's an?|on(?= (?:gmail|yahoo|hotmail|outlook"
    rf"|icloud))|＋|\+))[^\n。]{{0,20}}?(?:{_AT}|{PROVIDER}|ドメイン|domain)"
)
_AFTER = compiled(
    rf"{PROVIDER}(?:メール)?(?:の|で|は|が|だと|、|,|:|\s|ほう|方|アドレス|メアド|address|account|のほう"
    rf"|で登録している|id|user){{1,4}}{_SIGNED}(?=です|だ|で|に|、|。|\s*$|が|を|まで|や|っす)"
)
_NEAR_PROVIDER = compiled(
    rf"{PROVIDER}[^\n。.@]{{0,16}}?{_SIGNED}(?=です|だ|で|、|。|\s*$|や|っす|のほう|って)"
)
_OF_PROVIDER = compiled(rf"{_SIGNED}の{PROVIDER}")
_DOMAIN_SAID = compiled(
    r"(?:at ?sign|アット ?マーク)[^\n。]{0,12}?(?P<value>[a-z0-9\-]{2,30}(?:\.[a-z0-9\-]{2,20}){1,3})(?!["
    r"a-z0-9])"
)
_SAID = compiled(
    r"(?<![a-z0-9._@\-])(?P<value>[a-z0-9][a-z0-9._\-]{1,40}[、,\s]{1,2}(?:アッ?ト ?マーク|アット|あっと"
    r"|at ?mark)[、,\s]{1,2}[a-z0-9\-]{2,30}(?:[、,\s]{1,2}(?:ドット|どっと|点|てん|dot)[、,\s]{1,2}[a-z]"
    r"{2,10}){1,3})"
)
_PRODUCT = compiled(
    r"(?:iphone|ipad|ios|android|windows|galaxy|pixel|ps|web|office|ie|chrome)[\d.\-]+[a-z]{0,5}\Z"
)
_MENTION = compiled(rf"{_AT}|{PROVIDER}|ドメイン|domain")


def told_emails(page: Page) -> Iterator[Hit]:
    """What stands before the sign, and the host where it is said apart."""
    for spelling in {id(one): one for one in (page.words, page.digits)}.values():
        folded = spelling.folded
        if not _MENTION.search(folded):
            continue
        for rank, patterns in (
            (LABELLED, (_NAMED, _DOMAIN_SAID, _SAID)),
            (SHAPED, (_BEFORE, _AFTER, _NEAR_PROVIDER, _OF_PROVIDER)),
        ):
            for pattern in patterns:
                for match in pattern.finditer(folded):
                    value = match["value"].rstrip(".-")
                    if not _PRODUCT.match(value):
                        yield hit(
                            "email", spelling, (match.start("value"), match.start("value") + len(value)), rank
                        )
