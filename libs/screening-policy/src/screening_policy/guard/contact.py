"""Ways to reach a person: telephone numbers, e-mail addresses, names and links of social media."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import GAP, LABELLED, LINK, SHAPED, Hit, compiled, digits_in, hit
from screening_policy.guard.spelling import Page

_FREE, _END = r"(?<!\d)(?<!\d[.\-,])(?<![a-z]-)", r"(?!\d)"
_PHONES = tuple(
    compiled(source)
    for source in (
        rf"{_FREE}0{GAP}[5789]{GAP}0(?:{GAP}\d){{8}}{_END}",
        rf"\+{GAP}\d(?:{GAP}\d){{8,13}}+{_END}",
        rf"{_FREE}\(?0\d{{1,4}}[\-ー−‐–—.()・の ]{{1,3}}+\d{{1,4}}[\-ー−‐–—.()・の ]{{1,3}}+\d{{3,4}}{_END}",
        rf"{_FREE}0(?:[\s、,\-]{{1,3}}\d){{9}}{_END}",
        rf"{_FREE}\(?[2-9]\d\d\)?[\-. ]{{1,2}}\d{{3}}[\-. ]\d{{4}}{_END}(?!-)",
    )
)
_BARE = compiled(rf"{_FREE}0\d{{9,10}}{_END}")
_NAMED = compiled(
    r"(?:電話|でんわ|(?<![a-z])tel(?![a-z])|携帯|けいたい|ケータイ|連絡先|ファックス|(?<![a-z])fax|phone"
    r"|mobile|(?<![a-z])cell"
    r"|whatsapp|(?:call|text|ring|reach|dial)(?: me| us)?(?![a-z])|(?<![a-z])my number)"
    rf"(?:{LINK}|[\s,]|番号|は|(?:at|on|me|any time)(?![a-z])){{0,3}}(?P<value>\d(?:{GAP}\d){{6,14}}+){_END}"
)
_GOODS = compiled(
    "品番|型番|注文|伝票|バーコード|追跡|受付|jan|upc|isbn|order|tracking|serial|sku|case|ticket|ref"
)
_LOOK_BACK = 14


def phones(page: Page) -> Iterator[Hit]:
    """Telephone numbers of Japan by their form, of other countries by + or grouping, others when named."""
    folded = page.digits.folded
    for pattern in (*_PHONES, _BARE):
        for match in pattern.finditer(folded):
            digits = digits_in(match[0])
            goods = _GOODS.search(folded, max(0, match.start() - _LOOK_BACK), match.start())
            if 9 < len(digits) < 16 and len(set(digits)) > 2 and not goods:
                yield hit("phone", page.digits, match.span(), SHAPED)
    for match in _NAMED.finditer(folded):
        yield hit("phone", page.digits, match.span("value"), SHAPED)


_TLD = (
    r"(?:com|net|org|jp|io|de|uk|fr|info|edu|gov|biz|ca|au|kr|cn|tw|it|es|nl|ch|at|be|se|no|dk|fi|pl|ru|br"
    r"|in|mx"
    r"|dev|app|xyz|me|us|eu|nz|ie|sg|hk|コム|ネット|ジェイピー|ジェーピー)(?![a-z0-9])"
)
_PART, _LOCAL = r"[a-z0-9][a-z0-9\-]{0,62}", r"[a-z0-9._%+'\-]{1,64}"
_AT_SIGN = (
    r"(?:\s?(?:@|[(\[{<＜「]\s?(?:at(?:.?mark)?|アット(?:マーク)?|@)\s?[)\]}>＞」]|アットマーク"
    r"|アット|[★☆●◎■#]at[★☆●◎■#])\s?)"
)
_DOT_SIGN = r"(?:\s?(?:\.|[(\[{]\s?(?:dot|ドット|\.)\s?[)\]}]|ドット)\s?)"
_DOT_WORD = r"(?:\s(?:dot|point)\s)"
_SAID = (
    rf"[a-z0-9_+\-]{{1,40}}(?:(?:{_DOT_WORD}|\s(?:underscore|dash|hyphen)\s|\.)[a-z0-9_+\-]{{1,40}}){{0,4}}"
)
_EMAILS = tuple(
    compiled(source)
    for source in (
        rf"(?<![a-z0-9._%+'\-]){_LOCAL}@{_PART}(?:\.{_PART}){{1,5}}",
        rf"(?<![a-z0-9._%+\-]){_LOCAL}{_AT_SIGN}{_PART}(?:{_DOT_SIGN}{_PART}){{0,3}}{_DOT_SIGN}{_TLD}",
        rf"(?<![a-z0-9._%+\-])[a-z0-9_]{{1,40}}(?:\s?\.\s?[a-z0-9_]{{1,40}}){{0,3}}{_AT_SIGN}{_PART}"
        rf"(?:{_DOT_SIGN}{_PART}){{0,3}}{_DOT_SIGN}{_TLD}",
        rf"(?<![a-z0-9._%+\-]){_SAID}(?:\sat(?:[ \-]?mark)?\s|{_AT_SIGN}){_PART}(?:(?:{_DOT_WORD}"
        rf"|\.){_PART}){{0,3}}{_DOT_WORD}{_TLD}",
        rf"(?<![a-z0-9._%+\-])(?=[a-z]{{0,30}}[0-9_.]){_LOCAL}\sat\s{_PART}(?:\.{_PART}){{0,3}}\.{_TLD}",
        rf"(?<![a-z0-9._%+\-]){_LOCAL}[★☆●◎■＊*]{_PART}(?:\.{_PART}){{0,3}}\.{_TLD}",
        r"(?<![a-z0-9])[a-z0-9._](?: [a-z0-9._+\-]){1,40} @(?: [a-z0-9.\-](?![a-z0-9])){4,60}",
    )
)


def emails(page: Page) -> Iterator[Hit]:
    """E-mail addresses, plain and said."""
    for pattern in _EMAILS:
        for match in pattern.finditer(page.words.folded):
            if "." not in match[0][-1:]:
                yield hit("email", page.words, match.span(), LABELLED)


_SITES = (
    r"(?:instagram\.com|twitter\.com|x\.com|facebook\.com|fb\.com|fb\.me|tiktok\.com|t\.me|line\.me"
    r"|lin\.ee|threads\.net"
    r"|youtube\.com/@|discord\.gg|linkedin\.com/in|wa\.me|m\.me|snapchat\.com|twitch\.tv|bsky\.app/profile"
    r"|vk\.com"
    r"|mixi\.jp|ko-fi\.com|pinterest\.com|reddit\.com/u(?:ser)?)"
)
_LINKS = re.compile(
    rf"(?:https?://)?(?<![a-z0-9\-])(?<![a-z0-9]\.)(?:www\.|m\.|mobile\.)?{_SITES}/?[a-z0-9_@.~/?=\-]{{2,80}}"
)
_NETWORK = (
    r"(?:(?<![a-z])line(?![a-z])|ライン|らいん|インスタ(?:グラム)?|(?<![a-z])instagram"
    r"|(?<![a-z])insta(?![a-z])|(?<![a-z])ig(?![a-z])|twitter"
    r"|ツイッター|(?<![a-z])x(?=の| ?id|のid)|discord|ディスコード|telegram|テレグラム|snapchat"
    r"|(?<![a-z])snap(?![a-z])|tiktok|ティックトック"
    r"|facebook|フェイスブック|skype|スカイプ|wechat|微信|カカオ(?:トーク)?|kakao(?:talk)?|threads|mixi"
    r"|twitch|viber|(?<![a-z])sns(?![a-z])|bluesky|paypay|メルカリ|steam|psn)"
)
_ID = (
    r"(?:の|\s){0,2}(?:id|アイディー|アイディ|アカウント(?:名)?|handle|ハンドル(?:ネーム)?|user ?name"
    r"|ユーザー(?:名|id)|account|ネーム|(?:screen )?name)"
)
_SAYS = r"(?:\s|:|=|→|は|が|、|,|is(?![a-z])|「|\"){1,5}+"
_NAME = r"[a-z0-9][a-z0-9._#:\-]{2,40}"
_HANDLES = tuple(
    compiled(source)
    for source in (
        rf"{_NETWORK}{_ID}{_SAYS}(?P<value>@?{_NAME})",
        rf"{_NETWORK}{_ID}(?P<value>@?(?=[a-z._#\-]{{0,20}}\d){_NAME})",
        rf"{_NETWORK}{_ID}?{_SAYS}(?P<value>[a-z0-9_](?: [a-z0-9_.]){{3,30}}+)(?![a-z0-9])",
        rf"{_NETWORK}\s?(?::|=|→|です→)\s?(?P<value>@?[a-z]{_NAME})",
        rf"{_NETWORK}(?:{_SAYS})(?P<value>@[a-z0-9_.]{{3,30}}"
        rf"|(?=[a-z]{{1,30}}[\d_.#\-][a-z0-9])[a-z][a-z0-9._#\-]{{3,40}})",
        rf"{_NETWORK}[^\n]{{0,20}}?\s(?P<value>at\s[a-z0-9]{{1,20}}(?:\s(?:underscore|dot"
        rf"|dash)\s[a-z0-9]{{1,20}}){{1,4}})",
        r"(?<![a-z0-9_.@])(?P<value>@(?=[a-z]{0,30}[\d_.][a-z0-9_])[a-z][a-z0-9_.]{2,29})",
        rf"(?P<value>@[a-z][a-z0-9_.]{{2,29}})[^\n]{{0,12}}{_NETWORK}",
    )
)
_NO_HANDLE_LIST = """
asked required needed blocked banned hacked private public down gone deleted locked annoying great good
fine never always not the this that mine his her very too boring fun useful required. pay-by
"""
_NO_HANDLE = frozenset(_NO_HANDLE_LIST.split())
_DOMAIN = re.compile(rf"[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.{_TLD}")


def social(page: Page) -> Iterator[Hit]:
    """Names in messengers and social media, and links to profiles."""
    for match in _LINKS.finditer(page.words.folded):
        yield hit("sns_id", page.words, match.span(), LABELLED)
    for pattern in _HANDLES:
        for match in pattern.finditer(page.words.folded):
            value = match["value"].rstrip(".:-")
            if value in _NO_HANDLE or _DOMAIN.fullmatch(value) or len(value) < 3:
                continue
            start = match.start("value")
            yield hit("sns_id", page.words, (start, start + len(value)), SHAPED)
