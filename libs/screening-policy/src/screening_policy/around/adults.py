"""Drink, smoke, betting and what is shown to adults, said around (A1)."""

from screening_policy.clues import Clue, words

_DRINK = (
    "お猪口|おちょこ|とっくり|徳利|千鳥足|酔っぱら|よっぱら|ぼじょれー|ぬーぼー"
    "|お屠蘇|おとそ|琥珀色の|大人だけの飲み物|おとなの(?:のみもの|むぎちゃ)|杜氏"
    "|乾杯(?:の一杯|は)|とりあえず(?:の)?(?:一杯|生)|止まり木|しょうちゅ|しょちゅ"
    "|生びる|なまびる|なまび[ーる]|はいぼる|さわあ|biiru|bi-?ru|どぶろく|梅酒|果実酒"
    "|にごり|晩酌|ほろよい|泡の立つ[^。]{0,10}(?:苦|大人)|一杯め|いっぱいめ|いざかや"
    "|居酒屋[^。]{0,12}(?:一杯|頼)|くだを巻|二日酔|迎え酒|下戸"
    "|"
    + words(
        "merlot|chardonnay|pinot|rioja|malbec|sauvignon|juniper|tipple|rum"
        "|a cork come out|cork come|pint|nightcap|one for the road|dram|plonk|bubbly"
        "|hungover|tipsy|sommelier|on the rocks|shot glass|pub|brewery|happy hour"
        "|a stiff one|wine cellar|amaro|spritz|negroni|margarita|mojito|ipa"
    )
)
_SMOKE = (
    "小さな火をとも|白い息|葉っぱを紙で巻|しゅぽっと火|紫煙|煙を(?:吐|くゆ)|加熱して吸|(?:吸う|加熱式の?)すてぃっく|たばご"
    "|たばこ|t4b4c0|タバ[ゴコ]|一服|吸い殻|灰皿|にこちん|しがー|すいまスか"
    "|やめられない煙|喫煙|べいぷ"
    "|"
    + words(
        "smok|cigaretes?|cigers?|pype|vaype|tobbaco|puff(?:ed|s)?|light up|ashtray|roll-?ups?|lighter in your"
    )
)
_BET = (
    "夢を買う紙|年末に売り場に並|馬が走るのを見|紙きれを握り|銀(?:の|色の)玉"
    "|りーちがかかる|さいころやかーどに|ちっぷを積|大きな遊び場|ろっと[67六七]"
    "|ろと[67六七]|jra|boat ?race|keirin|賭け(?:た|て|る)|当たりくじ|くじ(?:を"
    "|は)(?:買|何)|一攫千金|ぱちん|海物語|すろ(?:っと)?(?:で|を)|一番くじ以外|三連単"
    "|雀荘|ちんちろ"
    "|"
    + words(
        "one-armed bandit|scratch ?cards?|the races|flutter on|powerball|each-way"
        "|card tables?|blackjack|bookie|dog track|fruit machines?|sweepstake"
    )
)
_ADULT = (
    "大人だけが入れる(?:のれん|売り場|店)|のれんの奥|十八歳未満お断り|18歳未満お断り"
    "|ぴんくの看板|夜のお店|あだると|成人向け|"
    + words(
        "over-?18s? (?:only )?(?:section|shop)|adults only"
        "|behind the curtain at the video|gentlemen's club|lingerie show"
    )
)
_NOT_ADULT = (
    "以外で|のんあるこーる|お酒は除|除く\\)|無糖|子ども用|銅像|色は|しゃんぱんごーるど|色の"
    "|絵本|画像|文章|この(?:文|記事)|訳|めもり|すろっとが足り|白い息を(?:見"
    "|吐く季節)|火の用心|乾杯の音頭|灰皿の(?:形|色)|酒蔵を改装|ばーすでー"
    "|"
    + words(
        "non-?alcoholic|truth|drum|rum(?:ble|our)|root beer|pint of (?:milk|ice)"
        "|the word|sentence|cork board|rose gold|smokey? (?:bbq|bacon|paprika|eye)"
        "|smoked|juniper (?:tree|bush)|translate|pub\\W?quiz|(?:prawn|shrimp|seafood|fruit) cocktails?"
    )
)
_FOR_ADULTS = Clue((f"{_DRINK}|{_SMOKE}|{_BET}|{_ADULT}",), unless=_NOT_ADULT, scope="question")
ADULTS = (_FOR_ADULTS,)
