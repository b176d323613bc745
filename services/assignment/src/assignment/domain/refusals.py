"""Why nobody may start on an order, or nothing more is paid for it."""

from chassis.errors import NotFound, Refused


class NotOpen(Refused):
    """Nobody may start on this order now."""


class OrderStopped(Refused):
    """An operator looks at the order; nobody answers it until then, and nothing is lost."""


class BudgetExhausted(Refused):
    """What is left of the order's money does not pay another answer."""


class BonusTooLarge(Refused):
    """What no place of the order needs any more does not pay this bonus."""


class OrderEnded(Refused):
    """Nothing is paid for this order any more."""


class UnknownOrder(NotFound):
    """There is no such order, or it is not the caller's."""
