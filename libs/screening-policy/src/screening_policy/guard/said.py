"""What is said in kana, as it would be written: digits, numbers, dates, and letters by their names."""

import re
from collections.abc import Iterable

from screening_policy.patterns import folded as fold
from screening_policy.reading import Edit

_KANJI = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))


def _table(words: str) -> dict[str, str]:
    """ "ゼロ=0 レイ=0" as a table in the folded spelling."""
    pairs = (pair.split("=") for pair in words.split())
    return {fold(word): value for word, value in pairs}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DIGITS = _table(
    "ゼロ=0 レイ=0 レー=0 マル=0 イチ=1 イー=1 ワン=1 ヒト=1 ニー=2 ニイ=2 ツー=2 フタ=2 ニ=2 サン=3 ヨン=4"
    " ヨー=4 シー=4 ゴー=5 ゴオ=5 ゴウ=5 ゴ=5 ロク=6 ロー=6 ナナ=7 シチ=7 ハチ=8 パー=8 パチ=8 キ"
    "ュウ=9 キュー=9"
    " クー=9 ク=9 ナナナ=7"
)
_DIGIT = (
    rf"(?:{fold('ニイ')}(?!{fold('チ')})|(?<![{fold('テデ')}]){fold('イー')}|"
    + rf"{fold('ナナナ')}(?!{fold('ナ')})|"
    + _any(word for word in _DIGITS if word not in (fold("ニイ"), fold("イー"), fold("ナナナ")))
    + rf")(?!{fold('ガツ|ジュウ|ヒャク|ビャク')})"
)
_BETWEEN = rf"(?:[ 、,・。.の\-ー−–]|{fold('ハイフン|スペース')}){{0,3}}+"
_RUN = re.compile(rf"(?<!{fold('バン')})(?<!{fold('エ')})(?:{_DIGIT})(?:{_BETWEEN}(?:{_DIGIT})){{3,40}}+")
_MIXED_WORD = rf"\d|[〇零一二三四五六七八九]|{_DIGIT}"
_MIXED_RUN = re.compile(rf"(?:{_MIXED_WORD})(?:{_BETWEEN}(?:{_MIXED_WORD})){{6,40}}+")
_TOKEN, _MIXED_TOKEN = re.compile(_DIGIT), re.compile(_MIXED_WORD)
_SAID_AT_LEAST = 2
_DOTS = 3  # of an address on the network
_PARTICLES, _WORD_AFTER = (
    frozenset("にし"),
    re.compile(
        "(?!です|でし|だ|[がを]|や(?:で|けど|ね|わ|$|。)|じゃ|っす|ね|よ(?:$|。)|まで|っ?て|なん)[ぁ-ん一-鿿]"
    ),
)


def digits(_: str, folded: str) -> Iterable[Edit]:
    """Four digits or more, said one by one."""
    for run in _RUN.finditer(folded):
        tokens, end = _TOKEN.findall(run[0]), run.end()
        if tokens[-1] in _PARTICLES and _WORD_AFTER.match(folded, end):
            end -= len(tokens.pop())
        in_block = "の" if folded[run.start() : end].count("の") == len(tokens) - 1 else ""
        if folded[run.start() : end].count("・") == _DOTS:
            groups = folded[run.start() : end].split("・")
            yield run.start(), end, ".".join(_in_digits(group) for group in groups)
            continue
        yield run.start(), end, in_block.join(_DIGITS[word] for word in tokens)


def mixed_digits(_: str, folded: str) -> Iterable[Edit]:
    """Digits of which some are said and some are written, in a number long enough to be one."""
    known = _DIGITS | _KANJI
    for run in _MIXED_RUN.finditer(folded):
        tokens = _MIXED_TOKEN.findall(run[0])
        if sum(token in _DIGITS for token in tokens) >= _SAID_AT_LEAST:
            yield (*run.span(), "".join(known.get(token, token) for token in tokens))


_DOT = rf"[ ・]?(?:{fold('ドット|テン')})[ ・]?"
_PART = rf"(?:\d{{1,3}}|(?:{_DIGIT}){{1,3}})"
_DOTTED = re.compile(rf"(?<!\d){_PART}(?:{_DOT}{_PART}){{3}}(?!{_DIGIT}|\d)")


def dotted(_: str, folded: str) -> Iterable[Edit]:
    """Four numbers with dots that are said: いちぜろろくどっとろくよん…."""
    for run in _DOTTED.finditer(folded):
        groups = re.split(_DOT, run[0])
        yield (*run.span(), ".".join(one if one.isdecimal() else _in_digits(one) for one in groups))


_SIGN_SAID = re.compile(rf"(?<=\d)[ 、,]?(?:{fold('ハイフン|ダッシュ')}|dash|hyphen)[ 、,]?(?=\d)")


def signs(_: str, folded: str) -> Iterable[Edit]:
    """A sign that is said between two numbers."""
    return ((*match.span(), "-") for match in _SIGN_SAID.finditer(folded))


_ONES = _table(
    "いち=1 に=2 さん=3 よん=4 し=4 ご=5 ろく=6 ろっ=6 なな=7 しち=7 はち=8 はっ=8 きゅう=9 きゅ"
    "ー=9 く=9 いっ=1"
)
_ONE = _any(_ONES)
_LAST = _ONES | _table("よ=4")
_MANY = fold("まん")
_UNITS = ((1000, "せん|ぜん"), (100, "ひゃく|びゃく|ぴゃく"), (10, "じゅう|じゅっ|じっ"))
_NOT_A_WORD = fold("(?!よっか|しょ|ぶん|らい|たい|よう|みん|うたく|じゅ|どう)")
_VALUE = "".join(rf"(?:(?P<n{unit}>{_ONE})?(?P<u{unit}>{fold(words)}))?" for unit, words in _UNITS)
_NUMBER = re.compile(
    rf"(?=[{fold('いにさよごろなしはきくせひじ')}])(?:(?P<n10000>{_ONE}){_MANY}(?={_ONE}"
    rf"|{fold('せん|ひゃく|じゅう')}))?{_VALUE}{_NOT_A_WORD}(?P<n1>(?!{fold('にち')}"
    rf"|{fold('ごう')}(?![ぁ-ん]|$)|{fold('ごう(?:です|に|が)')})(?:{_ONE})"
    rf"|{fold('よ(?=ねん|じ)')})?"
)


def numbers(_: str, folded: str) -> Iterable[Edit]:
    """Numbers with tens, hundreds and thousands: にひゃくさん, せんきゅうひゃくはちじゅうはち."""
    for match in _NUMBER.finditer(folded):
        if any(match[f"u{unit}"] for unit, _ in _UNITS) and match.end() - match.start() > 2:
            total = sum(
                unit * int(_ONES.get(match[f"n{unit}"] or "", "1")) for unit, _ in _UNITS if match[f"u{unit}"]
            )
            total += 10_000 * int(_ONES.get(match["n10000"] or "", "0"))
            yield (*match.span(), str(total + int(_LAST.get(match["n1"] or "", "0"))))


_POINT = fold("てん|どっと")
_TEN = fold("てん")
_FEW = rf"(?:{_DIGIT}){{1,3}}"
_BEFORE_UNIT = re.compile(
    rf"(?<![ぁ-のひ-んー]){_FEW}(?=\s?(?:{_POINT})[\s\d{fold('ぜれいにさよごろなしはきひじ')}])"
    rf"|(?<={fold('てん')} ){_FEW}(?=です|でし|だ|[^ぁ-んー]|$)|(?<={fold('どっと')} ){_FEW}(?!["
    rf"ぁ-んー]|です)"
    rf"|(?<={fold('どっと')} ){_FEW}(?=です)"
    rf"|(?<=\d{_TEN})(?:{_DIGIT}){{1,3}}(?={_TEN}|[がはでだ。、]|です|$)"
    rf"|(?<=[はが: 、ど号])(?:{_DIGIT}){{3}}(?=です|でし|だ[よね"
    rf"。]|や|。|、|$)"
    rf"|(?<=[一-鿿 ])(?:{_DIGIT}){{3}}(?=[ 、]{{1,2}}[ぁ-ん][ 、])"
    rf"|(?<=[ぁ-ん一-鿿][ 、])(?:{_DIGIT}){{3}}(?=[ 、]{{1,2}}[ぁ-ん][ 、])"
    rf"|(?<={fold('ねん')})(?:{_ONE})(?={fold('がつ')})|(?:(?<={fold('ねんの')})"
    rf"|(?<=年の))(?:{_ONE})(?={fold('がつ')})|(?<={fold('せい')})(?:{_ONE})(?={fold('ねん')})"
    rf"|(?<={fold('いわ')})(?:{_ONE})(?={fold('ねん')})|(?<={fold('うわ')})(?:{_ONE})(?={fold('ねん')})"
    rf"|(?<![ぁ-のひ-ん])(?:{_ONE})(?={fold('がつ|ちょうめ|ばんち')})|(?<=丁目の)(?:{_ONE})"
    rf"|(?:(?<=[目番地][、 ])|(?<=丁目)|(?<=\d番)|(?<=番地)"
    rf"|(?<={fold('ばん')}))(?:{_ONE})(?={fold('ばん|ごう')})"
    rf"|(?<=\dの)(?:{_ONE})(?=の|に住|です|。|、|$)"
    rf"|(?<=[一-鿿])(?:{_ONE})の(?:{_ONE})の(?:{_ONE})(?=に住|です|。|、|$|の|\s)"
)
_DAYS = _table(
    "ついたち=1日 ふつか=2日 みっか=3日 よっか=4日 いつか=5日 むいか=6日 なのか=7日 ようか=8日 ここのか=9日"
    " とおか=10日 じゅうよっか=14日 10よっか=14日 20よっか=24日 はつか=20日"
)
_ERAS = _table("へいせい=平成 しょうわ=昭和 れいわ=令和 たいしょう=大正 めいじ=明治")
_COUNTERS = _table("ねん=年 がつ=月 にち=日 ちょうめ=丁目 ばんち=番地 ばん=番 ごう=号")
_DAY = re.compile(rf"(?<=月)[ 、の]?(?P<day>{_any(_DAYS)}|(?P<n>{_ONE})(?={fold('にち')}))")
_COUNTER = re.compile(rf"(?<=\d)({_any(_COUNTERS)})")
_FIRST_YEAR = fold("がんねん")
_ERA = re.compile(rf"(?P<era>{_any(_ERAS)})(?:(?=\d)|(?P<first>{_FIRST_YEAR}|がん年))")


def small_numbers(_: str, folded: str) -> Iterable[Edit]:
    """One digit beside a word that counts: しがつ, さんちょうめ, ゼロてん."""
    known = _ONES | _DIGITS
    for match in _BEFORE_UNIT.finditer(folded):
        yield (
            *match.span(),
            known.get(match[0]) or "の".join(_in_digits(part) for part in match[0].split("の")),
        )


def _in_digits(words: str) -> str:
    return _ONES.get(words) or "".join(_DIGITS[one] for one in _TOKEN.findall(words))


def counters(_: str, folded: str) -> Iterable[Edit]:
    """Words of a date or a block after a number."""
    return ((*match.span(), _COUNTERS[match[1]]) for match in _COUNTER.finditer(folded))


def days(_: str, folded: str) -> Iterable[Edit]:
    """The day after a month."""
    for match in _DAY.finditer(folded):
        yield (*match.span("day"), _DAYS.get(match["day"]) or _ONES[match["day"]])


def eras(_: str, folded: str) -> Iterable[Edit]:
    """The era before a year."""
    for match in _ERA.finditer(folded):
        yield (*match.span(), _ERAS[match["era"]] + ("元年" if match["first"] else ""))


_LETTERS = _table(
    "エー=A エイ=A ビー=B シー=C スィー=C ディー=D デー=D イー=E エフ=F ジー=G エイチ=H エッチ=H "
    "アイ=I ジェー=J"
    " ジェイ=J ケー=K ケイ=K エル=L エム=M エヌ=N オー=O ピー=P キュー=Q アール=R エス=S ティー=T"
    " ユー=U ブイ=V"
    " ヴイ=V ダブリュー=W エックス=X ワイ=Y ゼット=Z"
)
_NAME = _any(_LETTERS)
_SPELT = re.compile(rf"(?:{_NAME})(?:{_BETWEEN}(?:{_NAME}))*+{_BETWEEN}(?=[\d〇零一二三四五六七八九])")
_SPELT_AFTER = re.compile(rf"(?<=\d)(?:{_BETWEEN}(?:{_NAME})){{1,4}}+(?![ぁ-んー])")
_SPELT_WORD = re.compile(
    rf"(?:{_NAME})(?:[ ・、]{{0,2}}(?:{_NAME})){{2,12}}+(?:[ ・、]{{0,2}}(?:{_DIGIT})){{0,8}}+"
)
_KATAKANA = re.compile("[ァ-ヶー]")
_NAME_TOKEN = re.compile(_NAME)
_ANY_TOKEN = re.compile(rf"{_NAME}|{_DIGIT}")


_SIGNS = _DIGITS | _LETTERS
_CODE = re.compile(rf"(?:{_DIGIT}|{_NAME})(?:[ ・、]?(?:{_DIGIT}|{_NAME})){{4,20}}+")
_CODE_DIGITS, _NO_LETTER = 3, frozenset((fold("キュー"), fold("キュウ")))
_KATAKANA_DIGIT = "(?:ゼロ|イチ|ニー|ニイ|サン|ヨン|ゴー|ロク|ナナ|ハチ|キュウ|キュー|マル|ヒト|フタ)"
_FEW_SAID = re.compile(
    rf"(?<![ァ-ヶー]){_KATAKANA_DIGIT}{{3}}(?![ァ-ヶー])|(?<=[ァ-ヶーa-z] ){_KATAKANA_DIGIT}{{2}}(?![ァ-ヶー"
    rf"])|(?<![ァ-ヶー]){_KATAKANA_DIGIT}{{1,3}}(?=[A-Z]\d\d)"
)
_BEFORE_LETTER = re.compile(rf"(?:{_DIGIT}){{1,4}}(?=(?:{_NAME})\d\d)")


def few_digits(text: str, folded: str) -> Iterable[Edit]:
    """Three digits in katakana, or fewer before a letter and more digits."""
    spans = {run.span() for run in _FEW_SAID.finditer(text)} | {
        run.span() for run in _BEFORE_LETTER.finditer(folded)
    }
    at = 0
    for start, end in sorted(spans):
        if start >= at:
            yield start, end, _in_digits(folded[start:end])
            at = end


def letters(_: str, folded: str) -> Iterable[Edit]:
    """Letters that stand beside digits: ティーケー1234567."""
    for pattern in (_SPELT, _SPELT_AFTER):
        for run in pattern.finditer(folded):
            yield (*run.span(), "".join(_LETTERS[word] for word in _NAME_TOKEN.findall(run[0])))


def codes(text: str, folded: str) -> Iterable[Edit]:
    """Digits among letters by their names, in katakana: ニーイチ ビー ヨンヨンイチナナ."""
    for run in _CODE.finditer(folded):
        before = text[: run.start()][-1:]
        in_word = _KATAKANA.match(text, run.end()) or (before and _KATAKANA.match(before) and before != "ー")
        tokens = [_DIGITS[one] if one in _NO_LETTER else _SIGNS[one] for one in _ANY_TOKEN.findall(run[0])]
        digits = sum(one.isdecimal() for one in tokens)
        if not in_word and _KATAKANA.match(text, run.start()) and _CODE_DIGITS <= digits < len(tokens):
            yield (*run.span(), "".join(tokens))


def spelt_words(text: str, folded: str) -> Iterable[Edit]:
    """Three letters or more by their names, with digits after them: ピーオーピーピー ゴーゴー."""
    for run in _SPELT_WORD.finditer(folded):
        if not _KATAKANA.match(text, run.end()):
            yield (*run.span(), "".join(_SIGNS[word] for word in _ANY_TOKEN.findall(run[0])))


PASSES = (
    dotted,
    spelt_words,
    codes,
    numbers,
    dotted,
    digits,
    mixed_digits,
    signs,
    counters,
    small_numbers,
    counters,
    small_numbers,
    counters,
    days,
    counters,
    eras,
    few_digits,
    letters,
)
"""In the order in which they are applied."""
