"""What a partner does with points: hold, take, give, and read its feed."""

from collections.abc import Sequence

from minijob._core import reading, segment, writing
from minijob.routes.calls import Calls, Document, Returned


class PartnerRoutes(Calls[Returned]):
    """What a partner does with points of linked members; each reference of its own is done once."""

    def hold_points(
        self,
        member_id: str,
        points: int,
        reference: str,
        expires_in_seconds: int = 900,
        key: str | None = None,
    ) -> Returned:
        """`{"hold_id", "member_id", "points", "expires_at"}`"""
        body = {"member_id": member_id, "points": points, "reference": reference}
        return self.call(writing("/v1/points/holds", {**body, "expires_in_seconds": expires_in_seconds}, key))

    def capture_hold(self, hold_id: str, points: int | None = None, key: str | None = None) -> Returned:
        """Takes what is held, all when None: `{"hold_id", "captured", "released"}`."""
        path = f"/v1/points/holds/{segment(hold_id)}/capture"
        return self.call(writing(path, {"points": points}, key))

    def void_hold(self, hold_id: str, key: str | None = None) -> Returned:
        """Gives back what is held."""
        return self.call(writing(f"/v1/points/holds/{segment(hold_id)}/void", None, key))

    def exchange_points(
        self,
        member_id: str,
        points: int,
        reference: str,
        expires_in_seconds: int = 300,
        key: str | None = None,
    ) -> Returned:
        """Puts points aside that become e-money: `{"exchange_id", "member_id", "points", "expires_at"}`."""
        body = {"member_id": member_id, "points": points, "reference": reference}
        return self.call(
            writing("/v1/points/exchanges", {**body, "expires_in_seconds": expires_in_seconds}, key)
        )

    def confirm_exchange(self, exchange_id: str, key: str | None = None) -> Returned:
        """The e-money is paid out; takes all of the points."""
        return self.call(writing(f"/v1/points/exchanges/{segment(exchange_id)}/confirm", None, key))

    def void_exchange(self, exchange_id: str, key: str | None = None) -> Returned:
        """Gives the points back."""
        return self.call(writing(f"/v1/points/exchanges/{segment(exchange_id)}/void", None, key))

    def vouch_for_card(self, card_id: str, member_id: str, key: str | None = None) -> Returned:
        """Says that a member of mine has this card of mine, who may then link it within a day."""
        return self.call(writing(f"/v1/points/cards/{segment(card_id)}/vouch", {"member_id": member_id}, key))

    def card_holder(self, card_id: str) -> Returned:
        """Whose a card is, when that member is linked to me: `{"member_id"}`."""
        return self.call(reading(f"/v1/points/cards/{segment(card_id)}"))

    def point_rules(self) -> Returned:
        """Where points may be used: `{"bars", "caps"}`; a refused use names its row."""
        return self.call(reading("/v1/points/rules"))

    def spend_points(self, member_id: str, points: int, reference: str, key: str | None = None) -> Returned:
        """Takes points at once: `{"spend_id", "member_id", "points"}`."""
        body = {"member_id": member_id, "points": points, "reference": reference}
        return self.call(writing("/v1/points/spends", body, key))

    def refund_points(
        self,
        reference: str,
        spend_id: str | None = None,
        hold_id: str | None = None,
        points: int | None = None,
        key: str | None = None,
    ) -> Returned:
        """Gives points of a spend or a captured hold back to their lots; all that is left when None."""
        body = {"reference": reference, "spend_id": spend_id, "hold_id": hold_id, "points": points}
        return self.call(writing("/v1/points/refunds", body, key))

    def grant_points(self, grant: Document, key: str | None = None) -> Returned:
        """`{"member_id", "points", "reference", "kind"?, "expires_on"?, "usable_from"?, "partners"?}`"""
        return self.call(writing("/v1/points/grants", grant, key))

    def points_batch(
        self, rows: Sequence[Document], atomic: bool = False, key: str | None = None
    ) -> Returned:
        """Up to 8,000 requests, each with its `op` and maybe `occurred_at`: `{"done", "results"}`."""
        body = {"atomic": atomic, "rows": [dict(row) for row in rows]}
        return self.call(writing("/v1/points/batches", body, key))

    def point_events(self, after: str | None = None, limit: int | None = None) -> Returned:
        """What happened to my members' points after a cursor: `{"items", "next_cursor"}`."""
        return self.call(reading("/v1/points/events", after=after, limit=limit))

    def reconcile(self, day: str, lines: Sequence[Document], key: str | None = None) -> Returned:
        """Compares my file of a day, lines of `{"kind", "reference", "points"}`, with the ledger.

        `{"matched", "unresolved", "differences"}`
        """
        path = f"/v1/points/reconciliations/{segment(day)}"
        return self.call(writing(path, {"lines": list(lines)}, key))
