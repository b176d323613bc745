"""What members, partners and time may want of the ledger, by chance, and what the model says of it."""

from copy import deepcopy
from datetime import datetime, timedelta
from uuid import UUID

from points_ledger import application
from points_ledger.domain import EXCHANGED, HOLD, SPEND, UseRules, account_id, review_id, slip_id
from points_ledger.domain.rules import Cap
from tests.points_ledger.simulation.model import AT_ONCE, IN_A_MONTH
from tests.points_ledger.simulation.orders import Orders
from tests.points_ledger.simulation.rare import Rare
from tests.points_ledger.simulation.things import Pile, day_of
from tests.points_ledger.simulation.wish import LIMITS, MEMBERS, PARTNERS, Wish
from tests.points_ledger.world import agreed

RULES = UseRules(caps=(Cap("regular-members", "regular", AT_ONCE, IN_A_MONTH),))


class Wishes(Rare, Orders):
    """All of them."""

    def _wish(self) -> Wish:
        if self.among_friends and self.chance.random() < 0.6:
            return self.chance.choice((self._work, self._split, self._split, self._merge))()
        if self.over_years and self.chance.random() < 0.7:
            of_uses = (self._spend, self._hold, self._refund, self._void, self._capture)
            return self.chance.choice((self._work, self._work, self._merge, *of_uses))()
        makers = (self._work, self._grant, self._hold, self._hold, self._spend, self._capture, self._void)
        others = (
            self._refund,
            self._refund,
            self._late,
            self._expire,
            self._relink,
            self._fill,
            self._exchange,
            self._split,
            self._split,
            self._decide,
        )
        rare = (self._stop, self._batch, self._unit, self._merge, self._merge)
        seldom = (self._claw_back, self._case, self._case, self._leave)
        owing = (self._work_on_credit, self._lock, self._pay_debt)
        return self.chance.choice((*makers, *others, *rare, *seldom, *owing))()

    def _deposit(self, partner: str, yen: int) -> Wish:
        reference = self._next()
        return Wish(
            lambda at: application.deposit_for_partner(partner, yen, reference, at),
            lambda at: self.model.deposit(partner, yen),
        )

    def _fill(self) -> Wish:
        return self._deposit(self.chance.choice(PARTNERS), self.chance.randint(1, 500))

    def _link(self, member: str, partner: str) -> Wish:
        key = self._next()
        return Wish(
            lambda at: application.link(key, member, partner, at),
            lambda at: self.model.link(member, partner),
        )

    def _relink(self) -> Wish:
        (member, partner), key = self._who(), self._next()
        if self.chance.random() < 0.6:
            return self._link(member, partner)
        return Wish(
            lambda at: application.unlink(key, member, partner, at, MEMBERS),
            lambda at: self.model.unlink(member, partner),
        )

    def _split(self) -> Wish:
        """Over one or two others; the view is as good as it can be."""
        giver, *others = self.chance.sample(MEMBERS, self.chance.randint(2, 3))
        parts, key = [(name, self.chance.choice((10, 60, 160))) for name in others], self._next()
        asides = [str(review_id(f"{review_id(key)}/{number}")) for number in range(len(parts))]
        return Wish(
            lambda at: application.split(key, giver, parts, MEMBERS, at, LIMITS),
            lambda at: self.model.split(giver, parts, at, asides),
        )

    def _merge(self) -> Wish:
        """Or what follows from one: more points that come, and the split."""
        key, kind = self._next(), self.chance.random()
        of = [(name, one.merged) for name, one in self.model.members.items() if one.merged]
        if not of or kind < 0.2:
            name, into = self.chance.sample(MEMBERS, 2)
            return Wish(
                lambda at: agreed(key, name, into, at),
                lambda at: self.model.merge(name, into, at),
                may_be_late=False,
            )
        name, into = self.chance.choice(of)
        if kind < 0.5:
            return Wish(
                lambda at: application.forward(name, into, at, LIMITS),
                lambda at: self.model.forward(
                    name, into, at, str(review_id(f"forward/{name}/{at.isoformat()}"))
                ),
                may_be_late=False,
            )
        if kind < 0.6:
            name, into = self.chance.sample(MEMBERS, 2)
            return Wish(
                lambda at: application.give_back(name, into, at),
                lambda at: self.model.give_back(name, into, at),
                may_be_late=False,
            )
        return Wish(
            lambda at: application.split_off(key, name, into, "two", "o1", at),
            lambda at: self.model.split_off(name, into, at),
            may_be_late=False,
        )

    def _decide(self) -> Wish:
        """A person, or the timer when it is late."""
        id, key = self.chance.choice(list(self.model.asides) or [str(UUID(int=0))]), self._next()
        found = self.model.asides.get(id)
        giver, to = (found.giver, found.to) if found else ("m0", "m1")
        if found and found.until <= self.at:
            return Wish(
                lambda at: application.lapse_review(UUID(id), giver, to, at),
                lambda at: self.model.end_aside(id, "lapse", at),
            )
        decision = self.chance.choice(("release", "return"))
        return Wish(
            lambda at: application.decide_review(key, UUID(id), giver, to, decision, "seen", "o1", at),
            lambda at: self.model.end_aside(id, decision, at),
        )

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

        def model(at: datetime) -> bool:
            is_in_time = not is_limited or day_of(at) <= ends
            return is_in_time and self.model.grant(member, partner, pile, at)

        return Wish(lambda at: application.grant(partner, member, points, reference, *lot, at), model)

    def _hold(self) -> Wish:
        (member, partner), reference = self._who(), self._next()
        points, seconds = self._amount(), self.chance.choice((60, 86_400, 30 * 86_400))
        use = str(slip_id(HOLD, partner, reference))

        def model(at: datetime) -> bool:
            return self.model.take(use, member, partner, points, at, at + timedelta(seconds=seconds))

        return Wish(
            lambda at: application.hold(partner, member, points, reference, seconds, at, RULES), model
        )

    def _amount(self) -> int:
        return self.chance.choice((self.chance.randint(1, 400), 50, 100, 150))

    def _unit(self) -> Wish:
        partner, unit, key = self.chance.choice(PARTNERS), self.chance.choice((1, 1, 50)), self._next()
        return Wish(
            lambda at: application.set_unit(key, partner, unit, at),
            lambda at: self.model.set_unit(partner, unit),
        )

    def _exchange(self) -> Wish:
        """For e-money."""
        (member, partner), reference, points = self._who(), self._next(), self._amount()
        use = str(slip_id(EXCHANGED, partner, reference))

        def model(at: datetime) -> bool:
            return self.model.take(use, member, partner, points, at, at + timedelta(seconds=300), True)

        return Wish(
            lambda at: application.exchange(partner, member, points, reference, 300, at, RULES), model
        )

    def _spend(self) -> Wish:
        (member, partner), reference, points = self._who(), self._next(), self._amount()
        use = str(slip_id(SPEND, partner, reference))
        return Wish(
            lambda at: application.spend(partner, member, points, reference, at, RULES),
            lambda at: self.model.take(use, member, partner, points, at, None),
        )

    def _some_use(self) -> str:
        """A recent one, so that much happens to one and the same."""
        return self.chance.choice(list(self.model.uses)[-6:] or [str(UUID(int=0))])

    def _of(self, use: str) -> tuple[str, str]:
        found = self.model.uses.get(use)
        return (found.partner, found.member) if found else ("p0", "m0")

    def _capture(self) -> Wish:
        use, points = self._some_use(), self.chance.choice((None, None, self.chance.randint(1, 400)))
        partner, member = self._of(use)
        if use in self.model.uses and self.model.uses[use].is_e_money:
            return Wish(
                lambda at: application.confirm(partner, member, UUID(use), at),
                lambda at: self.model.capture(use, None, at),
            )
        return Wish(
            lambda at: application.capture(partner, member, UUID(use), points, at),
            lambda at: self.model.capture(use, points, at),
        )

    def _void(self) -> Wish:
        use = self._some_use()
        partner, member = self._of(use)
        found = self.model.uses.get(use)
        kind = EXCHANGED if found and found.is_e_money else HOLD
        return Wish(
            lambda at: application.void(partner, member, UUID(use), at, kind),
            lambda at: self.model.let_go(use, at),
        )

    def _refund(self) -> Wish:
        use, reference = self._some_use(), self._next()
        points = self.chance.choice((None, self.chance.randint(1, 200)))
        partner, member = self._of(use)
        return Wish(
            lambda at: application.refund(partner, member, UUID(use), points, reference, at),
            lambda at: self.model.refund(use, points, at),
        )

    def _late(self) -> Wish:
        """The timer's work, which asks only for holds whose time is over."""
        late = [use for use, one in self.model.uses.items() if one.until and one.until <= self.at]
        use = self.chance.choice(late) if late else ""
        if not use:
            return self._expire()
        member = self._of(use)[1]
        return Wish(
            lambda at: application.expire_hold(UUID(use), member, at),
            lambda at: self.model.let_go(use, at, only_late=True),
        )

    def _expire(self) -> Wish:
        member, unique = self.chance.choice(MEMBERS), self._next()
        return Wish(
            lambda at: application.expire_lots(account_id(member), unique, at),
            lambda at: self.model.expire(member, at),
        )

    def _stop(self) -> Wish:
        member, key, is_stopped = self.chance.choice(MEMBERS), self._next(), self.chance.random() < 0.3
        change = application.stop if is_stopped else application.reopen
        return Wish(
            lambda at: change(key, member, "why", at, MEMBERS), lambda at: self.model.stop(member, is_stopped)
        )

    def _batch(self) -> Wish:
        """Rows of one partner that are done as a whole or not at all."""
        key, wishes = self._next(), [self._spend() for _ in range(self.chance.randint(2, 4))]

        def model(at: datetime) -> bool:
            before = deepcopy(self.model)
            if all(wish.model(at) for wish in wishes):
                return True
            self.model.__dict__ = before.__dict__
            return False

        return Wish(lambda at: application.batch(key, b"", [wish.command(at) for wish in wishes]), model)
