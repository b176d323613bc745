"""P4: the full date of birth, or the exact birthday; an age band or the year of birth does as well."""

from collections.abc import Iterator
from dataclasses import replace

from screening_policy.asking import Thing, asked_in, phrases_in
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Place, Scene, listed

_BIRTH = Thing(
    en=r"(?:(?:full|complete|exact|precise) )?(?:dates? of birth|birth ?dates?|d ?o ?b|birthdays?|b-?day"
    r"|day of birth|date (?:on which )?you were born|day(?: and month)? (?:on which )?you were born)",
    ja="(?:お|ご)?(?:生年月日|せいねんがっぴ|誕生日|たんじょうび|ばーすでー?い?|生まれ(?:た"
    "|になった)(?:年月日|日付|日にち|月日|日)|出生(?:年月)?日|生誕日|dob)",
    not_before=r"\s?(?:present|party|cake|gift|card|song|wish)|ぷれぜんと|けーき|会|ぱーてぃ",
    not_after=r"(?:child|son|daughter|someone|brand|shop|company)'?s? |推しの|きゃらくたーの|創業",
)
_WHEN = compiled(
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
    for hit in asked_in(scene, _BIRTH):
        text = hit.place.reading.text
        form = _FORMAT.match(text, hit.end)
        new = "生まれた年（西暦）" if _KANA.search(text[hit.start : hit.end]) else "year of birth"
        yield replace(hit, mend=new, mended=(hit.start, form.end() if form else hit.end))
    for hit in phrases_in(scene, _WHEN):
        first, last = hit.place.sentence(hit.start, hit.end)
        sentence = hit.place.reading.text[first:last]
        if _YEAR_ALONE.search(sentence) and not _DAY.search(sentence):
            continue
        new = (
            "生まれた年（西暦）を教えてください。"
            if _KANA.search(sentence)
            else "In which year were you born?"
        )
        lead = len(sentence) - len(sentence.lstrip())
        yield replace(hit, hull=(first, last), mend=new, mended=(first + lead, last))
    yield from _date_fields(scene)


def _date_fields(scene: Scene) -> Iterator[Hit]:
    questions = listed(scene.order, "questions")
    for place in scene.of("question"):
        number = place.question or 0
        if questions[number].get("kind") == "date" and _ABOUT_BIRTH.search(place.reading.text):
            yield Hit(Place(f"questions[{number}].kind", "option", "date"), 0, len("date"), mend="number")


RULE = Rule(
    id="P4",
    verdict="fix",
    reason=(
        "生年月日や誕生日そのものは求められません。年代か生まれた年なら尋ねることができます。",
        "The exact date of birth may not be asked; an age band or the year of birth may.",
    ),
    find=find,
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
                {"id": "q", "kind": "date", "text": "あなたはいつ生まれましたか？", "required": False}
            ]
        },
        {"questions": [{"id": "q", "kind": "date", "text": "When is your birthday?", "required": True}]},
    ),
    passes=(
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
                {"id": "q", "kind": "date", "text": "最後に映画館へ行った日はいつですか", "required": False}
            ]
        },
    ),
)
