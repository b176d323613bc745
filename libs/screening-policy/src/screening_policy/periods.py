"""Whether instructions and questions are about stretches of time that exclude one another."""

from re import Match

from screening_policy.asked import Asked, value_of
from screening_policy.patterns import compiled

_UNIT = "(?P<unit>週間?|か?カ?ヶ?月間?|年間?|日間?)"
_UNIT_EN = "(?P<unit_en>days?|weeks?|months?|years?)"
_STRETCH = compiled(
    rf"(?:この|過去|直近|ここ|最近)の?(?P<n>[0-9一二三四五六七八九十]{{1,3}}|半)(?:か|カ|ヶ)?{_UNIT}"
    rf"|\b(?:past|last|previous) (?P<n_en>[0-9]{{1,3}}|one|two|three|four|five|six|seven|ten"
    rf"|twelve)? ?{_UNIT_EN}\b"
)
TOLD = (_STRETCH,)
"""What a sentence about a stretch of time says."""
_ABOUT = compiled(
    r"(?:のこと|について|を(?:振り返|思い出|思い浮かべ|対象)|に(?:限|した|あった|おける)|の(?:経験|利用|状況|出来事|買い物|様子|生活))"
    r"|\b(?:about|think (?:back )?(?:of|to)|only|consider|refer\w*|answer for|cover\w*)\b"
)
_DAYS = {"日": 1, "週": 7, "月": 30, "年": 365, "d": 1, "w": 7, "m": 30, "y": 365}


def is_another(sentence: str, asked: Asked) -> bool:
    """Whether answers are to be about one stretch of time, and questions only about others."""
    told = _STRETCH.search(sentence)
    if told is None or not _ABOUT.search(sentence):
        return False
    theirs = {_days(found) for found in asked.found(_STRETCH)}
    return bool(theirs) and _days(told) not in theirs


def _days(found: Match[str]) -> int:
    number = found["n"] or found["n_en"] or "1"
    unit = next(char for char in (found["unit"] or found["unit_en"]) if char in _DAYS)
    return _DAYS[unit] // 2 if number == "半" else _DAYS[unit] * value_of(number)
