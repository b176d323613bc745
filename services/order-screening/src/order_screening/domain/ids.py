"""The ids of screenings, made of the order's, so that whoever comes first finds the same one."""

from uuid import UUID, uuid5


def screening_id(order_id: UUID, version: int) -> UUID:
    """The Screening of one version of an order."""
    return uuid5(order_id, f"screening/{version}")


def batch_id(order_id: UUID, batch: int) -> UUID:
    """The ItemBatchScreening of one batch of an order."""
    return uuid5(order_id, f"batch/{batch}")
