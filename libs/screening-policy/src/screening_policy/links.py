"""Links in folded text: where they stand, and which of them plainly lead to a page that can only be read."""

from screening_policy.patterns import compiled

URL = compiled(
    r"(?:h(?:tt|xx)ps?\s?:\s?//|(?<![\w.@])www\.)[^\s<>\"'「」、。)]{3,200}"
    r"|(?<![\w.@/])(?:[a-z0-9\-]{1,40}\.){1,3}(?:com|net|org|jp|gl|gle|ly|io|me|co|ee|to|gd|cc|link"
    r"|page|app|site|xyz|info|ru|cn|gg)"
    r"(?:/[^\s<>\"'「」、。)]{0,200})?(?![\w.])"
)
STRANGE = compiled(
    r"(?<![a-z0-9])(?!h(?:tt|xx)ps?:)(?:[a-z][a-z0-9+.\-]{1,20}://[^\s<>\"'「」、。)]{3,200}"
    r"|(?:(?:javascript|vbscript|intent|sms|callto|facetime):|data:[a-z]+/)[^\s<>\"'「」、。)]{3,200})"
)
"""What leads somewhere by another scheme than the web's."""
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


def is_link(text: str) -> bool:
    """Whether a text is nothing but a link."""
    if URL.fullmatch(text):
        return True
    return text.isascii() and " " not in text and bool(URL.match(text) or STRANGE.match(text))


def is_veiled(link: str) -> bool:
    """Whether it is not known where a link leads, or it leads to more than a page."""
    if STRANGE.match(link):
        return True
    link = link if "//" in link else "//" + link
    return bool(_VEILED.search(link) or _ADDRESS.match(link) or link.startswith("hxx"))


def is_plain(link: str) -> bool:
    """Whether a link is one to a page that can only be read."""
    if not _SCHEME.match(link):
        link = "https://" + link.removeprefix("//")
    return bool(_PLAIN.match(link)) and not is_veiled(link)
