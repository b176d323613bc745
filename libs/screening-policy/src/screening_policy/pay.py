"""How pay is told of that hangs on what a member is, thinks or has, or is none."""

from screening_policy.patterns import compiled, word
from screening_policy.soliciting import Offer

_PAY = r"(?:pay(?:ment)?s?|paid|rewards?|rewarded|points?|bonus(?:es)?|compensat\w+|money|fee)"
_PAY_JA = "(?:報酬|ぽいんと|謝礼|お?支払|単価|ぼーなす|お金|賃金|pt|手当|加算|進呈|付与)"
_UNFIT = (
    r"(?:(?:do|does|did|are|is) ?n[o']?t (?:\w+ )?(?:qualify|qualified|eligible|match|meet|fit"
    r"|pass)\w*|fail(?:s|ed)? (?:to qualify|the (?:screen\w*|check|test))|screened out|screen-?outs?"
    r"|disqualified|ineligible|not (?:be )?(?:selected|qualified|eligible)|(?:un|non)-?qualified)"
)
_UNFIT_JA = (
    "(?:対象外|対象で(?:は)?ない|(?:条件|基準|対象)に(?:合わ|合致し|当てはまら|あてはまら|該当し"
    "|満た)(?:ない|なか|さない|ず)|該当しない|該当者以外|非該当|すくりーにんぐ(?:で)?(?:落ち|あうと"
    "|不通過)|途中で終了|失格)"
)
_NONE = r"(?:no|not|never|without|0|zero|nothing|won'?t|un(?=paid)|cannot|receive no)"
_NONE_JA = "(?:ません|ない|なし|無し|0|ゼロ|いたしかね|致しかね|対象外|無効)"
EXIT = compiled(
    rf"{_UNFIT}[^.!?\n]{{0,20}}? (?:get|gets|receive|receives|earn) nothing"
    rf"|{_UNFIT}[^.!?\n]{{0,60}}?\b{_NONE}\b[^.!?\n]{{0,30}}?{_PAY}|{_UNFIT}[^.!?\n]{{0,60}}?\bunpaid"
    rf"|(?:\b{_NONE}\b[^.!?\n]{{0,30}}?{_PAY}|unpaid)[^.!?\n]{{0,60}}?{_UNFIT}|only (?:those|people"
    rf"|members|participants|workers) who (?:qualify|are eligible|pass|match)[^.!?\n]{{0,40}}{_PAY}"
    rf"|{_UNFIT_JA}[^。!?\n]{{0,30}}?{_PAY_JA}[^。!?\n]{{0,16}}?{_NONE_JA}"
    rf"|{_PAY_JA}[^。!?\n]{{0,12}}?(?:対象者|該当者|条件を満たした方)(?:のみ|だけ)"
)
_ANSWER = (
    r"(?:answers?|opinions?|views?|ratings?|income|age|gender|sex|religion|beliefs?|replies|reply"
    r"|response|choices?|profile|health|marital status|nationality|feedback|score you give)"
)
STEMS = compiled(
    r"pa(?:y|id)|reward|point|bonus|compensat|money|fee|unpaid|free|volunt|experience|exposure|fame|nothing"
    rf"|{_PAY_JA}|無報酬|無償|無給|ただ|お礼|終了|終わり|失格|end|stop|exit|finish|screened"
    rf"|gratitude|thank|ぼらんてぃあ|抽選|支払"
)
_TRAIT = (
    r"(?:wom[ae]n|m[ae]n|males?|females?|smokers?|non-?smokers?|parents|mothers|fathers|singles?"
    r"|married (?:people|members|\w+)|homeowners|japanese|students|employees|rich|high earners|owners"
    r"|customers|users|fans|supporters|iphone users)"
)
_LIKED = (
    r"(?:yes|positive(?:ly)?|favou?rabl[ey]|satisfied|agree|highly|good|5 stars|five stars"
    r"|\"[^\"]{1,20}\"|'[^']{1,20}'|that you like|no|correctly about yourself)"
)
_ANSWER_JA = (
    "(?:回答(?:内容|結果)?|答え(?:の内容)?|評価|意見|感想(?:の内容)?|年収|収入|年齢|性別|職業|資産"
    "|属性|国籍|家族構成|購入(?:額|経験)|満足度|ぷろふぃーる)"
)
_TRAIT_JA = (
    "(?:男性|女性|喫煙者|非喫煙者|既婚者?|未婚者?|主婦|学生|会社員|購入者|利用者|ゆーざー"
    "|お?子様のいる(?:方|人)|お?子さんのいる(?:方|人)|持ち家の(?:方|人)|富裕層|日本人|支持者"
    "|高収入の(?:方|人)|購入した(?:方|人)|[0-9]{1,6}(?:代|万円以上)の(?:方|人))"
)
_MORE = r"\b(?:more|higher|extra|bonus|double|additional|only)(?: \w+){0,3}?"
_FOR_WHAT = (
    r"\b(?:if|for|when|to) (?:you |those |people |members |all |answers )?(?:who )?(?:answer|rate|say|agree"
    rf"|reply|choose|are|own|earn|like|have|live)?(?: \w+){{0,2}}? (?:{_LIKED}|{_TRAIT})"
)
DEPENDS = compiled(
    rf"{_PAY}[^.!?\n]{{0,12}}? only if (?:we|i) (?:like|love|prefer|choose|enjoy|find)"
    rf"|(?:気に入っ|良い|よい|高い|好意的な)[^。!?\n]{{0,8}}?(?:評価|回答|答え|感想"
    rf"|れびゅー)[^。!?\n]{{0,12}}?"
    rf"(?:のみ|だけ|方に|人に|かたに|方には)[^。!?\n]{{0,12}}?{_PAY_JA}|"
    rf"{_PAY}[^.!?\n]{{0,40}}?(?:depends? on|depending on|based on|according to|var(?:y|ies) (?:with"
    rf"|by)|is higher for|linked to|is tied to)(?: \w+){{0,3}}? (?:your |the |what you |how you "
    rf"|who you )?(?:{_ANSWER}|answer|think|earn|are|own|{_TRAIT})\b|depending on (?:your "
    rf"|the )?{_ANSWER}[^.!?\n]{{0,40}}?{_PAY}"
    rf"|\bbonus(?:es)?[^.!?\n]{{0,24}}?{_FOR_WHAT}"
    rf"|{_MORE} {_PAY}[^.!?\n]{{0,24}}?{_FOR_WHAT}"
    rf"|{_MORE}[^.!?\n]{{0,24}}?{_FOR_WHAT}[^.!?\n]{{0,40}}?{_PAY}"
    rf"|(?:only|just) (?:the )?(?:{_TRAIT}|(?:positive|favou?rable|good|yes)[\s\-]?(?:answers?"
    rf"|reviews?|ratings?|replies)?)(?: \w+){{0,3}}? (?:are|is|will be|get|gets|receive"
    rf"|receives)(?: \w+){{0,2}}? {_PAY}|if you (?:answer|reply|say|choose"
    rf"|rate) (?:\w+ ){{0,3}}?{_LIKED}[^.!?\n]{{0,40}}?{_PAY}"
    rf"|{_TRAIT} (?:get|receive|earn|are paid) (?:more|double|extra|less|half)"
    rf"|{_ANSWER_JA}(?:の内容)?(?:に(?:よって|応じて|より|応じ|よる)|次第で?"
    rf"|ごとに)[^。!?\n]{{0,20}}?{_PAY_JA}|{_PAY_JA}[^。!?\n]{{0,16}}?{_ANSWER_JA}(?:の内容)?(?:次第"
    rf"|に(?:よ|応じ)|で(?:変|決))"
    rf"|(?:高評価|好意的|満足|はい|いいえ|賛成|反対|肯定的|良い|良かった"
    rf"|「[^」]{{1,15}}」)[^。!?\n]{{0,16}}?(?:した|と(?:答え|回答し|お答え)た?|な(?:感想|回答"
    rf"|意見)を?(?:書い|くれ)?た?|の|いただい?た?)(?:人|方|場合|回答|かた)[^。!?\n]{{0,20}}?{_PAY_JA}"
    rf"|(?:い|る|た|の|な)(?:方|人|ひと|かた)ほど[^。!?\n]{{0,16}}?{_PAY_JA}"
    r"|(?:方|人|ひと)(?:に)?は ?[0-9]{1,4} ?(?:ぽいんと|points?|pt|点)[^。!?\n]{0,20}?(?:方|人"
    r"|ひと)(?:に)?は ?[0-9]{1,4} ?"
    r"(?:ぽいんと|points?|pt|点)"
    r"|(?:方|人|ひと)(?:だけ|のみ|には)[^。!?\n]{0,8}?(?:[0-9]*倍|半額|多め|多く)[^。!?\n]{0,6}?(?:払|出し"
    r"|差し上げ|渡し)"
    rf"|{_TRAIT_JA}(?:の(?:方|人|場合)|)(?:に)?(?:のみ|だけ|には|は)[^。!?\n]{{0,20}}?{_PAY_JA}"
)
NOTHING = compiled(
    r"\bpays? (?:0|zero) points?\b(?! if)|\b(?:unpaid|(?:pay(?:ment)?|paid"
    r"|reward\w*) (?:\w+ )?in (?:exposure|experience|fame)|(?:this|work"
    r"|task|job|survey)(?: \w+){0,3} (?:for free|voluntary|volunteer(?!s))"
    r"|no (?:pay|payment|reward|compensation|money)\b(?! if)|without (?:pay|payment|compensation"
    r"|reward)|not (?:be )?paid|paid in (?:experience|exposure)|(?:experience|exposure|reputation|fame"
    r"|portfolio|knowledge|fun) (?:is|as|will be)(?: \w+){0,2} (?:pay|payment|reward|compensation)"
    r"|(?:pay|payment|reward|compensation) (?:is|will be|comes as)(?: the| in| an?)? (?:experience"
    r"|exposure|fame|fun|knowledge|reputation)|volunteers? (?:only|needed|wanted)|(?:as a"
    r"|on a) volunteer)"
    r"|抽選で[^。!?\n]{0,20}?(?:報酬|ぽいんと|謝礼|当た|進呈|差し上げ|ぷれぜんと)"
    r"|(?:報酬|謝礼|ぽいんと)(?:は|が)?抽選|ただで(?:お願い|やって|手伝|ご協力|協力)"
    r"|無報酬|無償|無給|ただ働き|ぼらんてぃあ(?:で|として|の(?:お|作業|協力))|(?:報酬|謝礼|ぽいんと"
    r"|お?支払い?)(?:は|の)?(?:お?支払い?は?)?(?:なし|無し|ありません|ございません|ゼロ|0(?:円"
    r"|ぽいんと|pt)?(?:です|$|。)|発生しません|出ません)|(?:経験|実績|勉強|すきる|やりがい"
    r"|思い出)(?:が|を|は|こそ|そのもの(?:が)?)[^。]{0,6}?報酬|報酬(?:は|として)[^。]{0,10}?(?:経験"
    r"|実績|やりがい|勉強|感謝|名誉)|(?:経験|実績|勉強)に?なる(?:ため|ので)[^。]{0,10}?(?:報酬|支払)"
)
_WHO_JA = (
    "(?:」|選(?:んだ|択した)|答え(?:た|てくださった|の)|お答えの|回答(?:した|の)|つけた|付けた"
    "|お持ちの|持って(?:い)?る|飼って(?:い)?る|賛成(?:の|した)|反対(?:の|した)|住まいの"
    "|使って(?:い)?る|買った|記入(?:した|いただいた)|お住まいと|気に入った|満足の|[0-9]をつけた|ある"
    "|いる|の)(?:と(?:お答えの|答えた))?"
    "(?:方|人|かた|ひと|場合|回答者?)(?:だけ|のみ|に限り|に限って|には|にも|は|の(?:お礼|謝礼|報酬)|へは|に)"
)
_HOW_MUCH_JA = (
    "(?:お礼|謝礼|報酬|ぽいんと|pt|ぼーなす|賞金|特典|点"
    "|円)[^。!?\\n]{0,16}(?:[0-9]{0,4}倍|半分|半額|上乗せ|増|減|加算|追加|多く|少なく|支払"
    "|もらえ|差し上げ|進呈|渡し|付き|つき|付与|なし|無し|ゼロ|0|[0-9]+(?:点|円|ぽいんと|pt)?(?:です"
    "|を|$|。))"
)
_WHO_EN = (
    r"(?:every(?:body|one)|those|people|members|anyone|workers|all|only|the ones|participants"
    r"|respondents)(?: \w+){0,2} (?:who|that)(?: \w+){0,2} (?:agree|say|choose|chose|pick|tick"
    r"|own|have|are|like|answer|rate|give|support|vote|earn|live|rent|use|buy|bought|think)\w*"
    r"|(?:\w+ )?(?:owners?|renters?|smokers?|non-smokers|parents|drivers|buyers|users|fans"
    r"|supporters|women|men|homeowners|singles|couples|students|locals|citizens|vegetarians)"
    r"|if (?:you|u|your)(?: \w+){0,2} (?:agree|say|choose|pick|tick|own|have|are|like|answer|rate"
    r"|give|support|earn|live|rent|think|income)\w*|(?:the )?others|a (?:yes|no|positive|negative"
    r"|good|top|five)(?:-star)? (?:answer|rating|score|reply)|(?:answer|answering|say|saying"
    r"|choose|choosing|tick|ticking) (?:yes|no|['(]\w+)"
)
_HOW_MUCH_EN = (
    r"(?:double|triple|twice|half|extra|more|less|bonus|additional|higher|lower|no|zero|full|only"
    r"|\d+|nothing|none)(?: \w+){0,3} (?:points?|pay|paid|reward\w*|bonus|money|payment|fee)"
    r"|(?:get|gets|earn|earns|receive|receives|paid|win)(?: \w+){0,2} (?:double|triple|twice|half"
    r"|extra|more|less|a bonus|none|nothing|\d+)|pays? (?:double|more|less|twice)"
)
BY_TRAIT = (
    Offer(
        _WHO_JA,
        _HOW_MUCH_JA,
        unless=(
            r"時間|れべる|思いますか|お店|買い物|合わせて|対象外|内容に(?:かかわ|関わ)らず"
            r"|変わ(?:り|ら)|同じ|問わず|催し|還元|割引|きゃんぺーん"
        ),
    ),
    Offer(
        word(_WHO_EN),
        word(_HOW_MUCH_EN),
        unless=(
            r"level|same|still paid|until then|at least|whichever|whatever you|regardless"
            r"|does not (?:change|depend)|quality|minutes|time spent|should|do you think|loyalty"
            r"|shop|store card|sale"
        ),
    ),
)
OPTION_PAY = compiled(
    r"[(\[→:].{0,16}(?:[0-9]+(?:点|円|ぽいんと|pt)|上乗せ|[0-9]倍|ぼーなす|\+ ?[0-9]+|extra|bonus"
    r"|double|[0-9]+ (?:points?|yen|pts))"
)
UNPAID = compiled(
    r"(?:そこで|ここで|その時点で|途中で)?(?:終了|終わり|対象外|失格)[^!?\n]{0,40}(?:ぽいんと"
    r"|報酬|謝礼|お礼|お支払い?)(?:は|が|も)?[^。!?\n]{0,10}(?:付き?ません|つきません"
    r"|ありません|ございません|なし|0|ゼロ|出ません|お?支払い?(?:い)?(?:でき|し"
    r"|いた)(?:しま)?(?:ません|かね)|発生しません|もらえません)"
    r"|\b(?:end|stop|exit|finish|leave|screened|out)\w*[^!?\n]{0,60}(?:\b(?:no|without|zero|0|not"
    r"|nothing)|n't)(?: \w+){0,3} (?:points?|reward|paid|pay|payment)"
    r"|(?:no|zero) (?:reward|pay|payment|points?)[^.?!\n]{0,20} if (?:you"
    r"|the)[^.?!\n]{0,24}(?:not|n't|fail|end|leave)"
)
THANKS_ONLY = compiled(
    r"(?:謝礼|報酬|お礼|ぽいんと)(?:は|を|が|の)?[^。!?\n]{0,12}(?:用意(?:でき|して(?:い"
    r"|お)|が)[^。!?\n]{0,8}(?:ません|ない)|ご用意(?:できません|がありません)|差し上げられ"
    r"|お出しでき|お渡しでき|払えません|かわりに|代わりに)"
    r"|(?:かわりに|代わりに)[^。!?\n]{0,24}(?:経験|学び|体験|感謝|名誉|思い出"
    r"|実績)|instead of (?:points|pay|money"
    r"|a reward|payment)|(?:paid|rewarded|pay you|reward you|thank you) (?:in"
    r"|with) (?:experience|exposure|thanks|gratitude|insight|knowledge"
    r"|our (?:warm )?thanks)|reward is (?:the|your|our) (?:experience|knowledge"
    r"|satisfaction|thanks|gratitude|good)"
)
