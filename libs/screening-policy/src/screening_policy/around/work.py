"""Employers and schools, said around (P7)."""

from screening_policy.clues import BLANK, TALK, TELL, Clue, words

_PAYS = (
    "お?給料|給与|賃金|お金を(?:払|出)|支払者|雇(?:って|われ)|働(?:いて|く|き)"
    "|はたら|勤め|つとめ|勤務|出勤|たいむかーど|名刺交換|首から(?:下げ|さげ)|社員証"
    "|社章|制服|源泉徴収|確定申告|あるばいと先|ばいと先|ぱーと先|お籍|名札|職場|会社の電話"
    "|お仕事中"
    "|"
    + words(
        "payslip|pay ?check|pay ?cheque|salary|wages?|employ\\w*|pay(?:s|ing)? you"
        "|you work|your desk|workplace|at work|draw a salary|your (?:boss|work|company"
        "|job|office|employer|badge|uniform)|clock in|payroll|your weekdays"
    )
)
_FIRM = (
    "会社(?:め|名|の|様|は|そう)|社名|企業名|店名|名称|看板|発行元|ろご|正式|○○の者"
    "|株式会社|合社|おつとめさき|お勤め先|つとめさき|勤め先|雇い主|屋号|呼び名|銘板"
    "|どちらです|何という|どこの|ところは|支店名|法人"
    "|"
    + words(
        "compan(?:y|ies)|compeny|organi[sz]ation|whose (?:logo|sign|name)|logo|firm"
        "|sign hangs|proper noun|over the entrance|every company|letter does its name"
        "|letterhead|comes from|brand on|who signs"
    )
)
_NOT_FIRM = (
    TALK + "|業種|業界|何人|従業員数|当社|弊社|好きな会社|憧れ|取引|架空|名刺\\(|(?:の"
    "|この)(?:名刺|請求書|画像|看板)から|入力し直|表記ゆれ|発行元の会社名|住所録"
    "|職種|雰囲気|満足|勤務時間|通勤|在宅|制服の(?:色|で)|食堂|福利|会社名を(?:覚"
    "|知)|"
    + words(
        "industry|sector|how big|size|kind of|our (?:logo|brand|company)|canteen|coffee"
        "|dress|happy|satisf\\w+|commute|invoice|business cards?"
    )
)
_EMPLOYER = Clue((_PAYS, _FIRM, TELL + "|お聞かせ|頂戴"), unless=_NOT_FIRM)
_LEARNS = (
    "母校|校歌|校門|正門|きゃんぱす|通(?:った|って|う)|卒業|そつぎょう|在学|在籍"
    "|学生|所属|しょぞく|ぜみ|出身|出しん|代学|大学|だいがく|がっこう|学こう|中学"
    "|高校|背負って|今の学級|いまの学級|いまのくらす|"
    + words(
        "graduate\\w*|gradute|alma mater|enrol\\w*|you stud(?:y|ied)|school"
        "|univer[sc]it\\w*|campus|college|your class"
    )
)
_SCHOOL = (
    "校名|学校(?:の名|名)|学こう名|名乗り|掲げ|銘板|何と書|大学(?:め|名|の名)"
    "|だいがくめ|代学のなまえ|出(?:身|しん)大学|学級は|何組|年[0-9a-z二三]?組"
    "|[0-9]年[a-z0-9]組|くらす(?:を|名|と|に|\\()|学部|がくぶ|がくねん|名まえ|なまえ"
    "|名(?:前|称)|"
    + words(
        "what (?:univercity|university|school|college)|which (?:university|school"
        "|college)|name of (?:your|the) (?:school|university|college)|homeroom"
        "|carved over|gate|school is it"
    )
)
_NOT_SCHOOL = (
    TALK + "|遠足|店名|種類|学校の種類|教科|科目|給食|通学時間|何年生ですか$|学年は"
    "|先生の名|どんな学校|制服|行事|部活|卒業後|校則|学費|専攻|"
    + words("trip|subjects?|major|kind of school|lunch|uniform|commute|fees|fictional")
)
_SCHOOLED = Clue((_LEARNS, _SCHOOL, TELL), unless=_NOT_SCHOOL)
_FIRM_IN_PIECES = Clue(
    (
        "お?勤め先|勤め|母校|会社を(?:当て|除)|あなたが勤め|働く(?:会社|店)|"
        + words("industry do you work|company that pays|work(?:place|s)?|employer|school you"),
        "前半|固有の(?:名|部分)|正式な看板|除いた部分|銘板|校門|"
        + words("first half|first letter|remaining letters|written over the entrance|begin with|sign hangs"),
        TELL,
    ),
    scope="order",
    unless="商品|" + words("product|slogan"),
)
_AT = Clue(
    (
        "(?:株式会社|銀行|大学|高校|学院|証券|商事|いおん|とよた|そにー|店|電機|百貨店"
        "|自動車|工業|病院)[^。!?\\n]{0,6}(?:で|に)(?:働|勤|在学|在籍|所属|通)"
        "|[1-9]年[a-z1-9]組|(?:大学名|会社名|店名|校名)\\)?\\W{0,3}(?:で|に)(?:働|勤|在"
        "|所|通)"
        r"|(?:on|at) (?!a |an |the |all|home|my desk at (?:home|a )|another"
        r"|some)(?:my desk (?:in|at) )?[a-z]\w+(?:'s)?(?: \w+)? ?(?:payroll|head office)"
        r"|my desk (?:in|at) (?!home|the|a )\w+|i (?:study|work|am enrolled"
        r"|teach) at (?!a |an |the |home|night|elsewhere|another|my|school|least)\w+"
        r"|(?:work|study) for (?!a |an |the |my|myself|another|fun|more|less"
        r"|an)[a-z]\w+ (?:inc|corp|ltd|bank)",
    ),
    scope="option",
)
_BADGES = Clue(
    (
        "どちらの社員証|所属を|どの(?:会社|大学|学校)[^。!?\\n]{0,14}(?:社員証|学生証|在籍|所属|働|勤)|"
        + words("enrolled at|which (?:company|firm|employer) (?:pays|employs)|whose payroll"),
        "銀行|大学|[1-9]年[a-z1-9]組|株式会社|電機|" + words("university|college|bank"),
    ),
    scope="question",
    unless=TALK,
)
_INSCRIBED = Clue(
    (
        "たいむかーど|出勤|毎朝(?:くぐ|通[うっ])|お?勤め|勤務|職場|作業[着服]|制服|社章|社員証|名刺(?!交換)"
        "|(?:給与|給料)明細|学び舎|校章|校門|体操服|体操着|黄色い帽子|連絡帳|らんどせる|外線|最初に名乗る"
        "|同窓会|卒業式|文化祭|奉職|通う(?:会社|先|学校)|"
        + words(
            "payslip|pay ?check|pay ?cheque|lanyard|your (?:\\w+ )?(?:badge|uniform|work ?wear)"
            "|between nine and five"
            "|at nine|you earned|payroll|thank you for calling|miss you first"
        ),
        "看板|銅板|板(?:に|の)|社名|校名|呼び名|ろご|○○|何と(?:書|いう|申|出|記|彫)|何て(?:書|いう)"
        "|(?:どんな|何という|何の)文字|文字(?:が|は\\W*$|を)|名称|最初に[^。]{0,8}言葉|"
        + words(
            "logo|letters are|what (?:does|is|would)[^.?!]{0,30} (?:say|written|painted|printed)"
            "|over (?:its|the) (?:front )?door|printed on|painted|proper noun|what do you say right after"
        ),
        TELL + "|頂戴|承り",
    ),
    unless="好き|きらい|でざいん|読みやす|見やす|どう思|印象|架空|小説|画像|\\{|お?店の看板|商品|当社"
    "|弊社|色は|字体|(?:この|その)(?:会社|店|画像|名刺|企業)"
    "|何色|表札|大きさ|(?:名前|氏名|苗字)|思い出|"
    + words("colou?r|design|font|favou?rite|image|fictional|film|our|easy|readable|name"),
)
_THEN_WHICH = Clue(
    (
        words(
            "(?:which|what) (?:industry|sector|field|line of work) (?:do|are) you|(?:type|kind"
            "|sort) of (?:school|university"
            "|college|company|firm|employer|workplace|organi[sz]ation)(?: \\w+){0,2} (?:do|did|are) you"
        ),
        r"(?:^|[.?!] ?)\W*(?:and )?(?:what (?:is|was) (?:it|that|the place) called|(?:and )?(?:which"
        r"|what) (?:firm|company"
        r"|employer|school|organi[sz]ation|one exactly|one)\b(?: in it| is it| was it| there)?\W*$"
        r"|(?:and )?(?:its|the) (?:full )?name\W*$)",
    ),
    scope="order",
    unless=_NOT_FIRM.replace("|kind of", "").replace("industry|sector|", ""),
    at=1,
)
_CLOCKED_IN = Clue(
    (
        r"^\W*(?:and |the |name |enter |state )*(?:place|firm|shop|building|outfit|business|hospital"
        r"|factory|office)(?: where| that| at which)?"
        r" you (?:clock in|work|are employed|are paid|report|punch in|earn)\b(?: \w+){0,3}\W*$",
    ),
)
EMPLOYERS = (_THEN_WHICH, _CLOCKED_IN, _EMPLOYER, _SCHOOLED, _FIRM_IN_PIECES, _BADGES, _INSCRIBED)
_BLANK_EMPLOYER = Clue(
    (
        "勤め先|勤務先|会社名|社名|学校名|校名|大学名|職場|くらす名|"
        + words("workplace|school'?s?|firm'?s?|compan(?:y|y's)|employer|university"),
        BLANK + r"|\bwhich one\b|\bwrite its\b",
    ),
    scope="option",
    unless="業種|種類|" + words("kind|industry|type"),
)
EMPLOYERS_IN_OPTIONS = (_AT, _BLANK_EMPLOYER)
