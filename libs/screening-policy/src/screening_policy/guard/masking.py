"""Which of the hits count where they overlap, and what stands in place of each."""

import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence

from screening_policy.guard.hit import Hit

SHOWN = {
    "phone": ("電話番号", "phone"),
    "email": ("メールアドレス", "e-mail"),
    "address": ("住所", "address"),
    "postal_code": ("郵便番号", "postal code"),
    "name": ("名前", "name"),
    "birth_date": ("生年月日", "date of birth"),
    "my_number": ("個人番号", "personal number"),
    "passport": ("旅券番号", "passport number"),
    "licence": ("免許証番号", "licence number"),
    "bank_account": ("口座番号", "bank account"),
    "card_number": ("カード番号", "card number"),
    "points_card": ("会員番号", "membership number"),
    "employee_number": ("社員・学生番号", "employee or student number"),
    "sns_id": ("SNSのID", "social media ID"),
    "password": ("パスワード", "password"),
    "ip_address": ("IPアドレス", "device address"),
    "plate": ("ナンバープレート", "number plate"),
}
"""Each kind in Japanese and English, as the mask shows it."""

_JAPANESE = re.compile("[ぁ-んァ-ヶ一-鿿ｦ-ﾝ]")
_AROUND = 20


def chosen(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """The surest hits, and of the others what they leave uncovered; in order, without overlap."""
    taken = list[Hit]()
    for one in sorted(set(hits), key=lambda one: (one.rank, one.start - one.end, one.start, one.kind)):
        for start, end in list(_uncovered(taken, one)):
            if any(char.isalnum() for char in text[start:end]):
                insort(taken, Hit(one.kind, start, end, one.rank), key=_start)
    return taken


def _start(one: Hit) -> int:
    return one.start


def _uncovered(taken: Sequence[Hit], one: Hit) -> Iterable[tuple[int, int]]:
    """The stretches of a hit that none of those taken covers."""
    start = one.start
    for at in range(max(0, bisect_right(taken, start, key=_start) - 1), len(taken)):
        other = taken[at]
        if other.start >= one.end:
            break
        if start < other.start:
            yield start, other.start
        start = max(start, other.end)
    if start < one.end:
        yield start, one.end


def masked(text: str, hits: Sequence[Hit]) -> str:
    """The text with the kind in place of each hit, in the language around it."""
    parts, at = list[str](), 0
    for one in hits:
        parts += (text[at : one.start], _shown(text, one))
        at = one.end
    return "".join(parts) + text[at:]


def _shown(text: str, one: Hit) -> str:
    around = text[max(0, one.start - _AROUND) : one.start] + text[one.end : one.end + _AROUND]
    japanese, english = SHOWN[one.kind]
    is_japanese = _JAPANESE.search(around) if re.search(r"\w", around) else _JAPANESE.search(text)
    return f"［{japanese}］" if is_japanese else f"[{english}]"
