"""One method for each public route, named after the business; what it returns depends on the client."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Generic, Literal, TypeVar

from minijob._core import Request, reading, segment, writing

Returned = TypeVar("Returned")
Document = Mapping[str, Any]
ContentType = Literal["application/x-ndjson", "text/csv"]
Role = Literal["client", "member", "operator", "partner"]


class _Calls(ABC, Generic[Returned]):
    """Every write takes an idempotency key (`key`); without one it makes one and keeps it over its retries.

    Lists take `limit` and `cursor` and answer `{"items": […], "next_cursor"}`.
    """

    @abstractmethod
    def call(self, request: Request) -> Returned:
        """Sends it, repeats it when that helps, and returns the answer's JSON. Raises ProblemError."""


class ClientRoutes(_Calls[Returned]):
    """What a client does: orders, items, results, money."""

    def screen_order(self, document: Document) -> Returned:
        """The verdict on an order that is not posted; nothing is stored."""
        return self.call(writing("/v1/orders/screen", document))

    def create_order(self, document: Document, key: str | None = None) -> Returned:
        """`{"order_id", "version", "state"}`"""
        return self.call(writing("/v1/orders", document, key))

    def replace_order(
        self, order_id: str, document: Document, version: int, key: str | None = None
    ) -> Returned:
        """Makes the next version of `version`."""
        return self.call(writing(_order(order_id), document, key, method="PUT", version=version))

    def add_items(
        self,
        order_id: str,
        content: bytes,
        content_type: ContentType = "application/x-ndjson",
        key: str | None = None,
    ) -> Returned:
        """At most 1 MB at a time: `{"accepted", "rejected": [{"row", "error"}]}`, rows counted from 0."""
        return self.call(writing(_order(order_id, "items"), content, key, content_type=content_type))

    def submit_order(self, order_id: str, key: str | None = None) -> Returned:
        """To screening; an unfunded order asks for its money again."""
        return self.call(writing(_order(order_id, "submit"), None, key))

    def accept_rewrites(self, order_id: str, key: str | None = None) -> Returned:
        """Makes every rewrite that screening offers and submits the result as the next version."""
        return self.call(writing(_order(order_id, "accept-rewrites"), None, key))

    def order_review(self, order_id: str) -> Returned:
        """How far operators are with the newest version: `{"state", "due_at", "may_appeal", …}`."""
        return self.call(reading(_order(order_id, "review")))

    def appeal_review(self, order_id: str, reason: str, key: str | None = None) -> Returned:
        """Appeals, once, against what operators decided on this version: `{"version", "due_at"}`."""
        return self.call(writing(_order(order_id, "appeal"), {"reason": reason}, key))

    def pause_order(self, order_id: str, key: str | None = None) -> Returned:
        """Nobody new starts."""
        return self.call(writing(_order(order_id, "pause"), None, key))

    def resume_order(self, order_id: str, key: str | None = None) -> Returned:
        """Members may start again."""
        return self.call(writing(_order(order_id, "resume"), None, key))

    def close_order(self, order_id: str, key: str | None = None) -> Returned:
        """For good; what is running may be finished."""
        return self.call(writing(_order(order_id, "close"), None, key))

    def orders(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Mine, the newest first; an operator sees everybody's."""
        return self.call(reading("/v1/orders", limit=limit, cursor=cursor))

    def order(self, order_id: str) -> Returned:
        """Document, state, version, quote, findings, and by how many yen it is short."""
        return self.call(reading(_order(order_id)))

    def order_tasks(self, order_id: str, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Published tasks by row: `{"task_id", "row", "item"}`."""
        return self.call(reading(_order(order_id, "tasks"), limit=limit, cursor=cursor))

    def held_items(self, order_id: str, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Rows that may not become tasks: `{"row", "verdict", "rules"}`."""
        return self.call(reading(_order(order_id, "items"), state="held", limit=limit, cursor=cursor))

    def progress(self, order_id: str) -> Returned:
        """Answers by state, and points spent, reserved and remaining."""
        return self.call(reading(_order(order_id, "progress")))

    def order_terms(self, order_id: str) -> Returned:
        """Parties, content, purpose, reward, and how soon it is due, inspected and paid."""
        return self.call(reading(_order(order_id, "terms")))

    def results(
        self,
        order_id: str,
        method: Literal["majority", "dawid_skene"] = "majority",
        format: Literal["json", "csv", "parquet"] = "json",
    ) -> Returned:
        """One row for each task with labels, confidence and count of answers; bytes for csv and parquet."""
        return self.call(reading(_order(order_id, "results"), method=method, format=format))

    def submissions(self, order_id: str, limit: int | None = None, cursor: str | None = None) -> Returned:
        """The accepted answers, under pseudonyms."""
        return self.call(reading(_order(order_id, "submissions"), limit=limit, cursor=cursor))

    def undecided(self, order_id: str) -> Returned:
        """The answer that has waited longest: `{"waiting", "submission"}`."""
        return self.call(reading(_order(order_id, "undecided")))

    def accept_submission(self, submission_id: str, key: str | None = None) -> Returned:
        """Accepts the answer that `undecided` has shown; the member is paid."""
        return self.call(writing(f"/v1/submissions/{segment(submission_id)}/accept", None, key))

    def account(self) -> Returned:
        """In yen: `{"balance_jpy", "escrows"}`."""
        return self.call(reading("/v1/me/account"))

    def escrow(self, order_id: str) -> Returned:
        """What is locked for an order, what of it is paid, and what is left."""
        return self.call(reading(f"/v1/ledger/orders/{segment(order_id)}"))


class MemberRoutes(_Calls[Returned]):
    """What a member does: find work, answer it, see points."""

    def open_work(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Cards of the orders that have a task for me."""
        return self.call(reading("/v1/tasks", limit=limit, cursor=cursor))

    def take_task(
        self, order_id: str | None = None, task_id: str | None = None, key: str | None = None
    ) -> Returned:
        """Takes a task: `{"assignment_id", "task", "questions", "reward_points", "expires_at", …}`.

        None when nothing is open. A platform that is not local refuses `task_id`.
        """
        asked = {"order_id": order_id, "task_id": task_id}
        body = {name: value for name, value in asked.items() if value is not None}
        return self.call(writing("/v1/assignments", body, key))

    def task_terms(self, assignment_id: str) -> Returned:
        """What I agreed to when I took the task, with the date of each step."""
        return self.call(reading(f"/v1/assignments/{segment(assignment_id)}/terms"))

    def submit_answers(self, assignment_id: str, answers: Document, key: str | None = None) -> Returned:
        """Answers by the id of their question: `{"submission_id", "state", "points", "masked", …}`."""
        path = f"/v1/assignments/{segment(assignment_id)}/submission"
        return self.call(writing(path, {"answers": dict(answers)}, key))

    def check_answers(self, assignment_id: str, answers: Document) -> Returned:
        """What of texts that are being written would be masked: `{"masked", "findings", "held"}`."""
        path = f"/v1/assignments/{segment(assignment_id)}/check"
        return self.call(writing(path, {"answers": dict(answers)}))

    def return_task(
        self,
        assignment_id: str,
        reason: Literal["no_time", "unclear", "too_difficult", "uncomfortable", "other"],
        key: str | None = None,
    ) -> Returned:
        """Returns a task without an answer."""
        path = f"/v1/assignments/{segment(assignment_id)}/return"
        return self.call(writing(path, {"reason": reason}, key))

    def my_submissions(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """My answers with their state and points."""
        return self.call(reading("/v1/me/submissions", limit=limit, cursor=cursor))

    def points(self) -> Returned:
        """`{"available"}`"""
        return self.call(reading("/v1/me/points"))

    def point_entries(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Lines of my statement: `{"points", "origin", "reference", "booked_at"}`."""
        return self.call(reading("/v1/me/points/entries", limit=limit, cursor=cursor))


class OperatorRoutes(_Calls[Returned]):
    """What an operator does: reviews, deposits, API keys, the proof of the ledger."""

    def order_reviews(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """What waits for a person, the oldest first."""
        return self.call(reading("/v1/order-reviews", limit=limit, cursor=cursor))

    def decide_review(
        self,
        review_id: str,
        decision: Literal["approve", "ask_changes", "refuse"],
        reason: str,
        key: str | None = None,
    ) -> Returned:
        """`{"id", "state", "approvals_missing"}`"""
        path = f"/v1/order-reviews/{segment(review_id)}/decision"
        return self.call(writing(path, {"decision": decision, "reason": reason}, key))

    def review_decisions(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Every decision of an operator with its digest, which covers all before it."""
        return self.call(reading("/v1/review-decisions", limit=limit, cursor=cursor))

    def stop_order(self, order_id: str, key: str | None = None) -> Returned:
        """Closes the order of a client."""
        return self.call(writing(_order(order_id, "stop"), None, key))

    def deposit(self, client_id: str, amount_jpy: int, reference: str, key: str | None = None) -> Returned:
        """Books money that arrived; `reference` is the bank's, the same one is booked once."""
        body = {"amount_jpy": amount_jpy, "reference": reference}
        return self.call(writing(f"/v1/clients/{segment(client_id)}/deposits", body, key))

    def verify_ledger(self) -> Returned:
        """Rebuilds the ledger from its events and compares: `{"equal", "wrong", …}`."""
        return self.call(reading("/v1/ledger/verification"))

    def create_api_key(
        self, role: Literal["client", "operator", "partner"], id: str, key: str | None = None
    ) -> Returned:
        """The answer shows the API key (`key`) this once."""
        return self.call(writing("/v1/api-keys", {"role": role, "id": id}, key))

    def api_keys(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """All API keys without their text, the oldest first."""
        return self.call(reading("/v1/api-keys", limit=limit, cursor=cursor))

    def revoke_api_key(self, api_key_id: str, key: str | None = None) -> Returned:
        """For good."""
        return self.call(writing(f"/v1/api-keys/{segment(api_key_id)}/revoke", None, key))


class WebhookRoutes(_Calls[Returned]):
    """What a partner does with its webhooks; `minijob.webhooks.verify` is for what they bring."""

    def create_webhook(
        self, url: str, types: Sequence[str] = (), after: str | None = None, key: str | None = None
    ) -> Returned:
        """Subscribes a URL; the answer shows the `secret` this once. `after`: a cursor of the feed."""
        start = {} if after is None else {"after": after}
        return self.call(writing("/v1/webhooks", {"url": url, "types": list(types), **start}, key))

    def webhooks(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """My subscriptions, how far they have come, and whether they are disabled."""
        return self.call(reading("/v1/webhooks", limit=limit, cursor=cursor))

    def delete_webhook(self, webhook_id: str, key: str | None = None) -> Returned:
        """Ends a subscription with all that waits for it."""
        return self.call(writing(_webhook(webhook_id), None, key, method="DELETE"))

    def rotate_webhook_secret(self, webhook_id: str, key: str | None = None) -> Returned:
        """A new `secret`, shown this once; the one before signs too until the next rotation."""
        return self.call(writing(_webhook(webhook_id, "rotate"), None, key))

    def webhook_deliveries(
        self,
        webhook_id: str,
        state: Literal["pending", "delivered", "dead"] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> Returned:
        """What was sent, when it is tried again, and what the receiver last said."""
        path = _webhook(webhook_id, "deliveries")
        return self.call(reading(path, state=state, limit=limit, cursor=cursor))

    def redeliver(self, webhook_id: str, delivery_id: str, key: str | None = None) -> Returned:
        """Sends one again that is dead or was delivered."""
        path = _webhook(webhook_id, f"deliveries/{segment(delivery_id)}/redeliver")
        return self.call(writing(path, None, key))

    def redeliver_dead(self, webhook_id: str, key: str | None = None) -> Returned:
        """Sends all dead ones again: `{"redelivered"}`, at most 10,000 in one call."""
        return self.call(writing(_webhook(webhook_id, "redeliver"), None, key))


class Routes(
    ClientRoutes[Returned], MemberRoutes[Returned], OperatorRoutes[Returned], WebhookRoutes[Returned]
):
    """Every public route; the token decides which of them may be used."""

    def development_token(
        self, role: Role, id: str, age: int | None = None, prefecture: str | None = None
    ) -> Returned:
        """`{"token"}` for anybody; local platforms alone have this route."""
        given = {"role": role, "id": id, "age": age, "prefecture": prefecture}
        body = {name: value for name, value in given.items() if value is not None}
        return self.call(writing("/v1/dev/token", body))


def _order(order_id: str, below: str = "") -> str:
    return f"/v1/orders/{segment(order_id)}" + (f"/{below}" if below else "")


def _webhook(webhook_id: str, below: str = "") -> str:
    return f"/v1/webhooks/{segment(webhook_id)}" + (f"/{below}" if below else "")
