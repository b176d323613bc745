"""S3: a personal question that is compulsory, cannot be declined, or screens the member out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from screening_policy import special_care
from screening_policy.around.care import CARE
from screening_policy.around.intimate import INTIMATE
from screening_policy.around.personal import PERSONAL
from screening_policy.clues import told_around
from screening_policy.declining import ALL_REQUIRED, DECLINES, EXIT, FORBIDS, closes, declines
from screening_policy.facts import told_of_in
from screening_policy.patterns import compiled
from screening_policy.personal import AGE, FAMILY, MONEY, SEX, THINGS, TOLD_BY_OPTION
from screening_policy.reading import fold
from screening_policy.rule import Rule
from screening_policy.rules import s2_intimate
from screening_policy.scene import Hit, Place, Scene, is_japanese, listed

_NEXT = 40
_OPTIONAL = "required: false"
_STAYS = "screens_out: none"
_DECLINE = ("答えたくない", "Prefer not to answer")
_FREE = (
    "個人的な質問には答えないことも選べます。報酬は変わりません。",
    "You may decline any personal question, and your pay stays the same.",
)
_BAND = compiled(
    r"[0-9]\s?(?:-|~|–|〜|to|and|or)\s?[0-9]?|[0-9]+\s?(?:代|歳?以上|歳?以下|歳?未満|\+|s$)|under|over"
    r"|older|younger|teens|以上|未満|年代|band|range|decade"
)
_REMARK = compiled(r"\s*[(\[【〔][^)\]】〕]{1,60}[)\]】〕]|\s*[→⇒\-–—:;,]+.{1,60}$")
_FACTS = (SEX, MONEY, FAMILY, AGE, *special_care.FACTS, *s2_intimate.FACTS)
_AROUND = (*PERSONAL, *CARE, *INTIMATE)
_EXITING = tuple(fact for fact in _FACTS if fact is not AGE)  # an age gate is allowed
_GROUP = compiled(
    r"独り身|ひとり身|お相手|男性|女性|既婚|未婚|独身|主婦|\b(?:wo)?m[ae]n\b|\b(?:fe)?males?\b"
    r"|\b(?:un)?married\b|\bparents?\b|\bearn(?:s|ing)?\b|\bchildless\b"
)
_FREELY = compiled(
    r"optional|if you (?:like|wish|want|do not mind|don't mind)|voluntar|任意|差し支えなければ|よろしければ"
    r"|答えなくても|書かなくても|自由です"
)
_OWN_SEX = compiled(
    r"^\W*(?:i am |i'm )?(?:a )?(?:(?:独身|既婚|未婚)の|(?:single|married"
    r"|unmarried) )?(?:男性?|女性?|male|female|m[ae]n|wom[ae]n|boy|girl|m|f"
    r"|guy|gal|bloke|lady|gent|gentleman|mister|mr|mrs|ms|miss|mx|sir|madam|feminine|masculine"
    r"|おとこ(?:のひと|の人|のこ|の子)?|おんな(?:のひと|の人|のこ|の子)?|男の(?:人"
    r"|子|方)|女の(?:人|子|方)|男子|殿方|ご?婦人|紳士|淑女|奥方"
    r"|女子)\W*$"
)
_OF_SOMEBODY_SHOWN = compiled(
    r"画像|写真|登場|話者|声|音声|動画|その人|この人|歌手|\{|voice|picture|image|photo|speaker"
    r"|character|person (?:in|shown)|narrator|singer|\b(?:drawings?|toys?|article|advert|ads?|drama"
    r"|film|text|(?:which|best|good) titles?|tracks?"
    r"|songs?|novel|odd one|should|rooms?|tickets?|labels?|gifts?|sells?|sold|section|clothes|perfume"
    r"|mascots?|cartoons?|dolls?|avatars?|robots?|emojis?|insects?|birds?|animals?|statue|portrait|whose|aimed|audience|target\w*|magazine|cover|toilet|sign|words?|story|play)\b"
)


def find(scene: Scene) -> Iterator[Hit]:
    """Compulsory personal questions without a way out, instructions that close it, and exits through them."""
    personal, closed = False, list(_closed(scene))
    around = {id(hit.place): hit for hit in told_around(scene, *_AROUND)}
    for place in scene.of("question", "hint", "cell", "rendered"):
        question = _question_of(scene, place)
        hit = _personal(place, question) or around.get(id(place)) or _in_options(scene, place)
        if hit is None:
            continue
        personal = True
        is_question = place.kind == "question"
        if (question.get("required") is not False or closed) and not can_decline(question):
            yield replace(hit, offer=way_out(place, question) if is_question else None)
        elif listed(question, "screens_out"):
            yield replace(hit, offer=_STAYS if is_question else None)
        yield from _exits(scene.options_of(place.question))
    yield from _asked_elsewhere(scene)
    if personal:
        yield from closed
        yield from _exits_told(scene)


def _question_of(scene: Scene, place: Place) -> Mapping[str, Any]:
    """The question that shows the place; of a cell the first that shows its column and cannot be declined."""
    questions = listed(scene.order, "questions")
    if place.question is not None:
        return questions[place.question]  # type: ignore[no-any-return]
    variable = "{" + place.where.partition(".")[2] + "}"
    showing = [question for question in questions if variable in str(question.get("text"))]
    firm = (q for q in showing if q.get("required") is not False and not can_decline(q))
    return next(firm, showing[0] if showing else {})


def _asked_elsewhere(scene: Scene) -> Iterator[Hit]:
    """Requests outside the questions, where there is nothing to decline with."""
    for place in scene.of("title", "instructions", "option"):
        for hit in THINGS.asked(place):
            first, last = place.sentence(hit.start, hit.end)
            sentence = place.reading.text[first:last]
            if not (_FREELY.search(sentence) or DECLINES.search(sentence) or FORBIDS.search(sentence)):
                yield hit if place.kind == "option" else _told(place, first, last)


def _personal(place: Place, question: Mapping[str, Any]) -> Hit | None:
    options = [fold(option).strip() for option in listed(question, "options") if isinstance(option, str)]
    text = place.reading.text
    for fact in told_of_in(place, _FACTS):
        for hit in fact.in_question(place):
            if fact is AGE and (_BAND.search(text) or any(_BAND.search(option) for option in options)):
                continue
            return hit
    if (
        sum(bool(_OWN_SEX.match(option)) for option in options) > 1
        and not _OF_SOMEBODY_SHOWN.search(text)
        and text
    ):
        return Hit(place, 0, len(text))
    return None


def _in_options(scene: Scene, place: Place) -> Hit | None:
    """The question, when its options tell of the member what it does not ask."""
    if place.kind != "question":
        return None
    told = sum(option.search(TOLD_BY_OPTION) is not None for option in scene.options_of(place.question))
    if told < 2 or _OF_SOMEBODY_SHOWN.search(place.reading.text):
        return None
    return Hit(place, 0, len(place.reading.text))


def can_decline(question: Mapping[str, Any]) -> bool:
    """Whether the question or one of its options offers a way out."""
    text = question.get("text")
    if isinstance(text, str):
        if declines(text):
            return True
        if closes(fold(text), ""):
            return False
    return any(declines(option) for option in listed(question, "options") if isinstance(option, str))


def way_out(place: Place, question: Mapping[str, Any]) -> str:
    """What lets a member decline the question."""
    if not listed(question, "options"):
        return _OPTIONAL
    return _DECLINE[0 if is_japanese([place.text, *map(str, question["options"])]) else 1]


def _closed(scene: Scene) -> Iterator[Hit]:
    """Sentences that forbid to decline or to leave a question out."""
    for place in scene.of("title", "instructions"):
        if not (place.search(ALL_REQUIRED) or place.search(DECLINES)):
            continue
        for first, last in place.sentences():
            text = place.reading.text
            if closes(text[first:last], text[last : last + _NEXT]):
                yield _told(place, first, last)


def _exits_told(scene: Scene) -> Iterator[Hit]:
    """Sentences that end the work for some answer to a personal question."""
    for place in scene.of("title", "instructions"):
        for first, last in place.sentences():
            sentence = place.reading.text[first:last]
            if EXIT.search(sentence) and (
                _GROUP.search(sentence) or any(fact.mentioned(sentence) for fact in _EXITING)
            ):
                yield _told(place, first, last)


def _told(place: Place, first: int, last: int) -> Hit:
    sentence = place.reading.text[first:last]
    first += len(sentence) - len(sentence.lstrip())
    return Hit(place, first, last, mend=_FREE[0 if is_japanese([sentence]) else 1])


def _exits(options: list[Place]) -> Iterator[Hit]:
    for option in options:
        text = option.reading.text
        if EXIT.search(text):
            remark = _REMARK.search(text)
            mended = remark.span() if remark and remark.start() > 0 else None
            yield Hit(option, 0, len(text), mend="" if mended else None, mended=mended)


def _apply(order: dict[str, Any], where: str, rewrite: str) -> bool:
    """Let the question at `where` be declined, by one more option or by leaving it open; it ends no work."""
    if not (number := re.fullmatch(r"questions\[(\d+)\]\.text", where)):
        return False
    question = order["questions"][int(number[1])]
    question.pop("screens_out", None)
    if rewrite == _OPTIONAL:
        question["required"] = False
    elif rewrite != _STAYS:
        question["options"] = [*question["options"], rewrite]
    return True


def _one(
    text: str, *options: str, required: bool = True, kind: str = "single", **order: object
) -> dict[str, object]:
    question = {"id": "q", "kind": kind, "text": text, "options": list(options), "required": required}
    return {"questions": [question], **order}


def _ending(text: str, *options: str) -> dict[str, object]:
    """The second option ends the work."""
    question = {"id": "q", "kind": "single", "text": text, "options": list(options)}
    return {"questions": [{**question, "screens_out": [options[1]]}]}


RULE = Rule(
    id="S3",
    verdict="fix",
    reason=(
        "個人的な質問に、答えないという選択肢がありません（または答えないことや対象外の扱いで不利になり"
        "ます）。",
        "A personal question must leave a way to decline, and may not screen a member out.",
    ),
    find=find,
    apply=_apply,
    found=(
        _one("性別を教えてください", "男性", "女性"),
        _one("あなたの年収はどのくらいですか", "300万円未満", "300万円以上", "わからない"),
        _one("結婚していますか", "はい", "いいえ"),
        _one("お子さまはいますか", "いる", "いない"),
        _one("年齢を入力してください", kind="number"),
        _one("何歳ですか", kind="text"),
        _one("世帯年収をお答えください", "500万円未満", "500万円以上"),
        _one("貯蓄額を教えてください", "100万円未満", "100万円以上"),
        _one("せ い べ つ は？", "男", "女"),
        _one("あてはまるものを選んでください", "男性", "女性"),
        _one("What is your gender?", "Male", "Female"),
        _one("What is your annual income?", "Below 3 million", "Above 3 million", "Don't know"),
        _one("Are you married?", "Yes", "No"),
        _one("Do you have children?", "Yes", "No"),
        _one("How old are you?", kind="number"),
        _one("Household inc0me", "low", "high"),
        _one("持病はありますか", "はい", "いいえ"),
        _one("What is your religion?", "Buddhism", "Other"),
        {
            "questions": [
                {"id": "q", "kind": "single", "text": "Your marital status", "options": ["Single", "Married"]}
            ]
        },
        _one(
            "年収は？", "低い", "高い", "答えたくない", instructions="「答えたくない」は選ばないでください。"
        ),
        _one(
            "Your salary?",
            "low",
            "high",
            "Prefer not to say",
            instructions='Do not choose "Prefer not to say".',
        ),
        _one(
            "性別は？", "男性", "女性", required=False, instructions="全問必須です。すべて回答してください。"
        ),
        _ending("結婚していますか", "はい", "いいえ", "答えたくない"),
        _ending("結婚していますか", "はい", "いいえ"),
        _ending("What is your gender?", "Male", "Female", "Prefer not to say"),
        _one("結婚していますか", "はい", "いいえ（ここで終了）", "答えたくない"),
        _one("Are you married?", "Yes", "No (the survey ends)", "Prefer not to answer"),
        _one(
            "性別は？",
            "男性",
            "女性",
            "回答しない",
            instructions="男性の方は対象外です。女性のみ性別の後へ進みます。",
        ),
    ),
    passes=(
        _one("性別を教えてください", "男性", "女性", "答えたくない"),
        _ending("この商品を使ったことがありますか", "はい", "いいえ"),
        _ending("Have you ever used this product?", "Yes", "No"),
        _one("What is your gender?", "Male", "Female", "Prefer not to say"),
        _one("年収を教えてください", "300万円未満", "300万円以上", "回答しない"),
        _one("What is your annual income?", "Below 3 million", "Above", "I would rather not answer"),
        _one("年収を教えてください", kind="number", required=False),
        _one("年代を教えてください", "20代", "30代", "40代以上"),
        _one("How old are you?", "18-29", "30-49", "50 or older"),
        _one("年齢を選んでください", "20〜29歳", "30〜39歳"),
        _one("お住まいの都道府県はどこですか", "東京都", "大阪府"),
        _one("世帯人数を教えてください", "1人", "2人以上"),
        _one("Which industry do you work in?", "Trade", "Services"),
        _one("最終学歴を教えてください", "高校", "大学"),
        _one("画像の人物の性別を選んでください", "男性", "女性"),
        _one("What is the gender of the person in the picture?", "Male", "Female"),
        _one("男女の役割分業についてどう思いますか", "賛成", "反対"),
        _one("Is this toy made for children?", "Yes", "No"),
        _one("Should income tax be lower?", "Yes", "No"),
        _one("結婚式の料理で好きなものは？", "和食", "洋食"),
        _one("生まれた年（西暦）を教えてください", kind="number"),
        _one("好きな色は？", "赤", "青", instructions="すべての質問に回答してください。"),
    ),
)
