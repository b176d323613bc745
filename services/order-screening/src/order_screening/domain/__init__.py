"""What order-screening knows of an order: versions and items, their verdicts, the decisions of operators."""

from order_screening.domain.dossier import Dossier, OrderEnded, OwnOrder, SupersededVersion
from order_screening.domain.ids import batch_id, screening_id
from order_screening.domain.items import ItemBatchScreening
from order_screening.domain.review import (
    CaseDecided,
    ChangesNeeded,
    Decision,
    Judgement,
    OperatorDecided,
    UnknownCase,
    approvals_needed,
    must_be_mended,
)
from order_screening.domain.screening import Screening

__all__ = [
    "CaseDecided",
    "ChangesNeeded",
    "Decision",
    "Dossier",
    "ItemBatchScreening",
    "Judgement",
    "OperatorDecided",
    "OrderEnded",
    "OwnOrder",
    "Screening",
    "SupersededVersion",
    "UnknownCase",
    "approvals_needed",
    "batch_id",
    "must_be_mended",
    "screening_id",
]
