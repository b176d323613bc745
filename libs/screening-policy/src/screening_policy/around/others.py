"""Who somebody else is, said around (P10)."""

from screening_policy.clues import BLANK, TALK, TELL, Clue, words

_SOMEBODY = (
    "奥さ(?:ま|ん)|おくさん|ご?主人(?!公)|ごしゅじん|夫|妻|旦那|つれあい|お?連れ合い"
    "|お?義母|お?義父|(?<!担)親友|友(?:だち|人|達)|同僚|上司|部長|課長|社長|店長"
    "|ばいと仲間|お隣|隣の|となりの|右どなり|左どなり|近所|大家|担任|先生|せんせい"
    "|お子(?:さ|さん|様)|こども|子ども|下のお子|おばあ|おじい|祖父|祖母|母|父|姉|兄"
    "|妹|弟|恋人|彼氏|彼女|家族|同居|らいばる|あの人|会議を長引かせる人|担当した店員"
    "|誰か|ままとも|ゆうじん|どうりょう"
    "|"
    + words(
        "lady next door|gentleman next door|man next door|next door|neighbou?rs?|boss"
        "|colleagues?|best (?:friend|mate)|grandparents?|nieces?|nephews?|cousins?"
        "|sister|brother|your kid'?s?|teacher|flat share|flat-?mates?|room-?mates?"
        "|relative|that person|landlord|your (?:wife|husband|partner|mother|father|mum"
        "|dad|son|daughter|child)|co-?workers?|people in your"
    )
)
_WHAT_THEY_ARE = (
    "名前|なまえ|名目前|名札|個人名|宛名|あて名|表札|チャイム|ちゃいむ|○○|〇〇"
    "|押す数字|外から掛け|電話(?:機)?[^。!?\\n]{0,14}(?:数字|番号)|番号"
    "|めーるあどれす|e-?mail|宛先の?欄|お届け先|届け先|＠|@|12桁|免許証|兔許"
    "|きんむさき|つとめさき|勤め先|校名|学校の(?:名|看板)|何という(?:かいしゃ|会社)"
    "|かいしゃめ|組を書|生ねん|生年月日|住所|college|お給料を払って"
    "|"
    + words(
        "name|names|names and ages|called|dial|ring them|ring the|e-?mail|phone|number"
        "|which school|college|top line|at the top of every|receptionist asks|address"
        "|handle|employer|birthday"
    )
)
_NOT_THEIRS = (
    TALK + "|自分の|あなたのお?名前|愛称|あだ名を|ぺっと|商品名|店名|名前の由来|名づけ"
    "|先生に(?:言|ほめ)|料理|何人|誕生日(?:に|の)(?:贈|ぷれ)|すすめ|紹介したい(?:店"
    "|本)|父の日|母の日|有名|登場|歴史|作家|番号は書か|当社|代表電話|ままよ"
    "|名前で呼び|呼び合|関係|話題|"
    + "(?:名前|なまえ)(?:を|の)(?:決め|きめ|覚え|おぼえ|考え|呼[ぶび]|間違|忘れ|つけ方)|"
    + words(
        "by name|without (?:giving |any |their )?names?|no names|in the (?:story|text|novel|passage"
        "|article|film)"
    )
    + "|"
    + words(
        "birthday (?:cakes?|presents?|gifts?)|shop|recommend|fictional|dish|how many|gift|product|brand"
        "|recipe|celebrity|name day|song|get on|cards?"
    )
)
_SOMEBODYS = Clue(
    (_SOMEBODY, _WHAT_THEY_ARE, TELL), unless=_NOT_THEIRS + "|子どもの(?:ころ|頃)|kodomo no koro|あにめ|anime"
)
_SOMEBODYS_IN_PIECES = Clue(
    (
        words("which relative|which friend|who lives nearest")
        + "|担任の先生|せんせい|職場のらいばる|どなたと",
        words("that person called|what are they called|ring them|reach them")
        + "|○○先生|〇〇先生|「?○○|名札|お名前は|連絡先",
    ),
    unless="架空|" + words("fictional"),
    scope="order",
)
_BLANK_OTHERS = Clue(
    (
        _SOMEBODY + "|" + words("their|his|her"),
        "e-?mail|電話|連絡先|番号|めーる|名前|氏名|phone|number|name",
        BLANK,
    ),
    scope="option",
    unless=_NOT_THEIRS,
)
_ONE_AFTER_ANOTHER = Clue(
    (
        words(
            "live(?:s|ing)? with you|siblings?|brothers|sisters|manager|boss|supervisor|team leader"
            "|colleagues?|child(?:ren)?"
            "|kids|partner|spouse|flat-?mates?|room-?mates?|neighbou?rs?|friends?|someone who|anyone who"
            "|relatives?"
        ),
        words(
            "their (?:full |first |last |given )?names?(?! for)|(?:his|her) (?:full |first |last )?name"
            "|name and age of each"
            "|names? of each|each one'?s name|what (?:is|are) (?:he|she|they)(?: or she| or he)? called"
            "|how (?:can|do|could) we"
            " (?:contact|reach|find|ring|call) (?:them|him|her)|their (?:e-?mail|number|phone|address"
            "|contact|handle)"
        ),
        words("do you|how many|is there|are there|who|have you|yes"),
    ),
    scope="order",
    unless=_NOT_THEIRS,
)
OTHERS = (_ONE_AFTER_ANOTHER, _SOMEBODYS, _SOMEBODYS_IN_PIECES, _BLANK_OTHERS)
