"""What leads away or takes accounts, said around (I1, I2)."""

from screening_policy.around.surveyed import DONE, PLEA, SURVEYED
from screening_policy.clues import Clue, words

_ELSEWHERE = (
    "友(?:だち|達)(?:に|を|の)?(?:追加|追カ|ついか|加え)|ともだち ?ついか|tomo達"
    "|追カ|追加してから|りんくから|り[ソそん]くから|ふぉー[厶む]|ふぉーむ"
    "|こたえ ?ふぉーむ|用紙に|あぷりを ?(?:いれて|入れ)|うちのあぷり"
    "|専用(?:の)?(?:あぷり|ふぉーむ|さーばー)|あぷりの(?:中|通知)|いんすとーる"
    "|だうんろーど|会員登[録緑]|会員になって|かいいんとう|しんきとうろく|新規登録"
    "|ろぐい[んソ]|さいとで(?:会員|登録)|さいとに(?:登録|あり)|会員さいと"
    "|別の ?さいと|べつの ?さいと|ぽーたる|調査だいやる|電話をかけ|空めーる"
    "|めーる配信|めーるでの返信|お電話\\n|しょーとめーる|とーくから|qrこーど"
    "|二次元ばーこーど|白黒の(?:もざいく|四角)|もざいくみたいな四角|招待(?:りんく"
    "|を受け)|入室|検索窓に|場所を変え|小さな支店|吹き出しあぷり|緑の(?:会話"
    "|吹き出し)|鳥の巣|ここだと狭い|登6ロク|さいとにかいいん"
    "|"
    + words(
        "discord|zoom|messenger|friend request|server|our (?:site|app|form|club site"
        "|office|member page|short number)|form on our|in our app|club site|download"
        "|dowlnoad|install|our app?|the app and|\\u0430pp|text the word|short number"
        "|qr co(?:de|ed)s?|scann? the|open[^.?!]{0,12}browser|by e-?mail to our"
        "|made a login|chat house|start of the link|/start|register\\w*|log ?in"
    )
)
_ANSWER_THERE = (
    "答え|こたえ|回答|うめて|埋めて|書いて|かいて|送って|おくって|質問|しつもん"
    "|もんだい|設問|続き|つづき|感想|伺い|お話|アンケート|あんけーと|済|おわった"
    "|終わ|押し|おし|できた|選|開き|受け取り|ぽち|入れる時間|建ったら|ぽち|合言"
    "|次に進む|参加方法|出た"
    "|"
    + words(
        "answer\\w*|survey|fil+|then|than write|come b[ae]c?k|finished|questions?"
        "|come in|tell us|done|what we asked|parts?|send us|last thing you saw"
    )
)
_AWAY = Clue(
    (
        _ELSEWHERE,
        _ANSWER_THERE,
        f"{PLEA}|{DONE}|頂けますか|参加方法|受け取り方|手順として|選択|こたえます"
        "|お済みですか|届きます|場所を変え|ある電話|お答え|入室|おすみ",
    ),
    unless=SURVEYED + "|のはいつ|でしたか|信用|簡単|決済|使いますか|訳として|いくつ(?:ほど)?|払い方|支払"
    "|買い物をするとき|使いやす|覚え|ぱすわーど忘|必要はありません|不要|好きな"
    "|いちばん使う|何個|よく使う|入れる必要|どのあぷり|あぷりを選ぶ|お使いの"
    "|見かける|通知(?:は|を)|画像|文字起こし|読み取らず|面倒|便利|ことはありますか"
    "|だと思う|どちらが|いまお使い|この登録画面" + r"|\bwould you\b[^.?!]{0,40}\bif\b"
    r"|\b(?:do you use|prefer|when a website|which (?:app|of these)|annoys?|easier"
    r"|how long|usually|button|redesign|image|icon|mock-?up|where (?:would|did|do) you|no need to"
    r"|keyboard|last time"
    r"|ever)\b",
    scope="order",
)
LED_AWAY = (_AWAY,)

_YOURS = (
    "(?:銀行|ぎんこう|証券|fx|ふりま|sns|配信|決済)[^。!?\\n]{0,8}(?:口[座坐]|こうざ"
    "|あぷり|あかうんと|こーざ|売り場)|口[座坐]|こうざ|通帳|あかうんと|acount|名義"
    "|名札は別|印のついたお名前|お名前を一つ|回線|郵便受け|私書箱|玄関|お宅|ご自宅"
    "|おうちの|お手元|身分確認|本人確認|審査に|うぉれっと|お給料が入るための|器を"
    "|鳥の巣|宛名の違う|別人宛|見知らぬ名義|会社名あて|別の人(?:宛|です)|残高を一時"
    "|中継役|売上金|出品に|わたしども"
    "|"
    + words(
        "accounts?|acount|profiles?|walet|wallet|host profile|identity check"
        "|little book in your name|fresh little book|your (?:porch|doorstep|mailbox"
        "|letter ?box|login|name|documents|identity)|porch|doorstep|ride-share"
        "|delivery-driver|in yours|passport check|verfied|verified|verify|client's wages"
    )
)
_LET = (
    "貸し|かして|貸す|かせる|借り|お借り|拝借|使わせ|明け渡|お使いいただ|ご用意"
    "|作って|こしらえ|開[設接け]|つくって|受け取(?:り|って|れる)|うけと|受け止め"
    "|お預かり|預かる|保管|回して|渡す|手渡す|お渡し|わたして|貼り替え|通り抜け"
    "|届くさかい|入るため|代わりに|かわりに|中継|契約で|認証|verify|代行|次の人"
    "|"
    + words(
        "lend|rent|borrow|let us|log (?:our|my)|leave the profile|open|opne|get verf?ied"
        "|put a fresh label|land(?: on| for)?|touch down|drive under|pass the identity"
        "|on our behalf|using your own|hand it to|move on|available|sit through"
        "|would yours"
    )
)
_FOR_US = (
    f"{PLEA}|貸せ|貸して|貸す|かす|できる|預かる|届きます|届くさかい|何箱|こちら|当社"
    "|弊社|うちの|当方|わたしども|私ども|海外|海の向こう|別の人|見知らぬ|おれい"
    "|使える|ええ?か|あかん"
)
_LENDING = Clue(
    (_YOURS, _LET, _FOR_US),
    unless=SURVEYED + "|開設した|いくつ|再配達|宅配ぼっくす|置き配|好きな|乗り換|解約|通帳の(?:色"
    "|でざいん|柄)|図書|玄関(?:の)?(?:収納|靴|飾)|本|防犯|重視|番号を|写真|口座番号"
    "|残高は|おおよそ|ぱすわーど|何を基準"
    + r"|\b(?:do you use|how many accounts|last time|usually|parcel locker|design"
    r"|which bank|favou?rite|why|number|password)\b",
    scope="question",
)
_BOXES = Clue(
    (
        "荷物|小箱|箱(?:が|は|を)|小包|段ぼーる|だんぼーる|封書|お品|贈り物|おかね"
        "|お金を|売上金|代金|郵便物|らべるを|"
        + words("boxes|parcels?|packages?|letters for|money for|wages|box for"),
        "受け(?:取|止)|うけと|預か|届|回して|出すだけ|渡す|手渡|お渡し|わたして|通り抜け|"
        + words("land|put a fresh label|move on|forward|receive|keep|hand"),
        "別人|宛名の違う|他の方|弊社宛|会社名あて|見知らぬ|代わって|代わりに|かわりに"
        "|指定先|次の(?:人|宛先)|海外|取りに|こちらの者|私書箱|いらっしゃる方|通帳"
        "|名札は別|当方|らべるを貼り替え|"
        + words("strangers|someone else|our (?:client|customers?|courier)|other people|for us"),
        _FOR_US,
    ),
    unless=SURVEYED + "|再配達|置き配|" + words("missed delivery"),
    scope="order",
)
_FOUND_ACCOUNT = Clue(
    (
        "どの会社で作って|作ってからお選び|(?:審査|認証)に?(?:通[つっ]た|修了)|3個作って"
        "|[0-9]個作って|有名つぶやきさいと",
        "口[座坐]|acount|account|あかうんと|証券|印をどうぞ|巣",
    ),
    scope="question",
    unless="粘土|工作|料理",
)
ACCOUNTS = (_LENDING, _BOXES, _FOUND_ACCOUNT)
