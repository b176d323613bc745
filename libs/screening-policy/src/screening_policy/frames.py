"""Whether the words of a question itself, its variables aside, say what is asked."""

import re
from functools import lru_cache

from screening_policy.patterns import folded
from screening_policy.reading import read

VARIABLE = re.compile(r"\{[^{}]+\}")
_ASKED_FOR = re.compile(
    r"(?i:your|my|enter|write|type|tell us|give us|give|share|add|provide)\W*$"
    r"|(?:あなた|自身|本人|自分)の\W*$"
)
_AND_ASKED = re.compile(
    r"\W*(?:を|も|は)?(?:教え|入力|記入|書い|お書き|お聞かせ|ご記入|送っ|添え)|\W*(?:は[?？]|please\b)",
    re.IGNORECASE,
)
# A variable is to be copied, or a part of it is named ("Title in {scan}", {看板}に書かれている店名).
_COPIED = re.compile(
    r"(?i:\b(?:type|copy|write|transcribe|enter)\b[^{}.?!]{0,20}\b(?:text|words?|writing|letters|sentences?|titles?)"
    r" (?:of|in|on|from|shown in)\b[^{}.?!]{0,16}\{"
    r"|^\W*(?:the )?(?:text|words|title|writing|letters|numbers?) (?:in|on|from) [^{}.?!]{0,16}\{)"
)
_PART = re.compile(
    r"\}[^\w{}]{0,3}(?:に|で)[^{}。]{0,12}?(?:書かれ|書いてあ|印字|印刷|記載|表示|載っ|写っ|映っ|見え|ある)[^{}。]{1,24}$"
    r"|\}[^\w{}]{0,3}の(?!.*(?:について|に関して|こと|回答|返事|質問))[^{}。、はが]{1,16}(?:\W.{0,24})?$"
    r"|(?i:^\W*(?:[a-z0-9]+ ){1,8}(?:in|on|from|of|for|with)(?: the"
    r"| this)?(?: [a-z]+){0,2}:? ?\W?\{[^{}]+\}\W*(?:(?:\(|as\b|,).{0,60})?$)"
)
_TITLED = re.compile(
    folded(
        r"\W*(?:さん|様|氏|君|ちゃん|先生|へ|より|(?:あなた|ご自身)?の?(?:ご|お)?(?:返事|返答|回答"
        r"|答え)|(?:your )?(?:answer|reply|response))"
    )
)
_READ = 400
_EMPTY_WORDS = """
q please pls kindly answer respond reply read look see consider choose select pick tick check click fill
complete enter type write do provide tell give say one all any that apply it them this these those the a
an to in on of at and or for with by your you us me i we here below above following next question
questions task item text texts sentence prompt number no is are out up what now then so each every
carefully honestly again information info details thing things response answers option options best
content says said stated written asks asked told
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_LATIN = re.compile("[a-z]+")
_EMPTY_JA = re.compile(
    folded(
        "(?:次|つぎ|下記|以下|上記|こちら|これ|それ|この|その|ここ|そこ|あなた|質問|設問|問い?|問題"
        "|内容|項目|文章?|てきすと|もの|こと|欄"
        "|回答|解答|選択|記入|入力|確認|教え|おしえ|答え|こたえ|読ん|よん|見|選ん|えらん|書い|かい"
        "|埋め|実施|対応|全て|すべて|各"
        "|お願い|おねがい|願い|ください|下さい|くださ|いただ|頂|ます|まし|です|でし|ましよう|して|する"
        "|し|た|て|で|を|に|は|の|が|と|も|へ"
        "|ご|お|御|から|まで|より|よう|か|ね|よ|さい|1つ|何|なん|なに)"
    )
)
# What greets, thanks or gives a heading, and leaves what is asked to whatever follows.
_HEADINGS = re.compile(
    folded(
        r"(?<![a-z])(?:hello|hi|hey|dear|welcome|thanks?|thank|good (?:morning|afternoon|evening|day)"
        r"|everyone|members?|daily|weekly|today'?s?|surveys?|quiz|quizzes|profiles?|polls?|questionnaires?"
        r"|about|yourself|bonus|quick|our|topic(?!s? (?:of|is|does|fits?|in|best))|request"
        r"|check-?in)(?![a-z])"
        r"|こんにちは|こんばんは|おはよう|はじめまして|ありがとう|ございま|ようこそ|みなさま?|皆様?"
        r"|会員|本日|今日|今週|毎日|日々|くいず|なぞなぞ|あんけーと|ぷろふぃーる|自己紹介|自己|紹介|調査"
        r"|おたずね|お尋ね|尋ね|簡単|最初|最後|ひとこと|一言|てーま(?!は|を|に)|お題|きろく|記録"
        r"|おまけ|追加|第[0-9]+"
        r"|ちゅーとりある|すてっぷ|ぱーと|自分|あなた自身|について|関して|関する|ついて|こーなー"
    )
)
_YES_OR_NO = re.compile(
    folded(
        r"[\W\d_]*(?:yes|no|ok|ng|maybe|not sure|agree|disagree|other|はい|いいえ|どちらとも.*"
        r"|その他|分からない|わからない)?[\W_]*$"
    )
)
# A question, or a verb that says what to do with what is shown.
_TASK = re.compile(
    folded(
        r"\?|\b(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|what|which|who"
        r"|whom|whose|where|when|why|how|please|translate|transcribe|classify|label|tag|rate|rank|score"
        r"|compare|describe|explain|identify|categori[sz]e|summari[sz]e|mark|find|count|correct|rewrite"
        r"|paraphrase|rephrase|reword|shorten|simplify|expand|continue|convert|fix|edit|proofread"
        r"|replace|remove"
        r"|underline|estimate|detect|group|order|add|put|turn|make|caption|guess|spell|judge"
        r"|evaluate|assess|extract|copy|list|name|match|sort|highlight"
        r"|normali[sz]e|suggest|propose|imagine|draw|sketch|finish|format|reformat|split|merge|segment|clean"
        r"|calculate|verify|confirm|review|react|invent|create|compose|draft|record|photograph|predict|annotate"
        r"|romani[sz]e|divide|trim|redact|a (?:photo|picture|drawing) of|take an? (?:\w+ )?(?:photo|picture)"
        r"|choose|select|pick|tick|check|decide|answer|tell|give|write|enter|type|read|look|state|indicate)\b"
        r"|か(?:[。?、,:\s{]|$)|どれ|どの|どちら|どう|どこ|どんな|何|なに|いくつ|いつ|誰|なぜ"
        r"|ください|下さい|願い|なさい|しよう|せよ|選(?:ん|択|べ)|分類|翻訳|訳[し:]|英訳|和訳|評価|判定|判断|書き起こ"
        r"|要約|比べ|比較|答え|回答|入力|記入|教え|続き|続け|一文|言い?換え|直[しす]|並べ|作[るっ]|考え|想像|描"
        r"|[1-5] ?[=:は]|数え|探[しす]|見つけ|まとめ|整え|変換|(?:かな|漢字|ろーま字)に(?:して|し)"
        r"|抜き出|読み取|書[くき](?!方)|形で|感想|印象"
    )
)


@lru_cache(maxsize=4096)
def says_nothing(text: str, options: tuple[str, ...] = ()) -> bool:
    """Whether a question leaves open what is asked: empty words alone, or a mere heading above a variable.

    Options that are more than yes and no tell what the heading asks ("Sentiment of: {text}").
    """
    own = read(VARIABLE.sub(" ", text)).text[:_READ]
    varied = VARIABLE.search(text) is not None
    rest = _HEADINGS.sub(" ", own) if varied else own
    if varied and _COPIED.search(text):
        return False
    if not _has_words(rest):
        return True
    if any(not _YES_OR_NO.match(read(option).text) for option in options):
        return False
    return varied and not (_TASK.search(rest) or _PART.search(text) or _is_named_after(text))


def _is_named_after(text: str) -> bool:
    """Whether words after the last variable name what is wanted of it ("Review: {text} Weak points")."""
    after = _HEADINGS.sub(" ", read(text[text.rfind("}") + 1 :]).text[:_READ])
    return _has_words(after) and not _TITLED.match(after)


def _has_words(text: str) -> bool:
    """Whether any word is left without the empty ones."""
    if any(word not in _EMPTY for word in _LATIN.findall(text)):
        return True
    return any(char.isalpha() for char in _EMPTY_JA.sub("", _LATIN.sub("", text)))


def without_names(text: str) -> str:
    """The text of a question with the name of each variable made to say nothing, unless it is asked for.

    It has the same length. Which column is shown is no request: no order is submitted whose questions name a
    column that its items have not, and its cells are screened row by row. Elsewhere members read the braces.
    """

    def silent(found: re.Match[str]) -> str:
        if _ASKED_FOR.search(text[: found.start()][-30:]) or _AND_ASKED.match(text, found.end()):
            return found[0]
        return "{" + "v" * (len(found[0]) - 2) + "}"

    return VARIABLE.sub(silent, text)
