"""What a member does: find work, answer it, see and use points."""

from collections.abc import Sequence
from typing import Literal
from urllib.parse import urlencode

from minijob._core import reading, segment, writing
from minijob.routes.calls import Calls, Document, Returned


class MemberRoutes(Calls[Returned]):
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

    def submit_answers(
        self, assignment_id: str, answers: Document, key: str | None = None, consents: Sequence[str] = ()
    ) -> Returned:
        """Answers by the id of their question: `{"submission_id", "state", "points", "masked", …}`.

        consents: the questions to which the member agrees by the words of their `consent`.
        """
        path = f"/v1/assignments/{segment(assignment_id)}/submission"
        return self.call(writing(path, {"answers": dict(answers), "consents": list(consents)}, key))

    def check_answers(self, assignment_id: str, answers: Document) -> Returned:
        """What of texts that are being written would be masked: `{"masked", "findings", "held"}`."""
        path = f"/v1/assignments/{segment(assignment_id)}/check"
        return self.call(writing(path, {"answers": dict(answers)}))

    def upload_photo(
        self, assignment_id: str, question: str, content: bytes, key: str | None = None
    ) -> Returned:
        """A JPEG, PNG or WebP of at most 10 MB: `{"photo_id", "state", …}`; the id is the answer."""
        path = f"/v1/assignments/{segment(assignment_id)}/photos?{urlencode({'question': question})}"
        return self.call(writing(path, content, key, content_type="image/jpeg"))

    def photo(self, photo_id: str) -> Returned:
        """Its bytes: mine, or as a client that of an accepted answer which is not held."""
        return self.call(reading(f"/v1/photos/{segment(photo_id)}"))

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

    def late_answers(self) -> Returned:
        """My answers that came late, each `asked`, `paid` or `not_paid`."""
        return self.call(reading("/v1/me/late-answers"))

    def appeal(self, assignment_id: str, plea: str, key: str | None = None) -> Returned:
        """Appeals against what its client did not pay; 30 characters or more: `{"state", "answer_by"}`."""
        return self.call(writing(f"/v1/assignments/{segment(assignment_id)}/appeal", {"plea": plea}, key))

    def withdraw(self, assignment_id: str, key: str | None = None) -> Returned:
        """Takes back what I answered to personal questions, and photos; pay stays: `{"questions", …}`."""
        return self.call(writing(f"/v1/assignments/{segment(assignment_id)}/withdraw", None, key))

    def take_appeal(self, key: str | None = None) -> Returned:
        """An appeal of somebody else for me to judge within an hour, or nothing."""
        return self.call(writing("/v1/appeals", None, key))

    def judge_appeal(
        self, appeal_id: str, winner: Literal["member", "client"], key: str | None = None
    ) -> Returned:
        """Judges it; paid when all peers have."""
        return self.call(writing(f"/v1/appeals/{segment(appeal_id)}/judgement", {"winner": winner}, key))

    def report_task(
        self,
        assignment_id: str,
        reason: Literal["personal", "sensitive", "elsewhere", "fraud", "harm", "misleading", "other"],
        question: str | None = None,
        key: str | None = None,
    ) -> Returned:
        """Reports a task of mine, once: `{"assignment_id", "answer_by"}`."""
        body = {"reason": reason, **({} if question is None else {"question": question})}
        return self.call(writing(f"/v1/assignments/{segment(assignment_id)}/report", body, key))

    def my_reports(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """My reports and what came of them."""
        return self.call(reading("/v1/me/reports", limit=limit, cursor=cursor))

    def my_profile(self) -> Returned:
        """What is stored of me for counting."""
        return self.call(reading("/v1/me/profile"))

    def tell_profile(self, profile: Document, key: str | None = None) -> Returned:
        """Puts my profile in the place of the former one; every field may be missing. No client sees it."""
        return self.call(writing("/v1/me/profile", profile, key, method="PUT"))

    def erase_profile(self, key: str | None = None) -> Returned:
        """Erases it at once."""
        return self.call(writing("/v1/me/profile", None, key, method="DELETE"))

    def points(self) -> Returned:
        """`{"available"}`"""
        return self.call(reading("/v1/me/points"))

    def erase_points(self, key: str | None = None) -> Returned:
        """I leave; what I have not spent after 30 days lapses: `{"lapses_on"}`."""
        return self.call(writing("/v1/me/points", None, key, method="DELETE"))

    def point_entries(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Lines of my statement: `{"points", "origin", "reference", "booked_at"}`."""
        return self.call(reading("/v1/me/points/entries", limit=limit, cursor=cursor))

    def point_notices(self) -> Returned:
        """Points that end soon: `[{"kind", "points", "expires_on", "days_left", "partners", "told"}]`."""
        return self.call(reading("/v1/me/points/notices"))

    def link_partner(self, partner_id: str, key: str | None = None) -> Returned:
        """Lets a partner hold, take and give points of mine."""
        return self.call(writing("/v1/me/points/links", {"partner_id": partner_id}, key))

    def split_points(self, shares: Sequence[Document], key: str | None = None) -> Returned:
        """Mine to others, `{"member_id", "points"}` each: `{"split_id", "points", "set_aside"}`."""
        body = {"shares": [dict(share) for share in shares]}
        return self.call(writing("/v1/me/points/splits", body, key))

    def link_card(
        self, card_id: str, kind: Literal["card", "app"] = "card", key: str | None = None
    ) -> Returned:
        """Lets a card or an app stand for me that its issuer has vouched for."""
        return self.call(writing("/v1/me/points/cards", {"card_id": card_id, "kind": kind}, key))

    def cards(self) -> Returned:
        """`[{"card_id", "kind"}]`"""
        return self.call(reading("/v1/me/points/cards"))

    def unlink_card(self, card_id: str, key: str | None = None) -> Returned:
        """It stands for nobody any more."""
        path = f"/v1/me/points/cards/{segment(card_id)}"
        return self.call(writing(path, None, key, method="DELETE"))

    def linked_partners(self) -> Returned:
        """`[{"partner_id"}]`"""
        return self.call(reading("/v1/me/points/links"))

    def unlink_partner(self, partner_id: str, key: str | None = None) -> Returned:
        """Ends it; what the partner holds already may still be captured."""
        path = f"/v1/me/points/links/{segment(partner_id)}"
        return self.call(writing(path, None, key, method="DELETE"))

    def my_clawbacks(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """What was taken back of my points: `{"clawback_id", "state", "taken", "claim", "may_appeal"}`."""
        return self.call(reading("/v1/me/points/clawbacks", limit=limit, cursor=cursor))

    def appeal_clawback(self, clawback_id: str, key: str | None = None) -> Returned:
        """Has another operator look at it, once."""
        path = f"/v1/me/points/clawbacks/{segment(clawback_id)}/appeal"
        return self.call(writing(path, None, key))
