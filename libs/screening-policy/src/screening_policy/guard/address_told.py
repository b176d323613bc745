"""Addresses of Japan told in a sentence: without municipality, in kana, in Latin letters, by building."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import LABELLED, NEAR, SHAPED, Hit, compiled, hit
from screening_policy.guard.places import PREFECTURES
from screening_policy.guard.spelling import Page

_HAN = "[一-鿿々〆ヶケヵ]"
_LETTER = f"(?:{_HAN}|[ァ-ヺー])"
_LIVES = (
    r"(?:\s?(?:に(?:\s*$|。|住|すん|すむ|引っ?越|越し|在住|暮ら|届|送|配達|配送|置|家|実家|自宅"
    r"|い(?:ます|る))"
    r"|へ(?:届|送|配)|(?:が|は)(?:自宅|部屋|実家|うち|我が家|家|住所|今の)"
    r"|在住|(?:の|が)?(?:自宅|実家|我が家|者です|住人|住民|アパート|マンション|一軒家|戸建て)|宛|あて"
    r"|まで(?:配達|届|送|集荷|来て|お願い)|から(?:回答|参加|通|書|投稿|徒歩)|のあたり|の辺り|の部屋))"
)
_HOME = (
    r"(?:住所|自宅|実家|うち|家|(?:配達|届け|お届け|送り|配送|引っ?越し|転居|集荷|勤務|送付|発送|郵送)先"
    r"|住まい|我が家|新居|下宿|アパート)"
)
_SAYS = r"(?:\s?(?:は|が|:|→|、|を|も|の|に)\s?|\s){1,2}"
_LINKED = r"\s?[\-‐‑–—―−ー~のノ・/]\s?"
_NUMBER = r"(?!\d{3}-\d{4}(?!\d))\d{1,4}"
_BLOCK = (
    rf"(?:{_NUMBER}(?:丁目|番地|番|街区)?の?(?:{_LINKED})?\d{{1,4}}(?:(?:番地?|号)?(?:{_LINKED})?\d{{1,4"
    rf"}}){{0,2}}(?:号室?|番地?)?|{_NUMBER}(?:丁目|番地?)?)"
)
_UNIT = (
    r"(?![\d円年月日回歳分人個名時件割階%位点]|万|千|km|cm|mm|ページ|種|本|枚|台|代|軒|系統|号線|周年"
    r"|世紀|番(?:目|ホーム))"
)
_TOWN = (
    rf"(?<!{_HAN})(?:{PREFECTURES}|{_LETTER}{{1,6}}[都道府県])?\s?{_HAN}(?:{_LETTER}|[がのつ](?={_HAN})"
    rf"|(?<=通)り)"
    rf"{{1,14}}\s?の?\s?{_BLOCK}{_UNIT}"
)
_PATTERNS = tuple(
    re.compile(source)
    for source in (
        rf"(?P<value>{_TOWN}){_LIVES}",
        rf"{_HOME}{_SAYS}(?P<value>{_TOWN})(?=です|でし|だ|、|。|\s|$|に|で|まで|なの|」)",
        rf"(?P<value>(?:大字|小字|字){_LETTER}{{1,8}}\s?\d{{1,5}}(?:(?:{_LINKED}|番地の?)\d{{1,4}})?(?:番"
        rf"地?|号)?)",
        rf"(?P<value>(?:{_HAN}|\d条){{2,16}}(?:(?:上|下)(?:る|ル|がる)|(?:東|西)(?:入る?|入ル)|あがる"
        rf"|さがる)\s?(?:{_HAN}|\d条){{1,8}}\s?\d{{1,4}}(?:{_LINKED}\d{{1,4}})?(?:番地?)?)",
        rf"(?P<value>{_HAN}(?:{_HAN}|り){{1,6}}\d{{1,2}}丁目の\s?\d{{1,3}}(?:番"
        rf"|{_LINKED})(?:地の)?\d{{1,4}}号?)",
        rf"(?P<value>[東西南北]\d{{1,2}}条[東西南北]?\d{{1,2}}丁目?\s?(?:[\-の]?\s?\d{{1,3}}(?:番地?の?"
        rf"|{_LINKED})?)(?:\d{{1,3}}号?)?)",
        rf"(?:町名?|地名|大字|字名)(?:は|が|:)\s?(?P<value>{_LETTER}{{2,10}})(?=[、。で][^\n]{{0,12}}(?:番"
        rf"地|丁目))",
        r"(?:番地|番地は?)(?:は|を)?言うと\s?(?P<value>\d{1,4}(?:[の\-]\d{1,4}){0,3})",
        r"(?:(?<![\d一-鿿])丁目|番地|(?<=、)号|部屋番号|号室)(?:は|が"
        r"|:)\s?(?P<value>\d{1,4})(?:号室?)?(?=、|。|です|で|$|\s)",
        rf"(?:番地|丁目番地|所番地)(?:は|が|:|、|\s){{1,2}}(?P<value>\d{{1,4}}(?:(?:{_LINKED}|番地?の?"
        rf"|丁目の?)\d{{1,4}}){{0,3}}号?){_UNIT}",
        rf"(?P<value>{_HAN}{{1,8}}[市区町村]\s{_HAN}{{1,8}}\s\d{{1,2}}\s\d{{1,3}}\s\d{{1,3}})(?!\d)",
        rf"(?P<value>{_LETTER}{{1,8}}[市区]{_HAN}{{1,10}}の\d{{1,2}}(?:{_LINKED}\d{{1,3}}){{2}})(?!\d)",
    )
)
_BUILDING_LETTER = rf"(?:{_LETTER}|[A-Za-zぁ-ん・])"
_BUILT = (
    r"(?:ハイツ|コーポ|マンション|メゾン|荘|アパート|レジデンス|ハイム|ヴィラ|ビラ|タワー|寮|団地|コート"
    r"|パレス|エステート|カーサ|シャトー|プレイス|フォレスト|グラン(?!プリ)|ドミール|ライオンズ|ホームズ"
    r"|プラウド|レオパレス|フラット|住宅|宿舎|社宅)"
)
_BUILT_IN_PART = r"(?:ハウス|パーク|ヒルズ|グリーン|サン|ガーデン|テラス|プラザ|ビル)"
_ROOM = (
    r"\s?(?:の|、)?\s?(?:(?:\d{1,2}号?|[A-Z])棟の?\s?)?(?:\d{1,2}\s?(?:階|F)の?\s?)?(?:[A-Z]?-?\d{3,4}"
    r"|\d{1,2}-\d{3"
    r",4}|\d-[A-Z]"
    r"|[A-Z]-\d)"
)
_IN_BUILDING = re.compile(
    rf"(?P<value>(?<!{_HAN})(?<![ァ-ヺー])(?:{_HAN}{{1,8}}\d{{1,2}}丁目の?\s?)?(?:第?\d)?{_BUILDING_LETTER}"
    rf"{{0,10}}?{_BUILT}{_BUILDING_LETTER}"
    rf"{{0,10}}?{_ROOM}(?:号室?)?){_UNIT}"
    rf"(?:{_LIVES}|です|だよ|ね|や(?:で|ね|けど)|なので|、|に置|$|。|の(?:ポスト|前|宅配|隣|上|下|方|者))"
)
_LIVED_IN = re.compile(
    rf"(?P<value>(?<!{_HAN})(?<![ァ-ヺー]){_BUILDING_LETTER}{{0,10}}?{_BUILT_IN_PART}{_BUILDING_LETTER}{{"
    rf"0,10}}?{_ROOM}(?:号室?)?){_UNIT}{_LIVES}"
)
_NAMED_BLOCK = re.compile(
    r"(?:住所|自宅|実家|所在地)[^\n。\d]{1,24}?(?P<value>\d{1,4}(?:-\d{1,4}){2,3})(?![\d\-])"
)
_ROOM_ALONE = re.compile(
    rf"(?<![ァ-ヺー一-鿿])(?!ホテル)(?P<value>(?=[^\d\n]{{0,12}}[ァ-ヺー]{{3}})(?:{_LETTER}|[A-Za-z・]){{"
    rf"3,14}}(?<!ホテル)(?<!コード)(?<!スタジオ)(?:の|\s)?\s?[A-Z]?\d{{3,4}})"
    r"(?:号室|(?=に(?:置き|住|届|配達|送)|まで(?:配達|届)))"
)
_NAMED_BUILDING = re.compile(
    r"(?:マンション|アパート|建物|寮|団地)の?(?:名前?)?(?:は|が|:)\s?(?P<value>[^、。\s\n]{2,16}?)(?:で"
    r"|の)?[、,\s]{1,2}(?:の)?(?:部屋(?:番号)?|号室|室番号)(?:は|が|:)\s?(?P<value2>[A-Z]?-?\d{2,4})号?室"
    r"?"
)
_ONE = "いち|に|さん|よん|し|ご|ろく|なな|しち|はち|きゅう|く|じゅう"
_KANA_NUMBER = rf"(?:(?:{_ONE}){{1,3}}|\d{{1,4}})"
_KANA_BLOCK = compiled(
    rf"{_KANA_NUMBER}\s?(?:ちょうめの?|ばんち?の?|丁目の?|番地?の?|の|-)[\s、]?{_KANA_NUMBER}(?:\s?(?:ばんち?"
    rf"の?|番地?の?|の|-|ごう)\s?{_KANA_NUMBER})?(?:ごう|ばん|号|番)?"
    rf"|{_KANA_NUMBER}(?:ばんち|番地)"
)
_KANA_PLACE = re.compile(
    r"(?:[ぁ-んー]{2,10}(?:けん|とし|と|ふ))?[ぁ-んー]{2,8}(?:く|し|ちょう|まち|むら"
    r"|ぐん)[\s、]?[ぁ-んー]{2,14}"
    r"[\s、]?\Z|[一-鿿]{1,6}[市区町村][ぁ-んー]{2,14}[\s、]?\Z|[一-鿿]{1,6}[市区町村][一-鿿]{1,8}[\s、]?\Z"
)
_PLACE_MAX = 36
_SEPARATED = r"[ ,\-]{1,3}"
_ROMAJI = re.compile(
    rf"(?i:(?<![\w\-])(?:[a-z]{{2,15}}[- ](?:to|fu|ken|do){_SEPARATED})?[a-z]{{2,15}}[- ](?:shi|ku|cho"
    rf"|machi|gun|mura|son)(?![a-z]){_SEPARATED}"
    rf"(?:[a-z]{{2,20}}(?:[- ](?:ku|cho|machi))?{_SEPARATED}){{0,3}}\d{{1,4}}(?:(?:-|\sno\s)\d{{1,4}}){{1,3}}"
    rf"|(?:[a-z]{{2,15}}-(?:to|fu|ken|do|shi|ku|gun){_SEPARATED}){{0,3}}(?:[a-z]{{2,20}}{_SEPARATED}){{1,4"
    rf"}}\d{{1,2}}[ \-]?chome(?:{_SEPARATED}\d{{1,4}}(?:(?:-| no )\d{{1,4}}){{0"
    rf",2}}(?:[ \-]?(?:banchi|ban|gou|go)(?![a-z]))?){{0,2}}"
    rf"|(?:[a-z]{{2,15}}-(?:to|fu|ken|do|shi|ku|gun){_SEPARATED}){{1,3}}(?:[a-z]{{2,20}}{_SEPARATED}){{0,2"
    rf"}}\d{{1,4}} ?-?(?:banchi|ban)(?![a-z])"
    rf"|[a-z]{{4,20}}\s\d{{1,4}}(?:-\d{{1,4}}){{1,3}},?\s[a-z]{{3,12}}(?:ku|shi|cho"
    rf"|machi)(?![a-z])(?:,?\s[a-z]{{3,12}})?"
    rf"|\d{{1,2}}-?(?:chome|ch[oō]me)[ ,\-]\d{{1,4}}(?:-\d{{1,4}}){{0,2}},?\s[a-z]{{2,20}}(?:,\s?[a-z]{{2"
    rf",15}}(?:-(?:ku|shi|cho))?){{0,3}})"
)
_STREET = re.compile(
    r"(?i:(?<![\w.,$£€¥#])\d{1,4}[a-z]?\s[a-z]{3,15}\s(?:st|rd|ave|ln|dr|ct|cl|pl|way|close|court|drive"
    r"|lane|gardens|grove)(?![a-z])\.?,\s(?:apt\s?\w{1,4},\s)?[a-z]{3,15})"
)
_NUMBER_LAST = re.compile(
    r"(?<!\w)(?:[A-Z][a-z'’]{2,15}\s){1,2}(?:Street|Road|Avenue|Lane|Drive|Close|Court|Crescent|Way"
    r"|Place|Terrace|Gardens|Grove),?\s(?:number|no\.?|No\.?|#)\s?\d{1,4}[A-Za-z]?"
)
_AT_HOME = re.compile(
    r"住ん|住む|住まい|住所|在住|自宅|実家|我が家|うち|家[はがもに]|の家|届|送|配達|引っ?越|屋根|部屋"
    r"|マンション"
    r"|アパート|タワマン|一軒家|番地|丁目|ポスト|表札|[市区町村]の|角の"
)
_NO_HOME = re.compile("ホテル|旅館|宿|会議|病院|病室|教室|品番|型番|スコア|サイズ|比率|布陣|試合|号車")
_BLOCK_NEAR = re.compile(
    r"(?<![\d\-/.,A-Za-z])(?P<value>\d{1,2}-\d{1,3}-\d{1,3}(?:-\d{1,4})?)(?![\d\-/.年月])"
    rf"|(?P<value2>(?<!{_HAN}){_HAN}{{2,6}}の?\d{{1,4}}-\d{{1,3}}"
    rf"|(?<!{_HAN}){_HAN}{{2,5}}町{_HAN}{{2,5}}\d{{1,4}})(?![\d\-/.年月]){_UNIT}"
    r"|(?<!\d)(?P<value3>\d{3,4}号室)"
)
_LOT = re.compile(
    rf"(?P<value>(?:(?:{PREFECTURES})\s?)?{_LETTER}{{1,6}}?[市郡](?:{_LETTER}{{1,4}}[区町村])?{_HAN}{{1,6}}"
    rf"(?<![駅線店年約第営版号口鉄内])\d{{2,5}})"
    rf"{_UNIT}(?=[)）]|です|に(?:住|送|届|引)|。|、|$|が(?:自宅|実家|住所)|まで|の(?:家|実家|一軒家|農家"
    rf"|団地|者|方))"
)
_HINT = re.compile(r"\d")
_PROSE = re.compile("(?:だけ|とか|など|から|まで|より|くらい|ほど)の?\\s?\\d")


def told_addresses(page: Page) -> Iterator[Hit]:
    """What is said to be where somebody lives, and shapes that only an address has."""
    text = page.digits.text
    if _HINT.search(text):
        for pattern in _PATTERNS:
            for match in pattern.finditer(text):
                if not _PROSE.search(match["value"]):
                    yield hit("address", page.digits, match.span("value"), SHAPED)
        if _AT_HOME.search(text) and not _NO_HOME.search(text):
            for match in _BLOCK_NEAR.finditer(text):
                group = next(name for name, value in match.groupdict().items() if value)
                yield hit("address", page.digits, match.span(group), NEAR)
        for match in _LOT.finditer(text):
            yield hit("address", page.digits, match.span("value"), NEAR)
        for match in _ROOM_ALONE.finditer(text):
            yield hit("address", page.digits, match.span(), NEAR)
        for pattern in (_IN_BUILDING, _LIVED_IN, _NAMED_BLOCK):
            for match in pattern.finditer(text):
                yield hit("address", page.digits, match.span("value"), NEAR)
        for match in _NAMED_BUILDING.finditer(text):
            yield hit("address", page.digits, match.span("value"), LABELLED)
            yield hit("address", page.digits, match.span("value2"), LABELLED)
        for pattern in (_ROMAJI, _STREET):
            for match in pattern.finditer(page.words.text):
                yield hit("address", page.words, match.span(), SHAPED)
        for match in _NUMBER_LAST.finditer(text):
            yield hit("address", page.digits, match.span(), SHAPED)
    for spelling in {id(one): one for one in (page.words, page.digits)}.values():
        for match in _KANA_BLOCK.finditer(spelling.folded):
            place = _KANA_PLACE.search(spelling.folded, max(0, match.start() - _PLACE_MAX), match.start())
            if place:
                yield hit("address", spelling, (place.start(), match.end()), SHAPED)
