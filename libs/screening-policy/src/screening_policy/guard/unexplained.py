"""Long numbers that no harmless reading explains: no price, quantity, date, product or order."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import NOT_A_UNIT, UNSURE, Hit, compiled, digits_in, hit
from screening_policy.guard.spelling import Page

_FREE = r"(?<![a-z0-9@#$¥£€.,:/_\-])"
_END = r"(?![a-z0-9])(?![.,:]\d)(?!\s?[%:/=×x*])"
_GAP = r"[\s\-の・/]{1,2}"
_NUMBERS = tuple(
    compiled(rf"{_FREE}(?P<value>{source}){_END}{NOT_A_UNIT}")
    for source in (
        rf"\d{{2,8}}(?:{_GAP}\d{{3,8}}){{1,4}}",
        r"\d(?:[\s\-]\d){6,19}",
        r"\d{7,20}",
        r"[a-z]{1,3}[\s\-]?\d{6,12}[a-z]?",
    )
)
_LEAST = 7
_THING = compiled(
    r"注文|レシート|送り状|カタログ|商標|検定|国債|証券|銘柄|チケット|荷物|エラー|商品|製品|品番|型番|型式|受付|予約|問い?合わ?せ|追跡|伝票|管理番号"
    r"|座席|製造|シリアル|ロット|バーコード|抽選|当選|当たり|宝くじ|クーポン|キャンペーン|問題|設問|版"
    r"|バージョン|法人番号|登録販売|届出|許可番号|特許|論文|円周率|乗は|人口|面積|時給|年収|予算|価格|値段"
    r"|金額|残高|走行|視聴|再生|登録者|フォロワー|フリーダイヤル|コールセンター|サポート|問合|号線|電車|列車|便"
    r"|order|item|product|model|serial|tracking|parcel|batch|lot(?![a-z])|isbn|sku|upc|ean|jan(?![a-z])"
    r"|barcode|ticket|booking|reservation|reference|(?<![a-z])ref(?![a-z])|case|claim|issue|bug|http|www"
    r"|coupon|promo|discount|voucher|invoice|receipt|part|room|seat|flight|gate|version|build|error"
    r"|population|views|subscribers|hotline|customer (?:service|support)|helpline|patent|song|level|score"
)
_DATE = compiled(
    r"(?:19|20)\d\d[\s\-/]?(?:0?[1-9]|1[0-2])[\s\-/]?(?:0?[1-9]|[12]\d|3[01])|(?:19|20)\d\d[\s\-](?:19|20)\d\d"
)
_FREE_OF_CHARGE = compiled("0120|0570|0800|1800|1-800|0800")
_BEFORE, _AFTER = 24, 14
_WORD = re.compile(r"[^\W\d_]{2}")


def unexplained(page: Page) -> Iterator[Hit]:
    """Numbers of seven digits or more in a sentence; one that is the whole answer may be what was asked."""
    folded = page.digits.folded
    for pattern in _NUMBERS:
        for match in pattern.finditer(folded):
            value, (start, end) = match["value"], match.span("value")
            if len(digits_in(value)) < _LEAST and not value[:1].isalpha():
                continue
            if _DATE.fullmatch(value) or _FREE_OF_CHARGE.match(value):
                continue
            around = folded[max(0, start - _BEFORE) : start], folded[end : end + _AFTER]
            if any(_WORD.search(part) for part in around) and not any(_THING.search(part) for part in around):
                yield hit("points_card", page.digits, (start, end), UNSURE)
