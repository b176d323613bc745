"""Names in messengers, social media and games, and links to profiles."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, NEAR, SHAPED, Hit, compiled, hit
from screening_policy.guard.networks import NETWORK, may_be_handle
from screening_policy.guard.spelling import Page, Spelling

_SITES = (
    r"(?:instagram\.com|twitter\.com|x\.com|facebook\.com|fb\.com|fb\.me|tiktok\.com|t\.me|telegram\.me"
    r"|line\.me|lin\.ee|threads\.net|threads\.com|youtube\.com/(?:@|c/|user/|channel/)|discord\.gg"
    r"|discord\.com/users|linkedin\.com/in|wa\.me|m\.me|snapchat\.com|twitch\.tv|bsky\.app/profile"
    r"|vk\.com|mixi\.jp|ko-fi\.com|pinterest\.(?:com|jp)|reddit\.com/u(?:ser)?|note\.com|ameblo\.jp"
    r"|github\.com|lit\.link|linktr\.ee|steamcommunity\.com/id|profile\.hatena\.ne\.jp|pixiv\.net/users"
    r"|mstdn\.jp|misskey\.io|skype:|line://ti/p/~?)"
)
_LINKS = re.compile(
    rf"(?:https?://)?(?<![a-z0-9\-])(?<![a-z0-9]\.)(?:www\.|m\.|mobile\.|jp\.)?{_SITES}"
    r"/?(?!(?:jp|about|help|explore|search|hashtag|watch|terms|policies|login)/?(?![a-z0-9]))"
    r"[a-z0-9_@.~/?=\-]{2,80}"
)
_ID = (
    r"(?:の|\s){0,2}(?:チャンネル|channel)?(?:の|\s){0,2}(?:id|アイディー|アイディ|アカウント(?:名|id)?|名"
    r"|垢|handle|ハンドル(?:ネーム)?|user ?name|user|ユーザー(?:名|ネーム|id)?|account|ネーム|tag|タグ"
    r"|プロフィール|profile|チャンネル|channel|(?:screen )?name)"
)
_SAYS = r"(?:\s|:|=|→|⇒|は|が|で|を|、|,|is(?![a-z])|「|\"|\(|'s(?![a-z])|-\s|・){1,5}+"
_NAME = r"[a-z0-9_][a-z0-9._#:\-]{2,40}"
_SIGNED = r"(?=[0-9_.\-]{0,20}[a-z])(?=[a-z]{0,30}[\d_.#\-][a-z0-9_])[a-z0-9_][a-z0-9._#:\-]{2,40}"
_AT = r"(?:@|at mark |アット(?:マーク)?)\s?"
_SAID_SIGN = r"\s?(?:underscore|アンダー(?:バー|スコア)|dot|ドット|dash|ハイフン|hash|シャープ)\s?"
_COUNT = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh"
    r"|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[\- ][a-z]{3,5})?|\d{1,6})(?![a-z])"
)
_HANDLES = tuple(
    compiled(source)
    for source in (
        rf"{NETWORK}{_ID}{_SAYS}(?P<value>(?:{_AT})?{_NAME}(?:{_SAID_SIGN}[a-z0-9]{{1,20}}){{0,3}})",
        rf"{NETWORK}{_ID}(?P<value>@?(?=[a-z._#\-]{{0,20}}[\d_])(?!_){_NAME})",
        rf"{NETWORK}(?:{_ID})?\s?は\s?(?P<value>[a-z][a-z0-9]{{3,30}})(?=です|だ|でした|でやって|で検索"
        rf"|を検索|。|$)",
        rf"{NETWORK}[^\n。]{{0,16}}?(?P<value>(?<![a-z0-9._@])[a-z][a-z0-9]{{3,30}})(?=と入れ|で検索"
        rf"|で出て|で登録|って検索|を追加|と検索)",
        rf"{NETWORK}(?:は|:)\s?(?P<value>アット\s?[ぁ-んー]{{1,12}}(?:[ _][ぁ-んー]{{1,12}}?){{0"
        rf",3}})(?=です|だ|。|$)",
        rf"{NETWORK}{_ID}?(?:は|が|:)\s?(?P<value>[ぁ-んー]{{1,10}}(?: [ぁ-んー]{{1,10}}){{0,2}} ?\d{{2,6}})"
        rf"(?=です|だ|で|。|、|$)",
        rf"(?:{NETWORK}|(?<![a-z])game) ?{_ID}{_SAYS}(?P<value>[a-z]{{2,15}}(?: [a-z]{{2,15}}){{0,2}} (?:\d"
        rf"{{1,6}}|double"
        rf" [a-z]{{3,5}}|{_COUNT}))(?![a-z0-9])",
        rf"{NETWORK}{_SAYS}(?P<value>[a-z]{{2,15}}(?: [a-z]{{2,15}}){{0,3}}\s?(?:hash|シャープ"
        rf"|#)\s?\d{{4}})(?!\d)",
        rf"(?P<value>at [a-z0-9]{{1,20}}(?: (?:underscore|dot"
        rf"|dash) [a-z0-9]{{1,20}}){{1,4}})[^\n.]{{0,14}}?{NETWORK}",
        rf"(?<![a-z])id\s?[:は]\s?(?P<value>[a-z][a-z0-9]{{3,30}})\s?\(?{NETWORK}",
        r"(?<![a-z0-9/])(?P<value>u/[a-z0-9_\-]{3,24})(?![a-z0-9])",
        rf"{NETWORK}(?: me| us| 友達)?\s?(?::|=|→|⇒|です→)\s?(?P<value>(?:{_AT})?[a-z]{_NAME})",
        rf"{NETWORK}(?:の|{_SAYS})(?P<value>{_AT}[a-z0-9_.]{{2,30}}|{_SIGNED})",
        rf"{NETWORK}{_ID}?(?:の|{_SAYS})(?P<value>(?:アット ?マーク[、 ]?)?[ぁ-んa-z0-9ー]{{1,15"
        rf"}}(?:[、 ・]?(?:アンダー(?:バー|スコア)"
        rf"|ドット|ハイフン|シャープ)[、 ・]?[ぁ-んa-z0-9ー]{{1,15}}?(?:[ 、・]\d{{1,6}})?){{1,3}})(?=です"
        rf"|だ|で"
        rf"|。|、|$|\s)",
        rf"{NETWORK}[^\na-z0-9@]{{0,14}}[→:⇒「、\s(|](?P<value>{_AT}{_NAME}|{_SIGNED})",
        rf"{NETWORK}{_SAYS}(?P<value>[a-z0-9]{{2,20}}(?:{_SAID_SIGN}[a-z0-9]{{1,20}}){{1,4}}(?:\s{_COUNT}"
        rf")?)(?![a-z])",
        rf"{NETWORK}[^\n]{{0,20}}?\s(?P<value>at(?:\s[a-z0-9]{{1,20}}){{1,3}}(?:\s(?:underscore|dot"
        rf"|dash)\s[a-z0-9]{{1,20}}){{1,4}}(?:\s{_COUNT})?)",
        rf"(?:my|add(?: me on)?|follow(?: me on)?|私の|僕の|俺の)\s?{NETWORK}{_ID}?(?:\s|:"
        rf"|is(?![a-z])|は){{1,4}}"
        rf"(?P<value>@?{_NAME})(?=\s*(?:$|[.,!。、\n)]|です|だ))",
        r"(?<![a-z0-9_.@])(?P<value>@(?=[a-z]{0,30}[\d_.][a-z0-9_])[a-z_][a-z0-9_.]{2,29})",
        rf"(?P<value>@[a-z_][a-z0-9_.]{{2,29}})[^\n@]{{0,16}}{NETWORK}",
        rf"(?P<value>{_SIGNED})(?:\s?(?:が|は|って)\s?(?:私の|僕の|俺の)?|\s(?:is|on)\s(?:my\s)?){NETWORK}",
        r"(?:dm(?: me)?|フォローして|follow me|find me|message me"
        r"|add me)[^\n@]{0,12}(?P<value>@[a-z_][a-z0-9_.]{2,29})",
        r"(?<![a-z0-9._#])(?P<value>[a-z][a-z0-9._]{2,31}#\d{4})(?!\d)",
        r"(?<![a-z0-9])(?P<value>sw-\d{4}-\d{4}-\d{4})(?!\d)",
        rf"(?:フレンドコード|friend ?code){_SAYS}(?P<value>(?:sw-?)?\d{{4}}[\- ]?\d{{4}}[\- ]?\d{{4}})(?!\d)",
        rf"(?:ユーザー(?:名|ネーム|id)|user ?name|ハンドルネーム){_SAYS}(?P<value>@?{_SIGNED}"
        rf"|[^\s。、]{{2,20}}?@[^\s。、]{{2,20}})",
    )
)
_WITH_DIGIT = r"(?=[a-z._\-]{0,30}[\d_])(?=[\d._\-]{0,20}[a-z_])[a-z_][a-z0-9._#\-]{3,40}"
_NEAR_NETWORK = (
    compiled(
        rf"{NETWORK}[^\n。!?]{{0,30}}?(?<![a-z0-9._@])(?P<value>@[a-z_][a-z0-9_.]{{2,30}}|{_WITH_DIGIT})("
        rf"?![a-z0-9@])"
    ),
    compiled(
        rf"(?<![a-z0-9._@])(?P<value>@[a-z_][a-z0-9_.]{{2,30}}|{_WITH_DIGIT})(?![a-z0-9@])[^\n。!?]{{0,24"
        rf"}}?{NETWORK}"
    ),
    compiled(
        rf"(?:id|アカウント|垢|ハンドル|ユーザー名|handle|username|gamertag|フォロー|検索して)[^\n。!?]{{"
        rf"0,20}}?(?<![a-z0-9._@])(?P<value>@[a-z_][a-z0-9_.]{{2,30}}|"
        rf"{_WITH_DIGIT})(?![a-z0-9@])"
    ),
    compiled(
        rf"(?<![a-z0-9._@])(?P<value>@?{_WITH_DIGIT})(?![a-z0-9@])[^\n。!?]{{0,12}}?(?:で検索|でやって"
        rf"|をフォロー|って(?:id|垢|アカウント)|という(?:id|アカウント))"
    ),
)
_OF_OTHERS = compiled(r"(?:i (?:also )?(?:follow|watch|like)|公式|official)\s?の?\Z")
_MENTION = compiled(
    rf"{NETWORK}|[@#]|u/|(?<![a-z])sw-|アット|(?<![a-z])id(?![a-z])|アカウント|垢|ハンドル|ユーザー"
    rf"|フォロー|検索|handle|user ?name|gamertag|って|という|でやって"
)
_LOOK_BACK = 24


def social(page: Page) -> Iterator[Hit]:
    """Names that a network or a sign beside them shows."""
    for match in _LINKS.finditer(page.words.folded):
        yield hit("sns_id", page.words, match.span(), LABELLED)
    yield from _handles(page.words)
    if page.digits is not page.words:
        yield from _handles(page.digits)


def _handles(spelling: Spelling) -> Iterator[Hit]:
    if not _MENTION.search(spelling.folded):
        return
    for rank, patterns in ((SHAPED, _HANDLES), (NEAR, _NEAR_NETWORK)):
        for pattern in patterns:
            for match in pattern.finditer(spelling.folded):
                value = match["value"].rstrip(".:-")
                if may_be_handle(value) and not _is_of_others(spelling.folded, match.start("value")):
                    start = match.start("value")
                    yield hit("sns_id", spelling, (start, start + len(value)), rank)


def _is_of_others(folded: str, at: int) -> bool:
    return _OF_OTHERS.search(folded, max(0, at - _LOOK_BACK), at) is not None
