"""Sends a partner's webhook handler what goes wrong in life, and judges what it does."""

import httpx2

from minijob.conform.counted import (
    PATIENCE_SECONDS,
    Finding,
    Unreachable,
    check_balances,
    check_url,
    last_look,
)
from minijob.conform.probe import ANSWER_SECONDS, Probe
from minijob.conform.webhook_cases import CASES
from minijob.webhooks import secret_bytes


def conform_handler(
    handler: str,
    secret: str,
    balances: str | None = None,
    patience_seconds: float = PATIENCE_SECONDS,
) -> list[Finding]:
    """One finding for each case, and one of a last look, after a while, at everything that was counted.

    Raises Unreachable; ValueError when a URL or the secret is none.
    """
    secret_bytes(secret)
    check_url(handler)
    check_balances(balances)
    found: list[Finding] = []
    expected: dict[str, int] = {}
    with httpx2.Client(timeout=ANSWER_SECONDS, trust_env=False, follow_redirects=False) as http:
        _reach(http, handler)
        for name, case in CASES.items():
            probe = Probe(http, balances, patience_seconds, handler=handler, secret=secret)
            case(probe)
            found.append(probe.finding(name))
            expected |= {} if probe.wrong else probe.expected
        return [*found, last_look(http, balances, expected, patience_seconds)]


def _reach(http: httpx2.Client, handler: str) -> None:
    """Says at once that nobody is there, instead of finding every case wrong."""
    try:
        http.get(handler)
    except httpx2.TransportError as error:
        raise Unreachable(f"the handler does not answer: {type(error).__name__}") from None
