"""What an operator does: reviews, deposits, API keys, the proof of the ledger."""

from collections.abc import Sequence
from typing import Literal

from minijob._core import reading, segment, writing
from minijob.routes.calls import Calls, Document, Returned, order_path


class OperatorRoutes(Calls[Returned]):
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

    def rulesets(self) -> Returned:
        """Which rule set is in force, and what a replay of the next one found."""
        return self.call(reading("/v1/rulesets"))

    def approve_ruleset(self, ruleset: str, reason: str, key: str | None = None) -> Returned:
        """The second operator who approves puts it in force: `{"in_force", "approvals_missing"}`."""
        return self.call(writing("/v1/rulesets/approve", {"ruleset": ruleset, "reason": reason}, key))

    def order_watches(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Live versions that were reported or stopped and wait for a decision."""
        return self.call(reading("/v1/order-watches", limit=limit, cursor=cursor))

    def decide_watch(
        self, watch_id: str, breach: bool, reason: str, rules: Sequence[str] = (), key: str | None = None
    ) -> Returned:
        """A breach names the rules that are broken, is closed and erased; else what was stopped goes on."""
        path = f"/v1/order-watches/{segment(watch_id)}/decision"
        return self.call(writing(path, {"breach": breach, "rules": list(rules), "reason": reason}, key))

    def safety_stop(
        self, order_id: str, reason: str, version: int | None = None, key: str | None = None
    ) -> Returned:
        """Closes the forms of a version within seconds: `{"version", "stopped"}`."""
        body = {"reason": reason, **({} if version is None else {"version": version})}
        return self.call(writing(order_path(order_id, "safety-stop"), body, key))

    def stop_order(self, order_id: str, key: str | None = None) -> Returned:
        """Closes the order of a client."""
        return self.call(writing(order_path(order_id, "stop"), None, key))

    def identify_client(self, client_id: str, identity: str, reason: str, key: str | None = None) -> Returned:
        """Says whose the client is (a Corporate Number, or that of a file; no name), and by what."""
        path = f"/v1/clients/{segment(client_id)}/identity"
        return self.call(writing(path, {"identity": identity, "reason": reason}, key))

    def set_tier(
        self, client_id: str, tier: Literal["new", "proven", "trusted"], reason: str, key: str | None = None
    ) -> Returned:
        """How much the client may have open at once."""
        path = f"/v1/clients/{segment(client_id)}/tier"
        return self.call(writing(path, {"tier": tier, "reason": reason}, key))

    def draft_order_for(self, client_id: str, document: Document, key: str | None = None) -> Returned:
        """Drafts an order that its client submits: `{"order_id", "version", "state"}`; it is a tie."""
        return self.call(writing(f"/v1/clients/{segment(client_id)}/orders", document, key))

    def declare_tie(self, client_id: str, operator_id: str, reason: str, key: str | None = None) -> Returned:
        """The operator decides nothing about this client any more; returns all ties to it."""
        path = f"/v1/clients/{segment(client_id)}/ties"
        return self.call(writing(path, {"operator_id": operator_id, "reason": reason}, key))

    def ties(self, client_id: str) -> Returned:
        """`[{"operator_id", "declared_by", "reason", "at"}]`"""
        return self.call(reading(f"/v1/clients/{segment(client_id)}/ties"))

    def withdrawal_returns(self, limit: int | None = None) -> Returned:
        """Withdrawn answers whose clients get their money back only when an operator says so."""
        return self.call(reading("/v1/withdrawal-returns", limit=limit))

    def decide_withdrawal_return(
        self, assignment_id: str, decision: Literal["give_back", "keep"], reason: str, key: str | None = None
    ) -> Returned:
        """`{"assignment_id", "returned_points"}`; reason: a code."""
        path = f"/v1/withdrawal-returns/{segment(assignment_id)}/decision"
        return self.call(writing(path, {"decision": decision, "reason": reason}, key))

    def deposit(self, client_id: str, amount_jpy: int, reference: str, key: str | None = None) -> Returned:
        """Books money that arrived; `reference` is the bank's, the same one is booked once."""
        body = {"amount_jpy": amount_jpy, "reference": reference}
        return self.call(writing(f"/v1/clients/{segment(client_id)}/deposits", body, key))

    def merge_members(self, member_id: str, into: str, reason: str, key: str | None = None) -> Returned:
        """Two accounts of one member become one when two operators ask for it: `{…, "into", "state"}`."""
        path = f"/v1/members/{segment(member_id)}/merge"
        return self.call(writing(path, {"into": into, "reason": reason}, key))

    def split_off_member(self, member_id: str, reason: str, key: str | None = None) -> Returned:
        """A merged account stands for itself again: `{"member_id", "points", "missing"}`."""
        path = f"/v1/members/{segment(member_id)}/split-off"
        return self.call(writing(path, {"reason": reason}, key))

    def point_reviews(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Points that wait for a person, the most urgent first."""
        return self.call(reading("/v1/point-reviews", limit=limit, cursor=cursor))

    def decide_point_review(
        self, review_id: str, decision: Literal["release", "return"], reason: str, key: str | None = None
    ) -> Returned:
        """`{"review_id", "decision"}`"""
        path = f"/v1/point-reviews/{segment(review_id)}/decision"
        return self.call(writing(path, {"decision": decision, "reason": reason}, key))

    def funds(self) -> Returned:
        """`[{"fund", "balance_jpy"}]`"""
        return self.call(reading("/v1/funds"))

    def fill_fund(self, fund: str, amount_jpy: int, reference: str, key: str | None = None) -> Returned:
        """Moves fees into a fund, once under the reference."""
        body = {"amount_jpy": amount_jpy, "reference": reference}
        return self.call(writing(f"/v1/funds/{segment(fund)}/fill", body, key))

    def pay_from_fund(
        self,
        member_id: str,
        points: int,
        reference: str,
        why: Literal["peer", "late", "help", "training", "false_alarm"],
        key: str | None = None,
    ) -> Returned:
        """Pays work that no order pays: `{"fund", "member_id", "points", "set_aside"}`."""
        body = {"member_id": member_id, "points": points, "reference": reference, "why": why}
        return self.call(writing("/v1/fund-payments", body, key))

    def held_photos(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Photos that wait for a look before their client may see them, the oldest first."""
        return self.call(reading("/v1/held-photos", limit=limit, cursor=cursor))

    def decide_photo(
        self,
        photo_id: str,
        decision: Literal["show", "remove"],
        reason: Literal["nothing_personal", "face", "plate", "document", "code", "other"],
        key: str | None = None,
    ) -> Returned:
        """Shows a held photo to its client, or erases it."""
        body = {"decision": decision, "reason": reason}
        return self.call(writing(f"/v1/photos/{segment(photo_id)}/decision", body, key))

    def set_unit(self, partner_id: str, unit: Literal[1, 50, 100], key: str | None = None) -> Returned:
        """In which steps points are used at a partner."""
        return self.call(writing(f"/v1/partners/{segment(partner_id)}/unit", {"unit": unit}, key))

    def cap_key(
        self, partner_id: str, api_key_id: str, day_points: int | None, key: str | None = None
    ) -> Returned:
        """What a partner may grant in a day with one of its API keys; None lifts the cap."""
        body = {"api_key_id": api_key_id, "day_points": day_points}
        return self.call(writing(f"/v1/partners/{segment(partner_id)}/key-caps", body, key))

    def set_rank(self, member_id: str, rank: str, reason: str, key: str | None = None) -> Returned:
        """The rank of a member, by which caps go."""
        body = {"rank": rank, "reason": reason}
        return self.call(writing(f"/v1/members/{segment(member_id)}/rank", body, key))

    def propose_clawback(
        self,
        member_id: str,
        reference: str,
        reason: str,
        partner_id: str | None = None,
        key: str | None = None,
    ) -> Returned:
        """A grant to be taken back for fraud, once another operator agrees: `{"clawback_id", "state"}`."""
        body = {"reference": reference, "reason": reason, "partner_id": partner_id}
        return self.call(writing(f"/v1/members/{segment(member_id)}/clawbacks", body, key))

    def open_appeals(self, limit: int | None = None) -> Returned:
        """Appeals that peers cannot decide, or have not decided in 3 days."""
        return self.call(reading("/v1/open-appeals", limit=limit))

    def decide_appeal(
        self, appeal_id: str, winner: Literal["member", "client"], reason: str, key: str | None = None
    ) -> Returned:
        """Decides one of them; the reason is a code."""
        body = {"winner": winner, "reason": reason}
        return self.call(writing(f"/v1/open-appeals/{segment(appeal_id)}/decision", body, key))

    def clawbacks(
        self, state: str | None = None, limit: int | None = None, cursor: str | None = None
    ) -> Returned:
        """Cases of clawback, those of one state if named."""
        return self.call(reading("/v1/clawbacks", state=state, limit=limit, cursor=cursor))

    def decide_clawback(
        self,
        clawback_id: str,
        decision: Literal["confirm", "dismiss"],
        reason: str,
        key: str | None = None,
    ) -> Returned:
        """By another operator than proposed it: `{"state", "taken", "claim"}`."""
        path = f"/v1/clawbacks/{segment(clawback_id)}/decision"
        return self.call(writing(path, {"decision": decision, "reason": reason}, key))

    def decide_clawback_appeal(
        self,
        clawback_id: str,
        decision: Literal["uphold", "reverse"],
        reason: str,
        key: str | None = None,
    ) -> Returned:
        """By an operator who has not decided in the case: `{"state", "taken", "claim"}`."""
        path = f"/v1/clawbacks/{segment(clawback_id)}/appeal-decision"
        return self.call(writing(path, {"decision": decision, "reason": reason}, key))

    def reconciliation(self, partner_id: str, day: str) -> Returned:
        """What a partner's file of a day said otherwise: `{"matched", "unresolved", "differences"}`."""
        return self.call(reading(f"/v1/partners/{segment(partner_id)}/reconciliations", day=day))

    def resolve_difference(
        self,
        partner_id: str,
        day: str,
        kind: Literal["capture", "spend", "refund", "grant"],
        reference: str,
        resolution: str,
        key: str | None = None,
    ) -> Returned:
        """Records what became of a line that differs."""
        path = f"/v1/partners/{segment(partner_id)}/resolutions?day={segment(day)}"
        body = {"kind": kind, "reference": reference, "resolution": resolution}
        return self.call(writing(path, body, key))

    def payouts(self, month: str) -> Returned:
        """What partners were paid for a month such as `2026-11`: `[{"partner_id", "amount_jpy"}]`."""
        return self.call(reading("/v1/ledger/payouts", month=month))

    def refusals(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """Writes that the ledger refused, the newest first: `{"at", "who", "what", "code", "why"}`."""
        return self.call(reading("/v1/ledger/refusals", limit=limit, cursor=cursor))

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
