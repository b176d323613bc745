"""I1: sends the member elsewhere: forms, registration, apps, QR codes, contact outside, veiled links."""

from collections.abc import Iterator, Mapping
from typing import Any

from screening_policy.around.away import LED_AWAY
from screening_policy.asking import is_addressed, phrases_in
from screening_policy.clues import or_around
from screening_policy.elsewhere import AWAY, OFFERS, STEMS
from screening_policy.english import order_to
from screening_policy.links import STRANGE, URL, is_link, is_plain, is_veiled
from screening_policy.patterns import compiled
from screening_policy.reading import read
from screening_policy.rule import Rule
from screening_policy.scene import READ, Hit, Scene, listed
from screening_policy.soliciting import UNDONE, is_label, offered_in

_SEND = compiled(
    order_to(
        "click|tap|open|visit|go|follow|use|press|see|check|access|scan|head|answer|continue|finish|register|start"
    )
    + "|あくせす|開い|ひらい|くりっく|たっぷ|から|こちら|りんく先|飛ん|答え|回答|移動|登録|ご覧|ください"
    "|下さい"
)

_OPENED = compiled(
    r"\b(?:open|visit|go to|click|tap|follow|access|browse|fill|sign|log|answer (?:at|on|in|there))\b"
    "|開(?:い|き|く)|あくせす|訪問|訪れ|くりっく|たっぷ|飛(?:ん|び)|ふぉーむ|記入|登録|りんく先"
)

_WITHOUT, _REACH = compiled(UNDONE), 30
_OR = compiled(r"[a-z\-]+ (?:or|and) [a-z\-]+$")
_SURVEYED = compiled(
    r"ことはありますか|便利だと思|どちらが|どうしますか|気になり|わずらわし"
    r"|\b(?:annoys?|when an? (?:website|site|app|page|shop)|what do you do"
    r"|which (?:is|of these)|do you find|how do you feel|mock-?up|where (?:would|do|did) you)\b"
)
_TRANSLATING = compiled(r"訳|翻訳|translat")


def find(scene: Scene) -> Iterator[Hit]:
    """Orders to go elsewhere, and links that do not plainly lead to a page to read."""
    return or_around(scene, _named(scene), *LED_AWAY)


def _named(scene: Scene) -> Iterator[Hit]:
    found = [*phrases_in(scene, AWAY, stems=STEMS), *offered_in(scene, *OFFERS)]
    questions = list(scene.of("question")) if found else []
    surveyed = {place.question for place in questions if _SURVEYED.search(place.reading.text)}
    translating = any(_TRANSLATING.search(place.reading.text) for place in questions)
    for hit in found:
        if (
            not (translating and hit.place.kind in ("option", "question"))
            and not is_label(hit)
            and not (hit.place.kind in ("option", "question") and hit.place.question in surveyed)
            and not _is_mere_name(hit)
            and not _WITHOUT.search(hit.place.reading.text, hit.start, hit.end + _REACH)
        ):
            yield hit
    yield from _links(scene)


def _links(scene: Scene) -> Iterator[Hit]:
    """Links, cells that are nothing else, and links in texts that do not plainly lead to a page to read.

    A cell may hold a link whose letters alone are judged; a person looks where no word says to open it.
    """
    for place in scene.of("link", "cell"):
        text = place.reading.text.strip()
        if text and (place.kind == "link" or is_link(text)) and not is_plain(text):
            opened = place.kind == "link" or _is_opened(scene.order)
            yield Hit(place, 0, len(place.reading.text), verdict=None if opened else "human")
    for place in scene.of(*READ):
        text = place.reading.text
        for match in (*place.finditer(URL), *place.finditer(STRANGE)):
            first, last = place.sentence(*match.span())
            shows = place.kind == "cell" or (place.kind == "option" and place.material)
            sends = not shows or (
                _SEND.search(text, max(0, first - 60), last)
                and (place.kind == "option" or not place.material or is_addressed(place, first, last))
            )
            if sends and is_veiled(match[0]):
                yield Hit(place, *match.span())


def _is_opened(order: Mapping[str, Any]) -> bool:
    """Whether the words of an order have members open what its rows show."""
    told = [order.get("instructions"), *(question.get("text") for question in listed(order, "questions"))]
    return any(_OPENED.search(read(text).text) for text in told if isinstance(text, str))


def _is_mere_name(hit: Hit) -> bool:
    """Whether it is an English title or a word or two, which name a matter as an order would."""
    words = hit.place.reading.text[hit.start : hit.end]
    return words.isascii() and (hit.place.kind == "title" or _OR.match(words) is not None)


RULE = Rule(
    id="I1",
    verdict="refuse",
    reason=(
        "外部のフォーム・登録・ログイン・アプリ・QRコード・外部での連絡・短縮リンクなどへ会員を誘導する"
        "ことはできません。",
        "A member may not be sent elsewhere: no outside form, registration, log-in, app, QR code, conta"
        "ct or veiled link.",
    ),
    find=find,
    found=(
        "こちらのGoogleフォームで回答してください",
        "会員登録をお願いします",
        "サイトにログインしてから答えてください。ログインしてください",
        "アプリをインストールしてください",
        "QRコードを読み取ってください",
        "Ｑ Ｒ コードをスキャンしてください",
        "LINEで友だち追加をしてください",
        "DMでご連絡ください",
        "続きは下のリンクから回答してください https://bit.ly/3abcde",
        "ｱﾌﾟﾘをﾀﾞｳﾝﾛｰﾄﾞしてください",
        "kaiin touroku wo onegaishimasu",
        "お電話ください",
        "Please fill in the Google form",
        "Sign up at our website first.",
        "Please log in with your account",
        "Install the app and tell us what you think",
        "Scan the Q.R. code",
        "Add us as a friend on LINE",
        "Message me on Telegram",
        "Register here: example.com/register",
        "Answer at hxxps://forms.gle/abc",
        "Send an e-mail to the researcher",
        "Please d0wnload our application",
        {"links": ["https://bit.ly/3xyz"]},
        {"links": ["https://docs.google.com/forms/d/e/1FA"]},
        {"links": ["https://shop.example.com/item?utm_source=minijob"]},
        {"links": ["javascript:alert(1)"]},
        {"links": ["https://192.0.2.7/page"]},
        {"links": ["https://example.com/signup"]},
        {"links": ["https://lin.ee/abcd"]},
        {"links": ["ｈｔｔｐｓ：／／ｂｉｔ．ｌｙ／abc"]},
        {"instructions": "回答の前に https://example.com/login にアクセスしてください。"},
        {"instructions": "Then open javascript:alert(1) and go on."},
        {"instructions": "line://ti/p/abcd から答えてください。"},
    ),
    passes=(
        "通販サイトに会員登録をしていますか",
        "SMSの確認番号が届くまでに、どのくらい待てますか。",
        "Have you ever signed up for a shopping site?",
        "よく使うアプリは何ですか",
        "Which app do you use most?",
        "QRコード決済を使いますか",
        "Do you pay with QR codes?",
        "LINEを使っていますか",
        "How often do you log in to online banking?",
        "アプリをインストールするとき何を重視しますか",
        "How do you prefer to contact customer service?",
        "電話で予約をしますか",
        "Do you download music?",
        "Does this picture show a QR code?",
        "この用紙は申込書ですか",
        "Which form is easier to read?",
        {"links": ["https://example.com/products/kettle"]},
        {"links": ["https://www.example.co.jp/privacy"]},
        {"links": []},
        {"instructions": "商品の説明は https://example.com/products/12 で読めます。"},
        {"instructions": "You do not need to install an app or log in anywhere."},
        {"instructions": "アプリのインストールは不要です。会員登録も不要です。"},
    ),
)
