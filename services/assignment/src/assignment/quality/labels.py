"""Categorical answers to one label per task by crowd-kit, which is slow to import and therefore so late."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Literal

Method = Literal["majority", "dawid_skene"]
Label = str | int
Vote = tuple[int, str, Label]
"""(task, worker, label)"""

ITERATIONS = 100


def labels_of(votes: Sequence[Vote], method: Method) -> dict[int, tuple[Label, float]]:
    """The label of each task that has a vote, and the probability or share that the method gives it.

    Labels that are equally likely are told apart by a hash of task and label: the same on every run, whatever
    the order of the votes, and without a favourite among the labels.
    """
    import pandas as pd
    from crowdkit.aggregation import DawidSkene, MajorityVote

    if not votes:
        return {}
    frame = pd.DataFrame(sorted(votes, key=str), columns=["task", "worker", "label"])
    model = MajorityVote() if method == "majority" else DawidSkene(n_iter=ITERATIONS)
    model.fit(frame)
    chances = model.probas_
    assert chances is not None
    names = list(chances.columns)
    return {
        int(task): _likeliest(int(task), dict(zip(names, row, strict=True)))
        for task, row in zip(chances.index, chances.to_numpy().tolist(), strict=True)
    }


def _likeliest(task: int, chances: Mapping[Label, float]) -> tuple[Label, float]:
    best = max(chances.values())
    tied = [label for label, chance in chances.items() if best - chance < 1e-9]
    return min(tied, key=lambda label: _hash(task, label)), float(best)


def _hash(task: int, label: Label) -> bytes:
    return hashlib.blake2b(f"{task}/{label}".encode(), digest_size=8).digest()
