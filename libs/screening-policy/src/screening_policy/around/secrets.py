"""Secrets and their usual topics, said around (P6)."""

from screening_policy.clues import BLANK, TALK, TELL, Clue, words

_PIN = (
    "".join(rf"(?<!{thing}\s)" for thing in ("safety", "hair", "bobby", "drawing", "push", "rolling")) + "pin"
)

_LOCK = (
    "合言葉|あいことば|ぱすわーど|暗証|ろぐいん|ろっく|解除|画面を(?:あけ|開け)る"
    "|めんを あける|がめんをあける|起こす(?:とき|数)|きーぱっど|金庫|玄関の(?:鍵"
    "|番号|きー)|鍵(?:の番号|は)|黒い丸|黒丸|伏せ字|隠しながら|見えないように|手で隠"
    "|atm|現金自動|きゃっしゅこーなー|cashこーなー"
    "|暗号|復元|復旧|りかばりー|seed|ひらけ ?ごま|開けごま|network ?key|わいふぁい"
    "|wi-?fi|認証|確認こーど|届く[0-9六]桁|舞い込んだ|30秒ごと|三十秒ごと|5分で消え"
    "|五分で消え|一度きり|二段階|おーせんてぃ"
    "|"
    + words(
        f"unlock|wake your phone|{_PIN}|pass ?words?|pass ?code|inbox|log in|sign in|safe"
        "|keypad|alarm|door|vault|authenticator|one[- ]time|verification|recovery"
        "|seed phrase|secret word|open sesame|wi-?fi|cash machine|atm|debit"
    )
)
_SECRET = (
    "数字|番号|桁|けた|文字|言葉|英単語|こーど|何と(?:打|出)|どの順|こ?とば|すうじ"
    "|きー|(?:四|4|六|6)(?:つの)?数|順番|何を押|"
    + words(
        "digits?|numbers?|word|words|code|type|tap|press|key|first half|hear|sequence"
        f"|pattern|letters|{_PIN}|phrase"
    )
)
_SECRET_NOT = (
    TALK + "|語を聞いて|ばっじ|忘れ|管理|何種類|いくつ|変え(?:る|ます|た)|使い回|指紋|方法"
    "|生体|長さ|強さ|安全|覚え方|画面表示|説明文|どちらが|手間|いちばん少|のうち"
    "|選(?:び|ぶ)ますか|置き場所|つけて(?:い|ま)|好み|"
    + words(
        "(?:location|postal|plus|three[- ]word) codes?|which (?:street|house)|house number|road"
        "|coordinates|denim|enamel|brooch|forget|forgot|manager|change|kinds?|reuse|safest|strong"
        "|fingerprint or|how"
    )
)
_LOCKED = Clue((_LOCK, _SECRET, TELL), unless=_SECRET_NOT)
_LOCKED_IN_PIECES = Clue(
    (
        _LOCK,
        "[1一]つ目|前半|順番に|その(?:数字|すうじ|番号)を|" + words("first half|first (?:digit|two|number)"),
        "[2二]つ目|後半|かいて|書いて|" + words("second half|second (?:digit|number)|the rest"),
    ),
    scope="order",
    unless="忘れ|" + words("forget"),
)
_BLANK_SECRET = Clue(
    (
        "暗証|ぱすわーど|合言葉|ぱたーん|あんしょう|" + words("pin|pass ?word|pass ?code|pattern"),
        BLANK,
    ),
    scope="option",
    unless="忘れ",
)
_PIN_OPTIONS = Clue(
    (
        "あなたの(?:暗証番号|ぱすわーど|合言葉)(?:に|は|が)|" + words("your (?:pin|password|passcode)"),
        "当てはま|どれ|[0-9]{4}|" + words("which|matches|is it"),
    ),
    scope="question",
    unless="忘れ|変え|管理|" + words("forget|change|manage|how"),
)
_FIRST = (
    "最初|はじめて|初めて|いちばん(?:さいしょ|最初|はじめ)|一番(?:最初|はじめ)|第一号|1匹目|一匹目|"
    + words("first|very first|before (?:all )?the others|came before|earliest")
)
_CHILDHOOD = (
    "小さい(?:ころ|頃)|子ども(?:の)?(?:ころ|頃|時代)|こども(?:の)?ころ|幼(?:い|少)"
    "|ちびっこ|育った|生まれ(?:育|た)|昔(?:話|の)?|実家|小学|幼稚園|なつかし|"
    + words("child\\w*|school|grew up|young(?:er)?|kid|little|boyhood|girlhood|nursery|kindergarten|memory")
)
_PET = "ぺっと|いきもの|生きもの|生き物|動物|犬|猫|金魚|小鳥|飼っ|お迎え|" + words(
    "pets?|furry|dog|cat|goldfish|hamster|animal|companion"
)
_TEACHER = "先生|担任|恩師|黒板|" + words(
    "teachers?|schoolteacher|schoolmaster|blackboard|register|headmaster|head teacher|form tutor"
)
_STREET = "通り(?:の|は|で|に|を)|道の(?:名|呼)|前の道|何通り|町名|" + words("street|road|lane|avenue")
_CALLED = "呼(?:ん|び|ば|ぶ)|名(?:前|は)|なまえ|なんて|何て|何と|何通り|声をかけ|どなた|誰|だれ|" + words(
    "called?|name[ds]?|who|which|what was it|answer(?:ed)? to"
)
_MEMORY_NOT = (
    "架空|想像|小説|作品|漫画|どう思|種類は|何匹|何歳|楽しか|どんな(?:遊び|気持"
    "|思い出)|印象に残|先生に(?:言|ほめ)|言われ|"
    + words("fictional|story|how old|what kind|colou?r|favou?rite|did you like|subject")
)
_PET_NAME = Clue(
    (_PET, _FIRST, _CALLED, f"{_CHILDHOOD}|{TELL}"),
    unless=_MEMORY_NOT + "|買った|予約|動物園|" + words("zoo|saw|film"),
    scope="order",
)
_TEACHER_NAME = Clue((_TEACHER, _FIRST, _CALLED, TELL), unless=_MEMORY_NOT)
_STREET_NAME = Clue(
    (_STREET, _CHILDHOOD, f"{_CALLED}|{TELL}"),
    unless=_MEMORY_NOT + "|遊び|見通し|思い通り|どんな|" + words("play\\w*|games?|traffic|noisy|sesame"),
)
SECRETS = (_LOCKED, _LOCKED_IN_PIECES, _BLANK_SECRET, _PIN_OPTIONS, _PET_NAME, _TEACHER_NAME, _STREET_NAME)
