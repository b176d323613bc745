"""What leads a member away from the platform: forms, apps, codes, accounts, chats, calls."""

from screening_policy.english import order_to
from screening_policy.japanese import plea_for
from screening_policy.patterns import compiled, word
from screening_policy.soliciting import Offer, asked_ja

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
        r"(?:participation|taking part|(?:the|this) (?:task|survey|job)|it) (?:requires|involves|needs)"
        r"(?: you to)? (?:install|download|regist(?:er|ra)|sign(?:ing)? up|log(?:ging)? in|join|creat)\w*",
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
        "(?:あぷり|拡張機能|そふと)(?:を|の)[^。!?]{0,10}必要が(?:あり|ござ)"
        "|(?:登録|ろぐいん|友だち追加|友達追加)(?:する|して(?:いる|おく|いただく))必要が(?:あり|ござ)",
        "(?:あかうんと|id)で(?:ろぐいん|さいんいん)し(?:、|て(?!い|る|お|も))[^。!?]{0,25}(?:ください"
        "|下さい|お願い)",
        plea_for("会員に(?:なっ)?"),
        "(?:電話|でんわ|zoom|ずーむ|びでお通話|ふぁっくす)(?:にて|で|から)(?:ご|お)?(?:答え|返事|回答)"
        "(?:を|して|て)?(?:くだ|下さ|願|いただきます|いただけ|お願い)",
        plea_for(
            "(?:電話|zoom|ずーむ|おんらいん|対面)(?:での?)?(?:いんたびゅー|面談|面接|取材)(?:に|を"
            "|へ)(?:ご)?(?:参加|協力|応募|受け)(?:し)?"
        ),
        "(?:zoom|ずーむ|すかいぷ|skype|電話|びでお通話|line|らいん)で(?:お)?話(?:しましょう"
        "|しませんか|しよう|をしましょう)",
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
        "(?:q r|きゅーあーる|[二2]次元(?:ばー)?)(?:こーど|code)?を[^。!?]{0,12}(?:読み取|読み込|すきゃん"
        "|読)[^。!?]{0,3}(?:、|て|で)"
        "[^。!?]{0,24}(?:選|答|書|進|入力|開)",
        r"(?:^|\n)\W{0,3}[0-9]{1,2}[.):、 ][^。\n]{0,16}(?:あぷりを(?:入れる|落とす|いんすとーる)|会員登録"
        r"|新規登録|ろぐいん)(?:を)?(?:して|する|し)",
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
STEMS = compiled(
    "form|survey|questionnaire|site|[0-9]{6}|search|google|dial|phone|join|検索|話し"
    "|話をし|いんたびゅー|面談|面接|@|page"
    "|app|server|sign|regist|enrol|account|log|apk|software|program"
    "|extension|plug|q r|contact|message|dm|write|text|call|ring|reach"
    "|add|mail|pm|join|link|url|さいと|ふぉーむ|ぺーじ|hp|登録|ろぐいん|さいん|あぷり|そふと"
    "|ぷろぐらむ|拡張|いんすとーる|だうんろーど|こーど|追加|らいん|line|てれぐ|tele"
    "|でぃすこ|disc|わっつ|what|かかお|すかい|sky|いんすた|insta|ついった|twit|zoom|めっせ|sns|電話"
    "|でんわ|めーる|だいれくと|ふぁっくす|続き|残り|本|詳細"
)
AWAY = compiled(f"(?:{_EN})|(?:{_JA})")
_THERE_JA = asked_ja(
    "回答し?|答え|入力し?|送信し?|記入し?|埋め|続け|続き|進[みん]?|手続き|お戻り|申し込み?"
    "|参加し?|応募し?|提出し?|済ませ|完了し?|移動し?"
)
OFFERS = (
    Offer(
        "(?:ふぉーむ(?!ろ)|さいと|ぺーじ|うぇぶ|りんく先|飛び先|url|会場|部屋|場所|画面|ところ"
        "|検索窓|あんけーと|すまほさいと)(?:上)?(?:で(?!き|す|し)|にて|から|へ|に(?:ある|て|は"
        "|移|あくせす|とび|飛|進|入))|そちらの?(?:欄|ぺーじ|画面|さいと|で)|検索窓|検索(?:結果"
        "|で出)"
        "|"
        + word(
            r"(?:google|web|online|external|outside|own|separate|other|linked) ?(?:forms?"
            r"|surveys?|questionnaires?)|(?:on|at|via|in|over to|through) (?:our|my|the|another"
            r"|an?) (?:\\w+ )?(?:web ?site|site|portal|server|form|members'? (?:area|page)"
            r"|web page)|search (?:bar|box|engine)|sign-?up page|microsite|elsewhere"
            r"|off[- ](?:site|platform)"
        ),
        f"{_THERE_JA}|続き(?:の)?(?:設問|質問|回答|は)[^。!?\\n]{{0,30}}(?:にあり|にござ"
        f"|でお待ち|に用意|へ|から)|(?:本当|残り|くわしい|詳しい)(?:の)?(?:設問|質問|回答"
        f"|お答え)[^。!?\\n]{{0,30}}(?:にあり|で|から|へ)|"
        + order_to(
            "fill|complete|answer|submit|register|sign|log|enter|continue|finish|do the rest"
            "|take the|carry on|head over|go over|hop over|search for|look up|find us"
        ),
        unless=(
            r"この画面|この場|ここで|こちらの欄|\\bhere\\b|この(?:ぺーじ|あんけーと|ふぉーむ)|見やすい"
            r"|思いますか|how (?:often|easy|many)|which|ご覧"
        ),
    ),
    Offer(
        "あぷり|(?<!どらっぐ)(?<!どらつぐ)すとあ|拡張機能|そふと(?!くり|どり|め|ば|て|さ)|"
        + word(r"(?:\w+ )?apps?|app ?store|play ?store|store|extension|software|plug-?in|program"),
        asked_ja("いんすとーるし?|だうんろーどし?|入れ|落とし|起動し?|とってき|導入し?|探し|取得し?|開い")
        + "|いんすとーる(?:が|を)?(?:必要|済|完了)|起動して|"
        + order_to("install|download|get|launch|add our|put our|grab|set up|open our|open it"),
        unless=r"どのくらい|どんな|思いますか|訳|translat|how (?:often|many)|which (?:apps?|download)"
        r"|what made|\bwould you\b[^.?!]{0,40}\bif\b",
    ),
    Offer(
        "q r|qr|きゅーあーる|二次元(?:ばー)?こーど|2次元(?:ばー)?こーど|四角い(?:白黒の)?(?:模様|こーど)|"
        + word(r"qr(?: ?codes?)?|square code|bar ?code|(?:black[- ]and[- ]white )?squares?"),
        asked_ja(
            "読み取[りっ]?|読み込[みん]|すきゃんし?|かざし|撮[りっ]|読[みん]|写[しっ]|あくせすし?"
            "|開[いき]|飛[びん]"
        )
        + "|読み取って(?:、|から|開)|"
        + order_to("scan|read|point your|hold your|photograph|follow"),
        unless=r"どう思|便利|方式|which|how (?:often|do)",
    ),
    Offer(
        "会員|あかうんと|まいぺーじ|さいと|めるまが|にゅーすれたー|無料登録|"
        + word(
            r"accounts?|membership|members?|site|web ?site|portal|newsletter|mailing list"
            r"|waiting list|log-?in|profile|club"
        ),
        asked_ja(
            "登録(?:を)?し?|登録[をも]?済ませ|作成し?|作[りっ]|ろぐいんし?|さいんいんし?|入会し?"
            "|申し込[みん]?|加入し?|開設し?"
        )
        + "|登録[をも]?(?:済ませ|完了)(?:る|し)?|(?:に|へ)(?:ご)?登録(?:後|して(?:から|、)|のうえ)|"
        + order_to("sign up|sign in|log in|register|enrol|enroll|create|join|open an|subscribe|set up an"),
        unless=r"どうする|面倒|思いますか|how (?:often|many)|which",
    ),
    Offer(
        "公式あかうんと|友だち|友達|ふれんど|らいん|line|ぐるーぷ|おーぷんちやつと|"
        + word(r"line|telegram|discord|whats ?app|friends?|group chat|official account|channel|server"),
        asked_ja("追加し?|登録し?|参加し?|入[りっ]|つなが[りっ]|とうろくし?")
        + "|追加(?:は)?(?:お|ご)?済み|"
        + order_to("add|join|message|text|ping|contact"),
        unless=r"どんな|よく使う|思いますか|which|how often",
    ),
    Offer(
        "0[0-9]{1,3}-?[0-9x×○〇*]{2,4}-?|お?電話(?!番号|機|帳|会社)"
        "|[a-z0-9.+_\\-]{2,40}@[a-z0-9.\\-]{3,40}|ふぁっくす|dm|だいれくとめっせーじ|担当者"
        "|係の者|おぺれーたー|びでお通話|ずーむ|zoom|"
        + word(
            r"\+?[0-9][0-9\- ]{6,14}|phone|hot ?line|call cent(?:re|er)|e-?mail|dm|direct message"
            r"|zoom|video call|in person"
        ),
        asked_ja(
            "お?[か掛]け|電話し|連絡し?|伝え|送[りっ]|話[しを]|申し付け|返信し?|めーるし?"
            "|問い合わせ|お越し|来[てい]"
        )
        + "|お掛けいただ|めーるで(?:送|回答|答え|返)|"
        + order_to(
            "call|ring|dial|(?:phone|text) (?:us|me|our|the|in|\\+?[0-9])|e-?mail (?:us|me|it|your|the"
            "|to)|mail (?:us|me|it|your|to)|write to|message|fax|reach|contact|get in touch"
            "|speak to|talk to|send your|send us|drop us|join|meet|come to|visit"
        ),
        unless=(
            r"どう思|どちら|思いますか|感じ|番号を(?:書|教|入力|記入)|how (?:often|do you)|which"
            r"|what (?:annoy|do you)|your (?:own )?(?:phone|e-?mail|number|mobile)"
            r"|helpline"
        ),
    ),
)
