"""What partners may want: points held, taken, given back and given, told at once or late, or in batches."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from uuid import UUID

from points_ledger import application
from points_ledger.domain import EXCHANGED, HOLD, SPEND, UseRules, slip_id
from points_ledger.domain.rules import Cap
from tests.points_ledger.simulation.model import AT_ONCE, IN_A_MONTH
from tests.points_ledger.simulation.things import Pile, day_of
from tests.points_ledger.simulation.wish import PARTNERS, Wish, Wisher

RULES = UseRules(caps=(Cap("regular-members", "regular", AT_ONCE, IN_A_MONTH),))
API_KEYS = ("", "till", "desk")


class Tills(Wisher):
    """The wishes about it."""

    def _deposit(self, partner: str, yen: int) -> Wish:
        reference = self._next()
        return Wish(
            lambda at: application.deposit_for_partner(partner, yen, reference, at),
            lambda at: self.model.deposit(partner, yen),
        )

    def _fill(self) -> Wish:
        return self._deposit(self.chance.choice(PARTNERS), self.chance.choice((50, 500, 5_000)))

    def _cap(self) -> Wish:
        """For one of the partner's API keys, or for all."""
        partner, key, api_key = self.chance.choice(PARTNERS), self._next(), self.chance.choice(API_KEYS)
        points = self.chance.choice((None, 60, 450, 2_500))
        if api_key:
            return Wish(
                lambda at: application.cap_key(key, partner, api_key, points, at),
                lambda at: self.model.cap_key(partner, api_key, points),
            )
        caps = self.chance.choice(((3_000, 1_000_000), (3_000, 1_000_000), (500, 2_500)))
        return Wish(
            lambda at: application.cap(key, partner, *caps, at), lambda at: self.model.cap(partner, *caps)
        )

    def _unit(self) -> Wish:
        partner, unit, key = self.chance.choice(PARTNERS), self.chance.choice((1, 1, 50)), self._next()
        return Wish(
            lambda at: application.set_unit(key, partner, unit, at),
            lambda at: self.model.set_unit(partner, unit),
        )

    def _amount(self) -> int:
        return self.chance.choice((self.chance.randint(1, 400), 50, 100, 150))

    def _moment(self) -> datetime | None:
        """When it happened, of what a terminal without a line tells late, sometimes too late."""
        if self.chance.random() < 0.6:
            return None
        hours = self.chance.choice((1, 20, 24 * 6, 24 * 9))
        return self.at + timedelta(minutes=6) - timedelta(seconds=self.chance.randrange(hours * 3_600))

    def _once(
        self, reference: str, moment: datetime | None, model: Callable[[datetime], bool]
    ) -> Callable[[datetime], bool]:
        """What is done under a reference is done once, whatever asks for it, and when it happened."""

        def once(at: datetime) -> bool:
            if reference not in self.model.done and model(at):
                self.model.done.add(reference)
                self.model.moments[reference] = moment and min(moment, at)
            return reference in self.model.done

        return once

    def _grant(self) -> Wish:
        (member, partner), reference = self._who(), self._next()
        points, is_limited = self.chance.choice((1, 50, 400, 2_000)), self.chance.random() < 0.7
        first = self.at + timedelta(days=self.chance.choice((0, 0, 3)))
        ends = day_of(self.at + timedelta(days=self.chance.choice((3, 10, 60))))
        starts = day_of(first) if first > self.at else ""
        only = self.chance.choice(((), (), ("p0",), ("p0", "p1")))
        lot = ("limited", ends, starts, list(only)) if is_limited else ("normal", "", "", [])
        pile = (
            Pile(True, "campaign", points, ends, starts, only)
            if is_limited
            else Pile(False, "partner", points)
        )
        moment, api_key = self._moment(), self.chance.choice(API_KEYS)
        of = partner, member, points, reference
        return Wish(
            lambda at: application.grant(*of, *lot, at, moment, api_key),
            self._once(
                reference, moment, lambda at: self.model.grant(member, partner, pile, api_key, at, moment)
            ),
            any_key=True,
        )

    def _hold(self) -> Wish:
        (member, partner), reference = self._who(), self._next()
        points, seconds = self._amount(), self.chance.choice((60, 86_400, 30 * 86_400))
        use, moment = str(slip_id(HOLD, partner, reference)), self._moment()

        def model(at: datetime) -> bool:
            until = at + timedelta(seconds=seconds)
            return self.model.take(use, member, partner, points, at, until, moment)

        return Wish(
            lambda at: application.hold(partner, member, points, reference, seconds, at, RULES, moment),
            self._once(reference, moment, model),
            any_key=True,
        )

    def _exchange(self) -> Wish:
        """For e-money."""
        (member, partner), reference, points = self._who(), self._next(), self._amount()
        use, moment = str(slip_id(EXCHANGED, partner, reference)), self._moment()

        def model(at: datetime) -> bool:
            until = at + timedelta(seconds=300)
            return self.model.take(use, member, partner, points, at, until, moment, True)

        return Wish(
            lambda at: application.exchange(partner, member, points, reference, 300, at, RULES, moment),
            self._once(reference, moment, model),
            any_key=True,
        )

    def _spend(self) -> Wish:
        (member, partner), reference, points = self._who(), self._next(), self._amount()
        use, moment = str(slip_id(SPEND, partner, reference)), self._moment()
        return Wish(
            lambda at: application.spend(partner, member, points, reference, at, RULES, moment),
            self._once(
                reference,
                moment,
                lambda at: self.model.take(use, member, partner, points, at, None, moment),
            ),
            any_key=True,
        )

    def _some_use(self) -> str:
        """A recent one, so that much happens to one and the same."""
        return self.chance.choice(list(self.model.uses)[-6:] or [str(UUID(int=0))])

    def _of(self, use: str) -> tuple[str, str]:
        found = self.model.uses.get(use)
        return (found.partner, found.member) if found else ("p0", "m0")

    def _capture(self) -> Wish:
        use, points = self._some_use(), self.chance.choice((None, None, self.chance.randint(1, 400)))
        (partner, member), moment = self._of(use), self._moment()
        if use in self.model.uses and self.model.uses[use].is_e_money:
            return Wish(
                lambda at: application.confirm(partner, member, UUID(use), at, moment),
                lambda at: self.model.capture(use, None, at, moment),
                any_key=True,
            )
        return Wish(
            lambda at: application.capture(partner, member, UUID(use), points, at, HOLD, moment),
            lambda at: self.model.capture(use, points, at, moment),
            any_key=True,
        )

    def _void(self) -> Wish:
        use = self._some_use()
        (partner, member), moment = self._of(use), self._moment()
        found = self.model.uses.get(use)
        kind = EXCHANGED if found and found.is_e_money else HOLD
        return Wish(
            lambda at: application.void(partner, member, UUID(use), at, kind, moment),
            lambda at: self.model.void(use, at, moment),
            any_key=True,
        )

    def _refund(self) -> Wish:
        use, reference = self._some_use(), self._next()
        points = self.chance.choice((None, self.chance.randint(1, 200)))
        (partner, member), moment = self._of(use), self._moment()
        return Wish(
            lambda at: application.refund(partner, member, UUID(use), points, reference, at, moment),
            self._once(reference, moment, lambda at: self.model.refund(use, points, at, moment)),
            any_key=True,
        )

    def _late(self) -> Wish:
        """The timer's work, which asks only for holds whose time is over."""
        late = [use for use, one in self.model.uses.items() if one.until and one.until <= self.at]
        held = [use for use in late if self.model.uses[use].state == "held"]
        if not late:
            return self._exchange()
        use = self.chance.choice(held or late)
        member = self._of(use)[1]
        return Wish(
            lambda at: application.expire_hold(UUID(use), member, at),
            lambda at: self.model.time_out(use, at),
        )

    def _batch(self) -> Wish:
        """Rows of a terminal that are done as a whole or not at all, some of which were done before."""
        kinds = (
            self._spend,
            self._hold,
            self._exchange,
            self._grant,
            self._refund,
            self._capture,
            self._void,
        )
        key, old = self._next(), [wish for wish in self.old if wish.any_key]
        wishes = [self.chance.choice(kinds)() for _ in range(self.chance.randint(1, 4))]
        wishes += self.chance.sample(old, min(len(old), self.chance.choice((0, 0, 1, 2))))

        def model(at: datetime) -> bool:
            before = deepcopy(self.model)
            if all(wish.model(at) for wish in wishes):
                return True
            self.model.__dict__ = before.__dict__
            return False

        return Wish(lambda at: application.batch(key, b"", [wish.command(at) for wish in wishes]), model)
