"""Where points may be used: a table of which points are not for which use, and of caps by rank."""

from collections.abc import Sequence
from dataclasses import dataclass

from points_ledger.domain.errors import UseRefused
from points_ledger.domain.lots import LIMITED, lot_of
from points_ledger.domain.standing import REGULAR

PURCHASE, EXCHANGE, SHARE = "purchase", "exchange", "share"


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: points of this kind and origin are not for this use; an empty field stands for any."""

    row: str
    use: str
    kind: str = ""
    origin: str = ""

    def covers(self, use: str, key: str) -> bool:
        """Whether it bars a lot from a use."""
        lot = lot_of(key)
        return self.use in ("", use) and self.kind in ("", lot.kind) and self.origin in ("", lot.origin)


@dataclass(frozen=True, slots=True)
class Cap:
    """A row: what members of a rank may use at once, and in a month of Tokyo's calendar."""

    row: str
    rank: str
    use_points: int
    month_points: int


@dataclass(frozen=True, slots=True)
class UseRules:
    """The table. A rank without a row has the first one's caps."""

    bars: tuple[Bar, ...] = (
        Bar("limited-not-for-e-money", EXCHANGE, LIMITED),
        Bar("limited-not-for-others", SHARE, LIMITED),
    )
    caps: tuple[Cap, ...] = (
        Cap("regular-members", REGULAR, 30_000, 100_000),
        Cap("gold-members", "gold", 100_000, 300_000),
        Cap("diamond-members", "diamond", 500_000, 500_000),
    )

    @property
    def ranks(self) -> list[str]:
        """Those that a member may have."""
        return [cap.rank for cap in self.caps]

    def bar_of(self, use: str, key: str) -> Bar | None:
        """The first row that bars a lot from a use."""
        return next((bar for bar in self.bars if bar.covers(use, key)), None)

    def check_amount(self, ranks: Sequence[str], points: int, before: int) -> None:
        """Of several ranks the strictest counts; `before` is what was used in the month.

        Raises UseRefused naming the row.
        """
        cap = min(map(self._cap_of, ranks or [REGULAR]), key=lambda cap: (cap.month_points, cap.use_points))
        if points > cap.use_points:
            raise UseRefused(cap.row, f"at most {cap.use_points} points at once")
        if before + points > cap.month_points:
            raise UseRefused(cap.row, f"at most {cap.month_points} points in a month")

    def _cap_of(self, rank: str) -> Cap:
        return next((cap for cap in self.caps if cap.rank == rank), self.caps[0])


def check_unit(points: int, unit: int) -> None:
    """Raises UseRefused: the unit is a row of the partner's."""
    if points % unit:
        raise UseRefused(f"unit-{unit}", f"points are used here in steps of {unit}")


DEFAULT_RULES = UseRules()
