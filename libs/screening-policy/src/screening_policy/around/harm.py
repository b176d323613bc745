"""Harm, said around (F4)."""

from screening_policy.clues import Clue, words

_ROBOT = Clue(
    (
        (
            "ろぼっと(?:でない|では|で無い)|ろぼっと確認|人間(?:である|か|です)|人間かくにん"
            "|私は人間|ぐにゃぐにゃ|ゆがんだ文|歪んだ|波打つ文字|きゃぷちゃ|captcha|"
        )
        + words(
            (
                "crooked letters|wavy (?:picture|letters|text)|prove you are human|robot check"
                "|robots are kept out|squiggly|not a robot|distorted|human test"
                "|traffic lights? squares"
            )
        ),
        "打っ|読ん|入りょく|入力|読み取|かわりに|代わりに|うって|突破|通(?:れる|る|す)|書いて|"
        + words("type|which characters|enter|read|letters you see|solve"),
        "さいと|別の|べつの|よその|ぷろぐらむ|関門|登録|認証|画面|代わり|待|"
        + words("site|ticket|our (?:software|script|bot)|another|page|only one minute|other|script"),
    ),
    unless="使いやす|面倒|どう思|ふぉんと|商品|昔の|古文書|"
    + words("annoy\\w*|how often|opinion|do you find|old (?:print|letter)"),
    scope="order",
)
_CHEAT = Clue(
    (
        (
            "試験(?:を)?(?:受けている|の最中|中|本日|\\()|本日実施|資格(?:の)?試験|小てすと"
            "|本番(?:の問題|中)|れぽーと(?:試験)?|宿題|締切|締め切り|監督の先生|会場の机"
            "|あと[0-9四三五]+分で提出|かんにんぐ|shiken|通信講座の|模範解答|"
        )
        + words(
            (
                "midterm|exam|professor locks|webcam tomorrow|proctor|quiz is open"
                "|due (?:tonight|today|in)|coursework|certification test|final (?:paper|exam)"
            )
        ),
        (
            "正解|答え|kotae|選択肢と|四択|問[0-9二三五八九]|解いて|本文だけ|そっと教え"
            "|思い出せる|こっそり|代行|記号(?:だけ|を)|"
        )
        + words(
            "question \\d+|questions? \\d+ to|be my brain|paste|answers?|solve"
            "|fill in the blanks?|questions and answers|blanks"
        ),
        "本番|今|いま|本日|中です|最中|あと|急いで|前に|ばれ|こっそり|提出|禁止|そのまま|ima|honban|"
        + words("right now|not looking|tomorrow|open|minutes|before|tonight|my online|below"),
    ),
    unless="過去問集を買|勉強時間|好きな科目|どう思|合格した|使った参考書|"
    + words("study time|nervous|revision|years ago"),
    scope="order",
)
_BREAK_RULES = Clue(
    (
        (
            "規約で[^。]{0,10}禁止|転載は?禁止|会員(?:しか|画面から)|払わずに|無料でのぞ"
            "|裏口|海[族賊]版|落とせるさい|切符なし|改札を[^。]{0,14}(?:抜け|すり|切符|ただ)"
            "|万引|気づかれずに入る|他人の(?:sns|あかうんと|口座)|(?:偽|にせ)の?(?:身分"
            "|診断書|領収)|足の付かない|足がつかない|警報(?:を|器を)|鍵を(?:壊|開け)|"
        )
        + words(
            (
                "whenever it blocks|switching ip|scrape|listings with|past the alarm"
                "|pick the lock|without paying|for free without|pirat\\w+|fake (?:id|receipt"
                "|invoice)|get past|bypass|neighbou?r's house|crack(?:ed)? (?:version|key)|stolen"
            )
        ),
        "教え|書き写|書き出|抜け方|方法|手順|やり方|ご教示|のぞける|"
        + words("copy|describe|step by step|tell|how you would|paste|give|list|where can"),
    ),
    unless="防(?:ぐ|犯)|対策|被害|どう思|小説|困って|" + words("prevent|protect|worried|novel|film"),
    scope="order",
)
_HURT = Clue(
    (
        (
            "こらしめ|痛い目|けがを ?させ|なぐって|殴|突き飛ば|薬を混ぜ|細工する|爆[弾彈]"
            "|毒を|脅(?:し|す)|仕返し|復讐|"
        )
        + words(
            (
                "thret|threats?|scair|scare|beaten up|beeten|poison|bomb|hurt (?:him|her|them|my"
                "|an?)|get back at|make (?:him|her|them) (?:suffer|cry|pay)"
            )
        ),
        "実際に|やり ?かた|方法|作り[方芳]|ばれない|選び|準備|書い|教え|考え|どれを|説明|"
        + words("write|rite|how|tell|best way|plan|convincing|convinceing"),
    ),
    unless="防|対策|小説|映画|げーむ|ばすぼむ|どう思|" + words("novel|film|game|bath bomb|prevent|safety"),
    scope="question",
)
_HATEFUL = Clue(
    (
        (
            "(?:外|よそ|がいこく|外国|他国|隣の国|特定の国|移民|難民|あの国"
            "|越してきた外国)[^。!?\\n]{0,16}(?:から来|出身|の人|きたひと|もん|人|者)"
            "|あいつら|同性愛者|障害(?:の|を|者)|女性を|老人を|"
        )
        + words(
            (
                "immigrants?|foreigners?|refugees?|people who use wheelchairs|wheelchairs?|gays?"
                "|muslims?|jews?|those people|disabled"
            )
        ),
        (
            "追い出|おいだ|悪口|害虫|虫けら|ごみと|出て行け|帰れ|投げつけ|ひどい ?あだな"
            "|笑い話|信用でけへん|信用でき|従わせ|侮辱|見下|おとしめ|ばかに|"
        )
        + words(
            "humiliat\\w+|vermin|go home|drive (?:them )?out|joke|mock\\w*|insult\\w*|hate|slur|disgust\\w*"
        ),
        "作って|考え|かんがえ|書い|書き方|どの言葉|教え|つくって|[いえ]てや|投げつけたい|"
        + words("finish|write|make|come up|which"),
    ),
    unless="防|対策|支援|どう思|記事|なくす|減らす|" + words("prevent|support|article|against"),
    scope="question",
)
_LEWD = Clue(
    (
        (
            "官能|露骨|からみ|何も着て(?:い)?ない|薄着どころ|布団の中|興奮する書き方"
            "|頬が熱く|裸|無理やり従わせ|足元[^。]{0,20}れんず|上に向けた(?:「?作品|れんず)"
            "|濡れ|艶|"
        )
        + words(
            (
                "steamy|naked|nothing on|undress\\w*|explicit|between the sheets|erotic|upskirt"
                "|under (?:the|her) skirt|smut"
            )
        ),
        "書い|描|創作|場面|撮|買い取|お持ち|教え|字で|"
        + words("write|describe|scene|send|photo|words|story|draw"),
    ),
    unless="裸足|裸眼|裸電球|丸裸|防|どう思|裸の王様|" + words("naked eye|prevent|rating"),
    scope="question",
)
_DRUG = Clue(
    (
        (
            "大[麻磨]|覚[醒せ]い?剤|こかいん|脱法|薬物|売人|吸うと気分|はいになれる"
            "|めす(?=を買)|まりふぁな|違法(?:な)?(?:草|薬)|"
        )
        + words("cocaine|cocane|weed|heroin|mdma|meth|dealer|get high|pills without"),
        "安く|手に入|回して|買(?:え|い|う)|売(?:って|り|る)|見つけ|場所|手配|ほしい|配達|"
        + words("where can|wher can|get|buy|deliver\\w*|cheap|find|order|tonite"),
    ),
    unless="防|対策|乱用|記事|どう思|草むしり|雑草|"
    + words("prevent|abuse|garden|weed(?:ing)? (?:killer|the)|news"),
    scope="question",
)
_SELF = Clue(
    (
        (
            "終わりにしたい|苦しく ?ない(?:幕|方法)|幕の引き方|楽になる(?:に|方法)"
            "|静かに眠ったまま|戻らなくなる|消えてしまいたい|何日食べずに|食べずにいられ"
            "|体重計[^。]{0,14}怖い|高い所から|薬をまとめて|手首|"
        )
        + words(
            (
                "end it all|never wake|painless way|stop eating|how long can you (?:go without"
                "|starve)|cut yourself|sleep forever"
            )
        ),
        "教え|やり方|方法|選び|どれ|手だて|引き方|部屋へ|合い|" + words("how|tell|share|which|way"),
    ),
    unless="相談窓口|防|支え|仕事を終わり|肩こり|腰|" + words("helpline|prevent|support"),
    scope="question",
)
_FORGED = Clue(
    (
        "騙[っりる]|かたって|偽造|偽の|にせの|本物(?:そっくり|らしく)|"
        + words("forged?|fake|counterfeit|looks? (?:real|genuine)|convincing"),
        "処方箋|診断書|証明書|身分証|領収書|卒業証書|"
        + words("prescription|certificates?|doctor'?s note|sick note|diploma|permit|passport|licen[cs]e"),
        "作って|書いて|考えて|作成|文面|ひな形|" + words("make|write|draft|template|create|design"),
    ),
    unless="見分け|見抜|本物か|だまされ|" + words("spot|detect|tell apart|is this|news"),
    scope="question",
)
HARMS = (_FORGED, _ROBOT, _CHEAT, _BREAK_RULES, _HURT, _HATEFUL, _LEWD, _DRUG, _SELF)
