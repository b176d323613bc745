"""Numbers said in Latin letters (san san zero no ichi, a hundred and six), and signs by their names."""

import re
from collections.abc import Iterable

from screening_policy.patterns import folded as fold
from screening_policy.reading import Edit

_DIGITS_LIST = (
    "zero=0 rei=0 maru=0 ichi=1 ni=2 nii=2 san=3 yon=4 shi=4 go=5 roku=6 nana=7 shichi=7 hachi=8 kyu=9"
    " kyuu=9 ku=9"
)
_DIGITS = dict(pair.split("=") for pair in _DIGITS_LIST.split())
_KANA_LIST = (
    "zero=ぜろ rei=れい maru=まる ichi=いち ni=に nii=に san=さん yon=よん yo=よ shi=し go=ご roku=ろく ro="
    "ろっ"
    " nana=なな shichi=しち hachi=はち kyu=きゅう kyuu=きゅう ku=く ju=じゅう juu=じゅう jyuu=じゅう"
    " hyaku=ひゃく byaku=びゃく pyaku=ぴゃく roppyaku=ろっぴゃく"
    " happyaku=はっぴゃく sen=せん zen=ぜん nen=ねん gatsu=がつ nichi=にち"
    " tsuitachi=ついたち futsuka=ふつか mikka=みっか yokka=よっか itsuka=いつか muika=むいか nanoka=なのか"
    " youka=ようか kokonoka=ここのか tooka=とおか toka=とおか hatsuka=はつか showa=しょうわ shouwa=しょうわ"
    " heisei=へいせい reiwa=れいわ taisho=たいしょう taishou=たいしょう"
)
_KANA = dict(pair.split("=") for pair in _KANA_LIST.split())
_TOKEN = "|".join(sorted(_KANA, key=len, reverse=True))
_RUN = re.compile(
    rf"(?<![a-z0-9])(?:{_TOKEN}){{1,8}}(?:[ ,\-]{{1,2}}(?:no )?(?:{_TOKEN}){{1,8}}(?![a-z0-9])){{0,40}}+(?!"
    rf"[a-z0-9])"
)
_PIECE = re.compile(rf"{_TOKEN}|(?<= )no(?= )")
_TOKENS_LEAST, _DISTINCT_LEAST = 4, 3


def romaji_numbers(_: str, folded: str) -> Iterable[Edit]:
    """Digits said one by one as digits; numbers and dates as the kana that other passes read."""
    for run in _RUN.finditer(folded):
        pieces = _PIECE.findall(run[0])
        tokens = [one for one in pieces if one != "no"]
        in_digits = all(one in _DIGITS for one in tokens)
        many = len(tokens) >= _TOKENS_LEAST and len(set(tokens)) >= _DISTINCT_LEAST
        if in_digits and many:
            yield (*run.span(), "".join(_DIGITS.get(one, "-") for one in pieces))
        elif not in_digits and (many or "gatsu" in tokens):
            yield (*run.span(), "".join(_KANA.get(one, "の") for one in pieces))


_ONES_LIST = "one two three four five six seven eight nine"
_ONES = {word: n for n, word in enumerate(_ONES_LIST.split(), 1)}
_TEENS_LIST = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TEENS = {word: n for n, word in enumerate(_TEENS_LIST.split(), 10)}
_TENS_LIST = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * n for n, word in enumerate(_TENS_LIST.split(), 2)}
_VALUES = _ONES | _TEENS | _TENS
_ONE, _TEN = "|".join(_ONES), "|".join(_TENS)
_BELOW_HUNDRED = rf"(?:{_TEN})(?:[ \-](?:{_ONE}))?|{'|'.join(_TEENS)}|{_ONE}"
_HUNDREDS = re.compile(
    rf"(?<![a-z0-9])(?P<hundreds>a|{_ONE}) hundred(?:(?: and)? (?P<rest>{_BELOW_HUNDRED}))?(?![a-z0-9])"
)
_MORE = re.compile(
    r",? (?:[a-z]{1,5}(?:teen|ty)|one|two|three|four|five|six|seven|eight|nine|oh|zero)(?![a-z])"
)
_SAID_BEFORE = re.compile(rf"(?:{'|'.join(_VALUES)}|oh|zero|double|triple|thousand|hundred)(?:,? ?|-)\Z")
_TWO_WORDS = re.compile(rf"(?<![a-z0-9])(?:{_TEN})[ \-](?:{_ONE})(?![a-z0-9])")
_LOOK_BACK = 10


def hundreds(_: str, folded: str) -> Iterable[Edit]:
    """ "a hundred and six" as 106, unless more digits are said around it."""
    for match in _HUNDREDS.finditer(folded):
        whole = match["rest"] or match["hundreds"] == "a"
        before = _SAID_BEFORE.search(folded, max(0, match.start() - _LOOK_BACK), match.start())
        more = _MORE.match(folded, match.end())
        if all(one is None or (whole and "," in one[0]) for one in (before, more)):
            yield (*match.span(), str(100 * _ONES.get(match["hundreds"], 1) + _value(match["rest"] or "")))


def tens(_: str, folded: str) -> Iterable[Edit]:
    """ "forty-two" as 42."""
    return ((*match.span(), str(_value(match[0]))) for match in _TWO_WORDS.finditer(folded))


def _value(words: str) -> int:
    return sum(_VALUES[word] for word in words.replace("-", " ").split())


_SIGNS = {
    "_": "アンダー ?(?:バー|スコア|ライン)|underscore",
    ".": "ドット|ピリオド|full stop",
    "-": "ハイフン|ダッシュ",
    "@": "アット ?マーク|アット",
}
_BESIDE, _GAP = "[a-z0-9]", "[ 、,・]{0,2}"
_SIGN = re.compile(
    "|".join(rf"(?<={_BESIDE}){_GAP}(?:{fold(words)}){_GAP}(?={_BESIDE})" for words in _SIGNS.values())
)
_BY_NAME = {sign: re.compile(fold(words)) for sign, words in _SIGNS.items()}
_ARROWS = re.compile(
    r"(?<!\d)\d{1,8} ?(?P<sign>→|⇒|➡|\.{2,3}|_|\|) ?\d{1,8}(?: ?(?P=sign) ?\d{1,8}){1,8}(?!\d)"
)
_ARROW, _YEAR = re.compile(r" ?(?:→|⇒|➡|\.{2,3}|_|\|) ?"), re.compile(r"(?:19|20)\d\d")
_PLACES = re.compile(
    r"[一-鿿ヶ](?P<sign>→|⇒|➡|>|\|)[一-鿿ヶ]{1,12}(?:(?P=sign)[一-鿿ヶ]{1,12}){0,4}(?P=sign)(?=[\d一-鿿])"
    r"|[市区町村一-鿿](?P<last>→|⇒|➡|>|_|\|)(?=\d{1,3}-\d{1,3}-\d)"
)


def signs(_: str, folded: str) -> Iterable[Edit]:
    """Signs said by their names between Latin letters or digits: hana アンダーバー 3."""
    for match in _SIGN.finditer(folded):
        yield (*match.span(), next(sign for sign, words in _BY_NAME.items() if words.search(match[0])))


_PLUS = re.compile(rf"(?<![a-z])(?:plus|{fold('プラス')}) ?(?=\d{{9}})")


def plus(_: str, folded: str) -> Iterable[Edit]:
    """What stands before the number of a country."""
    return ((*match.span(), "+") for match in _PLUS.finditer(folded))


def arrows(_: str, folded: str) -> Iterable[Edit]:
    """Three numbers or more, or places, with the same odd sign between them: 1985→07→16, 10_0_0_25."""
    for run in _ARROWS.finditer(folded):
        if all(_YEAR.fullmatch(part) for part in _ARROW.split(run[0])):
            continue
        for gap in _ARROW.finditer(folded, *run.span()):
            yield (*gap.span(), "-")


def places(_: str, folded: str) -> Iterable[Edit]:
    """Arrows between the parts of an address: 川崎市→中原区→小杉町→3."""
    for run in _PLACES.finditer(folded):
        for at in range(*run.span()):
            if folded[at] == (run["sign"] or run["last"]):
                yield at, at + 1, ""
