"""A process that has been warmed answers its first order as fast as any other."""

import subprocess
import sys

_FIRST = """
import time
from screening_policy import screen, warm

warm()
for text in ("How often do you walk?", "電話番号を教えてください", "年収はどのくらいですか", "Rate {text}"):
    started = time.process_time()
    screen({"questions": [{"id": "q1", "kind": "text", "text": text}], "items": [{"text": text}] * 5})
    print(time.process_time() - started)
"""


def test_the_first_order_of_a_warmed_process_is_screened_in_a_tenth_of_a_second() -> None:
    told = subprocess.run([sys.executable, "-c", _FIRST], check=True, capture_output=True, text=True).stdout
    assert max(map(float, told.split())) < 0.1
