"""Whether instructions want an answer of a form that no question takes."""

from screening_policy import clashing as words
from screening_policy.asked import Asked, value_of
from screening_policy.patterns import compiled

_NUMBER = r"[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_CHOSEN = frozenset({"single", "multi", "rating", "matrix"})
_HEDGE = compiled(
    r"ほとんど|多く|主に|基本|一部|最後|問[0-9]|[0-9]問目|その他|場合|あれば|ときは|方は|任意|よければ|不要"
    r"|ありません|ないで"
    r"|なくて|ません|ずに?、|\b(?:mostly|most|some|last|final|question [0-9]|q[0-9]|other|if|optional|no"
    r"|not|n't|never|may|can"
    r"|in your head|where)\b"
)
PAIR = compiled(
    r"(?:(?:はい|yes)\W{0,2}(?:か|または|もしくは|・|/|、|と|,|or)\W{0,2}(?:いいえ|no)|[○〇◯まる]{1,2}(?:か"
    r"|または|・|/)[×✕xばつ]{1,2}"
    r"|true or false|賛成(?:か|または)反対|agree or disagree|(?:ある|した|好き)(?:か|または)(?:ない|しない"
    r"|嫌い))\W{0,3}"
)
_PAIR_OPTION = compiled(
    r"^\W{0,2}(?:はい|いいえ|yes|no|[○〇◯×✕]|まる|ばつ|true|false|賛成|反対|agree|disagree|ある|ない|した"
    r"|しない|好き|嫌い"
    r"|する|います|いる|いない)"
)
POINTS = compiled(
    rf"(?P<n>{_NUMBER})(?:段階|点満点)|(?<![0-9])[01]\s?(?:点)?\W{{0,2}}(?:から|~|〜|-)\s?(?P<m>[0-9]{{1,3}})"
    r"|\b(?:rate|score|marks?|grade)\b[^.!?\n]{0,40}?(?:from|on a scale|between"
    r"|out of) (?:of )?(?:[0-9]{1,3}|one|zero)"
)
_SCORED = compiled(r"段階|点|評価|採点|すこあ|数字|\b(?:rate|scale|stars?|score|marks?|points?|number)\b")
_DIGIT = compiled(r"[0-9]")
RANKED = compiled(
    r"順(?:番)?(?:に|で)(?:並べ|番号|順位)|順位(?:を)?(?:つけ|付け)|(?:番号|数字)を(?:振|ふ)[っりる]"
    r"|らんきんぐ(?:を)?(?:作|つけ)"
    r"|\b(?:rank|put|arrange|order) (?:\w+ ){0,4}?(?:from|in order|by|1 to|first to)"
    r"|\brank (?:all|the|these|every)"
)
FIELD = compiled(
    r"(?:自由(?:記述|記入|回答)|こめんと|備考|ご?意見|ご?感想)(?:の)?(?:欄|らん|ぼっくす|すぺーす)"
    r"|\b(?:text|comment|free[ -]?text|answer)"
    r" (?:box|field|area)\b|(?:comments?|remarks) (?:box|field|section)"
)
WRITES = compiled(
    r"(?:入力|記入|記述|書き写|書き起こ|たいぷ)(?:し|を)?て?(?:いただき|ください|下さい|お願い)|(?:書いて"
    r"|お書き)(?:ください|下さい|くれ|や|ね)"
    r"|(?:^\W{0,3}|\b(?:and|then|please)\s)(?:write|type|enter|transcribe|describe|explain|spell) (?!none\b)"
)
DATED = compiled(r"日付を(?:入力|記入|書)|\b(?:enter|type|write) (?:the |a )?date\b")
_FORMS_OF = (PAIR, POINTS, RANKED, FIELD, WRITES, DATED)
TOLD = (*_FORMS_OF, words.CHOOSE)
"""What a sentence that wants a form of answer says."""


def takes_none(sentence: str, asked: Asked) -> bool:
    """Whether the sentence wants answers of a form that no question takes."""
    if words.CHOOSE.search(sentence) and not _offers(asked) and not words.WRITTEN.search(sentence):
        return True
    if asked.shows or not asked.kinds or _HEDGE.search(PAIR.sub("", sentence)):
        return False
    only_chosen = all(kind in _CHOSEN for kind in asked.kinds)
    if only_chosen and any(form.search(sentence) for form in (FIELD, WRITES, DATED, words.COMPOSE)):
        return True
    if only_chosen and RANKED.search(sentence):
        return not asked.found(RANKED)
    return _wants_pair(sentence, asked) or _wants_points(sentence, asked)


def _offers(asked: Asked) -> bool:
    """Whether there is something to choose from, or a question whose form is not known."""
    known = {"text", "number", "date", "photo"}
    return any(kind not in known for kind in asked.kinds) or any(asked.options)


def _wants_pair(sentence: str, asked: Asked) -> bool:
    if not PAIR.search(sentence) or not any(asked.options):
        return False
    return not any(_PAIR_OPTION.search(option) for options in asked.options for option in options)


def _wants_points(sentence: str, asked: Asked) -> bool:
    told = POINTS.search(sentence)
    if told is None or any(kind in ("rating", "matrix", "number", "nps") for kind in asked.kinds):
        return False
    if not any(asked.options):
        return False
    steps = min(value_of(told["n"]) if told["n"] else 5, 5)
    if any(kind in ("text", None) for kind in asked.kinds) and asked.found(_SCORED):
        return False
    return not any(
        len(options) >= steps or any(_DIGIT.search(option) for option in options) for options in asked.options
    )
