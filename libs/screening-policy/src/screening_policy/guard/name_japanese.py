"""Japanese forms in which people give a name: 私の名前は…, …と申します, 氏名：…, はじめまして、…です."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import HAN, LABELLED, SHAPED
from screening_policy.guard.names import (
    FAMILY,
    FAMILY_LATIN,
    GIVEN,
    GIVEN_JAPANESE,
    NO_NAME,
    hiragana,
    is_known,
    is_person,
)
from screening_policy.guard.places import PLACE_NAMES

_KANJI = rf"{HAN}(?:[\s・ノの]?{HAN}){{0,6}}"
_LATIN = (
    r"(?:[A-Z]\.\s?)?[A-Za-z][A-Za-z'’\-]{1,20}(?:[\s,]{1,2}(?:[A-Z]\.\s)?[A-Za-z][A-Za-z'’\-]{1,20}){0,2}"
)
_VALUE = (
    rf"(?:{_KANJI}\s?[ぁ-んァ-ヶー]{{0,5}}?|[ァ-ヶー]{{2,10}}(?:[\s・＝=][ァ-ヶー]{{2,10}}){{0,2}}"
    rf"|[ぁ-んー]{{2,10}}?(?:[\s・][ぁ-んー]{{2,6}}?)?|{_LATIN})"
)
_READ_AS = r"(?:\s?[（(][ぁ-んァ-ヶー\sA-Za-z]{2,30}[）)])?"
_ENDS = (
    rf"(?={_READ_AS}\s?(?:です|や(?:で|けど|ねん|わ)|じゃ|っす|なの?で|でし|でご|でお|で登録|で、|で。"
    rf"|になり|にして|と申|とい[いう]|と言|と書|とよ|と呼|っていい|って言|って呼|って書"
    r"|って(?:い|ゆ)う|ちゃん|さん|様|さま|くん|君|氏|だ(?:よ|ね|けど|った|。|$)|desu|も?。|、|,|\n|[（(）)"
    r"／/」』]|\s*$|\s))"
)
_IS = (
    r"(?:で(?:言|書)(?:うと|くと|えば)|的には|だと|では|として)?[\s「『]{0,2}(?:["
    r"（(][^）)\n]{1,8}[）)])?"
    r"\s{0,2}(?:(?:は(?:(?:ね|な|さ|ですね)、|、?)|が|:|=|→|⇒|\s|(?<=と)|(?<=では)|(?<=えば)"
    r"|\.|,){1,3})[\s「『]{0,2}"
)
_PERSON = (
    "(?:私|わし|ワシ|わい|おいら|小生|あっし|うちら|わたくし|わたし|あたし|僕|ぼく|俺|おれ|自分|本人"
    "|うち|あたくし|ワタシ|当方)"
)
_RELATION = (
    "(?:夫|妻|旦那|主人|嫁|息子|娘|長男|長女|次男|次女|子供|子ども|母|父|兄|弟|姉|妹|祖父|祖母"
    "|彼氏|彼女|友人|友達|友だち|親友|上司|同僚|部下|先生|担任|隣人|孫|甥|姪|おば|おじ|社長|店長|先輩|後輩)"
)
_TITLE = (
    "(?:お?名\\s?前|なまえ|ナマエ|ネーム|氏\\s?名|しめい|シメイ|姓名|本名|フルネーム|苗字|名字"
    "|みょうじ|下の名前|姓|戸籍名|したのなまえ|したの名前)"
)
_ROMAN = (
    r"(?:(?:英語|ローマ字|漢字|カタカナ|ひらがな|平仮名)(?:だと|では|で言うと|で書くと|で|表記は"
    r"|表記で|：|:)\s?)?"
)
_STRONG = tuple(
    re.compile(source)
    for source in (
        rf"(?:{_PERSON}|{_RELATION})の{_TITLE}、(?P<value>{_VALUE})(?=って(?:い|言|ゆ)|と(?:い|言|申))",
        rf"(?:{_PERSON}|{_RELATION})の{_TITLE}{_IS}{_ROMAN}(?P<value>{_VALUE}){_ENDS}",
        rf"(?:{_PERSON}|{_RELATION})の{_TITLE}(?P<value>{_KANJI}[ぁ-ん]{{0,3}}?)(?=(?:って|と)(?:言"
        rf"|い[いう]))",
        rf"(?:本名|氏\s?名|しめい|姓名|フルネーム|旧姓|新姓|名義|名義人|差出人|宛名|宛先|受取人|署名"
        rf"|印鑑|ハンコ|はんこ|判子|表札|名札|下の名前|した(?:のなまえ|の名前)"
        rf"|苗字|名字|みょうじ|戸籍名|契約者|結婚前|文責|ニックネーム|あだ名|愛称|通称|ペンネーム|芸名"
        rf"|旧名|セイメイ|シメイ|予約名|筆者|予約者|世帯主)"
        rf"(?:の名前)?{_IS}{_ROMAN}(?P<value>{_VALUE}){_ENDS}",
        rf"(?:^|[。、\n!！])\s{{0,3}}(?:お?名前|なまえ|ナマエ|ふりがな|フリガナ|ﾌﾘｶﾞﾅ|カナ|姓|名|セイ"
        rf"|メイ)\s?[:=→]\s?"
        rf"{_ROMAN}(?P<value>{_VALUE}){_ENDS}",
        rf"姓(?:は|:)[^\s。]{{1,8}}[、\s]{{0,2}}名(?:は|:)\s?(?P<value>{_VALUE}){_ENDS}",
        rf"{HAN}{{1,3}}(?<![作著訳奏演読編業発])[者主人](?:名|の名前)?\s?[:=]\s?(?P<value>{HAN}{{1,4}}"
        rf"\s(?:{HAN}{{1,4}}|[ぁ-ん]{{2,5}}|[ァ-ヶー]{{2,6}})){_ENDS}",
        rf"名前(?:は|が)(?:英語|ローマ字|漢字|カタカナ|ひらがな|平仮名)(?:だと|では|で"
        rf"|表記で)\s?(?P<value>{_VALUE}){_ENDS}",
        rf"(?<!{HAN})(?P<value>{_KANJI}(?:\s?[ぁ-んァ-ヶー]{{1,5}}?)?|[ァ-ヶー]{{2,8}}(?:[\s・][ァ-ヶー]"
        rf"{{2,8}})?"
        rf"|(?<![ぁ-ん])[ぁ-ん]{{2,8}}?(?:\s[ぁ-ん]{{2,6}}?)?|{_LATIN})\s?"
        rf"(?:[（(][^）)\n]{{1,20}}[）)])?\s?と申(?:しま[すし](?!ても)|し上げ|しおり|しており|す者|す[。、])",
        rf"(?P<value>{_KANJI}[ぁ-んァ-ヶー]{{0,4}})\s?(?:様|さま|宛|殿|御中)\s?(?:宛|あて|で送|でお願い"
        rf"|の口座)",
    )
)
_KNOWN = tuple(
    re.compile(source)
    for source in (
        rf"(?:{HAN}{{1,3}}(?<![作著訳奏演読編業発])(?<![商駅店社品曲題地町村国車校園型件書番組])[者主人"
        rf"名]|予約した|申し込んだ|応募した|登録した"
        rf"|購入した|注文した)(?:名|の?名前|の?氏名)?(?:{_IS})?(?P<value>{_VALUE}){_ENDS}",
        rf"(?:名前|氏名)(?:が|を|、)[「『]?(?P<value>{_VALUE})[」』]?(?=に(?:なっ|変|し)|から|で登録"
        rf"|と(?:書|間違|呼|入力|印刷)|の(?:まま|読み))",
        rf"(?:{_TITLE}|宛名|名義|旧姓|差出人|署名)[、はがをも:\s「]{{0,3}}(?P<value>{_KANJI}(?=の)"
        rf"|{_KANJI}[ぁ-ん]{{0,4}}?(?=で|が|に|を|と|も|は|な[のん]|だ|。|、|」|\s|$))",
        r"姓(?:は|:)\s?(?P<value>[一-鿿ぁ-んァ-ヶ]{1,6}?)(?=[、\s]{0,2}名(?:は|:))",
        r"(?:氏名|名前|本名|名義)(?P<value>[ァ-ヶー]{2,8}\s[ァ-ヶー]{2,8}|[A-Z][A-Za-z]+\s[A-Z][A-Za-z]+)",
        rf"(?:^|[。、\n])\s?(?P<value>{_KANJI}[ぁ-ん]{{0,4}}?)(?:の(?:妻|夫|母|父|娘|息子|家内|姉|妹|兄"
        rf"|弟)|本人)(?=です|でござ)",
        rf"(?P<value>{_KANJI}[ぁ-ん]{{0,4}}?)(?:名義|宛て?(?:の|に)|様宛|様と(?:書|呼)|様でよ|様方)",
        rf"(?P<value>{_KANJI})と書いて[「『]?[ぁ-んァ-ヶー\s]{{2,12}}",
        rf"(?:以上|では)[、,]\s?(?P<value>{_VALUE})(?=で(?:した|す))",
        rf"(?P<value>{_KANJI}(?:\s[ぁ-んァ-ヶー]{{2,5}})?)[\s・、,／/（(]{{1,2}}\d{{1,3}}\s?[歳才][\s・、"
        rf",／/)）]{{1,3}}(?:会社員|主婦|主夫|男|女|学生|パート|自営|無職|公務員|既婚|独身)",
        rf"(?:^|[。、\n!！])\s{{0,3}}(?:お?名前|なまえ|ナマエ|署名|ふりがな|フリガナ){_IS}(?P<value>"
        rf"{_VALUE}){_ENDS}",
        rf"(?:^|[。\n!！、は])\s?(?P<value>{_KANJI}[ぁ-んァ-ヶー]{{0,4}}?|[ぁ-ん]{{3,10}}?(?:\s[ぁ-ん]{{2"
        rf",6}}?)?|[ァ-ヶー]{{3,12}}"
        r"|[A-Z][a-z]{2,12}\s[A-Z][a-z]{2,12})\s?(?:と(?:いい|言い)ます|っていいます|って言います"
        r"|という者です|という名前です)",
        rf"(?:本名|氏名|署名|フルネーム|名前|旧姓)[「『]?(?P<value>{_KANJI})[」』]?(?=\s?(?:です|で|と"
        rf"|って|。|、|\n|[）)]|$))",
        rf"(?P<value>{_KANJI}[ぁ-ん]{{0,3}}?|[ァ-ヶー]{{3,12}}|[A-Z][a-z]{{2,12}}\s[A-Z][a-z]{{2,12}})"
        r"(?:\s?より|\s?拝|\s?記|（署名）)(?=[。\s]*$)",
        rf"{_PERSON}(?:は|が)、?(?P<value>{_KANJI}[ぁ-ん]{{0,3}}?|[ァ-ヶー]{{3,12}})(?:と(?:いい"
        rf"|言い)ます|っていいます|という(?:名前|者|名))",
        rf"{_RELATION}(?:は|が)、?(?P<value>{_KANJI}[ぁ-ん]{{0,3}}?|[ァ-ヶー]{{3,12}})(?:と(?:いい"
        rf"|言い)ます|っていいます|という(?:名前|名))",
    )
)
_OF_A_PERSON = re.compile(
    rf"(?:担当|(?P<relation>{_RELATION}))の(?P<value>{_KANJI}|[ァ-ヶー]{{2,8}}|[ぁ-ん]{{2,5}}?)"
    r"(?:さん|(?P<familiar>ちゃん|くん|君))"
)
_OF_THE_FAMILY = re.compile(
    r"(?:うちの子|我が子|夫|妻|旦那|主人|家内|嫁|息子|娘|[長次三]男|[長次三]女|兄|弟|姉|妹|孫|母|父|彼氏"
    r"|彼女|婚約者"
    r"|[上下]の子)(?:の名前)?[のは、（(「\s]?"
    r"(?P<value>[一-鿿々]{1,3}|[ぁ-ん]{2,4}?|[ァ-ヶー]{2,5})"
    r"(?=が|は|と|も|を|、|に|の|です|で|だ|。|$|さん|ちゃん|くん|って|から|[（(）)」])"
)
_RELATIVE = re.compile(
    r"(?:夫|妻|旦那|嫁|息子|娘|長男|長女|次男|次女|兄|弟|姉|妹|孫|母|父)(?:は|、)?(?P<value>[一-鿿]{1,2}["
    r"郎斗也介美恵香奈]|[一-鿿]{2}子)"
    r"(?=の|が|、|です|と|も|。|$)"
)
_NEAR_NAME = re.compile(
    r"(?:名前|なまえ|氏名|フルネーム|本名|受付で|呼び出しで|署名|サイン欄)[^。\n]{0,12}?(?<![一-鿿々])[「"
    r"『]?(?P<value>[一-鿿々]{2,5}[ぁ-ん]{0,3}?)"
    r"(?=と答|と名乗|と書|と呼|と入|と記|様|」と|』と|」様|と言)"
)
_IN_BRACKETS = re.compile(rf"{_RELATION}[（(](?P<value>{_KANJI}[ぁ-ん]{{0,4}}|[ァ-ヶー]{{2,10}})[）)]")
_FORMER = re.compile(rf"(?:旧姓|本名|実名)の(?P<value>{_KANJI})(?=で|の|が|に|と|を|は|。|$)")
_WITH_AGE = re.compile(
    rf"(?:夫|妻|父|母|本人|[長次三]男|[長次三]女)?[・:\s]?(?P<value>{_KANJI}(?:\s[ぁ-んァ-ヶー]{{2,5}})?)\s?"
    rf"[（(](?:[ァ-ヶー一-鿿]{{1,6}}[・、,／/\s])?\d{{1"
    rf",3}}\s?[歳才]?(?:[・、,／/\s][ァ-ヶー一-鿿]{{1,6}})?[）)]"
    r"(?=です|と申|$|。|、)"
)
_REAL = re.compile(rf"(?P<value>{_KANJI}[ぁ-ん]{{0,4}}|[ァ-ヶー]{{2,10}})[（(](?:本名|実名)[）)]")
_FIRST_TIME = re.compile(
    r"(?:はじめまして|初めまして)[、。!！～ー\s]{0,2}(?P<value>[ァ-ヶー]{2,8}|[一-鿿々]{2,5}|[ぁ-ん]{2,6}"
    r"?)(?=です|と申|といい|と言い)"
)
_HAN_ONLY = re.compile(rf"{HAN}+")
_CALLED = re.compile(
    r"(?:みんな|皆|友達|友人|周り|家族|職場|会社|学校|仲間|私|子ども|子供|孫|ネット|同僚)[^。\n]{0,6}?(?:"
    r"から|に)は?[「『]?(?P<value>[ぁ-んァ-ヶー一-鿿]{2,8}?)[」』]?(?:と|って)呼(?:ばれ|んで)"
)
_GREETING = (
    r"(?P<greeting>(?:はじめまして|初めまして|こんにちは|こんにちわ|こんばんは|おはようございます|どうも"
    r"|もしもし|お世話になり?(?:ます|っております)"
    r"|お疲れ様です)[、。!！～ー\s]{0,2})?"
)
_INTRO = re.compile(
    rf"(?:^|[。\n!！])\s{{0,2}}{_GREETING}(?P<value>{_KANJI}\s?[ぁ-んァ-ヶー]{{0,5}}?|[ァ-ヶー]{{2,8}}(?:"
    rf"[\s・][ァ-ヶー]{{2,8}})?"
    r"|[ぁ-ん]{2,6}\s[ぁ-ん]{2,6}?)"
    r"(?:です(?P<goes_on>[。、!！]\s?[^\s]|が、|[。!！]?\s*$)|(?P<goes_too>と申|でございます))"
)
_POLITE = re.compile(
    r"です[、。!！\s]{0,2}(?:よろしく|宜しく|お世話に|はじめまして|初めまして|初めて(?:投稿|書)|いつも)"
)
_I_AM = re.compile(
    rf"{_PERSON}(?:は|、)、?(?P<value>{HAN}(?:\s?{HAN}){{1,5}}[ぁ-ん]{{0,3}}?|[ァ-ヶー]{{3,12}}"
    rf"|[A-Z][A-Za-z]{{1,15}}\s[A-Z][A-Za-z]{{1,15}})(?=です|でし|。|、|$|だ。|と申)"
)
_ROMAJI = re.compile(
    r"\b(?:namae:|(?:no )?namae|watashi|boku|ore|watakushi|atashi|uchi|washi)(?: (?:wa|ha)"
    r"|(?= [a-z]{2,12} (?:desu|tte)(?![a-z]))|(?= [A-Za-z]{2"
    r",15} [A"
    r"-Za-z]{2,15}(?: desu)?[.。\n]?$)"
    r"|no namae wa)[\s:](?P<value>[A-Za-z]{2,15}(?: [A-Za-z]{2,15})?)"
    r"(?= desu| tte| to (?:iimasu|moushimasu|mooshimasu)|[.。\n]|$)",
    re.IGNORECASE,
)
_MY_NAME = re.compile(
    rf"(?i:my name is|i'm|i am)\s(?P<value>{_KANJI}|[ァ-ヶー]{{2,10}}(?:[\s・][ァ-ヶー]{{2,10}})?"
    rf"|[ぁ-ん]{{2,8}}){_ENDS}"
)
_INITIALS = re.compile(
    r"(?P<value2>[A-Z]\.\s?[A-Z]\.?)(?=というイニシャル|がイニシャル)|(?i:イニシャル(?:は|:|\s|が)?\s?|頭文"
    r"字は|(?:my )?initials (?:are|is)|initials:)\s?"
    r"(?P<value>[A-Z][.・\s&＆]{0,2}[A-Z]?\.?)(?![A-Za-z])"
)
_LETTER_BY_LETTER = re.compile(
    rf"(?:{_TITLE})(?:は|が|、|:|を一文字ずつ言うと)\s?(?P<value>[^\n。]{{0,20}}?(?:(?:カタカナ|ひらがな"
    rf"|漢字)の|の?「.」(?:に|、))[^\n。]{{1,40}}?)(?=です|と申|とい|と書|になり|。|$)"
)
_PET = re.compile("ペット|犬|猫|ネコ|イヌ|うさぎ|ハムスター|愛犬|愛猫|商品|店|キャラ")
_AFTER_NAME = re.compile(r"\s?[（(][ぁ-んァ-ヶー\sA-Za-z]{2,30}[）)]")


def japanese_names(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, rank) of each, with its reading in brackets."""
    for start, end, rank in _spans(text):
        reading = _AFTER_NAME.match(text, end)
        yield start, reading.end() if reading else end, rank


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    for pattern in (*_STRONG, _MY_NAME):
        for match in pattern.finditer(text):
            if not match["value"].startswith(NO_NAME):
                yield (*match.span("value"), LABELLED)
    for pattern in _KNOWN:
        for match in pattern.finditer(text):
            if is_known(match["value"]) and not _PET.search(text, max(0, match.start() - 20), match.start()):
                yield (*match.span("value"), LABELLED)
    for match in _INITIALS.finditer(text):
        yield (*match.span("value" if match["value"] else "value2"), LABELLED)
    for match in _LETTER_BY_LETTER.finditer(text):
        yield (*match.span("value"), LABELLED)
    yield from _of_others(text)
    for pattern in (_NEAR_NAME, _IN_BRACKETS, _FORMER, _WITH_AGE, _REAL):
        for match in pattern.finditer(text):
            if is_known(match["value"]):
                yield (*match.span("value"), SHAPED)
    for pattern in (_CALLED, _RELATIVE, _FIRST_TIME):
        for match in pattern.finditer(text):
            if is_known(match["value"]) or not _HAN_ONLY.fullmatch(match["value"]) or pattern is _RELATIVE:
                yield (*match.span("value"), SHAPED)
    yield from _introduced(text)


def _of_others(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _OF_A_PERSON.finditer(text):
        if match["familiar"] or (is_known(match["value"]) and not match["relation"]):
            yield (*match.span("value"), LABELLED)
    for match in _OF_THE_FAMILY.finditer(text):
        if hiragana(match["value"]) in GIVEN_JAPANESE:
            yield (*match.span("value"), SHAPED)


def _introduced(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _I_AM.finditer(text):
        value = match["value"]
        if is_person(value) and not (value[:2] in PLACE_NAMES and len(value) > 2 and value[:2] not in FAMILY):
            yield (*match.span("value"), SHAPED)
    for match in _INTRO.finditer(text):
        value, polite = match["value"], _POLITE.match(text, match.end("value"))
        goes_on = (match["goes_on"] or match["goes_too"] or "").strip("。、!！ \n")
        if is_known(value) and (
            match["greeting"] or polite or (is_person(value) and goes_on and len(value) > 1)
        ):
            yield (*match.span("value"), SHAPED)
    for match in _ROMAJI.finditer(text):
        words = [word.lower() for word in match["value"].split()]
        if match[0].lower().startswith(("namae", "no namae")) or any(
            word in FAMILY_LATIN or word in GIVEN for word in words
        ):
            yield (*match.span("value"), LABELLED)
