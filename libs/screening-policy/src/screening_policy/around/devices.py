"""Identifiers of devices, said around (P9)."""

from screening_policy.clues import BLANK, TALK, TELL, Clue, words

_DEVICE = (
    "端末|すまほ|携帯|でばいす|機械|本体|ぱそこん|たぶれっと|るーたー?|router|回線"
    "|接[続統]|sim|しむ|ちっぷ|くっきー|cookie|あんどろいど|てれび|広告|ぷっしゅ"
    "|お知らせが|開発者|設定|せってい|でばっぐ|debug|通信|ぐろーばる|箱の(?:側面|横)"
    "|ばってり|"
    + words(
        "phone|handset|device|tablet|laptop|router|sim|chip|settings|cookie|debug"
        "|browser|wi-?fi|network|computer|console|general|advertis\\w+|connection"
    )
)
_MARK = (
    "(?:長い|細かい|固有の|割り当て(?:られた)?)[^。!?\\n]{0,14}(?:英数字|数字|番号"
    "|文字列|数)|背番号|文字列|英数字|しりある|製造番号|識別|あいぴー|あいぴい"
    "|(?<![a-z])i\\W?p(?![a-z])|アドレス|あどれ[すぬる]|mac|imei|iemi"
    "|あいえむいーあい|eid|iccid|uid|とーくん|token|(?:広[告吿]|こうこく)(?:id"
    "|あいでぃ|用の番号)|点で区切|どっと|dotつき|15個|15桁|十五|じゅうごけた|19桁"
    "|数字\\.数字|四組の数|4組の数"
    "|"
    + words(
        "serial number|long string|identif\\w+|ip|mac|imei|iccid|eid|udid|token"
        "|birth number|address of your|unique|dots|public ip|fifteen|15 digits?"
    )
)
_DEVICE_NOT = (
    TALK + "|言葉の意味|の意味を|機種|何台|ぶらんど|めーかー|住所|お住まい|めーるあどれす"
    "|商品番号|型番|変え方|調べたこと|かな|数字に強|"
    + words("e-?mail|model|brand|home address|street|how many|shop|have you|worry|blocker")
)
_DEVICE_MARK = Clue((_MARK, _DEVICE, TELL), unless=_DEVICE_NOT)
_OWN_IP = Clue(
    (
        "(?:ぐろーばる|接[続統]元|お使い)の?(?:ip|あいぴー?)"
        "|(?<![a-z])i\\W{0,2}p\\W{0,2}(?:ア|あ|ァ)\\W{0,2}(?:ド|ど)"
        "|(?<![a-z])i\\.?p\\.? ?(?:adres|addres)|public ip|my ip is|i\\W?p ?あどれ",
        TELL,
    ),
    unless=_DEVICE_NOT,
)
_READ_OUT = Clue(
    (
        "sim|しむ|端末情報|設定|回線|ip|" + words("settings|sim|device"),
        "印字の|[0-9]+個ならんだ|並んだ数字|上から[0-9三四]行目|[1一]番目|前半|"
        + words("first half|the digits|the numbers"),
        "後半|そのまま|残り|[2二]番目|点ごと|" + words("second half|the rest|copy"),
    ),
    scope="order",
    unless=TALK + "|台数",
)
_BLANK_IP = Clue((words("ip|imei|mac|device id") + "|端末id|しりある", BLANK), scope="option")
DEVICES = (_DEVICE_MARK, _OWN_IP, _READ_OUT, _BLANK_IP)
