"""What a client does: orders, items, results, money."""

from typing import Literal

from minijob._core import reading, segment, writing
from minijob.routes.calls import Calls, Document, Returned, order_path

ContentType = Literal["application/x-ndjson", "text/csv"]


class ClientRoutes(Calls[Returned]):
    """What a client does: orders, items, results, money."""

    def client(self, client_id: str) -> Returned:
        """What is missing before its first order, what it may have open at once, and its record."""
        return self.call(reading(f"/v1/clients/{segment(client_id)}"))

    def quiz(self) -> Returned:
        """The questions about the rules, each with its options, in Japanese and English."""
        return self.call(reading("/v1/me/quiz"))

    def take_quiz(self, answers: dict[str, str], key: str | None = None) -> Returned:
        """The id of the chosen option for each question: `{"passed", "wrong"}`."""
        return self.call(writing("/v1/me/quiz", {"answers": answers}, key))

    def screen_order(self, document: Document) -> Returned:
        """The verdict on an order that is not posted; nothing is stored."""
        return self.call(writing("/v1/orders/screen", document))

    def quote_order(self, document: Document, tasks: int = 1) -> Returned:
        """Cost, pay a minute, and how soon and how well comparable orders were filled; nothing is stored."""
        return self.call(writing("/v1/orders/quote", {**document, "tasks": tasks}))

    def audience_size(self, audience: Document) -> Returned:
        """Members whom an audience means: `{"members": 1200}`, or `"under 100"`; nothing is stored."""
        return self.call(writing("/v1/orders/audience", audience))

    def create_order(self, document: Document, key: str | None = None) -> Returned:
        """`{"order_id", "version", "state"}`"""
        return self.call(writing("/v1/orders", document, key))

    def replace_order(
        self, order_id: str, document: Document, version: int, key: str | None = None
    ) -> Returned:
        """Makes the next version of `version`."""
        return self.call(writing(order_path(order_id), document, key, method="PUT", version=version))

    def add_items(
        self,
        order_id: str,
        content: bytes,
        content_type: ContentType = "application/x-ndjson",
        key: str | None = None,
    ) -> Returned:
        """At most 1 MB at a time: `{"accepted", "rejected": [{"row", "error"}]}`, rows counted from 0."""
        return self.call(writing(order_path(order_id, "items"), content, key, content_type=content_type))

    def submit_order(self, order_id: str, key: str | None = None) -> Returned:
        """To screening; an unfunded order asks for its money again."""
        return self.call(writing(order_path(order_id, "submit"), None, key))

    def accept_rewrites(self, order_id: str, key: str | None = None) -> Returned:
        """Makes every rewrite that screening offers, also of held rows: `{…, "state", "rewritten_rows"}`."""
        return self.call(writing(order_path(order_id, "accept-rewrites"), None, key))

    def order_review(self, order_id: str) -> Returned:
        """How far operators are with the newest version: `{"state", "due_at", "may_appeal", …}`."""
        return self.call(reading(order_path(order_id, "review")))

    def appeal_review(
        self, order_id: str, reason: str, row: int | None = None, key: str | None = None
    ) -> Returned:
        """Appeals, once, against what operators decided on this version, or on the rows beside `row`."""
        body = {"reason": reason, **({} if row is None else {"row": row})}
        return self.call(writing(order_path(order_id, "appeal"), body, key))

    def pause_order(self, order_id: str, key: str | None = None) -> Returned:
        """Nobody new starts."""
        return self.call(writing(order_path(order_id, "pause"), None, key))

    def resume_order(self, order_id: str, key: str | None = None) -> Returned:
        """Members may start again."""
        return self.call(writing(order_path(order_id, "resume"), None, key))

    def top_up_order(self, order_id: str, key: str | None = None) -> Returned:
        """Pays each answer what meets the floor, accepted ones too; `order` says in `pay` what it costs."""
        return self.call(writing(order_path(order_id, "top-up"), None, key))

    def close_order(self, order_id: str, key: str | None = None) -> Returned:
        """For good; what is running may be finished."""
        return self.call(writing(order_path(order_id, "close"), None, key))

    def orders(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Mine, the newest first; an operator sees everybody's."""
        return self.call(reading("/v1/orders", limit=limit, cursor=cursor))

    def order(self, order_id: str) -> Returned:
        """Document, state, version, quote, findings, and by how many yen it is short."""
        return self.call(reading(order_path(order_id)))

    def order_tasks(self, order_id: str, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Published tasks by row: `{"task_id", "row", "item"}`."""
        return self.call(reading(order_path(order_id, "tasks"), limit=limit, cursor=cursor))

    def held_items(self, order_id: str, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Rows that may not become tasks: `{"row", "verdict", "rules"}`."""
        return self.call(reading(order_path(order_id, "items"), state="held", limit=limit, cursor=cursor))

    def progress(self, order_id: str) -> Returned:
        """Answers by state, and points spent, reserved and remaining."""
        return self.call(reading(order_path(order_id, "progress")))

    def order_terms(self, order_id: str) -> Returned:
        """Parties, content, purpose, reward, and how soon it is due, inspected and paid."""
        return self.call(reading(order_path(order_id, "terms")))

    def results(
        self,
        order_id: str,
        method: Literal["majority", "dawid_skene"] = "majority",
        format: Literal["json", "csv", "parquet"] = "json",
    ) -> Returned:
        """One row for each task with labels, confidence and count of answers; bytes for csv and parquet."""
        return self.call(reading(order_path(order_id, "results"), method=method, format=format))

    def submissions(self, order_id: str, limit: int | None = None, cursor: str | None = None) -> Returned:
        """The accepted answers, under pseudonyms."""
        return self.call(reading(order_path(order_id, "submissions"), limit=limit, cursor=cursor))

    def acknowledge(self, order_id: str, version: int, key: str | None = None) -> Returned:
        """Says that I have this version of submissions and results, and no former one any more."""
        return self.call(writing(order_path(order_id, "acknowledge"), {"version": version}, key))

    def undecided(self, order_id: str) -> Returned:
        """The answer that has waited longest: `{"waiting", "submission"}`."""
        return self.call(reading(order_path(order_id, "undecided")))

    def accept_submission(self, submission_id: str, key: str | None = None) -> Returned:
        """Accepts the answer that `undecided` has shown; the member is paid."""
        return self.call(writing(f"/v1/submissions/{segment(submission_id)}/accept", None, key))

    def approve_in_part(
        self, submission_id: str, percent: int, code: str, question: str, reason: str, key: str | None = None
    ) -> Returned:
        """Approves 8 to 99 % of an answer that waits; the member reads the reason, 30 characters or more."""
        body = {"percent": percent, "code": code, "question": question, "reason": reason}
        return self.call(writing(f"/v1/submissions/{segment(submission_id)}/accept", body, key))

    def reject_submission(
        self, submission_id: str, code: str, question: str, reason: str, key: str | None = None
    ) -> Returned:
        """Pays nothing for an answer that waits; the member may appeal for 7 days."""
        body = {"code": code, "question": question, "reason": reason}
        return self.call(writing(f"/v1/submissions/{segment(submission_id)}/reject", body, key))

    def appeals(self, order_id: str, limit: int | None = None, cursor: str | None = None) -> Returned:
        """What I have not paid in full, with the words of members who appeal and `answer_by`."""
        return self.call(reading(order_path(order_id, "appeals"), limit=limit, cursor=cursor))

    def stand_by(self, submission_id: str, key: str | None = None) -> Returned:
        """Answers an appeal: three peers decide, and who loses pays them."""
        return self.call(writing(f"/v1/submissions/{segment(submission_id)}/stand-by", None, key))

    def take_back(self, submission_id: str, key: str | None = None) -> Returned:
        """Pays after all what I had not paid."""
        return self.call(writing(f"/v1/submissions/{segment(submission_id)}/take-back", None, key))

    def award_bonus(self, submission_id: str, bonus_id: str, points: int, key: str | None = None) -> Returned:
        """Adds a bonus to an accepted answer, once for each `bonus_id` (a UUID of my own)."""
        body = {"bonus_id": bonus_id, "points": points}
        return self.call(writing(f"/v1/submissions/{segment(submission_id)}/bonus", body, key))

    def account(self) -> Returned:
        """In yen: `{"balance_jpy", "escrows"}`."""
        return self.call(reading("/v1/me/account"))

    def account_entries(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Lines of my account in yen: `{"amount_jpy", "kind", "reference", "booked_at"}`."""
        return self.call(reading("/v1/me/account/entries", limit=limit, cursor=cursor))

    def invoices(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """What my settled orders have cost."""
        return self.call(reading("/v1/me/invoices", limit=limit, cursor=cursor))

    def escrow(self, order_id: str) -> Returned:
        """What is locked for an order, what of it is paid, and what is left."""
        return self.call(reading(f"/v1/ledger/orders/{segment(order_id)}"))
