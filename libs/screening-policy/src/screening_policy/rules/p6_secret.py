"""P6: passwords, PINs, one-time codes, and the usual topics of secret questions."""

from collections.abc import Iterator
from dataclasses import replace

from screening_policy.around.secrets import SECRETS
from screening_policy.asking import Thing, asked_in, phrases_in
from screening_policy.clues import or_around
from screening_policy.facts import Fact
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import READ, Hit, Scene

_SECRET = Thing(
    en=r"pass ?words?|(?:(?:atm|card|bank|cash card) )?pin(?=[^\w\n]{0,4}$)|pass ?codes?|pass ?phrases?"
    r"|pass ?wd|pwd|pin (?:code|number)|(?:(?<=your\s)"
    r"|(?<=ur\s)|(?<=atm\s)|(?<=card\s)|(?<=bank\s)|(?<=secret\s))pin|(?:one|1)(?: ?time)(?: (?:code"
    r"|password|passcode|pin))|otp|pin (?:of|for|to|on) (?:your|the|a)|pin(?=\s(?:do|did)\syou\suse)"
    r"|(?:verification|authentication|sms|2fa|auth|log ?in) code|code (?:(?:that )?(?:we"
    r"|you) (?:just )?)?(?:sent|received|got|texted)(?: (?:by|via|to|on|in)(?: your| the"
    r"| an?)? \w+){0,2}"
    r"|answer to (?:your|the) (?:secret|security) question|secret (?:question|answer|word)s?|(?:seed"
    r"|recovery|backup) (?:phrase|code|key)s?|private key"
    r"|log ?in (?:credentials|details|info(?:rmation)?)|credentials",
    ja="ぱすわーど(?:のひんと)?|ぱすこーど|ぱすふれーず|暗証(?:番号|ばんごう|こーど)"
    "|あんしょう(?:番号|ばんごう)"
    "|ぴん(?:こーど|番号)|pin(?:こーど|番号)|わんたいむ(?:ぱすわーど|こーど|ぱす)"
    "|(?:認証|sms|ろぐいん|2段階認証|二段階認証|二要素認証)(?:用)?の?(?:こーど|番号|ぱす(?!わ))"
    "|(?:(?:sms|すまほ|携帯|めーる)(?:に|で|へ))?届いた(?:[0-9]桁の)?(?:認証|確認)?(?:こーど"
    "|番号|数字)|秘密の(?:質問|答え|合言葉"
    "|合い言葉)(?:の答え|と答え)?|合言葉|合い言葉"
    "|りかばりーふれーず|復元(?:用)?(?:の)?ふれーず|復元(?:用)?(?:の)?こーど|しーどふれーず|秘密鍵"
    "|ろぐいん(?:情報|id)|ぱすわ",
    not_before=r"の?(?:管理|変更|長さ|強度|桁数|使い回し|文字数)|(?:を|は)?何文字",
    not_after=r"(?:how many|number of|strong|the word|weak)\s|強い|安全な|wi-?fi ",
)
_TOPICS = Fact(
    plain=r"(?:what was|name of|call(?:ed)?|named?) (?:the |your )?(?:very )?first (?:ever )?(?:pet"
    r"|dog|cat|hamster|goldfish|rabbit|animal)(?: you)?|first (?:pet|dog|cat"
    r"|animal)(?: \w+){0,4} (?:called|named?|name)|(?:mother|mum"
    r"|mom)(?:'s)? (?:\w+ ){0,4}(?:before (?:she|her) (?:married|marriage|wedding)|born with"
    r"|née|nee)"
    r"|(?:best|closest) friend (?:in|from|at) (?:your )?(?:childhood|school|kindergarten)"
    r"|(?:very )?first animal[^.?!\n]{0,40}|(?:name|called|call)[^.?!\n]{0,40}(?:first"
    r"|childhood) (?:animal|pet|furry)|(?:housemate|companion|pet|animal) of your childhood"
    r"|childhood (?:nickname|hero|best friend|home|address|sweetheart)|(?:where|in which (?:city"
    r"|town)) did your (?:parents|mother and father) (?:meet|marry)|(?:make|model"
    r"|brand) of your first car|your first car|first (?:concert|boss|job|kiss|crush|boyfriend"
    r"|girlfriend)(?: you| name|'s name|\W*$)|street (?:on which |where "
    r"|that )?you (?:\w+ )?(?:grew up|lived|played) (?:on|as|when)"
    r"|who taught you in (?:your )?first|(?:road|street|lane)[^.?!\n]{0,30} (?:childhood"
    r"|as a child|when you were (?:small|little|young|a (?:kid|child)|\d))"
    r"|teacher[^.?!\n]{0,30} (?:first (?:grade|class|year|school)|infant"
    r"|kindergarten)(?=[^.?!\n]{0,20}(?:name|called|who|\?))"
    r"|(?:1年坊主|1年生|入学)[^。!?\n]{0,30}先生[^。!?\n]{0,12}(?:名|誰|だれ|何)|(?:最初"
    r"|初めて|はじめて|1番め)(?:に|の|で)?[^。!?\n]{0,12}(?:飼っ|家に来た|うちに来た"
    r"|迎えた)[^。!?\n]{0,16}(?:名|何と呼|なんて|呼んで|呼び)|(?:小学校|幼稚園|保育園"
    r"|1年生)[^。!?\n]{0,24}(?:最初|初めて|はじめて|1番|担任|習った|教わっ"
    r"|受け持)[^。!?\n]{0,16}先生[^。!?\n]{0,12}(?:名|何先生|なん(?:て|つう|という)|誰|だれ"
    r"|何という)"
    r"|(?:子ども|子供|小さい|幼い|小学生)の?(?:ころ|頃|時|とき)[^。!?\n]{0,24}(?:通り|町|住所"
    r"|番地)(?:は|の名|を|、何)|(?:母|お母さん|お母さま|母上"
    r"|ママ)[^。!?\n]{0,12}(?:結婚(?:する)?前|嫁ぐ前|旧姓|実家)の?[^。!?\n]{0,8}(?:姓"
    r"|苗字|名字|名前)?|旧姓を?(?:お|ご)?(?:ひらがな|教え|書|入力|記入|は)|(?:初めて"
    r"|最初)に?(?:買った|乗った|所有した)(?:車|くるま|愛車)|(?:親友|幼なじみ)の(?:名前|名字|名)"
    r"|(?:両親|父母)が(?:出会|知り合)った(?:場所|町|街|ところ)|小学校(?:の)?(?:時|とき)の(?:あだ名"
    r"|にっくねーむ)|(?:初恋|初めての恋人)"
    r"|(?:your )?mother'?s? maiden (?:sur)?name|maiden (?:sur)?name of your mother"
    r"|(?:your )?mom'?s? maiden name|grandmother'?s? maiden name"
    r"|(?:name of (?:your|the) (?:very )?first (?:ever )?(?:pet|dog|cat)|first (?:pet|dog"
    r"|cat)'?s? name|what (?:was|were) your first (?:pet|dog|cat)(?: called| named)?"
    r"|what did you (?:call|name) your (?:very )?first (?:pet|dog|cat))"
    r"|(?:what|which) (?:was|is) (?:the name of )?(?:your|the) first (?:\w+ )?school"
    r"|name of your (?:first|elementary|primary|1st)(?: grade)?(?: school)? teacher|(?:what|who) (?:is"
    r"|was) your (?:first|favou?rite childhood)(?: \w+)? teacher"
    r"|(?:what|which) street (?:did|do) you (?:grow|live)|(?:what|which) (?:was"
    r"|is) the (?:name of the )?street (?:you|where you)(?: \w+)? (?:grew|lived|live)|street (?:you"
    r"|where you) grew up|childhood street"
    r"|first (?:\w+ )?(?:teacher|school)'?s? name|your first (?:\w+ )?school (?:was|is)\b"
    r"|first school you (?:ever )?(?:attended|went to)"
    r"|(?:what|which) (?:elementary|primary|grade|first) school did you (?:go to|attend)"
    r"|(?:name of )?your childhood (?:pet|dog|cat)(?:'s name)?|name of (?:your|the) childhood (?:pet|dog|cat)"
    r"|(?:通っ(?:て(?:い)?た)|卒業した|出身の?)小学校(?:の名前|名|は(?:どこ|\?|$)|を教え)"
    r"|(?:母|お?母さん|母親|お母様|ママ|おかん)の(?:ご)?(?:旧姓|結婚前の(?:姓|苗字|名字))|母方の(?:旧?姓|苗字"
    r"|名字)|(?:最初|初めて|はじめて|1番最初|一番最初)に?(?:飼った|飼っていた|飼ってた"
    r"|かった)(?:ぺっと|犬|猫|動物|いぬ|ねこ)(?:の(?:お)?(?:名前|なまえ)|は(?:何|\?|$)|を教え)"
    r"|(?:最初|初めて|はじめて)(?:に|の)?(?:通った|入った|行った|入学した)?(?:小学校|学校|幼稚園"
    r"|保育園)(?:の名前|は(?:どこ|何)|を教え|名)|最初の(?:ぺっと|犬|猫)の(?:お)?名前|(?:最初の"
    r"|小学校(?:[0-9]年生)?(?:の時|時代|の頃)?の"
    r"|初めての)(?:担任の?)?(?:担任|先生)(?:の先生)?の?(?:お)?(?:名前|苗字|名字|は誰)"
    r"|(?:子ども|子供|幼少|幼い|小さい)(?:の)?(?:時代|頃|ころ|期)?[^。]{0,8}(?:住んでいた|育った"
    r"|過ごした)[^。]{0,6}(?:通り|町名|番地|地名)|育った(?:通り|町|街|家の前の通り)の(?:名前|名)"
    r"|初恋の(?:人|相手)の(?:お)?名前",
)


_LOCK = compiled(
    r"pass ?words?[^.?!\n]{0,40}\b(?:type|enter|write|give|share) (?:one|yours|it)\b(?! down| in a)|"
    r"(?:現金|お金|預金)(?:を)?(?:下ろ|おろ|引き出)[^。!?\n]{0,30}(?:数字|桁|番号)"
    r"|(?:すまほ|携帯|画面|ろっく|ぱそこん|かーど|きゃっしゅ|atm|金庫|玄関|銀行|あぷり"
    r"|めーる)[^。!?\n]{0,30}(?:開[くけ]|解[くき除]|解錠|外す|ろぐいん|引き出|おろす|下ろす"
    r"|入[るれ])[^。!?\n]{0,30}(?:数字|桁|番号|言葉|文字|ぱたーん|並び|こーど|順番?(?:を|で|は))"
    r"|(?:atm|券売機|暗証)[^。!?\n]{0,20}(?:押す|打つ|入れる)[^。!?\n]{0,10}(?:数字|桁"
    r"|番号)|いつも(?:打つ|押す|入れる|使う)[0-9]桁|(?:さっき|いま|今|先ほど)?(?:届いた|送られた|受け取った"
    r"|表示された)[^。!?\n]{0,14}(?:[0-9]桁|こーど|数字|番号)"
    r"|(?:word|digits?|numbers?|letters?|code|characters?"
    r"|pattern)[^.?!\n]{0,60}(?:lets? you in(?:to)?|gets? you in(?:to)?|unlocks?|opens? (?:your"
    r"|the)|to (?:unlock|open|log|get in)|you (?:type|tap|key|press|enter) (?:to|in|at|into"
    r"|when))"
    r"|(?:unlock|open|log in(?:to)?|get into|withdraw)[^.?!\n]{0,50}(?:digits?|numbers?|word|code"
    r"|characters|pattern)(?! of)|(?:atm|cash machine|cashpoint)[^.?!\n]{0,40}(?:digits?|numbers?"
    r"|code|key|type|press)"
    r"|(?:text|message|sms|e-?mail)[^.?!\n]{0,40}(?:code|digits|number)[^.?!\n]{0,20}(?:copy|type"
    r"|enter|tell|read)|(?:copy|type|enter|tell us|read out|paste)[^.?!\n]{0,40}(?:code|digits"
    r"|number)[^.?!\n]{0,30}(?:text|message|sms|phone|e-?mail|sent|received|arriv\w*|get)"
)
_LOCK_OPINION = compiled(
    r"どちら|どのくらい|どう思|ぼたん(?:に|の)|文言|見出し|面倒|便利|手間|好き|楽|prefer"
    r"|how (?:often|much|do)|annoy|easier"
    r"|forget|remember(?! it)"
)


def find(scene: Scene) -> Iterator[Hit]:
    """Secrets themselves, and what services ask when one has forgotten them."""
    return or_around(scene, _named(scene), *SECRETS)


def _named(scene: Scene) -> Iterator[Hit]:
    yield from asked_in(scene, _SECRET)
    for hit in phrases_in(scene, _LOCK):
        first, last = hit.place.sentence(hit.start, hit.end)
        is_order = hit.place.open or hit.place.kind in ("instructions", "cell")
        if is_order and not _LOCK_OPINION.search(hit.place.reading.text, first, last):
            yield hit
    for place in scene.of(*READ):
        yield from (replace(hit, about_member=True) for hit in _TOPICS.in_question(place))


RULE = Rule(
    id="P6",
    verdict="refuse",
    reason=(
        "パスワード・暗証番号・認証コードや、秘密の質問に使われる事柄を求めることはできません。",
        "A member may not be asked for a password, a PIN, a code, or what secret questions are usually "
        "about.",
    ),
    find=find,
    identifies=True,
    found=(
        "スマホの画面を開くときに押す順番を教えてください",
        "パスワードを教えてください",
        "パスワ一ド（漢字の一）を入力してください",
        "ﾊﾟｽﾜｰﾄﾞをご記入ください",
        "暗 証 番 号は？",
        "暗証番号四桁を入力してください",
        "届いた認証コードを入力してください",
        "SMSで届いた6桁の番号を教えてください",
        "pasuwādo wo oshiete",
        "お母さんの旧姓は何ですか",
        "記憶力クイズ！初めて飼ったペットの名前は何でしたか",
        "小学校の担任の先生の名前を覚えていますか",
        "育った通りの名前を書いてください",
        "秘密の質問の答えを書いて",
        "合言葉を教えてちょうだい",
        "What is your password?",
        "Please enter your p4ssw0rd",
        "Type your pаssword here",
        "Your PIN code:",
        "Enter the code we sent to your phone",
        "What is your mother's maiden name?",
        "Memory quiz: what was the name of your first pet?",
        "Which street did you grow up on?",
        "p a s s w o r d :",
        "Please share your pasword with us",
        "What was the name of your first teacher?",
        {"instructions": "確認のため、暗証番号を最後に記入してください。"},
        {"questions": [{"id": "q", "kind": "text", "text": "One-time code", "required": False}]},
    ),
    passes=(
        "Which safety pin size do you keep in a sewing kit?",
        "パスワードはどのように管理していますか",
        "パスワードの変更頻度を教えてください",
        "How often do you change your password?",
        "Do you use a password manager?",
        "Have you ever forgotten your password?",
        "パスワードを忘れて困った経験はありますか",
        "パスワードの入力は面倒ですか",
        "今飼っているペットの名前は何ですか",
        "What is your pet's name?",
        "What do you think of one-time codes?",
        "Which pin badge looks better?",
        "ボウリングのピンは何本ありますか",
        "秘密の質問という仕組みは安全だと思いますか",
        "Is a long password better than a short one?",
        "好きな合唱曲を教えてください",
        "暗証番号を定期的に変えていますか",
        {"instructions": "パスワードは絶対に入力しないでください。"},
        {"instructions": "Never tell us your password."},
    ),
)
