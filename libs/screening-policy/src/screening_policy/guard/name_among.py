"""Names among others: in lists of a family, beside a relation in brackets, after a rank."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import HAN, SHAPED
from screening_policy.guard.names import (
    FAMILY,
    FAMILY_LATIN,
    GIVEN_JAPANESE,
    GIVEN_LATIN,
    ONE_LETTER,
    hiragana,
    is_whole_name,
)
from screening_policy.guard.places import PLACE_NAMES

_ONE = rf"(?:{HAN}{{1,5}}|[ぁ-ん]{{2,5}}?|[ァ-ヶー]{{2,6}})"
_AFTER = r"(?:さん|ちゃん|くん|君|様|さま)?(?:[（(]\d{1,3}[歳才]?[）)]|\s?\d{1,3}[歳才])?"
_MARK = r"(?:、と?|・|,\s?|&|＆|/|／|\s|と)"
_LIST = re.compile(
    rf"(?<!{HAN})(?<![ァ-ヶー])(?<![ぁ-ん]{{2}}){_ONE}{_AFTER}(?:{_MARK}{_ONE}{_AFTER}){{1,7}}"
    r"(?=です|の\d人|の[二三四五]人|で|が|は|も|を|に|の|と|、|。|\s*$|）|\))"
)
_SPLIT = re.compile(rf"{_AFTER}{_MARK}")
_KIN = re.compile(
    r"家族|子ども|子供|息子|娘|[長次三]男|[長次三]女|兄弟|姉妹|きょうだい|孫|双子|夫婦|両親|うちの子"
    r"|名前|三姉妹|三兄弟|メンバー|宛名|氏名|申込|参加者|同居|世帯"
)
_RELATION = (
    "妻|夫|主人|家内|嫁|旦那|長男|次男|三男|長女|次女|三女|息子|娘|父|母|兄|弟|姉|妹|祖父|祖母|孫|義父|義母"
    "|本人|私|世帯主|続柄|友人|同僚|上司|部下|同居人|婚約者|彼氏|彼女|配偶者|子"
)
_IN_BRACKETS = re.compile(
    rf"(?<!{HAN})(?<![ァ-ヶー])(?P<value>{HAN}{{1,5}}|(?<![ぁ-ん])[ぁ-ん]{{2,5}}|[ァ-ヶー]{{2,6}})"
    rf"(?:ちゃん|くん|さん|君)?\s?[（(](?:{_RELATION})[・、,）)\s](?P<given>{HAN}{{2,3}}(?!{HAN}))?"
)
_RANK = (
    r"(?:部長|課長|係長|主任|社長|専務|常務|店長|班長|所長|支店長|工場長|次長|室長|校長|教頭|園長|院長|会長"
    r"|リーダー|マネージャー|ヘルパー|ケアマネ(?:ージャー)?|保育士|看護師|大家|管理人|隣人|お隣|隣|近所|向かい"
    r"|先輩|後輩|同級生|幼なじみ|幼馴染|元カレ|元カノ|恋人|パートナー|ママ友|いとこ|従姉妹|従兄弟|甥っ子|姪っ子|甥|姪|叔母|叔父|伯母|伯父|おば|おじ|大叔母|義兄"
    r"|義姉|義弟|義妹|取引先|バイト仲間|同期|教え子|生徒|患者|利用者|紹介者|本人|代表|担当者)"
)
_OF_RANK = re.compile(
    rf"{_RANK}[の、]、?(?P<value>{HAN}{{2,3}}\s?(?:{HAN}{{1,3}}|[ぁ-ん]{{1,2}}[子美江代枝恵]|(?!さん|ちゃん|くん|さま)[ぁ-ん]{{2,4}}|[ァ-ヶー]{{2,5}}))(?!{HAN})"
)
_GIVEN_OF_RANK = re.compile(
    rf"(?:ママ友|いとこ|従姉妹|従兄弟|甥っ子|姪っ子|甥|姪|叔母|叔父|伯母|伯父|友達|友だち|友人|親友|幼なじみ|彼氏|彼女|孫娘|娘婿"
    rf"|義母|義父|義姉|義兄|義弟|義妹)の、?(?P<value>{HAN}{{2,3}}|[ぁ-ん]{{2,4}}?|[ァ-ヶー]{{2,5}})"
    r"(?=さん|ちゃん|くん|君|が|は|も|と|に|を|、)"
)
_LATIN_PAIR = re.compile(
    r"(?<![A-Za-z@.])(?P<value>(?P<one>[A-Za-z]{2,12})[ 　](?P<two>[A-Za-z]{2,12}))(?![A-Za-z@])"
)
_FAME = re.compile(
    r"選手|俳優|女優|歌手|監督|作家|小説|漫画|主演|ファン|推し|好き|映画|ドラマ|本|曲|歌|作品|展|ライブ"
    r"|(?i:book|novel|film|movie|song|album|fan|player|actor|actress|singer|author|director|watch|read|listen"
    r"|concert|show|series|artist|designer|chef|brand|love|like)"
)
_FAMILY_TOLD = re.compile(
    rf"(?:[いしきちりんっえけせてれべめ]た|んだ|本人の)(?P<value>{HAN}{{2,4}}(?:\s?{HAN}{{1,3}})?)(?=です|でござ|と申|といい|と言い|でした)"
    rf"|(?:結婚して|結婚後は?|結婚で|再婚して|離婚して|入籍して|嫁いで)(?P<value2>{HAN}{{1,4}})(?:姓)?(?=に(?:な|変|戻)|です)"
    rf"|(?:私|僕|俺|わたし|自分|わたくし)(?P<value3>{HAN}{{2,4}}\s?{HAN}{{0,3}})(?=です|が|は|と申|でござ)"
    rf"|(?<!{HAN})(?P<value4>{HAN}{{1,6}})(?=\s?[（(]旧姓)"
)
_OLD_FASHIONED = re.compile("[ぁ-ん]{1,2}[子美江代枝恵]")
_SINGLE = re.compile(
    rf"(?:[長次三四]男|[長次三四]女|息子|娘|弟|妹|兄|姉|うち|我が家|孫|上の子|下の子|末っ子)[のはが、（(「]?\s?(?P<value>{HAN})"
    r"(?=が|は|も|と(?!き)|を|、|に|です|ちゃん|くん|君|[（(）)」])"
)
_I_GIVEN = re.compile(rf"(?:私|僕|俺|自分)(?:が|は)(?P<value>{HAN}{{2,3}})(?=です(?:。|$|、)|。|$)")
_BOTH = re.compile(
    r"(?P<value>[ぁ-んァ-ヶー]{2,5})と(?:申し|言い|いい)ます、(?:下の名前は)?(?P<value2>[ぁ-んァ-ヶー]{2,5}?)(?=です|と)"
)
_EXPLAINED = re.compile(
    rf"(?P<value>[一-鿿ぁ-んァ-ヶ]{{1,5}}に[^\n。、]{{1,10}}の{HAN})[でと](?:書いて)?「?"
    r"(?P<value2>[ぁ-んァ-ヶー一-鿿]{2,10}?)」?(?=と(?:い|言|申|読|よ)|って|です|。|$)"
)


def names_among(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, rank) of each."""
    for match in _IN_BRACKETS.finditer(text):
        familiar = match.end("value") < len(text) and text.startswith(("ちゃん", "くん"), match.end("value"))
        if familiar or _is_given(match["value"]) or is_whole_name(match["value"]):
            yield (*match.span("value"), SHAPED)
        if match["given"] and _is_given(match["given"]):
            yield (*match.span("given"), SHAPED)
    for match in _OF_RANK.finditer(text):
        if _is_full(match["value"]):
            yield (*match.span("value"), SHAPED)
    for match in (*_GIVEN_OF_RANK.finditer(text), *_I_GIVEN.finditer(text)):
        if _is_given(match["value"]):
            yield (*match.span("value"), SHAPED)
    for match in _LATIN_PAIR.finditer(text):
        if _is_latin(match["one"], match["two"]) and not _FAME.search(text):
            yield (*match.span("value"), SHAPED)
    for match in _FAMILY_TOLD.finditer(text):
        group = next(name for name, value in match.groupdict().items() if value)
        if is_whole_name(match[group]) and match[group] not in PLACE_NAMES:
            yield (*match.span(group), SHAPED)
    for match in _SINGLE.finditer(text):
        if match["value"] in ONE_LETTER or match["value"] in GIVEN_JAPANESE:
            yield (*match.span("value"), SHAPED)
    for match in (*_EXPLAINED.finditer(text), *_BOTH.finditer(text)):
        yield (*match.span("value"), SHAPED)
        yield (*match.span("value2"), SHAPED)
    if _KIN.search(text):
        yield from _listed(text)


def _listed(text: str) -> Iterator[tuple[int, int, int]]:
    """The names of a list of which at least two are names."""
    for run in _LIST.finditer(text):
        at, found = run.start(), list[tuple[int, int]]()
        for gap in (*_SPLIT.finditer(run[0]), None):
            end = run.start() + gap.start() if gap else run.end()
            value = re.match(_ONE + r"(?=\Z|さん|ちゃん|くん|君|様|さま|[（(\s\d])", text[at:end])
            plain = text[at:end] if value is None else value[0]
            if plain in ONE_LETTER or _is_given(plain) or (is_whole_name(plain) and plain not in PLACE_NAMES):
                found.append((at, at + len(plain)))
            at = run.start() + gap.end() if gap else at
        if len(found) > 1:
            yield from ((start, end, SHAPED) for start, end in found)


def _is_given(value: str) -> bool:
    return len(value) > 1 and hiragana(value) in GIVEN_JAPANESE


def _is_full(value: str) -> bool:
    plain = "".join(value.split())
    return any(
        plain[:cut] in FAMILY
        and (
            plain[cut:] in ONE_LETTER
            or hiragana(plain[cut:]) in GIVEN_JAPANESE
            or _OLD_FASHIONED.fullmatch(plain[cut:])
        )
        for cut in (1, 2, 3)
    )


def _is_latin(one: str, two: str) -> bool:
    """A given and a family name of Japan, in either order, written as names are."""
    if not (one[0].isupper() and two[0].isupper()) or one.isupper() != two.isupper():
        return False
    first, last = one.lower(), two.lower()
    return (first in GIVEN_LATIN and last in FAMILY_LATIN) or (first in FAMILY_LATIN and last in GIVEN_LATIN)
