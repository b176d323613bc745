"""Why the ledger refuses."""

from chassis.errors import Refused


class EscrowUnknown(Refused):
    """Nothing was locked for this order."""


class EscrowEnded(Refused):
    """The escrow of this order is settled."""


class PaymentsMissing(Refused):
    """Work that is due is not paid yet, so the escrow cannot be settled."""


class DepositTooLarge(Refused):
    """The account would hold more than the ledger's bound."""
