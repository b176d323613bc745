"""Why work is not begun, taken, decided on or paid."""

from chassis.errors import Forbidden, NotFound, Refused, Unavailable


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


class UnknownAssignment(NotFound):
    """There is no such assignment, or it is another member's."""


class AlreadyTaken(Refused):
    """The member holds this task now, or has answered it."""


class AlreadySubmitted(Refused):
    """The answer was given already."""


class LeaseEnded(Refused):
    """The task was given back."""


class LeaseExpired(Refused):
    """The time for this task is over; it can be taken again while it is free."""


class CannotPassOn(Refused):
    """The task is none that can be passed on, or was passed on already."""


class UnknownOffer(NotFound):
    """There is no such offer to this member."""


class OfferEnded(Refused):
    """The task is not offered any more."""


class DeskKnown(Refused):
    """The device is registered as a desk already."""


class UnknownDesk(NotFound):
    """No desk is registered for the device."""


class PinNeeded(Forbidden):
    """At a desk only the member's own PIN shows that the member is there."""


class LateToday(Refused):
    """The member's late answer of this day was handled."""


class AlreadyDecided(Refused):
    """The answer is not waiting for a decision."""


class NotAccepted(Refused):
    """Only an accepted answer gets a bonus."""


class BonusGiven(Refused):
    """The answer has got this bonus already."""


class AlreadyReported(Refused):
    """The member has reported this task."""


class FormChanged(Unavailable):
    """The answers were checked against another version of the form; sent again they are checked anew."""


class NotDueYet(Unavailable):
    """It is not time for this yet."""


class NotAppealable(Refused):
    """Nothing was kept back from the member here, or the time to appeal is over."""


class OneAppealAtATime(Refused):
    """Of the member's last appeals so many were lost that the open one has to be decided first."""


class TiedToClient(Refused):
    """Whoever decides is neither of the two sides, and has no tie to the client."""


class AppealNotCovered(Refused):
    """What is set aside for appeals does not pay the peers of one more."""


class NotForPeer(Refused):
    """The peer may not judge this appeal, or not any more."""


class NothingToJudge(NotForPeer):
    """It is decided, the peer's own, or judged by the peer already."""


class SeatsTaken(NotForPeer):
    """Enough peers look at this appeal."""


class AlreadyJudged(Refused):
    """The peer has judged this appeal."""


class NothingToWithdraw(Refused):
    """Nothing personal and no photo was asked for, or nothing that was answered is kept."""


class AlreadyWithdrawn(Refused):
    """The member has taken the answer back."""


class OtherVersion(Refused):
    """The client acknowledges a version of its export that is not the newest."""
