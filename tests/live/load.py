"""A load like an ordinary day: clients whose orders follow one another, members who answer what is open."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

import httpx2

from chassis.principal import HEADER, Principal, sign
from local_platform.platform import Platform
from local_platform.services import Service
from tests.system.parties import Api, open_order, settled, until

CLIENTS, MEMBERS, BESIDE = 3, 6, 3
WORDS, ANSWERS = 12, 3
SETTLE_SECONDS = 120.0
IDLE_SECONDS = 0.1
AGE = 30


class Beside(Api):
    """A member who speaks to one replica itself, as the gateway would on the member's behalf."""

    def __init__(self, service: Service, id: str, secret: str) -> None:
        self._http = httpx2.Client(base_url=service.url, timeout=30)
        self._secret = secret
        self.id = id

    def identity(self) -> dict[str, str]:
        return {HEADER: sign(Principal("member", self.id, AGE), self._secret)}


class Load:
    """Every answer that was acknowledged is in `accepted`, every order that was seen settled in `settled`.

    Each client opens an order, sometimes pauses it for a moment, and waits until it is settled before the
    next. A request without an answer is sent again with its key.
    """

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._operator = Api(platform.url, "operator", "operator")
        self._closing, self._over = threading.Event(), threading.Event()
        self._threads = ThreadPoolExecutor(CLIENTS + MEMBERS + BESIDE)
        self._clients: list[Future[None]] = []
        self._members: list[Future[None]] = []
        self.accepted: list[str] = []
        self.settled: list[str] = []

    def start(self) -> None:
        for _ in range(CLIENTS):
            self._clients.append(self._threads.submit(self._commission, self._party("client")))
        for _ in range(MEMBERS):
            self._members.append(self._threads.submit(self._work, self._party("member")))

    def work_beside(self, replica: Service, secret: str) -> None:
        """More members, who speak to this replica of assignment directly."""
        for _ in range(BESIDE):
            member = Beside(replica, f"member-{uuid4().hex[:8]}", secret)
            self._members.append(self._threads.submit(self._work, member))

    def _party(self, role: str) -> Api:
        return Api(self._platform.url, role, f"{role}-{uuid4().hex[:8]}")

    def await_answers(self, count: int) -> None:
        """Until so many more answers were accepted; says that the load goes on."""
        wanted = len(self.accepted) + count
        until(lambda: len(self.accepted) >= wanted or self._failed())
        self._raise_failures()

    def _failed(self) -> bool:
        return any(one.done() and one.exception() for one in [*self._clients, *self._members])

    def _raise_failures(self) -> None:
        for one in [*self._clients, *self._members]:
            if one.done():
                one.result()

    def _commission(self, client: Api) -> None:
        words = [f"word{number}" for number in range(WORDS)]
        while not self._closing.is_set():
            order_id = open_order(client, self._operator, words, answers_per_task=ANSWERS)
            self._interrupt(client, order_id)
            until(partial(settled, client, order_id), SETTLE_SECONDS)
            self.settled.append(order_id)

    def _interrupt(self, client: Api, order_id: str) -> None:
        """Pauses the order and resumes it, unless it has come to its end meanwhile (409)."""
        for move in ("pause", "resume"):
            answer = client.ask("POST", f"/v1/orders/{order_id}/{move}")
            assert answer.status_code in (200, 409), answer.text

    def _work(self, member: Api) -> None:
        while not self._over.is_set():
            lease = member.ask("POST", "/v1/assignments", json={})
            if lease.status_code == 204:
                time.sleep(IDLE_SECONDS)
                continue
            assert lease.status_code == 201, lease.text
            path = f"/v1/assignments/{lease.json()['assignment_id']}/submission"
            answer = member.ask("POST", path, json={"answers": {"q1": "yes"}})
            assert answer.status_code == 200, answer.text
            self.accepted.append(answer.json()["submission_id"])

    def end(self) -> None:
        """Returns when each open order is settled. Raises what a party met that it should not meet."""
        self._closing.set()
        until(lambda: self._failed() or all(one.done() for one in self._clients), 2 * SETTLE_SECONDS)
        self.stop()
        self._raise_failures()

    def stop(self) -> None:
        """Lets every party go home."""
        self._closing.set()
        self._over.set()
        self._threads.shutdown(wait=True)


@contextmanager
def load(platform: Platform) -> Iterator[Load]:
    """A load that is under way inside the context and has come to its end after it."""
    running = Load(platform)
    running.start()
    try:
        running.await_answers(10)
        yield running
    except BaseException:
        running.stop()
        raise
    running.end()
