"""Categorical answers to one label per task by crowd-kit, which is slow to import and therefore so late."""

import hashlib
import importlib
import threading
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

Method = Literal["majority", "dawid_skene"]
Label = str | int
Vote = tuple[int, str, Label]
"""(task, worker, label)"""

ITERATIONS = 100


@cache
def import_soon() -> threading.Thread:
    """Begins to import crowd-kit, once and on a thread: it takes seconds that no request should wait for."""
    thread = threading.Thread(
        target=importlib.import_module, args=["crowdkit.aggregation"], name="crowd-kit", daemon=True
    )
    thread.start()
    return thread


def labels_of(votes: Sequence[Vote], method: Method) -> dict[int, tuple[Label, float]]:
    """The label of each task that has a vote, and the probability or share that the method gives it.

    Labels that are equally likely are told apart by a hash of task and label: the same on every run, whatever
    the order of the votes, and without a favourite among the labels.
    """
    if not votes:
        return {}
    import pandas as pd
    from crowdkit.aggregation import DawidSkene, MajorityVote

    tasks, workers, labels = zip(*votes, strict=True)
    names: list[Label] = sorted(set(labels), key=str)
    # Numbers, because crowd-kit makes columns of labels, where one called "task" meets its own "task";
    # they are also three times as fast. Sorted, because sums of fractions depend on their order.
    columns = {
        "task": tasks,
        "worker": _numbers(workers, sorted(set(workers))),
        "label": _numbers(labels, names),
    }
    frame = pd.DataFrame(columns).sort_values(["task", "worker", "label"], ignore_index=True)
    model = MajorityVote() if method == "majority" else DawidSkene(n_iter=ITERATIONS)
    model.fit(frame)
    chances = model.probas_
    assert chances is not None
    known = [names[int(number)] for number in chances.columns]
    return {
        int(task): _likeliest(int(task), dict(zip(known, row, strict=True)))
        for task, row in zip(chances.index, chances.to_numpy().tolist(), strict=True)
    }


def _numbers(values: Sequence[Label], names: Sequence[Label]) -> list[int]:
    number = {name: index for index, name in enumerate(names)}
    return [number[value] for value in values]


def _likeliest(task: int, chances: Mapping[Label, float]) -> tuple[Label, float]:
    best = max(chances.values())
    tied = [label for label, chance in chances.items() if best - chance < 1e-9]
    label = tied[0] if len(tied) == 1 else min(tied, key=lambda label: _hash(task, label))
    return label, float(best)


def _hash(task: int, label: Label) -> bytes:
    return hashlib.blake2b(f"{task}/{label}".encode(), digest_size=8).digest()
