"""Names weighed by what stands on either side: a label, a kin or a rank before, an ending after."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import HAN, SHAPED
from screening_policy.guard.name_signed import FAME, TOWNS
from screening_policy.guard.names import FAMILY, FAMILY_READ, GIVEN_JAPANESE, ONE_LETTER, hiragana

_KIN = (
    "妻|夫|主人|家内|嫁|旦那|父|母|兄|弟|姉|妹|娘|息子|[長次三四][男女]|孫|祖父|祖母|叔父|叔母|伯父|伯母|甥"
    "|姪|義[父母兄姉弟妹]"
    "|彼氏|彼女|婚約者|恋人|相方|上の子|下の子|末っ子|うちの子|我が子|子ども|子供"
)
_COLLEAGUE = (
    "上司|部下|同僚|先輩|後輩|友人|親友|同期|店長|課長|部長|係長|社長|主任|班長|先生|担任|大家"
    "|隣人|知人|仲間|幼なじみ"
)
_LABEL = (
    "氏名|名前|本名|旧姓|新姓|名義|登録名|会員名|予約名|宛名|署名|契約者|利用者|申込者|回答者|記入者|世帯主"
    "|保護者|差出人|受取人"
    "|担任|主治医|担当者?|代表者?|[一-鿿]{1,3}[部課係室]|役員|会員|委員|責任者|購入者|出品者|発注者|受け?取り|予約|記入|宛先"
    "|連絡先|窓口"
)
_SELF = "私|僕|俺|自分|本人|わたし|わたくし"
_LINK = r"(?:の名前)?[のはがも、・:→=「『（(\s]{0,2}"
_LEFT = {
    "kin": re.compile(rf"(?:{_KIN}){_LINK}\Z"),
    "colleague": re.compile(rf"(?:{_COLLEAGUE})[の、・]{{0,2}}\Z"),
    "label": re.compile(rf"(?:{_LABEL}){_LINK}\Z"),
    "self": re.compile(rf"(?:{_SELF})(?:は|が|、|の名前は)?\Z"),
}
_BOUNDARY = re.compile(r"(?:\A|[。、!！?？\n\s「『（(・:→]|ます|[したいる]た|は|の)\Z")
_ENDING = re.compile(
    r"[」』]?(?:です(?:[。、!！\n]|\s*\Z|が|けど)|でした|でござ|と申|と(?:いい|言い|いう者|名乗)|っていい"
    r"|って言い"
    r"|様|さま|殿(?!堂)|宛|あて|名義|拝(?:\s*\Z)|まで(?:お|ご|連絡|送|願|電)"
    r"|で(?:お願い|予約|登録|届|検索|契約|発行|申|取り|受け)|と(?:書|記|署名|印|入力|登録|表示|載))"
)
_READING = re.compile(
    r"\s?[（(](?:\d{1,3}[歳才]?[）)、・]|夫|妻|本人|旧姓|父|母|仮名|長[男女])|、?\s?\d{2}[歳才]|\s\d{2}\s"
)
_PARTICLE = re.compile(
    r"から|が|に|は|も|と|を|へ|の|や|、|。|[）)」（(]|です|だ|で|って|ちゃん|くん|さん|\s|\Z|!|！"
)
_NAME = re.compile(rf"{HAN}{{1,10}}(?: {HAN}{{1,3}})?")
_PREFIX = re.compile(rf"(?:{_KIN}|{_COLLEAGUE}|{_LABEL}|{_SELF})(?={HAN})")
_SUFFIX = re.compile(r"(?:様|殿|宛|方|名義|拝|夫妻|本人|先生|課長|部長|係長|社長|主任|医師|弁護士|記)\Z")
_CLOSING = re.compile(r"[」』)）]?\s*(?:\Z|\n|。)")
_TITLE = re.compile("先生|課長|部長|係長|社長|主任|医師")
_LONGEST, _BACK = 7, 12
_HOUSE_NAME = re.compile(
    rf"(?<!{HAN})(?P<family>{HAN}{{1,4}})\s?[（(](?P<given>{HAN}{{1,3}}|[ぁ-ん]{{2,4}})[）)]"
)
_HALF_IN_KANA = re.compile(
    r"(?<![ぁ-ん])(?P<value>(?P<family>[ぁ-ん]{2,5}?)[ぁ-ん]{1,2}[子美江代枝恵])(?=です|と申|といい|と言い|って)"
)


def weighed_names(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, rank) of each full, family or given name that its neighbours make one."""
    if FAME.search(text):
        return
    for run in _NAME.finditer(text):
        for start, end in _stripped(run):
            kind = _kind(text[start:end])
            if kind and _is_given_away(text, start, end, kind):
                yield start, end, SHAPED
                break
    for match in _HALF_IN_KANA.finditer(text):
        plain = match["value"]
        if any(plain[:cut] in FAMILY_READ for cut in range(2, len(plain) - 1)):
            yield (*match.span("value"), SHAPED)
    for match in _HOUSE_NAME.finditer(text):
        if _is_house_name(match):
            yield (*match.span("family"), SHAPED)
            yield (*match.span("given"), SHAPED)


def _is_house_name(match: re.Match[str]) -> bool:
    """Whether one part of it stands in brackets as the other's name or reading."""
    family, given = match["family"], match["given"]
    if family in FAMILY and (given in ONE_LETTER or given in FAMILY_READ or _is_given(given)):
        return True
    is_read = family in ONE_LETTER or _is_given(family)
    return is_read and _is_given(given) and _ENDING.match(match.string, match.end()) is not None


def _stripped(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The run, and what is left of it without a label before and a title after."""
    label, title = _PREFIX.match(run[0]), _SUFFIX.search(run[0])
    starts = [run.start(), *([run.start() + label.end()] if label else [])]
    ends = [run.end(), *([run.start() + title.start()] if title else [])]
    for start in starts:
        for end in ends:
            if 0 < end - start <= _LONGEST:
                yield start, end


def _kind(value: str) -> str | None:
    plain = "".join(value.split())
    cuts = (1, 2, 3)
    if len(plain) > 2 and any(
        plain[:cut] in FAMILY and (plain[cut:] in ONE_LETTER or _is_given(plain[cut:])) for cut in cuts
    ):
        return "full"
    if plain in FAMILY and plain not in TOWNS and len(plain) > 1:
        return "family"
    if plain in ONE_LETTER or _is_given(plain):
        return "given"
    return None


def _is_given(value: str) -> bool:
    return len(value) > 1 and hiragana(value) in GIVEN_JAPANESE


def _is_given_away(text: str, start: int, end: int, kind: str) -> bool:
    before = text[max(0, start - _BACK) : start]
    left = next((name for name, pattern in _LEFT.items() if pattern.search(before)), None)
    titled = _TITLE.match(text, end)
    ends = _ENDING.match(text, titled.end() if titled else end) is not None
    if kind == "full":
        return bool(left or _READING.match(text, end) or (ends and (start > 0 or len(text) - end > 4)))
    if kind == "family":
        if left == "colleague":
            return (
                not text.startswith(("さん", "くん", "ちゃん"), end)
                and _PARTICLE.match(text, end) is not None
            )
        if left == "label" and _CLOSING.match(text, end):
            return True
        return ends and (left is not None or (start > 0 and _BOUNDARY.search(before) is not None))
    return left == "kin" and _PARTICLE.match(text, end) is not None
