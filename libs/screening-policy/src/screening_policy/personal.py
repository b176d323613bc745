"""Personal facts that a member may decline to tell: sex, money, family, age."""

from screening_policy.asking import Thing
from screening_policy.facts import Fact
from screening_policy.patterns import compiled

SEX = Fact(
    plain=r"your (?:sex|gender)(?! (?:life|equality))|(?:which|what) (?:sex|gender) (?:are|do|best|is)"
    r"|(?:what|which) is your (?:sex|gender)|^\W*(?:sex|gender)\W*$|are you (?:a )?(?:male|female|man"
    r"|woman|boy|girl)"
    r"|(?:gender|sex) (?:do you )?identify|\b(?:sex|gender)\W{0,4}(?:\(?(?:m ?/ ?f"
    r"|m or f|male ?/ ?female))|are you (?:an? )?(?:male|female|man|woman|boy|girl"
    r"|guy|lady|gentleman|bloke|m or f)|(?:what is|what's|whats|ur|yr|state your"
    r"|select your|choose your) (?:sex|gender)(?! (?:life|equality|role))|男女(?:の別|別を"
    r"|どちら)|(?:男|おとこ)(?:の人|の子|の方|性)?(?:か|ですか|、|・"
    r"|/)(?:それとも)?(?:女|おんな)(?:の人|の子|の方"
    r"|性)?(?:か|です|どちら|どっち)|性別(?!に関係|役割|を問わ|適合)|せいべつ|男性ですか"
    r"|女性ですか|男ですか|女ですか|男女どちら(?:です|か|でしょ)",
    not_before="役割|分業|違い|差別",
)
MONEY = Fact(
    plain=r"your (?:\w+ ){0,3}(?:income|salary|wages?|earnings?|pay(?!slip)|savings|assets|net worth|wealth"
    r"|pension)(?! (?:tax|goals?))|household income|(?:annual|yearly|monthly|personal) (?:income"
    r"|salary|earnings)|how much (?:money )?(?:do|did) you (?:earn|make|save|have saved"
    r"|have in savings)|^\W*(?:income|salary|savings|assets)\W*$|household (?:earn|make|bring)\w*"
    r"|earns? (?:in|per|a|each|every)(?: a)? (?:year|month|week)|piggy banks?|what do you (?:earn"
    r"|make) (?:a|per|each|in|every)|(?:bring|take) home (?:each|every|per|a|in)"
    r"|take[\- ]home pay|pay ?(?:cheque|check|packet)|how much (?:money )?(?:is|was) (?:in"
    r"|on) your|amount (?:you|that you) (?:earn|make|save)|(?:your|a) (?:yearly|annual"
    r"|monthly) bonus|how rich"
    r"|do you (?:own|hold) (?:\w+ ){0,2}(?:property|real estate|land|shares|stocks|bonds|investments)"
    r"|how much (?:\w+ )?(?:do|have) you (?:have |got |put )?(?:\w+ )?(?:in the bank|in savings|put by"
    r"|saved up|invested)"
    r"|(?:ぼーなす|賞与|年金|手当|仕送り|退職金)[^。!?\n]{0,12}(?:いくら|何円|何万|何か?月分|どのくらい"
    r"|どれくらい)"
    r"|(?:株|株式|投資信託|不動産|土地|有価証券)(?:など|等)?(?:を|は)?(?:お持ち|保有|所有|持って)"
    r"|value of your (?:assets|property)"
    r"|年収|ねんしゅう|月収|手取り|給料(?:は|を|の額|額)|給与(?:は|を|額)|世帯(?:年)?収入|(?:年間|毎月"
    r"|個人|世帯|ご?家庭)の?(?:収入|所得)|収入(?:は(?:いくら|どの)|を教え|額|を選)|所得(?:は|を|額)"
    r"|貯蓄額?(?:は|を|の|$|\W)|貯金額?(?:は(?:いくら|どの)|を教え|の額|額|いくら)|資産(?:額"
    r"|は(?:いくら|どの)|を教え|状況|の総額)|(?:1年|一年|年間|ひと月|1か月|月々|毎月)(?:で|に"
    r"|の)?[^。!?\n]{0,12}(?:いくら|何円|何万)[^。!?\n]{0,8}(?:入って|稼|もら|得て|収入)"
    r"|(?:働いた|お仕事の|労働の)(?:対価|報酬)[^。!?\n]{0,16}(?:いくら|何円)|(?:ぼーなす|賞与"
    r"|年金|手当|仕送り)(?:の)?(?:合計|額|総額|金額|は(?:いくら|何))|ふところに(?:入|はい)|(?:貯金"
    r"|預金|資産|株|貯蓄)[^。!?\n]{0,14}(?:何(?:万|百万|千)?円|いくら)|稼(?:ぎ|いで)(?:は"
    r"|[^。!?\n]{0,6}いくら)|懐具合|(?:か月|月々|毎月|1年|年間)[^。!?\n]{0,8}(?:入って(?:くる"
    r"|きた)お?金|手に入るお?金)|総資産|(?:定期)?預金(?:は|の額|額)"
    r"|株(?:式)?(?:の)?(?:保有額|評価額)|金融資産|預金残高|お?給料いくら",
    vague=(
        r"income(?: band| bracket| level| range| group)?|salar(?:y|ies)|wages?"
        r"|earnings|savings|net worth|assets|pay ?(?:band|packet|cheque|check"
        r"|bracket)|(?:収入|所得|給料|給与|月給|年俸|日給|時給|俸給|賃金|貯金|貯蓄|預金|資産|財産|稼ぎ"
        r"|手取り)(?=(?:は|を|が|の?額|の?金額|の?総額|の?合計|の?程度|の?範囲|の?めやす|の?帯|、|\W*$|\("
        r"|について教|状況|どの|いくら))"
    ),
    not_before=(
        r"\s(?:rose|went up|increased|doubled|grew)|(?:が|に)[^。!?\n]{0,14}(?:たら|れば"
        r"|なら)|の壁|(?:を|の)?(?:増や|ふや|使い道|管理|こつ|方法|運用|箱|源|明細"
        r"|日(?!本)|不動産|引き上げ|上がっ|下が"
        r"|減っ)|\s(?:tax|account|advice|tips|app)|\s(?:tax|inequality|goal)"
        r"|格差|印紙"
    ),
)
FAMILY = Fact(
    plain=r"your (?:marital|civil|relationship|family) status|(?:marital|civil|relationship) status"
    r"|(?:are|r) (?:you|u) (?:currently )?(?:in a relationship|living with (?:a "
    r"|your )?(?:partner|spouse|husband|wife)|seeing anyone|taken|a (?:parent|mother|father"
    r"|mum|mom|dad|single (?:mother|father|parent)|widow\w*))|(?:do (?:you|u) (?:\w+ )?have|have (?:you"
    r"|u) got)"
    r" (?:a |any )?(?:partner|husband or wife|wife or husband"
    r"|kids?|children|little ones|grandchildren)(?!'?s? (?:sizes?|books?|clothes|toys))"
    r"|did you (?:have|become) (?:a |your first )?(?:child|baby|parent|mother|father)(?!')|depend[ae]nts"
    r"|(?:a|your) husband,? (?:or )?(?:a )?wife|single or married|married or (?:single|not)"
    r"|(?:ever|been|get|got) (?:married|divorced)|how old (?:is|are) (?:your"
    r"|the) (?:\w+ )?(?:child\w*|kids?|son|daughter)|(?:your|the) (?:youngest|eldest|oldest)"
    r"(?: (?:child|kid|son|daughter|one)s?)?(?= (?:in|at|go\w*|is|was|does|lives?|now|still)\b|\W*$|[?.,])"
    r"|(?:any|some|all|none|how many) of your (?:children|kids|sons|daughters)|(?:children|kids"
    r"|minors)(?: \w+){0,4} (?:in"
    r"|at|under|live|living)(?: \w+){0,3} (?:your )?(?:household|home|roof|with you)|(?:are"
    r"|is) there (?:any )?(?:children|kids)|number of (?:your )?(?:kids|dependants"
    r"|dependents)|ages? of (?:your|the) (?:children|kids)|your (?:kids"
    r"|children)'?s?'? (?:age|school|grade)s?|marital status|are you (?:\w+ )?(?:married"
    r"|single|divorced|widowed|engaged)"
    r"|do you have (?:a |any )?(?:spouse|husband|wife|children|kids|child|sons?|daughters?)"
    r"|how many (?:children|kids|sons|daughters)(?: \w+){0,3} (?:do|have) you"
    r"|how many (?:children|kids)(?: under \d+)? (?:live|are) (?:in|with) your?(?: \w+)?|(?:number"
    r"|ages?) of your (?:children|kids)|number of children|how old (?:is|are) your (?:child|children"
    r"|kids|son|daughter)|have you (?:ever )?(?:been )?(?:married|divorced)|^\W*(?:children"
    r"|marital status)\W*$"
    r"|(?:お母さん|お父さん|母親|父親)(?:です|でいらっしゃ)|ばつ[はが](?:つい|あり|ある)|婚約(?:中"
    r"|して)|婚姻|婚歴|籍を入れ|入籍|ばついち|ばつ1|離別|死別|つれあい|(?:奥様|奥さん"
    r"|旦那(?:さん|様)?"
    r"|ご?主人|夫|妻|嫁|ぱーとなー|恋人|彼氏|彼女|お相手)(?:の方|さん)?(?:は|が)(?:い(?:ます|る"
    r"|らっしゃ)|おら|おる|お(?:られ|いで))|(?:独り|ひとり)身(?:です|で|か)|同棲|所帯|(?:結婚"
    r"|婚)(?:暦|歴|何年|の?状況|の?状態)|(?:お子さま|お子様|お子さん|子ども|子供"
    r"|子)(?:さん)?(?:の|は|が)?(?:年齢|学年|人数|何歳|何年生|いくつ|生年|同居|有無|歳)|(?:末"
    r"|一番上|1番上|一番下|1番下|上|下)の(?:お子|子)|子育て(?:中|を(?:して|され))(?:です|か|い)"
    r"|(?:小学生|中学生|高校生|未就学児|乳児|幼児|赤ちゃん|18歳未満)[^。!?\n]{0,8}(?:い(?:ます"
    r"|る|らっしゃ)|同居|おられ|何人)|(?:お子|子|こ)(?:は|が)(?:なんぼ|何人|いくたり|おる)"
    r"|お孫さん(?:は|が)(?:い|何人|おられ)|未既婚|未婚(?:です|か|・|/)|既婚(?:です|か|・|/"
    r"|者です)|ご?結婚(?:は|を)?(?:され"
    r"|して(?:い|お)|してる|歴|の有無|していま)|独身です|配偶者(?:は|が|の有無|はいらっしゃ|の方は)"
    r"|離婚(?:し|歴|の?経験|の有無)|籍[はもを]入れ|(?:^|\W)(?:独身|既婚|未婚)(?:の方)?(?:です|\W*$|か\b)"
    r"|(?:お)?(?:子様|子さま|子さん|子供|子ども|こども)(?:さん"
    r"|様)?(?:は"
    r"|が)?(?:い(?:ますか|らっしゃ|る)|何人|の(?:有無|人数|数|年齢)|おられ)|子どもの数",
    not_before=r"相談所|式|記念",
)
AGE = Fact(
    plain=r"(?:ur|yr|state your|enter your|give your|type your) (?:\w+ )?age(?! (?:group"
    r"|band|range|bracket))|age (?:in|to the) (?:full |completed |whole )?(?:years"
    r"|year)|years old (?:are|r) (?:you|u)|how many years(?: \w+){0,2} (?:old"
    r"|are you)|age today|age (?:last|next|on your last) birthday|(?:age"
    r"|old)(?: \w+){0,3} (?:exactly|precisely)|(?:ご|御)年齢(?!層|区分|帯)|お年(?:は|を|が)|満何歳"
    r"|いくつに(?:なり|なる|なら)|(?:歳|才)を(?:数字|整数|半角)|何才|なんさい"
    r"|年はいくつ|よわい(?:は|を)|your (?:exact "
    r"|current )?age(?! (?:group|band|range|bracket))|how old (?:are|r) (?:you|u)"
    r"|what age (?:did|will) you (?:turn|be|become)|what age are you|^\W*age\W*$|年齢(?!層|確認|制限"
    r"|区分|幅|帯)|何歳(?:です|か|でしょ|になり)"
    r"|何歳\W*$|おいくつ(?:ですか|でしょう|\W*$)|お?いくつになり|(?:お|御)(?:歳|年)は(?:いくつ|何"
    r"|おいくつ|\W*$)"
    r"|満年齢|(?:candles)[^.?!\n]{0,40}\bcake (?:this|last|next) (?:year|birthday)"
    r"|how many candles",
    not_before="層|制限|確認",
)
THINGS = Thing(
    en=r"how much you (?:earn|make|have saved|have in savings)|what you earn|(?:annual |yearly "
    r"|monthly |household |personal |family )?(?:income|salary|earnings)|savings"
    r"|gender|marital status|number of (?:your )?children|(?:exact )?age(?! (?:group|band|range))",
    ja="満年齢|(?:独身|未婚|既婚)(?:・|か|と|、)?(?:独身|未婚|既婚)(?:か)?の別|(?:世帯)?年収|月収"
    "|世帯収入|貯蓄額|貯金額|資産額|性別|年齢(?!層|確認|制限|区分|幅|帯)|婚姻状況"
    "|配偶者の有無|子ども?の(?:人数|有無)|お?子(?:様|さま|さん)の(?:人数|有無)",
    not_before=r"の方|制限|に関係|を問わ|\s(?:tax|group|band|range|gap|equality)",
    of_material=True,
    bare=False,
)

TOLD_BY_OPTION = compiled(
    r"既婚|未婚|独身|離婚|死別|離別|夫婦の部|夫婦連名|ひとり親|夫がいる|妻がいる"
    r"|配偶者(?:が|と)|子ども?(?:は|が)(?:いる|いない|[0-9]人)|子どもはい|わが子を"
    r"|(?:世帯|個人)?年収|金融資産|預貯金|手取り|月収"
    r"|\b(?:i am|i'm|we are) (?:married|single|divorced|widowed|engaged)"
    r"|(?:my household|i) earns?\b|\bi own (?:no )?(?:stocks|shares|property)"
    r"|\bparent of (?:one|two|three|[0-9])|\bnot a parent\b|\bi have (?:no|one|two"
    r"|three|[0-9]+) (?:child\w*|kids?|sons?|daughters?)|\bmy (?:salary|income) is"
    r"|^\W*(?:married|single|divorced|widowed|separated)\b"
)
