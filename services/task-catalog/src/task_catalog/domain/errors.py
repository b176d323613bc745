"""How an order refuses."""

from chassis.errors import NotFound, PreconditionFailed, Refused, Unavailable


class UnknownOrder(NotFound):
    """There is no such order, or it is another client's."""


class WrongState(Refused):
    """The order cannot do this in its state."""


class TooManyItems(Refused):
    """The order holds as many items, or uploads, as one order may."""


class NoRewrites(Refused):
    """No finding of the newest version comes with a rewrite."""


class OldVersion(PreconditionFailed):
    """The order has a newer version than the caller knows."""


class OrdersMeet(Unavailable):
    """Another order of the client was handed in meanwhile; the same request may be sent again."""


class RowsChanged(Unavailable):
    """What is offered for held rows is not what the caller has read; the same request may be sent again."""


class UploadsMeet(Unavailable):
    """Another upload of items was faster; the same request may be sent again."""
