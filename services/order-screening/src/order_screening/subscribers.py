"""What task-catalog says, as commands of our own."""

from chassis.clock import now
from chassis.command import Command
from chassis.consumer import Subscriptions
from minijob_contracts.audiences import AudienceCounted
from minijob_contracts.orders import ItemsProposed, OperatorTied, OrderClosed, OrderOpened, OrderSubmitted
from minijob_contracts.submissions import QuestionDeclined, TaskReported
from order_screening import application

subscriptions = Subscriptions()


@subscriptions.on(OrderSubmitted)
def on_order_submitted(event: OrderSubmitted) -> Command:
    document = event.document.model_dump(exclude_none=True)
    return application.submit_order(
        event.order_id, event.version, event.client_id, document, now(), event.edited_by
    )


@subscriptions.on(ItemsProposed)
def on_items_proposed(event: ItemsProposed) -> Command:
    return application.propose_items(event.order_id, event.batch, event.first_row, event.rows, now())


@subscriptions.on(OrderOpened)
def on_order_opened(event: OrderOpened) -> Command:
    return application.note_opened(event.order_id, event.client_id, now())


@subscriptions.on(AudienceCounted)
def on_audience_counted(event: AudienceCounted) -> Command:
    cells = tuple(application.Cells(tuple(one.attributes), one.small_percent) for one in event.cells)
    counts = application.Counts(event.eligible, event.reaches_k, cells)
    return application.weigh(
        event.order_id, event.version, event.client_id, event.attempt, counts, now(), event.is_census
    )


@subscriptions.on(OrderClosed)
def on_order_closed(event: OrderClosed) -> Command:
    return application.end_order(event.order_id, now())


@subscriptions.on(OperatorTied)
def on_operator_tied(event: OperatorTied) -> Command:
    return application.note_tie(event.client_id, event.operator_id, now())


@subscriptions.on(TaskReported)
def on_task_reported(event: TaskReported) -> Command:
    return application.report(
        event.order_id,
        event.version,
        event.assignment_id,
        event.member_id,
        event.reason,
        event.question,
        event.device,
        event.established,
        event.weight_percent,
        now(),
    )


@subscriptions.on(QuestionDeclined)
def on_question_declined(event: QuestionDeclined) -> Command:
    return application.stop_declined(
        event.order_id, event.version, event.question, event.declined, event.answers, now()
    )
