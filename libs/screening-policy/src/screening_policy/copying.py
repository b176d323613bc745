"""Whether members copy or compare what the client shows: then bare fields are those of the material."""

import re

from screening_policy.frames import VARIABLE
from screening_policy.patterns import folded
from screening_policy.scene import Hit, Place, Scene, listed

_PAPER = re.compile(
    folded(
        r"看板|名刺|れしーと|領収書|伝票|納品書|請求書|注文書|かたろぐ|台帳|一覧|りすと|すきゃん|画像|写真|ぽすたー|ちらし"
        r"|ぱっけーじ|らべる|掲示|案内板|れしぴ|けんさく結果|検索結果|ほーむぺーじ|公式さいと|会社概要|店舗情報|ぱんふれっと|広告|表札の|名簿"
        r"|\b(?:signs?|signboards?|storefronts?|receipts?|invoices?|business cards?"
        r"|catalog(?:ue)?s?|lists?|listings?|listed"
        r"|scan(?:s|ned)?|images?|photos?|pictures?|posters?|flyers?|leaflets?|packag(?:es?|ing)|labels?|menus?"
        r"|websites?|pages?|screenshots?|records?|directory|documents?|pdfs?)\b"
    )
)
_COPY = re.compile(
    folded(
        r"書き写|書き起こ|転記|入力|でーた化|照合|突き合わ|見比べ|確認|抜き出|読み取|一致|ちぇっく|調べ|書かれて|記載|登録し|文字に"
        r"|\b(?:transcri\w+|type|copy|data entry|enter|compare|check|verify|extract|match\w*"
        r"|read off|digiti[sz]e|fill in|record"
        r"|find)\b"
    )
)
# A field of the member's own, or one that is wanted for the sake of this order.
_OWN = re.compile(
    folded(
        r"あなた|貴方|ご自身|自身の|ご本人|自分|回答者|作業者|作業した|担当され|わーかー|会員|応募|参加者|皆(?:様|さん|さま)"
        r"|連絡(?:用|先|の(?:ため|際)|します|いたします|が(?:つく|とれ|取れ)|でき)|折り返し|返信|お?礼|謝礼|報酬|振込|抽選|当選|発送|お届け|景品|ぷれぜんと"
        r"|(?:こちら|当社|弊社|担当者?|事務局)から|お手元|お手持ち|お持ちの|お宅|ご自宅|自宅|財布|勤め|勤務先|職場"
        r"|作業(?:後|の?(?:終わ|最後)|が終)|終わったら|最後に|末尾に|あわせて|ついでに|本人確認"
        r"|\b(?:your|yours|you|ur|yourself|worker|own|contact you|so (?:that )?we|reach|payment"
        r"|prize|reward|afterwards|finally"
        r"|when (?:done|finished)|at the end|lastly|also)\b"
    )
)
# Names of people stay theirs on whatever paper they stand.
_OF_PEOPLE = re.compile(
    folded(
        r"氏名|姓名|署名|本名|実名|名字|苗字|芳名|しめい|\b(?:full|first|last|family|given)\b|surname|signature|initials"
    )
)


def copies(scene: Scene) -> bool:
    """Whether the order shows something row by row, and its own words have that copied or compared."""
    known = scene.views.get("copies")
    if known is None:
        known = scene.views["copies"] = _copies(scene)
    return bool(known)


def _copies(scene: Scene) -> bool:
    if not listed(scene.order, "items"):
        return False
    places = list(scene.of("title", "instructions", "question"))
    if not any(VARIABLE.search(place.text) for place in places):
        return False
    words = "\n".join(place.reading.text for place in places)
    return bool(_PAPER.search(words) and _COPY.search(words))


def copied_in(scene: Scene, place: Place, first: int, last: int) -> bool:
    """Whether a stretch of the instructions (folded offsets) has something copied that is shown."""
    text = place.reading.text
    return copies(scene) and bool(_COPY.search(text, first, last)) and not _OWN.search(text, first, last)


def is_of_shown(scene: Scene, hit: Hit) -> bool:
    """Whether what is asked for is a field of what is shown, and not the member's own."""
    place = hit.place
    if place.kind not in ("title", "instructions", "question") or not copies(scene):
        return False
    text = place.reading.text
    first, last = (0, len(text)) if place.kind == "question" else place.sentence(hit.start, hit.end)
    return not (_OWN.search(text, first, last) or _OF_PEOPLE.search(text, hit.start, hit.end))
