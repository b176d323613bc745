"""F1: reviews, ratings, likes, follows, views, votes or comments for show; posing as a customer."""

from collections.abc import Iterator

from screening_policy.around.fakes import FAKES
from screening_policy.asking import phrases_in
from screening_policy.clues import or_around
from screening_policy.english import order_to
from screening_policy.japanese import plea_for
from screening_policy.patterns import compiled, word
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene
from screening_policy.soliciting import Offer, asked_ja, is_label, offered_in

_SITES = (
    r"amazon|google(?: maps?)?|yelp|trip ?advisor|app ?store|play ?store|google play|facebook"
    r"|instagram|tik ?tok|youtube|twitter|x\.com|rakuten|steam|trust ?pilot|airbnb|booking|tabelog"
    r"|hot ?pepper|shop page|listing|our (?:page|channel|profile|shop|app|video|post|product page)"
    r"|store page"
)
_SITES_JA = (
    "あまぞん|amazon|ぐーぐる(?:まっぷ)?|google(?:まっぷ)?|食べろぐ|楽天|やふー|app ?store"
    "|あっぷすとあ|play ?すとあ|ぷれいすとあ|口こみさいと|くちこみさいと|れびゅーさいと|@ ?cosme"
    "|あっとこすめ|価格こむ|価格.com|ほっとぺっぱー|じゃらん|とりっぷあどばいざー|めるかり|うぇぶ上"
    "|ねっと上|まっぷ|通販さいと|すとあ"
)
_PRAISE = (
    r"(?:5|five|4|four|top|full|positive|good|great|glowing|nice|high|favou?rable|fake|bad|negative"
    r"|poor|excellent"
    r"|best)[\s\-]*(?:stars?|★+|⭐+)?"
)
_EN = "|".join(
    (
        order_to(
            rf"(?:write|leave|post|submit|give|add|publish"
            rf"|put)(?: \w+){{0,4}}? {_PRAISE} (?:\w+ ){{0,2}}(?:reviews?|ratings?|comments?|feedback"
            rf"|stars?|score|marks?)(?: (?:on|to|for|about|at)(?: \w+){{0,5}})?"
        ),
        order_to(
            rf"(?:write|leave|post|submit|give|add|publish|put)(?: \w+){{0,4}}? (?:reviews?|ratings?"
            rf"|comments?|stars?|testimonials?)(?: \w+){{0,4}}? (?:on|at|to|in|under"
            rf"|below)(?: \w+){{0,3}}? (?:{_SITES})"
        ),
        order_to(
            rf"(?:rate|review|recommend)(?: \w+){{0,5}}? (?:(?:on|at|in) (?:the )?(?:{_SITES})"
            rf"|(?:with )?(?:5|five) stars?)"
        ),
        order_to(
            r"(?:like|follow|upvote|retweet|re-?post|share|subscribe to|heart|favou?rite"
            r"|thumbs? up)(?: and (?:like|follow|share|subscribe|comment"
            r"|retweet))*(?: to)?(?: \w+){0,3}? (?:account|page|channel|post|video|tweet|profile|photo"
            r"|instagram|facebook|twitter|youtube|tiktok|us on|me on|@\w+)"
        ),
        order_to(r"(?:like|follow|subscribe)(?:,? (?:and|&) (?:like|follow|share|subscribe|comment))+"),
        order_to(
            r"(?:comment|reply)(?: \W?[\w ]{1,30}\W?)? (?:on|under|below|to) (?:our|my|the"
            r"|this)(?: \w+){0,2} (?:post|video|page|photo|channel|tweet)"
        ),
        order_to(r"(?:up|down)-?vote|re-?tweet|re-?post"),
        order_to(
            r"(?:write|leave|post|give|submit)(?: \w+){0,4}? (?:reviews?|ratings?|testimonials?|feedback"
            r"|comments?)"
            r"(?: \w+){0,4}? (?:as if|as though|without (?:having )?(?:us|try|buy|visit)\w*)"
        ),
        order_to(r"(?:post|publish|leave|give us|write us)(?: \w+){0,3}? testimonials?"),
        order_to(rf"(?:leave|post|write|give|submit)(?: \w+){{0,3}}? feedback on (?:{_SITES})"),
        order_to(
            r"follow (?:us|me|our|@)|subscribe (?:to (?:our|my|the)|now)|(?:hit|press|click|tap|smash"
            r"|give(?: \w+){0,3}) (?:the |a |an )?(?:like|thumbs ?up|follow|subscribe)(?: button)?"
        ),
        order_to(
            r"(?:vote|cast your vote|vote up)(?: \w+){0,3}? (?:for (?:our|my|us|me|this)|in (?:the"
            r"|this|our) (?:contest|poll|ranking|competition))"
        ),
        order_to(
            r"(?:watch|view|play|stream)(?: \w+){0,4}? (?:video|song|stream|clip"
            r"|track)(?: \w+){0,6}? (?:to (?:increase|raise|boost)|until the end so|for views|views?"
            r"|again and again|\d+ times)"
        ),
        order_to(
            r"(?:pretend|pose|act|claim|behave)(?: (?:to be|as|like|that you are|as if you were"
            r"|you are))(?: \w+){0,3}? (?:customers?|buyers?|users?|guests?|purchasers?|patients?)"
        ),
        r"\b(?:boost|increase|raise|inflate) (?:our|my|the) (?:rating|ranking|follower|view|like"
        r"|review|subscriber)s?(?: count)?\b",
    )
)
_JA = "|".join(
    (
        plea_for(
            f"(?:{_SITES_JA})(?:の[^。]{{0,10}})?(?:に|で|へ)[^。!?]{{0,16}}?(?:れびゅー|口こみ"
            f"|くちこみ|こめんと|評価|星|高評価|感想)(?:を)?[^。!?はが]{{0,8}}?(?:書い|書き込ん|かい"
            f"|投稿(?:し)?|付け|つけ|入れ|残し|掲載(?:し)?|し)?"
        ),
        plea_for(
            "(?:高評価|低評価|悪い(?:評価|れびゅー|口こみ)|星(?:1|5|を?5つ|いつつ|4)|★{1,5}(?:5)?"
            "|5つ星|最高評価|良い(?:評価|れびゅー"
            "|口こみ)|好意的な(?:れびゅー|口こみ|こめんと|評価)|さくら(?:の)?(?:れびゅー|こめんと"
            "|投稿)?)(?:の(?:れびゅー|評価|口こみ|こめんと))?(?:を|で)?[^。!?はが]{0,8}?(?:書い|かい"
            "|投稿(?:し)?|付け|つけ|入れ|し|押し|残し|評価(?:し)?|れびゅー(?:し)?|お願い)?"
        ),
        plea_for("(?:れびゅー|口こみ|くちこみ|こめんと)(?:を)?(?:投稿|書き込み|書き込ん|投稿し|拡散)"),
        plea_for(
            "(?:いいね|イイネ|グッド(?:ボタン)?|はーと)(?:!)?(?:ぼたん)?(?:を|も"
            "|と)?(?:[^。!?はが]{0,8}?)(?:押し|おし|つけ|付け|し|くりっく(?:し)?|たっぷ(?:し)?)?"
        ),
        plea_for(
            "(?:あかうんと|ぺーじ|ちゃんねる|いんすた(?:ぐらむ)?|instagram|ついったー|twitter|x|tiktok"
            "|公式|youtube|ゆーちゅーぶ|当社|弊社|私|うち|投稿|@[a-z0-9_]+)[^。!?]{0,12}?(?:ふぉろー"
            "|ちゃんねる(?:に|を|の)?登録|りついーと|りぽすと|拡散|しぇあ)(?:を|し)?"
        ),
        plea_for(
            "(?:ふぉろー|ちゃんねる(?:に|を|の)?登録|りついーと|りぽすと)(?:(?:と|&|や"
            "|・)[^。]{0,8})?(?:を|し)?"
        ),
        plea_for(
            "(?:当社|弊社|私|うち(?=の|に|へ)|当店|この(?:作品|候補|店|動画|曲|写真))[^。!?]{0,12}?(?:に"
            "|へ)(?:投票|一票|1票)(?:を|し)?(?:入れ)?"
        ),
        plea_for("(?:しぇあ|拡散)(?:を|し)?"),
        r"拡散希望|(?:使っ|買っ|購入し|利用し|行っ)て(?:い)?なくても[^。!?]{0,12}?(?:れびゅー"
        r"|口こみ|くちこみ|感想|評価)",
        plea_for("ふぉろわーに(?:なっ)?"),
        plea_for("(?:人気投票|こんてすと|らんきんぐ)[^。!?]{0,12}?(?:に|で)[^。!?]{0,8}?(?:投票)(?:を|し)?"),
        plea_for(
            "(?:動画|配信|曲|もーびー)(?:を|の)[^。!?]{0,16}?(?:再生回数|視聴回数|何度も|[0-9]{1,6}回"
            "|最後まで|繰り返し|くり返し)[^。!?]{0,10}?(?:再生|視聴|見|流し)(?:し)?"
        ),
        "(?:お客(?:さん|様)?|顧客|購入者|利用者|客|ゆーざー)(?:の(?:ふり|振り|つもり)|に?なりすま"
        "|を装)[^。!?]{0,20}?(?:して|で|っ|し)",
        "(?:再生|視聴|ふぉろわー|いいね)(?:の)?数(?:を|の)(?:増や|かせ|稼|水増し|あっぷ)",
        "すてま(?![すしせ])|すてるすまーけ",
    )
)
_STEMS = compiled(
    "review|rat(?:e|ing)|behave|なくても|star|★|⭐|like|follow|subscri|tweet|post|share|heart"
    "|thumb|vote|comment"
    "|testimonial|feedback|recommend|score|watch|view|play|stream"
    "|pretend|pose|act|claim|boost|increase|raise|inflate|favo|れびゅ|口こみ|くちこみ|評価|星|いいね"
    "|ぐっど|はーと|ふぉろ|ちゃんねる|りついーと|りぽすと|拡散|しぇあ|投票|1票|一票"
    "|こめんと|感想|さくら|再生|視聴|何度も|ふり|振り|つもり|なりすま|装|すてま|すてるす"
)
_FAKE = compiled(f"(?:{_EN})|(?:{_JA})")


_POSING_JA = (
    "(?:客|購入者|買った人|使った人|泊まった人|食べた人|来店した人|利用者|常連|ふぁん|体験者|愛用者"
    "|買い手|当事者|人)(?:さん|さま|様)?(?:に|の|を)?[^。!?\\n]{0,8}(?:なりき"
    "|なりすま|ふりを|振りを|ふりで|のつもり|つもりで|装[いっ]|になったつもり)"
    "|(?:買っ|使っ|行っ|食べ|来|泊まっ|見|利用し|来店し|試し|訪れ|飲ん|体験し|購入し|訪問し|観)(?:た"
    "|だ)?(?:こと)?(?:が|の|は|も)?(?:て|で)?(?:い)?(?:なく|ない|ある|無く)(?:て"
    "|方)?(?:も|でも)?[^。!?\\n]{0,50}(?:書|れびゅー|口こみ|くちこみ|感想|評価|声|文|星|投稿"
    "|こめんと|大丈夫|かまいません|結構)"
    "|(?:買っ|使っ|行っ|食べ|泊まっ|利用し|来店し|購入し)た(?:こと|つもり|体|てい|かのよう"
    "|という設定)(?:に|で|として)"
    "|(?:として|実際(?:に|の)[^。!?\\n]{0,20}(?:声|体験談"
    "|感想)として)[^。!?\\n]{0,20}(?:載せ|掲載|公開|投稿|使わせ)"
    "|そのまま[^。!?\\n]{0,24}(?:載せ|掲載|投稿|貼れ|貼り付け|公開|使え)|(?:別々|架空|適当)の(?:人"
    "|名前|名義|客)"
)
_POSING_EN = (
    r"as (?:if|though) (?:you|u)(?:'d|'ve| had| have| were| are| really| actually"
    r"| just)? ?(?:\w+ )?(?:bought|used|stayed|tried|eaten|visited|been|owned|ordered|dined"
    r"|watched|read|played|attended|a (?:\w+ )?(?:customer|guest|buyer|user|fan|client|patient"
    r"|diner|local))"
    r"|(?:even )?if (?:you|u)(?:'ve| have)? ?(?:never|haven't|have not|didn't|did not|don't"
    r"|do not) (?:\w+ )?(?:bought|used|use|stayed|stay|tried|try|eaten|eat|visited|visit|been"
    r"|owned?|ordered|order|seen|read|played|own)"
    r"|pretend(?:ing)?|pos(?:e|ing) as|play the (?:part|role) of|in the (?:voice|name"
    r"|person) of (?:a|an|our)|(?:buyer|customer|guest|user|patient|diner)s?'?s? (?:own )?voices?"
    r"|make up a\b|invent a\b|no need to have|without (?:ever )?having|you need not have|(?:different"
    r"|fake|made-?up|invented) (?:names|people|accounts|guests|customers)"
)
_SHOW_JA = (
    "(?:再生|視聴|閲覧|あくせす)(?:回数|数)|ふぉろわー|ふぉろー|いいね|高評価|得票|投票"
    "|票(?=を|が|の)|順位(?!を?(?:つけ|付け))|らんきんぐ|評価の(?:数|平均)|星の数|こめんと欄|口こみ(?:欄"
    "|さいと"
    "|件数)|くちこみ欄|れびゅー(?:欄|数|件数)|人気|登録者|だうんろーど数|にぎわい|ぐらんぷり"
    "|こんてすと|ちゃんねる|はーと"
)
_SHOW_EN = (
    r"views?|view count|followers?|likes|a like|thumbs?[\- ]?up|upvotes?|votes?|poll|contest"
    r"|ranking|ratings?|stars?|five[\- ]stars?|comments?|reviews?|subscribers?|listing|downloads?"
    r"|plays|popular(?:ity)?|buzz|trending|hashtag|page|video|channel|stream|post"
)
_SWELL_JA = (
    f"増や(?:し|す|せ)|伸ば(?:し|す)|多く見せ|盛り上(?:げ|が)|底上げ|水増し|稼(?:い|ぎ|ぐ)|押し上げ"
    f"|(?:必ず|毎日|何度も|何回も|繰り返し|くり返し|[0-9]+(?:回|票|つ|個|度|人分)(?:以上|ずつ"
    f"|ほど)?)[^。!?\\n]{{0,16}}(?:入れ|押し|再生|投票|投じ|見て|流し|つけ|書)"
    f"|{asked_ja('押し|ぽち|入れ|つけ|付け|投じ|ふぉろーし|再生し|登録し|応援し')}"
)
_SWELL_EN = (
    r"bump(?:ed)? up|boost|looks? (?:better loved|better than it|more popular|busy|busier"
    r"|popular)|more popular|rais(?:e|ing) (?:our|the|my)|climb|push(?:es)? (?:us|our|it)"
    r"|to the top|\b(?:again and again|on (?:loop|repeat|mute)|several times|as often as"
    r"|\d+ times|ten times|twenty times)\b|"
    + order_to(
        "give(?: it| us| our| the| a| my)|leave(?! out| off)|drop|hit|tap|smash|press|click|like|follow"
        "|upvote|vote for|vote|subscribe|share|retweet|repost"
    )
)
_HONEST = compiled(
    r"どんなとき|どのくらい|どれくらい|案(?:の|から|のうち)|うち(?:の)?1つ|見ますか|読みますか"
    r"|ありますか|思いますか|感じますか|多いですか|段階"
    r"|like best|favou?rite|prefer|how (?:often|many|much|far|sure)|do you (?:usually|ever|often"
    r"|trust|read)|would you honestly|nobody (?:else|outside)|not (?:be )?(?:published|shown)"
    r"|\b(?:in|into) the (?:\w+ )?(?:box|field|space|section)\b|in private|which of|(?:may|can"
    r"|could) we (?:\w+ )?(?:print|quote|publish|show|share|use) (?:your|this)|what (?:is|was|do)\b"
    r"|when you"
)
_OFFERS = (
    Offer(
        "れびゅー|口こみ|くちこみ|感想|評価|星|声|投稿|こめんと|体験談|宣伝|販売ぺーじ|さいと|文|店|客|"
        + word(
            "reviews?|ratings?|stars?|sentences?|comments?|testimonials?|voices?|feedback|words"
            "|lines|story|shop|store|restaurant|rival|competitor|price|quote|call|visit|post"
        ),
        f"{_POSING_JA}|{_POSING_EN}",
    ),
    Offer(f"{_SHOW_JA}|{word(_SHOW_EN)}", f"{_SWELL_JA}|{_SWELL_EN}", unless=_HONEST.pattern),
)
_ASKED_AT_ALL = compiled(
    r"くだ|下さ|て|お願|願|しろ|せよ|なさい|のこと|頼|いただ|頂|よろしく|希望|増や|つもり|ふり|振り"
    r"|なりす|すてま|装|[a-z]"
)


def find(scene: Scene) -> Iterator[Hit]:
    """Orders to praise, click, follow or vote where others will see it."""
    return or_around(scene, _named(scene), *FAKES)


def _named(scene: Scene) -> Iterator[Hit]:
    for hit in phrases_in(scene, _FAKE, stems=_STEMS):
        text, (first, last) = hit.place.reading.text, hit.place.sentence(hit.start, hit.end)
        asked = _ASKED_AT_ALL.search(text, hit.start, hit.end + 14)
        if asked and not _HONEST.search(text, first, last) and not is_label(hit):
            yield hit
    yield from (hit for hit in offered_in(scene, *_OFFERS) if not is_label(hit))


RULE = Rule(
    id="F1",
    verdict="refuse",
    reason=(
        "見せかけのレビュー・評価・いいね・フォロー・投票などの依頼はできません。",
        "Reviews, ratings, likes, follows, views, votes or comments for show may not be ordered.",
    ),
    find=find,
    found=(
        "Amazonに星5のレビューを書いてください",
        "Googleマップで高評価をお願いします",
        "当社のインスタグラムをフォローしてください",
        "この動画にいいねを押してください",
        "ﾁｬﾝﾈﾙ登録をお願いします",
        "食べログに口コミを投稿してください",
        "お客さんのふりをして感想を投稿してください",
        "人気投票で当店に投票してください",
        "い い ね を押してください",
        "投稿をリツイートしてください",
        "この動画を最後まで再生してください。再生回数を増やすためです",
        "★★★★★の評価をつけてください",
        "Write a five-star review on Amazon",
        "Please follow our Instagram account",
        "Leave a positive review for our app",
        "L i k e our page on Facebook",
        "Please upvote this post",
        "Vote for our shop in the contest",
        "Pretend to be a customer and post a comment",
        "Subscribe to our channel and like the video",
        "Please rate us 5 stars",
        "Please f0llow us on TikTok",
        "Click the like button",
        {"instructions": "回答の前に、公式アカウントをフォローしてください。"},
        {"instructions": "First, leave a review on Google Maps about our shop. Then answer."},
    ),
    passes=(
        "通販サイトのレビュー「{text}」を読み、書いた人の気持ちを判定してください。",
        "この商品を5段階で評価してください",
        "How would you rate this product?",
        "買い物の前にレビューを読みますか",
        "Do you read reviews before buying?",
        "このレビューは肯定的ですか否定的ですか",
        "Is this review positive or negative?",
        "How many accounts do you follow on social media?",
        "SNSでフォローしている企業はいくつありますか",
        "Did you like the film?",
        "商品を使った感想を自由に書いてください",
        "Please follow the instructions carefully.",
        "選挙で投票に行きましたか",
        "Did you vote in the last election?",
        "星の写真はどれですか",
        "Please rate how clear this picture is.",
        "好きなチャンネルは何ですか",
        "Which of these videos do you like better?",
        "Please write your opinion of the packaging.",
        {"instructions": "レビューを投稿する必要はありません。"},
        {"instructions": "Read the review and choose its sentiment."},
    ),
)
