"""What a secret, a handle or a code goes on with: saga, and then 0603; hiro + underscore + saga."""

import re
from collections.abc import Iterable, Iterator

from screening_policy.guard.hit import NEAR, Hit
from screening_policy.guard.spelling import Page

_KINDS = frozenset(("email", "passport", "password", "points_card", "sns_id"))
_SIGN = r"(?:アンダー(?:バー|スコア)|ハイフン|ドット|プラス|underscore|dash|hyphen|dot|plus)"
_AND_THEN = (
    rf"[\s、,]{{0,2}}(?:[＋+]\s?(?:{_SIGN}\s?[＋+]\s?)?|{_SIGN}[、\s]{{0,2}}"
    r"|(?:に|と|の)?(?:続けて|続く|そのあと|その後|あと|後ろ|うしろ|and then|followed by|then)(?:に|は"
    r"|が|で|、|\s){0,2}(?:誕生日|生年|数字)?の?)"
)
_TAIL = re.compile(
    rf"{_AND_THEN}(?P<value>(?=[a-z0-9._!-]{{0,11}}\d|[a-z]{{2}})[a-z0-9._!-]{{2,20}})(?![a-z0-9])"
)
_HEAD = re.compile(
    rf"(?<![a-z0-9._])(?P<value>[a-z0-9._]{{2,20}})[、\s]{{0,2}}(?:[＋+]\s?{_SIGN}\s?[＋+]|{_SIGN}"
    rf"|[＋+])[、\s]{{0,2}}\Z"
)
_OR = re.compile(
    r"(?:も|と|や|か|、|または|もしくは|,? or |,? and "
    r"|/)[「\"]?(?P<value>(?=[!-~]{0,20}\d)(?=[!-~]{0,20}[a-z])[!-~]{5,24})"
)
_EITHER = re.compile(
    r"(?<![!-~])(?P<value>(?=[!-~]{0,20}\d)(?=[!-~]{0,20}[a-z])[!-~]{5,24}?)(?:も|と|や|か|、|または"
    r"|もしくは|,? or |,? and |/)[「\"]?\Z"
)
_BEFORE, _AFTER, _TIMES = 44, 60, 3


def tails(page: Page, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The pieces that follow what was found, up to three, or stand before it with a sign between."""
    original = page.original.lower()
    for one in hits:
        if one.kind not in _KINDS:
            continue
        end = one.end
        for _ in range(_TIMES):
            more = _TAIL.match(original, end, end + _AFTER)
            if more is None:
                break
            yield Hit(one.kind, *more.span("value"), NEAR)
            end = more.end("value")
        before = max(0, one.start - _BEFORE), one.start
        beside = [_HEAD.search(original, *before)]
        if one.kind == "password":
            beside = [_OR.match(original, one.end), _EITHER.search(original, *before), *beside]
        yield from (Hit(one.kind, *match.span("value"), NEAR) for match in beside if match is not None)
