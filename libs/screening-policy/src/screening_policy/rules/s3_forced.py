"""S3: a personal question that is compulsory, cannot be declined, or screens the member out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from screening_policy.patterns import compiled
from screening_policy.personal import AGE, FAMILY, MONEY, SEX, THINGS
from screening_policy.reading import fold, read
from screening_policy.rule import Rule
from screening_policy.rules import s1_special_care
from screening_policy.scene import Hit, Place, Scene, is_japanese, listed

_OPTIONAL = "required: false"
_DECLINE = ("答えたくない", "Prefer not to answer")
_FREE = (
    "個人的な質問には答えないことも選べます。報酬は変わりません。",
    "You may decline any personal question, and your pay stays the same.",
)
_BAND = compiled(
    r"[0-9]\s?(?:-|~|–|〜|to|and|or)\s?[0-9]?|[0-9]+\s?(?:代|歳?以上|歳?以下|歳?未満|\+|s$)|under|over"
    r"|older|younger|teens|以上|未満|年代|band|range|decade"
)
_DECLINES = compiled(
    r"(?:prefer|rather|choose|wish|want|like)(?: \w+){0,2} not|not (?:to )?(?:say|answer|disclose"
    r"|state|share|tell)|decline|no answer|no comment|do ?n[o']?t (?:want|wish|care)|skip(?: this"
    r"| the)?(?: question)?|refuse"
    r"|(?:答え|言い|教え|回答し|応え|申し上げ|明かし|開示し|選び)たく(?:ない|ありません|は)|(?:回答"
    r"|返答|開示)(?:を|は)?(?:しない|し?ません|控え|差し控え|拒否|辞退|遠慮)|答えない|無回答"
    r"|のーこめんと|お?答え(?:できません|しません|を控え|は控え)|こたえたくない|いいたくない|秘密"
    r"|非公開|すきっぷ|ぱす(?:する|$)|遠慮し|控え(?:ます|たい|させ)"
)
_FORBIDS = compiled(
    r"(?:do not|don't|never|must not|cannot|can't|not allowed|not accepted|not (?:be )?(?:paid|valid"
    r"|permitted)|invalid|rejected|forbidden|disqualif\w*|excluded|void|unpaid|avoid)|選ばない"
    r"|選択しない|不可|無効|禁止|できません|認め(?:ません|ない)|しないで|除外|却下|非承認|支払われ"
    r"|支払い?ません|対象外|だめ|ご遠慮|お控え|困ります"
)
_ALL = compiled(
    r"(?:answer|complete|fill)(?: in| out)? (?:all|every|each)(?: \w+){0,4}? (?:questions?|fields?"
    r"|items?)|(?:all|every) (?:\w+ )?(?:questions?|fields?|items?) (?:are|is"
    r"|must)(?: be)? (?:required|mandatory|compulsory|answered|filled|completed)|(?:no|not"
    r"|never)(?: \w+){0,3} (?:blank|skip\w*|empty)|skipping(?: \w+){0,3} not|(?:do not|don't) skip"
    r"|(?:全問|全て|すべて|全部)(?:の)?(?:質問|設問|項目|問い)?(?:に|が|は|を)?[^。]{0,6}?(?:必須|必ず"
    r"|お答え|答えて|回答(?:して|必須|が必要|し)|記入|入力)|(?:空欄|未回答|未記入|無回答"
    r"|すきっぷ)[^。]{0,8}?(?:不可|無効|禁止|できません|認め|しないで|却下|対象外|ないよう|だめ)"
)
_EXIT = compiled(
    r"(?:survey|task|questionnaire|study|job)(?: \w+){0,2} (?:ends?|over|finish\w*|stops?|terminat\w*)"
    r"|(?:end|exit|leave|stop|close|quit)(?: \w+){0,2} (?:survey|task|here|questionnaire|study|now)"
    r"|screen(?:ed|s|ing)? out|disqualif\w*|(?:do|does|will|are|is) not (?:qualify|eligible)"
    r"|not eligible|no further questions"
    r"|対象外|(?:ここで|こちらで|その時点で|あんけーと(?:は|を)?|調査(?:は|を)?|回答(?:は"
    r"|を)?)[^。]{0,4}?(?:終了|終わり|おしまい)|終了(?:です|し(?:て|ます)|となり)|足切り"
    r"|すくりーにんぐ(?:あうと|落ち)|回答(?:不要|いただけません)|お?引き取り|失格"
)
_REMARK = compiled(r"\s*[(\[【〔][^)\]】〕]{1,60}[)\]】〕]|\s*[→⇒\-–—:;,]+.{1,60}$")
_FACTS = (SEX, MONEY, FAMILY, AGE, *s1_special_care.FACTS)
_EXITING = tuple(fact for fact in _FACTS if fact is not AGE)  # an age gate is allowed
_GROUP = compiled(
    r"男性|女性|既婚|未婚|独身|主婦|\b(?:wo)?m[ae]n\b|\b(?:fe)?males?\b|\b(?:un)?married\b|\bparents?\b"
)
_FREELY = compiled(
    r"optional|if you (?:like|wish|want|do not mind|don't mind)|voluntar|任意|差し支えなければ|よろしければ"
    r"|答えなくても|書かなくても|自由です"
)
_OWN_SEX = compiled(r"^\W*(?:男性?|女性?|male|female|m[ae]n|wom[ae]n|おとこ|おんな)\W*$")
_OF_SOMEBODY_SHOWN = compiled(
    r"画像|写真|登場|話者|声|音声|動画|その人|この人|歌手|\{|voice|picture|image|photo|speaker"
    r"|character|person (?:in|shown)|narrator|singer"
)


def find(scene: Scene) -> Iterator[Hit]:
    """Compulsory personal questions without a way out, instructions that close it, and exits through them."""
    personal, closed = False, list(_closed(scene))
    for place in scene.of("question", "hint", "cell", "rendered"):
        question = listed(scene.order, "questions")[place.question or 0] if place.question is not None else {}
        hit = _personal(place, question)
        if hit is None:
            continue
        personal = True
        if (question.get("required") is not False or closed) and not _can_decline(question):
            yield replace(hit, offer=_offer(place, question) if place.kind == "question" else None)
        yield from _exits(scene.options_of(place.question))
    yield from _asked_elsewhere(scene)
    if personal:
        yield from closed
        yield from _exits_told(scene)


def _asked_elsewhere(scene: Scene) -> Iterator[Hit]:
    """Requests outside the questions, where there is nothing to decline with."""
    for place in scene.of("title", "instructions", "option"):
        for hit in THINGS.asked(place):
            first, last = place.sentence(hit.start, hit.end)
            sentence = place.reading.text[first:last]
            if not (_FREELY.search(sentence) or _DECLINES.search(sentence) or _FORBIDS.search(sentence)):
                yield hit if place.kind == "option" else _told(place, first, last)


def _personal(place: Place, question: Mapping[str, Any]) -> Hit | None:
    options = [fold(option).strip() for option in listed(question, "options") if isinstance(option, str)]
    text = place.reading.text
    for fact in _FACTS:
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


def _can_decline(question: Mapping[str, Any]) -> bool:
    return any(
        _DECLINES.search(read(option).text)
        for option in listed(question, "options")
        if isinstance(option, str)
    )


def _offer(place: Place, question: Mapping[str, Any]) -> str:
    if not listed(question, "options"):
        return _OPTIONAL
    return _DECLINE[0 if is_japanese([place.text, *map(str, question["options"])]) else 1]


def _closed(scene: Scene) -> Iterator[Hit]:
    """Sentences that forbid to decline or to leave a question out."""
    for place in scene.of("title", "instructions"):
        for first, last in place.sentences():
            sentence = place.reading.text[first:last]
            if _ALL.search(sentence) or (_DECLINES.search(sentence) and _FORBIDS.search(sentence)):
                yield _told(place, first, last)


def _exits_told(scene: Scene) -> Iterator[Hit]:
    """Sentences that end the work for some answer to a personal question."""
    for place in scene.of("title", "instructions"):
        for first, last in place.sentences():
            sentence = place.reading.text[first:last]
            if _EXIT.search(sentence) and (
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
        if _EXIT.search(text):
            remark = _REMARK.search(text)
            mended = remark.span() if remark and remark.start() > 0 else None
            yield Hit(option, 0, len(text), mend="" if mended else None, mended=mended)


def _apply(order: dict[str, Any], where: str, rewrite: str) -> bool:
    """Let the question at `where` be declined: by one more option, or by leaving it open."""
    if not (number := re.fullmatch(r"questions\[(\d+)\]\.text", where)):
        return False
    question = order["questions"][int(number[1])]
    if rewrite == _OPTIONAL:
        question["required"] = False
    else:
        question["options"] = [*question["options"], rewrite]
    return True


def _one(
    text: str, *options: str, required: bool = True, kind: str = "single", **order: object
) -> dict[str, object]:
    question = {"id": "q", "kind": kind, "text": text, "options": list(options), "required": required}
    return {"questions": [question], **order}


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
