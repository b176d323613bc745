"""P4: the full date of birth, or the exact birthday; an age band or the year of birth does as well."""

from collections.abc import Iterator
from dataclasses import replace

from screening_policy.around.births import BIRTHS
from screening_policy.asking import Thing, asked_in, phrases_in
from screening_policy.clues import told_around
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Place, Scene, listed
from screening_policy.soliciting import is_label

_BIRTH = Thing(
    en=r"(?:(?:full|complete|exact|precise) )?(?:dates? of birth|birth ?dates?|d ?o ?b|birthdays?|b-?day"
    r"|day of birth|date (?:on which )?you were born|day(?: and month)? (?:on which )?you were born)",
    ja="ご?誕生(?:の|した)(?:日|年月日)|(?:お|ご)?(?:生年月日|せいねんがっぴ|誕生日|たんじょうび"
    "|ばーすでー?い?|生まれ(?:た"
    "|になった)(?:年月日|日付|日にち|月日|日)|出生(?:年月)?日|生誕日|dob)",
    not_before=(
        r"(?:の(?:月|思い出|過ごし方|お祝い|夜|朝|昼| ?けーき| ?cake|料理|ごちそう|食事|ぷれぜんと"
        r"|贈り物|かーど|くーぽん|特典|歌|飾り)|を祝|に(?:ほし|欲し|もら|贈|して|食べ|行|何|作|よく|し))"
        r"|\s?(?:month|wishes|dinner|celebrat\w*|surprise|message|present|party"
        r"|cake|gift|card|song|wish)|[、,]?(?:ぷれぜんと|けーき)|会|かい(?![?。])|ぱーてぃ"
    ),
    not_after=(
        r"(?:(?:on|for|at|before|celebrate|celebrating) (?:your|a|the|my)|(?:which"
        r"|what) month (?:is|was) your|favou?rite|last|next|best)\s|(?:child|son|daughter"
        r"|someone|brand|shop|company)'?s? |推しの|きゃらくたーの|創業"
    ),
)
_WHEN = compiled(
    r"お?生まれは(?=[^。]{0,3}[?:、。(][^\n]{0,30}月[^\n]{0,6}日)|生誕[^。!?\n]{0,12}(?:年月日|の日"
    r"|日付)|^[0-9]{1,2}月[0-9]{1,2}日(?:に)?生まれ|(?:date|day|dait) of b(?:irth|erth)|"
    r"(?:生まれ|うまれ)(?:た|まし|なさ|んさ)[^。!?\n]{0,12}何月の?何日"
    r"|何月の?何日[^。!?\n]{0,16}(?:生まれ|うまれ|お誕生|誕生)|(?:この世|世の中"
    r"|地球)に[^。!?\n]{0,16}何(?:日|年何月)"
    r"|生まれて[^。!?\n]{0,12}何(?:日|週|時間)|(?:満|ちょうど)?[0-9]{1,3}歳(?:の誕生日"
    r"|に(?:なっ|な[りる]))[^。!?\n]{0,20}(?:何月|何日|年月日|日付|いつ)|(?:誕生日"
    r"|お?生まれ)まで(?:あと)?何日|(?:次|今度)の誕生日[^。!?\n]{0,14}(?:何日|いつ|日付)"
    r"|(?:産声|おぎゃあ|母子手帳|へその緒)[^。!?\n]{0,30}(?:日付|何月|何日|年月日|いつ)"
    r"|ろうそくを(?:吹|ふ)[^。!?\n]{0,20}(?:何月|何日|日付|いつ)|(?:成人|還暦|二十歳"
    r"|20歳)を迎え[^。!?\n]{0,16}(?:何月|何日|年月日)"
    r"|(?:sleeps|days|nights) (?:until|till|to|before|left)(?: \w+){0,4} (?:birthday|candles"
    r"|you turn|turn \d)|(?:turn(?:ed)?|became|reach(?:ed)?|be) (?:exactly )?(?:\d{2}|eighteen"
    r"|twenty|thirty|forty|fifty|sixty)\b[^.?!\n]{0,40}\b(?:date|day|when)|(?:date|day"
    r"|when)[^.?!\n]{0,40}(?:turn(?:ed)?|become|became) (?:exactly )?(?:\d{2}|eighteen|twenty"
    r"|thirty|forty|fifty|sixty)\b"
    r"|(?:blow|blew)(?: \w+){0,2} (?:out )?(?:the |your )?(?:own )?candles|(?:came|arrived"
    r"|come) into (?:the|this) world|day you (?:were born|came|arrived)|(?:day|dd"
    r"|mm)[^.?!\n]{0,20}(?:of (?:your )?birth|you were born)|birth(?: \w+){0,2} (?:day"
    r"|date),? month|(?:your )?birth certificate (?:date|say)|born on (?:what|which)"
    r"|how many (?:days|weeks|hours)(?: \w+){0,3} (?:old|alive|lived|since you were born)|"
    r"(?:exact )?age in years,? months,? (?:and )?days|(?:生まれて|生まれてから|生後)(?:から)?何日目"
    r"|生まれた月と(?:生まれた)?日|生まれ月と(?:生まれ)?日|誕生(?:した)?月日"
    r"|when (?:is|was|'?s) your (?:birthday|b-?day|date of birth)(?! (?:party|cake|present))"
    r"|when (?:were|was) (?:you|u) born|(?:on )?(?:what|which) (?:exact )?(?:day|date)(?: (?:and"
    r"|of the) (?:month|year))? (?:were|was) you born"
    r"|(?:day|date)[,\s]+(?:and )?(?:the )?month,?(?: and| &)? (?:the )?year (?:that |in which |when "
    r"|on which )?you were born|day and month of (?:your )?birth"
    r"|(?:what|which) (?:day|date),? (?:and )?month,? and year were you born"
    r"|how many days (?:old are you|have you (?:lived|been alive))"
    r"|(?:number of )?days (?:you have lived|since (?:you were born|your birth)|you have been alive)"
    r"|what day is your birthday"
    r"|(?:生年月日|誕生日|たんじょうび|ばーすで[ーい])(?:は|って|、)?(?:いつ(?:です|か|\?|$|なの|でしょう"
    r"|や|\W)|何月何日)|いつ(?:お)?生まれ(?:まし|です|た[かの]|になり)|生まれたのは(?:いつ|何月何日"
    r"|何年何月何日)"
    r"|何月何日(?:に)?(?:お)?生まれ|何年何月何日(?:に)?(?:お)?生まれ|(?:何月何日)(?:が"
    r"|の)(?:お)?誕生日|生まれてから(?:今日まで)?(?:の日数|何日|の経過日数)|生後何日"
)
_PART = compiled(
    r"生まれた(?:日|日にち|曜日と日)|何日(?:生まれ|に生まれ)|日にちは何日|day of (?:the|your) (?:month"
    r"|birth)|which day of the month|誕生日の日"
)
_ABOUT_BIRTH = compiled(r"\bborn\b|birth|生まれ|誕生|生年")
_YEAR_ALONE = compiled(r"(?:which|what) year|year (?:of|were)|何年(?!何月)|西暦")
_DAY = compiled(r"\b(?:day|date)\b|日")
_FORMAT = compiled(
    r"\s?[(\[][^)\]]{0,30}(?:dd|mm|yyyy|年月日|月|日|[0-9]{4}[/\-])[^)\]]{0,30}[)\]]|[\s:,]*(?:dd|mm"
    r"|yyyy)[/\-. ](?:dd|mm|yyyy)(?:[/\-. ](?:dd|mm|yyyy))?"
)
_KANA = compiled("[ぁ-ん一-鿿]")


def find(scene: Scene) -> Iterator[Hit]:
    """The date as such, questions for it in other words, and a date field for it."""
    found = list(_asked(scene))
    yield from found
    yield from map(_anew, told_around(scene, *BIRTHS, beside=found))
    yield from _date_fields(scene, {hit.place.question for hit in found})


def _asked(scene: Scene) -> Iterator[Hit]:
    for hit in asked_in(scene, _BIRTH):
        text = hit.place.reading.text
        form = _FORMAT.match(text, hit.end)
        first, last = hit.place.sentence(hit.start, hit.end)
        if hit.place.kind == "question" or _DAY.search(text, hit.end, last):
            yield _put_differently(hit)
            continue
        new = "生まれた年（西暦）" if _KANA.search(text[hit.start : hit.end]) else "year of birth"
        yield replace(hit, mend=new, mended=(hit.start, form.end() if form else hit.end))
    for hit in phrases_in(scene, _WHEN):
        if is_label(hit):
            continue
        first, last = hit.place.sentence(hit.start, hit.end)
        sentence = hit.place.reading.text[first:last]
        if _YEAR_ALONE.search(sentence) and not _DAY.search(sentence):
            continue
        yield _put_differently(hit)


def _put_differently(hit: Hit) -> Hit:
    """The whole sentence asks for the year instead."""
    first, last = hit.place.sentence(hit.start, hit.end)
    sentence = hit.place.reading.text[first:last]
    new = "生まれた年（西暦）を教えてください。" if _KANA.search(sentence) else "In which year were you born?"
    lead = len(sentence) - len(sentence.lstrip())
    return replace(hit, hull=(first, last), mend=new, mended=(first + lead, last))


def _anew(hit: Hit) -> Hit:
    """The whole text that asks for the day in other words asks for the year instead."""
    new = (
        "生まれた年（西暦）を教えてください。"
        if _KANA.search(hit.place.reading.text)
        else "In which year were you born?"
    )
    return replace(hit, mend=new, mended=(0, len(hit.place.reading.text)))


def _date_fields(scene: Scene, found: set[int | None]) -> Iterator[Hit]:
    """The kind of questions for a date that ask for that of birth; a year is a number."""
    questions = listed(scene.order, "questions")
    for place in scene.of("question"):
        number = place.question or 0
        about_birth = number in found or _ABOUT_BIRTH.search(place.reading.text)
        if questions[number].get("kind") == "date" and about_birth:
            yield Hit(Place(f"questions[{number}].kind", "option", "date"), 0, len("date"), mend="number")


RULE = Rule(
    id="P4",
    verdict="fix",
    reason=(
        "生年月日や誕生日そのものは求められません。年代か生まれた年なら尋ねることができます。",
        "The exact date of birth may not be asked; an age band or the year of birth may.",
    ),
    find=find,
    identifies=True,
    found=(
        "生年月日を教えてください",
        "生年月日（YYYY/MM/DD）",
        "お誕生日はいつですか？",
        "生 年 月 日 をご記入ください",
        "せいねんがっぴを入力してください",
        "seinengappi wo oshiete kudasai",
        "たんじょうびをおしえてね",
        "何月何日生まれですか",
        "生まれてから今日まで何日たちましたか",
        "いつ生まれましたか",
        "ﾊﾞｰｽﾃﾞｰを教えて",
        "生まれた日付を西暦で入力してください。",
        "What is your date of birth?",
        "Date of birth (DD/MM/YYYY):",
        "When is your birthday?",
        "When were you born?",
        "Your D.O.B. please",
        "Please enter your b1rthday",
        "How many days old are you?",
        "On which day were you born?",
        "Please enter your full birthdate",
        {"instructions": "最後に生年月日を入力してください。ありがとうございます。"},
        {
            "questions": [
                {"id": f"q{at}", "kind": "number", "text": text, "required": False}
                for at, text in enumerate(("生まれた年", "月", "日"))
            ]
        },
        {
            "questions": [
                {"id": "q", "kind": "date", "text": "あなたはいつ生まれましたか？", "required": False}
            ]
        },
        {"questions": [{"id": "q", "kind": "date", "text": "When is your birthday?", "required": True}]},
    ),
    passes=(
        "In which season does your month of birth fall?",
        "生まれた年（西暦）を教えてください",
        "In which year were you born?",
        "誕生月を教えてください",
        "In which month were you born?",
        "星座を教えてください",
        "What is your star sign?",
        "誕生日プレゼントに欲しいものは何ですか",
        "How do you celebrate your birthday?",
        "誕生日にケーキを食べますか",
        "あなたの年代を選んでください",
        "What is the best birthday present you ever got?",
        "What do you usually eat on your birthday?",
        "この城が建てられた日付を選んでください",
        "誕生日の過ごし方を教えてください",
        {"instructions": "生年月日は書かないでください。"},
        {
            "questions": [
                {"id": f"q{at}", "kind": "number", "text": text, "required": False}
                for at, text in enumerate(("最後に引っ越した年", "月", "日"))
            ]
        },
        {
            "questions": [
                {"id": "q", "kind": "date", "text": "最後に映画館へ行った日はいつですか", "required": False}
            ]
        },
    ),
)
