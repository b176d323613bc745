"""P1: a person's name, initials, signature or seal."""

from collections.abc import Iterator

from screening_policy.around.names import NAMES, NAMES_TOLD
from screening_policy.asking import Thing, asked_in, phrases_in
from screening_policy.blanks import LEFT_OUT, LEFT_OUT_EN, MYSELF
from screening_policy.clues import or_around, told_around
from screening_policy.english import order_to
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene

_PEOPLE = (
    "さん|さま|くん|ちゃん|ひと|人|方|あなた|貴方|自身|本人|自分|客様|会員|回答者|応募者|参加者"
    "|作業者|友人|友達|友だち|知人|家族|母|父"
    "|母親|父親|両親|親|お子|子様|子さま|子さん|娘さん|様|子ども|子供|息子|娘|配偶者|上司"
    "|同僚|恋人|彼氏|彼女|夫|妻|主人|奥様|兄弟|姉妹|兄|姉|弟|妹|隣人|ご近所|先生|担任|保護者|代表者|世帯主"
    "|全員|皆さん|みんな|それぞれ|各自|本当|戸籍上|漢字|ろーま字|ひらがな|あんた|君|きみ|隣|連れ|お子様"
    "|相手|子"
)
_NOT_THEIRS = "".join(f"(?<!{people})" for people in _PEOPLE.split("|"))
_RELATIVES = (
    r"child|children|son|daughter|wife|husband|partner|spouse|mother|father|parents?|friend|boss"
    r"|colleague|coworker"
    r"|neighbou?r|brother|sister|boyfriend|girlfriend|roommate|teacher|manager"
)
_FULL = Thing(
    en=r"(?:full|first|last|middle|family|given|legal|real|maiden|birth|actual|christian"
    r"|complete)(?: (?:and|or|/) (?:last|first|family|given|middle))? names?"
    r"|first ?name|last ?name|surnames?|initials|(?:e-?)?signature|autograph|(?:personal|registered|your"
    r"|name) seal|hanko|inkan"
    rf"|names? of your (?:\w+ ){{0,2}}(?:{_RELATIVES})s?|names? and surnames?",
    ja="(?:お|ご)?(?:氏名|姓名|芳名|尊名|しめい|氏めい|せいめい(?!保険)|ふるねーむ|本名|実名|いにしゃる"
    "|頭文字|苗字|名字|みょうじ|旧姓|自署|(?<![部局])署名(?!活動|運動|数|を(?:頼|求め)|に応)"
    "|さいん(?!ぺん|会|いん|ぼーど|ぽーる|おん|あっぷ|かーぶ)|印鑑|はんこ|判子|捺印|押印|実印|認印"
    "|拇印|表札|戸籍名|(?:回答者|応募者|参加者|会員|契約者|名義人|ご?本人)名(?!簿)|氏|(?:判子|はんこ"
    "|印鑑|印影|表札)(?:に|の)[^。をは]{0,10}?(?:文字|字|名前|苗字|姓))"
    "(?:の(?:漢字|ふりがな|ふり仮名|読み(?:方|仮名)?|かな|ろーま字))?|(?<![一-鿿])姓(?![一-鿿])"
    "|下の(?:お)?名前|お名前頂戴",
    not_before=(
        r"\s?(?:of (?:this|each|every|the(?! (?:colleague|person|friend|neighbou?r|boss|manager"
        r"|member|respondent|participant|one|man|woman)))|list|tag|series)|に(?:した|する|して|$)|を(?:もら|集め|欲し|ほし)"
    ),
    not_after="(?:product|brand|pen|pet|dog|cat|character|mother|mom|mum|grandmother)'?s?[\\s\\-]"
    "|[」』]を|(?:employer|company|firm|business|school|university"
    "|college)(?: (?:where|that|which) [\\w ]{1,24})?\\W{1,3}(?:full )?(?:legal )?|(?:母|母親"
    "|母さん|母様|まま|おかん)の(?:結婚前の)?|代表者の|社長の|作者の|名刺の",
    of_material=True,
)
_NAME = Thing(
    en=r"names?",
    ja="(?:お|ご)?(?:名前|なまえ)(?:の(?:漢字|ふりがな|読み方|かな))?",
    not_before=r"の「|(?:を|に)?(?:つけ|付け)(?:て|る|た)|(?:を|の)(?:考え|決め|覚え|おぼえ|忘れ"
    r"|間違え)|で(?:呼|よ)|の?(?:ない|無い)|から(?:想像|連想|思い)|を(?:言え|挙げられ|知って)|\s(?:of"
    rf"|for(?! the record)) (?!you\b|your (?:\w+ ){{0,2}}(?:{_RELATIVES})"
    r"|the (?:respondent"
    rf"|participant|member|worker)|(?:respondent|participant)s?\b)|\s?(?:the|a|an|one|any|some|all|two"
    rf"|three|\d)\s",
    not_after=r"(?:maiden|brand|mascot|product|company|shop|store|user|nick|pen|file|domain"
    r"|street|city|town|country"
    r"|old|former|wizard|pirate|stage|hero|elf|dragon|robot|fantasy|secret|boss"
    r"|pet|dog|cat|screen|display|team|band"
    r"|movie|film|book|song|place|station|restaurant|school|employer|business|trade|model|colou?r|code"
    r"|host|project|recipe|dish|character"
    r"|actor|event|variable|column|game|item|plant|animal|bird|fish|flower|food|drink|its|same|this"
    r"|that|the|which|what|each|every"
    r"|another|whose|some|a|an|new|good|nice|short|catchy|better|funny|suitable|any|no|fun|pretty"
    r"|popular|common|famous|these|those|following|job|university|college|hospital|doctor|bank"
    r"|app|account|folder|sheet|drug"
    r"|medicine|baby|made-?up|invented|imaginary|fictional|fake|random|pretend)(?:'s|s')?[\s\-]"
    rf"|{_NOT_THEIRS}の|(?:わん|にゃん|ねこ|いぬ|うさ)ちゃんの|(?<!正式)な|(?:こ|そ"
    r"|ど)の|(?:[るたいくすむぶ]|(?<!何とい)(?<!なんとい)う)"
    rf"|商品|会社|団体|施設|ぶらんど"
    rf"|製品|ゆーざー",
    of_material=True,
)
_READING = Thing(
    en=r"furigana",
    ja="ふりがな|ふり仮名|よみがな|読み仮名",
    not_after="商品|地名|漢字|単語|駅名|店名",
    of_material=True,
)
_READ_OUT = compiled(r"読む|読み方|読みます|と読|pronounc|\{")
_CALL = compiled(
    r"(?:first|given) and (?:last|family|sur)(?: ?names?)?(?=,|\W*$)|how (?:should|do|may|can"
    r"|shall) (?:we|i) address you|who (?:are|r) (?:you"
    r"|u)\b(?! (?:with|going|most|buying|talking|voting|shopping|supporting|to))"
    r"|parents? (?:\w+ ){0,3}(?:call|name|christen)(?:ed)? you|(?:what|how) (?:do|does|did|would"
    r"|should|can|may) (?:\w+ ){1,4}(?:call) you(?![a-z])(?! (?:back|on|at))"
    r"|(?:what|which) (?:is|name is|name stands|stands|does it say) (?:written |printed "
    r"|engraved |shown )?(?:on|at) your (?:birth certificate|door ?bell|doorplate|front door"
    r"|letter ?box|badge|name ?tag)"
    r"|name you (?:were given|go by|were born with|sign)|how (?:do|would) you sign (?:your|a|off)"
    r"|what you are called|your (?:\w+ )?good name|(?:put|write|print|show"
    r"|engrave)(?: \w+)? on your (?:\w+ )?(?:badge|name ?tag"
    r"|certificate|mug|lanyard|place ?card)|sign(?:ed)? off (?:the way|as) you (?:would|do|sign)"
    r"|as (?:you would|you'd) sign"
    r"|何(?:さま|様|さん|て名|という名)(?:」|』)?と?(?:お?呼|言|い[いう]|でしょ|です)"
    r"|(?:呼び出され|呼ばれ)る(?:とき|時|際)の(?:お?名前|呼び名)|(?:戸籍|免許証|保険証|住民票"
    r"|ぱすぽーと|診察券|表札|名札)(?:に|の)[^。!?\n花店犬猫品物]{0,12}(?:お?名前|名(?=を|は|の))"
    r"|(?:親|両親|お?父さん|お?母さん)(?:が|に|から)[^。!?\n]{0,16}(?:名づけ|名付け"
    r"|つけてもらった|付けてもらった|くれた|授かった)(?:お)?(?:名前|名)|(?:あんた|君|きみ|お前"
    r"|おたく)(?:の|は)?(?:お)?(?:名前|名)(?:は|って|なん|を|ば|$)"
    r"|(?:^|\n)\W*(?:せい|めい|姓|名)(?=\W*(?:\(|$|は|を|:))|(?:上|苗字|名字)も下(?:の名前)?も|"
    r"(?:first|last|initial) letters? (?:of|in) your (?:\w+ )?names?"
    r"|(?:what|which) names? (?:appears?|is|are|stands?)(?: (?:printed|written|shown))? on your (?:\w+ )?"
    r"(?:id|card|passport|licen[cs]e|door|mailbox)"
    r"|what (?:do|should|can|may|shall|could|would) (?:we|i|people|others|friends|they|your (?:friends"
    r"|family|colleagues)) call you"
    r"|to whom am i speaking|what (?:name )?(?:do you go by|are you called|do you call yourself)"
    r"|who are you\s?[?.]?$"
    r"|identify yourself|may i ask who(?:'s| is) (?:this|answering)"
    r"|(?:何|なん|なに)(?:と|て|って)?(?:お?呼び|呼べ|呼ばれ)(?:すれば|したら|ば|て(?:い|る)|します)"
    r"|(?:love from|yours|sincerely)\W[^.?!\n]{0,30}name|(?:greet"
    r"|address) you[^.?!\n]{0,40}(?:mr|ms|mrs)|(?:姓|名字|苗字|名前|名)の?(?:ほう"
    r"|方)?(?:を|の)[^。!?\n]{0,16}(?:頭|最初)の?(?:1|一)?(?:文字|字)|名乗(?:って|り)(?:ください"
    r"|下さい|くだ|お願い)|名乗り(?:を)?お願い|どちら様(?:です|でしょう)"
    r"|あなたは(?:誰|だれ)(?:です|でしょう)"
    r"|(?:お|御)名前(?:、)?(?:頂戴|いただけ|よろしい|うかがっても|伺っても)|(?:on|at|from"
    r"|of) your (?:\w+ )?(?:door|name) ?plate"
    r"|(?:door|name) ?plate (?:on|at|of) your|your (?:door|name) ?plate (?:say|read|show)s?"
    r"|(?:words?|letters?|characters?|name) (?:on|engraved on|carved in(?:to)?) your (?:seal|hanko"
    r"|doorplate|name ?tag|mailbox)"
    rf"|(?:{MYSELF})の(?:お?名前|名|名字|苗字)は{LEFT_OUT}(?:です(?!ね)|だ(?!が)|で[、,]?(?![すあは])|。|$)"
    rf"|(?:{MYSELF})は、?{LEFT_OUT}(?:と(?:申し|いい|言い)ます|という(?:名|者))"
    rf"|(?:my name is|i am called|i go by|people call me|call me) {LEFT_OUT_EN}"
)
_SIGN = compiled(
    order_to(
        r"(?:e-?)?sign (?:here|below|this|the (?:form|box|document|bottom)|in the box|with your|your)"
        r"|autograph"
    )
)


def find(scene: Scene) -> Iterator[Hit]:
    """Names asked for as such, by what one is called, or by having them signed."""
    return or_around(scene, _named(scene), *NAMES)


def _named(scene: Scene) -> Iterator[Hit]:
    yield from asked_in(scene, _FULL, _NAME)
    yield from (hit for hit in asked_in(scene, _READING) if not _READ_OUT.search(hit.place.reading.text))
    yield from phrases_in(scene, _CALL)
    yield from phrases_in(scene, _SIGN)
    yield from (hit for hit in told_around(scene, *NAMES_TOLD) if hit.place.kind in ("title", "instructions"))


RULE = Rule(
    id="P1",
    verdict="refuse",
    reason=(
        "氏名・イニシャル・署名・印鑑など、本人を名指しできるものを会員に求めることはできません。",
        "A member may not be asked for a name, initials, a signature or a seal.",
    ),
    find=find,
    identifies=True,
    found=(
        "お名前を教えてください",
        "氏名",
        "ご氏名（漢字）",
        "フルネームをご記入ください。",
        "あなたのイニシャルは何ですか？",
        "名 前 を 書いて ください",
        "ﾅﾏｴをおしえて",
        "onamae wo oshiete kudasai",
        "下の名前だけでいいので教えてくれる？",
        "ご本人様の署名をお願いします",
        "苗字は？",
        "何とお呼びすればよろしいですか",
        "表札に書いてある姓を入力してください。",
        "What is your full name?",
        "Name:",
        "Please enter your n.a.m.e below",
        "Your initials, please",
        "What's ur nаme?",
        "Could you tell us your first and last name?",
        "Type your surn4me",
        "What should we call you?",
        "「私の名前は○○です」を言い換えてください",
        "○○を埋めてください。「僕の名前は○○で、猫が好きです。」",
        "Rephrase: my name is ____ and I like tea.",
        "Please sign here",
        "whatisyourname",
        "Name, age and favourite colour",
        {"instructions": "最初に氏名を記入してから始めてください。"},
        {"instructions": "Answer the question.\nThen add your name at the end of the answer."},
        {
            "questions": [
                {
                    "id": "q",
                    "kind": "single",
                    "text": "犬は好きですか",
                    "options": ["はい", "その他（お名前をご記入ください）"],
                }
            ]
        },
    ),
    passes=(
        "名刺の画像 {image} の部署名",
        "思い浮かぶブランドの名前を書いてください",
        "Name the brand you remember",
        "Which brand name do you know best?",
        "How do you pronounce this name?",
        "この名前は何と読みますか",
        "「私の名前はですね」と言い始める人をどう思いますか",
        "飼っているペットの名前を教えてください",
        "What is the name of the product in the picture?",
        "商品名を入力してください",
        "Write the name of the shop on the sign.",
        "この会社の名刺に書かれた会社名を入力してください",
        "好きな俳優の名前を1人挙げてください",
        "署名活動に参加したことがありますか",
        "名前の由来を調べたことがありますか",
        "What is your signature dish?",
        "Do you prefer baby names that are short?",
        "ハンドソープの名前を3つ挙げてください",
        "Does the file name describe the picture?",
        {"instructions": "氏名は書かないでください。"},
        {"instructions": "Please do not enter your name anywhere."},
    ),
)
