"""Names in networks told in a sentence: to be searched for, in kana, with no network named, in pieces."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import NEAR, SHAPED, Hit, compiled, hit
from screening_policy.guard.networks import NETWORK, may_be_handle
from screening_policy.guard.spelling import Page, Spelling

_SITE = (
    r"(?:(?:youtube|ユーチューブ)(?:の?チャンネル)?(?:名)?|メルカリ|ラクマ|ミクシィ|mixi|クックパッド|アメブロ|アメーバ|食べログ|ヤフオク|pixiv|ピクシブ"
    r"|(?<![a-z])note(?=は|の|で|に|:|\s[a-z0-9]{2,12}_)|はてな|ブログ|占いツクール|なろう|カクヨム"
    r"|lemon8|bereal|プロフ"
    r"|マシュマロ"
    r"|ゲーム(?:内)?|モンスト|パズドラ|原神|荒野|ポケモン(?:go)?|フォートナイト|apex|valorant|スプラ|あつ森"
    r"|minecraft|マイクラ|strava|duolingo|goodreads|letterboxd|etsy|ebay|depop|vinted|tinder|ペアーズ"
    r"|tapple)"
)
_ANY = rf"(?:{NETWORK}|{_SITE})"
_HANDLE = r"(?<![a-z0-9._@\-])(?P<value>@?[a-z0-9_][a-z0-9._\-]{2,30})(?![a-z0-9@])"
_SIGNED = (
    r"(?<![a-z0-9._@\-])(?P<value>@?(?=[a-z]{0,30}[0-9_.\-][a-z0-9_])(?=[0-9._\-]{0,20}[a-z])[a-z0-9_][a-"
    r"z0-9._\-]{3,30})(?![a-z0-9@])"
)
_DOES = (
    r"(?=(?:」|\s)?(?:を|で|と|って|という)?(?:検索|探し|さがし|フォロー|書いて|書き|やって|やっ|登録"
    r"|出(?:て|し|品)|投稿|配信|発信|活動|出てき|名前|アカウント|ユーザー|id|垢|名義|追加|申請|遊ん"
    r"|プレイ)|です|だよ|で(?:す|出|登))"
)
_KANA = r"(?P<value>[ぁ-んァ-ヶー一-鿿a-z0-9_＠@☆★♪]{2,14}?)"
_PATTERNS = tuple(
    compiled(source)
    for source in (
        rf"{_ANY}(?:の|で|は|に|で(?:は)?|も|、|:|\s){{1,3}}(?:id|アカウント|名前|ユーザー名)?(?:は|が"
        rf"|で|:)?\s?[「『]?{_HANDLE}{_DOES}",
        rf"{NETWORK}\s?{_SIGNED}(?=で|を|です|って|\s*$|、|。)",
        r"(?<![a-z0-9._@\-])(?P<value>@?[a-z0-9_][a-z0-9._\-]{2,30})(?:って|という)(?:id|垢|アカ"
        r"|ハンドル|ユーザー)",
        r"[ぁ-んー一-鿿]{2,10}のid(?:は|が|:|、|\s){0,3}(?P<value>(?=[a-z]{0,20}\d)(?=\d{0,20}[a-z])[a-z0"
        r"-9]{5,20})(?![a-z0-9])",
        rf"{_ANY}(?:での|の)?(?:名前|ニックネーム|ネーム|表示名|ユーザー名|アカウント名)(?:は|が|:|で)?\s?「?(?P<value>[^\s。、」"
        rf"]{{2,1"
        rf"4}}?)」?(?=です|だ|で|と|。|、|$)",
        rf"{_ANY}(?:は|:|が|\s|→){{1,2}}{_SIGNED}(?=\s*$|や|っす|、|。)",
        r"(?<![a-z])(?:tag|handle|user ?name|id|account) (?:is )?(?P<value>[a-z0-9]{1,20}(?: (?:dash|dot"
        r"|underscore|hyphen) [a-z0-9]{1,20}){1,3}(?: [a-z]{2,4}ty| [a-z]{3,6}teen)?)",
        rf"(?:友(?:達|だち)(?:追加|登録|申請)|フレンド(?:申請|登録)?|フォロー|相互|垢"
        rf"|ハンドル(?:ネーム)?|アカウント(?:名)?|ユーザー(?:名|ネーム)|プロフ(?:ィール)?)(?:は|:|→|が"
        rf"|も|\s){{1,2}}{_SIGNED}",
        r"(?:(?<![a-z])(?:uid|pid)(?![a-z])|(?:プレイヤー|フレンド|ユーザー|ゲームの?|ゲーム内の?"
        r"|アカウント)(?:の)?(?:id|コード|番号)|トレーナーコード|フレコ|招待コード|(?:player|friend"
        r"|trainer|user) ?(?:id|code|tag))"
        r"(?:は|が|:|\s|is|番号|、){0,3}(?P<value>[a-z#]{0,3}\d(?:[\s\-,]?\d){5,15})(?!\d)",
        rf"{NETWORK}(?:の?id|は|が|の|:|\s){{0,3}}(?P<value>[a-z0-9]{{2,20}}(?:\s?(?:アンダー(?:バー"
        rf"|スコア)|ハイフン|ドット)\s?[a-z0-9]{{1,20}}){{1,4}})",
        r"[ぁ-んー一-鿿a-z]{2,10}のid(?:は|が|:|、|\s){0,3}(?P<value>\d{1,3}(?:,\d{3}){1,4}|\d{7,16})(?!\d)",
        rf"{_ANY}(?:の?id|の?アカウント)?(?:は|が|:)\s?[「『](?P<value>[a-z0-9_.\-]{{3,30}})[」』]",
        rf"{_ANY}(?:で|の|は)\s?「?(?P<value>[^\s。、」]{{2,14}}?(?:チャンネル|ちゃんねる))」?(?:って"
        rf"|という|を|で)?(?:やって|配信|運営|始め|投稿)",
        r"(?:youtube|ユーチューブ)の?チャンネル名?(?:は|が|:)\s?「?(?P<value>[^\s。、」]{3,20}?)」?(?=です|だよ|って|。|$)",
        rf"{_ANY}(?:の(?:頃|とき|時|ほう|方))?(?:は|では)\s?「?(?P<value>[ぁ-んァ-ヶー一-鿿]{{2,10}}[☆★♪♡＊_]\s?[a-z0-9ぁ-んァ-ヶ]{{0,8}})」?"
        rf"(?=です|でし|だ|で|って|。|$)",
        rf"(?<![a-z])(?:my (?:user ?name|screen ?name|gamertag|@|insta|discord|twitter|snap|telegram"
        rf"|tiktok|twitch|steam|psn|xbox|reddit|bluesky|threads)(?: is|'s|:| name is| handle is)"
        rf"|i(?:'m| am)? (?:tweet|post|stream|blog|write|sell|go|play|comment|stream)(?:ing)? (?:as"
        rf"|under)|i'm @) {_HANDLE}",
        rf"(?<![a-z])my (?:handle|tag|nick|alias|at|name)(?: is|'s|:) {_HANDLE}(?= everywhere| on "
        rf"| there| in[ -]game| if|,? find)",
        rf"(?:i'm|i am|find me|add me|follow me) (?:on|in) {NETWORK},? (?:as|under|at|it's|i'm) {_HANDLE}",
        rf"(?<![a-z])my (?:handle|tag|nick|alias)(?: is|'s|:) {_SIGNED}",
        rf"(?<![a-z])(?:add me|find me|follow me|message me|dm me|hit me up|look me up|search(?: for)?"
        rf"|it's|i'm)(?: (?:on|as|at|under|there|:))?,? {_SIGNED}",
        r"(?<![a-z])(?P<value>@[a-z_][a-z0-9_.\-]{2,29})(?=\s?(?:です|だよ|って|で(?:す|検索|やって|書"
        r"|投)|を(?:検索|フォ|見)|に(?:dm|連絡|フォ)|まで|$|\s*\.))",
        rf"{NETWORK}[^\n。@]{{0,20}}?(?P<value>@[a-z_][a-z0-9_.\-]{{2,29}})",
        rf"{_ANY}(?:の|は|で(?:は)?|:|\s)\s?[「『]?{_KANA}[」』]?(?=という(?:名前|id|アカウント|ユーザー"
        rf"|垢|名義|ハンドル)|って(?:名前|id|いう名前|アカウント|垢|名義)|名義で)",
        rf"{_ANY}(?:の|は|で(?:は)?|:|\s)\s?[「『]?(?P<value>[ぁ-んァ-ヶー]{{2,10}}(?<![はがをにでもとの]"
        rf")[_☆★]?\d{{1,6}})[」』]?(?=です|だ|で(?:検索|登録|出品|やって)|って|。|\s*$)",
        rf"{_ANY}(?:で|は|に|の|:|\s)\s?(?P<value>[a-z]{{2,15}} [a-z]{{2,15}})(?=を探|を検索|で(?:検索"
        rf"|登録|やって|出て)|という名前|って名前)",
        rf"{_ANY}(?:の?id|の?アカウント)?(?:は|が|:|\s)\s?(?P<value>[a-z0-9._]{{2,20}}\s?(?:のあと(?:に"
        rf"|が|は)?|の後(?:ろ)?(?:に|が)?|のうしろに|に続けて|プラス|と|、そして|then|plus"
        rf"|and then)\s?[a-z0-9._]{{2,12}})(?![a-z0-9])",
    )
)
_SPELT = compiled(rf"{NETWORK}(?:\s?の?id)?(?:\s|:|は|が){{1,3}}(?P<value>[a-z]{{4,30}})(?![a-z])")
_NO_VALUE = re.compile(
    r"(?:公式|有名|人気|無料|好き|毎日|最近|普通|とても|すごく|限定|新しい|どこ|本名|匿名|英語|日本語|何"
    r"|全部|別)"
)
_MENTION = compiled(
    rf"のid|{_ANY}|@|友達|友だち|フレンド|フォロー|垢|アカウント|ハンドル|ユーザー|プロフ|uid|トレーナー"
    rf"|フレコ|招待|handle|user|screen|gamertag|add me|find me|follow|dm me|(?<![a-z])i (?:tweet|post"
    rf"|stream|go|play)|search"
)
_VERB = re.compile("(?:れた|った|した|いた|ない|たい|です|ます|変|同じ|必要|自由)$")
_SPELT_OUT = 1.5


def told_handles(page: Page) -> Iterator[Hit]:
    """Names by what is to be done with them, and what was spelt letter by letter beside a network."""
    for spelling in {id(one): one for one in (page.words, page.digits)}.values():
        if _MENTION.search(spelling.folded):
            yield from _told(spelling)
    for match in _SPELT.finditer(page.words.folded):
        start, end = page.words.span(*match.span("value"))
        if end - start > _SPELT_OUT * len(match["value"]):
            yield Hit("sns_id", start, end, SHAPED)


def _told(spelling: Spelling) -> Iterator[Hit]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(spelling.folded):
            value = match["value"].rstrip(".:-")
            if may_be_handle(value) and not _VERB.search(value) and not _NO_VALUE.match(value):
                start = match.start("value")
                yield hit("sns_id", spelling, (start, start + len(match["value"])), NEAR)
