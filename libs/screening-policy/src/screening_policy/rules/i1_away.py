"""I1: sends the member elsewhere: forms, registration, apps, QR codes, contact outside, veiled links."""

from collections.abc import Iterator

from screening_policy.asking import phrases_in
from screening_policy.english import order_to
from screening_policy.japanese import plea_for
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import READ, Hit, Scene

_CHATS = (
    "line|telegram|whats ?app|discord|we ?chat|skype|kakao(?: ?talk)?|messenger|signal|viber|zoom"
    "|instagram|facebook|twitter|x"
)
_CHATS_JA = (
    "らいん|line|てれぐらむ|telegram|でぃすこーど|discord|わっつあっぷ|whatsapp|かかお(?:とーく)?"
    "|すかいぷ|skype|いんすた(?:ぐらむ)?|instagram|ついったー|twitter|zoom|めっせんじゃー|sns|dm"
)
_REGISTERING = (
    "(?:(?:会員|無料|新規|ゆーざー|めるまが|さいと|事前|仮|利用者|めんばー|あかうんと"
    "|もにたー)(?:会員)?(?:の)?登録|(?:さいと|さーびす|当社|弊社|あぷり|めるまが|ぺーじ|会員|line"
    "|らいん|こちら|りんく|ぼたん|ばなー|url)(?:に|へ|から|より)(?:ご|無料|会員|新規)*登録)"
)
_EN = "|".join(
    (
        order_to(
            r"(?:fill (?:in|out)|complete|answer|take|submit|do|continue|finish|use"
            r"|open)(?: \w+){0,4}? (?:google|external|outside|microsoft|online|web|other|separate"
            r"|linked|survey ?monkey|typeform|jot ?form|our own)(?: \w+)? (?:forms?|surveys?"
            r"|questionnaires?|sites?|pages?)"
        ),
        order_to(
            r"(?:answer|continue|respond|fill|complete|take|reply)(?: \w+){0,6}? (?:on|at|via|in"
            r"|through) (?:our|another|an external|this external|the linked|the external|a separate"
            r"|my) (?:web ?site|site|page|form|survey|app|server)"
        ),
        order_to(
            r"(?:sign ?up|register|enrol+|create (?:an?|your)(?: \w+){0,2} account|make an account"
            r"|open the sign ?up)(?: (?:at|on|for|with|to|here|via|in|first|before|as|using|now|free"
            r"|by)\b| ?[.!,]| ?$)"
        ),
        order_to(r"(?:log ?in|sign ?in)(?: (?:to|at|on|with|using|here|via|first|and|into)\b| ?[.!,]| ?$)"),
        order_to(
            r"(?:install|download|get)(?: \w+){0,4}? (?:app|apps|application|apk|software|program"
            r"|extension|plug-?in)"
        ),
        order_to(r"(?:scan|read|use|follow)(?: \w+){0,3}? q r(?: codes?)?"),
        order_to(
            rf"(?:contact|message|dm|write to|text|call|ring|reach|add|e-?mail|mail|pm)(?: (?:us|me"
            rf"|him|her|the (?:client|researcher|team)|our \w+|my \w+))(?: \w+){{0,4}}? (?:on|via"
            rf"|through|at|by|in|over) (?:{_CHATS}|phone|e-?mail|sms|dm|whats|\+?\d|this number"
            rf"|our (?:number|mail))"
        ),
        order_to(
            r"(?:send|drop|write)(?: (?:us|me|him|her))? (?:an? )?(?:e-?mail|dm|direct message"
            r"|text message|message)(?: \w+){0,3}? (?:to|on|at|via)"
        ),
        order_to(
            r"(?:e-?mail|text|fax|send|mail)(?: \w+){0,4}? (?:to|at) (?:[\w.+\-]{1,40}@\w+|\+?\d[\d\-]{5,})"
        ),
        order_to(
            rf"(?:add|join)(?: \w+){{0,3}}? (?:as (?:a )?friend|friends? on|(?:on|to) (?:{_CHATS})"
            rf"|(?:{_CHATS}) (?:group|server|channel|chat))"
        ),
        order_to(r"(?:e-?mail|call|dm|pm) (?:us|me)(?: \w+){0,4}"),
        order_to(r"(?:call|ring|dial|text|phone) \+?\d[\d\-]{5,14}"),
        order_to(rf"join (?:us on|our|my|the) (?:\w+ )?(?:{_CHATS}|server|group chat|community)"),
        order_to(
            r"(?:continue|finish|complete|go on|answer|proceed)(?: \w+){0,3}? (?:on|at|via) (?:our|another"
            r"|the|a) (?:partner|sister|external|other|own)(?: \w+)? (?:site|web ?site|page|portal|app)"
        ),
        order_to(
            r"(?:google|search(?: \w+){0,5}? (?:google|yahoo|bing|online|web|internet))(?: \w+){0,6}?"
            r" (?:and|then) (?:then )?(?:visit|click|open|go|enter|register|sign)"
        ),
        order_to(
            r"(?:click|tap|open|visit|go to|follow|use|press)(?: \w+){0,3}? (?:links?|urls?|website"
            r"|site)(?: \w+){0,3}? (?:and|to) (?:\w+ )?(?:register|sign|log|answer|continue|complete"
            r"|fill|enter|submit|install|download|take)"
        ),
    )
)
_JA = "|".join(
    (
        plea_for(
            "(?:外部|別の?|ぐーぐる|google|まいくろそふと|こちらの|下記の|以下の|次の|りんく先の|専用"
            "|他の|当社の?|弊社の?)?(?:さいと|ふぉーむ|あんけーとさいと|うぇぶさいと|webさいと"
            "|ほーむぺーじ|hp|りんく先|url|ふぉーむず|forms?|らんでぃんぐぺーじ|q r(?:こーど)?)(?:上)?(?:で"
            "|から|にて|に(?:あくせす|移動|飛)[^。!?]{0,8}?|へ(?:移動|あくせす|飛)[^。!?]{0,8}?"
            "|に)[^。!?はがを]{0,12}?(?:を)?(?:回答|お答え|答え|入力|記入|送信|登録|申し込|応募|続き"
            "|手続き|参加|あくせす)(?:し)?"
        ),
        plea_for(f"{_REGISTERING}(?:手続き)?(?:を|し|の(?:上|うえ)|を完了し)?"),
        f"{_REGISTERING}(?:を)?(?:後|の後|してから|した後|した上|が必要です|完了後|したら"
        f"|が完了し)[^。!?]{{0,20}}?(?:回答|お答え|答え|進|開始|始め|入力|参加|。|$)",
        "(?:あかうんと|id)で(?:ろぐいん|さいんいん)し(?:、|て(?!い|る|お|も))[^。!?]{0,25}(?:ください"
        "|下さい|お願い)",
        plea_for("会員に(?:なっ)?"),
        "(?:電話|でんわ|zoom|ずーむ|びでお通話|ふぁっくす)(?:にて|で|から)(?:ご|お)?(?:答え|返事|回答)"
        "(?:を|して|て)?(?:くだ|下さ|願|いただきます|いただけ|お願い)",
        plea_for(
            "(?:電話|zoom|ずーむ|おんらいん|対面)(?:での?)?(?:いんたびゅー|面談|面接|取材)(?:に|を|へ)(?:ご)?(?:参加|協力|応募|受け)(?:し)?"
        ),
        "(?:zoom|ずーむ|すかいぷ|skype|電話|びでお通話|line|らいん)で(?:お)?話(?:しましょう|しませんか|しよう|をしましょう)",
        "[a-z0-9.+_\\-]{1,40}@[a-z0-9.\\-]{3,40} ?(?:まで|に|へ|宛て?に?)[^。!?]{0,6}"
        "(?:ご)?(?:連絡|お送り|送|返信|めーる|お問い合わせ)",
        plea_for(
            "検索して[^。!?]{0,16}(?:さいと|ぺーじ|url|りんく|お店|結果)(?:を|に|へ)[^。!?]{0,8}"
            "(?:訪問(?:し)?|開い|登録(?:し)?|あくせす(?:し)?|くりっく(?:し)?|たっぷ(?:し)?|見)"
        ),
        plea_for("(?:ろぐいん|さいんいん|さいんあっぷ|log ?in|sign ?in|sign ?up)(?:を|し)?"),
        plea_for(
            "(?:あぷり|app|apk|拡張機能|そふと(?:うぇあ)?"
            "|ぷろぐらむ)(?:を)?[^。!?はが]{0,8}?(?:いんすとーる|だうんろーど|入れ|導入|dl"
            "|落とし)(?:を|し)?"
        ),
        plea_for("(?:いんすとーる|だうんろーど)(?:を|し)?"),
        plea_for(
            "(?:q r|きゅーあーる|二次元(?:ばー)?|2次元(?:ばー)?)(?:こーど|code)?(?:を|から"
            "|で)?[^。!?はが]{0,10}?(?:読み取っ?|読み込(?:ん|み)?|読ん|すきゃん(?:し)?|あくせす(?:し)?|かざし"
            "|読取)"
        ),
        plea_for(
            f"(?:{_CHATS_JA})(?:を|で|に|へ|から|まで|の(?=友|公式|ぐるーぷ"
            f"|おーぷん))?[^。!?はの]{{0,10}}?(?:友だち|友達|ともだち|ふれんど)?(?:に)?(?:追加|登録"
            f"|連絡|ご連絡|めっせーじ|送っ|こんたくと|参加|やり取り)(?:を|し)?"
        ),
        plea_for("(?:友だち|友達|ともだち|ふれんど|あかうんと)(?:に|を|の)?(?:追加)(?:を|し)?"),
        plea_for(
            "(?:電話|でんわ|お電話|めーる|dm|だいれくとめっせーじ|ふぁっくす|sms)(?:を|で|に|へ|にて"
            "|まで)(?:直接)?[^。!?はがを]{0,8}?(?:ご連絡|連絡|送っ|お?送り|送信|おかけ|かけ"
            "|お問い合わせ)(?:を|し)?"
        ),
        "(?:続き|残り|本あんけーと|本調査|詳細な質問)は[^。!?]{0,20}?(?:りんく|url|さいと|ふぉーむ|qr"
        "|あぷり|らいん|line)",
        "(?:電話|でんわ|dm|めーる)(?:して|を)?(?:ください|下さい|くれ|ちようだい|お願い)",
    )
)
_STEMS = compiled(
    "form|survey|questionnaire|site|[0-9]{6}|search|google|dial|phone|join|検索|話し|話をし|いんたびゅー|面談|面接|@|page"
    "|app|server|sign|regist|enrol|account|log|apk|software|program"
    "|extension|plug|q r|contact|message|dm|write|text|call|ring|reach"
    "|add|mail|pm|join|link|url|さいと|ふぉーむ|ぺーじ|hp|登録|ろぐいん|さいん|あぷり|そふと"
    "|ぷろぐらむ|拡張|いんすとーる|だうんろーど|こーど|追加|らいん|line|てれぐ|tele"
    "|でぃすこ|disc|わっつ|what|かかお|すかい|sky|いんすた|insta|ついった|twit|zoom|めっせ|sns|電話"
    "|でんわ|めーる|だいれくと|ふぁっくす|続き|残り|本|詳細"
)
_AWAY = compiled(f"(?:{_EN})|(?:{_JA})")
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
        "click|tap|open|visit|go|follow|use|press|see|check|access|scan|head|answer|continue|register|start"
    )
    + "|あくせす|開い|ひらい|くりっく|たっぷ|から|こちら|りんく先|飛ん|答え|回答|移動|登録|ご覧|ください"
    "|下さい"
)


def find(scene: Scene) -> Iterator[Hit]:
    """Orders to go elsewhere, and links that do not plainly lead to a page to read."""
    yield from phrases_in(scene, _AWAY, stems=_STEMS)
    for place in scene.of("link"):
        text = place.reading.text.strip()
        if text and not _is_plain(text):
            yield Hit(place, 0, len(place.reading.text))
    for place in scene.of(*READ):
        text = place.reading.text
        for match in _URL.finditer(text):
            first, last = place.sentence(*match.span())
            sends = place.kind != "cell" or _SEND.search(text, max(0, first - 60), last)
            if sends and _is_veiled(match[0]):
                yield Hit(place, *match.span())


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
