"""Names told in a sentence without being introduced: of staff, after a marriage, beside their reading."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import HAN, SHAPED
from screening_policy.guard.names import (
    FAMILY,
    FAMILY_KANA,
    FAMILY_LATIN,
    GIVEN,
    GIVEN_JAPANESE,
    NO_NAME,
    hiragana,
    is_known,
    is_whole_name,
)
from screening_policy.guard.places import PLACE_NAMES

_ENDS = (
    r"(?=です|や(?:で|けど|ねん|わ|$|。)|じゃ(?:$|。|よ|が)|っす|ばい|どす|でし|でご|だ(?:よ|った|から"
    r"|けど)?[。!！\s]|だ$|と|って|で[、。]|なの?で|なん|。|、|\n|\s*$|[（(」』])"
)
_STAFF = (
    r"(?:担当(?:者|医)?|窓口|責任者|代表|受付|連絡先|宛先|保護者|世帯主|契約者|申込者|記入者|発注者"
    r"|連帯保証人|緊急連絡先|投稿者|回答者|応募者|当選者|購入者|利用者|名義人|筆者|申請者|被保険者"
    r"|契約名義)"
)
_OF_STAFF = re.compile(
    rf"{_STAFF}(?:の|は|が|:|、|\s){{0,2}}(?P<value>{HAN}(?:\s?{HAN}){{1,5}})"
    r"(?=\s?(?:まで|が|さん|さま|様|に|へ|です|と|宛|あて|、|。|より|$|\n))"
)
_READ = re.compile(
    rf"(?<!{HAN})(?P<value>(?P<kanji>{HAN}{{2,6}}|{HAN}{{1,3}} {HAN}{{1,3}})\s?[（(](?P<kana>[ぁ-んァ-ヶ"
    rf"ー]{{2,5}}[\s・]?[ぁ-んァ"
    rf"-ヶー]{{1,8}})[）)])"
)
_FAMILY_NAME = r"(?:旧姓|新姓|現姓|姓|名字|苗字|みょうじ)"
_CHANGED = re.compile(
    rf"(?P<value>(?<!{HAN})(?:(?!姓){HAN}){{1,4}})(?:姓)?から(?P<value2>(?:(?!姓){HAN}){{1,4}}?)(?:姓)"
    rf"?(?:に|へ)(?:なり"
    rf"|なっ|変わ|変え|変更|改姓|改名)"
)
_MARRIAGE = re.compile(r"結婚|離婚|入籍|旧姓|改姓|姓|名字|苗字|嫁|婿|養子")
_NOW = re.compile(
    rf"(?:{_FAMILY_NAME})[^。\n]{{1,16}}?(?:今|現在|いま|結婚後|新姓|結婚して|入籍して)(?:の(?:姓|名字"
    rf"|苗字))?(?:は|が|、)?(?P<value>{HAN}{{1,4}}){_ENDS}"
)
_RARE = re.compile(
    rf"(?:{_FAMILY_NAME}|名前)(?:は|が|で|も|、)[^。\n]{{0,12}}?(?<!{HAN})(?P<value>{HAN}{{1,5}}){_ENDS}"
)
_LATIN = re.compile(
    r"(?:^|[。\n!！、]|私は|僕は|氏名|名前は)\s?(?P<value>[A-Z][A-Za-z'’\-]{1,20}\s[A-Z][A-Za-z'’\-]{1,20"
    r"})(?=です|と(?:い|言)い|でございます|だよ|っていい)"
)
_FOREIGN = re.compile(
    r"(?:(?:^|[。\n!！])\s?(?P<value>[ァ-ヶー]{1,10}(?:[・＝=][ァ-ヶー]{1,10}){1,4})(?=と(?:い|言)い"
    r"|と申|っていい"
    r"|です(?:、|。)[^。\n]{0,14}(?:教師|をして|働|勤|出身|から来|住ん|よろしく|\d歳))"
    r"|(?:私は|僕は|人の|の?名前は)\s?(?P<value2>[ァ-ヶー]{1,10}(?:[・＝=][ァ-ヶー]{1,10}){1,4})(?=です"
    r"|と(?:い|言)い|と申|と呼|、|\s*$))"
)
_NICKNAME = re.compile(
    r"(?:(?<![A-Za-z])(?:PN|HN|RN)|あだ名|あだな|愛称|ニックネーム|ハンドル(?:ネーム)?|ハンネ|呼び名|源氏名"
    r"|ラジオネーム|ペンネーム"
    r"|通り名|洗礼名|戒名)(?:は|が|:|、|も)\s?[「『]?"
    r"(?P<value>[ぁ-んァ-ヶー一-鿿a-zA-Z0-9_]{2,12}?)[」』]?"
    r"(?=です|でし|だ(?:よ|った)?[。!！]|だ(?:よ|った)?$|と呼|とい|って|で(?:す|した|や|登録|通)|。|\n|\s*$)"
)
_ADJECTIVE = re.compile(
    r"(?:い|な|的|自由|必須|任意|必要|大事|禁止|不要|可能|いろいろ|色々|好き|何でも|ない|ません)$"
)
_HOW_WRITTEN = re.compile(
    rf"(?:{_FAMILY_NAME}|名前|名|氏名)(?:は|が|の漢字は|:)\s?(?P<value>[一-鿿ぁ-んァ-ヶ]{{1,6}}の「?"
    rf"{HAN}」?(?:に|と|、)「?[^。、\n]{{1,16}}?)」?(?=です|、|。|$|と書|だ)"
)
_I_THE = re.compile(
    rf"(?:(?:私|わたし|わたくし|僕|俺|自分|当方|わし|わい|うち)(?:、|は|が|の(?:名前|苗字|名字)は)|^"
    rf"|[。\n!！])\s?(?P<value>{HAN}{{1,6}}|[ァ-ヶー]{{3,10}})(?=と(?:言い|いい|申し|(?:言|い)う(?:もん"
    rf"|者|んで|ん?だ))|って(?:言|い)(?:い|う(?:もん|者|んで))|っちゅう|ちゅう|つう|という(?:者|もん)"
    rf"|(?<=、\w\w)です|でござ)"
)
_FULL = rf"(?<!{HAN})(?P<value>{HAN}{{1,4}}\s?(?:{HAN}{{1,3}}|[ぁ-ん]{{2,4}}|[ァ-ヶー]{{2,5}}))"
_IN_CONTEXT = tuple(
    re.compile(source)
    for source in (
        rf"(?:^|[。\n])\s?{_FULL}[、,\s・（(]{{1,2}}\d{{1,3}}[歳才]",
        rf"(?:^|[。\n])\s?(?=(?:{HAN}\s?){{4}}){_FULL}[、,\s]\d{{2}}\s(?!対)",
        rf"(?:宛名|宛先|封筒|荷物|伝票|領収書|請求書|はがき|手紙|メール|画面|封書|明細|表札|名札"
        rf"|案内)[^。\n]{{0,14}}?[「『]?{_FULL}\s?(?:様|さま|殿)",
        rf"(?:[Ff]acebook|FB|フェイスブック|LINE|ライン|インスタ|mixi|ミクシィ|[Ll]inked[Ii]n|SNS"
        rf"|メルカリ|本名)(?:は|で|に|も|では)[^。\n]{{0,6}}?{_FULL}(?=で(?:やって|登録|検索|出)|という"
        rf"|って|です)",
        rf"{_FULL}(?:、{HAN}{{1,6}})?(?:と|って)(?:書い|書き|書か|署名|記入|サイン|名乗|入力|登録|印字"
        rf"|印刷|載|表示)",
        rf"(?:私は|僕は|俺は|わたしは|自分は|^|[。\n])\s?{_FULL}(?![都道府県市区町村])、?(?:です。)?\s?(?:["
        rf"ァ-ヶー一-鿿]{{1,8}}"
        rf"(?:出身|在住|人)|\d{{2}}歳|[ァ-ヶー一-鿿]{{1,8}}から来|[一-鿿]{{2,4}}員)",
        rf"(?:祖父|祖母|義父|義母|夫|妻|父|母|兄|弟|姉|妹|息子|娘|孫|叔父|叔母|従兄|友人|知人|親戚|上司"
        rf"|同僚|後輩|先輩)の?{_FULL}(?=が|は|も|と|に|の|を|、)",
        rf"(?:様|さま|皆様|御中|各位)[、,。\s]{{1,2}}{_FULL}(?=です|と申|でございます)",
        rf"(?:私|わたくし|小生)(?:こと|儀)、?\s?{_FULL}",
        r"(?:読み|読み方|よみ|ふりがな|フリガナ|ルビ|発音)(?:は|が|:)\s?[「『]?(?P<value>[ぁ-んァ-ヶー]"
        r"{4,12})[」』]?(?=です|で|と|。|、|$)",
        rf"(?:^|[。\n])\s?{_FULL}[、,\s・（(]{{1,2}}[\d一二三四五六七八九十〇]{{1,4}}[歳才]",
        rf"(?:会員|登録|アカウント|口座|カード|予約|注文|契約|保険証|免許証?|パスポート|書類|申込"
        rf"|名簿)(?:登録|上|書)?の?(?:お?名前|氏名|名義|名)(?:は|が|:)\s?{_FULL}",
    )
)
_GIVEN_LIST = re.compile(rf"(?<=、)(?P<value>{HAN}{{1,3}})(?=(?:と|って)(?:書い|書き|署名|記入|サイン|登録))")
_SELF = re.compile(
    r"(?:^|[。\n])\s?(?:はじめまして、)?(?P<value>[ァ-ヶー]{2,10}|[一-鿿]{1,3}\s?[一-鿿]{1,3})(?:です"
    r"|といいます|、)(?:[。、!！]\s?)?(?=[ァ-ヶー一-鿿]{1,8}(?:から来まし|から来て|出身|人です|より来まし))"
    r"|私は(?P<value2>[一-鿿]{1,2}\s[一-鿿]{1,3})(?=、|です)"
)
_KATAKANA_NAME = re.compile(
    r"(?:会員|登録|アカウント|口座|カード|予約|注文|契約|名簿|カナ|フリガナ)[^。\n、]{0,6}?(?:お?名前"
    r"|氏名|名義|名|カナ|フリガナ)(?:は|が|:|\s)\s?(?P<value>[ァ-ヶー]{3,12})(?=です|で|と|。|、|$)"
    r"|(?P<value2>[ァ-ヶー]{4,12})(?=(?:でカナ|とカナ|というカナ|で?フリガナ))"
)
_OF_A_CARD = re.compile(
    r"(?P<value>[A-ZＡ-Ｚ]{2,15}\s[A-ZＡ-Ｚ]{2,15}|[ァ-ヶー]{2,10}\s[ァ-ヶー]{2,10})\s?[（(](?:[ァ-ヶー一"
    r"-鿿]{1,6}の?)?(?:名義|氏名|名前|本名|印字|表記)[）)]"
)
_GIVEN_TOLD = re.compile(
    rf"(?:書いた|書き込んだ|送った|注文した|電話した|申し込んだ|答えた|記入した|予約した|受け取った"
    rf"|買った)のは(?P<value>{HAN}{{2,6}})(?=です(?!か)|で[、。])"
    rf"|(?:中国|韓国|日本|英語|外国|通|芸|源氏|戒|洗礼)名は\s?(?P<value2>{HAN}{{2,5}}|[ァ-ヶー]{{2,10}})"
    rf"(?=です|で|と|。|$)"
)
_BY_TURNS = re.compile(
    rf"(?:下(?:の名前)?|名(?:前)?)(?:は|が)\s?(?P<value>{HAN}{{1,3}}|[ぁ-ん]{{2,5}})(?=です|で|。|、|$)"
    rf"|名前、\s?(?P<value2>{HAN}{{1,3}}|[ぁ-ん]{{2,5}}?)(?=は|が|を|です)"
)
_YOUNG = (
    "蒼翔陽菜結莉悠湊蓮颯奏葵凛凜咲紬杏芽依琴羽乃彩琉瑠琥珀煌絢朔碧斗愛真央翼那奈沙織夏帆空音花希和也介輔"
    "優樹美香里子太郎翠澪凪楓颯隼蘭桜茉海桃果穂歩佑祐輝瑛紗柚萌亜妃梨聖良莉心陸大晴暖柊芭璃叶芙彗伊吹紀侑我"
    "空輔"
)
_YOUNG_ONE = re.compile(
    rf"(?:息子|娘|[長次三四]男|[長次三四]女|孫|甥|姪|妹|弟|嫁|妻|夫|[上下]の子|うちの子"
    rf"|我が子)[のがは（]?、?(?P<value>[{_YOUNG}]{{2,3}})("
    rf"?=が|は|も|と|に|を|、|の|です|って|[（）()]|から|ちゃん|くん)"
)
_KANA_SELF = re.compile(
    r"(?:^|[。\n、!！])\s?(?P<value>[ぁ-ん]{5,10}?|[ァ-ヶー]{2,6}[\s・]?[ァ-ヶー]{2,6})(?=です|と申"
    r"|といい|と言い|で登録|と登録|と書|という(?:名前|者))"
)
_OF_US = re.compile(rf"(?:うち|我が家|ウチ)の(?P<value>{HAN}{{2,3}})(?=が|は|も|に|と|です)")
_TEACHER = re.compile(rf"(?:担任|主治医|かかりつけ医|顧問)の(?P<value>{HAN}{{1,4}})(?=先生|医師|ドクター)")
_BOOKED_FOR = re.compile(
    r"(?:予約|名義|会員|注文|登録|受付)(?:は|が|を)(?P<value>[ァ-ヶー]{2,6})(?=で(?:取|と|し|入れ|予約"
    r"|登録|受付|お願い))"
)
_READ_AS = re.compile(
    rf"(?P<value>{HAN}{{1,6}})と書いて[「『]?(?P<value2>[ぁ-んァ-ヶー]{{2,12}}?)[」』]?(?:と|って)(?:読"
    rf"|よ|い|言)"
)
_QUOTED = re.compile(
    r"(?:サイン|予約名|宛名|名義|氏名|名前|署名|本名|フルネーム|名札|表札|旧姓|姓|苗字|名字|会員名|登録名"
    r"|お名前)(?:欄)?(?:は|に|が|を|:)?[「『](?P<value>[^」』\d]{2,12})[」』]"
)
_FAMILIAR = re.compile(
    r"(?:から|に|で)は?、?[「『]?(?P<value>[ぁ-んァ-ヶー一-鿿]{1,6}(?:ちゃん|くん|さん|たん|っち|りん|ぴー"
    r"|ぺー|姐|兄|ねえ|にい))[」』]?(?:と|って|で)(?:呼(?:ばれ|んで)|通(?:って|し))"
)
_WED_ABROAD = re.compile(
    r"[ァ-ヶー一-鿿]{2,8}人の(?:夫|妻|彼氏|彼女|友人|友達|婚約者|同僚|上司|旦那|嫁|父|母|義父"
    r"|義母)、?の?(?P<value>[ァ-ヶー]{2,10}(?:・[ァ-ヶー]{2,10})?)(?=は|が|も|と|に|、|の|です)"
)
_SPACED = re.compile(
    r"(?:名前|なまえ|ナマエ|氏名|名)(?:は|:|が|、)\s?(?P<value>[ぁ-んァ-ヶ](?:[\s・\-/][ぁ-んァ-ヶ]){1,7}"
    r")(?=です|と|。|、|\s*$|や|だ)"
)


def _is_whole_or_given(value: str) -> bool:
    return is_whole_name(value) or _is_given(value)


def _is_given(value: str) -> bool:
    return hiragana(value) in GIVEN_JAPANESE


def _is_kana_name(value: str) -> bool:
    return is_whole_name(value) and hiragana(value) not in FAMILY


def _is_family_in_kana(value: str) -> bool:
    return hiragana(value) in FAMILY_KANA


def _is_latin_name(value: str) -> bool:
    return any(word.lower() in FAMILY_LATIN or word.lower() in GIVEN for word in value.split())


def _is_no_remark(value: str) -> bool:
    return not _ADJECTIVE.search(value) and not value.startswith(NO_NAME)


def _is_quoted_name(value: str) -> bool:
    return _is_no_remark(value) and (is_whole_name(value) or is_known(value))


def _is_anything(_: str) -> bool:
    return True


_TOLD = (
    *((pattern, is_whole_name) for pattern in (_OF_STAFF, _I_THE, *_IN_CONTEXT)),
    *((pattern, _is_whole_or_given) for pattern in (_NOW, _RARE, _READ_AS)),
    *((pattern, _is_given) for pattern in (_BY_TURNS, _OF_US, _GIVEN_LIST)),
    (_LATIN, _is_latin_name),
    (_KANA_SELF, _is_kana_name),
    (_TEACHER, is_whole_name),
    (_BOOKED_FOR, _is_family_in_kana),
    (_QUOTED, _is_quoted_name),
    (_NICKNAME, _is_no_remark),
    *(
        (pattern, _is_anything)
        for pattern in (
            _YOUNG_ONE,
            _HOW_WRITTEN,
            _OF_A_CARD,
            _SPACED,
            _FAMILIAR,
            _WED_ABROAD,
            _FOREIGN,
            _SELF,
            _KATAKANA_NAME,
            _GIVEN_TOLD,
        )
    ),
)
"""Each form with what makes its value a name; a second group is a name as well."""


def told_names(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, rank) of each."""
    for pattern, is_name in _TOLD:
        for match in pattern.finditer(text):
            written = [group for group, value in match.groupdict().items() if value]
            if is_name(match[written[0]]):
                for group in written:
                    yield (*match.span(group), SHAPED)
    for match in _READ.finditer(text):
        if _is_reading(match["kanji"], match["kana"]):
            yield (*match.span("value"), SHAPED)
    for match in _CHANGED.finditer(text):
        pair = {match["value"], match["value2"]}
        if pair <= FAMILY and (_MARRIAGE.search(text) or not pair & PLACE_NAMES):
            yield (*match.span("value"), SHAPED)
            yield (*match.span("value2"), SHAPED)


def _is_reading(kanji: str, kana: str) -> bool:
    """Whether the kana can be how a full name in kanji is said."""
    plain, kanji = hiragana("".join(kana.replace("・", "").split())), "".join(kanji.split())
    family = any(kanji[:length] in FAMILY for length in range(1, min(len(kanji), 4)))
    said = any(plain[:length] in FAMILY_KANA for length in range(2, min(len(plain), 6)))
    return family and said and len(kanji) > 2 and len(plain) > len(kanji)
