"""B2: instructions that are missing, or that contradict the questions."""

import re
from collections.abc import Iterator
from typing import Any

from screening_policy.asked import Asked
from screening_policy.clashing import AT_LENGTH, MANY, ONE, PICKING, PICKS
from screening_policy.contradictions import clashes_in
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Place, Scene, is_japanese, listed

_PLAIN = ("質問ごとの指示のとおりにお答えください。", "Answer each question as it says.")
_PLACEHOLDER = compiled(
    r"^[\W\d_]*(?:(?:todo|tbd|tba|fixme|xx+|lorem ipsum.{0,400}|n ?/? ?a|none|null|undefined"
    r"|test(?:ing)?|dummy|sample|placeholder|blank"
    r"|(?:insert|put|add|write|enter|your|fill in|replace|type)?(?: \w+){0,3} "
    r"?(?:instructions?|description|text|guidelines?)"
    r"(?: \w+){0,3}|to (?:be|come)(?: \w+){0,3}|coming soon|later|asdf\w*|abc|see above|same as above"
    r"|未定|みてい|準備中|作成中|検討中|後(?:で|ほど|日)(?:記入|書|追記|入力|記載"
    r"|決)[^。]{0,10}|仮|てすと|だみー|さんぷる|なし|無し|特になし|同上"
    r"|(?:ここに)?(?:説明|指示|手順|案内|本文|作業内容|文章|てきすと|内容)(?:文|書)?(?:を|が"
    r"|は)?(?:ここに)?(?:入力|記入|書|入れ|入り|挿入|追加|記載)?[^。がのに]{0,6}|あああ+|〇〇+"
    r"|△+)[\W\d_]*){1,4}$"
)
_WANTED = (ONE, MANY, PICKS, AT_LENGTH)
_STUB = compiled(r"^\W{0,4}(?:todo|tbd|tba|fixme|wip)\b")
_LATER = compiled(
    r"(?:説明|手順|進め方|すすめ方|やり方|指示|詳細|詳しく|くわしく|案内|回答方法|作業内容|要領"
    r"|原稿)[^。]{0,16}(?:後日|のち(?:ほど|に)|後(?:ほど|で)"
    r"|追って|あとで|まだ|未(?:定|記入|作成|完|入力)|準備中|作成中|決まり次第|別途|追記|いれる|かく)"
    r"|(?:まだ|後で|あとで)(?:かい|書い|かき|書き)(?:ていません|てない|ます|込)"
    r"|\b(?:instructions?|details?|explanations?|guidelines?|description|what to do"
    r"|text)\b[^.]{0,24}\b(?:will|to|shall|is|are|being)"
    r" (?:follow|be|come|not|still|pending|missing|added|written|drafted)|\b(?:instructions?"
    r"|details) (?:later|pending|missing|soon|here)"
    r"|\bmore (?:information|info|details) (?:later|soon|to come)|\bsee (?:above|below|separate \w+)\W{0,3}$"
)
# What is only said to differ from question to question.
_VARIES = compiled(
    r"(?:質問|設問|問い?)(?:ごと|によって|により|次第)(?!の指示)|(?:質問|設問)文?(?:の|に(?:ある|書かれた))指示(?:に|の)"
    r"|\b(?:differs?|varies|vary|depend(?:s|ing)? on|as) (?:from |by |in |the |each )*question"
    r"|\beach question (?:says|tells|states)"
)
_SAYS = compiled(
    r"\b(?:in|on|from) (?:the|each|this) (?:images?|pictures?|photos?|signs?|scans?|audio|clips?"
    r"|labels?)\b|ください|下さい|please|\b(?:read|choose|answer|select|look|think|listen|write"
    r"|rate)\b"
)


def find(scene: Scene) -> Iterator[Hit]:
    """Questions of a wrong kind, then instructions that say nothing or that contradict questions."""
    yield from _of_wrong_kind(scene)
    place = next((place for place in scene.of("instructions") if place.where == "instructions"), None)
    if place is None:
        return
    text = place.reading.text
    plain = _PLAIN[0 if scene.japanese else 1]
    if not any(char.isalnum() for char in text) or (len(text) < 500 and _is_placeholder(place)):
        yield Hit(place, 0, len(text), offer=plain)
        return
    clashes = clashes_in(place)
    if not clashes:
        return
    asked, first_one = Asked(scene), True
    for first, last in place.sentences():
        words = text[first:last]
        if not _VARIES.search(words) and any(clash(words, asked) for clash in clashes):
            first += len(words) - len(words.lstrip())
            yield Hit(place, first, last, mend=_PLAIN[0 if is_japanese([words]) else 1] if first_one else "")
            first_one = False


def _of_wrong_kind(scene: Scene) -> Iterator[Hit]:
    """Questions that want several answers, one, or sentences where their kind takes none of it."""
    for place in scene.of("question"):
        question = listed(scene.order, "questions")[place.question or 0]
        kind = question.get("kind")
        if kind not in ("single", "multi", "rating", "number") or not any(map(place.search, _WANTED)):
            continue
        one, many = place.search(ONE), place.search(MANY) and place.search(PICKING)
        if kind in ("rating", "number"):
            other = "text" if place.search(AT_LENGTH) and not place.reading.text.startswith("{") else None
        elif kind == "single":
            other = "multi" if many or place.search(PICKS) else None
        else:
            other = "single" if one and not many else None
        if other:
            offer = None if one and many else f"kind: {other}"
            yield Hit(place, 0, len(place.reading.text), offer=offer)


def _apply(order: dict[str, Any], where: str, rewrite: str) -> bool:
    """Give a question the kind that its words ask for."""
    number, kind = re.fullmatch(r"questions\[(\d+)\]\.text", where), rewrite.removeprefix("kind: ")
    if number is None or kind == rewrite:
        return False
    order["questions"][int(number[1])]["kind"] = kind
    return True


def _is_placeholder(place: Place) -> bool:
    text = place.reading.text
    if place.search(_PLACEHOLDER) is not None and not _SAYS.search(text):
        return True
    sentences = [text[slice(*ends)] for ends in place.sentences()]
    if place.search(_STUB) is not None and len(sentences) == 1:
        return True
    return place.search(_LATER) is not None and all(
        _LATER.search(sentence) for sentence in sentences if any(char.isalnum() for char in sentence)
    )


def _order(instructions: str, *questions: tuple[str, str]) -> dict[str, object]:
    asked = [
        {"id": f"q{n}", "kind": kind, "text": text, "required": False}
        | ({"options": ["赤", "青", "黄"]} if kind in ("single", "multi") else {})
        for n, (kind, text) in enumerate(questions or (("text", "好きな色は？"),))
    ]
    return {"instructions": instructions, "questions": asked}


RULE = Rule(
    id="B2",
    verdict="fix",
    reason=(
        "作業の説明がないか、質問の内容と食い違っています。",
        "The instructions are missing, or they contradict the questions.",
    ),
    find=find,
    apply=_apply,
    found=(
        _order(""),
        _order(" 　 "),
        _order("\u200b\u200b"),
        _order("---"),
        _order("TODO"),
        _order("[insert instructions here]"),
        _order("（ここに説明を入力）"),
        _order("未定"),
        _order("答えは一つだけ選んでください。", ("multi", "好きな色をすべて選んでください")),
        _order("Choose only one answer.", ("multi", "Which colours do you like? Choose all that apply.")),
        _order("選ぶだけのアンケートです。", ("text", "その理由を文章で書いてください")),
        _order("You do not need to write any text.", ("text", "Explain in your own words.")),
        _order("質問は全部で5問です。", ("text", "好きな色は？"), ("text", "好きな花は？")),
        _order("There are three questions.", ("text", "Which colour do you like?")),
        _order("Write your answers in English only.", ("text", "Describe it. Answer in Japanese.")),
        _order("10字以内でお書きください。", ("text", "感想を100字以上で書いてください")),
        _order("1 means excellent and 5 means poor.", ("rating", "How was it? (5 = excellent, 1 = poor)")),
        _order("空欄は認めません。", ("text", "夢はありますか。書かなくてもかまいません。")),
        _order("録音を聞いて書き起こしてください。", ("single", "好きな番組はどれですか")),
        _order("Upload a photo of the shelf.", ("single", "Which shelf do you like?")),
        _order("TODO: write instructions here"),
        _order("進め方は後日お知らせします。"),
        _order("2つ選んでください。", ("single", "好きな色は？")),
        _order("単一選択です。", ("multi", "好きな色は？")),
        _order("回答は中国語でお願いします。", ("text", "感想を日本語で書いてください。")),
        _order("金額は円で入力してください。", ("number", "食費をドルで入力してください。")),
        _order("平日のことだけをお答えください。", ("single", "土日の朝の気分は何色ですか。")),
        _order("はい・いいえでお答えください。", ("single", "好きな色は？")),
        _order("すべての設問に0点から100点でお答えください。", ("single", "好きな色は？")),
        _order("Rank the colours from best to worst.", ("single", "Which colour do you like?")),
        _order("理由は書かないでください。", ("text", "好きな色とその理由を書いてください。")),
        _order("別紙の手順書に従ってください。", ("text", "好きな色は？")),
        _order("Draw a box around every car.", ("single", "Which colour do you like?")),
        _order("Keep it to one word.", ("text", "Write at least three sentences about a colour.")),
        _order("この1週間のことについてお答えください。", ("single", "過去1年間で着た色は？")),
        _order("Think about the last month only.", ("single", "In the past year, what did you wear?")),
        _order("金額は万円単位で入力してください。", ("number", "画材の費用を円単位で入力してください")),
        _order("Distances in kilometres, please.", ("number", "How many miles do you walk?")),
        _order("一つだけ選んでください。複数選択は無効です。", ("multi", "好きな色をすべて選んでください")),
        _order("ネタバレになるので内容は書かないでください。", ("text", "映画の内容を書いてください")),
        _order("Keep answers under ten words.", ("text", "Describe a colour in at least 50 words.")),
        _order("順にお答えください。", ("single", "好きな色を2つ選んでください。")),
        _order("順にお答えください。", ("multi", "好きな色を一つだけ選んでください。")),
    ),
    passes=(
        _order("一つ選ぶだけです。", ("single", "好きな色は？")),
        _order("Read."),
        _order("思ったままをお答えください。"),
        _order("あてはまるものをいくつでも選んでください。", ("multi", "好きな色はどれですか")),
        _order("答えは一つだけ選んでください。", ("single", "好きな色は？")),
        _order("設問は2問です。", ("text", "好きな色は？"), ("text", "好きな花は？")),
        _order("There is one question.", ("text", "Which colour do you like?")),
        _order("Write your answers in English.", ("text", "Describe your favourite colour.")),
        _order("100字以内でお書きください。", ("text", "感想を20字以上で書いてください")),
        _order("1 means poor and 5 means excellent.", ("rating", "How was it? (1 = poor, 5 = excellent)")),
        _order("録音を聞いて書き起こしてください。", ("text", "録音 {clip} では何と言っていますか")),
        _order("Upload a photo of the shelf.", ("photo", "Please send one photo of the shelf.")),
        _order("Look at the picture.", ("single", "Which colour has the picture?")),
        _order("問1で「赤」を選んだ方は終了です。", ("single", "問1 好きな色は？"), ("text", "問2 理由は？")),
        _order("Answer one of the three questions a day.", ("text", "Which colour do you like?")),
        _order("写真を見てお答えください。", ("single", "好きな色は？")),
        _order("日本語でも英語でもかまいません。", ("text", "Write in English: which colour do you like?")),
        _order("平日と休日に分けて伺います。", ("single", "休日に着る色は？")),
        _order("ほとんどは「はい」「いいえ」で答えられます。", ("single", "好きな色は？")),
        _order("お名前は書かないでください。", ("text", "好きな色の名前を書いてください。")),
        _order("説明書を読む習慣について伺います。", ("single", "好きな表紙の色は？")),
        _order("Count roughly, that is enough.", ("number", "How many colours do you know?")),
        _order("質問ごとに「一つだけ」「すべて」の指示が違います。", ("single", "一つだけ：好きな色")),
        _order("Type the text in the image.", ("text", "What does the image {img} say?")),
        _order(
            "最近の買い物について教えてください。",
            ("single", "この1年で買った色は？"),
            ("single", "この1か月で買った色は？"),
        ),
        _order("この1か月の買い物について教えてください。", ("single", "この1か月で買った色は？")),
        _order("You may answer in miles or kilometres.", ("text", "How far do you walk to see colours?")),
    ),
)
