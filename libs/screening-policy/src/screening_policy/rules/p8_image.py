"""P8: a photo of a face, an identity document, a card, addressed mail, a number plate, or an account page."""

from collections.abc import Iterator

from screening_policy import cues
from screening_policy.around.pictures import PICTURES
from screening_policy.clues import or_around
from screening_policy.patterns import compiled, word
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Place, Rendered, Scene, is_japanese

_FACE = (
    word(
        r"selfies?|(?<!clock\s)(?:your |own |the |full |whole |smiling |bare |a |left |right "
        r"|half of your )?faces?(?! (?:of (?:a|the|your) (?:wall |clock|watch|building|cliff"
        r"|card)|down|cream|mask (?:box|pack)|wash))"
        r"|portraits?|head ?shots?|mug ?shots?|passport (?:style |type )?(?:photo|picture)s?"
        r"|(?:photos?|pictures?|images?|snaps?|shots?|video) of (?:you|yourself|your (?:smile"
        r"|eyes|mouth|nose|hair ?style|child\w*|kids?|son|daughter|family|friends?|husband|wife"
        r"|partner|mother|father|baby|colleagues?|neighbou?rs?)|people|passers-?by|strangers"
        r"|customers|students)(?! (?:own|bought|made|cooked|ate|like))"
        r"|your (?:smile|forehead|eyes|nose|cheeks|mouth|chin|profile picture|expression)"
        r"|(?:yourself|you) (?:in the mirror|smiling|looking)|family (?:photo|portrait|picture)s?"
        r"|group photo|your own picture|picture of yourself"
    ),
    "(?<!の文字盤の)(?:お|あなたの|ご自身の|ご本人の|自分の)?(?:顔(?!色|を出さ|認証|ぱっく)"
    "|自撮り|じどり|せるふぃ|せるふいー?|笑顔|表情|証明写真|顔写真|ぽーとれーと|横顔|正面顔|すっぴん"
    "|素顔|めいく後の|目元|口元|寝顔)"
    "|鏡に?(?:向か|映)|にっこり|自署|(?:しょうめん|正面)(?:から|を向)[^。]{0,14}(?:本人"
    "|ご自身|あなた|上半身)|(?:上半身|全身|ばすとあっぷ)(?:を|の|が|写)|(?:あなた|ご自身|ご本人"
    "|自分|ご家族|家族|お子さま|お子さん|子ども|友人|赤ちゃん|通行人|お客さん|店員|歩行者)(?:の"
    "|が)?(?:姿|様子|写った|写っている|写る|全身|写真|の写真)|集合写真|家族写真|鏡に(?:映|写)",
)
_DOCUMENT = (
    word(
        r"(?:driving |driver'?s? )?licen[cs]es?|passports?|(?:national |health |student |staff "
        r"|employee |work |photo |residence |membership |insurance |company )+(?:ids?|id cards?"
        r"|cards?|badges?)|identity (?:card|document|paper)s?|ids?(?: cards?)?|proof of (?:id"
        r"|identity|address|age|income)|my ?number card|birth certificate|certificates?|visa"
        r"|pay ?slips?|tax (?:form|return)s?"
        r"|(?:credit|debit|bank|cash|payment|points?|loyalty|gift|transit|visa|library) cards?"
        r"|(?:front|back|both sides) of (?:a|your|the) (?:\w+ )?card|bank ?books?|pass ?books?"
        r"|cheques?|(?:name|business) ?(?:card|badge)s? of (?:you|your)"
        r"|your (?:own )?business cards?|wallet (?:open|contents)"
        r"|booklet you show|page with your (?:picture|photo)|prescriptions?|medical (?:record"
        r"|report|certificate)s?|test results?"
    ),
    "(?:車|くるま)の運転に(?:必要|要る)[^。]{0,8}かーど|(?:運転)?免許(?:証)?|保険証"
    "|保険証|ほけん証|ぱすぽーと|旅券|(?:まいなんばー|個人番号|在留|住基)かーど|(?:身分|本人確認"
    "|身元)(?:証|証明書|書類)|本人確認書類|(?:学生|社員|職員|生徒|会員|診察|利用者|図書)(?:証"
    "|券)|住民票|戸籍|母子手帳|年金手帳|障害者手帳|診断書|処方箋|お薬手帳|検査結果|健診(?:の)?結果"
    "|源泉徴収票|給与明細|履歴書|契約書|卒業証書"
    "|(?:くれじっと|きゃっしゅ|でびっと|銀行|ぽいんと|会員|交通系?ic|ic|診察"
    "|ぷりぺいど)?かーど(?:の)?(?:面|表|裏|券面|おもて|うら|両面|写真)|(?:くれじっと"
    "|きゃっしゅ|でびっと|銀行|ぽいんと|会員)かーど|通帳|社員証|名札|あなたの名刺|ご自身の名刺"
    "|自分の名刺|財布の中",
)
_MAIL = (
    word(
        r"(?:addressed |opened |unopened )?(?:envelopes?|parcels?|packages?|mail|letters?"
        r"|post ?cards?)(?=[^.?!\n]{0,60}(?:address|label|front|name|you (?:got|received)"
        r"|received|arrived|came|delivered))|(?:shipping|delivery|address|parcel|postage) labels?"
        r"|address side|door ?plates?|name ?plates?|letter ?box(?:es)? with|utility bills?|(?:gas"
        r"|electricity|water|phone) bills?|invoices?"
    ),
    "(?:郵便物|宛名|あて名|宛先|送り状|伝票|封筒|はがき|葉書|年賀状|宅配便|お?届け物"
    "|荷物)[^。]{0,20}(?:面|らべる|宛|住所|名前|おもて|表|写|撮|が(?:見え|読め|わか)"
    "|写真)|宛名|あて名|送り状|配送らべる|表札|公共料金の(?:請求書|領収書|はがき)|請求書|検針票",
)
_PLATE = (
    word(
        r"(?:number|licen[cs]e|registration|car) ?plates?|plate number|(?:metal|car's) plate"
        r"|(?:letters|digits|numbers)(?: and \w+)? on (?:the|your) (?:\w+ )?plate|(?:back|rear"
        r"|front) of your car(?=[^.?!\n]{0,60}(?:plate|number|read|legible))"
    ),
    "なんばー(?:ぷれーと)?(?![0-9わず])|車両番号|車の(?:番号|なんばー)|登録番号標",
)
_ACCOUNT = (
    word(
        r"(?:account|profile|my page|settings|balance|order history|purchase history"
        r"|transactions?|statement|banking|wallet|inbox|home|points?|member\w*|dashboard|chat"
        r"|conversation|messages?|dm|login|sign-?in|e-?mails?|contacts?|call (?:log"
        r"|history))(?: (?:page|screen|history|tab|view|app"
        r"|list))?(?=[^.?!\n]{0,60}(?:screen ?shots?|screen ?grabs?|screen ?caps?"
        r"|screen capture))"
        r"|screen ?(?:shots?|grabs?|caps?|captures?|prints?)[^.?!\n]{0,60}\b(?:account|profile"
        r"|my page|settings|balance|order history|purchase history|transactions?|statement"
        r"|bank\w*|wallet|inbox|points?|member\w*|dashboard|chat|conversation|messages?|dms?"
        r"|logged|login|e-?mails?|contacts?|call (?:log|history)|payment)"
        r"|your (?:bank(?:ing)? )?(?:account|app|profile)(?: page| screen)[^.?!\n]{0,60}(?:it|screen)"
    ),
    "(?:あかうんと|まいぺーじ|口座|残高|ぷろふぃーる|明細|取引|設定|履歴|会員(?:情報|証)?|ろぐいん"
    "|ぽいんと|とーく|めーる|めっせーじ|連絡先|決済|銀行)[^。]{0,36}(?:すくしょ"
    "|すくりーんしょっと|すくりーんきゃぷちゃ|画面(?:を|の)?(?:写|撮|きゃぷちゃ|保存)|画像)"
    "|(?:すくしょ|すくりーんしょっと|画面)[^。]{0,30}(?:あかうんと|まいぺーじ|口座|残高|明細"
    "|会員情報|ろぐいん|履歴)",
)
_SHOWN = compiled("|".join(f"(?:{en}|{ja})" for en, ja in (_FACE, _DOCUMENT, _MAIL, _PLATE, _ACCOUNT)))
_RECEIPT = compiled(word(r"receipts?|till slips?") + "|れしーと|領収書|領収証|ればーと")
_COVERED = compiled(
    r"cover|hide|hidden|black(?:ed)? out|mask|blur|fold|without (?:your"
    r"|the) (?:name|card)|隠|かく|伏せ|塗りつぶ|黒塗り|ますきんぐ|写らない|見えない|折"
)
_OF_SHOP = compiled(
    r"\b(?:our|shop'?s|client'?s|supplied|attached|below|this|company'?s)\b|当社|弊社"
    r"|依頼主|画像の|写真の|この|\{"
)
_TAKING = compiled(
    r"photograph|\bphotos?\b|pictures?|\bsnaps?\b|screen ?(?:shot|grab|cap)|selfie"
    r"|\bscan(?:ned)?\b|upload|attach|\bimages?\b|\bshoot\b|camera|撮|写真|写し|すくしょ"
    r"|すくりーんしょっと|画像|添付|あっぷろーど|すきゃん"
)
_SENDS = compiled(
    r"\b(?:take|send|upload|attach|post|share|submit|photograph|snap|scan)\b|撮(?:っ"
    r"|影|り)|写し|送(?:っ|り|付)|添付|あっぷろーど|提出|貼"
)
_FREE = compiled(
    r"(?:no|not|without|n't|never|avoid|keep)[^.?!\n]{0,40}|(?:neck|chin) down|face is not|nobody"
)
_FREE_JA = compiled(
    r"[^。!?\n]{0,24}?(?:(?:写|映)?さ(?:ない|ん)|うつさ|うつら|写らな|写り込|写りこ|映り込|映りこ"
    r"|入り込|読めな|読み取れな|わからな|分からな|判別でき|入れな|入らな|映さな|映らな|見えな|撮らな|隠し"
    r"|不要|ぬき|抜き|以外|切り取|ぼかし|避け|控え|塗りつぶ|(?:は|も)だめ|禁止|ない(?:角度|よう"
    r"|時|とき|所|ところ|場所|写真|もの)|ありません|受け取れ|いない(?:とき|時間|時))"
)
_ANIMAL = compiled(
    r"(?:\b(?:cat|dog|pet|animal|horse|rabbit|hamster|bird|doll|statue|clock"
    r"|watch|toy|puppet|snowman|mascot|building|coin)s?'?s?\b|(?:猫|ねこ|犬|いぬ"
    r"|わんこ|にゃんこ|ぺっと|動物|うさぎ|はむすたー|鳥|人形|ぬいぐるみ|銅像|像|時計"
    r"|きゃらくたー|いらすと|だるま|雪だるま"
    r"|おもちゃ|石仏|狛犬|お面))"
)
_COVER = (
    "（お名前・カード番号・ポイント番号は隠してください）",
    " (Please cover your name, the card digits and the points number.)",
)


def find(scene: Scene) -> Iterator[Hit]:
    """Pictures asked for in photo questions, and elsewhere where the words speak of taking or sending one."""
    return or_around(scene, _named(scene), *PICTURES)


def _named(scene: Scene) -> Iterator[Hit]:
    kinds = {number: question.get("kind") for number, question in enumerate(scene.order.get("questions", ()))}
    for place in scene.of("title", "instructions", "question", "option", "hint", "cell", "rendered"):
        of_photo = (
            place.kind in ("question", "hint", "rendered") and kinds.get(place.question or 0) == "photo"
        )
        yield from _in_place(scene, place, of_photo=of_photo and place.question is not None)


def _in_place(scene: Scene, place: Place, *, of_photo: bool) -> Iterator[Hit]:
    text = place.reading.text
    if not of_photo and not place.search(_TAKING):
        return
    covered = any(_COVERED.search(told.reading.text) for told in scene.of("instructions", "question", "hint"))
    for first, last in place.sentences():
        sentence = text[first:last]
        if not of_photo and cues.TALK.search(sentence):
            continue
        if not of_photo and not ((place.asks and place.kind == "option") or _is_request(place, sentence)):
            continue
        if (
            of_photo
            and not covered
            and (match := _RECEIPT.search(sentence))
            and not _OF_SHOP.search(sentence)
        ):
            ends = last - (len(sentence) - len(sentence.rstrip()))
            cover = _COVER[0 if is_japanese([sentence]) else 1]
            yield Hit(
                place,
                first + match.start(),
                first + match.end(),
                (first, last),
                verdict="fix",
                mend=cover,
                mended=(ends, ends),
            )
        if match := next(
            (m for m in _SHOWN.finditer(sentence) if not _is_harmless(sentence, *m.span())), None
        ):
            yield Hit(place, first + match.start(), first + match.end(), (first, last))


def _is_request(place: Place, sentence: str) -> bool:
    """Whether a sentence outside a photo question wants a picture taken or handed over."""
    if (place.kind in ("question", "hint") and not place.open) or place.kind in ("title", "option"):
        return bool(_SENDS.search(sentence) and _TAKING.search(sentence) and cues.SPOKEN_TO.search(sentence))
    if isinstance(place, Rendered) and not place.may_be_personal:
        return False
    if place.kind == "cell" and not _is_spoken(sentence):
        return False
    return bool(_SENDS.search(sentence) and _TAKING.search(sentence) and "{" not in sentence)


def _is_spoken(sentence: str) -> bool:
    """Whether a sentence of a row turns to the member, or to whoever works on the row."""
    return bool(
        cues.SPOKEN_TO.search(sentence) or (cues.WORKER.search(sentence) and cues.ADDRESSED.search(sentence))
    )


def _is_harmless(sentence: str, start: int, end: int) -> bool:
    """Whether what is named is to be kept out of the picture, or is an animal's or a thing's."""
    before, after = sentence[max(0, start - 60) : start], sentence[end : end + 40]
    if (kept := list(_FREE.finditer(before))) and kept[-1].end() >= len(before) - 1:
        return True
    if re_after := _FREE_JA.match(after):
        return "隠さず" not in re_after[0]
    if " out of " in after or "not be visible" in after or "should not" in after:
        return True
    named = sentence[start:end]
    of_face = "face" in named or "顔" in named or "表情" in named or "portrait" in named
    return of_face and bool(_ANIMAL.search(before[-24:]) or _ANIMAL.search(after[:24]))


RULE = Rule(
    id="P8",
    verdict="refuse",
    reason=(
        (
            "顔・身分証・カード・宛名のある郵便物・ナンバープレート・アカウント画面の写真を会"
            "員に求めることはできません。"
        ),
        "A member may not be asked for a picture of a face, an identity document, a card, addressed mail, a "
        "number plate or an account page.",
    ),
    find=find,
    identifies=True,
    found=(
        *(
            {"questions": [{"id": "p", "kind": "photo", "text": text, "required": True}]}
            for text in (
                "顔がはっきり写った自撮りを1枚送ってください",
                "運転免許証の表を撮影してください",
                "クレジットカードのおもて面を撮ってください",
                "届いた郵便物の宛名の面を撮ってください",
                "愛車をナンバーが読める距離で撮影してください",
                "マイページの残高が出る画面をスクリーンショットで提出してください",
                "健康保​険​証を撮ってください",
                "ｸﾚｼﾞｯﾄｶｰﾄﾞ ﾉ ｵﾓﾃ ｦ ｻﾂｴｲ ｼﾃ ｸﾀﾞｻｲ",
                "最近のレシートを撮影してください",
                "Take a selfie, please.",
                "A photo of your passport",
                "Photograph the front of your bank card.",
                "Upload a screenshot of your account page.",
                "The left half of your face, close up",
                "Take a picture of the number plate of your car.",
            )
        ),
        {"instructions": "回答のまえに、免許証の写真を撮って添付してください。"},
    ),
    passes=(
        *(
            {"questions": [{"id": "p", "kind": "photo", "text": text, "required": False}]}
            for text in (
                "商店街の看板を撮影してください。人は写さないでください。",
                "冷蔵庫の中の様子を1枚どうぞ",
                "今日の服装を首から下だけ撮ってください。顔は写さないでください。",
                "飼っているねこの顔をアップで撮ってください",
                "レシートを撮ってください。お名前とカード番号は隠してください。",
                "棚を正面から撮影してください",
                "バス停の時刻表を撮ってください",
                "Take a photo of your hand holding a mug. Keep your face out of the picture.",
                "Photograph the face of a wall clock.",
                "Upload a screenshot of today's weather forecast.",
                "Photograph a shop sign. No people in the picture, please.",
                "Take a picture of your favourite mug.",
            )
        ),
        "自撮りをどのくらいの頻度でしますか",
        "身分証をアプリにすることをどう思いますか",
        "How often do you take selfies?",
    ),
)
