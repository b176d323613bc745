"""How much a partner may grant in a day: to one member, in all, and with one of its API keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from chassis.aggregate import Aggregate
from points_ledger.domain.calendar import NO_DAY, day_of
from points_ledger.domain.errors import CapReached, TooManyKeys

MEMBER_DAY_POINTS, DAY_POINTS = 3_000, 1_000_000
MAX_CAPPED_KEYS = 100
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Moves:
    """What this group has moved so far; owed is less what was refunded. granted_at, used_at: at last."""

    partner_id: str
    grants: int = 0
    granted_jpy: int = 0
    by_key: dict[str, int] = field(default_factory=dict)
    granted_at: datetime = NEVER
    uses: int = 0
    owed_jpy: int = 0
    used_at: datetime = NEVER


class GrantCaps(Aggregate):
    """The part of PartnerAccount about it.

    key_day_points: by API key, what it may grant in a day, where an operator has set it.
    granted_by_key: points of `day`, also of keys without a cap, since one may be set in the middle of a day.
    """

    def __init__(self) -> None:
        self.partner_id = ""
        self.member_day_points = MEMBER_DAY_POINTS
        self.day_points = DAY_POINTS
        self.day = NO_DAY
        self.granted_on_day = 0
        self.key_day_points: dict[str, int] = {}
        self.granted_by_key: dict[str, int] = {}
        self.batch: Moves | None = None

    class Capped(Aggregate.Event):
        """How much the partner may grant in a day, to one member and in all; no posting."""

        TOPIC = "PartnerAccount.Capped"
        partner_id: str
        member_day_points: int
        day_points: int

        def apply(self, aggregate: "GrantCaps") -> None:
            aggregate.partner_id = self.partner_id
            aggregate.member_day_points, aggregate.day_points = self.member_day_points, self.day_points

    class KeyCapped(Aggregate.Event):
        """How much may be granted in a day with one API key; None lifts the cap; no posting."""

        TOPIC = "PartnerAccount.KeyCapped"
        partner_id: str
        api_key_id: str
        day_points: int | None

        def apply(self, aggregate: "GrantCaps") -> None:
            aggregate.partner_id = self.partner_id
            if self.day_points is None:
                aggregate.key_day_points.pop(self.api_key_id, None)
            else:
                aggregate.key_day_points[self.api_key_id] = self.day_points

    def cap(self, partner_id: str, member_day_points: int, day_points: int, at: datetime) -> None:
        """Sets what the partner may grant in a day."""
        self.trigger_event(
            self.Capped,
            partner_id=partner_id,
            member_day_points=member_day_points,
            day_points=day_points,
            timestamp=at,
        )

    def cap_key(self, partner_id: str, api_key_id: str, day_points: int | None, at: datetime) -> None:
        """Sets what may be granted in a day with one API key. Raises TooManyKeys."""
        if day_points is not None and len({*self.key_day_points, api_key_id}) > MAX_CAPPED_KEYS:
            raise TooManyKeys(
                f"at most {MAX_CAPPED_KEYS} keys of a partner have a cap; lift another one first"
            )
        self.trigger_event(
            self.KeyCapped,
            partner_id=partner_id,
            api_key_id=api_key_id,
            day_points=day_points,
            timestamp=at,
        )

    def check_caps(self, points: int, at: datetime, api_key_id: str) -> None:
        """Raises CapReached."""
        now = self.batch or Moves(self.partner_id)
        today = self._on_day(at, self.granted_on_day, now.granted_jpy)
        if today + points > self.day_points:
            raise CapReached("partner-day", f"at most {self.day_points} points are granted in a day")
        most = self.key_day_points.get(api_key_id)
        if most is None:
            return
        today = self._on_day(at, self.granted_by_key.get(api_key_id, 0), now.by_key.get(api_key_id, 0))
        if today + points > most:
            raise CapReached("key-day", f"at most {most} points are granted in a day with this API key")

    def _on_day(self, at: datetime, counted: int, pending: int) -> int:
        """What of these is of the day of `at`, or of a later one that has begun; pending: of this group."""
        pending_day = max(self.day, day_of(self.batch.granted_at)) if self.batch else self.day
        begun = max(pending_day, day_of(at))
        return (counted if self.day == begun else 0) + (pending if pending_day == begun else 0)

    def count(self, points: int, by_key: Mapping[str, int], at: datetime) -> None:
        """Adds what was granted to the day of `at`, or to a later one that has begun."""
        if self.day < day_of(at):
            self.day, self.granted_on_day, self.granted_by_key = day_of(at), 0, {}
        self.granted_on_day += points
        for key, granted in by_key.items():
            self.granted_by_key[key] = self.granted_by_key.get(key, 0) + granted
