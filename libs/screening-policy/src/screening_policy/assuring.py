"""Whether a sentence of the instructions only reassures: what it names is said not to be asked or done."""

from screening_policy import english, japanese
from screening_policy.patterns import compiled
from screening_policy.scene import Hit

# What the rest of the clause says after the thing.
_NOT_WANTED_JA = compiled(
    r"[^。!?\n]{0,24}?(?:(?:質問|設問|話|調査|内容|問い|募集|勧誘|求人|お願い|依頼|案内|すすめる?もの|活動"
    r"|目的|こと|もの|必要)"
    r"(?:に)?(?:は|も|では|で|が|じゃ|じや)?(?:一切|いっさい|決して|まったく|全く)?"
    r"(?:あり|ござい|出てき|いたし|し|行い|おこない)ません"
    r"|(?:の話|こと|質問)(?:は|も)?(?:出て|出)(?:きません|ません)"
    r"|(?:記入|入力|提出|登録|回答)?(?:は|を|も)?(?:一切)?(?:要し|要ら|いら|求め|伺わ|聞か|尋ね|問わ)ない"
    r"|(?:は|を|も)?(?:一切|いっさい|決して)?(?:伺い|お伺いし|お聞きし|聞き|お尋ねし|尋ね|頂戴し|頂戴いたし"
    r"|いただき|頂き|求め|お預かりし"
    r"|収集し|取得し|問い|お見せし|使い|見せ)ません"
    r"|(?:とは|に)?(?:は)?(?:無関係|関係(?:は|が|の)?(?:なく|ない|ありません|ございません))"
    r"|では(?:ありません|ございません|ない(?!か)|なく)"
    r"|(?:書か|お書きになら|触れ|ふれ|送ら|載せ|入れ|記入し|入力し|教え|答え)(?:ないで|ないこと|なくて|ず(?!に(?:い"
    r"|は)))"
    r"|(?:は|も)(?:不要|いりません|要りません|結構です|ご遠慮))"
)
_NOT_WANTED_EN = compiled(
    r"[^.!?;\n,]{0,24}?\b(?:(?:is|are|will be) (?:not|n't|never) (?:needed|required|asked|collected|wanted"
    r"|necessary)"
    r"|(?:is|are) none of our (?:business|concern)|not (?:needed|required|necessary|wanted))\b"
)
_NOTHING_EN = compiled(
    r"\b(?:nothing(?: to)?|leave out(?: any| all)?|regardless of|nothing to do with)(?: \w+){0,2} ?$"
)
# After all it is wanted, or something else is to be done.
_STILL = compiled(
    r"ないと|なければ|ない場合|ない方|わけでは(?:ない|あり)|だけ(?:では|でも)|ません(?:か|と)|(?:が|けど"
    r"|けれど|ので|代わりに|かわりに)、?[^。!?\n]{0,60}"
    r"(?:(?<!安心)(?<!安心して)(?:ください|下さい)|お願い|ませんか|ご連絡|登録|応募|参加|歓迎)"
)
_END = compiled(r"[^。!?\n]{0,6}(?:安心(?:して)?(?:ください|下さい)ね?)?[。!]?\s*$")
"""What may still end a sentence that says no: です, ので and that one need not worry."""
_NO_EN = compiled(
    r"\W*(?:please )?(?:do not|don'?t|never) (?:enter|write|type|give|include|put|add|share|send|post|tell"
    r"|mention|record|provide)\b[^;:!?\n]{1,120}[.!]?\s*$"
)
_STILL_EN = compiled(
    r"\b(?:but|instead|unless|until|without|except|otherwise|(?:other|rather) than|only|just|before|after"
    r"|if)\b"
    rf"|(?:,|\band|\bthen) (?:{english.VERB})\b"
)
_EXEMPT = frozenset({"S3", "F5", "B1", "B2"})


def reassures(rule_id: str, hit: Hit) -> bool:
    """Whether what was found in title or instructions is said there not to be asked for or done."""
    place = hit.place
    if rule_id in _EXEMPT or place.kind not in ("title", "instructions"):
        return False
    text, (first, last) = place.reading.text, place.sentence(hit.start, hit.end)
    after, before = text[hit.end : last], text[first : hit.start]
    no = _NOT_WANTED_JA.match(after) or japanese.NOT.match(after)
    if no is not None:
        return not _STILL.search(text, hit.end, last) and not japanese.NOT_NOT.search(no[0])
    if _NOT_WANTED_EN.match(after) or _NOTHING_EN.search(before):
        return True
    return english.denies(before) and not english.VOID.match(after)


def only_reassures(sentence: str) -> bool:
    """Whether a whole sentence (folded) says that something is not wanted, and nothing else."""
    if _NO_EN.match(sentence):
        return not _STILL_EN.search(sentence)
    said_last = any(_END.match(sentence, no.end()) for no in _NOT_WANTED_JA.finditer(sentence))
    return said_last and not _STILL.search(sentence)
