"""The learned opinion's numbers: whole ones alone, so that every machine says the same."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening_policy.opinion.letters import BITS, Buckets

HEAD_BITS = 17
QUESTIONS, INSTRUCTIONS = "questions.npz", "instructions.npz"
_EXACT = 10
"""Bits by which a square root is taken finer than whole numbers."""


@dataclass(frozen=True, eq=False)
class Model:
    """`breach` and `rarity` have a number for each bucket, `heads` a row for each bucket and a column a rule.

    `facts` are `bias` (thousandths), `scale`, `least` (thousandths from which it speaks), `sure` (from which
    the rule's verdict stands), the `rules` of the columns and, by rule, `examples`.
    """

    breach: NDArray[np.int8]
    rarity: NDArray[np.uint8]
    heads: NDArray[np.int8]
    facts: Mapping[str, Any]

    def score(self, buckets: Buckets) -> int:
        """How much the seen speaks for a breach, in thousandths; 0 is as likely as not."""
        length = isqrt(int(self.rarity[buckets].sum(dtype=np.int64)) << 2 * _EXACT)
        if not length:
            return int(self.facts["bias"])
        said = int(self.breach[buckets].sum(dtype=np.int64)) * int(self.facts["scale"])
        return said // length + int(self.facts["bias"])

    def rule(self, buckets: Buckets) -> str:
        """The rule of the policy that the seen is nearest to."""
        sums = self.heads[buckets >> BITS - HEAD_BITS].sum(axis=0, dtype=np.int64)
        return str(self.facts["rules"][int(sums.argmax())])

    def examples(self, rule: str) -> Sequence[str]:
        """Questions that break the rule, for comparison."""
        return tuple(self.facts["examples"].get(rule, ()))


def questions() -> Model:
    """The committed model of what is asked."""
    return _read(QUESTIONS)


def instructions() -> Model:
    """The committed model of what instructions have a member do."""
    return _read(INSTRUCTIONS)


@cache
def _read(name: str) -> Model:
    with as_file(files(__package__) / name) as path, np.load(path, allow_pickle=False) as held:
        breach, rarity = np.zeros(1 << BITS, np.int8), np.zeros(1 << BITS, np.uint8)
        breach[held["at"]], rarity[held["at"]] = held["breach"], held["rarity"]
        facts = json.loads(held["facts"].tobytes())
        return Model(breach, rarity, held["heads"], facts)
