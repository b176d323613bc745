"""Personal facts, said around (S3)."""

from screening_policy.around.care import OF_OTHERS
from screening_policy.clues import Clue, words

_RING = Clue(
    (
        "薬指|指輪|誓い(?:の|を)|つれあい|連れ合い|伴侶|籍を入れ|入籍|"
        + words(
            (
                "till death|ring finger|wedding ring|tied the knot|walked down the aisle"
                "|better half|spouse|hitched|share a surname"
            )
        ),
        r"ますか|いますか|いらっしゃ|はまって|方は|\bis there\b|\bare you\b|\bdo you\b|\bhave you\b",
    ),
    unless=OF_OTHERS + "|広告|好き|買|贈|値段|でざいん|" + words("price|design|buy|jewel\\w*|brand"),
)
_MARRIED = Clue(
    (
        "けっこんして(?:い)?ま|けっこんしてる|婚姻|(?:夫|妻)です(?:か)?|あなたの夫や妻|夫婦の部|ひとり親の部",
        "ますか|舞す|です|区分|どれ|どちら|はい|独身",
    ),
    unless=OF_OTHERS + "|式|記念日",
    scope="question",
)
_RAISING = Clue(
    (
        (
            "(?:お父さん|お母さん|ぱぱ|まま)[^。!?\\n]{0,8}と呼ぶ|お子ちゃま|おこさま"
            "|お子(?:さん|様|さま)の(?:人|仁)数|わが子|(?:家|玄関)に[^。]{0,8}らんどせる"
            "|すねかじり|"
        )
        + words(
            (
                "call you (?:mom|mum|dad|mommy|daddy)|little ones|rugrats|ankle biters|tots|juniors"
                "|school bags"
                "|bedtime stor(?:y|ies)|kids are yours|mouths to feed|parent of (?:one|two|three)"
            )
        ),
        r"\?|何人|人は|いますか|[仁人]数|ひとつ|どれ|how many|how much|which|いる",
    ),
    unless=OF_OTHERS + "|動物|" + words("pets?|puppies"),
    scope="question",
)
_POCKET = Clue(
    (
        (
            "ねんし[ゆゅ]|年[収集]|月々(?:の)?(?:手|入)|懐(?:具合|に)|ふところ|(?:金融機関"
            "|銀行|たんす)[^。!?\\n]{0,12}(?:眠|寝か)[^。!?\\n]{0,8}(?:お金|額)|貯え|蓄え"
            "|金融資産|預貯金|不動産の評価|資産の|株を(?:持|保)|手元に残る(?:お)?金|稼ぎ"
            "|自由に使えるお金|"
        )
        + words(
            (
                "lands? in your (?:pocket|account)|after tax|nest egg|rainy day fund|net worth"
                "|my household earns|earns? (?:under|over|more|less|[0-9])|stocks worth"
                "|stashed away|put away|salary|incom|tucked away|bring home|anual income?"
            )
        ),
        "いくら|どのくらい|どれくらい|万|いか|みまん|額|どれ|何|"
        + words("how (?:much|big)|roughly|which|what|waht|under|over|fits you|are you"),
    ),
    unless=OF_OTHERS
    + "|当社|価格|値段|寄付|増えたら|臨時|当たったら|節約|お小遣い(?:は|を)(?:上|増)|"
    + words("if your|price|rose by|spend most|would you spend|product"),
    scope="question",
)
_EXACT_AGE = Clue(
    (
        (
            "何歳何か月|ちょうど何歳|満何歳|還暦(?:の|まで)[^。!?\\n]{0,14}あと何年"
            "|あと何年で(?:還暦|百|[0-9]+歳)|成人してから何年|(?:ろうそく"
            "|蝋燭)[^。!?\\n]{0,14}何本|干支(?:は何|で)[^。!?\\n]{0,8}(?:周|回)り|"
        )
        + words(
            (
                "turned last birthday|candles? (?:on|were)|exact age"
                "|years? until you (?:turn|are)|years have you (?:lived|been alive)(?! (?:in|at|here))"
                "|how many birthdays"
            )
        ),
        r"です|でしょ|ますか|\?|数字|本|number|how many|write|type",
    ),
    unless=OF_OTHERS + "|歳代|年代|区分|" + words("band|range|toddlers?|party"),
)
_WHICH_SEX = Clue(
    (
        (
            "(?:どちら|どっち)の(?:色の)?(?:のれん|暖簾)|(?:青い|赤い|男湯|女湯|紳士|婦人)[^。!?\\n]{0,14}(?:のれん|暖簾|といれ"
            "|更衣室)[^。!?\\n]{0,40}(?:くぐ|入|使)|(?:男|女)湯|"
        )
        + words(
            (
                "with the boys or with the girls|which (?:side|restroom|changing room"
                "|door) do (?:they|you)|ladies'? or (?:the )?gents|gents or (?:the )?ladies"
            )
        ),
        r"\?|どちら|のは|ますか",
    ),
    unless=OF_OTHERS + "|混(?:ん|み)|広さ|掃除|" + words("clean|queue"),
)
_ON_A_SLIP = Clue(
    (
        "源泉徴収票|支払金額|(?:給与|給料|賞与)明細|確定申告[^。]{0,12}(?:所得|額)|課税証明|(?:通帳|口座)[^。!?\\n]{0,10}(?:足|合わせ)|"
        + words("payslip|tax (?:return|slip)|bank balances?|all (?:your )?accounts"),
        "支払金額|数字|額|いくら|どの(?:くらい|枠)|差引|総支給|何か?月|暮らせ|"
        + words("figure|number|amount|how much|total"),
        r"\?|か(?:。|$|\n)|教え|書|入れ|選|" + words("what|which|how"),
    ),
    unless=OF_OTHERS + "|見方|もらい方|電子|紙で|保管|" + words("how to read|paper|keep|store"),
    scope="question",
)
_SMALL_ONES = Clue(
    (
        "(?:ぱぱ|まま|お父さん|お母さん)」?と[^。!?\\n]{0,8}(?:呼|駆け寄)|小さな(?:人|靴|怪獣|手)|"
        + words("small shoes|little (?:people|feet|humans)|call you (?:mummy|daddy|mum|mom|dad|papa|mama)"),
        r"\?|何人|何足|いますか|人は|" + words("how many|is there|are there|do"),
    ),
    unless=OF_OTHERS + "|動物|人形|幼稚園の絵|" + words("dolls?|shop"),
    scope="question",
)
_SUM = (
    r"[£$€₹¥₩]\s?[0-9]|\b[0-9.,]+ ?(?:k|m|mn|lakhs?|lpa|lacs?|grand|million|thousand|usd|gbp|inr|eur|yen)\b"
)
_IN_BANDS = Clue(
    (
        words(
            "household|gross|per annum|take-?home|earn\\w*|comes? in|coming in|bring\\w* in|pay ?day"
            "|bank balance"
            "|well[\\- ]off|finances|financial (?:position|situation|standing)|tax return|after tax"
            "|before tax|set aside|put by|put aside|worth|nest egg"
            "|savings?|invested|pension|pay bracket|pay packet|pay ?slip|hits your account|in the bank"
            "|make a year"
            "|bracket|slab|ctc|pocket|pay|paid|package|deductions|money|investments|assets|breadwinner"
        ),
        words("your?|household|i|we|annum|ctc|family|annual(?:ly)?|monthly|yearly|hourly|per hour"),
        _SUM,
    ),
    unless=OF_OTHERS
    + "|"
    + words(
        "prices?|spen[dt]|spending|buy|paid (?:for|to)|pay (?:for|to|if|by)|(?:would|could|do"
        "|did) you pay|bought|costs?|fair|ideal|budget|bills?|groceries|willing|gift|product"
        "|phone|laptop|rent|donate|per item|coupons?|points?|reward|shop\\w*|holidays?|if you (?:had"
        "|won)|report|chart|table|graph|figures|according"
    ),
    scope="question",
)
_AGREED = Clue(
    (
        r"(?:^|\n)\W*(?:i (?:currently |still )?(?:earn|make|bring|own|have)|my (?:household|net|savings"
        r"|income"
        r"|salary|husband|wife|spouse|partner|kids|children)|i am|i'm|we have|we own|i live with)\b",
        words(
            "earn|income|salary|net worth|savings|kids|children|child|sons?|daughters?|married|divorced"
            r"|widow\w*|single|parent|mother|father|mum|mom|dad|husband|wife|spouse|in the bank|shares|stocks"
        ),
        words("(?:dis)?agree|true|false|applies|does not apply|yes|no"),
    ),
    unless=OF_OTHERS.replace("should|", "")
    + "|"
    + words("clothes|toys?|read|malt|shop|in general|people should|children should|parents should"),
    scope="question",
)
PERSONAL = (
    _IN_BANDS,
    _AGREED,
    _RING,
    _MARRIED,
    _RAISING,
    _POCKET,
    _EXACT_AGE,
    _WHICH_SEX,
    _ON_A_SLIP,
    _SMALL_ONES,
)
