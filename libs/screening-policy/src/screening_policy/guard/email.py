"""E-mail addresses, plain, disguised and said."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, Hit, compiled, hit
from screening_policy.guard.spelling import Page

TLD = (
    r"(?:com|net|org|jp|io|de|uk|fr|info|edu|gov|biz|ca|au|kr|cn|tw|it|es|nl|ch|at|be|se|no|dk|fi|pl|ru|br"
    r"|in|mx|nz|ie|sg|hk|dev|app|xyz|me|us|eu|cc|tv|ne|co"
    r"|コム|ネット|オルグ|ジェイピー|ジェーピー|ジェイピ)(?![a-z0-9])"
)
_FREE = r"(?<![a-z0-9._%+'\-])"
_PART, _LOCAL = r"[a-z0-9][a-z0-9\-]{0,62}", r"[a-z0-9._%+'\-]{1,64}"
_KANA = r"[a-z0-9ぁ-んー]{1,40}"
_OPEN, _CLOSE = r"[(\[{<＜「【〈《〔≪⟪]\s?", r"\s?[)\]}>＞」】〉》〕≫⟫]"
_AT_WORD = r"(?:at(?:[ .\-]?(?:mark|sign))?|アッ?ト(?: ?マーク)?)"
_AT_SIGN = (
    rf"(?:\s?(?:@|{_OPEN}(?:{_AT_WORD}|@|a){_CLOSE}|アッ?ト ?マーク|アット|&#64;|[★☆●◎■#*]at[★☆●◎■#*])\s?)"
)
_AT_BETWEEN = rf"(?:[_\-]{_AT_WORD}[_\-]|\s[_\-]?{_AT_WORD}[_\-]?\s(?:no-?spam\s)?)"
_DOT_SIGN = rf"(?:\s?(?:[.。,]|{_OPEN}(?:dot|ドット|\.|d){_CLOSE}|ドット|、)\s?)"
_DOT_BETWEEN = r"(?:[_\-](?:dot|ドット)[_\-]|\s[_\-]?(?:dot|point|period|ドット|てん|点)[_\-]?\s)"
_NUMBER_WORD = (
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[\- ][a-z]{3,5})?|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|\d{1,6}"
)
_SAID = (
    rf"[a-z0-9_+\-]{{1,40}}?(?:(?:{_DOT_BETWEEN}|\s(?:underscore|dash|hyphen|plus|アンダーバー"
    rf"|ハイフン)\s|\.)[a-z0-9_+\-]{{1,40}}?){{0,4}}(?:\s(?:{_NUMBER_WORD}))?"
)
PROVIDER = (
    r"(?:g-?mail|[gじ] ?メール|ジーメール|yahoo|ヤフー|hotmail|ホットメール|outlook|アウトルック|icloud"
    r"|アイクラウド"
    r"|nifty|ニフティ|biglobe|ビッグローブ|ocn|so-net|plala|ezweb|uqモバイル|楽天モバイル|docomo|ドコモ"
    r"|ezweb|softbank|ソフトバンク|proton(?:mail)?)"
)
_DIGIT_OR_SIGN = r"(?=[a-z]{0,30}[0-9_.\-][a-z0-9_.])"
_EMAILS = tuple(
    compiled(source)
    for source in (
        rf"{_FREE}{_LOCAL}\s?@\s?[a-z0-9](?:\.[a-z0-9]){{2,20}}(?:\s?\.\s?[a-z](?:\.[a-z]){{1,3}}){{1,3}}(?!"
        rf"[a-z0-9])",
        rf"{_FREE}{_LOCAL}(?:@{{1,2}}|%40){_PART}(?:\.{_PART}){{1,5}}",
        rf"{_FREE}{_LOCAL}\s?@\s?{_PART}(?:\s?\.\s?{_PART}){{0,3}}\s\.\s?[a-z](?:\.[a-z]){{1,3}}(?![a-z0-9])",
        rf"(?<![a-z0-9._%+'\- ])[a-z][a-z.]{{1,14}}(?: [a-z0-9]{{2,15}}"
        rf"|(?: [a-z0-9]{{1,3}}){{1,4}}) @ {_PART}(?:\s?\.\s?{_PART}){{1,4}}",
        rf"(?:[一-鿿]{{1,6}}[a-z0-9._\-]{{0,20}})@{_PART}(?:\.{_PART}){{1,5}}",
        rf"{_FREE}(?=[0-9_\-]{{0,40}}[a-z])[a-z0-9_\-]{{1,40}}(?:{_DOT_SIGN}[a-z0-9_\-]{{1,40}}){{1,3}}"
        rf"{_AT_SIGN}{_PART}"
        rf"(?:{_DOT_SIGN}{_PART}){{0,3}}{_DOT_SIGN}{TLD}",
        rf"{_FREE}{_DIGIT_OR_SIGN}[a-z0-9._\-]{{4,40}}(?= (?:at|on) (?:the |my )?(?:usual )?{PROVIDER}(?![a-"
        rf"z]))",
        rf"{_FREE}{_LOCAL}{_AT_SIGN}{_PART}(?:{_DOT_SIGN}{_PART}){{0,3}}{_DOT_SIGN}{TLD}",
        rf"{_FREE}[a-z0-9_]{{1,40}}(?:\s?\.\s?[a-z0-9_]{{1,40}}){{0,3}}{_AT_SIGN}{_PART}"
        rf"(?:{_DOT_SIGN}{_PART}){{0,3}}{_DOT_SIGN}{TLD}",
        rf"{_FREE}{_SAID}(?:{_AT_BETWEEN}|{_AT_SIGN})[a-z0-9]{{1,40}}"
        rf"(?:(?:{_DOT_BETWEEN}|\.)[a-z0-9]{{1,40}}){{0,3}}{_DOT_BETWEEN}{TLD}",
        rf"{_FREE}{_DIGIT_OR_SIGN}{_LOCAL}\s{_AT_WORD}\s{_PART}(?:\.{_PART}){{0,3}}\.{TLD}",
        rf"{_FREE}{_LOCAL}[★☆●◎■＊*#]{_PART}(?:\.{_PART}){{0,3}}\.{TLD}",
        rf"(?<![a-z0-9ぁ-んー])(?:{_KANA}?\s?(?:ハイフン|アンダーバー|ドット)\s?){{0,3}}{_KANA}?"
        rf"\s?アット(?: ?マーク)?\s?{_KANA}?"
        rf"(?:\s?(?:ドット|\.)\s?{_KANA}?){{1,3}}(?=です|まで|だ|が|に|へ|で|。|、|\s|$)",
        r"(?<=@の前が)[a-z0-9._\-]{3,40}|(?<=@の前は)[a-z0-9._\-]{3,40}|(?<=@より前は)[a-z0-9._\-]{3,40}",
        rf"\"[^\"\n]{{1,40}}\"@{_PART}(?:\.{_PART}){{1,5}}",
        rf"{_FREE}{_LOCAL}@(?=の(?:あと|後)|以降|から後|[^\n。]{{0,20}}{PROVIDER})",
        rf"(?<![a-z0-9ぁ-んー])(?:[a-z0-9ぁ-んー_.\-]{{1,20}}(?<![はがを])[\s、]{{1,2}}){{0,4}}[a-z0-9ぁ-"
        rf"んー_.\-]{{1,20}}[\s、]{{0,2}}アット(?: ?マーク)?[\s、]{{0,2}}"
        rf"(?:{PROVIDER}|[a-z0-9\-]{{2,20}})(?:[\s、]{{0,2}}(?:ドット|\.)[\s、]{{0,2}}(?:[a-z]{{2,6}}"
        rf"|シーオー|コム|ジェイピー|ジェーピー|ネット|エヌイー|ひと|コドット)){{0,3}}",
        r"(?<![a-z0-9])[a-z0-9]{1,20} (?:underscore|dot|dash|hyphen|plus)(?: [a-z0-9]{1,20}){1,4}? at [a-"
        r"z0-9]{2,20}(?: dot [a-z]{2,5}){0,3}(?![a-z0-9])",
        rf"(?<![a-z0-9])(?:[a-z0-9]{{1,20}},? ){{0,5}}?[a-z0-9]{{1,20}},? at {PROVIDER}(?: dot [a-z]{{2,5"
        rf"}}){{1,3}}(?![a-z0-9])",
        rf"(?:メール|アドレス|メアド|e-?mail|address)(?:は|:|\sis|\s){{1,3}}{_DIGIT_OR_SIGN}[a-z0-9._\-]"
        rf"{{4,40}}"
        rf"(?=[^\n]{{0,14}}(?:ドメイン|domain|{PROVIDER}))",
        rf"(?<![a-z0-9ぁ-んー])(?=[a-z0-9._]{{0,20}}[ぁ-ん])[a-z0-9._ぁ-んー]{{2,40}}@{_PART}(?:\.{_PART}"
        rf"){{1,5}}",
        rf"{_FREE}{_LOCAL}@[a-z0-9][a-z0-9\-]{{2,60}}",
        rf"{_FREE}{_LOCAL}@{PROVIDER}(?:\s?{_DOT_SIGN}?\s?{TLD})?",
        rf"{_FREE}(?:{_DIGIT_OR_SIGN}{_LOCAL}{_AT_BETWEEN}|{_LOCAL}{_AT_SIGN})[a-z0-9]{{2,30}}(?:"
        rf"[ .](?:ne|co|or|ac|go"
        rf"|ad)[ .]jp| com| net| org)(?![a-z])",
        rf"{_FREE}{_LOCAL}{_AT_SIGN}{PROVIDER}(?![a-z.])",
        rf"{_FREE}{_DIGIT_OR_SIGN}{_LOCAL}\s(?:at|アット)\s{PROVIDER}(?![a-z])",
        rf"(?<![a-z]){PROVIDER}(?:メール)?(?:の|は|が|で|:|\s|ほう|方|アドレス|メアド|address|is|id){{1,5}}"
        rf"{_DIGIT_OR_SIGN}[a-z][a-z0-9._\-]{{3,40}}@?",
        r"(?<![a-z0-9])[a-z0-9._](?: [a-z0-9._+\-]){1,40} @(?: [a-z0-9.\-](?![a-z0-9])){4,60}",
    )
)


_SHOUTED = re.compile(
    r"(?<![\w.])[A-Za-z0-9._%+\-]{2,64}\sAT\s[A-Za-z0-9\-]{2,40}(?:(?:\."
    r"|\sDOT\s)[A-Za-z]{2,10}){1,3}(?![A-Za-z0-9])"
)


def emails(page: Page) -> Iterator[Hit]:
    """E-mail addresses in the words as they stand."""
    for spelling in {id(one): one for one in (page.words, page.digits)}.values():
        for pattern in _EMAILS:
            for match in pattern.finditer(spelling.folded):
                if "." not in match[0][-1:]:
                    yield hit("email", spelling, match.span(), LABELLED)
    for match in _SHOUTED.finditer(page.words.text):
        yield hit("email", page.words, match.span(), LABELLED)
