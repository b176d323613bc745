"""Finds where a place offers or orders something of a kind that may be talked about but not done."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_
from re import Match, Pattern

from screening_policy import cues, english, japanese
from screening_policy.patterns import compiled, pattern
from screening_policy.quick import bits, expected, numbered
from screening_policy.scene import READ, Hit, Place, Rendered, Scene

_REACH = 140
_SENTENCE = 18
_NEVER = r"(?!)"

# Endings that turn what a Japanese stem names into an order, a plea or an invitation.
PLEA = (
    "(?:くだ|下さ|ちょうだい|頂戴|くれ|もらえ|もらい(?:た|ます|ませ)|もらう"
    "|(?<!答え)(?<!回答)いただ(?!く[^。か!])|頂[けきい]|ほし[いく。]|欲し"
    "|ませんか|まへんか|ましょう|ないか(?![らと])|みない|みて(?:は|ね|よ)|みねが|なさい"
    "|おくれ|けろ|けれ|てけ|賜"
    "|たまわ|願|(?<=[てで])(?:ね|や(?!め)|よ)(?![うりっつ])|ちょ$|(?<=[らせさ])んね|[らせ]んか"
    "|たい(?:方|人|かた)|方へ"
    "|はいかが|(?<=[てで])も(?:いい|ええ|よろしい|かまい|構い|大丈夫)|(?:くれ|もらえ|いただけ"
    "|くださ)る(?:方|人|かた)|(?:い|う)?へん[か?]|よろしく|大歓迎|歓迎|募集|のこと[。!]?$)"
)
# Before "to do": who asks for it, as in "you need to", where "an app to" only says what it is for.
_ASKED_TO = re.compile(
    r"(?:need|have|want|asked?|like|love|invited?"
    r"|(?<!take\s)(?<!takes\s)(?<!help\s)(?<!helps\s)(?<!helped\s)you|us|ready|willing|able"
    r"|happy|must|try|how)\s$"
    r"|(?:need|want|seek|for) (?:people|someone|somebody|members|helpers)\s$|^$"
)
_WORKER = compiled(
    r"\b(?:workers?|annotators?|label+ers?|raters?|members?|participants?|task|survey|points?|answer\w*|below"
    r"|box|field|first|before|you (?:who|reading)|reader of this|note to)\b|[(\[【※]"
    r"|作業|回答|担当|あなたへ|ワーカー|アノテーター|読んだ|欄|答え|先に|分類|判定|最後に|つけた"
)
_WORKERS = (_WORKER, cues.WORKER)
_QUOTED = re.compile(
    '["＂“][^"＂”]{1,400}["＂”]|「[^」]{1,400}」|『[^』]{1,400}』|｢[^｣]{1,400}｣'
    f"|{cues.APOSTROPHES}|‘[^’\\n]{{1,400}}’(?!\\w)"
)
_TO_WORKER = compiled(
    r"(?:回答者|作業者|担当者|判定者|作業する方|回答する方|回答する人|あなた)(?:の方|の皆さま?|の皆様|さん|様)?(?:へ|に|は|:)|\b(?:annotators?|label+ers?|raters?|workers?|reviewers?|respondents?)\s?[:,]"
)
_JUDGED = compiled(
    r"\b(?:how|what|which|does|do|is|are|should|clear|formal|sound|tone|topic|section|classify"
    r"|translate|label"
    r"|category|rate|opinion|meaning|means|read)\b"
    r"|思[いうわ]|見え|感じ|どう|どの|どれ|どんな|どちら|分類|判定|選|訳|意味|読|書き|印象"
    r"|想像|ですか|ますか|見出し|要約"
)
_OWN_WORK = compiled(
    r"\b(?:texts?|articles?|sentences?|passages?|tweets?|headlines?|posts?|documents?|translate|summari\w+"
    r"|classif\w+|categor\w+|sentiment|tone|topic|caption)\b"
    r"|文章|記事|本文|次の文|この文|見出し|翻訳|英訳|要約|分類|感情|例文|文面|つぶやき|ツイート"
)


# What a survey asks to be done with its questions, which is no act in the world.
_SURVEY_TE = (
    "教え|おしえ|答え|こたえ|書い|かい|選ん|えらん|記入し|入力し|回答し|聞かせ|きかせ|評価し"
    "|挙げ|比べ|思い出し|思い浮かべ|考え|見"
    "|読ん|想像し|示し|述べ|説明し|分け|つけ|付け|押し|分類し|訳し|並べ|入れ|撮っ|判定し|数え"
    "|確認し|確かめ|記し|直し|要約し|し|まとめ"
)
_NOT_SURVEY = "".join(f"(?<!{stem})" for stem in _SURVEY_TE.split("|"))
# Something to be done in the world, whatever it is: for use beside matters that are seldom asked about.
REAL_JA = (
    f"{_NOT_SURVEY}(?<!ない)[てで](?:くだ|下さ|くれ|もらえ|もらい|もらわれ|もらいたい|いただ|頂|ほし|欲し|ちょうだい)"
    "|(?:参加|協力|提供|登録|購入|販売|送金|転送|保管|紹介|契約|出品|応募|入会|加入|投票|署名"
    "|預金|入金|振込|換金|認証|開設|作成|連絡)(?:を)?して(?:くだ|下さ|くれ|もら|いただ|頂"
    "|ほし)"
    "|(?:お|ご)(?!教え|聞か|選|書|答|回答|記入|入力|意見|感想|覧|確認|記載|注意|了承"
    "|協力)[^\\s。、はがを]{1,6}?(?:ください|下さい|いただけ|願(?:い|え)|になれますか|賜"
    "|待ち)"
    "|(?<!思い)(?<!あり)(?<!ござい)(?<!てい)(?<![はがも]い)(?<!感じ)(?<!かり)ません(?:か|でしょうか)"
    "|(?:何名|何人|何件|何個|何通|いくつ|いつから|いつ|どの日|週に何"
    "|月に何)[^。!?\n]{0,20}?(?:れますか|できますか|ご入用|もらえますか|大丈夫)|(?:れる"
    "|できる|来る|入れる|来られる)(?:日|時間|曜日)"
    "|どない|どうや|来んね|らんね|待っています|求めています|探して(?:い|る)|募集|ましょう"
    "|やり方を知りたい|(?:参加|加わり|入会し|申し込み|申し込まれ)ますか"
    "|お仕事です|だけの(?:簡単な)?(?:お)?仕事|山分け"
)
_SURVEY_EN = (
    r"recommend|say|describe|rate|choose|prefer|think|explain|tell|pay|buy|use|read|name"
    r"|imagine|remember|estimate|like|do"
    r"|feel|be|wear|see|eat|write|answer|pick|select|expect|trust|change|want|call|list|spend"
    r"|go|watch|find|visit"
)
_SELF_EN = r"\b(?:us|our|ours|we|me|my|i'm|i)\b"
_INVITE_EN = (
    rf"\b(?:would|will|can|could|won't|may|shall)\s(?:you|we|i)\s(?:(?:please|kindly|also|be"
    rf"|willing|able|ready|like|happy"
    rf"|to|agree)\s){{0,4}}(?!(?:{_SURVEY_EN})\b)[a-z]+"
)
REAL_EN = (
    rf"{_INVITE_EN}[^.!?\n]{{0,80}}?{_SELF_EN}|{_SELF_EN}[^.!?\n]{{0,80}}?{_INVITE_EN}"
    rf"|{_SELF_EN}[^\n]{{0,80}}?{_INVITE_EN}"
    r"|(?:^|[.!?:;\n]\s*|\bplease\s|\bthen\s)(?:get|play|receive|forward|sell|let|collect|join"
    r"|come|give|confirm|open|put|take"
    r"|bring|invite|hand|keep|deposit|pay|phone|meet|accept|buy|send|transfer|lend|start"
    r"|become|help|stand|sign|apply)\b"
    r"|\b(?:how many|which \w+|when|who|what day)[^.!?\n]{0,20}?\b(?:can|will|could)\syou\b"
    r"|\bwe\s(?:pay|offer|give|meet|want|need|would\slove|are\slooking|look)\b"
    r"|\bour\s\w+(?:\s\w+)?\s(?:could|pays?|needs?|wants?|is\slooking)\b"
    r"|\bwould\s(?:\w+\s){1,4}suit\syou|\bthe\sright\sperson\b|\byour\s(?:reward|share|cut)\b"
    r"|\bonly\sthen\b|\bnow\?"
)


def asked_ja(stems: str) -> str:
    """A pattern for one of these Japanese stems in an order, a plea or an invitation."""
    return rf"(?:{stems})(?:(?!選|方法|理由|思[いう])[^。!?\n]){{0,14}}?{PLEA}"


def invited_to(en: str) -> str:
    """A pattern for an order, a plea or an invitation to do one of these (English verbs in the base form)."""
    return (
        rf"(?:{english.order_to(en)}|\b(?:(?:would|will|can|could|may|shall|wo|why)\s?(?:n't"
        rf"|not)?\s(?:you|we|i)"
        rf"|(?:do|are)\syou\s(?:want|wish|like|mind|care|willing|ready|able|happy|open|interested|up)"
        rf"|(?:we|i)(?:'d)?\s(?:want|ask|need|would\slike|invite|expect|love)\s(?:for\s)?you|let(?:'?s|\sus)"
        rf"|how\sabout|be\sthe\sone\sto|you(?:'ll|\swill|\scan|\sjust|\ssimply)|come(?:\sand)?)"
        rf"(?:\s(?:like|want|wish|be|willing|ready|able|happy|mind|please|agree|consider|kindly"
        rf"|also|to|not|just"
        rf"|love|care|open|interested|in|now|for))*\s(?:{pattern(en)})(?![a-z]))"
    )


@dataclass(frozen=True, eq=False)
class Offer:
    """A matter and what must stand near it (at most 140 letters away) for it to be offered or ordered.

    `unless` lets off the sentence that the act stands in. `alone` needs nothing beside it.
    """

    matter: str
    act: str
    unless: str = _NEVER
    alone: str = _NEVER

    def __post_init__(self) -> None:
        expected.append(lambda: self._numbers)

    @cached_property
    def _patterns(self) -> tuple[Pattern[str], Pattern[str], Pattern[str], Pattern[str]]:
        return compiled(self.matter), compiled(self.act), compiled(self.unless), compiled(self.alone)

    @cached_property
    def _numbers(self) -> tuple[int, int, int]:
        return numbered(self._patterns[0]), numbered(self._patterns[1]), numbered(self._patterns[3])

    @cached_property
    def either(self) -> int:
        """The patterns of which one must match, a bit for each number."""
        return bits((self._numbers[0], self._numbers[2]))

    def made(self, place: Place) -> Hit | None:
        """The first place where it is offered, from the matter to the act or back."""
        matter, act, _, alone = self._patterns
        text = place.reading.text
        of_matter, of_act, of_alone = self._numbers
        for found in alone.finditer(text) if place.may_hold(of_alone) else ():
            if self._is_meant(place, *found.span()):
                return Hit(place, *found.span())
        if not (place.may_hold(of_matter) and place.may_hold(of_act)):
            return None
        matters = [found.span() for found in matter.finditer(text) if not _is_unwanted(place, *found.span())]
        if not matters:
            return None
        starts = [start for start, _ in matters]
        for found in act.finditer(text):
            if not self._is_meant(place, *found.span()):
                continue
            for start, end in _near(matters, starts, found):
                if not _is_quoted(place, start, end):
                    return Hit(place, min(start, found.start()), max(end, found.end()))
        return None

    def _is_meant(self, place: Place, start: int, end: int) -> bool:
        """Whether what stands there is neither let off, denied, quoted nor, in some material, only told."""
        if place.kind == "option" and place.material:
            return False
        text, (first, last) = place.reading.text, place.sentence(start, end)
        if self._patterns[2].search(text, first, last) or _is_denied(text, start, end, first, last):
            return False
        if text.startswith("to ", start) and not _ASKED_TO.search(text, max(0, start - 20), start):
            return False
        if _is_quoted(place, start, end):
            return False
        return place.kind != "cell" or _speaks(place, first, last)


def offered_in(scene: Scene, *offers: Offer) -> Iterator[Hit]:
    """Where one of these is offered or ordered in what a member will read."""
    needed = _needed(offers)
    if not scene.possible & needed:
        return
    for place in scene.of(*READ):
        if not place.possible & needed:
            continue
        if isinstance(place, Rendered) and (not place.may_be_personal or works_on(place)):
            continue
        for offer in offers:
            if place.possible & offer.either and (hit := offer.made(place)):
                yield hit


@lru_cache(maxsize=1024)
def _needed(offers: tuple[Offer, ...]) -> int:
    """The patterns of which one must match for any of the offers to be made, a bit for each number."""
    return reduce(or_, (offer.either for offer in offers), 0)


def is_label(hit: Hit) -> bool:
    """Whether it is in an option too short to be anything but a label."""
    return hit.place.kind == "option" and len(hit.place.reading.text) < _SENTENCE


def works_on(place: Rendered) -> bool:
    """Whether the words of a frame make of its cells a text to be worked on."""
    at, words = 0, ""
    for piece in place.pieces:
        words += place.text[at : piece.start] + " "
        at = piece.end
    return bool(_OWN_WORK.search(folded_text(words + place.text[at:])))


def folded_text(text: str) -> str:
    """A text of the order, folded like a place's."""
    return Place("", "question", text).reading.text


def _near(matters: list[tuple[int, int]], starts: list[int], found: Match[str]) -> Iterator[tuple[int, int]]:
    """The matters right before and after what was found, as far as they are within reach."""
    at = bisect_left(starts, found.start())
    for start, end in matters[max(0, at - 1) : at + 2]:
        if max(start - found.end(), found.start() - end) <= _REACH:
            yield start, end


def _is_denied(text: str, start: int, end: int, first: int, last: int) -> bool:
    if english.denies(text[first:start]):
        return True
    no = japanese.NOT.match(text[end:last]) or _LEAVE.match(text[end:last])
    return no is not None and not japanese.NOT_NOT.search(no[0])


def _is_unwanted(place: Place, start: int, end: int) -> bool:
    """Whether the sentence of a matter says that nothing of it is needed or to be done."""
    text, (first, last) = place.reading.text, place.sentence(start, end)
    no = _UNDONE.match(text, end, last)
    return (no is not None and not japanese.NOT_NOT.search(no[0])) or english.denies(text[first:start])


UNDONE = (
    r"(?:せ|調べ|見|使わ|行か|開か|頼ら|とば|飛ば)ず(?:に|、)"
    r"(?![^。!?\n]{0,24}(?:でき(?:ま?せん|ない)|不可|無効|進め(?:ま?せん|ない)))"
)
_UNDONE = compiled(
    "[^。!?\\n、]{0,24}?(?:(?:必要|こと)(?:は|が|も)?(?:な[い。く]|ありません|ございません)|不要|要りません|いりません)"
    f"|[^。!?\\n、]{{0,8}}{UNDONE}"
)
_LEAVE = compiled("(?:こと|い)?(?:は|を)?(?:しないで|お?控え|ご遠慮|やめ|禁止|ありません|ございません)")


def _is_quoted(place: Place, start: int, end: int) -> bool:
    """Whether it stands in a quotation (as written) that the words around only want judged."""
    text, (start, end) = place.text, place.reading.span(start, end)
    for quote in _QUOTED.finditer(text, max(0, start - 400), min(len(text), end + 400)):
        if quote.start() <= start and end <= quote.end():
            before, after = text[max(0, quote.start() - 80) : quote.start()], text[quote.end() :][:80]
            return any(_JUDGED.search(folded_text(around)) for around in (before, after))
    return False


def _speaks(place: Place, first: int, last: int) -> bool:
    """Whether a sentence of some material speaks to the member as one who works on it."""
    text = place.reading.text
    if japanese.REPORTED.search(text, first, last):
        return False
    return place.asks or bool(
        (
            cues.ADDRESSED.search(text, max(0, first - 60), last + 60)
            or _TO_WORKER.search(text, max(0, first - 30), last)
        )
        and any(worker.search(text, max(0, first - 60), min(len(text), last + 60)) for worker in _WORKERS)
    )
