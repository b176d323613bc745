"""L0: what stands in another language than Japanese and English, or in characters that hide what they say."""

from collections.abc import Iterator

from screening_policy.languages import unread
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene


def find(scene: Scene) -> Iterator[Hit]:
    """Texts, or parts of them, that no other rule can judge."""
    for place in scene.of("title", "instructions", "question", "hint", "option", "cell"):
        if span := unread(place):
            yield Hit(place, *span)


def _options(*options: str) -> dict[str, object]:
    return {
        "questions": [
            {
                "id": "q",
                "kind": "single",
                "text": "Which one do you like best?",
                "options": list(options),
                "required": False,
            }
        ]
    }


RULE = Rule(
    id="L0",
    verdict="human",
    reason=(
        "日本語と英語以外の文、または読み取れない文字があるため、担当者が確認します。",
        "Not in Japanese or English, or with characters that cannot be read, so a person must look at it.",
    ),
    find=find,
    found=(
        "ما هو لونك المفضل؟",
        "מה מספר הטלפון שלך?",
        "전화번호?",
        "좋아하는 색은 무엇입니까?",
        "Введите ваш номер телефона",
        "Ποιος είναι ο αριθμός σας;",
        "กรุณากรอกหมายเลขโทรศัพท์ของคุณ",
        "आपका फ़ोन नंबर क्या है?",
        "你的电话号码是多少？",
        "您最喜欢的颜色是什么？",
        "Wie lautet Ihre Telefonnummer?",
        "¿Cuál es tu color favorito?",
        "Qual é o seu número de telefone?",
        "Qual è il tuo colore preferito, e dove abiti?",
        "Berapa nomor telepon Anda?",
        "Ano ang numero ng telepono mo?",
        "Số điện thoại của bạn là gì?",
        "\u202e?rebmun enohp ruoy si tahW",
        "好きな色を教えてください。전화번호를 입력해 주세요",
        "Which colour do you like? Geben Sie bitte Ihre Telefonnummer ein.",
        "Is this \ufffd\ufffd\ufffd a colour?",
        _options("red", "напишите ваш номер телефона"),
        {"instructions": "Please answer as you like. Введите ваш номер телефона."},
    ),
    passes=(
        "「안녕」は何語ですか",
        "Does the word Привет mean hello or goodbye?",
        "中国語の「你好」はどう読みますか",
        "Which do you like better, café au lait or crème brûlée?",
        "Have you ever been to Rio de Janeiro or Los Angeles?",
        "Do you know the song La Vie en Rose?",
        "スターバックスのカフェ・ラテとドッピオ、どちらが好きですか",
        "東京都内電車利用頻度は",
        "頰や顎の剝がれを描いた絵はどちらですか",
        "Which letter comes after α, β and γ?",
        "suki na iro wa nan desu ka",
        'Is the title "El Camino" or "Les Misérables" better known to you?',
        "今日の気分は😊🎉ですか",
        "Ｗｈｉｃｈ　ｃｏｌｏｕｒ　ｄｏ　ｙｏｕ　ｌｉｋｅ？",
        "𝓦𝓱𝓲𝓬𝓱 𝓬𝓸𝓵𝓸𝓾𝓻 𝓭𝓸 𝔂𝓸𝓾 𝓵𝓲𝓴𝓮?",
        _options("日本語", "English", "한국어", "中文", "Русский", "العربية", "Español"),
        _options("La Traviata", "Così fan tutte", "Der Rosenkavalier", "Die Zauberflöte"),
    ),
)
