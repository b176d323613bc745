"""Values of a fitting shape near a word of their kind, for want of anything surer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from screening_policy.guard.hit import NEAR, NOT_A_UNIT, THIN, UNSURE, Hit, compiled, hit
from screening_policy.guard.spelling import Page

_BEFORE, _AFTER = 34, 28
_DIGIT = re.compile(r"\d")
_START, _END = r"(?<![a-z0-9@#$¥£€])(?<![\d][.,:/\-])", r"(?![a-z0-9])(?!\s?[%:/])(?![.,]\d)"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A value of this shape, in a sentence with one of these words."""

    kind: str
    words: str
    value: str
    named: re.Pattern[str] = field(init=False)
    patterns: tuple[re.Pattern[str], ...] = field(init=False)

    def __post_init__(self) -> None:
        value = rf"{_START}(?P<value>{self.value}){_END}{NOT_A_UNIT}"
        object.__setattr__(self, "named", compiled(self.words))
        object.__setattr__(
            self,
            "patterns",
            (
                compiled(rf"(?:{self.words})[^\n。!?]{{0,{_BEFORE}}}?(?:[?!]\s?)?{value}"),
                compiled(rf"{value}[^\n。!?\d]{{0,{_AFTER}}}?(?:{self.words})"),
            ),
        )


def _digits(least: int, most: int) -> str:
    return rf"\d(?:{THIN}\d){{{least - 1},{most - 1}}}"


_OPEN = r"(?<![a-z])"
_CODE = r"(?=(?:[a-z\-_]{0,5}\d){4})(?:[a-z]{1,5}[\s\-_]?)?\d[a-z0-9\-_]{2,15}"
_LETTERED = r"(?=[a-z0-9\-_]{0,12}[a-z])(?=(?:[a-z\-_]{0,5}\d){4})[a-z0-9][a-z0-9\-_]{4,15}"
_LETTERS_AND_DIGITS = r"(?=[!-~]{0,20}\d)(?=[!-~]{0,20}[a-z])[!-+\--~]{6,30}"

_TABLE = (
    Neighbour("my_number", f"マイナ|個人番号|my number|{_OPEN}individual number", _digits(12, 12)),
    Neighbour(
        "my_number",
        f"保険証|被保険者|健康保険|介護保険|年金|social security|{_OPEN}ssn|insurance (?:number"
        f"|no|id|card)|medicare|受給者",
        _digits(6, 12),
    ),
    Neighbour(
        "my_number",
        f"personnummer|f(?:ø|o)dselsnummer|{_OPEN}(?:cpf|dni|nif|pesel|hkid|curp|nric)(?![a-z])|steuer"
        f"|national id"
        f"|emirates id|codice fiscale",
        rf"[a-z]?{_digits(7, 13)}-?[a-z0-9]?|[a-z0-9]{{16}}",
    ),
    Neighbour(
        "licence",
        "(?:士|師|主任者|取扱者|技能者|危険物|乙四|乙4)(?:の?(?:免許|資格|登録|免状))?",
        rf"第?\d{{4,12}}号|第\s?{_digits(4, 12)}\s?号|[一-鿿]{{2,4}}-\d{{4,8}}",
    ),
    Neighbour(
        "points_card",
        "eurobonus|flying blue|skywards|krisflyer|advantage|ica card|[a-z]{4,12} card(?! number)|flybuys"
        "|payback",
        rf"[a-z]{{0,4}}{_digits(6, 16)}|{_LETTERED}",
    ),
    Neighbour("points_card", "診察券|会員証|会員番号|会員カード", r"\d{4,8}(?=番|$|[、。のでがはと」])"),
    Neighbour(
        "points_card",
        "jre|ポイントカード|ポイント番号|point番号",
        r"[a-z]{2}\d{2}(?:[\s\-]?\d{2,4}){2,4}",
    ),
    Neighbour("bank_account", "支店", r"\d{3}"),
    Neighbour(
        "passport",
        "パスポート|ぱすぽーと|旅券|passport|渡航|travel doc",
        rf"[a-z]{{1,2}}[\s\-]?{_digits(6, 8)}|{_digits(9, 9)}|\d{{7,8}}|(?=(?:[a-z]{{0,3}}\d){{5}})[a-z][a-"
        rf"z0-9]{{7,8}}",
    ),
    Neighbour(
        "licence",
        f"免許|運免|めんきょ|{_OPEN}licen[cs]e|{_OPEN}dvla|{_OPEN}dmv|permit",
        rf"{_digits(12, 12)}|\d{{8,9}}|\d{{3}} \d{{3}} \d{{3}}|[a-z]{{1,2}}[\s\-]?{_digits(6, 14)}"
        rf"|[a-z9]{{5}}[\s\-]?\d{{6}}[\s\-]?[a-z0-9]{{5}}",
    ),
    Neighbour("licence", f"{_OPEN}licen[cs]e", rf"[a-z]{{2,3}}-[a-z]{{2,4}}-?{_digits(4, 9)}"),
    Neighbour("licence", "登録番号|資格番号|免状|登録証|資格証", rf"(?:第\s?)?{_digits(4, 12)}号?"),
    Neighbour(
        "bank_account",
        f"口座|こうざ|銀行|振込|振り込|支店|普通預金|当座|普通(?!に|の|は|だ|より|じゃ)|ゆうちょ|信金"
        f"|信用金庫|通帳|{_OPEN}bank|{_OPEN}deposit|{_OPEN}savings"
        f"|{_OPEN}checking|wire|{_OPEN}account (?:number|no)|{_OPEN}acct|送金|pay (?:it )?into"
        f"|transfer (?:it |the money )?to|barclays|hsbc|lloyds|natwest|wells fargo|信組|農協|労金|積金"
        f"|gmo|あおぞら|新生|ソニー銀行|じぶん銀行|セブン銀行",
        rf"{_digits(7, 8)}|\d{{5}}[\s\-の]{{1,3}}\d{{4,8}}|{_digits(9, 14)}",
    ),
    Neighbour(
        "card_number",
        f"カード|クレカ|クレジット|デビット|{_OPEN}card|{_OPEN}visa|{_OPEN}amex|mastercard|{_OPEN}jcb",
        _digits(14, 19),
    ),
    Neighbour(
        "card_number",
        f"{_OPEN}cv[vcn]2?|セキュリティコード|security code|裏面|(?:カード|card).{{0,10}}(?:裏|back)",
        r"\d{3,4}",
    ),
    Neighbour(
        "points_card",
        f"会員|ポイントカード|ポイントの|マイル|診察券|利用者カード|図書カード|図書館|member|loyalty"
        f"|{_OPEN}rewards|frequent.?flyer"
        f"|mileage|library card|clubcard|{_OPEN}points card|お客様番号|顧客番号|ポンタ"
        f"|{_OPEN}(?:waon|nanaco|suica|pasmo|edy|costco)",
        rf"(?:[a-z]{{1,4}}[\s\-.]{{0,2}})?{_digits(6, 20)}|{_LETTERED}",
    ),
    Neighbour(
        "employee_number",
        f"社員|従業員|職員|学籍|学生証|学生番号|生徒番号|受験番号|出席番号|スタッフ(?:番号|コード|id)"
        f"|社員証|名札|教員番号|タイムカード|勤怠|職番|学番|社員カード|個人コード|学生id"
        f"|employee|{_OPEN}student (?:id|number|no|card)|staff (?:id|number|no|card|code)"
        f"|{_OPEN}badge|payroll|net ?id|roll (?:number|no)|enrol|crew|admission (?:number|no)"
        rf"|clock (?:number|no)|clock(?:ing|ed)?[ \-]in|{_OPEN}(?:staff|student)(?= #?\d)|matric|{_OPEN}perso"
        rf"nnel|work id",
        rf"{_CODE}|{_LETTERED}",
    ),
    Neighbour(
        "password",
        f"パスワード|ぱすわーど|{_OPEN}pass(?:word|code|phrase)|{_OPEN}pwd?(?![a-z])|ログイン|log ?in|合言葉",
        _LETTERS_AND_DIGITS,
    ),
    Neighbour(
        "password",
        f"暗証|あんしょう|{_OPEN}pin(?![a-z])|パスコード|passcode|認証コード|確認コード|ワンタイム"
        f"|one.time|verification|{_OPEN}otp"
        f"|解除(?:番号|コード)|ロック(?:は|番号)|unlock|認証番号|{_OPEN}2fa|code (?:they|you|i|it)",
        _digits(4, 8),
    ),
    Neighbour(
        "ip_address",
        f"{_OPEN}mac (?:address|id)|macアドレス|{_OPEN}imei|端末識別",
        r"[0-9a-f]{2}(?:[\s:\-.]?[0-9a-f]{2}){5}|\d{15}",
    ),
    Neighbour(
        "plate",
        f"{_OPEN}plates?(?![a-z])|ナンバープレート|{_OPEN}reg(?:istration)?(?![a-z])"
        f"|{_OPEN}parked|parking (?:ticket|permit|app)|{_OPEN}towed",
        r"(?=[a-z0-9\-]{0,7}\d)(?=[a-z0-9\-]{0,7}[a-z])[a-z0-9]{2,4}[\s\-]?(?=[a-z0-9]{0,4}\d|[a-z]{3})[a"
        r"-z0-9]{2,4}",
    ),
    Neighbour(
        "plate",
        f"{_OPEN}car(?![a-z])|{_OPEN}van(?![a-z])|{_OPEN}drive|motorbike|{_OPEN}truck|volvo|toyota"
        f"|{_OPEN}ford|fiesta|{_OPEN}golf|{_OPEN}bmw|{_OPEN}audi|honda|nissan|tesla|hyundai|mazda|civic"
        f"|corolla|scooter",
        r"[a-z]{2}\d{2}\s?[a-z]{3}|\d[a-z]{3}\s?\d{3}|[a-z]{3}\s\d{2}[\da-z]",
    ),
    Neighbour(
        "employee_number",
        f"{_OPEN}hr(?![a-z])|人事|会社|学校|{_OPEN}log ?in as|勤務",
        r"(?:emp|stu|std|staff|id)[\-_]?\d{4,8}",
    ),
    Neighbour(
        "plate",
        f"{_OPEN}car(?![a-z])|{_OPEN}plates?(?![a-z])|{_OPEN}targa|matricule|matr[ií]cula|kennzeichen"
        f"|{_OPEN}tag(?![a-z])|{_OPEN}vehicle"
        f"|{_OPEN}registration|{_OPEN}parked|{_OPEN}drive",
        r"[a-z]{2} ?\d{3} ?[a-z]{2}|[a-z]{2}\d{1,2}[ \-]?[a-z]{1,2}[ \-]?\d{4}|[a-z]{1,3}-[a-z]{1,2} ?\d{1,4}"
        r"|[a-z]{2}-\d{3}-[a-z]{2}|[a-z]{3}[ \-]?\d{3,4}|\d{3,4}[ \-]?[a-z]{3}",
    ),
    Neighbour(
        "plate",
        "(?<!マイ)ナンバー(?!ワン|1|プレートは希望)|車番|愛車|マイカー",
        r"[さすせそたちつてとなにぬねのはひふほまみむめもやゆよらりるろれわをあいうえかきくけこ]\s?[・.]{"
        r"0,3}\s?\d{1,2}\s?-?\s?\d\d",
    ),
    Neighbour("plate", "仮ナンバー|外交官|わナンバー|れナンバー", r"[外領代]?-?\d{2}-?\d{2}"),
    Neighbour(
        "plate",
        "(?<!マイ)ナンバー|車|バイク|原付|駐車",
        r"[さすせそたちつてとなにぬねのはひふほまみむめもやゆよらりるろれわをあいうえかきくけこ]\s?[・.]{"
        r"0,3}\s?\d{1,2}\s?-\s?\d\d",
    ),
    Neighbour(
        "plate", "車の?ナンバー|ナンバープレート(?!は希望)|車番|ナンバーの(?!8888)", r"\d\d-\d\d|\d{4}"
    ),
)


_THING = compiled(
    r"注文|レシート|送り状|カタログ|商標|特許|チケット|荷物|エラー|商品|製品|品番|型番|受付|予約|問い?合わ?せ|追跡|伝票|管理|部屋"
    r"|座席|席|便|整理|製造|シリアル|ロット|バーコード|抽選|当選|クーポン|キャンペーン|問題|設問|回答"
    r"|電話|バージョン"
    r"|order|item|product|model|serial|tracking|parcel|batch|lot(?![a-z])|isbn|sku|upc|ean|jan(?![a-z])"
    r"|barcode|ticket|booking|reservation|reference|(?<![a-z])ref(?![a-z])|case|claim"
    r"|coupon|promo|discount|voucher|invoice|receipt|part|room|seat|flight|gate|version|build|error|問い合"
)
_UNSURE = (
    compiled(
        rf"(?<![a-z])(?:my|our|his|her) [a-z' ]{{2,20}}(?:id|number|no\.?|card|code)(?: is|:|'s"
        rf"|,) ?{_START}(?P<value>{_digits(5, 20)}){_END}{NOT_A_UNIT}"
    ),
    compiled(
        rf"(?:番号|ばんごう|ナンバー|(?<![a-z])(?:no\.|id|number|num|code)(?![a-z])|コード"
        rf"|ナンバ)[^\n。!?]{{0,10}}?"
        rf"{_START}(?P<value>{_LETTERED}|{_digits(6, 20)}){_END}{NOT_A_UNIT}"
    ),
    compiled(
        rf"{_START}(?P<value>{_LETTERED}|{_digits(6, 20)}){_END}{NOT_A_UNIT}[^\n。!?\d]{{0,8}}?(?"
        rf":番号|ばんごう|(?<![a-z])(?:id|number)(?![a-z]))"
    ),
    compiled(
        rf"(?:(?<![a-z])my|(?:私|僕|俺|自分|うち|夫|妻|娘|息子|母|父)の)[^\n。.!?]{{1,28}}?(?:\sis|'s"
        rf"|\swas|は|が|:|、|,|\s)\s?"
        rf"{_START}(?P<value>{_LETTERED}|{_digits(6, 20)}){_END}{NOT_A_UNIT}"
    ),
)
_LOOK_BACK = 16


def unsure(page: Page) -> Iterator[Hit]:
    """Long numbers and codes that somebody owns and no word of a thing explains."""
    folded = page.digits.folded
    if not _DIGIT.search(folded):
        return
    for pattern in _UNSURE:
        for match in pattern.finditer(folded):
            start = match.start("value")
            if not _THING.search(folded, max(0, start - _LOOK_BACK), start):
                yield hit("points_card", page.digits, match.span("value"), UNSURE)


def neighbours(page: Page) -> Iterator[Hit]:
    """Values that share their sentence with a word of their kind."""
    folded = page.digits.folded
    if not _DIGIT.search(folded):
        return
    for one in _TABLE:
        if not one.named.search(folded):
            continue
        for pattern in one.patterns:
            for match in pattern.finditer(folded):
                yield hit(one.kind, page.digits, match.span("value"), NEAR)
