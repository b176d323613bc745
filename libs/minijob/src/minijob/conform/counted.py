"""What a subscriber has counted, and what the kit found; the same for webhooks and for consumer groups."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote

import httpx2

from minijob._core import gateway_url

PATIENCE_SECONDS = 5.0
LOOK_AGAIN_SECONDS = 0.1
PLACE = "{account}"
GRANTED = "minijob.PointsGranted"
LONG_AGO = "2020-01-31T09:30:00+00:00"
"""Dead letters are sent again after weeks, and a topic is read again from its first event on."""

Verdict = Literal["right", "wrong", "not checked"]


class Unreachable(Exception):
    """Nobody answers where the subscriber or its balances should be."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one case; `wrong` says each thing in a sentence."""

    case: str
    verdict: Verdict
    wrong: Sequence[str]


@dataclass
class Counted:
    """Looks at what a subscriber has counted and keeps what it got wrong.

    balances: a URL with `{account}` that answers the points counted, as a JSON number or `{"points": n}`;
    404 is 0. Without one, effects are not checked.
    """

    http: httpx2.Client
    balances: str | None = None
    patience_seconds: float = PATIENCE_SECONDS
    wrong: list[str] = field(default_factory=list)
    expected: dict[str, int] = field(default_factory=dict)
    unchecked: bool = False

    def counts(self, account: str, points: int, what: str) -> None:
        """Just so many points must be counted for the account, after a while if need be."""
        if self.balances is None:
            self.unchecked = True
            return
        self.expected[account] = points
        until = time.monotonic() + self.patience_seconds
        while (found := self.balance(account)) != points:
            if time.monotonic() > until:
                self.wrong.append(f"{what}: {points} points were to be counted, but it has {found}")
                return
            time.sleep(LOOK_AGAIN_SECONDS)

    def balance(self, account: str) -> int | None:
        """What is counted; None when the answer is no number. Raises Unreachable."""
        url = (self.balances or "").replace(PLACE, quote(account, safe=""))
        try:
            answer = self.http.get(url)
        except httpx2.HTTPError as error:
            raise Unreachable(f"the balances do not answer: {type(error).__name__}") from None
        if answer.status_code == 404:
            return 0
        try:
            said = answer.json()
        except ValueError:
            return None
        found = said.get("points") if isinstance(said, dict) else said
        return found if type(found) is int and answer.status_code == 200 else None

    def finding(self, case: str) -> Finding:
        """The verdict on what was looked at so far."""
        verdict: Verdict = "wrong" if self.wrong else "not checked" if self.unchecked else "right"
        return Finding(case, verdict, tuple(self.wrong))


def last_look(
    http: httpx2.Client, balances: str | None, expected: Mapping[str, int], patience_seconds: float
) -> Finding:
    """After a while, at everything that was counted: nothing may have been counted again."""
    time.sleep(patience_seconds if balances else 0)
    last = Counted(http, balances, patience_seconds=0, unchecked=balances is None)
    for account, points in expected.items():
        last.counts(account, points, f"a last look at account {account}")
    return last.finding("nothing is counted later")


def check_url(url: str) -> None:
    """Raises ValueError when it is none."""
    try:
        gateway_url(url)
    except ValueError:
        raise ValueError(f"{url!r} is no URL of the form http://host:port/path") from None


def check_balances(url: str | None) -> None:
    """Raises ValueError when it is no URL, or has no place for the account."""
    if url is None:
        return
    check_url(url.replace(PLACE, "account"))
    if PLACE not in url:
        raise ValueError(f"the URL of the balances has no {PLACE}")
