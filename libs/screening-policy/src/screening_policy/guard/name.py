"""Names that are given as such; a famous person, a shop, a brand or a pet that is merely named passes."""

from collections.abc import Iterator

from screening_policy.guard.hit import Hit, hit
from screening_policy.guard.name_english import english_names
from screening_policy.guard.name_japanese import japanese_names
from screening_policy.guard.spelling import Page


def names(page: Page) -> Iterator[Hit]:
    """Names of the member and of others, in the forms in which people give them."""
    for spans in (japanese_names, english_names):
        for start, end, rank in spans(page.words.text):
            yield hit("name", page.words, (start, end), rank)
