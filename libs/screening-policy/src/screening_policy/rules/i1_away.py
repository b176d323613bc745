"""I1: sends the member elsewhere: forms, registration, apps, QR codes, contact outside, veiled links."""

from collections.abc import Iterator

from screening_policy.around.away import LED_AWAY
from screening_policy.asking import phrases_in
from screening_policy.clues import or_around
from screening_policy.elsewhere import AWAY, OFFERS, STEMS
from screening_policy.english import order_to
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import READ, Hit, Scene
from screening_policy.soliciting import UNDONE, is_label, offered_in

_URL = compiled(
    r"(?:h(?:tt|xx)ps?\s?:\s?//|(?<![\w.@])www\.)[^\s<>\"'「」、。)]{3,200}"
    r"|(?<![\w.@/])(?:[a-z0-9\-]{1,40}\.){1,3}(?:com|net|org|jp|gl|gle|ly|io|me|co|ee|to|gd|cc|link"
    r"|page|app|site|xyz|info|ru|cn|gg)"
    r"(?:/[^\s<>\"'「」、。)]{0,200})?(?![\w.])"
)
_VEILED = compiled(
    r"forms\.gle|docs\.google\.com/forms|forms\.office|forms\.microsoft|forms\.cloud|survey ?monkey"
    r"|type ?form\.|jot ?form|questant|google ?forms?|qualtrics|limesurvey|form ?run|form-mailer"
    r"|microsoftforms|calendly|script\.google|cal\.com|doodle\.com|youcanbook|spir\.|timerex|form ?ok"
    r"|creative-survey|surveycake|alchemer|formstack|tally\.so|wufoo|enquete|cognitoforms"
    r"|zoho|formzu|tayori|hubspot|kintoneapp|smartsurvey|airtable|notion\.so/form"
    r"|//(?:www\.)?(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|buff\.ly|cutt\.ly|rb\.gy"
    r"|lnkd\.in|x\.gd|onl\.(?:la|bz|sc|tw)|00m\.in|qr\.paps\.jp|ux\.nu|amzn\.to|youtu\.be|rebrand\.ly"
    r"|shorturl\.at|t\.ly|tiny\.cc|s\.id|v\.gd|kutt\.it|urx\d*\.nu|l\.ink|linktr\.ee|lit\.link|prf\.hn"
    r"|adf\.ly|t2m\.io|dlvr\.it|goo\.su|short\.io|qr1\.jp|shorten\.\w+|tinyurl\.\w+|bitly\.\w+|hoop\.la"
    r"|git\.io)(?![\w.\-])"
    r"|(?:=|%3d)h(?:tt)ps?(?::|%3a)(?:/|%2f){2}"
    r"|(?:lin\.ee|line\.me|line\.naver|t\.me/|telegram\.me|wa\.me|whatsapp\.com|discord\.(?:gg"
    r"|com/invite)|m\.me/|join\.skype|zoom\.us|meet\.google|open\.kakao|signal\.me|chat\.)"
    r"|(?:apps\.apple\.com|itunes\.apple\.com|play\.google\.com/store|\.apk(?![a-z])|\.exe(?![a-z])"
    r"|\.dmg(?![a-z])|\.msi(?![a-z])|\.ipa(?![a-z])|chrome\.google\.com/webstore|microsoft\.com/store)"
    r"|[?&#;](?:utm_\w+|gclid|fbclid|aff\w*|ref(?:errer|erral|code|_?id)?|a8|afid|affiliate\w*|cid"
    r"|clickid|subid|msclkid|mc_eid|uid|user_?id|token|tid|campaign\w*|invite\w*|trk|yclid|twclid"
    r"|igshid|pid|sid|session\w*)="
    r"|/(?:sign-?up|sign-?in|register|registration|log-?in|join|subscribe|entry|enquete|survey"
    r"|questionnaire|account|accounts|oauth|invite|regist|member/?entry|form|forms|contact|inquiry"
    r"|toroku|enq|download|install|apply|checkout)(?:[/?.#_\-]|$)|//(?:login|signup|register|accounts?"
    r"|survey|forms?|click|track|go|auth|enq|enquete)\."
)
_PLAIN = compiled(r"https?://(?:[a-z0-9ぁ-鿿\-]+\.)+[a-z]{2,24}(?::(?:80|443))?(?:[/?#].*)?$")
_SCHEME = compiled(r"[a-z][a-z0-9+.\-]*:")
_ADDRESS = compiled(r"https?://(?:[^/\s]*@|\d{1,3}(?:\.\d{1,3}){3}|\[)")
_SEND = compiled(
    order_to(
        "click|tap|open|visit|go|follow|use|press|see|check|access|scan|head|answer|continue|finish|register|start"
    )
    + "|あくせす|開い|ひらい|くりっく|たっぷ|から|こちら|りんく先|飛ん|答え|回答|移動|登録|ご覧|ください"
    "|下さい"
)


_WITHOUT, _REACH = compiled(UNDONE), 30
_OR = compiled(r"[a-z\-]+ (?:or|and) [a-z\-]+$")
_SURVEYED = compiled(
    r"ことはありますか|便利だと思|どちらが|どうしますか|気になり|わずらわし"
    r"|\b(?:annoys?|when an? (?:website|site|app|page|shop)|what do you do"
    r"|which (?:is|of these)|do you find|how do you feel)\b"
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
    for place in scene.of("link"):
        text = place.reading.text.strip()
        if text and not _is_plain(text):
            yield Hit(place, 0, len(place.reading.text))
    for place in scene.of(*READ):
        text = place.reading.text
        for match in place.finditer(_URL):
            first, last = place.sentence(*match.span())
            sends = place.kind != "cell" or _SEND.search(text, max(0, first - 60), last)
            if sends and _is_veiled(match[0]):
                yield Hit(place, *match.span())


def _is_mere_name(hit: Hit) -> bool:
    """Whether it is an English title or a word or two, which name a matter as an order would."""
    words = hit.place.reading.text[hit.start : hit.end]
    return words.isascii() and (hit.place.kind == "title" or _OR.match(words) is not None)


def _is_veiled(link: str) -> bool:
    link = link if "//" in link else "//" + link
    return bool(_VEILED.search(link) or _ADDRESS.match(link) or link.startswith("hxx"))


def _is_plain(link: str) -> bool:
    """Whether a link of the order is one to a page that can only be read."""
    if not _SCHEME.match(link):
        link = "https://" + link.removeprefix("//")
    return bool(_PLAIN.match(link)) and not _is_veiled(link)


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
    ),
    passes=(
        "通販サイトに会員登録をしていますか",
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
