"""Labels in Latin letters (denwa bangou wa 090…) and in kana (めんきょばんごう) as usually written."""

import re
from collections.abc import Iterable

from screening_policy.patterns import folded as fold
from screening_policy.reading import Edit

_LABELS_LIST = """
denwa=電話 denwabango=電話番号 denwabangou=電話番号 keitai=携帯 keetai=携帯 kouza=口座 koza=口座 ginkou=銀行
ginko=銀行 shiten=支店 futsuu=普通 futsu=普通 furikomi=振込 kaiin=会員 kaiinn=会員 shinsatsuken=診察券
shain=社員 syain=社員 gakuseki=学籍 gakusei=学生 shokuin=職員 juken=受験 anshou=暗証 ansyou=暗証 ansyo=暗証
ansho=暗証 annshou=暗証
pasuwaado=パスワード pasuwado=パスワード seinengappi=生年月日 tanjoubi=誕生日 tanjobi=誕生日 umare=生まれ
menkyo=免許 menkyoshou=免許証 menkyosho=免許証 unten=運転 ryoken=旅券 pasupooto=パスポート pasupoto=パスポート
yuubin=郵便 yubin=郵便 yuubinbangou=郵便番号 juusho=住所 jusho=住所 jyusho=住所 kaado=カード
kurejitto=クレジット
kojin=個人 mainanbaa=マイナンバー mainanba=マイナンバー nenkin=年金 hokensho=保険証 hokenshou=保険証
pointo=ポイント meado=メアド adoresu=アドレス aipii=アイピー nanbaa=ナンバー nanba=ナンバー bangou=番号
bango=番号
banngou=番号 insuta=インスタ aidii=ID
"""
_LABELS = dict(pair.split("=") for pair in _LABELS_LIST.split())
_PARTICLES = {"wa": "は", "ha": "は", "ga": "が", "no": "の", "to": "と"}
_WORD = "|".join(sorted(_LABELS, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?<![a-z])(?:{_WORD})(?![a-z])(?:[ \-](?:(?:no )?(?:{_WORD}))(?![a-z]))*(?: (?:wa|ha|ga)(?![a-z]))?"
)
_KANA_LABELS_LIST = """
せいねんがっぴ=生年月日 たんじょうび=誕生日 めんきょしょう=免許証 めんきょ=免許 りょけん=旅券 こうざ=口座
かいいんしょう=会員証
かいいん=会員 しゃいん=社員 しょくいん=職員 がくせき=学籍 がくせい=学生 じゅけん=受験 しゅっせき=出席
あんしょう=暗証 ゆうびん=郵便
でんわ=電話 けいたい=携帯 じゅうしょ=住所 こじん=個人 しんさつけん=診察券 ほけんしょう=保険証 ねんきん=年金
ふつうよきん=普通預金
れんらくさき=連絡先 ばんごう=番号 くれじっとかーど=クレジットカード ゆうこうきげん=有効期限
"""
_KANA_LABELS = {fold(kana): word for kana, word in (pair.split("=") for pair in _KANA_LABELS_LIST.split())}
_IN_KANA = re.compile("|".join(sorted(_KANA_LABELS, key=len, reverse=True)))
_DATE_COUNTERS = {"nen": "年", "gatsu": "月", "nichi": "日", "ka": "日", "chome": "丁目", "banchi": "番地"}
_COUNTER = re.compile(rf"(?<=\d) ?({'|'.join(_DATE_COUNTERS)})(?![a-z])")
_TOKEN = re.compile(r"[a-z]+")
_JAPANESE = re.compile(
    r"(?<![a-z])(?:wa|ha|ga|desu|dayo|bangou?|banngou|kouza|koza|umare|keitai|denwa|menkyo|juusho|an[sn]*h?y"
    r"?ou?|kaiinshou|kaiin)(?![a-z])"
)


def labels(_: str, folded: str) -> Iterable[Edit]:
    """The words of a label with their particle, and those that count a date."""
    edits = [(*match.span(), _KANA_LABELS[match[0]]) for match in _IN_KANA.finditer(folded)]
    if _JAPANESE.search(folded):
        for match in _LABEL.finditer(folded):
            words = _TOKEN.findall(match[0])
            edits.append((*match.span(), "".join(_LABELS.get(word) or _PARTICLES[word] for word in words)))
        edits += [(*match.span(), _DATE_COUNTERS[match[1]]) for match in _COUNTER.finditer(folded)]
    return sorted(edits)


_SYLLABLES = {
    kana: consonant + vowel
    for row, consonant in (
        ("あいうえお", ""),
        ("かきくけこ", "k"),
        ("さしすせそ", "s"),
        ("たちつてと", "t"),
        ("なにぬねの", "n"),
        ("はひふへほ", "h"),
        ("まみむめも", "m"),
        ("らりるれろ", "r"),
        ("がぎぐげご", "g"),
        ("ざじずぜぞ", "z"),
        ("だぢづでど", "d"),
        ("ばびぶべぼ", "b"),
        ("ぱぴぷぺぽ", "p"),
    )
    for kana, vowel in zip(row, "aiueo", strict=True)
} | dict(
    zip(
        "やゆよわをんしちつふじぢづ",
        ["ya", "yu", "yo", "wa", "o", "n", "shi", "chi", "tsu", "fu", "ji", "ji", "zu"],
        strict=True,
    )
)
_SMALL = dict(zip("ゃゅょ", "auo", strict=True))


def in_latin(kana: str) -> str:
    """Hiragana in Hepburn's spelling, long vowels short: ようすけ → yosuke."""
    letters = ""
    for char in kana:
        if char in _SMALL and letters.endswith("i"):
            letters = letters[:-1] + ("" if letters.endswith(("shi", "chi", "ji")) else "y") + _SMALL[char]
        elif char == "っ":
            letters += "_"
        else:
            letters += _SYLLABLES.get(char, "")
    doubled = re.sub(r"_([a-z])", r"\1\1", letters)
    return doubled.replace("ou", "o").replace("uu", "u").replace("oo", "o")
