"""P9: IP address, device or advertising id, SIM or IMEI number."""

from collections.abc import Iterator

from screening_policy.around.devices import DEVICES
from screening_policy.asking import Thing, asked_in, phrases_in
from screening_policy.clues import or_around
from screening_policy.patterns import compiled
from screening_policy.rule import Rule
from screening_policy.scene import Hit, Scene

_GEAR = (
    r"phone|mobile|smart ?phone|handset|device|tablet|laptop|computer|pc|router|watch|sim"
    r"|sim card|terminal|machine|modem"
)
_ID = Thing(
    en=r"(?:public |global |local |internal |external |current "
    r"|home )*ip ?(?:v ?[46] ?)?(?:addresse?s?|numbers?|no)|(?:(?<=your\s)|(?<=ur\s))ip"
    r"|(?:mac|wi-?fi|blue ?tooth|hardware|physical|ethernet)(?: hardware)? addresse?s?"
    r"|imei(?: numbers?| codes?| no)?|imsi|iccid|meid|esn|eid"
    rf"|(?:{_GEAR})(?:'s)? (?:ids?|identifiers?|serial|serial (?:numbers?|no|code)|fingerprint)"
    rf"|unique (?:device )?(?:ids?|identifiers?)(?: of (?:your|the) \w+)?"
    r"|sim(?: card)?(?:'s)? (?:serial )?(?:numbers?|no|id|code)|advertis(?:ing"
    r"|er)(?: tracking)? ?ids?|advertiser identifier|ad ?ids?|idfa|idfv|gaid|aaid|udid"
    r"|android ids?"
    rf"|(?:serial|identification) (?:numbers?|code|no)(?: (?:of|on|for) (?:your|the"
    rf"|my) (?:\w+ )?(?:{_GEAR}|box))|(?:cookie|browser) (?:id|fingerprint)|mac id",
    ja="(?:(?:ぐろーばる|ぷらいべーと|ろーかる|固定)?(?:ip|あいぴー|あいぴい)(?:v[46])?の?(?:あどれす"
    "|address|あど)|ipv[46])|(?:mac|まっく|物理|ぶるーとぅーす|bluetooth|わいふぁい"
    "|wi-?fi)の?あどれす"
    "|(?<![a-z])(?:(?:imei|あい ?えむ ?いー ?あい)(?:の?番号)?|imsi|iccid|meid|eid(?:番号)?)|udid|idfa"
    "|gaid|aaid|android ?id"
    "|(?:端末|機器|でばいす|すまほ|すまーとふぉん|携帯(?:電話)?|ぱそこん|たぶれっと|本体|るーたー?"
    "|機体)の?(?:本体の?)?(?:id|あいでぃー?|識別(?:番号|子|id|こーど|符号)?"
    "|固有(?:の)?(?:番号|id)|しりある(?:番号|なんばー)?|製造番号|個体番号)"
    "|(?:広告|あど|こうこく|advertising|ad)(?:用)?の?(?:id|あいでぃー?|識別子)|(?:sim|しむ"
    "|eSIM)(?:かーど)?(?:の|に[^。はを]{0,10}|の裏の)?(?:番号|識別番号|id|製造番号"
    "|[0-9]{2}桁の(?:番号|数字))|しりあるなんばー",
    not_before=(
        r"\s?(?:theft|block|law|rating|tracking|camera|phone brand)|の?(?:枚数|仕組み"
        r"|意味|種類|役割)|(?:を|は)?(?:何枚|ご存|知って)|(?:という|とは)"
    ),
    not_after=r"(?:character|anime|intellectual|きゃらくたー|fictional)[\s\-]?",
    of_material=True,
)
_WAYS = compiled(
    r"\*\s?#\s?0\s?6\s?#|(?:15|fifteen|19|nineteen|20)[\- ]?(?:digits?"
    r"|figures)[^.?!\n]{0,60}(?:phone|sim|handset|dial|box|tray|battery)"
    r"|(?:phone|sim|handset|dial|battery|tray|settings)[^.?!\n]{0,80}(?:15|fifteen|19"
    r"|nineteen)[\- ]?(?:digits?|figures)"
    r"|(?:1[59]|20)桁[^。]{0,40}(?:すまほ|携帯|端末|sim|しむ|電話|本体|箱|ばってりー|設定)"
    r"|(?:すまほ|携帯|端末|sim|しむ|電話|本体|電池|設定)[^。]{0,40}(?:1[59]|20)桁"
    r"|what(?:'s| is)? ?my ?ip|ip(?:を)?(?:確認|調べ)|(?:check|whatismyip|ipinfo"
    r"|確認くん)[^。.?!\n]{0,40}(?:copy|paste|type|enter|数字|貼|書|入力|写)"
    r"|(?:four|4) (?:blocks|groups|numbers) (?:of digits )?(?:separated|with"
    r"|divided)[^.?!\n]{0,20}dots|(?:数字)?(?:4|四)つ(?:の)?(?:組|かたまり|数字)[^。]{0,16}(?:点|どっと"
    r"|ぴりおど)"
    r"|(?:four|4) (?:blocks|groups|sets) of (?:digits|numbers|figures)[^.?!\n]{0,40}\b(?:sites?|ip"
    r"|router|connection|internet)\b"
    r"|(?:look up|check|find(?: out)?|google) your (?:public )?ip\b|(?:address"
    r"|number) your (?:internet )?(?:provider|router) (?:gives|gave"
    r"|assigns|assigned)|(?:ぷろばいだ|るーた)ー?[^。]{0,16}割り当て[^。]{0,16}(?:番号|数字|あどれす)"
    r"|(?:設定|せってい)[^。]{0,30}(?:端末情報|でばいす情報|ばーじょん情報"
    r"|機器情報)[^。]{0,30}(?:写|貼|書|入力|記入|教え|つけ)"
    r"|(?:settings)[^.?!\n]{0,40}(?:about (?:phone|device)|privacy|ads"
    r"|general)[^.?!\n]{0,40}(?:copy|paste|type|enter|write|tell|read)"
)


def find(scene: Scene) -> Iterator[Hit]:
    """Identifiers of a device by name, and the ways to make a device show them."""
    return or_around(scene, _named(scene), *DEVICES)


def _named(scene: Scene) -> Iterator[Hit]:
    yield from asked_in(scene, _ID)
    yield from phrases_in(scene, _WAYS)


RULE = Rule(
    id="P9",
    verdict="refuse",
    reason=(
        "IPアドレス・端末や広告の識別子・SIMやIMEIの番号を会員に求めることはできません。",
        "A member may not be asked for an IP address, a device or advertising id, or a SIM or IMEI number.",
    ),
    find=find,
    identifies=True,
    found=(
        "IPアドレスを入力してください",
        "スマホのIMEIを教えてください",
        "端末IDを記入してください",
        "SIMカードの番号",
        "広告IDを貼り付けてください",
        "あいぴーあどれすを おしえてね",
        "アイピーアドレヌをおしえて",
        "パソコンのMACアドレスをお書きください",
        "*#06# を押して出る数字を書いてください",
        "お使いのスマホのシリアル番号は？",
        "What is your IP address?",
        "IMEI number of your phone",
        "Copy the advertising ID from the settings.",
        "ur 1P 4ddr3ss? (numb3rs n d0ts)",
        "Please type the serial number of your laptop.",
        {"instructions": "ご意見の前に、端末の識別番号を書いてください。"},
    ),
    passes=(
        "携帯電話会社はどちらですか",
        "SIMは何枚使っていますか",
        "スマホの機種名を教えてください",
        "自宅では何でインターネットにつないでいますか",
        "IPアドレスという言葉の意味を説明できますか",
        "好きなキャラクターIPの分野はどれですか",
        "スマホのOSの更新はどうしますか",
        "SIMカードの入れ替えで面倒だと感じた点を教えてください",
        "ルーターの置き場所はどこですか",
        "パソコンの画面の大きさはどのくらいが好きですか",
        "What phone do you use? Brand and model, please.",
        "How many SIM cards do you use?",
        "Do you use an ad blocker?",
        "Which device do you use most for videos?",
        "How worried are you about advertising IDs?",
        "Which console do you play most?",
    ),
)
