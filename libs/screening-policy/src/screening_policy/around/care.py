"""What needs special care, said around (S1)."""

from screening_policy.clues import Clue, words

OF_OTHERS = (
    "どう思|思いますか|記事|文章|話題|にゅーす|制度|施設は|登場|小説|主人公|すろーぷ"
    "|案内板|べきです|賛成|反対|広告|訳|ぺっと|犬|猫|架空|見やす|読みやす|席を譲|番組"
    "|(?<![a-z])cm(?![a-z])|こまーしゃる|看板"
    "|という(?:言葉|ことば|語|字|単語|表示|表現|制度)|(?:の|な)(?:方|人)(?:に|へ)[^。!?\\n]{0,8}譲|"
    + words(
        "should|pictograms?|icons?|article|novel|film|news|opinion|character|policy|pets?|dogs?|cats?"
        "|do you think|headline|signs?|ads?|adverts?|advertisements?|badges?|easy to read|easier to read"
        "|the words?|which words?|fantasy|sitcoms?|leaflets?|sentences?|each text|this text|添付文書"
        "|(?:give|gave|given|offer\\w*)(?: up)?(?: your| a)? seats?"
    )
)
_FAITH = Clue(
    (
        "しんじている ?(?:かみ|ほとけ|もの)|信じている(?:神|仏|もの|教え)|なに宗|何宗"
        "|宗派|宗[郷数]|拝ん|おがん|手を合わせる(?:相手|先)は|祈りを捧げ|檀家|創価学会"
        "|氏子|どの(?:神|仏)|洗礼を受け|日曜[^。!?\\n]{0,12}(?:教会|礼拝)(?:に"
        "|へ)[^。!?\\n]{0,6}(?:行|通)"
        "|"
        + words(
            "kneel|bow your head|talk to someone unseen|your faith|whom do you pray|pray to"
            "|which god|place of worship|worship|scripture do you|holy book|fast during"
            "|baptised|confirmed in"
        ),
        r"\?|か(?:。|$|\n)|どなた|教え|はる(?:ん|の)|書|mention|which|where|write|[はの]\W*$",
    ),
    unless=OF_OTHERS + "|観光|初詣|建築|おみくじ|御朱印",
    scope="question",
)
_FAITH_NAMES = Clue(
    (
        "じみ[んソ]|りっけ[んソ]|自民|立憲|公明|共産党|維新|仏教|仏今日|神道|きりすと"
        "|きりしと|いすら[むー]|浄土|真宗|禅宗|いえすさま|ほとけさま|あっらー|保守の思想"
        "|りべらる|社会主義|無政府主義|与党の人|野党の人|"
        + words(
            "church|mosque|buddhis\\w+|christian\\w*|muslim|hindu|atheist|conservatives?"
            "|labour|republicans?|democrats?|red|rosette"
        ),
        "信じ|宗|応援|おうえん|支持|入れ(?:た|ました)|あなたの(?:紙|一票)|票を|せいとお?"
        "|政党|思想|ご自身に近|どの色の|たすき|陣営|"
        + words("politician|rosette|kneel|vote[ds]?|support|believe|party|you lean"),
        r"あなた|ご自身|自分|お[うこ]|どれ|どこ|どなた|どの|どちら|\?|か(?:。|$|\n)|どこで",
    ),
    unless=OF_OTHERS
    + "|投票に行(?:き|った)ましたか$|建築|見学|観光|聞いたことが|政党の(?:数|色)|"
    + words("architecture|visit as|tourist|heard of"),
    scope="question",
)
_VOTED = Clue(
    (
        "選挙|投票|一票|1票|箱に入れたあの|日曜日の[^。]{0,8}紙|"
        + words("election|ballot|polling|vote[ds]?"),
        "どの(?:色の|陣営|人|候補|党)|誰に|だれに|たすきの人|あなたの紙|書いた名前|どこの党|"
        + words(
            "whose name|which (?:name|box|party|candidate|side)|for whom|whom did you|what colou?r would"
        ),
    ),
    unless=OF_OTHERS + "|関心|いべんと|総選挙の曲|あいどる",
    scope="order",
)
_CARE = Clue(
    (
        "手帳(?!の(?:色|紙|大きさ))|手帖|等級|等急|障[害が]い?者|生涯者|身体障|要介護|療育|"
        + words(
            "blue badge|disability card|disabled parking permit|assessed as disabled|disability certificate"
        ),
        "交付|割引|半額|役所|市から|窓口で見せ|等[級急]|何級|なん級|有無|お持ち|持って(?:い)?る|明記|"
        + words("hold|have|carry|own"),
    ),
    unless=OF_OTHERS + "|母子|予定|年金手帳|旅行手帳|紙の手帳|すけじゅーる|使い方",
    scope="question",
)
_BODY = Clue(
    (
        "車(?:椅子|いす)で(?:生活|移動|暮ら)|車輪(?:を|で)[^。!?\\n]{0,14}(?:手|移動)"
        "|耳に[^。!?\\n]{0,8}(?:機械|補聴)|補聴器を?(?:使|つけ|付け)|白い杖|義足|義手"
        "|人工(?:関節|肛門|透析)|透析|ぺーすめーかー|いんすりん"
        "|"
        + words(
            "wheels that you push|hearing aids?|prosthe\\w+|guide dog|white cane|pacemaker"
            "|insulin|dialysis|chemo\\w*|oxygen at home|use a wheelchair"
        ),
        r"ますか|ですか|ある|あり|経験|方(?:に|へ|のみ|限定)|使って|付けて|つけて|\b(?:do"
        r"|are|have|did) you\b|\bonly for\b|\bpeople\b|\byour\b",
    ),
    unless=OF_OTHERS,
)
_HEALED = Clue(
    (
        "調剤|病院でもらった|処方|飲み込む|毎(?:朝|日|晩)[^。!?\\n]{0,14}(?:飲(?:む|ん)"
        "|服用)[^。!?\\n]{0,12}(?:薬|錠剤)|お薬|おくすり|錠剤|腕にちくっ"
        "|ちくっとするあれ|予防注射|注射を(?:打|受|済)|再けんさ|再検査|健診票|健診(?:の"
        "|で)|けんしん|けんこうしんだん|健康しんだん|人間どっく|収縮期|空腹時|血糖"
        "|これすてろーる|保健(?:師|指導)|特定保健|受診(?:して(?:い)?る)?[科か]|通院"
        "|入院(?:し|の)|手術(?:を|し)|診断(?:され|を受|名)|主治医|療養中|闘病"
        "|"
        + words(
            "prescri\\w+|perscribed|pharmac\\w+|pills?|tablets? (?:do|you)|jab|flu shot"
            "|fasting blood|blood sugar|blood pressure|cholesterol|check-?up|surgery"
            "|operated|hospitali[sz]ed|specialist|therap(?:y|ist)|medisins?|medicines?"
            "|diagnos\\w+|diet for my"
        ),
        "名前|何(?:です|科|と|を|の)|ましたか|ますか|あった|済ませ|言われ|どこに入|数値"
        "|教え|書|選び|選んで|方に|受けたこと|どれ|でした|"
        + words(
            "what was|did you|have you|do you take|which|were you|how (?:many|high)|are you|because|put me on"
        ),
    ),
    unless=OF_OTHERS + "|待合室|混[んみ]|予約(?:方法|の取)|建物|薬局(?:を|は)(?:選|どの)|診察(?:時間"
    "|券)|どらっぐすとあ|飲みやすさ|ぱっけーじ|視力|献血|びたみん|さぷり|図書|医療費"
    "|歯ぶらし|寝つき|お薬手帳(?:あぷり)?の(?:色|でざいん)|ゆがみ|"
    + words(
        "waiting room|vitamin\\w*|supplement|packaging|parking|opening hours"
        "|computer tablets?|drawing|glasses|blue-?light"
    ),
    scope="question",
)
_JUDGED = Clue(
    (
        "おまわりさん|警察|署まで|指紋を(?:取|採)|被害届|盗難届|被告|裁判(?:所"
        "|官)[^。!?\\n]{0,20}(?:言い渡|席|判決|立)|服役|刑務|塀の中|鑑別|保護観察|少年院"
        "|前歴|起訴|逮捕|送検|罰金刑|執行猶予"
        "|"
        + words(
            "judge|sentenced|convict\\w*|state keeps the keys|behind bars|prison|jail"
            "|juvenile (?:court|hall|record)|probation|arrested|handcuff\\w*|criminal charge"
            "|police report|mugged|burgled|robbed|stalked|record with the police|served time"
            "|did time|a crime?"
        ),
        "経験|こと(?:が|は)|ありました|ありますか|あった|席は|でしたか|明記|"
        + words("have you ever|hav you|has a|were you|did you|you must state|ever"),
    ),
    unless=OF_OTHERS + "|道が(?:わ|分)か|道を(?:聞|尋)|ぱとかー|番組|見学|落とし物|裁判員制度"
    "|傍聴席だけ|仕事の|就きたい|免許証?の更新|"
    + words("beauty|contest judge|talent|museum|tour|visit(?:ed)?"),
    scope="order",
)
_ORIGIN = Clue(
    (
        "同[和話]地区|部落|ご先祖|先祖(?:さま)?の戸籍|戸籍の置いて|戸籍が置|本籍|出自"
        "|人種|民族|肌の色|混血|黒人|白人|"
        + words(
            "rai?ce|ethni[ck]\\w*|ancest\\w+|skin colou?r|bloodline|tribe|caste|indigenous|mixed heritage"
        ),
        r"ますか|ですか|どちら|どこ|どの|教え|\b(?:are|is|which|witch|what|do) (?:you"
        r"|your|yuo|raice|race)|\bor\b|yours?\b",
    ),
    unless=OF_OTHERS
    + "|料理|衣装|音楽|浮世絵|好き|"
    + words("dog|horse|marathon|music|food|running|watch|run|f1|car|relay|win"),
    scope="question",
)
CARE = (_FAITH, _FAITH_NAMES, _VOTED, _CARE, _BODY, _HEALED, _JUDGED, _ORIGIN)
