"""Names that are given as such; a famous person, a shop, a brand or a pet that is merely named passes."""

import re
from collections.abc import Iterator

from screening_policy.guard.hit import Hit, hit
from screening_policy.guard.name_english import english_names
from screening_policy.guard.name_japanese import japanese_names
from screening_policy.guard.name_told import told_names
from screening_policy.guard.name_whole import whole_names
from screening_policy.guard.spelling import Page

_JAPANESE, _LATIN = (
    re.compile("[ぁ-んァ-ヶ一-鿿]|namae|watashi|boku|ore|desu|initial", re.IGNORECASE),
    re.compile("[A-Za-z]{2}"),
)


def names(page: Page) -> Iterator[Hit]:
    """Names of the member and of others, in the forms in which people give them."""
    text = page.words.text
    japanese = (japanese_names, told_names, whole_names) if _JAPANESE.search(text) else ()
    english = (english_names,) if _LATIN.search(text) else ()
    for spans in (*japanese, *english):
        for start, end, rank in spans(text):
            yield hit("name", page.words, (start, end), rank)
