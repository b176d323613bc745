"""Intimate facts, said around (S2)."""

from screening_policy.around.care import OF_OTHERS
from screening_policy.clues import Clue, words

_LOVE = Clue(
    (
        "すきに ?な|胸が(?:きゅん|ときめ|どき)|ときめ|恋(?:の相手|する|に落ち|愛対象)|好きになる"
        "|惹かれ|どなたとして恋|おつきあいする相手|お付き合いする(?:相手|方)の性"
        "|お?相手は[^。!?\\n]{0,10}(?:男|女)|"
        + words(
            "fall for|attracted|drawn to|heart (?:skips?|flutters?)|crush(?:es)? on"
            "|romantic(?:ally)?|date|kiss|butterflies"
        ),
        "(?:男|女|同性|異性)(?:の方|性|に恋|どうし|か|です)?|(?:どちら|どんな|どの)の?性|同じ性別|"
        + words("m[ae]n|women|woman|same (?:sex|gender)|boys?|girls?|guys?|both|ladies"),
        r"\?|か(?:。|$|\n)|ですか|どなた|あなた|選|理由|is it|your",
    ),
    unless=OF_OTHERS.replace("|小説", "")
    + "|俳優|あいどる|服|推し|曲|"
    + words("invoices?|later date|actors?|colou?r|shoes|fashion|singer"),
    scope="question",
)
_BEDROOM = Clue(
    (
        "夫婦で仲良く|寝室で|(?:灯り|あかり|電気)を消して[^。]{0,8}仲|(?:同じ|1つの|ひとつの)布団|明かりを消し(?:た|て)|夜の(?:営み|生活|時間|せい|ほう)|よるのせい"
        "|せい活|性[生交]|性(?:交渉|行為|生活)|夜の営み|肌を(?:重|合わ)|体の関係"
        "|からだの関係|ひとつの布団|同じ布団|営み(?:の|は)|れす(?:です|気味)|避妊|"
        + words(
            "(?:between|under) the (?:sheets|covers|duvet)|lights? (?:go )?out|in the bedroom|make love"
            "|intima\\w+"
            "|sleep together|physical(?:ly)? (?:close|with)|protection when|roll in the hay"
            "|under the covers"
        ),
        "月に|週に|何[度回]|頻[度渡]|回数|満足|ありますか|ですか|どれくらい|ほど|足りな|"
        + words("how often|often|times|you and your|do you|last|satisf\\w+"),
    ),
    unless=OF_OTHERS.replace("どう思|", "")
    + "|省えね|電気代|照明|常夜灯|読書|"
    + words("lamp|electricity|read(?:ing)?|curtain"),
    scope="question",
)
_EXPECTING = Clue(
    (
        "赤ちゃん(?:が|を|は)?[^。!?\\n]{0,6}(?:お腹|おなか)|(?:お腹|おなか)(?:に"
        "|の中に)[^。!?\\n]{0,8}(?:おる|いる|赤|命|新しい)|にんし|妊[娠辰振]"
        "|いま(?:は)?妊|妊活|不妊|まっく新しい命|子宝|(?:お子さん|子ども|子供|赤ちゃん"
        "|二人目|三人目|2人目|3人目)(?:を|が|は)?[^。!?\\n]{0,8}(?:持ちた|もちた|ほし"
        "|欲し|授か|望|作る|つくる|産)|予定日|検査薬|家族を増や|二人分|月のもの|母子手帳|つわり|産婦人科"
        "|"
        + words(
            "bun in (?:your|the) oven|expecting|with child|pregnan\\w+"
            "|try\\w* for a bab+[yi]\\w*|trying to conceive|baby bump|due in"
            "|hear(?:ing)? tiny feet|another (?:baby|child)|a (?:baby"
            "|child) (?:of your own )?(?:some ?day|soon|next year)|stork|morning sickness"
            "|bab+y at the moment"
        ),
        r"\?|か(?:。|$|\n)|ますか|ですか|あてはま|理由|おる|書|添え|残っ|right now|are you|do you|is there",
    ),
    unless=OF_OTHERS.replace("|思いますか", "")
    + "|けーす|柄|おもちゃ|絵本|名づけ|贈り物|お祝い|席を譲|まーく|まえに見た|"
    + words("in the wild|gift|toy|seat|delivery|package|parcel|guests|letter"),
    scope="question",
)
_BORN_AS = Clue(
    (
        "(?:生まれたとき|生まれた時|出生(?:時|届)|うまれたとき)[^。!?\\n]{0,24}(?:性|男"
        "|女|割り当て|記(?:され|載))|性別[^。]{0,10}(?:違和|一致)|心(?:で感じる|の性)|"
        + words(
            "assigned (?:at birth|when you were born)|birth certificate says"
            "|sex you were (?:given|registered)|gender you were (?:given|raised)"
            "|born in the (?:right|wrong) body"
        ),
        "同じ|違(?:う|い)|一致|今の自分|" + words("same|differ\\w*|match|feel|identify"),
    ),
    unless=OF_OTHERS,
    scope="order",
)
_IN_UNION = Clue(
    (
        "組合員|組合(?:に|へ)入|組[合會](?:に|へ)?(?:い?入|加)|労[働動]組|労組|連合系"
        "|春闘|賃上げ[^。!?\\n]{0,20}(?:話し合|交渉|集まり)|会社(?:側)?と(?:渡り合|交渉"
        "|話し合)[^。!?\\n]{0,24}(?:集まり|団体|会)|働く人(?:どうし|たち)?の(?:集まり"
        "|団体)|"
        + words(
            "trade union|union|across the table from management|bargain\\w* with (?:your"
            "|the) (?:boss|employer|management)|shop steward|strike fund|picket"
            "|collective agreement"
        ),
        "会費|納め|一員|加わ|入って|いって|入(?:る|り)|加入|組合員|団体に|かどうか|属|"
        + words("dues|member|belong|join(?:ed)?|are you in|pay|walked out|card"),
    ),
    unless=OF_OTHERS
    + "|生協|協同組合|信用組合|管理組合|商店街|農協|"
    + words("credit union|european union|rugby|union jack|students?'? union|western union"),
    scope="order",
)
_OWING = Clue(
    (
        "返さ(?:なければ|なあかん|ないと|にゃ)|まだ返して|返して(?:い)?ない"
        "|貸してくれたお金|借り(?:た|て(?:い)?る)(?:お)?金|かりて|借入|借り入れ|奨学金"
        "|ろーん|りぼ|最低額だけ|残りを先へ|分割払い|無人の?(?:箱|契約)"
        "|(?:かーど|ろーん|審査|申し込み)[^。!?\\n]{0,24}(?:ご?(?:期待|希望|意向)に(?:沿|添|そ))|あとから払う分|後払い分"
        "|即日[^。!?\\n]{0,14}(?:店|箱|融資)|督促|取り立て|払いきれ|払えなく|支払い(?:が"
        "|を)[^。!?\\n]{0,8}(?:遅れ|滞)|審査に(?:落|通ら)|消費者金融|質に入れ"
        "|"
        + words(
            "you owe|owe the|people who lend|missed a (?:credit|loan|card|payment|rent)"
            "|behind on|mountain you owe|loan|overdraft|pay ?back|in the red|minimum (?:each"
            "|every|payment)|instal?ments? left|turned (?:you )?down for"
            "|say no when they look you up|borrowed|lender|student debt|bailiff|pawn"
        ),
        r"\?|か(?:。|$|\n)|ますか|ありますか|残っと|いくら|答え|あるかな|how big|do you|have you|any",
    ),
    unless=OF_OTHERS
    + "|図書|本を|傘|友人に本|れんたる|dvd|住宅ろーん控除|広告|返却|漫画|工具|使わない|しくみ|"
    + words("library|book|umbrella|tool|dvd|sugar|pen|visit|apolog\\w+|bike"),
    scope="question",
)
INTIMATE = (_LOVE, _BEDROOM, _EXPECTING, _BORN_AS, _IN_UNION, _OWING)
