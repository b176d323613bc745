"""A partner's server that takes webhooks of Mini Job and counts the points granted to each account.

It keeps the id of each webhook and the effect of its event in one SQLite transaction, so that a repeat, even
one that arrives at the same moment, has no second effect.
"""

import argparse
import json
import os
import sqlite3
import threading
import time
from contextlib import closing
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from minijob.webhooks import NotGenuine, verify

BODY_LIMIT_BYTES = 1_000_000
READ_SECONDS = 10
TABLES = """
CREATE TABLE IF NOT EXISTS handled (webhook_id TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS balances (account TEXT PRIMARY KEY, points INTEGER NOT NULL);
"""


class Balances:
    """What was granted, in a file that survives every restart."""

    def __init__(self, file: str) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = FULL")
        self._database.executescript(TABLES)

    def handle(self, webhook_id: str, event: dict[str, Any]) -> None:
        """Does what the event asks for, once for each webhook id. KeyError, TypeError: it is no such event.

        The sequence of the event plays no part: a dead letter that is sent again comes behind later events.
        """
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                self._handle(webhook_id, event)
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def _handle(self, webhook_id: str, event: dict[str, Any]) -> None:
        new = self._database.execute("INSERT OR IGNORE INTO handled VALUES (?)", [webhook_id]).rowcount
        if new and event["type"] == "minijob.PointsGranted":  # other types are taken and left alone
            data = event["data"]
            self._database.execute(
                "INSERT INTO balances VALUES (?, ?) "
                "ON CONFLICT (account) DO UPDATE SET points = points + excluded.points",
                [data["account_id"], int(data["points"])],
            )

    def of(self, account: str) -> int:
        """The points granted to an account."""
        with self._lock, closing(self._database.cursor()) as cursor:
            row = cursor.execute("SELECT points FROM balances WHERE account = ?", [account]).fetchone()
        return int(row[0]) if row else 0


class Handler(BaseHTTPRequestHandler):
    """`POST /webhooks` takes a webhook, `GET /balances/{account}` says what was counted."""

    protocol_version = "HTTP/1.1"
    timeout = READ_SECONDS
    balances: Balances
    secrets: list[str]

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > BODY_LIMIT_BYTES:
            self.close_connection = True
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": "say a length of at most 1 MB"})
            return
        body = self.rfile.read(int(length))
        if self.path != "/webhooks":
            self._answer(HTTPStatus.NOT_FOUND, {"error": "webhooks go to /webhooks"})
            return
        try:
            webhook_id = verify(self.secrets, dict(self.headers.items()), body, time.time())
            self.balances.handle(webhook_id, json.loads(body))
        except NotGenuine as refused:
            self._answer(HTTPStatus.UNAUTHORIZED, {"error": refused.code})
        except (KeyError, TypeError, ValueError):
            self._answer(HTTPStatus.BAD_REQUEST, {"error": "this is no event"})
        else:
            self._answer(HTTPStatus.OK, {})

    def do_GET(self) -> None:
        if self.path.startswith("/balances/"):
            account = unquote(self.path.removeprefix("/balances/"))
            self._answer(HTTPStatus.OK, {"points": self.balances.of(account)})
        else:
            self._answer(HTTPStatus.NOT_FOUND, {"error": "ask for /balances/{account}"})

    def _answer(self, status: HTTPStatus, said: dict[str, Any]) -> None:
        content = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a request line may tell whose points they are."""


class Server(ThreadingHTTPServer):
    """One thread for each connection."""

    daemon_threads = True
    request_queue_size = 128


def main() -> None:
    """Serves until Ctrl-C. WEBHOOK_SECRET: the secret, or both with a comma between them while you rotate."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=8090)
    options.add_argument("--database", default="points.sqlite")
    given = options.parse_args()
    Handler.secrets = [one.strip() for one in os.environ.get("WEBHOOK_SECRET", "").split(",") if one.strip()]
    if not Handler.secrets:
        options.error("set WEBHOOK_SECRET to the whsec_… secret of your subscription")
    Handler.balances = Balances(given.database)
    with Server(("127.0.0.1", given.port), Handler) as server:
        print(f"http://127.0.0.1:{server.server_port}/webhooks", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
