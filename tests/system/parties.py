"""Clients, operators and members of a running platform, and what they do every day."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2

from local_platform.platform import Platform
from minijob.replay.welcome import QUIZ_ANSWERS

ROOT = Path(__file__).resolve().parents[2]
WAIT_SECONDS = 60.0
ORDER: dict[str, Any] = {
    "title": "Colours",
    "instructions": "Read the word and decide.",
    "questions": [
        {"id": "q1", "kind": "single", "text": "Is this word a colour? {word}", "options": ["yes", "no"]}
    ],
    "purpose": "To teach a program the names of colours",
    "recipient": "The system tests",
    "retention": "one year",
    "reward_points": 10,
    "estimated_minutes": 1,
    "answers_per_task": 2,
}


class Api:
    """The public API as one party; each write has a key of its own unless given."""

    def __init__(self, url: str, role: str, id: str, **claims: Any) -> None:
        self._http = httpx2.Client(base_url=url, timeout=30)
        self.id = id
        self._token = ""
        asked = self.ask("POST", "/v1/dev/token", json={"role": role, "id": id, **claims})
        self._token = asked.json()["token"]

    def identity(self) -> dict[str, str]:
        """The headers that say who asks."""
        return {"Authorization": f"Bearer {self._token}"} if self._token else {}

    def ask(self, method: str, path: str, key: str | None = None, **options: Any) -> httpx2.Response:
        """Asks until the platform answers, as a client with retries would."""
        headers = {"Idempotency-Key": key or uuid4().hex, **self.identity(), **options.pop("headers", {})}
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                answer = self._http.request(method, path, headers=headers, **options)
                if answer.status_code != 503 or time.monotonic() > until:
                    return answer
            except httpx2.TransportError:
                if time.monotonic() > until:
                    raise
            time.sleep(0.2)


Parties = Callable[..., Api]


@contextmanager
def five_services(root: Path) -> Iterator[Platform]:
    """A platform of its own below `root`; only the jars are those of the project."""
    jars = ROOT / ".local" / "kafka" / "jars"
    jars.mkdir(parents=True, exist_ok=True)
    (root / ".local" / "kafka").mkdir(parents=True)
    (root / ".local" / "kafka" / "jars").symlink_to(jars)
    for folder in (root, *root.parents[:1]):
        folder.chmod(0o711)
    with Platform(root) as running:
        yield running


def until(check: Callable[[], Any], seconds: float = WAIT_SECONDS) -> Any:
    """What `check` returns as soon as it is true."""
    end = time.monotonic() + seconds
    while True:
        found = check()
        if found or time.monotonic() > end:
            assert found, "it did not become true in time"
            return found
        time.sleep(0.1)


def welcome(client: Api, operator: Api) -> None:
    """Lets a client hand in orders."""
    reason = {"reason": "It belongs to the tests"}
    identity = {"identity": f"TEST-{client.id.upper()}", **reason}
    assert operator.ask("POST", f"/v1/clients/{client.id}/identity", json=identity).status_code == 200
    trusted = {"tier": "trusted", **reason}
    assert operator.ask("POST", f"/v1/clients/{client.id}/tier", json=trusted).status_code == 200
    quiz = client.ask("POST", "/v1/me/quiz", json={"answers": QUIZ_ANSWERS})
    assert quiz.json() == {"passed": True, "wrong": []}


def open_order(client: Api, operator: Api, words: list[str], **changes: Any) -> str:
    """A funded order with its tasks, no more than a pilot has, at members' hands."""
    assert len(words) <= 20, "the others would wait for the pilot"
    welcome(client, operator)
    deposit = {"amount_jpy": 100_000, "reference": uuid4().hex}
    assert operator.ask("POST", f"/v1/clients/{client.id}/deposits", json=deposit).status_code == 201
    order_id: str = client.ask("POST", "/v1/orders", json={**ORDER, **changes}).json()["order_id"]
    body = "word\n" + "\n".join(words)
    csv = {"Content-Type": "text/csv"}
    uploaded = client.ask("POST", f"/v1/orders/{order_id}/items", content=body, headers=csv)
    assert uploaded.json() == {"accepted": len(words), "rejected": []}
    assert client.ask("POST", f"/v1/orders/{order_id}/submit").json()["state"] == "screening"
    until(lambda: progress(client, order_id).get("tasks") == len(words))
    return order_id


def progress(client: Api, order_id: str) -> dict[str, Any]:
    """What assignment says about an order once its money has arrived there."""
    answer = client.ask("GET", f"/v1/orders/{order_id}/progress")
    found: dict[str, Any] = answer.json() if answer.status_code == 200 else {}
    return found if found.get("funded") else {}


def work(member: Api, order_id: str) -> int:
    """Takes and answers whatever is open to the member; returns how many answers were accepted."""
    accepted = 0
    while (lease := member.ask("POST", "/v1/assignments", json={"order_id": order_id})).status_code == 201:
        path = f"/v1/assignments/{lease.json()['assignment_id']}/submission"
        answer = member.ask("POST", path, json={"answers": {"q1": "yes"}})
        accepted += answer.status_code == 200
    return accepted


def settled(client: Api, order_id: str) -> bool:
    """Whether an order has come to its end."""
    return bool(client.ask("GET", f"/v1/orders/{order_id}").json()["state"] == "settled")
