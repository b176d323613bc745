"""Why the ledger refuses."""

from chassis.errors import FieldError, Invalid, NotFound, Refused


class EscrowUnknown(Refused):
    """Nothing was locked for this order."""


class FeeWrong(Refused):
    """More fee is to go back than the order has paid, or to another client (409)."""


class EscrowEnded(Refused):
    """The escrow of this order is settled."""


class PaymentsMissing(Refused):
    """Work that is due is not paid yet, so the escrow cannot be settled."""


class QuoteWrong(Refused):
    """What an order is said to cost contradicts itself or what is locked already."""


class DepositTooLarge(Invalid):
    """The account would hold more than the ledger's bound. No key remembers it: later there may be room."""

    def __init__(self, most_jpy: int) -> None:
        super().__init__([FieldError("amount_jpy", f"an account holds at most {most_jpy} yen")])


class TooManyLots(Refused):
    """The member has as many coupons of different days or partners as one may have (409)."""


class NoSuchMember(NotFound):
    """The member does not exist or is not linked to this partner; which of the two is not told."""

    def __init__(self) -> None:
        super().__init__("no such member here")


class NotEnoughPoints(Refused):
    """Fewer points may be used here and now; a partner is not told how many."""

    def __init__(self) -> None:
        super().__init__("the member has fewer points that can be used here")


class UseRefused(Refused):
    """A row of the table of uses does not allow it; the detail begins with the row's name."""

    def __init__(self, row: str, why: str) -> None:
        super().__init__(f"{row}: {why}")


class NoSuchReview(NotFound):
    """It is decided already, or was never set aside."""

    def __init__(self) -> None:
        super().__init__("nothing of this id waits for a decision")


class WorkIsFinal(Refused):
    """Points for work go back only by a clawback of two operators (business rule 3)."""

    def __init__(self) -> None:
        super().__init__("points for work are final: release them, or let two operators claw them back")


class AccountMerged(Refused):
    """The account was merged into another one, which has all its points."""

    def __init__(self) -> None:
        super().__init__("this account was merged into another one; use the member's other id")


class CardTaken(Refused):
    """The card stands for another member."""

    def __init__(self) -> None:
        super().__init__("this card stands for another member; that member has to unlink it first")


class CardUnproven(Refused):
    """Nobody has made sure that the member has the card."""

    def __init__(self) -> None:
        super().__init__(
            "the partner that issued this card has to confirm within a day before that it is yours"
        )


class CardOfAnother(Refused):
    """Another partner has issued the card."""

    def __init__(self) -> None:
        super().__init__("another partner has vouched for this card, so it is not yours to confirm")


class NoSuchCard(NotFound):
    """The card is not the caller's."""

    def __init__(self) -> None:
        super().__init__("no such card of yours")


class FundShort(Refused):
    """The fund does not cover it; use a new reference once it is filled."""

    def __init__(self, fund: str, left_jpy: int) -> None:
        super().__init__(f"the fund {fund} holds {left_jpy} yen")


class FeesShort(Refused):
    """Fewer fees were taken in than funds would have got."""

    def __init__(self, left_jpy: int) -> None:
        super().__init__(f"{left_jpy} yen of the fees are in no fund yet")


class NotMerged(Refused):
    """The account is not merged into that one."""

    def __init__(self) -> None:
        super().__init__("this account is not merged into that one")


class SecondOperator(Refused):
    """Who proposed it does not confirm it."""

    def __init__(self) -> None:
        super().__init__("you have proposed it yourself; another operator has to confirm it")


class AccountStopped(Refused):
    """An operator has stopped what leaves this account (423). No key remembers it: later it may be open."""

    status = 423

    def __init__(self) -> None:
        super().__init__("this account is stopped; nothing leaves it until an operator reopens it")


class HoldEnded(Refused):
    """A hold is captured, voided or expired exactly once."""


class NotRefundable(Refused):
    """Only what was captured or spent can be refunded."""


class ReferenceUsed(Refused):
    """The reference stands for another request already."""

    def __init__(self) -> None:
        super().__init__("this reference was used with another request; use a new one")


class PartnerShort(Refused):
    """The prefunded account of the partner does not cover it."""

    def __init__(self, balance_jpy: int) -> None:
        super().__init__(f"the prefunded account holds {balance_jpy} yen")


class CapReached(Refused):
    """More than the partner may grant; the detail begins with the name of the cap."""

    def __init__(self, cap: str, why: str) -> None:
        super().__init__(f"{cap}: {why}")


class TooManyKeys(Refused):
    """As many keys of the partner have a cap as may have one (409)."""


class ClawbackRefused(Refused):
    """The rules for taking points back do not allow it."""


class CaseMoved(Refused):
    """The case of clawback is in another state."""


class DecidedTwice(Refused):
    """Nobody decides twice in one case."""

    def __init__(self) -> None:
        super().__init__("another operator must decide this")


class OwnCase(Refused):
    """Nobody decides in a case of their own."""

    def __init__(self) -> None:
        super().__init__("this is about your own points; another operator must decide it")


class LineUnknown(NotFound):
    """No such line of a partner's file differs."""


class TooMany(Invalid):
    """The amount is above what is there to be moved. No key remembers it, so a smaller one may follow."""

    def __init__(self, points: int, what: str) -> None:
        super().__init__([FieldError("points", f"at most {points}, {what}")])


class DayWrong(Invalid):
    """A day of a lot lies where it cannot."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__([FieldError(where, message)])


class MomentWrong(Invalid):
    """A moment that cannot be that of what is booked now. No key remembers it."""

    def __init__(self, message: str) -> None:
        super().__init__([FieldError("occurred_at", message)])


class TooManyLinks(Refused):
    """The account is linked to as many partners as it may be."""

    def __init__(self, most: int) -> None:
        super().__init__(f"an account is linked to at most {most} partners; end one of the links first")
