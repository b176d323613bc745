"""Names that are given as such; a famous person, a shop, a brand or a pet that is merely named passes."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import SHAPED, Hit, hit
from screening_policy.guard.name_among import names_among
from screening_policy.guard.name_english import english_names
from screening_policy.guard.name_framed import framed_names, with_more
from screening_policy.guard.name_japanese import japanese_names
from screening_policy.guard.name_signed import signed_names
from screening_policy.guard.name_told import told_names
from screening_policy.guard.name_weighed import weighed_names
from screening_policy.guard.name_whole import whole_names
from screening_policy.guard.names import GIVEN_JAPANESE, is_whole_name
from screening_policy.guard.spelling import Page

_JAPANESE, _LATIN = (
    re.compile("[ぁ-んァ-ヶ一-鿿]|namae|watashi|boku|ore|desu|initial", re.IGNORECASE),
    re.compile("[A-Za-z]{2}"),
)
_LETTER_BY_LETTER = re.compile(
    r"(?:\A|[。\n、:：])\s?(?P<value>(?:[ぁ-ん][ 　]){3,9}[ぁ-ん])(?=\s?(?:です|と申|といい|って|\Z))"
)
_SPACED_WHOLE = re.compile(r"\s*(?P<value>[一-鿿々](?:[ 　][一-鿿々]){2,5})\s?(?:です|と申|といい)")


def names(page: Page) -> Iterator[Hit]:
    """Names of the member and of others, in the forms in which people give them."""
    text = page.words.text
    for match in _LETTER_BY_LETTER.finditer(page.original):
        letters = "".join(match["value"].split())
        if any(letters[cut:] in GIVEN_JAPANESE for cut in range(2, 6)):
            yield Hit("name", *match.span("value"), SHAPED)
    whole = _SPACED_WHOLE.match(page.original)
    if whole and is_whole_name("".join(whole["value"].split())):
        yield Hit("name", *whole.span("value"), SHAPED)
    japanese = (
        (japanese_names, told_names, whole_names, names_among, signed_names, weighed_names)
        if _JAPANESE.search(text)
        else ()
    )
    english = (english_names, *(() if japanese else (names_among,))) if _LATIN.search(text) else ()
    for spans in (framed_names, *japanese, *english):
        for start, end, rank in spans(text):
            yield hit("name", page.words, (start, with_more(text, start, end)), rank)
