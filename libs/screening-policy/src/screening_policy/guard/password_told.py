"""Secrets told in prose: how a password is put together, what opens a door or a screen, codes of a lock."""

from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, NEAR, NOT_A_UNIT, THIN, Hit, compiled, hit
from screening_policy.guard.spelling import Page, Spelling

_WORD = (
    r"(?:パスワード|ぱすわーど|パスコード|パスフレーズ|合言葉|暗証(?:番号)?"
    r"|(?<![ァ-ヶー])パス(?![ァ-ヶー])|ログイン(?:情報)?|(?<![a-z])(?:pass(?:word|code|phrase)?|pw|pwd"
    r"|pin)(?![a-z])|(?:wi-?fi|ワイファイ|ルーター?)の?(?:キー|パス|key)|セキュリティキー|暗号化?キー)"
)
_IS = r"(?:は|が|を|も|、|:|=|→|'s|\s|is(?![a-z])|was(?![a-z])){1,4}"
_ENDS = (
    r"\s?(?=[」\"]?\s?(?:です|でし|だ(?:よ|った|から|けど)|だ$|にして|のまま|に(?:変|設定|統一)|を使"
    r"|で(?:ログ"
    r"|入|統一|開|通|す)|から変|と(?:いう|同|入)|って|。|、|\n|$|\.|,))"
)
_TAIL = (
    r"(?:(?:を|で|と)?(?:つなげ|つなぎ|足し|たし|つけ|付け|くっつけ|合わせ|並べ|続け|書い)[^\s。、]{0,6}"
    r"|の組み合わせ|です|もの)"
)
_LINK = (
    r"(?:と|に|プラス|足す|たす|\+|＋|の(?:あと|後ろ|うしろ|次)(?:に|が|は)?|、?その(?:あと|後)(?:に|は"
    r"|が)?|、?(?:最後|後ろ|うしろ|あと)(?:に|は)|に続けて|then|plus|followed by|and then|and)"
)
_NUMBER_WORD = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,6}teen|(?:twen"
    r"|thir|for|fif|six|seven|eigh|nine)ty)"
)
_FILLER = (
    r"(?:昔から|ずっと|いつも|全部|今も|今は|たしか|多分|たぶん|確か|単純に|普通に|娘の名前の|犬の名前の"
    r"|猫の名前の|名前の)、?"
)
_PATTERNS = tuple(
    compiled(source)
    for source in (
        rf"{_WORD}は「?(?P<value>[ぁ-んァ-ヶー一-鿿]{{2,8}}\d{{1,4}}(?:びき|ひき|ぴき|匹|羽|頭)){_ENDS}",
        rf"{_WORD}{_IS}「?(?P<value>(?!最|英|半角|全|約|だいたい|今)[ぁ-んァ-ヶー一-鿿a-z]{{1,14}}(?<![は"
        rf"がをにで桁字もの])(?<=[ぁ-んァ-ヶー一-鿿a-z])[\s_\-]?\d{{1,10}}(?!\d)[!-/]?){NOT_A_UNIT}{_ENDS}",
        rf"{_WORD}{_IS}「?(?P<value>[^\n。、]{{2,24}}?、?{_LINK}\s?「?[a-z0-9!-/]{{2,12}}(?![a-z0-9])」?)"
        rf"(?:{_TAIL}|{_ENDS})",
        rf"{_WORD}{_IS}(?P<value>[^\n。]{{1,24}}?(?:ローマ字|アルファベット|英語|逆さ|逆から|数字|大文字"
        rf"|小文字|記号)[^\n。]{{0,16}}?[a-z0-9]{{2,12}})(?![a-z0-9]|文字|桁){_ENDS}",
        rf"{_WORD}{_IS}(?P<value>[a-z]{{3,20}}(?:[\s\-]{_NUMBER_WORD}){{1,6}})(?![a-z])",
        rf"{_WORD}(?:は|が|、)\s?{_FILLER}(?P<value>[a-z0-9!-/]{{4,30}})(?![a-z0-9])",
        r"(?:キー|パス|暗号|key|pass)(?:は|が|:|=)\s?(?P<value>(?=[!-~]{0,30}\d)(?=[!-~]{0,30}[a-z])"
        r"[!-~]{6,40})",
        r"(?<![!-~])(?P<value>(?=[!-~]{0,30}\d)(?=[!-~]{0,30}[a-z])[!-~]{5,40})を[^\n。!?\d]{0,8"
        r"}?(?:パス|ログイン|暗証)",
        rf"{_WORD}{_IS}(?P<value>[a-z]{{3,20}}\s?\d{{2,10}}[!-/]?)(?![a-z0-9]){NOT_A_UNIT}",
        r"(?:wi-?fi|ワイファイ|無線lan|ルーター?|ssid|hotspot|テザリング)[^\n。.]{0,18}?(?:パス(?:ワード)"
        r"?|キー|key|pass(?:word)?|pw|暗号|is|は|が|:)[\sはがis:=「]{0,5}"
        r"(?P<value>(?=[!-~]{0,30}\d)(?=[!-~]{0,30}[a-z])[!-~]{6,40})",
        r"(?<![!-~])(?P<value>(?=[!-~]{0,30}\d)(?=[!-~]{0,30}[a-z])[!-~]{5,40})(?:で|に|を|って|という"
        r"|が)?[^\n。!?\d]{0,14}?(?:ログイン|統一|使い回|パスワード|パスを|パスにして|解錠)",
    )
)
_DIGITS_COUNTED = compiled(
    r"(?:4|6)(?:桁|けた|ケタ)の(?:番号|数字|コード|パス|暗証)(?:は|が|:|、|\s)\s?(?P<value>\d{4}|\d{6})(?!\d)"
)
_IN_HALVES = compiled(
    rf"{_WORD}[の、は]?(?:前半|最初|頭|前|はじめ)(?:は|が|に"
    rf"|、)?\s?(?P<value>[a-z0-9!-/]{{2,20}})(?:(?=後半)|で|、|が"
    rf"|\s){{0,2}}(?:後半|最後|あと|後ろ|うしろ|後|残り)(?:は|が|に|、)?\s?(?P<value2>[a-z0-9!-/]{{2,20}}"
    rf")"
)
_IN_HALVES_BEFORE = compiled(
    r"(?:前半|最初|頭|はじめ)(?:は|が|に|、)\s?(?P<value>[a-z0-9!-/]{2,20})(?:で|、|が|\s){0,2}"
    r"(?:後半|最後|あと|後ろ|うしろ|残り)(?:は|が|に|、)\s?(?P<value2>[a-z0-9!-/]{2,20})[^\n。]{0,8}?パス"
)
_LOCK = (
    r"(?:宅配(?:ボックス|box)|郵便受け|ポスト|金庫|ダイヤル(?:錠)?|オートロック|玄関|ドア|門扉|裏口"
    r"|勝手口|スーツケース|キャリーケース|自転車(?:の鍵)?|キーボックス|南京錠|鍵|カギ|ロッカーの(?:暗証"
    r"|鍵)|セコム|アルソック|警備|アラーム|倉庫|シャッター|エントランス|マンションの入り?口|gate|safe"
    r"|padlock|lock ?box|alarm|front door|garage|locker|suitcase|bike lock)"
)
_DEVICE = (
    r"(?:スマホ|iphone|アイフォン|android|携帯|ケータイ|画面|タブレット|ipad|パソコン"
    r"|(?<![a-z])pc(?![a-z])|端末|atm|キャッシュカード|通帳|phone|laptop|screen|tablet)"
)
_CODE = rf"(?P<value>(?<![\d.,])\d(?:{THIN}\d){{2,7}})(?!\d)(?![.,]\d){NOT_A_UNIT}"
_CODES = tuple(
    compiled(source)
    for source in (
        rf"{_LOCK}[^\n。!?\d]{{0,10}}?(?:番号|暗証|コード|ナンバー|パス|数字|は|code|combination|combo"
        rf"|is|pin)(?:'s)?[\sはがisも、:=「]{{0,5}}{_CODE}(?=\s?(?:です|だ|で|に(?:設定|して|合)|呼|と?押"
        rf"|を押"
        rf"|」|。|、|$|\."
        rf"|,|and))",
        rf"{_DEVICE}[^\n。!?\d]{{0,12}}?{_CODE}\s?(?=(?:で|って|を|と|」)?[^\n。\d]{{0,4}}?(?:開|あけ"
        rf"|あき|解除|ロック|下ろ|おろせ|引き出|打|押|入力|入れ|ログイン|unlock|opens|gets))",
        rf"{_CODE}\s?(?:で|を|と)[^\n。!?\d]{{0,8}}?(?:{_LOCK}|{_DEVICE})[^\n。!?\d]{{0,6}}?(?:開|あけ"
        rf"|あき|解除|入れ|解錠)",
        rf"(?<![a-z])(?:unlock|open|get in|let yourself in|enter|type|key in|punch in)[a-z ]{{0,20}} (?:w"
        rf"ith|using|code)? ?{_CODE}",
        rf"(?:開く|開ける|あける|解除する|ログインする|入る)(?:の|とき|ため|番号|コード"
        rf"|数字)(?:の?(?:番号|数字))?(?:は|が|、)\s?{_CODE}",
        rf"(?:認証|確認|ログイン)(?:の|で|に)(?:番号|コード)?\s?{_CODE}(?=\s?(?:が|を|と|で|だ))",
        rf"{_WORD}(?:は|を|が)\s?\d{{4,8}}から{_CODE}(?=に)",
        r"(?:金庫|ダイヤル|南京錠|ロッカー|郵便受け)[^\n。]{0,14}?(?:右|左)(?:に|へ|回り"
        r"|回し)?\s?(?P<value>\d{1,3})(?!\d)",
        r"(?:金庫|ダイヤル|南京錠|ロッカー|郵便受け)[^\n。]{0,14}?(?:右|左)(?:に|へ|回り|回し)?\s?\d{"
        r"1,3}[^\n。\d]{0,6}?(?:右|左)(?:に|へ|回り|回し)?\s?(?P<value>\d{1,3})(?!\d)",
        rf"(?:ロック|鍵|錠)[^\n。!?\d]{{0,8}}?(?:番号|は|が|を)\s?{_CODE}(?=\s?(?:です|だ|で|に|」|。|、|$))",
    )
)
_SECRET = compiled(
    "パス|ぱす|暗証|合言葉|ログイン|pass|pw|pin|キー|key|wi-?fi|ワイファイ|ルーター?|ssid|統一|使い回"
    "|解錠|secret"
)
_NO_SECRET = compiled(
    "忘れ|秘密|内緒|なし|長い|短い|複雑|簡単|必要|不要|面倒|大事|知ら|わから|難し|覚え|古い|以上|以内"
    "|以下|文字|桁|ヶ月|か月|回|くらい|程度|ごと"
)


def told_passwords(page: Page) -> Iterator[Hit]:
    """Secrets by their words, and what opens something."""
    for spelling in {id(one): one for one in (page.words, page.digits)}.values():
        if _SECRET.search(spelling.folded):
            yield from _told(spelling)
    folded = page.digits.folded
    for match in (*_IN_HALVES.finditer(folded), *_IN_HALVES_BEFORE.finditer(folded)):
        yield hit("password", page.digits, match.span("value"), LABELLED)
        yield hit("password", page.digits, match.span("value2"), LABELLED)
    for pattern in (*_CODES, _DIGITS_COUNTED):
        for match in pattern.finditer(page.digits.folded):
            yield hit("password", page.digits, match.span("value"), NEAR)


def _told(spelling: Spelling) -> Iterator[Hit]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(spelling.folded):
            if not _NO_SECRET.search(match["value"]):
                yield hit("password", spelling, match.span("value"), LABELLED)
