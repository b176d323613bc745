"""Praise, likes and votes for show, said around (F1)."""

from screening_policy.around.surveyed import PLEA, SURVEYED
from screening_policy.clues import TALK, Clue, words

_STARS = (
    "星(?:を|は)?(?:[45五]つ?|いつつ|五つ|満点|を)|ほし(?:を)? ?(?:[5五]|いつつ)"
    "|★{2,}|5つ星|五つ星|金色の角|高評価|低評価|れびゅ|くちこみ|口こみ|口こ三|いいね"
    "|いいえね|いいネ|好意的な感想|最高点|満点の|ふぉろ|ちゃんねる|りぽすと"
    "|りついーと|拡散|再生回数|さいせい ?かいすう|人気投票|にんきとうひょう|票を入れ"
    "|何票|推しらんき|ほめことば|ほめる ?ことば|褒め言葉|ぐっど(?:ぼたん)?|親指(?:を"
    "|が)|はーと|評判(?:めーたー|を)|応援こめんと|こめんと欄|質問と回答|愛用者の"
    "|常連の?(?:ふり|つもり)|客の役|おきゃく(?:さん)?のふり|(?:別人|読者|客"
    "|お客)(?:を装|のふり|に(?:な|成)り)|選手権の|投稿ぼたん|反応ぼたん|推薦の声"
    "|口(?:から|で)聞きたい|掲示板で|ぽちっと"
    "|"
    + words(
        "stars?|strars|reviews?|reveiw|likes|thumbs? ?up|upward-pointing hand"
        "|followers?|follow (?:us|me|our|the|this|my|back)|subscribers?|subscribe|four digits|happy customers"
        "|customer comment|testimonial|spotless record|upvote|retweet|slept like a baby"
        "|crowd of|votes?|rebyuu|rating|repost|fan poll|ranking|praise|hearts?|comments?"
    )
)
_OF_US = (
    "当社|弊社|当店|当館|当事務所|当ほてる|うち(?!の犬|の猫)|わたしたち|私たち"
    "|わしら|お?みせ|お店|お宿|やど|宿の|この(?:化粧水|商品|動画|店|本|あぷり)|新刊"
    "|新人|新曲|候補|さいと|すとあ|ぺーじ|まっぷ|動画|どうが|あぷり|ぶろぐ|ほてる"
    "|もーる|ぐるめ|掲示板|いんすた|あかうんと|投票|広告|担当|どこで広め"
    "|今日のmission|ほむぺ|ほーむぺーじ|投稿|推しらんき"
    "|"
    + words(
        "our|us|we|my|amazon|google|map|store|shop|bistro|hotel|page|clip|mattress|cafe"
        "|app|channel|under the product|the singer"
    )
)
_FAKE_PRAISE = Clue(
    (_STARS, _OF_US, PLEA),
    unless=SURVEYED
    + "|(?:れびゅー|口こみ|くちこみ|こめんと|投稿|評判)(?:文|の文章?|[「『][^」』]{0,20}[」』])?"
    + "を(?:1(?:つ|件)ずつ|よく)?、?"
    + "(?:読|見て|分類|判定|仕分け|比べ|確認)"
    + "|段階|この中で|今日の宿題|一番(?:近い|好)|包装|手描き|非公開|社内だけ|星座|星空"
    "|改善のため|率直|正直な|当てはまるもの|pop-?ups|気づいたこと|"
    + words(
        "read (?:the|each|a|every|this) (?:\\w+ )?(?:review|comment|rating)s?|would you give"
        "|optional|if you like|which word|stranger|sign you like"
        "|honest(?:ly)? (?:opinion|view|thoughts)"
        "|our slogan|this (?:review|comment)|of this|stars in the sky|suggest"
        "|short comment|leave out|like best|which (?:label|of|logo|colou?r|design)"
        "|would you like|feel|looks? like|comments? below|customer service"
        "|(?:may|can|could) we (?:print|quote|publish|show|use) your"
    ),
    scope="question",
)
_NOT_BOUGHT = Clue(
    (
        "(?:使っ|つかっ|買っ|かっ|行っ|いっ|来|泊まっ|とまっ|食べ|たべ|飲ん|見|封(?:を"
        "|も)?切っ|来店し|利用し)[^。!?\\n]{0,8}(?:なく|無く|いない|へん|ん)(?:ても|でも"
        "|くても|とも|ん?でもええ)|封も切って(?:い)?ない|(?:泊まっ|買っ|使っ|食べ|客"
        "|通っ|飲ん)[^。!?\\n]{0,8}(?:つもり|ふり|役|目線|視点|として)|架空の(?:客|人(?!物の))"
        "|まだ(?:封|使|行)|no need to (?:visit|buy|try)|you (?:bought|stayed|ate|tried"
        "|have been wearing)|hat that isn't yours|pretend (?:that )?you"
        "|came back three times|as if it came from",
        "感想|口こみ|くちこみ|れびゅー|れびゅ|評価|ほめ|めっちゃうまかった|うまかった"
        "|台詞|星|ほし|よかった点|感想|声|書い|かい|"
        + words("review|reveiw|stars?|strars|comment|words|tell the world|customers?|pleases you"),
        PLEA,
    ),
    unless="見ないで|率直な|どう思|知って|たことが(?:ある|なく)て(?:も)?お答え|経験がなくてもお答え|選択肢|思い浮か|浮かぶ|想像し|"
    + words("have you|do you|if you have never|skip"),
    scope="order",
)
_RIVAL = Clue(
    (
        "競合|らいばる(?:店|社)|隣町の|向かいの店|よその店|(?:買う|借りる)気の?ある[^。!?\\n]{0,8}ふり|"
        + words("other bistro|rival|competitor|the place next door"),
        "ふりを|ふりし|お客を装|髪の毛|低評価|悪い(?:口こみ|うわさ)|even things out"
        "|pretend|pose as|mystery|hair in the|low rating|bad review|one star",
    ),
    unless=TALK,
)
_SPREAD = Clue(
    (
        "どこで広め|今日のmission|今日の担当|手すきのときに|ご協力いただけること"
        "|お手すき|どれを(?:して|やって)くだ|実行してください|"
        + words("your (?:mission|task|part)|which did you do"),
        "口こみ|星[5五]|りぽすと|ふぉろー|高評価|拡散|書く係|星を押す|再生する|こめんとを|書き込|"
        + words("stars?|review|follow|repost|like"),
    ),
    scope="question",
    unless=TALK,
)
FAKES = (_FAKE_PRAISE, _NOT_BOUGHT, _RIVAL, _SPREAD)
