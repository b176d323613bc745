"""Why the ledger refuses."""

from chassis.errors import FieldError, Invalid, Refused


class EscrowUnknown(Refused):
    """Nothing was locked for this order."""


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
