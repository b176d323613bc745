"""Japanese dialects as standard Japanese: what asks, what tells to do something, and how verbs end."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

import ahocorasick

from screening_policy.alphabet import FOLD

Edit = tuple[int, int, str]

# Verbs as requests and questions use them: stem before て, that て, stem before ます, stem before ない.
_VERBS = """
住ん で 住み 住ま  すん で すみ すま  勤め て 勤め 勤め  つとめ て つとめ つとめ  働い て 働き 働か
はたらい て はたらき はたらか  通っ て 通い 通わ  通う て 通い 通わ  持っ て 持ち 持た  使っ て 使い 使わ
使う て 使い 使わ  つこう て つかい つかわ  飼う て 飼い 飼わ  飼っ て 飼い 飼わ  飲ん で 飲み 飲ま
のん で のみ のま  かかっ て かかり かから  入っ て 入り 入ら  信じ て 信じ 信じ
付き合う て 付き合い 付き合わ  付き合っ て 付き合い 付き合わ  乗っ て 乗り 乗ら  残っ て 残り 残ら
もろう て もらい もらわ  もろ て もらい もらわ  もらっ て もらい もらわ  稼い で 稼ぎ 稼が
貯め て 貯め 貯め  借り て 借り 借り  結婚し て 結婚し 結婚せ  妊娠し て 妊娠し 妊娠せ
登録し て 登録し 登録せ  入力し て 入力し 入力せ  受け て 受け 受け  生まれ て 生まれ 生まれ
うまれ て うまれ うまれ  言う て 言い 言わ  言っ て 言い 言わ  ゆう て いい いわ  呼ん で 呼び 呼ば
書い て 書き 書か  かい て かき かか  教え て 教え 教え  おしえ て おしえ おしえ  おせ て おせ おせ
送っ て 送り 送ら  入れ て 入れ 入れ  打っ て 打ち 打た  見せ て 見せ 見せ  知らせ て 知らせ 知らせ
貼っ て 貼り 貼ら  撮っ て 撮り 撮ら  答え て 答え 答え  聞かせ て 聞かせ 聞かせ  添え て 添え 添え
選ん で 選び 選ば  し て し せ  なっ て なり なら
"""
_GOES_ON = """
とる とっ? とーと とっと とん? とんの とらす とらっせる とりゃあす とりゃーす とんしゃる とんさる とうと?
とー? ちょる ちょん ちゅうが てはる てござる
"""  # after the stem before て, in place of て or で
_WENT_ON = "とった ちょった てはった とったん とんしゃった とりゃあした"
_DOES = """
よる よっと よん んしゃる なはる やはる はるん はるの はる? はりますか りゃあす んさる
"""  # after the stem before ます
_DID = "んしゃった なはった やはった んさった"
_LEFT = "といて とって とくれ とくれや とくれやす とくなはれ とくんなはれ"  # likewise: to be done
_DO = "んしゃい んさい なはれ なっせ らいん ないや ないね なさいや なっしゃい"
_DO_PLEASE = "んね んかい んかね らいん"  # after the stem before ない
_PLEASE = """
けろ けれ けさい けらいん けろや けろじゃ くんろ くんちぇ くなんしょ くれや くれはる くれへん くれまへん
もらえへん おくれやす おくれ おくんなはれ くんなはれ ちょーだい ちょうだい ちょーよ ちょうよ ちょ。 ちょ!
ちょや ちょな つかーさい つかあさい つかーせ つかんせ くんさい くれんさい くれんね くれんかね くれんかのう
くれんじゃろうか はいよ はいりょ くいやい くいやんせ たもんせ たもし ごせ ごしない くりゃあ くりゃー
くれっしゃい みそーれー くみそーれー けでば けねが けねべが くんねえ くんねが くんない くんなまし
くれっぺが けらっしゃい みやあ みなはれ みんしゃい みんさい みなっせ
"""  # after て or で
_INTERROGATIVES = """
なんぼ=いくら 年なんぼ=年いくつ 年はなんぼ=年はいくつ なんぼにな=いくつにな どげな=どんな
どぎゃんな=どんな どがんな=どんな どがいな=どんな どないな=どんな どんげな=どんな なじょな=どんな
どったな=どんな どげん=どう どぎゃん=どう どがん=どう どないし=どうし どないや=どうだ どないで=どうで
なじょに=どう なして?=なぜ? にないやった=になりました なしけ=なぜ なんばし=何をし なんば教=何を教
なんば書=何を書 何ば=何を どこば=どこを 誰ば=誰を どこさ=どこに どごさ=どこに どごの=どこの どごで=どこで
どけ住=どこに住 どけ勤=どこに勤 いづだ=いつだ いづ生=いつ生 誰さ=誰に なんちゅう=何という
なんちゅー=何という 何ちゅう=何という 何ちゅー=何という なんつう=何という なんつー=何という
なんしよ=何しよ なんやろ=何だろう なんじゃろ=何だろう 何じゃろ=何だろう ぬーやが=何ですか
ぬーやみせーが=何ですか ぬーやいびーが=何ですか まーやが=どこですか まーんかい=どこに たーやが=誰ですか
ちゃっさ=いくら ちゃっぴ=いくら
"""
_PERSONS = """
わらびんちゃー=子ども わらしこ=子ども わらしっこ=子ども わらしは=子どもは わらすこ=子ども
おっかあ=お母さん おっかさん=お母さん おっとう=お父さん おとうはん=お父さん おかあはん=お母さん
嫁はん=嫁さん 旦那はん=旦那さん あんたの=あなたの あんたは=あなたは あんたが=あなたが あんた、=あなた、
あんたん=あなたの あんたさん=あなた あんさん=あなた おまはん=あなた おめさん=あなた おめはん=あなた
おめえさん=あなた おみゃあさん=あなた おみゃーさん=あなた おまんの=あなたの あんたら=あなたたち
おまさん=あなた おはんな=あなたは おはんの=あなたの おりんさる=いる おりんしゃる=いる おんなはる=いる
いてはる=いる いやはる=いる おらす=いる おりゃあす=いる おらっしゃる=いる おいでんさる=いる
おるん?=いるん? おると?=いると? おるけ?=いるけ? おるか=いますか おるとね?=いるとね? おるべか=いるべか
"""
_COPULAS = """
やろか=でしょうか やろうか=でしょうか じゃろうか=でしょうか じゃろか=でしょうか だべか=でしょうか
だべが=でしょうか だっぺか=でしょうか だろっか=でしょうか でっしゃろ=でしょう でっか=ですか どすか=ですか
どすやろ=でしょう ありまっか=ありますか おりまっか=いますか しまっか?=しますか? おますか=ありますか
おまっか=ありますか でがす=です がんす=です ごわす=です でごわす=です だっちゃ?=ですか? だべ?=ですか?
だっぺ?=ですか? だら?=ですか? ずら?=ですか? かいな?=か? かいのう?=か? かのう?=か? かいね?=か?
"""
# What a question may end in after a verb or an adjective.
_VERBS_END = ("る", "た", "い")
_ASKS = (
    "ん? と? とね? とや? け? がや? がね? がけ? さー? べか? べ? っぺ? っぺか? んけ? っちゃろか? ずら? だか?"
)
_STANDARD = {
    "通う": "通っ",
    "使う": "使っ",
    "つこう": "つかっ",
    "飼う": "飼っ",
    "付き合う": "付き合っ",
    "もろう": "もらっ",
    "もろ": "もらっ",
    "言う": "言っ",
    "ゆう": "言っ",
    "おせ": "教え",
}
_VOICED = str.maketrans("とちて", "どじで")
# を after a noun before what is asked for (番号ば教えて), and never a condition (行けば教えて).
_OBJECT = re.compile(
    "(?<=[一-鿿ーん])(?<![半飛呼学及選喜叫運並結遊伸延])ば(?=[教書送見知撮貼聞入打言答添持使]|し[んとよ])"
)


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    for pair in table.split():
        dialect, standard = pair.split("=")
        yield dialect, standard


def _of_verb(stem: str, te: str, polite: str, negative: str) -> Iterator[tuple[str, str]]:
    def voiced(ending: str) -> str:
        return ending if te == "て" else ending[0].translate(_VOICED) + ending[1:]

    spoken = _STANDARD.get(stem, stem) + te
    for endings, standard in ((_GOES_ON, "いる"), (_WENT_ON, "いた"), (_LEFT, "ください")):
        yield from ((stem + voiced(ending), spoken + standard) for ending in endings.split())
    yield from ((polite + ending, spoken + "いる") for ending in _DOES.split())
    yield from ((polite + ending, polite + "ました") for ending in _DID.split())
    yield from ((polite + ending, polite + "なさい") for ending in _DO.split())
    yield from ((negative + ending, polite + "なさい") for ending in _DO_PLEASE.split())
    yield from ((stem + te + ending, spoken + "ください") for ending in _PLEASE.split())
    yield from (
        (f"{stem}ちゃ{ending}", spoken + "ください") for ending in ("らんね", "りい", "んない", "ってん")
    )


def _words() -> Iterator[tuple[str, str]]:
    for table in (_INTERROGATIVES, _PERSONS, _COPULAS):
        yield from _pairs(table)
    verbs = _VERBS.split()
    for at in range(0, len(verbs), 4):
        yield from _of_verb(*verbs[at : at + 4])


def _questions() -> Iterator[tuple[str, str]]:
    for end, asks in product(_VERBS_END, _ASKS.split()):
        yield end + asks, end + "のですか?"


def _automaton(pairs: Iterable[tuple[str, str]]) -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    for dialect, standard in pairs:
        folded = dialect.translate(FOLD)
        found.add_word(folded, (len(folded), standard.translate(FOLD)))
    found.make_automaton()
    return found


_WORDS, _QUESTIONS = _automaton(_words()), _automaton(_questions())


def objects(text: str) -> Iterator[Edit]:
    """Every ば of a folded text that marks what is asked for, as を."""
    return ((*mark.span(), "を") for mark in _OBJECT.finditer(text))


def words(text: str) -> Iterator[Edit]:
    """The words that are dialect, as standard Japanese has them; the longest first."""
    return _replaced(_WORDS, text)


def questions(text: str) -> Iterator[Edit]:
    """How a question ends, once its words are standard Japanese."""
    return _replaced(_QUESTIONS, text)


def _replaced(known: ahocorasick.Automaton, text: str) -> Iterator[Edit]:
    for last, (length, standard) in known.iter_long(text):
        yield (last + 1 - length, last + 1, standard)
