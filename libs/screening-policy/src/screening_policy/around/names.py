"""Names, said around (P1)."""

from screening_policy.clues import BLANK, TALK, Clue, words

_BY_OTHERS_JA = (
    "窓口|受付|係の(?:人|方)|係員|待合室|看護師|病院|診察|役所|銀行|出席|点呼|宅配"
    "|配達|郵便(?:屋|局|の人)|名簿|卒業証書|表彰状|賞状"
    "|ぜっけん|差出人|差し出し|送り主|宛名|宛先|領収|履歴書|戸籍|住民票|旅券"
    "|ぱすぽーと|保険証|免許証|身分証|名札|社員証|診察券|年賀状|改まった席"
    "|判子|はんこ|印鑑|三文判|認印|表札|ちゃいむ|いんたーほん|郵便受け|朝礼|結婚式"
    "|入学式|式次第|迷子|あなうんす|呼び出し|申込|会員証|名刺|出生届|お墓"
)
_CALLED_JA = (
    "呼(?:ば|び|ぶ|ん)|読み上げ|読みあげ|名乗|口に(?:し|す)|尋ね|たずね|表す|書か"
    "|書く|書い|刻(?:ま|む|ん)|印字|載って|出て|言わ|言われ|あて|入れる|届い"
)
_ANSWER_JA = (
    "何と|なんと|なんて|何て|どう(?:呼|書|読|名)|○○|〇〇|◯◯|そのとおり|その通り"
    "|そのまま|文字|漢字|読み|呼び名|呼び方|お?名|姓|苗字|どちら様|何さん|固有名詞"
)
_MY_NAME = Clue(
    (
        _BY_OTHERS_JA,
        _CALLED_JA,
        _ANSWER_JA,
        "あなた|ご?自分|ご?自身|ご?本人|わたし|私|(?<!他)己|○○|〇〇|ふだん|ご家庭|お宅"
        "|ご?記入者|申込者|呼ばれ|呼ぶ|呼び|読み上げ|刻まれ|差出人|名乗",
    ),
    unless=TALK + "|会社名|社名|校名|企業名|呼ばれるの[はが]|この(?:画像|写真|看板|文|言葉|漢字)|番号で",
)
_IN_ENGLISH = Clue(
    (
        words(
            "courier|nurse|clerk|receptionist|teachers?|register|roll ?call|bank|post(?:man"
            "|woman|ie)|parcel|luggage|tag|birth certificate|passport|platform|barista"
            "|loudspeaker|engravers?|plaque|trophy|cup|waiting room|badge|conductor|diploma|mailbox"
            "|letter ?box"
            "|door ?bell|envelopes?|pay ?slip|driving licen[cs]e|id card|friends|parents|mum"
            "|mom|colleagues|boss|delivery|crowded|airline|boarding pass|dentist|doctor'?s"
            "|graduation|birth|headstone|stamp|seal|form|library card"
        ),
        words(
            "calls?(?! (?:you )?(?:back|for|on|at))|called|calling|shout\\w*|reads?"
            "|greet\\w*|address you|written|hear|announce\\w*|turn (?:round|around)"
            "|give it back|christen\\w*|picked for you|hand it to|appears?|printed|engraved"
            "|stands|scribbles?|share with|yell\\w*|introduce|sign off|know you by|knows you (?:by|as)"
            "|go by"
        ),
        words("what|which|how|write|type|words?|box|fill|letters"),
        words("you|your|yours|yourself|u"),
    ),
    unless=TALK
    + r"|\b(?:e-?mail|number|phone|favou?rite|shop|store|text|image|sign|brand|book|often|price)\b",
)
_IN_PIECES = Clue(
    (
        "呼び名|苗字|名字|姓|氏名|お?名前(?!の由来)|判子|はんこ|印鑑|いにしゃる|"
        + words("surname|family|given|name"),
        "[1-3一二三]文字目|[1-3一二三]つ目|上の(?:段|句)|下の段|前半|後半|その(?:文字"
        "|行)の?(?:を|何段)|残りの(?:音|文字|字)|上段|下段|続き(?:の|を|も)"
        r"|\b(?:box|line|part) (?:one|two|a|b)\b|\b(?:first|second) (?:box|half|part)\b|the rest",
        "あなた|ご?自分|ご?自身|お持ち|ふだん|免許証|旅券|" + words("your|you") + "|family|書類",
    ),
    unless="架空|作文|物語|小説|商品|ぺっと|主人公|" + words("fictional|pet|product|story"),
    scope="order",
)
_FORM_FIELD = Clue(
    (
        r"[㊞印]$|(?:申込|届出|申請|記入|署名|契約|応募|受取|参加|回答|登録|差出"
        r"|依頼)者\W{0,12}(?:㊞|印|$)|せい\W{1,8}めい\W{1,8}|姓\W{1,12}名(?:\W|$)",
    ),
    unless="者数|別",
)
_BLANK_NAME = Clue(
    (r"本名|お?名前|氏名|姓|苗字|ふるねーむ|表記|" + words("signed|name|initials|signature"), BLANK),
    scope="option",
    unless="商品|店|ぶらんど|作品|ぺっと|会社|" + words("brand|product|shop|book|pet|company"),
)
_BEFORE_WORK = Clue(
    (
        "いにしゃる|作者名|ご?氏名|本名|個人名|署名|ふるねーむ|ご?自分の名|"
        + words("your (?:own |full |real |last |first )?name|initials|signature|name your bank"),
        "付け|つけ|入れ|添え|冒頭|末尾|最後|文末|先頭|一行目|1行目|戸籍|続けて|"
        + words("add|close|end|finish|start|begin|put|sign|top|bottom|followed"),
    ),
    unless="ないで|しない|不要|抜き|(?:書|入れ)(?:かず|ず)|お書きにならず|控え|伏せ|"
    + words("dish|move|tune|not|without|leave out|no|don't|never|avoid"),
)
_TWO_FIELDS = Clue(
    (
        r"(?:^|\n)\W*(?:given|first|forename|christian)(?: names?)?\W*(?=\n|$)",
        r"(?:^|\n)\W*(?:family|last|surname)(?: names?)?\W*(?=\n|$)",
    ),
    scope="order",
    unless="架空|" + words("fictional|invented|character|hero|author|table|header|columns?|sample"),
)
NAMES = (_TWO_FIELDS, _MY_NAME, _IN_ENGLISH, _IN_PIECES, _FORM_FIELD, _BLANK_NAME)
NAMES_TOLD = (_BEFORE_WORK,)
