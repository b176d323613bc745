"""Names by where they stand: at the end of a letter, after a label or a rank, before their label."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import HAN, SHAPED
from screening_policy.guard.names import (
    FAMILY,
    FAMILY_KANA,
    FAMILY_READ,
    GIVEN_JAPANESE,
    hiragana,
    is_whole_name,
)
from screening_policy.guard.places import PLACE_NAMES

_NAME = rf"(?<!{HAN})(?<![ァ-ヶー]){HAN}{{1,4}}(?:\s?{HAN}{{1,3}}?)?(?!(?![様氏宛殿方]){HAN})"
_CLOSED = (
    r"(?:ます|ました|ません|ください|下さい|ございます|です|でした|致します|以上|まで|よろしく|感謝"
    r"|敬具|草々|かしこ)"
)
_LABEL = (
    r"(?:(?:登録|会員|予約|利用者|契約者|使用者|購入者|申込者|口座|表示|契約|担当|担当者|回答者|記入者|差出"
    r"人|受取人"
    r"|依頼主|お届け先|送り主|発注者|注文者|参加者|応募者|被保険者|世帯主|保護者|名義)(?:名義|氏名|名前|名|"
    r"の名前)?"
    r"|氏名|名前|本名|旧姓|姓名|宛名|署名|名義|苗字|名字|妻|夫|長男|次男|三男|長女|次女|三女)"
)
_AFTER_LABEL = re.compile(
    rf"{_LABEL}[・:：=＝、\s]{{0,2}}(?P<value>{HAN}{{2,4}}\s?{HAN}{{1,3}})"
    rf"(?=(?:が|を|は|に|で|と|も|の|様|さん|さま|、|。|宛|\s|[（(]|$))"
)
_SIGNATURE = re.compile(
    rf"{_CLOSED}[。.!！]?[\s—―–\-~〜（(]{{0,4}}(?<=[。.!！\s—―–\-~〜（(])(?P<value>{_NAME})\s*[)）]?(?:拝|よ"
    rf"り)?\s*\Z"
)
_INTRODUCED = re.compile(
    rf"(?:^|[。、\n!！])(?:[^。、\n]{{1,10}}?)の\s?(?P<value>{_NAME})"
    r"(?=です(?:[。!！、\n]|$)|と申|と言いま|といいま|でございます)"
)
_TOWNS_LIST = """
三鷹 目黒 赤羽 大森 蒲田 王子 船橋 市川 松戸 成田 所沢 川越 草加 越谷 熊谷 深谷 藤沢 平塚 鎌倉 逗子 厚木 町田
立川 府中 調布 荻窪
杉並 練馬 板橋 豊島 神田 浅草 亀戸 葛西 浦安 幕張 水戸 土浦 小山 太田 桐生 長岡 上越 小松 諏訪 飯田 沼津 三島
富士 浜松 豊橋 岡崎
豊田 一宮 岐阜 大垣 松阪 伊勢 鈴鹿 彦根 大津 宇治 吹田 豊中 茨木 高槻 西宮 尼崎 芦屋 明石 姫路 倉敷 福山 尾道
下関 宇部 岩国 徳島
今治 小倉 博多 別府 日田 延岡 都城 天神 梅田 三宮 八王子 国分寺 吉祥寺 中目黒 五反田 日暮里 白石 安曇野 会津
米沢 鶴岡 酒田 一関
八戸 弘前 釧路 帯広 北見 室蘭 函館 旭川 鹿島 高知 浜田 出雲 米子 津山 三原 佐賀 鳥栖 人吉 山鹿 天草 石垣 宮古
三田 広尾 原宿 大島
"""
TOWNS = PLACE_NAMES | frozenset(_TOWNS_LIST.split())
_SAID_LAST = re.compile(
    rf"(?:[、。!！\n\s]|ます|って|した|のが|ので|際は|時は)(?P<value>{HAN}{{2,4}})"
    r"(?=です(?:[。、!！\n]|$|けど|が)|と申|まで(?:お|ご|連絡|願|電話))"
)
_RANKED = re.compile(
    rf"(?<!{HAN})(?P<value>{HAN}{{2,3}}?)(?:課長|部長|係長|主任|専務|常務|店長|所長|次長|班長|室長|教頭"
    rf"|保育士|看護師|医師)"
    rf"(?!{HAN})"
)
_BEFORE_SAID = re.compile(
    r"(?<![ぁ-んァ-ヶー一-鿿])(?P<value>[ぁ-んァ-ヶー一-鿿]{2,10}?)(?=というのが(?:私の)?(?:本名|名前|氏名"
    r"|旧姓)"
    r"|が(?:私の)?(?:本名|名前|氏名|旧姓)です)"
)
_CHANGED = re.compile(rf"(?<!{HAN})(?P<value>{HAN}{{1,4}})\s?[→⇒]\s?(?P<value2>{HAN}{{1,4}})(?!{HAN})")
_MARRIAGE = re.compile("結婚|離婚|再婚|入籍|旧姓|改姓|姓|名字|苗字")
_STAFF = re.compile(
    rf"(?:担当|窓口|受付|サポート|オペレーター?|コールセンター|係|カスタマー|営業|スタッフ|店員|配達員|ドラ"
    rf"イバー)の"
    rf"(?P<value>{_NAME})(?=様|さま|氏|(?<=担当の\w\w)さん)"
)
_SUPPORT = re.compile(
    rf"(?:窓口|受付|サポート|オペレーター?|コールセンター|カスタマー|営業担当|係)の(?P<value>{_NAME})(?=さん)"
)
_BEFORE_LABEL = re.compile(
    r"(?<![ぁ-んァ-ヶー一-鿿A-Za-z])(?P<value>[ぁ-んァ-ヶー一-鿿]{2,8}|[A-Z][.・]\s?[A-Z]\.?)\s?(?:→|⇒|＝|="
    r"|：|"
    r":|[（(])\s?"
    r"(?:私の)?(?:名字|苗字|名前|氏名|本名|旧姓|イニシャル|姓|下の名前|署名)"
)
_WRITTEN = re.compile(
    rf"と書いて[「『]?(?P<value>{HAN}{{1,4}}\s?{HAN}{{0,3}})[」』]?(?=です|と申|といい|と言い|。|$)"
)
_QUOTED = re.compile(
    r"[「『](?P<value>[ぁ-んァ-ヶー一-鿿]{1,6}(?:ちゃん|くん|君|さん|様|たん|っち|りん|ぴー|ぺー))[」』](?:"
    r"と|って)呼"
)
_KATAKANA = re.compile(r"(?<![ァ-ヶー])(?!マツモトキヨシ)(?P<value>[ァ-ヶー]{5,10})(?![ァ-ヶー])")
_SPACED_KATAKANA = re.compile(
    r"(?<![ァ-ヶー])(?P<family>[ァ-ヶー]{2,5})[ ・](?P<given>[ァ-ヶー]{2,5})(?![ァ-ヶー])"
)
FAME = re.compile(
    r"選手|俳優|女優|歌手|監督|作家|小説|漫画|マンガ|主演|声優|アイドル|芸人|ファン|推し|好き|映画|ドラマ|投"
    r"手"
    r"|大臣|議員|首相|武将|歴史|主人公|キャラ|アニメ|ゲーム|ブランド|巨人|阪神|チーム|作品|曲|著者|作者"
)

_SAID, _FAMILY_ALONE = FAMILY_KANA | GIVEN_JAPANESE, FAMILY - TOWNS


def signed_names(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, rank) of each."""
    for pattern in (_SIGNATURE, _INTRODUCED):
        for match in pattern.finditer(text):
            if _is_name(match["value"]) and not FAME.search(text):
                yield (*match.span("value"), SHAPED)
    for pattern in (_AFTER_LABEL, _STAFF, _SUPPORT, _WRITTEN):
        for match in pattern.finditer(text):
            if _is_name(match["value"]):
                yield (*match.span("value"), SHAPED)
    for match in _BEFORE_LABEL.finditer(text):
        value = match["value"]
        if not value.isalpha() or is_whole_name(value) or hiragana(value) in _SAID:
            yield (*match.span("value"), SHAPED)
    for match in _SAID_LAST.finditer(text):
        if match["value"] in _FAMILY_ALONE and not FAME.search(text):
            yield (*match.span("value"), SHAPED)
    for match in _RANKED.finditer(text):
        if match["value"] in FAMILY and not FAME.search(text):
            yield (*match.span("value"), SHAPED)
    for match in _BEFORE_SAID.finditer(text):
        if is_whole_name(match["value"]):
            yield (*match.span("value"), SHAPED)
    for match in _CHANGED.finditer(text):
        if _MARRIAGE.search(text) and {match["value"], match["value2"]} <= FAMILY:
            yield (*match.span("value"), SHAPED)
            yield (*match.span("value2"), SHAPED)
    for match in _QUOTED.finditer(text):
        yield (*match.span("value"), SHAPED)
    for match in _KATAKANA.finditer(text):
        if is_whole_name(match["value"]) and not FAME.search(text):
            yield (*match.span("value"), SHAPED)
    for match in _SPACED_KATAKANA.finditer(text):
        family, given = hiragana(match["family"]), hiragana(match["given"])
        known = (family in FAMILY_READ and given in GIVEN_JAPANESE) or (
            given in FAMILY_READ and family in GIVEN_JAPANESE
        )
        if known and not FAME.search(text):
            yield (*match.span(), SHAPED)


def _is_name(value: str) -> bool:
    plain = "".join(value.split())
    if plain in PLACE_NAMES:
        return False
    return is_whole_name(value) or any(
        plain[:cut] in FAMILY and len(plain) - cut in (1, 2) and " " in value for cut in (1, 2, 3)
    )
