"""Measures the policy's speed on one core: `python -m screening_policy.speed <corpus>`.

Texts are those of the readable parts of the corpus, each order seen for the first time; the caches are warm
with others, as in a service that runs. Seconds are of the processor: other work on the machine matters less.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from screening_policy.engine import screen
from screening_policy.evaluation import examples_in
from screening_policy.items import ItemScreener

_WARM, _ORDERS, _LONG, _QUESTIONS, _ROWS = 500, 1_000, 100, 30, 10_000

Order = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how fast questions, long orders and rows are screened."""
    parser = argparse.ArgumentParser(prog="screen-speed", description=main.__doc__)
    parser.add_argument("corpus", type=Path, help="folder with tuned and training")
    orders = _orders(parser.parse_args(arguments).corpus)
    list(map(screen, orders[:_WARM]))
    short = sum(_seconds(screen, orders[_WARM : _WARM + _ORDERS]))
    print(f"orders of one question: {_ORDERS / short:.0f} a second")
    questions = [question for order in orders[_WARM + _ORDERS :] for question in order["questions"]]
    long = sorted(_seconds(screen, _long(orders[0], questions)))
    print(
        f"orders of {_QUESTIONS} questions: {_QUESTIONS * _LONG / sum(long):.0f} questions a second, ", end=""
    )
    print(f"p50 {1000 * long[_LONG // 2]:.0f} ms, p99 {1000 * long[_LONG * 99 // 100 - 1]:.0f} ms")
    texts = [question["text"] for question in questions]
    screener = ItemScreener({**orders[0], "questions": [_CLASSIFY]})
    rows = ({"text": f"{number}. {texts[number % len(texts)]}"} for number in range(_ROWS))
    print(f"{_ROWS} rows: {sum(_seconds(lambda row: screener.screen(row, 0), rows)):.1f} s")
    return 0


_CLASSIFY = {
    "id": "q1",
    "kind": "single",
    "text": "Is this sentence friendly? {text}",
    "options": ["yes", "no"],
    "required": False,
}


def _orders(corpus: Path) -> list[Order]:
    """The orders of one question that must pass, in an order that is always the same."""
    examples = [example for part in ("tuned", "training") for example in examples_in(corpus / part)]
    orders = [e.order for e in examples if not e.is_breach and len(e.order["questions"]) == 1]
    random.Random(0).shuffle(orders)
    return [order for order in orders if not order.get("items")]


def _long(order: Order, questions: Sequence[Any]) -> Iterator[Order]:
    chosen = random.Random(0)
    for _ in range(_LONG):
        yield {**order, "questions": chosen.sample(questions, _QUESTIONS)}


def _seconds(do: Callable[[Any], object], every: Iterable[Any]) -> list[float]:
    """What each took."""
    taken = []
    for one in every:
        started = time.process_time()
        do(one)
        taken.append(time.process_time() - started)
    return taken


if __name__ == "__main__":
    raise SystemExit(main())
