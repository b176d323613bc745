"""Japanese written in sounds alone: romaji as kana, and kana as the kanji that rules are written in."""

import re
from collections.abc import Iterator

from screening_policy.alphabet import FOLD
from screening_policy.sounds import SOUNDS
from screening_policy.words import LONG_VOWEL, ROMAJI

Edit = tuple[int, int, str]

# How words that rules look for sound; longer ones win. Keep out what sounds like everyday words.
_SOUNDS = """
なまえ=名前 しめい=氏名 みょうじ=名字 したのなまえ=下の名前 ほんみょう=本名 きゅうせい=旧姓 いんかん=印鑑
しょめい=署名 ひょうさつ=表札 かしらもじ=頭文字 でんわ=電話 ばんごう=番号 番ごう=番号 けーたい=携帯
けいたい=携帯 れんらくさき=連絡先 けえたい=携帯 じゅうしょ=住所 ばんち=番地 ゆうびんばんごう=郵便番号
ちょうめい=町名 まちのなまえ=町の名前 へやばんごう=部屋番号 もより=最寄り もよりえき=最寄り駅 おうち=お家
じたく=自宅 すんで=住んで すまい=住まい げんざいち=現在地 せいねんがっぴ=生年月日 たんじょうび=誕生日
うまれ=生まれ なんがつなんにち=何月何日 なんさい=何歳 めんきょ=免許 めんきょしょう=免許証
ほけんしょう=保険証 こうざ=口座 あんしょう=暗証 がくせき=学籍 しゃいん=社員 ゆうこうきげん=有効期限
うんてん=運転 ぎんこう=銀行 こじんばんごう=個人番号 かいしゃ=会社 きんむさき=勤務先 つとめさき=勤め先
つとめている=勤めている はたらいている=働いている がっこう=学校 だいがく=大学 しょうがっこう=小学校
ちゅうがっこう=中学校 こうこう=高校 ようちえん=幼稚園 ほいくえん=保育園 なんねんなんくみ=何年何組
かよって=通って しゃしん=写真 じどり=自撮り みぶんしょう=身分証 たんまつ=端末 しきべつばんごう=識別番号
おかあさん=お母さん おとうさん=お父さん かぞく=家族 ともだち=友だち ゆうじん=友人 きょうだい=兄弟
りょうしん=両親 となりのひと=隣の人 となりにすんでいる=隣に住んでいる きんじょ=近所 どうりょう=同僚
じょうし=上司 こいびと=恋人 せいべつ=性別 ねんしゅう=年収 しゅうにゅう=収入 けっこん=結婚 こども=子ども
おこさん=お子さん ねんれい=年齢 げっしゅう=月収 てどり=手取り ちょちく=貯蓄 ちょきん=貯金 しさん=資産
はいぐうしゃ=配偶者 しゅうきょう=宗教 しんこう=信仰 びょうき=病気 やまいも=山芋 やまい=病
びょうめい=病名 じびょう=持病
ほんせき=本籍 ぜんか=前科 たいほ=逮捕 つういん=通院 にゅういん=入院 しゅじゅつ=手術 おくすり=お薬
しょほう=処方 しんだん=診断 けんこうしんだん=健康診断 けんしん=健診 ちりょう=治療 しじせいとう=支持政党
とうひょう=投票 せいとう=政党 じんしゅ=人種 みんぞく=民族 けいさつ=警察 しょうがいしゃ=障害者
しょうがいしゃてちょう=障害者手帳 こくせき=国籍 にんしん=妊娠 あかちゃん=赤ちゃん しゃっきん=借金
じゅうたくろーん=住宅ローン ざんだか=残高 せいてきしこう=性的指向 ろうどうくみあい=労働組合 ろうどう=労働
くみあい=組合 どうせいあい=同性愛 ふにん=不妊 かりいれ=借り入れ かいいん=会員 とうろく=登録
にゅうりょく=入力 きにゅう=記入 おしえて=教えて かいて=書いて こたえて=答えて くちこみ=口こみ ひょうか=評価
とうこう=投稿 ほうしゅう=報酬 しゃれい=謝礼 ついか=追加 もっている=持っている さつえい=撮影
うつさない=写さない うつして=写して とって=撮って かおを=顔を かおが=顔が 名まえ=名前 住しょ=住所 往所=住所
番池=番地 電わ=電話 かってない=買ってない はじめてかった=初めて飼った さいしょ=最初 かっていた=飼っていた
"""


def _table(sounds: str) -> dict[str, str]:
    return {
        sound.translate(FOLD): word.translate(FOLD)
        for sound, word in (pair.split("=") for pair in sounds.split())
    }


_TABLE = _table(_SOUNDS)
_WHOLE = _table(SOUNDS) | _TABLE  # for texts that are nearly all kana
_LONGEST = max(map(len, _WHOLE))
_KANJI = re.compile("[一-鿿]")
_KANA = re.compile("[ぁ-ゖー]")
_RUN = re.compile("[ぁ-ゖー番証下]{4,}")
_SPOKEN = re.compile("|".join(sorted(map(re.escape, _TABLE), key=len, reverse=True)))
_ENOUGH = 6


def _shortened(word: str) -> Iterator[str]:
    """The word with one letter left out, each in turn."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


_NEAR = {
    shorter: word
    for word in sorted(_TABLE, reverse=True)
    if len(word) >= _ENOUGH
    for shorter in (word, *_shortened(word))
}

_PLAIN_OF = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ", "かきくけこさしすせそたちつてとはひふへほはひふへほ"
)
_UNMARKED = {word.translate(_PLAIN_OF): _TABLE[word] for word in sorted(_TABLE) if len(word) >= _ENOUGH}
"""Long words without the marks that a hurried writer leaves out."""

_VOWELS = "aiueo"
_PLAIN_ROWS = """
=あいうえお k=かきくけこ s=さしすせそ t=たちつてと n=なにぬねの h=はひふへほ m=まみむめも r=らりるれろ
g=がぎぐげご z=ざじずぜぞ d=だぢづでど b=ばびぶべぼ p=ぱぴぷぺぽ f=*ふ*** j=*じ***
"""
_OTHERS = """
ya=や yu=ゆ yo=よ wa=わ wo=を shi=し chi=ち tsu=つ fu=ふ n=ん n'=ん fa=ふあ fi=ふい fe=ふえ fo=ふお
ti=ち tu=つ va=ば vi=び je=じえ che=ちえ she=しえ
"""
_CURVED = "ky=き sh=し sy=し ch=ち ty=ち cy=ち ny=に hy=ひ my=み ry=り gy=ぎ j=じ jy=じ zy=じ by=び py=ぴ"


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    for pair in table.split():
        latin, _, kana = pair.partition("=")
        yield latin, kana


_SYLLABLES = dict(_pairs(_OTHERS))
_SYLLABLES |= {
    row + vowel: kana
    for row, kanas in _pairs(_PLAIN_ROWS)
    for vowel, kana in zip(_VOWELS, kanas, strict=True)
    if kana != "*"
}
_SYLLABLES |= {
    lead + vowel: kana + small
    for lead, kana in _pairs(_CURVED)
    for vowel, small in (("a", "や"), ("u", "ゆ"), ("o", "よ"))
}
_SYLLABLE = re.compile(
    "|".join(sorted(map(re.escape, _SYLLABLES), key=len, reverse=True)) + r"|-"
    r"|(?P<double>([kstcpgdbzjfhmr])(?=\2)|t(?=ch))"
)
_LONG = re.compile("(?<=[aiueo])h(?![aiueoy])|(?<=e)e")
_PARTICLES = {"wa": "は", "e": "へ", "wo": "を", "o": "を"}
_TOKEN = re.compile("[a-z][a-z'\\-]*")
_CLEARLY_WORDS = """
wo no wa ga ni de desu desuka kudasai oshiete imasu ka onegai onegaishimasu masu shite kaite anata dare doko
nan nani kara dake demo mo nado arimasu shimasu kudasaimase itte iru imasuka shinasai dozo douzo
"""
_ENGLISH_WORDS = """
a i in on an no to me we he so be do go or and the is are your you name game home same time one note use age
here there were line like take make more note site date we at of for it id url app sns
"""
_CLEARLY = frozenset(_CLEARLY_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split()) - {"no", "to", "wa"}


def words_for_sounds(text: str) -> Iterator[Edit]:
    """Kana that sound like a word of the rules, as that word; where all is kana also slips."""
    kana = len(_KANA.findall(text))
    if kana < 8 or 8 * len(_KANJI.findall(text)) > kana:
        for match in _SPOKEN.finditer(text):
            yield (*match.span(), _TABLE[match[0]])
        return
    for run in _RUN.finditer(text):
        yield from _heard(run[0], run.start())


def _heard(run: str, offset: int) -> Iterator[Edit]:
    """The words that a run of kana sounds like, from the left, the longest first."""
    at = 0
    while at < len(run) - 2:
        for end in range(min(len(run), at + _LONGEST), at + 2, -1):
            word = _WHOLE.get(run[at:end]) or (_slipped(run[at:end]) if end - at >= _ENOUGH else None)
            if word is not None:
                yield (offset + at, offset + end, word)
                at = end
                break
        else:
            at += 1


def _slipped(sound: str) -> str | None:
    """The word that sounds like this but for one slip."""
    unmarked = _UNMARKED.get(sound.translate(_PLAIN_OF))
    if unmarked is not None:
        return unmarked
    near = _NEAR.get(sound) or next((_NEAR[s] for s in _shortened(sound) if s in _NEAR), None)
    if near is None or near[0] != sound[0] or near[-1] != sound[-1]:
        return None
    return _TABLE[near]


def romaji(text: str) -> Iterator[Edit]:
    """The words of a folded text that is Japanese in Latin letters, as kana; nothing of any other text."""
    tokens = list(_TOKEN.finditer(text))
    if sum(token[0] in _CLEARLY for token in tokens) < 2:
        return
    spoken = [(token, kana) for token in tokens if (kana := _spoken(token[0]))]
    if 2 * len(spoken) < len(tokens):
        return
    for token, kana in spoken:
        yield (*token.span(), kana)


def _plain(word: str) -> str:
    """A word of romaji with its long vowels made short, as the table of whole words has it."""
    return LONG_VOWEL.sub(lambda m: m[0][0], word)


def _spoken(word: str) -> str | None:
    """A word of romaji in (folded) kana, or None."""
    if word in _ENGLISH:
        return None
    if word in _PARTICLES or _plain(word) in ROMAJI:
        return _PARTICLES.get(word) or ROMAJI[_plain(word)]
    word = _LONG.sub(lambda m: "-" if m[0] == "e" else "", word)
    kana, at = "", 0
    while at < len(word):
        match = _SYLLABLE.match(word, at)
        if match is None:
            return None
        kana += (
            "つ" if match["double"] else "ー" if match[0] == "-" and kana else _SYLLABLES.get(match[0], "")
        )
        at = match.end()
    return kana
