"""The sample: handwritten digits that scikit-learn ships, answered by simulated members."""

import random
from collections.abc import Iterable

from minijob.replay.recording import Recording

IMAGES = 30
MEMBERS = 8
ANSWERS_PER_IMAGE = 5
ERROR_RATE = 0.2
SEED = 20240501
SHADES = "·░▒▓█"
BRIGHTEST = 16


def sample() -> Recording:
    """30 pictures, 5 answers each; one answer in five is another digit, drawn with a fixed seed."""
    from sklearn.datasets import load_digits  # takes a second to import

    digits = load_digits()
    random_source = random.Random(SEED)
    truth = {f"digit-{number}": str(digits.target[number]) for number in range(IMAGES)}
    answers: dict[str, list[tuple[str, str]]] = {f"simulated-{one + 1}": [] for one in range(MEMBERS)}
    for item, digit in truth.items():
        for member in random_source.sample(sorted(answers), ANSWERS_PER_IMAGE):
            answers[member].append((item, _seen(digit, random_source)))
    return Recording(
        title="Sample: handwritten digits, answered by simulated members",
        question="Which digit does this picture show? {picture}",
        items={
            item: {"item": item, "picture": picture(digits.images[number])}
            for number, item in enumerate(truth)
        },
        answers=answers,
        truth=truth,
        repeats=0,
        labels=list("0123456789"),
    )


def _seen(digit: str, random_source: random.Random) -> str:
    if random_source.random() < ERROR_RATE:
        return random_source.choice([other for other in "0123456789" if other != digit])
    return digit


def picture(rows: Iterable[Iterable[float]]) -> str:
    """Lines of block characters, one for each pixel of 0 to 16."""
    steps = len(SHADES) - 1
    return "\n".join("".join(SHADES[round(pixel * steps / BRIGHTEST)] for pixel in row) for row in rows)
