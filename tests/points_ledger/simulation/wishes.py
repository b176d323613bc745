"""What members, partners and time may want of the ledger, by chance, and what the model says of it."""

from collections.abc import Callable, Sequence
from uuid import UUID

from points_ledger import application
from points_ledger.domain import account_id, review_id
from tests.points_ledger.simulation.orders import Orders
from tests.points_ledger.simulation.rare import Rare
from tests.points_ledger.simulation.tills import Tills
from tests.points_ledger.simulation.wish import LIMITS, MEMBERS, Wish

Maker = Callable[[], Wish]


class Wishes(Tills, Rare, Orders):
    """All of them."""

    def _wish(self) -> Wish:
        makers = self._of_mood() if self.chance.random() < 0.7 else ()
        return self.chance.choice(makers or self._of_all())()

    def _of_mood(self) -> Sequence[Maker]:
        match self.mood:
            case "friends":
                return self._work, self._split, self._split, self._merge, self._ask_merge
            case "years":
                of_uses = self._spend, self._hold, self._refund, self._void, self._capture
                return self._work, self._work, self._merge, self._ask_merge, self._ask_merge, *of_uses
            case "minutes":
                of_time = self._exchange, self._exchange, self._late, self._late, self._ask_merge
                return *of_time, self._merge, self._capture, self._void, self._hold
            case "grants":
                of_cases = self._propose, self._case, self._case, self._case
                of_points = self._grant, self._grant, self._grant, self._spend, self._refund
                return *of_points, self._cap, self._fill, *of_cases
        return ()

    def _of_all(self) -> Sequence[Maker]:
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
        rare = (self._stop, self._batch, self._batch, self._unit, self._cap, self._merge, self._ask_merge)
        seldom = (self._propose, self._case, self._case, self._leave)
        owing = (self._work_on_credit, self._lock, self._pay_debt, self._deposit_of_client, self._pay_back)
        return *makers, *others, *rare, *seldom, *owing

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

    def _ask_merge(self) -> Wish:
        """One operator's word, mostly about what another one has proposed."""
        key, by, proposed = self._next(), self._operator(), list(self.model.proposed.items())
        name, into = self.chance.sample(MEMBERS, 2)
        if proposed and self.chance.random() < 0.8:
            name, (into, _) = self.chance.choice(proposed)
        return Wish(
            lambda at: application.merge(key, name, into, "one person", by, at),
            lambda at: self.model.ask_merge(name, into, by, at),
            may_be_late=False,
        )

    def _merge(self) -> Wish:
        """What follows from one: more points that come, and the split."""
        key, kind = self._next(), self.chance.random()
        of = [(name, one.merged) for name, one in self.model.members.items() if one.merged]
        if not of or kind < 0.2:
            return self._ask_merge()
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
