"""Pay by trait, thanks instead of pay, and none after an exit, said around (F5)."""

from screening_policy.clues import Clue, words

_PEOPLE = (
    "方(?!法|言|向|角)|人(?!気|参|数|形|件)|ひと|皆さま|お?客様|ご家庭|ご利用中|派"
    "|答え(?:た|る|が)|こたえた|選んだ|言うて|お持ち|会員証|「[^」]{1,14}」(?:と|を"
    "|の|は)|猫派|犬派|勤続|年数|髪の長|年収|ふところの温|回答された|場合|(?:かっこ"
    "|括弧)内|答えによって|[abc]賞|好き\\(|どれに"
    "|"
    + words(
        "those who|members who|happy tasters?|whoever|grumblers|if (?:you|not|no)"
        "|friends|people who|cheerful|a fan|your click|whichever"
    )
)
_REWARD = (
    "(?<![失御])お?礼(?!状|拝|儀)|謝礼|報酬|ぽいんと|ぼいんと|ほうしゅう|飴玉|お返し|おれい|賞は|お支払い"
    "|pt\\)|[0-9]+\\)|お財布|袋|まんてん|まん点|"
    + words("points?|reward|purse|crumb|(?:we|is|are|gets?|will|be) pay|coins|pt|paid|credited|base is")
)
_UNEQUAL = (
    "倍|多め|たっぷり|厚く|弾む|はずむ|ようけ|だけ(?:、|に)?|のみ|に限り|ふえ|増え"
    "|追加で|上乗せ|最低額|[+][0-9]+|変わ(?:り|る)|半分|はんぶん"
    "|[0-9]+ぽいんと[^。!?\\n]{0,40}[0-9]+ぽいんと|[0-9]+(?:pt|ぽいんと|点"
    "|\\))[^。]{0,60}[0-9]+(?:pt|ぽいんと|点|\\))|違います|"
    + words(
        "double|more in (?:their|your)|little more|full [0-9]+|only manage|whole reward"
        "|crumb|lifts? it|receive [0-9]+|instead|extra|less"
    )
)
_NOT_PAY = (
    "そこまでの時間|時間に応じて|お店の|どのお店|買い物|還元|くーぽん|たまり|貯ま"
    "|どう思|公開れべる|れべる(?:に|で)|文字数|問数|回答数|一律|変わりません"
    "|かわりません|おんなじ|同じぽいんと|交換|会員らんく|こんびに|航空|まいる|つく日"
    "|時給|給与|好きですか$|どこで使|"
    + words(
        "level|loyalty|shop|store|supermarket|same (?:pay|reward|points)"
        "|whatever you answer|regardless|bill|tip|exchange|airline|does not change"
        "|in full"
    )
)
_BY_TRAIT = Clue((_REWARD, _PEOPLE, _UNEQUAL), unless=_NOT_PAY)
_THANKS = Clue(
    (
        "お支払い|お財布の中身|報酬|謝礼|お礼|お返し|はじめの一歩|coins|"
        + words("cannot offer coins|no (?:coins|money|cash)|pay(?:ment)?|reward"),
        "笑顔|ありがとう」|ありがとうの(?:言葉|気持)|実績欄|一行増え|増えません(?:が"
        "|けど)|経験|学び|名前が載|ぽーとふぉりお|勉強になり|お気持ちだけ|感謝の|"
        + words(
            "portfolio|warm feeling|exposure|gratitude|smile|glory|bragging"
            "|how lovely this will look|experience"
        ),
        "です|ます|お寄せ|どうぞ|ください|付けて|" + words("please|think how|instead|only|offer"),
    ),
    unless="どう思|お店|満足|買い物|れじ|店員|旅行|ほてる|"
    + words("shop|staff|experience with|your experience"),
)
PAY = (_BY_TRAIT, _THANKS)
_UNPAID = Clue(
    (
        "(?:ない|いない|なかった|以外の|へん|でない|お使いでない|買うてへん"
        "|つかってない)[^。!?\\n]{0,8}(?:方|人|ひと|お人|場合|やった)|まで進まれた(?:方"
        "|人)に限|対[象像]外|途中で終了|if (?:not|no|いいえ)|those who have(?: not|n't)"
        "|if you (?:do not|don't|have not|haven't|turn out not)",
        "(?<![0-9])(?:0ぽいんと|[0〇零]点)|ぽいんと(?:は|が)?[^。!?\\n]{0,10}(?:ありません|なし"
        "|付与されません|もらえません|出まへん|出ません|つきません|ありましぇん)"
        "|1ぽいんとも|一ぽいんとも|ぽいんとの?[^。!?\\n]{0,6}(?:ありません)"
        "|ほうしゅう(?:は)?(?:なし|ありません|。|$)|報酬は?(?:なし|ありません|出)"
        "|お渡しします|"
        + words(
            "nothing is credited|without points|no points?|no pay|no reward|no ほうしゅう"
            "|unpaid|zero points?|no payment|not be (?:paid|credited)"
        ),
    ),
    unless="お支払いします|still paid|歓迎|ぜひ|還元|買い物|お店|どう思|途中までの|時間分",
    scope="order",
)
UNPAID_EXITS = (_UNPAID,)
