"""F2: pyramid schemes, investment lures, gambling, gift cards, moving money, pay by result elsewhere."""

from collections.abc import Iterator

from screening_policy.around.money import MONEY
from screening_policy.clues import or_around
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene
from screening_policy.soliciting import REAL_EN, REAL_JA, Offer, asked_ja, invited_to, offered_in

_TALK = (
    r"と(?:は)?(?:思|感じ)|どう(?:思|感|です)|知って|ご存|聞いたこと|見かけ|たこと(?:は|が)"
    r"|印象|いめーじ|まとめ買い|ぽいんと(?:が|は|も)?[0-9.]+倍|不安|べき|規制|被害|だまされ|見分け"
    r"|勧誘(?:を|さ)れ|重視|興味"
    r"|\b(?:have you|heard of|do you (?:think|know|trust|feel)|should|opinion|how (?:often"
    r"|well|much do you|likely|do you)|did you|last year|aware|scams?|worried|avoid)\b"
)
_WORDS = r"(?<![a-z])(?:{})(?![a-z])"
_MONEY = (
    r"(?:[0-9,〇一二三四五六七八九十百]{1,9} ?(?:万|千|百){0,2}(?:円|えん|ドル|どる|yen|usd"
    r"|dollars?|euros?|eur|pounds?)|[$€£¥] ?[0-9]+|お金|現金|まねー|cash|money|funds?|入会金"
    r"|会費|貯金|しょう?金|手持ち)"
)
_INVEST = (
    "投資|出資|銘柄|(?:お金|資産|貯金|へそくり)(?:を|が|に)[^。!?\n]{0,6}?(?:増や|増え|働"
    "|殖や|育て|ふやす)|(?<![ぁ-ん])とう?し(?:を|し(?!た)|に)|仮想通貨|かそう?つう?か"
    "|暗号(?:資産|通貨)|びっとこいん|ふぁんど|fx|ばいなりー|(?<!り)株(?!式会社|主総会)"
    "|とーくん|元本|運用|資産形成|利回り|月利|年利|配当|自動売買|先物|nft|副業|不労所得"
    "|権利収入|儲け話|秘密の方法|情報商材|講座(?=で|を?受)"
    "|"
    + _WORDS.format(
        r"invest(?:ment|ments|ing|or|ors)?|crypto\w*|bitcoins?|tokens?|coins?|forex|stocks?|shares"
        r"|funds?|trading|stake|staking|liquidity|savings|pre-?ipo|apy|yields?|passive income"
        r"|returns?|side income|get rich|secret method"
    )
)
_PROMISE = (
    "必ず|かならず|絶対(?:に)?|ぜったい|確実|かくじつ|保証|のーりすく|りすく(?:なし|ぜろ|0)"
    "|[0-9.]+倍|倍(?:に|以上)|何倍|もう?か(?=[るりっせ])|もうけ|儲か|儲け|かせげ|稼げ|勝て"
    "|増え|ふえ|殖え|月利|日利|年利|利息|[0-9]+(?:割|%|ぱーせんと)(?:の)?(?:利|配当|りたーん"
    "|上乗せ)"
    r"|不労|権利収入|億り?|大金|勝ちま|値上がり|お約束|勉強会|せみなー|さろん|配当|何口|1口"
    r"|毎月[^。!?\n]{0,8}?(?:配当|入)|年[0-9]+|会員制"
    r"|\b(?:guarantee\w*|risk-?free|no risk|doubles?|doubling|triples?|tenfold|\d+ ?(?:x|times"
    r"|fold|%)|profits?|sure|certain|for life|while (?:you|it) sleep|passive|grows?|earn\w*"
    r"|returns?|never lose|always win|rich|no risk|\d+ ?% (?:a|per|every|each) (?:day|week"
    r"|month|year)|(?:every|each|a|per) (?:day|week|month)|reserve|next month|shares of our)\b"
)
_JOIN_JA = (
    "始め|はじめ|参加|申し込|もうしこ|預け|あずけ|投資(?:し|を)|とうし|とうしし|入(?:れ|っ"
    "|会)|出資|買(?:っ|い|わ)|購入|登録|乗(?:っ|り|ら)|のっ|やって|してみ|つけ|席|枠|働|試し"
    "|任せ|体験|加入|増やし|ご用意"
)
_INVITED_JA = "|".join(
    (
        asked_ja(_JOIN_JA),
        rf"(?:{_JOIN_JA})[^。!?\n]{{0,10}}?(?:ますか|ましょうか|(?:れ|られ)ますか|いかがですか"
        rf"|になりますか|るだけ|れば|たら|なら|よ$|$)",
        "(?:購読|入会|参加|体験|登録)しますか|始めますか|何口|何人(?:まで)?(?:連れて|誘|紹介)"
        "|参加できる(?:日|方)|いかがですか|どうや|約束です|お席をご?用意|席をご?用意|枠を確保"
        "|説明会|せみなー|戻り?ます|返ってきます|帰ってく|入ります|手に入り|勝てます|増えます"
        "|もうかります|稼げます|儲かります|公式へ|入る仕組み",
    )
)
_JOIN_EN = (
    invited_to(
        r"(?:invest|put (?:in|into|money|\d+)|deposit|buy|join|start|begin|try|stake|trade|sign up"
        r"|get in|double|grow|earn|add|commit|fund)"
    )
    + r"|\b(?:how much|what amount|how many)[^.!?\n]{0,40}? (?:would|will|can|do) you (?:like "
    r"to |want to )?(?:put in|invest|start|deposit|buy|reserve|have)|\bare you in\b|\bcount "
    r"me in\b|\bi'?m in\b|\bshall we\b|\bjoin us\b|\bour (?:token|coin|fund|platform|plan"
    r"|system|club|scheme|team)\b"
)
_LURE = Offer(
    matter=rf"(?:{_INVEST})[^。!?\n]{{0,60}}?(?:{_PROMISE})"
    rf"|(?:{_PROMISE})[^。!?\n]{{0,60}}?(?:{_INVEST})|(?:{_MONEY})[^。!?\n]{{0,50}}?(?:[0-9]*倍"
    rf"|{_WORDS.format('double|doubled|tenfold|triple')})",
    act=f"{_INVITED_JA}|{_JOIN_EN}",
    unless=_TALK,
)
_OURS = Offer(
    matter=rf"(?:当社|弊社|私ども|わたしたち|私たち|うち)(?:の|が|で)[^。!?\n]{{0,16}}?(?:{_INVEST})"
    rf"|\bour (?:\w+ )?(?:{_INVEST})|(?:{_INVEST})[^。!?\n]{{0,30}}?(?:[0-9]+(?:万)?円から)",
    act=f"{asked_ja(_JOIN_JA)}|申し込(?:む|み)|{_JOIN_EN}",
    unless=_TALK,
)
_PYRAMID = Offer(
    matter=(
        "ねっとわーく ?びじねす|まるち(?:商法|れべる)|まるちまがい|mlm|ねずみ講|連鎖販売"
        "|だうんらいん|あっぷらいん|(?:新しい(?:会員|人)|お?友(?:だち|達|人)|知り?合い|会員"
        "|人)(?:を)?[^。!?\n]{0,6}?(?:連れて|誘|紹介|増や|入れ)[^。!?\n]{0,4}?(?:くる|う|する"
        "|やす|れる)(?:たびに|と|だけで|ごとに|ほど)[^。!?\n]{0,50}?(?:割|%|円|報酬|もの|収入"
        "|入る|入り|ぼーなす)|紹介(?:料|報酬|まーじん|する|し|ぼーなす)[^。!?\n]{0,40}?(?:配当"
        "|報酬|収入|らんく|分け前|まーじん|入る|もらえ|売上)"
        "|(?:下|した)(?:に|の会員)[^。!?\n]{0,20}?(?:つけ|付け|入れ|会員"
        "|人)[^。!?\n]{0,30}?(?:分け前|配当|報酬|入る|収入|もう?か(?=[るりっせ])|儲か)|(?:友人"
        "|友だち|友達|知り?合い|仲間)[^。!?\n]{0,20}?(?:紹介|誘|勧誘)[^。!?\n]{0,40}?(?:配当|報酬"
        "|収入|らんく|分け前|まーじん|入る|%|割)"
        "|子会員|孫会員|会員を増や|入会金[^。!?\n]{0,24}?(?:分け前|[0-9]+割|[0-9]+%|半分|入る)|"
        + _WORDS.format(
            r"downlines?|uplines?|multi-?level|mlm|network marketing|pyramid (?:scheme|plan)"
            r"|(?:joining|entry|starter|membership) fee|recruit(?:ing)? (?:\w+ ){0,3}(?:friends|people"
            r"|members|others)|(?:friends?|people|members) (?:\w+ ){0,2}(?:you )?(?:bring|recruit"
            r"|refer|sign up|introduce)\w*|ambassador plan|(?:place|build|recruit|sellers|people"
            r"|team) (?:\w+ ){0,3}under you|under you|independent (?:distributor|agent|consultant)s?"
            r"|starter kit|everyone you sign up|bringing in (?:\w+ ){0,2}(?:friends|people|members)"
        )
    ),
    act=f"{_INVITED_JA}|{_JOIN_EN}|何人|\\b(?:monthly|weekly) cut\\b|\\byou (?:keep|earn|get"
    f"|receive|make|are paid)\\b|\\b(?:commission|share|percent|third|half|tenth) (?:of|on"
    f"|from)\\b",
    unless=_TALK,
)
_GAMBLING = Offer(
    matter="おんらいんかじの|胴元|一勝負|共同購入|予想(?:を)?(?:配信|販売)|打ち子|かじの|ぎゃんぶる"
    "|賭(?:け|場|博)|ぶっくめーかー|すろっと|ばから(?!し|れ)|るーれっと|ぽーかー|競馬(?:予想"
    "|の予想)|馬券|車券|ぱちんこ(?:必勝|攻略)|必勝法|勝ち馬|"
    + _WORDS.format(
        r"casinos?|bets?|betting|wagers?|gambl\w+|slots?|roulette|blackjack|poker|baccarat"
        r"|jackpots?|free spins?|sportsbook|lottery (?:syndicate|pool)"
    ),
    act="|".join(
        (
            asked_ja(
                "遊|賭け|かけ|参加|登録|試し|入金|回し|やって|買(?:っ|い)|べっと|張(?:っ|れ)|来て|勝(?:ち|っ)"
            ),
            "遊んでみますか|張れる|購読しますか|参加しますか|どうや|(?:無料)?(?:ちっぷ|ぼーなす"
            "|すぴん)(?:を)?(?:進呈|ぷれぜんと|差し上げ|もらえ|付)|必ず(?:勝|当た)|勝たせ|的中率"
            "|当社の(?:おんらいん)?かじの|必勝法を(?:お教え|教えます|買|販売)",
            invited_to(
                r"(?:place (?:a|your)? ?(?:first )?bets?|bet|wager|gamble|deposit|spin|play (?:at|on|in"
                r"|with|our|for)|join our|try (?:our|your luck)|put|stake|win)"
            ),
            r"\b(?:on|at|in) our (?:\w+ )?(?:casino|table|site|slots?|betting)|free (?:chips|spins"
            r"|bets?)|win (?:\w+ )?(?:times|big|back)",
        )
    ),
    unless=_TALK,
)
_GIFT_CARDS = Offer(
    matter="ぎふと(?:かーど|券|こーど)|電子まねー(?:の)?(?:かーど|ぎふと|番号|を)"
    "|ぷりぺいど(?:かーど)?|ぷりか|あまぞん(?:の)?(?:ぎふと|かーど)|amazon ?ぎふと"
    "|itunes(?:の)?かーど|(?:あっぷる|apple|google ?play"
    "|ぐーぐるぷれい)(?:の)?(?:ぎふと)?かーど|びっとかっしゅ|うぇぶまねー|商品券|"
    + _WORDS.format(
        r"(?:gift|prepaid|store|itunes|amazon|steam|google play|apple) ?(?:cards?|vouchers?"
        r"|certificates?|codes?)|giftcards?|buygiftcards|vouchers?"
    ),
    act="|".join(
        (
            asked_ja(
                "買(?:っ|い)|かって|購[入人]|送(?:っ|り|信)|写真を|番号を|裏面|削っ|こーどを|調達|手に入れ"
            ),
            "(?:買|購[入人])(?:っ|い|し)(?:て(?:から|きて|、)|、|た(?:ら|後))",
            invited_to(
                r"(?:buy|purchase|get|pick up|send|order|scratch|read|photograph|collect|redeem|forward"
                r"|bring)\b[^.!?\n]{0,30}?\b(?:gift|prepaid|store|itunes|amazon|steam|google|apple|vouchers?"
                r"|cards?|codes?|them|it|the)"
            ),
            r"buygiftcards|\bbuy (?:\w+ ){0,4}?gift ?cards?(?: \w+){0,6}? (?:for us|and send|and "
            r"(?:type|enter|read))|scratch off|send (?:us )?the codes?",
        )
    ),
    unless=_TALK,
)
_TRANSFER = Offer(
    matter=rf"(?:{_MONEY})[^。!?\n]{{0,40}}?(?:振り?込|ふりこ|送金|そうきん|入金|立て?替|送っ|移し|渡"
    rf"|渡し|送って)|(?:振り?込|送金)[^。!?\n]{{0,20}}?(?:{_MONEY})|(?:受け?取"
    rf"|入金)[^。!?\n]{{0,40}}?(?:送金|振り?込|送って|移し|替え)"
    rf"|(?:協力金|手数料|入会金|登録料|保証金|参加費|会費|きょうりょくきん|にゅうかいきん|代金"
    rf"|お布施)[^。!?\n]{{0,24}}?(?:振り?込|ふりこ|払|送金|はら)|(?:びっとこいん|仮想通貨"
    rf"|暗号資産|btc|eth)[^。!?\n]{{0,24}}?(?:買|送)|(?:預け|あずけ|入れ|払"
    rf"|出し)[^。!?\n]{{0,10}}?(?:ると|れば|くと|たら|だくと)[^。!?\n]{{0,40}}?(?:返|戻|もらえ)"
    rf"|\b(?:withdraw)\b[^.!?\n]{{0,20}}?(?:{_MONEY})"
    rf"|\b(?:transfer|wire|send|remit|forward|move|pay|lend)\b[^.!?\n]{{0,30}}?(?:{_MONEY})"
    rf"|(?:{_MONEY})[^.!?\n]{{0,40}}?\b(?:transfer\w*|wired?|forward\w*|remit\w*)\b",
    act="|".join(
        (
            asked_ja("振り?込|ふりこ|送金|そうきん|入金|立て?替|送っ|移し|渡し|替え|払|はら"),
            "お?返し(?:し|いた|申)ます|お返しします|\\b(?:get|receive) (?:\\d+|back|double|it "
            "back)\\b|\\band (?:put|give|hand|pass|bring) it\\b",
            "(?:振り?込|送金|送って|立て?替|替え)[^。!?\n]{0,40}?(?:お返し|返し|上乗せ|いただき"
            "|もらいます|手数料|差し上げ|して(?:もら|ほし))|(?:お返し|上乗せ)[^。!?\n]{0,20}?(?:ます"
            "|致し|申し上げ)",
            invited_to(r"(?:transfer|wire|send|remit|forward|move|pay|lend)"),
            r"(?<!do\s)(?<!did\s)\byou (?:transfer|wire|send|remit|forward|move|pass)\b|\b(?:we|our "
            r"\w+|colleague of ours"
            r"|i) (?:\w+ ){0,2}?(?:returns?|sends? back|pays? back|refunds?|gives? back)\b",
        )
    ),
    unless=_TALK + r"|割り勘|(?:友人|家族)への|振込手数料",
)
_RESULT = Offer(
    matter="成果報酬|成約|売った(?:件数|数|分|個数)|売れ(?:たら|れば|るたび|た場合)|完全歩合"
    "|歩合(?:制)?|紹介料|あふぃりえいと|売れた(?:分|ら|数)|契約(?:が)?(?:取|とれ)|件数に応じ|"
    + _WORDS.format(
        r"commissions?(?: only)?|per sale|sales? you (?:make|bring)|results? only|affiliate|only "
        r"if (?:\w+ ){0,3}(?:buys?|sells?|signs?)|percent of (?:every|each|what)|when you sell"
        r"|paid only (?:when|if|for)|only (?:when|if|after) (?:somebody|someone|people|anyone|they"
        r"|a customer)|(?:somebody|everyone|people|anyone) you refer"
    ),
    act="(?:販売|営業|せーるす|商材|商品を|売(?:っ|り|れ)|勧め|紹介|拡散|あふぃりえいと|りんく"
    "|集客)[^。!?\n]{0,60}?(?:お?支払|報酬|お渡し|謝礼|払い|差し上げ|ください|いただ|ませんか"
    "|ます)|(?:お?支払|報酬|お渡し|謝礼)[^。!?\n]{0,40}?(?:当社から|直接|別途|成果|成約)"
    r"|\b(?:sell|promote|advertise|refer|bring|share (?:your|the|our) link"
    r"|market)\b[^.!?\n]{0,60}?|\b(?:paid|pay|earn|reward\w*)\b[^.!?\n]{0,40}?\b(?:by us"
    r"|directly|only|elsewhere|our (?:shop|site|company))\b",
    unless=_TALK,
)


_ANYHOW = Offer(
    matter="出資|(?:収入|副業|所得)の?(?:仕組み|しくみ|秘密|ひみつ|こつ|のうはう)|仮想通貨|暗号資産|(?<![a-z])こいん(?:を|が)|fx|先物|へそくり|元本|配当|月収|儲"
    "|稼(?:げ|ぎ)|かせげ|不労|[0-9]+倍|るーれっと|馬券|賭け|かじの|代理店|開運|運が開"
    "|つぼ(?:を|が)|壺|数珠|万円(?:を)?お?支払|(?:番号|窓口|端末)[^。!?\n]{0,10}?(?:に"
    "|へ)[^。!?\n]{0,10}?(?:円|払)|ふやして|増やして|の売り?上げの[0-9]|"
    r"(?<![a-z])(?:crypto\w*|tokens?|coins? that|invest\w*|deposit|roulette|casino|slots|wager"
    r"|vouchers|prepaid cards?|bank transfer|commission|share of what|friends spend|get rich"
    r"|doubled?|dividends?|to your neighbou?rs|then will you be paid)(?![a-z])",
    act=f"{REAL_JA}|{REAL_EN}|お(?:教え|伝え|見せ|渡し)(?:し|いた)|公開し|伝授|(?:買|知りた|受け取り?|申し込み?)(?:いますか|いですか|ますか)",
    unless=_TALK + r"|どこで|何を|いくら|どんな|もし",
)


def find(scene: Scene) -> Iterator[Hit]:
    """Lures by kind; what only talks about money or games is let off."""
    return or_around(scene, _named(scene), *MONEY)


def _named(scene: Scene) -> Iterator[Hit]:
    return offered_in(scene, _LURE, _OURS, _PYRAMID, _GAMBLING, _GIFT_CARDS, _TRANSFER, _RESULT, _ANYHOW)


RULE = Rule(
    id="F2",
    verdict="refuse",
    reason=(
        (
            "マルチ商法・投資や暗号資産の勧誘・賭け事・ギフトカードの購入・送金・外部での成果"
            "報酬の依頼はできません。"
        ),
        "Pyramid schemes, investment lures, gambling, gift cards, moving money and pay by result "
        "elsewhere are not allowed.",
    ),
    find=find,
    found=(
        "友人を紹介すると会員の売上から配当が入る仕組みです。参加しますか",
        "ネットワークビジネスの説明会に参加しませんか",
        "必ず儲かる投資を始めませんか",
        "元本保証で月利３割の運用です。お預けになりますか",
        "当社の暗号資産に10万円から申し込みませんか",
        "仮 想 通 貨で確実に増やせます。始めてみませんか",
        "ｶｼﾞﾉで遊んでみませんか。無料チップを進呈します",
        "コンビニでギフトカードを2枚買ってください",
        "電子マネーのカードを購入して番号を送ってください",
        "指定の口座に1万円をお振り込みください。翌日お返しします",
        "当社の商材を販売し、成約した分だけ報酬をお渡しします",
        "Invest 200 dollars in our crypto coin and double your money",
        "Our token doubles every month, guaranteed. How much would you like to put in?",
        "Please buy gift cards and send us the codes",
        "Place a bet on our casino table tonight",
        "Transfer 30,000 yen to this account and we return 33,000",
        "Build your downline and earn passive income. Are you in?",
        "Each friend you bring pays a joining fee and you keep a third of it. Are you in?",
        {"instructions": "You only get a commission when you sell our products. We pay it directly."},
        {"instructions": "回答のあと、絶対に勝てるFX自動売買に申し込んでください。"},
    ),
    passes=(
        "投資に興味はありますか",
        "ギフトカードと品物のどちらがうれしいですか",
        "割り勘のときはどうやって送金しますか",
        "投資詐欺のニュースを見たことがありますか",
        "マルチ商法という言葉を知っていますか",
        "節約のために何をしていますか",
        "お友だち紹介割引を利用したことはありますか",
        "例文「誰でも必ずもうかる投資」は怪しく見えますか",
        "お土産にかける金額はいくらですか",
        "How well could you explain what a blockchain is?",
        "Have you heard of pyramid schemes?",
        "How many gift cards did you get last year?",
        "How do you usually split a restaurant bill?",
        "Should schools teach how to invest?",
        "I bet it will rain tomorrow. How formal is this sentence?",
        "Which pyramid is shown in the picture?",
        "Do you know how interest rates work?",
    ),
)
