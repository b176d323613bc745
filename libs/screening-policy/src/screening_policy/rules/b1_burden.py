"""B1: more than 10 minutes, matrices above 5 x 5, more than 30 questions, screening that screens nothing."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from screening_policy.lengths import counts_in, tables_in, times_in
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Place, Scene, is_japanese, listed

_MOST_MINUTES, _MOST_QUESTIONS, _SIDE = 10, 30, 5
_ENOUGH = (
    f"{_MOST_MINUTES}分で答えられるところまででかまいません。",
    f"What you can answer in {_MOST_MINUTES} minutes is enough.",
)
_TEN = (f"{_MOST_MINUTES}分", f"{_MOST_MINUTES} minutes")
_IN_ORDER = ("順にお答えください。", "Please answer the questions in order.")
_DROP, _SPLIT, _KEEP = "questions: without this one", "questions: split", f"questions: {_MOST_QUESTIONS}"
_SCREENS = compiled(
    r"すくりーにんぐ|ふるい(?:分け|わけ|にかけ)|(?:対象|該当)(?:者|の?(?:人|方"
    r"|かた))(?:の)?(?:を)?(?:選|絞|しぼ|確認|判定|抽出|見分)"
    r"|対象(?:になる)?か(?:どうか)?を|対象かどうか|資格(?:を)?(?:確認|判定)|参加条件(?:を"
    r"|の)?確認|条件確認|予備(?:調査|質問)"
    r"|事前(?:質問|確認|調査)|選別"
    r"|\bscreen(?:ing|er)\b|\bwho (?:may|can) take part|\bscreen-?out question|\bqualif(?:y"
    r"|ying|ication)\b|\beligib\w+"
    r"|\bpre-?screen\w*|\bfilter(?:ing)?(?: question)?"
)
_NOTHING = compiled(
    r"(?:どちら|どっち|どれ|いずれ|何|なに|どの(?:答え|回答|選択肢))(?:の|を|に|で)?(?:ご)?(?:選|回答"
    r"|お?答え|でも"
    r"|で(?:いら|あっ))[^。!?\n]{0,24}?"
    r"(?:進|同じ|続|変わ|次|全員|かまい|対象)|(?:全員|皆(?:様|さま|さん)?|みんな|みな(?:さま"
    r"|さん)?|誰でも|どなたも|回答者全て|すべての方)"
    r"[^。!?\n]{0,20}?(?:次|同じ|進|続け|対象|参加)|(?:答え|回答|結果)(?:に|の"
    r"|が)[^。!?\n]{0,8}?(?:関係なく|かかわらず|関わらず|よらず|問わず)"
    r"|同じく(?:次|つぎ)|(?:誰も|だれも|どなたも)(?:対象外|除外|落ち)|除外(?:は"
    r"|され)(?:しません|ません)|使いません|変わることはありません|(?:方|人|かた)も(?:そのまま|同じ|続け)"
    r"|\b(?:every|any|all|both|either|each|whichever)(?: of)?(?: the)? (?:answers?|options?"
    r"|one|choices?|way|replies|reply|you)\b"
    r"[^.!?\n]{0,40}?\b(?:same|go(?:es)? on|continues?|leads?|next|proceeds?|moves?|accepted|fine|qualif\w+)"
    r"|\b(?:nobody|no ?one|none)(?: \w+){0,2} (?:screened|excluded|removed|turned|filtered"
    r"|ruled)|every(?:one|body)(?: \w+){0,2} (?:sees|goes|continues|proceeds|moves"
    r"|qualifies|gets|takes|sees)|\b(?:regardless of|whatever) (?:you|your|the|what|they)|(?:not"
    r"|n't|never) (?:be )?(?:used to )?(?:exclude|screen|filter)"
    r"|does not matter|makes no difference"
)
_GOES_ON = compiled(
    r"(?:次|つぎ|続き|そのまま)[^。]{0,8}?(?:進|続|へ)|(?:go|continue|proceed|move|goes"
    r"|continues)(?: \w+){0,2} (?:on|to|next)?"
)
_EXITS = compiled(
    r"終了|終わり|対象外|おしまい|ここまで|以上です|\b(?:ends?|exit|leave|stop|screened out"
    r"|not (?:qualify|eligible)|thank you for)\b"
)
_BRACKETED = re.compile(r"[\[(【（][^\])】）]{0,80}[\])】）]")


def find(scene: Scene) -> Iterator[Hit]:
    """The estimate, the number of questions, each matrix, then questions and words about screening."""
    yield from _too_long(scene)
    for place in scene.of("question"):
        question = listed(scene.order, "questions")[place.question or 0]
        whole = (0, len(place.reading.text))
        if place.question == _MOST_QUESTIONS:
            yield Hit(place, *whole, offer=_KEEP)
        if _is_large(question):
            yield Hit(place, *whole, offer=_SPLIT)
        if _screens_nothing(scene, place):
            alone = len(listed(scene.order, "questions")) == 1
            yield Hit(place, *whole, offer=None if alone else _DROP)
    yield from _in_words(scene)
    yield from _told(scene)


def _too_long(scene: Scene) -> Iterator[Hit]:
    minutes = scene.order.get("estimated_minutes")
    if isinstance(minutes, int | float) and minutes > _MOST_MINUTES and _is_whole(scene):
        place = Place("estimated_minutes", "reward", str(minutes))
        yield Hit(place, 0, len(place.text), offer=str(_MOST_MINUTES))


def _in_words(scene: Scene) -> Iterator[Hit]:
    """What only words tell: the time that it takes, how many questions there are, how large a table is."""
    for place in scene.of("title", "instructions", "question"):
        for match in times_in(place):
            yield Hit(place, *match.span(), mend=_TEN[0 if is_japanese([place.text]) else 1])
        for match in counts_in(place):
            number = match.span("n" if match["n"] else "m")
            yield Hit(place, *match.span(), mend=str(_MOST_QUESTIONS), mended=number)
        yield from (Hit(place, *match.span()) for match in tables_in(place))


def _is_whole(scene: Scene) -> bool:
    """Whether the scene is the order itself, not a row of it."""
    return any(place.kind == "question" for place in scene.places)


def _is_large(question: Mapping[str, Any]) -> bool:
    rows = max(len(listed(question, "rows")), len(listed(question, "items")))
    columns = max(len(listed(question, "options")), len(listed(question, "columns")))
    return (question.get("kind") == "matrix" or rows > 0) and max(rows, columns) > _SIDE


def _screens_nothing(scene: Scene, place: Place) -> bool:
    """Whether a question is said to screen, and it is said or shown that all answers go on.

    One that names the options that end the work does screen, whatever it says.
    """
    text = place.reading.text
    question = listed(scene.order, "questions")[place.question or 0]
    if listed(question, "screens_out") or not place.search(_SCREENS):
        return False
    options = [option.reading.text for option in scene.options_of(place.question)]
    if _NOTHING.search(text) or (options and all(_GOES_ON.search(option) for option in options)):
        return True
    told = [text, *options, *(other.reading.text for other in scene.of("title", "instructions"))]
    is_named = bool(_BRACKETED.search(place.text)) or re.search("question|設問|質問", text)
    return bool(is_named) and bool(options) and not any(_EXITS.search(words) for words in told)


def _told(scene: Scene) -> Iterator[Hit]:
    """Sentences of the instructions that say that a screening question screens nothing."""
    for place in scene.of("title", "instructions"):
        if not (place.search(_SCREENS) and place.search(_NOTHING)):
            continue
        text, sentences = place.reading.text, place.sentences()
        for at, (first, last) in enumerate(sentences):
            if not _NOTHING.search(text[first:last]):
                continue
            begin = sentences[max(0, at - 1)][0]
            if not _SCREENS.search(text[first:last]) and _SCREENS.search(text[begin:first]):
                first = begin
            if _SCREENS.search(text[first:last]):
                first += len(text[first:last]) - len(text[first:last].lstrip())
                alone = not (text[:first] + text[last:]).strip()
                yield Hit(place, first, last, mend=_IN_ORDER[0 if scene.japanese else 1] if alone else "")


def _apply(order: dict[str, Any], where: str, rewrite: str) -> bool:
    """Shorten the estimate with a word to the members, or take away, split or drop questions."""
    if where == "estimated_minutes":
        order["estimated_minutes"] = _MOST_MINUTES
        told = str(order.get("instructions") or "")
        texts = [told, *(str(question.get("text")) for question in order["questions"])]
        enough = _ENOUGH[0 if is_japanese(texts) else 1]
        order["instructions"] = f"{told} {enough}" if told.strip() else enough
        return True
    number = re.fullmatch(r"questions\[(\d+)\]\.text", where)
    if number is None or rewrite not in (_KEEP, _DROP, _SPLIT):
        return False
    at = int(number[1])
    if rewrite == _KEEP:
        order["questions"] = order["questions"][:_MOST_QUESTIONS]
    elif rewrite == _DROP:
        del order["questions"][at]
    else:
        order["questions"][at : at + 1] = _split(order["questions"][at])
    return True


def _split(question: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The same asked by smaller matrices, or row by row where a row has many columns."""
    key = "rows" if listed(question, "rows") else "items"
    rows = list(listed(question, key))
    id_ = question.get("id")
    columns = list(listed(question, "options") or listed(question, "columns"))
    if len(columns) <= _SIDE:
        parts = [rows[at : at + _SIDE] for at in range(0, len(rows), _SIDE)]
        split = [{**question, key: part} for part in parts]
    else:
        left_out = {"rows", "items", "columns"}
        kept = {name: value for name, value in question.items() if name not in left_out}
        kept |= {"kind": "single", "options": columns}
        split = [{**kept, "text": f"{question.get('text')} — {row}"} for row in rows or ["1"]]
    if id_ is not None:
        split = [{**part, "id": f"{id_}-{at + 1}"} for at, part in enumerate(split)]
    return split


def _matrix(rows: int, columns: int, text: str = "Rate each of these.") -> dict[str, object]:
    names = [f"row {n}" for n in range(rows)]
    options = [f"level {n}" for n in range(columns)]
    return {"questions": [{"id": "m", "kind": "matrix", "text": text, "rows": names, "options": options}]}


def _many(count: int) -> dict[str, object]:
    texts = [f"Do you like fruit number {n}?" for n in range(count)]
    return {"questions": [{"id": f"q{n}", "kind": "text", "text": text} for n, text in enumerate(texts)]}


def _two(text: str, *options: str, **order: object) -> dict[str, object]:
    first = {"id": "q", "kind": "single", "text": text, "options": list(options)}
    return {"questions": [first, {"id": "r", "kind": "text", "text": "好きな色は？"}], **order}


_ENDING: dict[str, object] = {
    "id": "q",
    "kind": "single",
    "text": "Screening question: do you cook?",
    "options": ["Yes", "No"],
    "screens_out": ["No"],
}


def _long(minutes: float, **order: object) -> dict[str, object]:
    return {"estimated_minutes": minutes, "reward_points": 500, **order}


RULE = Rule(
    id="B1",
    verdict="fix",
    reason=(
        (
            "1件の負担が大きすぎます（10分以内、表は5×5まで、質問は30問まで、ふるい分けに使わ"
            "ない選別質問はなし）。"
        ),
        "This asks too much: at most 10 minutes, matrices of 5 x 5, 30 questions, and no idle screening.",
    ),
    find=find,
    apply=_apply,
    reshapes=True,
    found=(
        _long(11),
        _long(30),
        _long(10.5, instructions="思いつくことを書いてください。"),
        _matrix(6, 5),
        _matrix(5, 6),
        _matrix(12, 3, "それぞれ評価してください。"),
        _matrix(2, 9, "それぞれ評価してください。"),
        _many(31),
        _many(45),
        {"instructions": "所要時間は約20分です。"},
        {"instructions": "回答時間は２５分ほどです。ゆっくりお答えください。"},
        {"instructions": "This survey takes about 25 minutes."},
        {"instructions": "Please set aside half an hour."},
        {"instructions": "1件あたり40分かけて丁寧に作業してください。"},
        {"title": "約20分のアンケート"},
        {"title": "45-minute survey of colours"},
        {"instructions": "全48問です。"},
        "この動画（約25分）を最後まで見てから、感想を書いてください。",
        "縦9行、横7列の表のすべてのますに点数を入れてください。",
        _two(
            "車はありますか",
            "はい",
            "いいえ",
            instructions="問1は対象の方を選ぶ設問です。どの答えでも問2へ進みます。",
        ),
        _two("【対象者確認】車を持っていますか。どちらを選んでも次へ進みます。", "はい", "いいえ"),
        _two("スクリーニング設問：犬を飼っていますか", "はい（次へ進む）", "いいえ（次へ進む）"),
        _two("Screening question: do you cook? Every answer leads to the same survey.", "Yes", "No"),
        _two(
            "車はありますか",
            "はい",
            "いいえ",
            instructions="問1は対象者を選ぶ設問ですが、全員が次に進みます。",
        ),
    ),
    passes=(
        _long(10),
        _long(3.5),
        _matrix(5, 5),
        _matrix(1, 5),
        _matrix(4, 2, "それぞれ評価してください。"),
        _many(30),
        {"instructions": "所要時間は約5分です。"},
        {"instructions": "This takes about 10 minutes."},
        _two("【対象者確認】車を持っていますか。", "はい", "いいえ（ここで終了します）"),
        _two("Screening question: do you cook?", "Yes", "No (the survey ends)"),
        {"questions": [_ENDING, {"id": "r", "kind": "text", "text": "好きな色は？"}]},
        _two("犬を飼っていますか", "はい", "いいえ", instructions="問1で「いいえ」の方はそこで終了です。"),
        "健康のために30分歩くことはありますか",
        "Do you cook for more than 30 minutes a day?",
        "スクリーニングという言葉を知っていますか",
        "通勤に何分かかりますか",
        "Which screening of the film did you see?",
        {"instructions": "毎日30分歩く方に伺います。所要3分です。"},
        {"instructions": "回答は24時間以内に承認します。"},
        {"title": "30-minute meals"},
        "Is a 45-minute lunch break long enough?",
        "試験は50問と100問のどちらがよいですか",
    ),
)
