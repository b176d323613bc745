"""The words of both languages for unlawful acts, violence, drugs and self-harm, and for how it is done."""

HOW_JA = (
    "方法|やり方|やりかた|しかた|仕方|手順|こつ|こつ|手口|作り方|つくりかた|買い方|かいかた"
    "|場所|手に入れ|入手|道具|裏技|抜け道|れしぴ|すべ|口実|言い訳|文面|文章|説明文|書き方"
    "|入り方|手を|抜け方|隠し方|売り方|使い方|飲み方"
)
CRIME_JA = (
    "他人の[^。!?\n]{0,12}?(?:ろっく|鍵|ぱすわーど|端末|すまほ)|こっそり|自分のものに|偽の"
    "|違法さいと|うまい手|ろっくを(?:外|解除)|転売|住所を特定|(?:個人|本名|身元|家)を(?:特定"
    "|割り出)|年齢確認を|未成年(?:でも|に"
    "|が)[^。!?\n]{0,10}?(?:買え|酒|たばこ)|切符(?:を買わ|なし)|改札を|脱(?:税|悦)|万引"
    "|まんびき|密輸|偽造|偽物|偽札|にせもの|にせさつ|盗(?:む|み|ん|撮|聴|品)"
    "|(?<![ぁ-ん])ぬす[むみ]|(?<![ぁ-ん])すり(?:の|を)|窃盗|強盗|空き巣|侵入|不法|違法"
    "|不正(?:あくせす|に|受給|ろぐいん)|乗っ取|はっきんぐ|はっく(?:す|し)|なりすま|詐欺"
    "|(?<![ぁ-ん])さぎ(?!り)|おれおれ|恐喝|脅(?:す|し|迫)|ゆす(?:る|り)|無断で|むだんで"
    "|ばれ(?:ない|ず)|見つから(?:ない|ず)|みつから(?:ない|ず)|捕まら|つかまら|ごまかす"
    "|ごまかし|鍵(?:を|の)?(?:なし|開け(?!っぱ|た|ず)|こじ|壊)|ぴっきんぐ|無免許|飲酒運転|海賊版"
    "|違法だうんろーど|割れ(?:そふと|もの)|本物として|他人の(?:口座|かーど|あかうんと|wi-?fi)"
    "|ただ乗り|無賃|きせる乗車|転売(?:目的|用)|闇(?:ばいと|金|さいと)|裏ばいと|横領|賄賂"
    "|わいろ|水増し請求|粉飾|虚偽(?:の)?申(?:請|告)|監視を逃"
)
VIOLENCE_JA = (
    "爆破予告|脅迫(?:状|文)|予告状|動物を(?:いじめ|虐|苦し)|殺(?:す|し|害|せ|人)"
    "|(?<![ぁ-ん])ころ(?:す(?!き)|し)|殴(?:る|り|っ)|なぐ(?:る|り)|刺(?:す|し殺)|爆弾"
    "|ばくだん|爆発物|火炎瓶|銃(?:の|を|器)|武器(?:の|を)|毒(?:入り|のえさ|を|の作|薬|殺|がす)|痛い目"
    "|いためつけ|痛めつけ|復讐|仕返し|襲(?:う|い|撃)|放火|火をつけ|拷問|暴力|暴行|虐待"
    "|いじめ(?:る|て|方)|追い(?:つめ|詰め|込)|つぶした|つぶす|半殺|けがをさせ|怪我をさせ"
    "|嫌がらせ"
)
DRUGS_JA = (
    "白い粉|はいになる|とりっぷする|きめ(?:る|て)方法|ぶっ飛ぶ|大麻|まりふぁな|覚[醒せ]い?剤"
    "|かくせいざい|こかいん|へろいん|あへん|mdma|lsd|まじっくまっしゅるーむ|危険どらっぐ"
    "|脱法(?:はーぶ|どらっぐ)|違法(?:薬物|どらっぐ)|薬物(?:の|を)|(?<![ぁ-ん])まやく|麻薬"
    "|(?<![ぁ-ん])しゃぶ(?!しゃ)|手押し|吸うほうの|葉っぱ(?:を)?(?:吸|売|買)|草(?:を)?吸"
    "|処方薬の(?:横流し|転売)|睡眠薬を(?:大量|混ぜ)|めたんふぇたみん"
)
SELF_JA = (
    "苦しまずに|楽に(?:なる|なれる|消え|逝)|消える方法|この世から|自殺|じさつ|自傷"
    "|りすとかっと|りすか(?!$)|死に方|しにかた|死ぬ方法|楽に死|首(?:を)?(?:つ|吊)|飛び降り"
    "|自分(?:の|を)[^。!?\n]{0,6}?(?:傷つけ|きずつけ|痛めつけ|切)|過量服薬|おーばーどーず"
    "|拒食|吐き方|食べ?ない(?:で)?(?:で)?痩せ|消えたい"
)
CRIME_EN = (
    r"steal from|forged|threatening letter|ransom|without a ticket|not be noticed|dox\w*|find out where (?:he"
    r"|she|they) lives?|fool the age check|hack\w*|steal\w*|shoplift\w*|burgl\w+"
    r"|break(?:ing)? in(?:to)?|rob|robbery|pick (?:a|the) locks?|counterfeit\w*|fake (?:id|ids"
    r"|passport|documents?|bags?|money|tickets?|invoice)|forge\w*|launder\w*|evade tax\w*|tax "
    r"evasion|smuggl\w+|pirat\w+|crack(?:ed)? software|phish\w*|scam (?:people|someone|the)"
    r"|blackmail|bribe\w*|fraud|identity theft|without (?:a key|being (?:caught|noticed"
    r"|seen)|getting caught|paying|anyone noticing|a licen[cs]e)|get away with|insider trading"
    r"|dodge|illegal(?:ly)?|spy on|stalk\w*|track (?:someone|her|him)|cheat (?:the|on)|carry "
    r"the things out|fake receipts?|someone else's (?:account|card|wi-?fi)|neighbou?r'?s'? "
    r"wi-?fi"
)
VIOLENCE_EN = (
    r"kill(?! time| weeds| the)\w*|murder\w*|bombs?(?! bath)|explosives?|grenades?|poison (?:someone|a|him"
    r"|her|the)|weapons?|make (?:\w+ ){1,3}cry|molotov|torture\w*|beat (?:up|him|her|someone"
    r"|them)|stab\w*|shoot "
    r"(?:someone|people|him|her|up)|hurt (?:someone|him|her|them|people|a|my|your)|revenge"
    r"|arson|set fire|attack (?:someone|people|a|the)|bully\w*|harass\w*|threat(?:en)?(?: "
    r"\w+)? (?:him|her|them|someone|letter)"
)
DRUGS_EN = (
    r"cocaine|heroin|meth|crystal meth|mdma|ecstasy|lsd|weed|marijuana|cannabis|opium|fentanyl"
    r"|magic mushrooms|illegal drugs?|drug dealers?|dealers?|crack|ketamine|pills without a "
    r"(?:doctor|prescription)|prescription pills|get high|opioids?|prescription pills without"
)
SELF_EN = (
    r"never wake up|disappear from this world|suicide|kill yourself|self-?harm\w*|hurt(?:ing)? yourself"
    r"|harm(?:ing)? yourself|cut(?:ting)? (?:yourself|your (?:skin|arms?|wrists?))|end (?:your"
    r"|my|one's) (?:own )?life|overdos\w+|starve yourself|anorexi\w+|pro-ana|injur\w+ yourself"
    r"|painless way to die|ways to die"
)
HOW_EN = (
    r"how|where|ways?|steps?|methods?|tips?|tricks?|guide|recipe|instructions?|tools?|spots?"
    r"|best|without|plan|write|describe|explain|tell|list|name"
)
