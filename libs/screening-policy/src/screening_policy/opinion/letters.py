"""What the learned opinion sees of a text: which runs of letters, words and kinds of question it has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from screening_policy.scene import Place, Scene, listed
from screening_policy.wording import is_kind_of_data

BITS = 22
LONGEST = 5
_TOGETHER = 6
"""Questions that are still read as one text."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
_WORD = re.compile("[a-z0-9]+|[ァ-ヶー]+|[一-鿿々]+|[ぁ-ゖ]+")
_SALTS = {"asked": 1, "option": 2, "words": 3, "signs": 4}

Buckets = NDArray[np.int64]
Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class Unit:
    """Places that are judged together, and what is known of their questions besides the words."""

    places: tuple[Place, ...]
    signs: tuple[str, ...]

    def buckets(self) -> Buckets:
        """The numbers of all that is seen of it, each once."""
        parts = [seen_in(place.reading.text, place.kind == "option") for place in self.places]
        return each_once(np.concatenate([*parts, _of_signs(self.signs)]))


def units_of(scene: Scene) -> Iterator[Unit]:
    """The questions of a short order as one text, of a long one each; its head is left to the rules.

    Options that name kinds of data to be weighed ask nothing.
    """
    questions = listed(scene.order, "questions")
    told = (place for place in scene.places if place.question is not None and place.text.strip())
    places = [place for place in told if not (place.material and _is_kind_of_data(place, questions))]
    if len(questions) <= _TOGETHER:
        parts = [(places, questions)]
    else:
        parts = [([p for p in places if p.question == n], [one]) for n, one in enumerate(questions)]
    for own, asked in parts:
        if any(place.kind == "question" for place in own):
            yield Unit(tuple(own), _signs(asked))


def _is_kind_of_data(option: Place, questions: Sequence[Any]) -> bool:
    return is_kind_of_data(str(questions[option.question or 0].get("text")), option.text)


def _signs(questions: Iterable[object]) -> tuple[str, ...]:
    """Whether there is a compulsory question."""
    asked = (question for question in questions if isinstance(question, dict))
    return (f"required {any(question.get('required', True) for question in asked)}",)


def each_once(buckets: Buckets) -> Buckets:
    """The numbers in order, each once; for so few faster than `np.unique`."""
    ordered = np.sort(buckets)
    once: Buckets = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])]
    return once


@lru_cache(maxsize=4096)
def seen_in(text: str, of_option: bool) -> Buckets:
    """What is seen in one folded text."""
    runs = np.concatenate([run for run, _ in runs_in(text)] or [np.zeros(0, np.uint64)])
    own = _salted(runs, "option" if of_option else "asked")
    words = _WORD.findall(text)
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return _buckets(np.concatenate([runs, own, _salted(_codes([*words, *pairs]), "words")]))


def runs_in(text: str) -> Iterator[tuple[Hashes, int]]:
    """The runs of one to five letters that begin at each letter, as hashes, and their length."""
    letters = np.frombuffer(f"\n{text}\n".encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    run = np.zeros(len(letters), np.uint64)
    for length in range(1, min(LONGEST, len(letters)) + 1):
        run = (run[: len(letters) - length + 1] + letters[length - 1 :] + np.uint64(length)) * _MIX
        run ^= run >> np.uint64(29)
        yield run, length


def both_buckets(runs: Hashes, of_option: bool) -> tuple[Buckets, Buckets]:
    """The two numbers of each run: wherever it stands, and in a place of this kind."""
    return _buckets(runs), _buckets(_salted(runs, "option" if of_option else "asked"))


@lru_cache(maxsize=1024)
def _of_signs(signs: tuple[str, ...]) -> Buckets:
    return _buckets(_salted(_codes(signs), "signs"))


def _codes(words: Iterable[str]) -> Hashes:
    return np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], np.uint64)


def _salted(hashes: Hashes, salt: str) -> Hashes:
    mixed = (hashes ^ np.uint64(_SALTS[salt] * 0x1234567812345)) * _MIX
    return mixed ^ (mixed >> np.uint64(31))


def _buckets(hashes: Hashes) -> Buckets:
    return (hashes * _MIX >> np.uint64(64 - BITS)).astype(np.int64)
