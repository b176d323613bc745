"""Personal facts that a member may decline to tell: sex, money, family, age."""

from screening_policy.asking import Fact, Thing

SEX = Fact(
    plain=r"your (?:sex|gender)(?! (?:life|equality))|(?:which|what) (?:sex|gender) (?:are|do|best|is)"
    r"|(?:what|which) is your (?:sex|gender)|^\W*(?:sex|gender)\W*$|are you (?:a )?(?:male|female|man"
    r"|woman|boy|girl)"
    r"|(?:gender|sex) (?:do you )?identify|性別(?!に関係|役割|を問わ|適合)|せいべつ|男性ですか"
    r"|女性ですか|男ですか|女ですか|男女どちら(?:です|か|でしょ)",
    not_before="役割|分業|違い|差別",
)
MONEY = Fact(
    plain=r"your (?:\w+ ){0,3}(?:income|salary|wages?|earnings?|pay|savings|assets|net worth|wealth"
    r"|pension)(?! (?:tax|goals?))|household income|(?:annual|yearly|monthly|personal) (?:income"
    r"|salary|earnings)|how much (?:money )?(?:do|did) you (?:earn|make|save|have saved"
    r"|have in savings)|^\W*(?:income|salary|savings|assets)\W*$|what do you earn"
    r"|value of your (?:assets|property)"
    r"|年収|ねんしゅう|月収|手取り|給料(?:は|を|の額|額)|給与(?:は|を|額)|世帯(?:年)?収入|(?:年間|毎月"
    r"|個人|世帯|ご?家庭)の?(?:収入|所得)|収入(?:は(?:いくら|どの)|を教え|額|を選)|所得(?:は|を|額)"
    r"|貯蓄額?(?:は|を|の|$|\W)|貯金額?(?:は(?:いくら|どの)|を教え|の額|額|いくら)|資産(?:額"
    r"|は(?:いくら|どの)|を教え|状況|の総額)|金融資産|預金残高|お?給料いくら",
    vague=r"income band|収入",
    not_before=r"の壁|\s(?:tax|inequality|goal)|格差|印紙",
)
FAMILY = Fact(
    plain=r"your marital status|marital status|are you (?:\w+ )?(?:married|single|divorced|widowed|engaged)"
    r"|do you have (?:a |any )?(?:spouse|husband|wife|children|kids|child|sons?|daughters?)"
    r"|how many (?:children|kids|sons|daughters)(?: \w+){0,3} (?:do|have) you"
    r"|how many (?:children|kids)(?: under \d+)? (?:live|are) (?:in|with) your?(?: \w+)?|(?:number"
    r"|ages?) of your (?:children|kids)|number of children|how old (?:is|are) your (?:child|children"
    r"|kids|son|daughter)|have you (?:ever )?(?:been )?(?:married|divorced)|^\W*(?:children"
    r"|marital status)\W*$"
    r"|婚姻|婚歴|未既婚|未婚(?:です|か|・|/)|既婚(?:です|か|・|/|者です)|ご?結婚(?:は|を)?(?:され"
    r"|して(?:い|お)|してる|歴|の有無|していま)|独身です|配偶者(?:は|が|の有無|はいらっしゃ|の方は)"
    r"|離婚(?:し|歴|経験|の有無)|(?:^|\W)(?:独身|既婚|未婚)(?:の方)?(?:です|\W*$|か\b)|(?:お)?(?:子様|子さま|子さん|子供|子ども|こども)(?:さん"
    r"|様)?(?:は"
    r"|が)?(?:い(?:ますか|らっしゃ|る)|何人|の(?:有無|人数|数|年齢)|おられ)|子どもの数",
    not_before=r"相談所|式|記念",
)
AGE = Fact(
    plain=r"your (?:exact |current )?age(?! (?:group|band|range|bracket))|how old (?:are|r) (?:you|u)"
    r"|what age are you|^\W*age\W*$|年齢(?!層|確認|制限|区分|幅|帯)|何歳(?:です|か|でしょ|になり)"
    r"|何歳\W*$|おいくつ(?:ですか|でしょう|\W*$)|お?いくつになり|(?:お|御)?(?:歳|年)は(?:いくつ|何|おいくつ|\W*$)"
    r"|満年齢",
    not_before="層|制限|確認",
)
THINGS = Thing(
    en=r"(?:annual |yearly |monthly |household |personal |family )?(?:income|salary|earnings)|savings"
    r"|gender|marital status|number of (?:your )?children|(?:exact )?age(?! (?:group|band|range))",
    ja="(?:世帯)?年収|月収|世帯収入|貯蓄額|貯金額|資産額|性別|年齢(?!層|確認|制限|区分|幅|帯)|婚姻状況"
    "|配偶者の有無|子ども?の(?:人数|有無)|お?子(?:様|さま|さん)の(?:人数|有無)",
    not_before=r"の方|制限|に関係|を問わ|\s(?:tax|group|band|range|gap|equality)",
    of_material=True,
    bare=False,
)
