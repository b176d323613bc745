"""Numbers of documents, accounts and cards, said around (P5)."""

from screening_policy.clues import BLANK, TALK, TELL, Clue, words

_VALUE = (
    "数字|番号|ばんごう|数(?:は|を|の列|の並び)|桁|けた|(?:[0-9]|十二|十六|二|三|四"
    "|六|七|八)(?:個|つ|けた|桁)|文字列|英数字|英字|何番|の下に|並ぶもの|刻印|印字"
    "|浮き出|左半分|右半分|まとまり|かたまり|no\\.?|背番号|値(?:を|は)"
    "|"
    + words(
        "digits?|numbers?|figures|characters|string|code|letters and|under the stripes"
        "|printed|no|embossed|key in|id"
    )
)
_CARD = (
    "(?:くれじっと|きゃっしゅ|でびっと|銀行|支払い?|ぽいんと|会員|保険|診察|国から"
    "|国の|ic|学生|社員|図書)[^。!?\\n]{0,10}かーど|ぷらすちっく|薄い(?:板|かーど"
    "|一枚|1枚)|しましま|縞(?:模様|々)?|ばーこーど|お会計のとき|会計[^。]{0,8}かーど"
    "|首から(?:下げ|さげ)"
    "|ぴっと|ぴっ(?:とする)|まいなんばー|運転を?許|運転(?:に"
    "|する)[^。!?\\n]{0,10}(?:証|資格|かーど|免許|一枚)|車を運転[^。!?\\n]{0,14}証"
    "|車に乗る資格|はんどるを握|免許|旅券|ぱすぽーと|紺色か赤|菊の紋"
    "|海外へ行くとき[^。]{0,16}手帳|空港[^。!?\\n]{0,20}(?:手帳|冊子)"
    "|保険証|学生証|社員証|学籍|職員証|通帳|口座|こうざ|給料日?[^。]{0,20}(?:銀行"
    "|引き出し)|お金[^。!?\\n]{0,20}(?:銀行|引き出し)|国から配られ|国民(?:一人|全員)"
    "|お財布の(?:中の)?(?:ぷら|かーど)|あの(?:薄い)?かーど|利用者(?:ばんごう|番号"
    "|証)|会員になると|定期券|年金手帳|裏面に(?:記|印|書)"
    "|"
    + words(
        "plastic|key ?fob|barcode|bar code|stripes|pay ?roll|hr|social security"
        "|passports?|licen[cs]e|insurance card|bank book|pass ?book|card|debit|credit"
        "|iban|sort code|little book|burgundy booklet|travel document|student id"
        "|staff (?:id|badge)|shopper|loyalty|my number|the government gave you|membership"
    )
)
_WANTED_NOT = (
    TALK + "|何枚|枚数|種類|ぽいんと(?:は|を)(?:貯|何)|でざいん|持っていますか$"
    "|どの(?:かーど|会社|ぶらんど)|上限|店員|商品の|箱の|券面のいろ|発行元|年会費"
    "|使いますか|有効期限切れ|景品|本の|げーむ|"
    + words(
        "task card|public level|book|parcel|tracking|product|game|sudoku|cards do you"
        "|which card|library books|greeting|playing|sim|phone|box"
    )
)
_ON_CARD = Clue((_CARD, _VALUE, TELL), unless=_WANTED_NOT)
_UNTIL_WHEN = Clue(
    (
        "ぷらすちっく|かーど|くれじっと|" + words("plastic|card"),
        "いつまで|何年の?何月|何月まで|有効|期限|使えなく|新しい(?:もの|のが)|"
        + words(
            "expir\\w*|valid|good (?:until|for|through)|until which|month and year|fresh piece|runs? out"
        ),
        TELL,
    ),
    unless=TALK
    + "|ぽいんと(?:の|は)|くーぽん|短い|長い|切れ(?:て|そう)|"
    + words("worry|about to|points|coupon|voucher|gift|too short"),
    scope="place",
)
_IN_PIECES = Clue(
    (
        "くれじっと|(?:よく使う|支払い?|お手元|国の|会計)[^。!?\\n]{0,14}かーど"
        "|かーどの(?:表|裏|数字)|旅券|ぱすぽーと|免許|運転[^。!?\\n]{0,16}証|通帳|お財布"
        "|保険証|" + words("card you pay|credit card|passport|licen[cs]e|wallet"),
        "(?:1|一|最初の|ひと)つ目|まとまり|かたまり|左半分|前半|左の4?四?つ|右上の英字|最初のぺーじ|"
        + words("first (?:half|four|block|group)|left half|month|number one"),
        "(?:2|二|ふた)つ目|右半分|後半|右の4?四?つ|まん中|続く|支店の|残り|"
        + words("second (?:half|four|block|group)|right half|year after|the slash|the rest|next"),
    ),
    unless="枚数|何枚|" + words("how many|design"),
    scope="order",
)
_BLANK_NUMBER = Clue(
    (
        "12桁|免許|旅券|ぱすぽーと|まいなんばー|会員番号|社員番号|学籍番号|口座|保険証|番号|"
        + words("passport|licen[cs]e|my number|account|no|number"),
        BLANK,
    ),
    scope="option",
    unless="電話|携帯|暗証|商品|型番|部屋|問題|郵便|"
    + words("phone|whatsapp|pin|product|model|question|room"),
)
_THREE = Clue(
    (
        "(?:裏(?:面|側)?|最後に(?:聞|求)|さいん欄)[^。!?\\n]{0,30}(?:[3三](?:つ|桁|けた)"
        "|三桁)|(?:[3三](?:つの|桁の)数)[^。!?\\n]{0,24}(?:買い物|決済|裏)|三つの数字"
        "|買い物[^。!?\\n]{0,30}(?:3つの|三つの)数字"
        "|" + words("three (?:digits|numbers|figures) on the (?:back|reverse)|little three"),
        TELL,
    ),
)
NUMBERS = (_ON_CARD, _UNTIL_WHEN, _IN_PIECES, _BLANK_NUMBER, _THREE)
