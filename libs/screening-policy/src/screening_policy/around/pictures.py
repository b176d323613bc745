"""Pictures of faces, documents, cards, mail and plates, said around (P8)."""

from screening_policy.clues import Clue, words

_TAKE = (
    "撮|うつし|写(?:し|真|る|す)|とって|一枚|1枚|あっぷろ|そうしん|送(?:信|って)"
    "|添付|さつえい|きゃぷちゃ|かめら|あっふろ|しゃしん|お願い|姿を|くっきり|"
    + words(
        "photos?|photograph\\w*|snap\\w*|picture|shoot|upload|attach|close(?:-| )?up"
        "|scan\\w*|shot|mirror moment|show us|camera|selfie|readable|lay down"
    )
)
_SHOWN = (
    "顔写|頬写|かおし|かおの|顔の|かおが|自撮|chin to hairline|住[民名]票|社員証"
    "|健康 ?ほけん|けんこうほけん|保険証|菊の紋|海外に行くとき[^。]{0,16}(?:冊子"
    "|手帳)|身分(?:証|の)|あてな|宛名|あて名|伝票が|四つの数字|四けたの数字"
    "|4けたの数字|なんばーの?(?:文字|ぷれーと)?|ひらがなと四つ"
    "|一番手前に入っているかーど|そのかーどを|お財布の[^。!?\\n]{0,16}かーど"
    "|まいなんばーかーど|在留かーど|顔写真ぺーじ|運転免許"
    "|"
    + words(
        "office badge|laminated (?:office )?(?:badge|rectangle|card)|turnstile"
        "|passports?|hairline|plate (?:legible|readable|visible)|number ?plate"
        "|gets you cash|plastic that|sticker the courier|face (?:visible|showing|on)"
        "|mask off|driving licen[cs]e|bank card|id card|page with the picture"
        "|selfie with|shipping label|the label on your parcel|envelope addressed"
    )
)
_NOT_SHOWN = (
    "受け取れ|書かない|商品写真|写さ(?:ない|ず)|うつさ|写らない|写り込ま|隠して"
    "|かくして|ぼかし|人形|ぬいぐるみ|犬|猫|ねこ|いぬ|動物|きゃらくたー|時計|頻度"
    "|どう思|感じ|しますか$|いくつ|何枚持|ありますか$|看板|見本|使い方|"
    + words(
        "do not show|in the picture|look|without|no faces?|cover|hide|dog|cat|how often|do you (?:think|like"
        "|take|feel)|statue|doll|sample|keep your face out|have you ever"
    )
)
_PICTURE = Clue((_SHOWN, _TAKE), unless=_NOT_SHOWN)
_CHOSEN_PICTURE = Clue(
    (
        _SHOWN,
        _TAKE,
        "添付する|撮影した|撮影して|選んだもの|ここに|お持ち|手元|" + words("if so|you chose|then|with you"),
    ),
    scope="order",
    unless=_NOT_SHOWN,
)
_SELFIE_OPTION = Clue(
    (
        "顔(?:が|を|の)(?:写|見え|出)|自撮り|" + words("selfie|face visible|showing (?:my|your) face"),
        _TAKE,
    ),
    scope="option",
    unless=_NOT_SHOWN + "|苦手|" + words("hate"),
)
PICTURES = (_PICTURE, _CHOSEN_PICTURE, _SELFIE_OPTION)
