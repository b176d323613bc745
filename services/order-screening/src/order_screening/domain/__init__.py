"""What order-screening knows of an order: versions and items, their verdicts, the decisions of operators."""

from order_screening.domain.clients import ClientRecord, client_record_id
from order_screening.domain.dossier import (
    Dossier,
    OrderEnded,
    OwnOrder,
    SupersededVersion,
    UnknownOrder,
)
from order_screening.domain.ids import batch_id, screening_id
from order_screening.domain.items import ItemBatchScreening
from order_screening.domain.register import REGISTER, Register
from order_screening.domain.review import (
    DUE_AFTER,
    CaseDecided,
    ChangesNeeded,
    Decision,
    Judgement,
    NotDueYet,
    NothingToAppeal,
    OperatorDecided,
    UnknownCase,
    approvals_needed,
    must_be_mended,
)
from order_screening.domain.rulesets import RULESETS, RuleSets
from order_screening.domain.screening import Screening
from order_screening.domain.ties import ClientTies, TiedToClient, ties_id
from order_screening.domain.watch import Watch, watch_id

__all__ = [
    "DUE_AFTER",
    "REGISTER",
    "RULESETS",
    "CaseDecided",
    "ChangesNeeded",
    "ClientRecord",
    "ClientTies",
    "Decision",
    "Dossier",
    "ItemBatchScreening",
    "Judgement",
    "NotDueYet",
    "NothingToAppeal",
    "OperatorDecided",
    "OrderEnded",
    "OwnOrder",
    "Register",
    "RuleSets",
    "Screening",
    "SupersededVersion",
    "TiedToClient",
    "UnknownCase",
    "UnknownOrder",
    "Watch",
    "approvals_needed",
    "batch_id",
    "client_record_id",
    "must_be_mended",
    "screening_id",
    "ties_id",
    "watch_id",
]
