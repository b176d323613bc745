"""F0: a question that is nothing but a variable, or whose own words say nothing of what is asked."""

from collections.abc import Iterator

from screening_policy.frames import VARIABLE, says_nothing
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene


def find(scene: Scene) -> Iterator[Hit]:
    """Questions that only their items, or nobody, could explain."""
    for place in scene.of("question"):
        options = scene.options_of(place.question)
        if says_nothing(place.text, tuple(option.text for option in options)) and (
            VARIABLE.search(place.text) or not options
        ):
            yield Hit(place, 0, len(place.reading.text))


def _order(text: str, *options: str) -> dict[str, object]:
    return {
        "questions": [
            {"id": "q", "kind": "single", "text": text, "options": list(options), "required": False}
        ]
    }


RULE = Rule(
    id="F0",
    verdict="human",
    reason=(
        "質問文そのものから何を尋ねているのかが分からないため、担当者が確認します。",
        "The question's own words do not say what is asked, so a person must look at it.",
    ),
    find=find,
    found=(
        "{text}",
        " {question} ",
        "「{質問}」",
        "{a} {b}",
        "Q1. {text}",
        "Please answer: {question}",
        "次の質問に答えてください：{question}",
        "以下にお答えください。\n{text}",
        "Please answer the following question. {q}",
        "{question}を読んで回答してください",
        "回答をお願いします",
        "Please answer.",
        "",
        "???",
        "Daily question: {a}",
        "こんにちは。{a}",
        "Survey: {a}",
        "プロフィール：{a}",
        "クイズ：{a}",
        "About you: {a}",
        "本日の質問：{a}",
        "プロフィールを教えてください：{a}",
        "{foo\nbar}",
        _order("{text}", "Yes", "No"),
        _order("選んでください：{選択}", "A", "B"),
    ),
    passes=(
        "Title in {scan}",
        "Type the text of {card}",
        "看板 {image} に書かれている店名",
        "レビュー：{text} 良い点",
        "Does {text} entail {hypothesis}?",
        "この文章の感情を選んでください：{text}",
        "What is the sentiment of this tweet? {text}",
        "{text} の印象を教えてください",
        "次の商品はどの分類に入りますか：{product}",
        "Is {a} larger than {b}?",
        "Which animal is this? {image}",
        "{word}の反対語は何ですか",
        "Translate into English: {text}",
        "{text}は正しいですか",
        "好きな色は？",
        "How are you feeling?",
        _order("Positive or negative? {text}", "positive", "negative"),
        _order("選んでください", "犬", "猫"),
        _order("Choose one.", "cats", "dogs"),
    ),
)
