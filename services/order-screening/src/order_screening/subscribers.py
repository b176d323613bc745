"""What task-catalog says, as commands of our own."""

from chassis.clock import now
from chassis.command import Command
from chassis.consumer import Subscriptions
from minijob_contracts.orders import ItemsProposed, OrderClosed, OrderSubmitted
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


@subscriptions.on(OrderClosed)
def on_order_closed(event: OrderClosed) -> Command:
    return application.end_order(event.order_id, now())
