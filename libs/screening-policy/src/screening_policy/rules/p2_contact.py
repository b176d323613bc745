"""P2: telephone, e-mail, messenger ids, social-media handles and profile links."""

from collections.abc import Iterator

from screening_policy.around.contacts import CONTACTS
from screening_policy.asking import Thing, asked_in, phrases_in
from screening_policy.clues import or_around
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene

_CHAT = (
    "telegram|whats ?app|we ?chat|viber|signal|skype|discord|kakao(?: ?talk)?|messenger|zoom"
    "|snap ?chat|line|kik"
)
_SOCIAL = (
    "social media|sns|twitter|x|instagram|insta|ig|facebook|fb|tik ?tok|linked ?in|youtube|reddit"
    "|mastodon|blue ?sky|threads|pinterest|twitch|mixi|note"
)
_CHAT_JA = (
    "らいん|line|てれぐらむ|わっつあっぷ|うぃーちゃっと|かかお(?:とーく)?|すかいぷ|でぃすこーど"
    "|しぐなる|ばいばー|めっせんじゃー|telegram|whatsapp|discord|skype|kakaotalk|zoom"
)
_SOCIAL_JA = (
    "sns|ついったー|twitter|x|えっくす|いんすた(?:ぐらむ)?|instagram|ふぇいすぶっく|facebook|fb"
    "|てぃっくとっく|tiktok|ゆーちゅーぶ|youtube|みくしぃ|mixi|すれっず|note"
)
_CONTACT = Thing(
    en=r"(?:tele ?phone|phone|cell ?phone|cell|mobile(?: phone)?|smart ?phone|land ?line|fax|whats ?app"
    r"|sms|contact|call ?back|daytime|tel)(?: phone)? (?:numbers?|no|num|nr|digits)"
    r"|(?:cell ?|mobile ?)?(?:phone|tel|cell|mobile) ?#|telephone|contact (?:details?|info(?:rmation)?"
    r"|data|address)|e ?mail (?:addresse?s?|id)"
    r"|mail address|gmail (?:address|id)|gmail"
    rf"|(?:{_CHAT}) (?:id|handle|user ?name|account name|number|contact|tag|name|nickname)"
    rf"|(?:{_SOCIAL}) (?:handle|id|user ?name|account name|profile(?: (?:link|url|page|name))?|link"
    rf"|url|tag|nickname)s?"
    r"|(?:slack|teams|steam|xbox|psn|playstation|google|apple|threads|strava|bereal) (?:id|handle"
    r"|user ?name|name|account|tag)|extension(?: number)?|pager|(?:web ?site|blog|channel|profile"
    r"|page) (?:url|link|address)|@ ?handle|handle(?= on (?:x|twitter|instagram|tiktok|any"
    r"|social))|number (?:we|i|our \w+|the \w+) (?:can|could|may|might) (?:ring|call|text|reach)"
    r"|(?:best|good) number|digits(?= (?:to|so|for) (?:call|ring|reach|text))|user ?names?"
    r"|screen name|(?:social )?handle|profile (?:link|url)"
    r"|(?:links?|urls?|address) (?:to|of) your (?:[\w']+ ){0,3}(?:profile|account|page)|account name|@ ?name"
    r"|numbers? (?:where|at which|on which|that|we|you|i)(?: \w+){0,3} (?:reach|call|text|contact|ring"
    r"|reached)(?:ed)?(?: you)?(?: on| at)?"
    r"|number to (?:call|reach|text)(?: you)?(?: on)?|(?:best|a) way to (?:reach|contact) you|(?:part"
    r"|bit|text) before the (?:@|at)(?: sign| mark)?",
    ja="(?:お|ご)?(?:電話|でんわ|tel|てれほん|携帯|けいたい|けーたい|すまほ|もばいる|ふぁっくす|fax"
    "|固定電話|家電|いえでん|sms)(?:電話|でんわ)?の?(?:お|ご)?"
    "(?:番号|ばんごう|ばんごー|ばんご|なんばー|no|number|番(?!組))|(?:番号|ばんごう|連絡先|line"
    "|らいん)(?:の|を)?交換|内線(?:番号)?|ぽけべる|(?:ぶろぐ|ちゃんねる|ほーむぺーじ|個人さいと"
    "|まいぺーじ)の(?:url|あどれす|りんく)|すらっくの?(?:id|名)|(?:つながる|掛かる|かかる"
    "|受けられる|取れる|とれる)(?:お)?(?:電話|番号)|(?:市外局番|局番)から(?:の)?(?:番号)?|電番"
    "|電話号[码碼]|电话号[码碼]?|手机号[码碼]?|☎(?:の?番号)?|(?:ご)?連絡先|れんらくさき"
    "|(?:ご)?連絡が?(?:つく|取れる|とれる"
    "|できる|可能な)(?:お)?(?:電話|番号|先|めーる)"
    "|(?:つながる|繋がる|かけられる|折り返し(?:の|用の)?)(?:お)?(?:電話|番号)|(?:e-?|いー|g"
    "|じー)?(?:めーる|めいる|mail|email)の?(?:あどれす|あど|address|id|宛先|宛て先)|めあど|めるあど"
    "|めーあど|e-?めーる|いーめーる|gめーる"
    f"|(?:{_CHAT_JA})の?(?:id|あいでぃー?|あかうんと(?:名)?|ゆーざー(?:名|id)|番号|qr)"
    f"|(?:{_SOCIAL_JA})(?:の(?:まい)?ぺーじ)?(?:\\([^)]{{0,10}}\\))?の?(?:あかうんと(?:名|id)?"
    f"|あか(?:名)?|垢|id|あいでぃー?|ゆーざー(?:名|ねーむ|id)|ぷろふぃーる(?:の?(?:url|りんく|ぺーじ))?|@|url"
    f"|りんく|はんどる(?:名|ねーむ)?)|(?:電話|携帯|しょーとめーる|sms|連絡|どこも|そふとばんく"
    f"|実家)[^。]{{0,10}}(?<![一-鿿])番号|0[789]0(?:から|で)[^。をは]{{0,6}}番号"
    "|ゆーざー(?:名|ねーむ|id)|はんどる(?:名|ねーむ)|あかうんと名|垢名|ぷろふぃーるの?(?:url|りんく)"
    "|(?:@|あっとまーく|あっと)(?:まーく|記号)?(?:より|の)?(?:も)?(?:前|左|手前)(?:に(?:ある|くる"
    "|来る))?(?:の(?:部分|文字))?|(?:@"
    "|あっとまーく)から始まる(?:id|名前|文字)",
    not_before=r"\s?(?:format|portability)|の?(?:数|有無|種類|形式|桁数|桁区切り)|(?:を|は|が)?(?:いくつ|何個"
    r"|何件)",
    not_after=r"(?:how many|number of)(?: \w+){0,4}\s|どの",
    of_material=True,
)
_SHORT = Thing(
    en=rf"(?:e|3) ?mail|(?:(?<=your\s)|(?<=ur\s)|(?<=yr\s))(?:cell(?: ?phone)?|tel|mobile|phone|digits"
    rf"|number|no"
    r"|contact(?=\W*$))"
    rf"|(?:{_SOCIAL}|{_CHAT}) (?:account|profile)"
    r"|(?:(?<=your\s)|(?<=ur\s)|(?<=yr\s))(?:insta(?:gram)?|ig|snap ?chat|twitter|telegram|whats ?app"
    r"|discord|facebook|fb|skype|tik ?tok)",
    ja="(?:^|\\n)[^\\w\\n]{0,10}(?:お?電話|めーる|tel|携帯|けいたい|mail|mobile|cell|phone"
    f"|{_CHAT_JA})(?=は?[^\\w\\n]{{0,10}}(?:$|\\n|\\())"
    "|(?<![一-鿿ぁ-ゖー])あどれす(?=を(?:教|入力|記入|書|知らせ|送))",
    not_before=r"\s(?:of|one|when|for|while|in|at|on|is|are|with|from|to)\b"
    r"(?! (?:reach|contact|call|follow))",
    not_after=r"(?:(?:send|write|drop|get|receive|open|read|answer)(?: us| me)? an|by|via|in|through|this"
    r"|that|the|of|one|any|each|every|which|what|last|marketing|spam|phishing|promotional|how|many|do"
    r"|prefer|over|using|reading|and|or)\s",
    of_material=True,
    open=False,
)
_REACH = compiled(
    r"0[5789]0[^。!?\n]{0,30}(?:桁|番号|数字)|(?:digits|number)[^.?!\n]{0,30}(?:dial|call"
    r"|ring) to (?:hear|reach|find)|(?:link|address|page|url)[^.?!\n]{0,24}(?:followers"
    r"|friends|fans|people) (?:find|follow|reach|see) you|(?:where"
    r"|how) (?:your )?(?:followers|friends|fans) (?:can )?(?:find|follow|reach) you"
    r"|(?:ふぉろわー|友だち)[^。!?\n]{0,14}(?:見つけ|たどり)[^。!?\n]{0,10}(?:url|りんく|id)|"
    r"(?:digits|numbers?) (?:would|should|do|must|could) (?:they|we|i|one|somebody|someone"
    r"|a friend)(?: \w+){0,3} (?:tap|dial|press|punch|type|call|ring)"
    r"|(?:dial|ring|call|reach|phone|text) (?:you|your (?:phone|mobile|cell))(?= (?:on|at"
    r"|directly|tonight|today)|\W*$)"
    r"|(?:あなた|ご自身|貴方|自宅|お宅)(?:に|へ)(?:電話|連絡|めーる)(?:を)?(?:する|かける|送る|とる"
    r"|取る)(?:とき|には|に|時|場合|際)[^。!?\n]{0,24}(?:数字|番号|宛|あて|どこ|何)"
    r"|(?:すまほ|携帯|電話)(?:を)?(?:鳴らす|かける|掛ける)(?:に|とき|ため)[^。!?\n]{0,20}(?:数字|番号|桁)|"
    r"(?:line|らいん|連絡先|番号|id)(?:の|を)?交換(?:し(?:ませんか|よう|ましょう|てください)|お願い)"
    r"|0[789]0-?[x×○*0]{3,4}-?[x×○*0]{3,4} ?(?:の|という)?(?:形式|かたち|形|ように)"
    r"|[a-z.]{2,20}@[a-z]{2,20}\.[a-z]{2,6} ?(?:の|という)?(?:形式|かたち|形|ように)"
    r"|(?:お?電話番号|連絡先|めーるあどれす|番号)(?:を|は)?(?:いただい|頂い|うかがっ|伺っ|聞い|お聞きし"
    r"|教えてもらっ)ても(?:よろしい|いい|良い|構い|大丈夫)"
    r"|(?:phone|mobile|tele ?phone) numbers?,? (?:and )?then yours?"
    r"|how (?:to|we can|i can) (?:best )?(?:reach|contact|call) you|phone number (?:that |where "
    r"|on which )?(?:we|i) (?:can|could|may)"
    r"|(?:電話|でんわ|携帯)(?:は|って)何番|(?:what|which) (?:phone |mobile "
    r"|tele ?phone )?numbers? (?:can|should|may|do|could) (?:we"
    r"|i) (?:best )?(?:reach|call|text|contact|ring)"
    r"|(?:where|how) (?:can|could|may|do|should|shall|would) (?:we|i) (?:best )?(?:reach|contact|call"
    r"|text|message|get hold of|get in touch with) you"
    r"|(?:どこ|どちら|どう|どのように)(?:に|へ)?(?:ご)?(?:連絡|電話|れんらく|でんわ)(?:を)?(?:すれば"
    r"|したら|差し上げ|さしあげ|いれれば|すると)"
)


def find(scene: Scene) -> Iterator[Hit]:
    """Whatever the member could be reached by."""
    return or_around(scene, _named(scene), *CONTACTS)


def _named(scene: Scene) -> Iterator[Hit]:
    yield from asked_in(scene, _CONTACT, _SHORT)
    yield from phrases_in(scene, _REACH)


RULE = Rule(
    id="P2",
    verdict="refuse",
    reason=(
        "電話番号・メールアドレス・SNSのIDなど、会員の連絡先を求めることはできません。",
        "A member may not be asked for a phone number, an e-mail address, or a messenger or social-media id.",
    ),
    find=find,
    identifies=True,
    found=(
        "電話番号を教えてください",
        "電 話 番 号",
        "選んだ手段であなたにつながる文字列を入れてください",
        "でんわばんごうをおしえてね",
        "ﾃﾞﾝﾜ番号を書いて",
        "denwa bangou wo oshiete kudasai",
        "携帯の番号をご記入願います",
        "お電話番号の下四桁をお願いします",
        "メアドおせーて",
        "Ｅ－ｍａｉｌアドレスを入力",
        "LINEのIDを送ってください",
        "インスタのアカウントを貼ってください",
        "日中つながる番号を教えていただけますか",
        "ご連絡先は？",
        "メールアドレスの@より前の部分を入力してください",
        "どちらにご連絡すればよいですか",
        "あなたのphone numberを教えて",
        "What is your phone number?",
        "Please enter your e-mail address",
        "Your em@il address?",
        "p.h.o.n.e number please",
        "Type the number where we can reach you",
        "Your Instagram handle:",
        "Please leave your pһone nυmber",
        "Send us a link to your Facebook profile",
        "Where can we reach you?",
        "Can we have your number?",
        "which email address do you use for shopping?",
        "Please give the last four digits of your mobile number.",
        "enter yuor emial adress",
        {"instructions": "以下を入力してください。\n・好きな色\n・電話番号"},
        {
            "title": "電話番号",
            "questions": [{"id": "q", "kind": "text", "text": "こちらを入力してください", "required": False}],
        },
        {"instructions": "If you do not enter your phone number, your answer is not accepted."},
    ),
    passes=(
        "案内板の写真に書かれている病院の代表電話番号を入力してください。",
        "お使いの電話の機種を教えてください",
        "Which phone model do you use?",
        "Which address bar do you prefer?",
        "看板に書かれた店の電話番号を書き起こしてください",
        "Transcribe the phone number on the shop sign.",
        "看板の電話番号を入力してください",
        "メールアドレスはいくつお持ちですか",
        "How many e-mail addresses do you have?",
        "Which social network do you use most?",
        "電話番号を入力する画面は使いやすいですか",
        "通信販売（メールオーダー）を利用しますか",
        "Do you shop by mail order?",
        "How often do you change your phone number?",
        "Should shops ask for a phone number?",
        "電話番号ポータビリティを知っていますか",
        "希望する連絡方法はどれですか",
        "Type the phone number shown in the image of the restaurant",
        "Which e-mail provider do you prefer?",
        {"instructions": "電話番号やメールアドレスは書かないでください。"},
        {"instructions": "Never include your phone number or e-mail address in an answer."},
    ),
)
