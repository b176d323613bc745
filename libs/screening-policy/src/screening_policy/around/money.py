"""Lures and moved money, said around (F2)."""

from screening_policy.around.surveyed import PLEA, SURVEYED
from screening_policy.clues import Clue, words

_RICHES = (
    "もうけ|儲|もうか|倍に(?:な|し|増)|ばいに|[0-9.十百]+倍|元本|配当|はいとう"
    "|利回り|月利|つきいちわり|一度も負け|負けたことは|値上がり|上場すれば|確実に"
    "|必ず(?:増|もら|勝)|かならず|絶対もうか|ありがとうのお金|お手当|永続的|不労"
    "|お小遣いを(?:増|倍)|資産づくり|急騰|的中率|お月さまに|ばり上がる|爆上|勝率"
    "|未公開株|仮想通貨|びっとこいん|草こいん|でじたるの金貨|ふぁんど"
    "|自動(?:で)?売買|投[資姿]|とうし|ばいなり|こいん|株|銭を寝かし|出した分は"
    "|夢ではない|半分があんた|もうけに"
    "|"
    + words(
        "never had a losing|trades while you sleep|guarant\\w+|garanteed|retrun|retern"
        "|returns?|bitcoin|bitcion|crypto|distrib\\w+|passive income|money grow\\w*"
        "|grow by a|trading|tradeing|invest\\w*|invesst|high yield|double your|abundance"
        "|petals?|profit|the more you e?a?rn|ern|earn"
    )
)
_TAKE_PART = (
    "ませんか|ますか|いかが|乗る|乗らん|やらへん|やり|参加|入れてみたい|いれて|始め"
    "|はじめ|何口|何株|ご希望の株数|何枚|買っ(?:て|と)|買う?と(?:く|か)|預け"
    "|受け取り|申し込|のぞいて|加わ|ご縁|誘|勧め|今日から|選|お譲り|今のうち"
    "|紹介でき|案内します|お送りし|買い付けて|"
    + words(
        "join|shall i|shall we|save (?:you|me)|sign me up|how much will you|wanna"
        "|how many|choose your|become?|hold it|seat|chair|plan|bring"
    )
)
_LURE = Clue(
    (
        _RICHES,
        _TAKE_PART,
        "もうけ|儲|もうか|倍に|ばいに|[0-9.十百]+倍|元本|配当を|月利|負け|値上がり"
        "|上場すれば|確実に|必ず|かならず|絶対|ありがとうのお金|お手当"
        "|永続的|不労|増やすなら|急騰|的中率|届くそう|上がる|未公開|金貨|半分があんた"
        "|夢ではない|先行|早期|合図で|ふぁんどに|無料で差し上げ|当社の|うちの|[0-9]+(?:%"
        "|割)"
        "|友(?:だち|達|人)|ともだち|知り?合い|会員|つれ|1口|一口|万円|まんえん|おかね|お金|円|少額|"
        + words(
            "guarant\\w+|garanteed|losing|double|distrib\\w+|abundance|petals?|profit|our"
            "|grow\\w*|the more|passive|chair left|freinds?|friends?|yen|money|deposit"
            "|dollers?|dollars|seat|bring|month|monthly|mounth"
        ),
    ),
    unless=SURVEYED + "|ぽいんと(?:が|は|も)?[0-9.]+倍|催し|説明できる|よく使う機能"
    "|のつく日|に分けて|絵柄|こいんらんどり|記念こいん"
    "|切り株|株分け|500円|貯金箱|こいんろっかー|社名|歩合|番組|ようぐると|作物|肥料"
    "|節電|"
    + words(
        "coin (?:design|collect\\w*)|plants?|soil|returns? (?:policy|counter|desk)"
        "|return (?:a|the|an|an item|it) |library|loyalty"
    ),
    scope="question",
)
_CHAIN = Clue(
    (
        "(?:友(?:だち|達|人)|ともだち|知り?合い|お知り合い|つれ"
        "|会員)[^。!?\\n]{0,24}(?:紹介|しょうかい|誘(?:う|い|っ)|お?連れ|増や)"
        "|会員が会員|会員が会員を|紹介制|輪が広がる|そのまた下|下の方々|"
        + words(
            "freinds? under you|friends? under you|people under you|brings? in two|recruit"
            "|each (?:member|petal|friend)"
        ),
        "もうけ|報酬|入る|入り|お金|収入|配当|お手当|購入分|会費|一部|半分|びじねす"
        "|びじね[スす]|契約に至|永続|健康食品|浄水器|高収入|"
        + words("earn|ern|collects?|yen|commission|income|cut"),
    ),
    unless=SURVEYED + "|に分けて|割引くーぽん|紹介(?:くーぽん|特典)を使",
    scope="question",
)
_GIFT = Clue(
    (
        "ぎふと(?:かーど|かあど|券)|電子まねー|ぷりぺいど|i-?tunes|あいちゅーんず"
        "|google ?play|すくらっち式|銀色の(?:膜|部分)|store credit|商品券|ぷりか|"
        + words("gift ?cards?|giftcards?|gifuto kaado|prepaid|vouchers?|itunes"),
        "買(?:っ|い|え)|katte|購入|買え|buy|bought|bougth|連れて帰|調達|番号を|写真を|削"
        "|手に入|get one|pick up",
        PLEA + "|kudasai|いくら分|買えた|かいて|did you buy|買えたら",
    ),
    unless=SURVEYED
    + "|もらって|贈る相手|残高|使い道|何に使い|お釣り|"
    + words("receive|would you rather|prefer"),
    scope="order",
)
_CARRY = Clue(
    (
        "(?:お金|現金|ご祝儀袋|中身|五万円|5万円|万円|売上金|代金"
        "|預けた)[^。!?\\n]{0,30}(?:運|ろっかー|小分け|別の口座|宛先|渡す|入れ(?:て|、)"
        "|送金|振り?込|先の口座)|別の口座への振込|振込を代行|残りはお駄賃|"
        + words(
            "sum of ours|carry it to the machine|send it on|in (?:three|small) slices"
            "|cash that day|pass the money on|wire it on"
        ),
        PLEA + "|手伝|入れた|時刻|お駄賃|選|チェック|ちぇっく|できる|will you",
    ),
    unless=SURVEYED,
    scope="question",
)
_GAMES = Clue(
    (
        "(?:赤と黒|円盤|るーれっと|最初のちっぷ|賭け|胴元|張って|馬券|競馬|買い目|かじの"
        "|すろっと|ぱちんこ|勝ち負けに)|" + words("casino|chips|bets?|odds|roulette|spin"),
        "遊んで(?:いか|み)|お送りし|受け取りに|ちっぷはこちら|張ってみ|勝てる|無料で"
        "|うちの(?:胴元|さいと)|当社の|" + words("on us|free|our|shall we"),
        "ますか|ませんか|いかれ|張る|" + words("play|join|want|seat"),
    ),
    unless=SURVEYED,
    scope="order",
)
_RETURNS = Clue(
    (
        r"[0-9]{1,3} ?% (?:a|per|each|every) (?:day|week|month)|[0-9]+ ?x in an? (?:day|week|month)|月利"
        r"|日利|週利",
        "預け|出資|入金|運用|口座|ぷらん|" + words("deposit|invest\\w*|plan|robot|fund|agent|presale"),
        PLEA + "|選|" + words("pick|choose|which|join|open"),
    ),
    unless=SURVEYED,
    scope="question",
)
MONEY = (_LURE, _RETURNS, _CHAIN, _GIFT, _CARRY, _GAMES)
