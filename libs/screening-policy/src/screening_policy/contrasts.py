"""Values that exclude one another: an answer is wanted in one of them, about one of them, never about two."""

from re import Pattern

from screening_policy.asked import Asked
from screening_policy.patterns import compiled

# How an answer is to be given. Each group: the values of one kind.
_FORMS = (
    (
        "日本語|和文|japanese",
        "英語|英文|english",
        "中国語|chinese",
        "韓国語|korean",
        "(?:ふらんす|仏)語|french",
        "(?:どいつ|独)語|german",
        "すぺいん語|spanish",
    ),
    ("ひらがな|平仮名|hiragana", "かたかな|片仮名|katakana", "漢字|kanji", "ろーま字|あるふぁべっと|romaji"),
    ("半角(?:数字|英数字?|文字)?", "全角(?:数字|英数字?|文字)?"),
    ("西暦(?:年)?", "和暦|元号|年号|令和|昭和"),
    ("円(?:単位)?|yen", "どる(?:単位)?|(?:us )?dollars?", "ゆーろ|euros?", "ぽんど|pounds?"),
    (
        "せんち(?:めーとる)?(?:単位)?|cm|cent(?:imet(?:er|re)s?)?",
        "いんち(?:単位)?|inch(?:es)?",
        "みり(?:めーとる)?(?:単位)?|mm|millimet(?:er|re)s?",
        "めーとる(?:単位)?|met(?:er|re)s?",
    ),
    ("きろ(?:ぐらむ)?|kg|kilo(?:gram)?s?", "ぐらむ|grams?", "pounds?|lbs?"),
    ("分単位|minutes?", "時間単位|hours?", "秒単位|seconds?", "日単位|days?"),
    ("摂氏|celsius", "華氏|fahrenheit"),
    ("大文字|(?:upper ?case|capitals?|capital letters)", "小文字|lower ?case(?: letters)?"),
    ("です・?ます調?|丁寧語|敬語", "だ・?である調?|ため口|常体"),
    ("箇条書き|bullet points?", "(?:続いた|普通の)?文章|full sentences|prose"),
    ("24時間(?:制|表記)?|24-?hour", "12時間(?:制|表記)?|午前・?午後|12-?hour|a\\.?m\\.? (?:or|/) p\\.?m"),
    ("縦書き", "横書き"),
    ("ぱーせんと|%|percent\\w*", "人数|件数"),
    ("平方めーとる|㎡|square met(?:er|re)s?", "畳", "坪", "square f(?:ee|oo)t"),
    ("万円(?:単位)?", "千円(?:単位)?", "(?:1|(?<![0-9万千百十億]))円単位"),
    ("税込(?:み|価格)?|including tax", "税(?:抜き?|別)(?:価格)?|excluding tax|before tax"),
    ("りっとる|lit(?:er|re)s?", "みりりっとる|ml|cc", "がろん|gallons?", "おんす|ounces?|oz"),
    ("km|きろめーとる|kilomet(?:er|re)s?", "まいる|miles?", "歩数|steps"),
    (
        "1日(?:あたり|分)|日額|per day|daily (?:amount|figure|total)s?",
        "(?:1週間?|週)(?:あたり|分)|per week|weekly (?:amount|figure|total)s?",
        "(?:1か?ヶ?カ?月|月)(?:あたり|分)|月額|per month|monthly (?:amount|figure|total)s?",
        "1年(?:間)?(?:あたり|分)|年額|年間|per year|yearly|annual(?:ly)?",
    ),
)
# What an answer is to be about; only where it is to be about nothing else.
_SCOPES = (
    (
        "平日|(?:week|working )days?",
        "土日|週末|休日|祝日|土曜|日曜|週末|weekends?|sundays?|saturdays?|holidays?",
    ),
    (
        "今年|本年|(?:(?:直近|この|過去|ここ)の?)?(?:1|ー|一)(?:週間|か月|ヶ月|カ月)|今週|今月|this (?:year"
        "|week|month)"
        "|(?:past|last) (?:seven days|7 days|week|month)",
        "昨年|去年|おととし|一昨年|数年前|10年|5年前|last year|previous years?|years ago|past (?:two|five"
        "|ten) years",
    ),
    ("今日|本日|today", "昨日|きのう|先週|先月|去年|昨年|yesterday|last (?:week|month|year)"),
    ("昨日|きのう|yesterday", "先週|先月|去年|昨年|last (?:week|month|year)"),
    ("朝食?|午前(?:中)?|mornings?|breakfast", "夜|夕食|晩|深夜|夕方|evenings?|nights?|dinner|supper"),
    ("夏|summer", "冬|winter"),
    ("自宅|家の中|ご家庭|(?:at )?home", "職場|外食|外出先|会社|(?:at )?work(?:place)?|restaurants?|office"),
    ("国内|domestic", "海外|国外|abroad|overseas|foreign"),
    ("(?:新品|new) ?", "中古|古着|second-?hand|used"),
)
# Which of two ends is wanted.
_ENDS = (
    (
        r"(?:最も|もっとも|いちばん|一番|最も|ー番|最)(?:良|よ|好|優|気に入|魅力的|すき|高)|\b(?:best"
        r"|(?:like|liked?) (?:it )?most"
        r"|favou?rites?|most (?:appealing|attractive))",
        r"(?:最も|もっとも|いちばん|一番|ー番|最)(?:悪|嫌|きらい|苦手|劣|気に入らな|低)|\b(?:worst|(?:like"
        r"|liked?) (?:it )?least"
        r"|least (?:favou?rite|appealing|attractive|liked?))",
    ),
    (
        r"(?:最も|もっとも|いちばん|一番|ー番)[^。、]{1,6}やす",
        r"(?:最も|もっとも|いちばん|一番|ー番)[^。、]{1,6}(?:にく|づら)",
    ),
    (r"高い(?:順|ほう|方)から|high(?:est)? to low", r"(?:低|安)い(?:順|ほう|方)から|low(?:est)? to high"),
    (r"新しい順|newest (?:first|to)", r"古い順|oldest (?:first|to)"),
)
_WANTED = (
    r"(?:だけ|のみ|に限り|に統一)|(?:で|に)(?:お願い|(?!は|も)[^。!?\n]{0,12}?(?:書|お?答え|回答|記入|入力"
    r"|表記|測"
    r"|統一|揃|そろ|換算|教え|作))"
)
_IN = r"(?:in|using|only|into) (?:\w+ )?(?:the )?"


_DENIED = compiled(
    r"ません|ない|不可|無効|禁止|だめ|以外|\b(?:not|no|n't|never|reject\w*|refuse\w*|invalid|ignored?"
    r"|except)\b"
)
_EITHER = compiled(r"(?:どちら|いずれ|両方)(?:で)?も|または|もしくは|\b(?:either|both|or)\b")


def _form(value: str) -> Pattern[str]:
    return compiled(rf"(?:{value})(?:{_WANTED})|\b{_IN}(?:{value})\b|\b(?:{value}) (?:only|please)\b")


def _measured(value: str) -> Pattern[str]:
    """Of a question: a form, or the unit in which it asks how much."""
    return compiled(
        rf"{_form(value).pattern}|何(?:{value})|(?:{value})[^。!?\n]{{0,3}}(?:何|いくら|どのくらい"
        rf"|どれくらい)|\bhow many (?:{value})\b|\((?:単位:?)?(?:{value})\)"
    )


def _only(value: str) -> Pattern[str]:
    return compiled(
        rf"(?:{value})[^。!?\n、]{{0,16}}?(?:だけ|のみ|に限|に絞|限定)|\b(?:only|just|solely"
        rf"|exclusively)\b[^.!?\n]{{0,24}}?"
        rf"\b(?:{value})\b|\b(?:{value})(?: \w+)? only\b"
    )


_SAID = tuple((tuple(map(_form, group)), tuple(map(_measured, group))) for group in _FORMS)
_SAID += tuple((tuple(map(_only, group)), tuple(map(compiled, group))) for group in _SCOPES)
_SAID += tuple((tuple(map(compiled, group)), tuple(map(compiled, group))) for group in _ENDS)
TOLD = tuple(pattern for told, _ in _SAID for pattern in told)
"""What a sentence that wants one value says."""


def excludes(sentence: str, asked: Asked) -> bool:
    """Whether the sentence wants one of a group of values and a question another of it, none that one."""
    return any(_is_other(told, wanted, sentence, asked) for told, wanted in _SAID)


def _is_other(
    told: tuple[Pattern[str], ...],
    wanted: tuple[Pattern[str], ...],
    sentence: str,
    asked: Asked,
) -> bool:
    said = [at for at, pattern in enumerate(told) if pattern.search(sentence)]
    if len(said) != 1 or asked.found(wanted[said[0]]):
        return False
    others = [at for at in range(len(told)) if at != said[0]]
    if any(_is_welcome(told[at], text) for at in others for text in asked.sentences):
        return False
    if any(_is_welcome(wanted[at], sentence) for at in others) or _EITHER.search(sentence):
        return False
    return any(asked.found(wanted[at]) for at in others)


def _is_welcome(value: Pattern[str], text: str) -> bool:
    return bool(value.search(text)) and not _DENIED.search(text)
