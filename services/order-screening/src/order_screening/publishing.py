"""What order-screening says to the other services about its own events."""

from minijob_contracts import Event
from minijob_contracts.screenings import (
    AudienceAsked,
    CountedAudience,
    ItemsScreened,
    LeastAgeFound,
    OrderCleared,
    OrderFlagged,
    PersonalQuestionsFound,
    ReviewAppealed,
    ReviewDecided,
    ReviewOverdue,
    SafetyStopped,
    WatchDecided,
)
from order_screening.domain import (
    ClientRecord,
    ClientTies,
    Dossier,
    ItemBatchScreening,
    Register,
    RuleSets,
    Screening,
    Watch,
)


def to_contract(event: object) -> Event | None:
    """The public event of a domain event; None for what is nobody else's business. Raises TypeError."""
    match event:
        case Screening.Cleared():
            return OrderCleared(order_id=event.order_id, version=event.order_version, ruleset=event.ruleset)
        case Screening.Flagged():
            return OrderFlagged(
                order_id=event.order_id,
                version=event.order_version,
                verdict=event.verdict,
                ruleset=event.ruleset,
                findings=event.findings,
            )
        case Screening.Decided():
            return ReviewDecided(
                order_id=event.order_id,
                version=event.order_version,
                decision=event.decision,
                operator_id=event.operator_id,
                reason=event.reason,
                on_appeal=event.on_appeal,
            )
        case Screening.PersonalFound():
            return PersonalQuestionsFound(
                order_id=event.order_id, version=event.order_version, questions=event.personal
            )
        case Screening.AgeFound():
            return LeastAgeFound(
                order_id=event.order_id, version=event.order_version, least_age=event.least_age
            )
        case Screening.Appealed():
            return ReviewAppealed(order_id=event.order_id, version=event.order_version, due_at=event.due_at)
        case Screening.Overdue() | ItemBatchScreening.Overdue():
            return ReviewOverdue(
                order_id=event.order_id,
                version=event.order_version,
                batch=getattr(event, "batch", None),
                days=event.days,
                due_at=event.due_at,
            )
        case ItemBatchScreening.Screened() | ItemBatchScreening.Decided():
            return ItemsScreened(
                order_id=event.order_id,
                version=event.order_version,
                batch=event.batch,
                ruleset=event.ruleset,
                cleared=event.cleared,
                held=event.held,
                approved=getattr(event, "approved", []),
            )
        case ItemBatchScreening.Appealed():
            return None
        case Screening.Approved() | ItemBatchScreening.Approved() | ItemBatchScreening.Received():
            return None
        case Screening.CountAsked():
            return AudienceAsked(
                order_id=event.order_id,
                version=event.order_version,
                client_id=event.client_id,
                attempt=event.attempt,
                audience=CountedAudience(**event.audience),
                combinations=event.combinations,
            )
        case Watch.Stopped():
            return SafetyStopped(
                order_id=event.order_id, version=event.order_version, cause=event.cause, reason=event.reason
            )
        case Watch.Decided():
            return WatchDecided(
                order_id=event.order_id,
                version=event.order_version,
                breach=event.breach,
                stopped=event.stopped,
                operator_id=event.operator_id,
                reason=event.reason,
                rules=event.rules,
            )
        case Watch.Reported():
            return None
        case Screening.Weighed() | ClientRecord.Event() | ClientTies.Told():
            return None
        case Dossier.Event() | Register.Event() | RuleSets.Event():
            return None
        case _:
            raise TypeError(f"{type(event).__qualname__} is not an event of order-screening")
