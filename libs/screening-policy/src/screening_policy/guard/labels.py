"""Words that name a number, and what the number beside them looks like. A new label is one row."""

import re
from dataclasses import dataclass, field

from screening_policy.guard.hit import LINK, NOT_A_UNIT, compiled, number

_MINE = r"(?:私|僕|俺|わたし|自分|古い|新しい|my|the|our|振込先)?\s?の?\s?"
_IS = (
    r"[」)]?(?:\s?(?:が|は|の|という|って(?:いう)?|=|→|,|、)\s?|,?\s(?:(?:that|which"
    r"|it)'?s?\s)?(?:(?:is|was)\s)?(?=my )|\s(?:is|was)\s|\s?\()"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A value of this kind stands after one of these words, or before them ("… is my …", 〜が…)."""

    kind: str
    words: str
    value: str
    named: re.Pattern[str] = field(init=False)
    after: re.Pattern[str] = field(init=False)
    before: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        value = rf"(?P<value>第?(?:{self.value})){NOT_A_UNIT}"
        object.__setattr__(self, "named", compiled(self.words))
        object.__setattr__(self, "after", compiled(rf"(?:{self.words}){LINK}{value}"))
        object.__setattr__(
            self, "before", compiled(rf"(?<![a-z0-9\-])(?P<value>{self.value}){_IS}{_MINE}(?:{self.words})")
        )


_OPEN, _END = r"(?<![a-z])", r"(?![a-z0-9])"
_CODE = r"(?=[a-z\-\s]{0,6}+\d)[a-z]{0,4}[\s\-]?"
_MIXED = rf"(?=[a-z]{{0,8}}\d?[a-z]{{0,8}}[\d._\-])[a-z0-9][a-z0-9._/\-]{{3,14}}[a-z0-9]{_END}"
_ALNUM = rf"(?=(?:[a-z\-]{{0,8}}\d){{4}})[a-z0-9]{{2}}[a-z0-9\-]{{3,18}}{_END}"
_NAMED_CARD = "(?<!points )(?<!loyalty )(?<!member )(?<!membership )(?<!rewards )"
_NOT_POINTS = (
    "(?<!ポイント)(?<!会員)(?<!ポンタ)(?<!ナンバー)(?<!マイナ)(?<!利用者)(?<!図書)(?<!メンバーズ)(?<!"
    "[td])(?<![td] )"
)
_STEPS = r"[\s\-]?"

TABLE = (
    Label(
        "my_number",
        "マイナンバー(?:カード)?|まいなんばー|マイナ(?!ンバー|ポイント|保険|ス)|個人番号"
        "|通知カード(?:の12桁)?"
        f"|individual number|{_OPEN}my-number|my number card",
        number(8, 13),
    ),
    Label("my_number", "my number", number(12, 12)),
    Label(
        "my_number",
        rf"{_OPEN}ssn|(?:social (?:security|insurance)|(?<=my )social)(?: number)?|{_OPEN}social(?= is)|itin",
        number(9, 9),
    ),
    Label(
        "my_number",
        rf"national insurance(?: number)?|{_OPEN}ni(?:no)?(?= number| no|:| [a-z]{{2}} ?\d\d)",
        rf"[a-z]{{2}}(?:\s?\d){{6}}\s?[a-d]{_END}",
    ),
    Label(
        "my_number",
        rf"{_OPEN}sin(?= (?:is|number|no)|:| \d{{3}} \d{{3}} \d{{3}})|aadhaa?r|tax file number|{_OPEN}tfn"
        rf"|{_OPEN}tin(?= (?:is|number)|:)|住民票コード|{_OPEN}nric",
        number(9, 12),
    ),
    Label(
        "my_number",
        "在留カード(?:の?番号)?|residence card(?: number)?",
        rf"[a-z]\s?[a-z][\s\-]?\d{{8}}\s?[a-z]\s?[a-z]{_END}",
    ),
    Label("my_number", r"(?<![a-z])pan(?=[\s:])", rf"[a-z]{{5}}\d{{4}}[a-z]{_END}"),
    Label("my_number", "手帳(?:の?番号)?|受給者証(?:の?番号)?|医療証(?:の?番号)?", rf"第?{number(4, 12)}号?"),
    Label("my_number", r"national health service|nhs", number(10, 10)),
    Label(
        "my_number",
        "(?:保険証|被保険者証|健康保険)の?(?:被保険者)?(?:記号)?(?:・|と)?(?:番号)?",
        number(3, 12),
    ),
    Label(
        "my_number", "年金(?:手帳)?の?番号|被保険者(?:証の)?番号|保険証|保険の?番号|記号番号", number(4, 12)
    ),
    Label(
        "passport",
        "パスポート|ぱすぽーと|旅券|passport",
        rf"[a-z][\s\-・]?[a-z]?[\s\-、,./・の]{{0,2}}{number(6, 8)}|{number(9, 9)}",
    ),
    Label(
        "passport", "passport (?:was|is|number|no)|(?:the )?new one(?= is)", rf"[a-z]{_STEPS}{number(7, 8)}"
    ),
    Label("passport", "パスポート|旅券|passport", rf"(?=(?:[a-z]{{0,3}}\d){{4}})[a-z][a-z0-9]{{7,8}}{_END}"),
    Label(
        "licence",
        rf"(?:免許|めんきょ)(?:証|しょう)?|{_OPEN}licen[cs]e|{_OPEN}dl(?= ?#|:|\s\d)",
        rf"{number(12, 12)}号?|第\s?[a-z]{{0,4}}{number(4, 12)}\s?号",
    ),
    Label(
        "licence",
        "(?<!商標)(?:許可|認定|免許|登録|資格|登録者|名簿登録|会員登録|合格)証?(?:の?番号|書|状)?",
        rf"第\s?[a-z]{{0,4}}-?{number(3, 12)}\s?号",
    ),
    Label(
        "licence",
        "(?<!商標)(?:登録|免許状?|資格|免状)(?:証)?の?(?:登録)?番号|免許状|免状",
        rf"(?:[一-鿿]{{2,4}}-?|[(一-鿿\d)]{{1,8}}(?=第))?第?{number(4, 12)}号?",
    ),
    Label("licence", r"licen[cs]e (?:number|no\b|#)", r"[a-z]\d{3,4}(?:[\s\-]?\d){3,12}(?!\d)"),
    Label(
        "licence",
        rf"driv(?:er|ing)'?s? (?:licen[cs]e|number)|licen[cs]e(?= ?(?:number|no\b|#|:|is\b))|{_OPEN}dl{_END}",
        rf"[a-z]?{_STEPS}{number(7, 16)}|[a-z9]{{5}}{_STEPS}\d{{6}}{_STEPS}[a-z0-9]{{5}}{_END}|{_ALNUM}",
    ),
    Label(
        "bank_account",
        "(?:預金|振込|引落)?口座(?:番号|ナンバー|no)?|こうざ(?:番号|ばんごう)?|普通(?:預金|口座)?"
        "|当座(?:預金)?|普\\)|普(?=\\s?\\d)"
        "|貯蓄(?:預金)|通帳",
        number(6, 8),
    ),
    Label(
        "bank_account",
        "(?:銀行|信金|信用金庫|信組|農協|労金|バンク|ufj|みずほ|三井住友|住信|sbi|ja(?![a-z])|りそな"
        "|楽天銀行)"
        r"[^\n。]{0,14}?(?:支店|店|口座|普通|当座|の|\s)[\s)(:の普]{0,4}",
        rf"{number(7, 7)}(?![\-\d])",
    ),
    Label("bank_account", r"口座[はの]?[^\d\n。、]{1,8}の", number(7, 7)),
    Label(
        "bank_account",
        "ゆうちょ(?:銀行)?|郵便貯金|記号番号",
        r"\d{5}[\s\-ー−の]{1,3}\d(?:[\s\-]?\d){3,7}(?!\d)",
    ),
    Label(
        "bank_account",
        rf"(?:bank |savings |checking |current )?(?:account|acct|a/c) ?(?:number|no\b|num\b|#)\.?"
        rf"|(?:bank|savings|checking|current) (?:account|acct)|(?<=, )account|{_OPEN}account(?= \d{{6,12}}(?"
        rf"!\d))|(?:into|to|from"
        rf"|my) account|{_OPEN}acct\.?|{_OPEN}acc(?![a-z])",
        number(6, 14),
    ),
    Label("bank_account", "支店|営業部|出張所", r"(?<!\d)\d{3}(?!\d)"),
    Label(
        "bank_account",
        "支店(?:番号|コード|番)|店番(?:号)?|店舗コード|銀行コード|金融機関コード|branch(?: code"
        "| no| number)?",
        r"\d{3,4}(?!\d)",
    ),
    Label("bank_account", f"routing(?: number)?|{_OPEN}aba|{_OPEN}bsb", number(6, 9)),
    Label(
        "bank_account",
        "halifax|barclays|lloyds|natwest|hsbc|monzo|santander|nationwide",
        r"\d\d-\d\d-\d\d(?!\d)",
    ),
    Label("my_number", "枝番", r"\d{2}(?!\d)"),
    Label("bank_account", "sort(?: ?code)?", number(6, 6)),
    Label(
        "bank_account", "swift(?: code)?|bic(?: code)?", rf"[a-z]{{6}}[a-z0-9]{{2}}(?:[a-z0-9]{{3}})?{_END}"
    ),
    Label(
        "points_card",
        rf"[vｖ]?ポイント ?カード|{_OPEN}[tdv] ?カード|ポンタ|{_OPEN}dポイント"
        rf"|{_OPEN}(?:ponta|nanaco|waon|edy|suica|pasmo|icoca|nectar|clubcard|costco|oyster)(?![a-z])"
        "|ナナコ|ワオン|スイカの?番号|パスモ|イコカ|エディ|コストコ|クラブカード"
        r"|loyalty(?: card)?|frequent.?flyer|rewards? (?:card|number)|gift ?card|ギフトカード"
        rf"|mileage (?:number|no)|マイレージ(?:バンク|クラブ)?|マイル(?=番号|会員|の)"
        rf"|{_OPEN}(?:jmb|amc|jal|ana|skymiles|honors|bonvoy|mileage ?plus|avios|miles)(?![a-z])"
        r"|(?:利用者|図書|図書館|会員|メンバーズ?|スタンプ)カード",
        rf"(?:[a-z]{{0,4}}[\s\-.]{{0,2}})?{number(7, 20)}",
    ),
    Label(
        "points_card",
        r"会員証?(?:カード)?の?(?:番号|ばんごう|id|no|ナンバー)?|メンバー(?:シップ"
        r"|ズ)?(?:カード)?(?:番号|id|ナンバー)"
        r"|お得意様番号|お客様(?:番号|id)|顧客番号|利用者番号|(?:図書館|図書|利用者)(?:の)?(?:利用者)?カード"
        r"|スタンプカード(?:の?番号|の?no\.?)?|診察券(?:の番号|番号)?|マイル会員|カード会員"
        r"|membership(?= (?:is )?\d)|(?:member(?:ship)?|card ?holder|customer|patron|library(?: card)?"
        r"|rewards?|flyer|loyalty)"
        r"(?: ?card)? ?(?:number|no\b|id\b|#)\.?|member(?=\s?[:#])|loyalty card|frequent.?flyer",
        rf"(?:{_CODE})?{number(4, 20)}|[a-z]{{1,4}}[\-の]?\d{{3,8}}{_END}",
    ),
    Label(
        "employee_number",
        r"(?:社員|従業員|職員|[社学職](?=番)|スタッフ|学籍|がくせき|学生|学生証|生徒|受験|出席|教職員"
        r"|アルバイト|派遣|社員証|名札)"
        r"(?:証の?|の)?(?:番号|ばんごう|id|no\b|コード|ナンバー|番)"
        r"|(?:employee|emp|staff|student|worker|payroll|personnel|matric(?:ulation)?|badge|work|company"
        r"|school|uni(?:versity)?)"
        r" ?(?:number|no\b|id\b|#)\.?|社員証|学生証|学籍|入館証|入構証",
        rf"{_MIXED}|(?=(?:[a-z\-/._・\s]{{0,6}}+\d){{3}})\d?[a-z]{{0,4}}[\s\-・]?{number(2, 12)}(?:\s?[a"
        rf"-z]\s?(?:\d{{2,6}}|{_END}))?",
    ),
    Label("employee_number", r"\d年\s?(?:\d{1,2}|[a-z])組(?:の)?", r"\d{1,2}番(?!目)"),
    Label(
        "employee_number",
        "(?:パート|バイト|アルバイト|タイムカード|ぱーと|勤怠|出勤)(?:の?番号|no\\.?|id|コード)"
        "|[一-鿿ぁ-ん]{1,3}(?<!会)(?:員|生|職|籍)(?:番号|コード|番|id|no\\.?|ナンバー)",
        r"[a-z]{0,3}-?\d(?:[\s\-]?\d){1,11}",
    ),
    Label("employee_number", "出席番号|学籍番号|受験番号|社員番号", r"\d{1,2}番?(?!\d)"),
    Label(
        "card_number",
        rf"(?:クレジット|デビット|{_NOT_POINTS}カード)(?:カード)?(?:番号|ばんごう|の番号)?|クレカ"
        rf"|アメックス|ビザ"
        r"|credit card|debit card",
        number(12, 19),
    ),
    Label("card_number", rf"{_OPEN}{_NAMED_CARD}card|{_OPEN}(?:amex|visa|mastercard|jcb)", number(14, 19)),
    Label(
        "card_number",
        rf"セキュリティー? ?(?:コード|番号)|セキュリティ(?=\s?\d{{3}}(?!\d))|{_OPEN}cv[vcn]2?|{_OPEN}cid"
        rf"|security code|(?:裏|うら"
        rf"|裏面)の?(?:3桁|番号|ばんごう|コード)"
        r"|表の4桁|(?<=\d[ 、,])コード|3 digits? (?:on the back)?",
        number(3, 4),
    ),
    Label("ip_address", rf"{_OPEN}imei", number(14, 16)),
    Label("ip_address", rf"{_OPEN}(?:sim|iccid|eid)(?:カード)?(?:の|\s)?(?:番号|number|id)?", number(18, 22)),
    Label(
        "ip_address",
        rf"広告id|端末id|デバイスid|{_OPEN}(?:idfa|aaid|gaid|idfv|udid|uuid|device id"
        rf"|advertising id|android id)",
        rf"[0-9a-f]{{8}}-?[0-9a-f]{{4}}-?[0-9a-f]{{4}}-?[0-9a-f]{{4}}-?[0-9a-f]{{12}}{_END}|[0-9a-f]{{16"
        rf"}}{_END}",
    ),
    Label(
        "password",
        rf"暗証(?:番号|ばんごう|コード)?|あんしょう(?:番号|ばんごう)|{_OPEN}pin(?: ?(?:code"
        rf"|number|コード|no))?"
        rf"|ピン(?:コード|番号)|パスコード|passcode|(?:画面)?ロック(?:解除)?(?:番号|コード)?|unlock code"
        r"|(?:認証|確認|ワンタイム|セキュリティ|承認|本人確認)(?:コード|パスワード|パス|番号)|ワンタイム"
        r"|(?:sms|メール|ショートメール)で(?:届いた|来た|きた)(?:番号|コード)?|(?:one.?time"
        r"|verification|security|confirmation|2fa|otp|sms|access|door|gate|login) ?(?:code"
        r"|pass(?:word|code)?)?"
        r"|code (?:i got|they (?:sent|texted)(?: me)?|was sent|sent to me)|(?:届いた"
        r"|送られてきた)(?:コード|番号)"
        rf"|{_OPEN}otp|キーパッド|玄関のコード|解錠(?:番号|コード)|鍵の番号|(?:recovery|backup"
        rf"|puk|keypad|alarm|lockbox) ?(?:code|number)?|入館コード",
        r"(?:[a-z]-)?" + number(4, 8),
    ),
)
