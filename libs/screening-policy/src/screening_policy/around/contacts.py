"""Ways to reach somebody, said around (P2)."""

from screening_policy.clues import BLANK, TALK, TELL, Clue, words

_PHONE = (
    "電話|でんわ|携帯|けいたい|すまほ|もしもし|ぽけっとの中の板|受話器|呼び鈴|着信"
    "|掛け(?:る|た)|かける側|だいやる|鳴ら(?:す|し)|鳴る|震わせ|おりかえし|折り返し"
    "|市外局番|急ぎの用|外線|内線|tel"
    "|" + words("phone|ring|call|dial|mobile|text you|handset|buzz|whatsapp|extension|speed dial|pocket")
)
_DIGITS = (
    "数字|番号|ばんごう|桁|けた|十一|11個|[0-9]つの|何を押|押す(?:数|ぼたん|もの)"
    "|何番|局番|どちらに|どこに|つづき|続き|0[789]0|" + words("digits?|numbers?|dial|figures|key in|press")
)
_DIAL = Clue(
    (_PHONE, _DIGITS, TELL),
    unless=TALK + "|ごろあわせ|話題|記事|ろっく|番号は書か|機種|料金|会社|ぷらん|表示|着信音|音量"
    "|待ち受け|店|台数|何台|番号(?:を|は)?(?:変更|持ち運|乗り換)|ぽーたび|詐欺"
    "|知らない番号|非通知|出ますか|覚え|画面|見出し|会話|"
    + words("plan|carrier|brand|model|ringtone|unknown|spam|shop|how"),
    of_material=True,
)
_MAIL = Clue(
    (
        r"@|＠|squiggly sign|丸にaの記号|電子の(?:道|宛先|手紙|便)|電子(?:郵便|的に)|切手の(?:いら"
        r"|要ら)ない|電子で届|めーる(?:の宛先|の送り先|を受け取る)|(?:お便り|お手紙|返信"
        r"|返事)(?:の|が)(?:届く)?先"
        r"|アットマーク|あっとまーく|\b(?:at sign|inbox|carrier pigeon"
        r"|electronic (?:letter|mail|kind|post)|e-?mail)\b",
        "宛先|前も後ろ|前の部分|左側|手前|届く先|返信先|送り先|郵便受け|ぽすと|英数字"
        "|文頭|続く|打ち込む|手紙|"
        + words(
            "before|after|ahead|in front|behind|left|right|bit|find you|reach you|handle|follows|box"
            "|part|known as|where"
        ),
        TELL,
    ),
    unless=TALK + "|記号の(?:名前|読み)|何と読|\\b(?:symbol|pronounce|meaning)\\b",
)
_HANDLE = Clue(
    (
        r"dm|いんすた|らいん|ついったー|てぃっくとっく|てれぐらむ|紙飛行機"
        r"|緑の(?:吹き出し|あいこん)|鳥の|えすえぬえす|sns|ふぉろー|ゆーちゅーぶ|\bx\b"
        r"|でぃすこーど|つぶやき|返信が来る|友だち追加|友達追加|"
        + words(
            "instagram\\.?|tiktok|twitter|facebook|dms?|snapchat|telegram|whatsapp|discord"
            "|holiday pictures|social|app"
        ),
        r"検索|さーち|見つけ|目印|さが(?:す|せ)|探(?:す|せ)|search|出てくる|続く英数字"
        r"|英数字|表示される名|あいでぃ|(?<![a-z])id(?![a-z])|なんて名|\bafter (?:the @"
        r"|instagram)|\bwhat (?:would|do) (?:we|i|they|people) (?:type|search|look)"
        r"|find you|appear (?:there )?as|known as|come up as|comes after|your (?:handle|tag)|@|1d",
        TELL,
    ),
    unless=TALK
    + "|使って|使いますか|商品|どんな投稿|はっしゅたぐ|"
    + words("hashtag|product|shop|brand|news|recipes?|first in the morning"),
)
_APPEAR = Clue(
    (
        words("instagram|tiktok|x|facebook|app|twitter") + "|sns|いんすた|つぶやき",
        r"appear there as|you (?:are|go) (?:there|on it)|呼ばれ方[^。]{0,80}@|そこでの(?:お?名|呼)|文頭の@",
    ),
    scope="order",
)
_BLANK_CONTACT = Clue(
    (
        "電話|携帯|でんわ|めーる|めあど|らいん|line|いんすた|連絡先|(?<![a-z])id(?![a-z])|番号|@|"
        + words("phone|whatsapp|telegram|e-?mail|mobile|number|handle|tel|call me|text me"),
        BLANK,
    ),
    scope="option",
    unless="カード|かーど|注文|問い合わせ番号|店の|会社の|以外|"
    + words("card|order number|passport|licen[cs]e|shop'?s"),
)
_PHONE_IN_PIECES = Clue(
    (
        "電話|携帯|けいたい|でんわ|市外局番|" + words("phone|mobile|cell"),
        "はじめの(?:[0-9]|三)|最初の(?:[0-9三]|三つ)|0[789]0|前半|[1一]つ目|"
        + words("first (?:three|four|half|part|digits)"),
        "つづ(?:き|く)の?|続(?:き|く)|さいごの|最後の|しめくくり|残り|後半|"
        + words("next|last|rest|second half|remaining"),
    ),
    unless="機種|料金|" + words("plan|model"),
    scope="order",
)
_FIELDS = Clue(
    (
        r"市外局番\W{1,12}市内局番|(?<![a-z])tel\W{1,6}(?:mail|e-?mail)|@ ?をはさんで"
        r"|(?:お|御)?返信先\W|(?:everything|part|bit) before the @|ring a bell it knows",
    ),
    unless=TALK,
)
# Whatever reaches the member, in the means that another question has chosen.
_REACHED = Clue(
    (
        r"(?:あなた|ご本人|貴方|皆様?)(?:に|まで|へ)(?:直接)?(?:つなが|届|連絡(?:が|で|の)"
        r"|たどり着)|\b(?:reach(?:es)?|get(?:s)? to|lead(?:s)? to) you\b",
        r"(?:文字列|英数字|番号|数字|もの|宛先|あて先|あて|先|id|並び)|\b(?:string|characters|digits|number|handle|address|id)\b",
        "入れ|書|入力|記入|教え|お願い|" + words("put|enter|type|write|give"),
    ),
    unless="質問(?:が|は)届|手紙が届|荷物|商品|" + words("parcels?|how long"),
)
_THEN_ON_WHICH = Clue(
    (
        words("whatsapp|telegram|signal|line|viber|wechat|mobile|phone|instagram|facebook|e-?mail"),
        words(
            "on (?:which|what) (?:number|handle|account|id)|(?:which|what) number(?: \\w+)? (?:is it"
            "|do we|should we|can we)"
            "|what do you go by there|under (?:which|what) (?:name|handle|id)"
        ),
    ),
    scope="order",
    unless=TALK.replace("|how", "|hów") + "|" + words("shop'?s?|sign|image"),
    at=1,
)
_WHERE_POSTED = Clue(
    (
        words("link|url|web address|address"),
        words(
            "(?:wherever|where|page|profile|account|channel|feed)(?: that| which)? you (?:post|share"
            "|upload|put|show)"
        ),
        TELL,
    ),
    unless=words("how often|favou?rite"),
)
_FOUND_ON = Clue(
    (
        words("insta|instagram|facebook|tiktok|twitter|linkedin|snapchat|telegram|discord|x"),
        words(
            "(?:how|where) (?:do|can|could|would|should) (?:\\w+ ){1,2}(?:find|reach|tag|add|message"
            "|look) (?:up )?you"
        ),
    ),
)
CONTACTS = (
    _THEN_ON_WHICH,
    _WHERE_POSTED,
    _FOUND_ON,
    _REACHED,
    _DIAL,
    _MAIL,
    _HANDLE,
    _APPEAR,
    _BLANK_CONTACT,
    _PHONE_IN_PIECES,
    _FIELDS,
)
