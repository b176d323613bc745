"""Clients: what an operator and they themselves do before an order, and how their record moves."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.command import Aggregates, Command, Outcome, Row, Stream, no_rows
from chassis.errors import FieldError, Invalid
from chassis.jobs import Chunk, job
from task_catalog.domain import (
    NOTHING,
    QUIZ,
    RUNNING,
    Client,
    Order,
    OrdersMeet,
    Size,
    client_stream,
    quote,
)

RECORD = "record_client"
GRAVE = ("P", "S")
"""The rules that protect what members are and know; a breach of one leads a client back to new."""
OVER = ("draft", "refused", "closed", "settled")


def size_of(order: Order, rows: int, document: Mapping[str, Any]) -> Size:
    """What an order of so many rows may come to, under this document or the one that members work under.

    A row that is held counts, since it may be cleared under a later version.
    """
    tasks = max(rows, 1)
    documents = [document, *([order.live_document] if order.state in RUNNING else [])]
    answers = max(tasks * int(one["answers_per_task"]) for one in documents)
    return Size(1, answers, max(quote(tasks, one, fees=order.fees)["total_jpy"] for one in documents))


def streams_of(client_id: str, order_id: UUID, beside: Iterable[UUID]) -> list[Stream]:
    """The order, its client, and the orders that its client had open when the caller looked."""
    others = [Stream(Order, id) for id in beside if id != order_id]
    return [Stream(Order, order_id), Stream(Client, client_stream(client_id)), *others]


def admit(
    found: Aggregates, order: Order, document: Mapping[str, Any], at: datetime, more_rows: int = 0
) -> None:
    """Counts an order in among those that its client has open. Raises NotReady, OverLimit or OrdersMeet."""
    client: Client = found[client_stream(order.client_id)]
    listed = [UUID(id) for id in client.orders if id != str(order.id)]
    if not all(id in found for id in listed):
        raise OrdersMeet("another order of this client came first; send the same request again")
    others: list[Order] = [found[id] for id in listed if found[id].state not in OVER]
    taken = sum((size_of(one, one.items, one.document) for one in others), NOTHING)
    size = size_of(order, order.items + more_rows, document)
    client.hand_in(str(order.id), size, [str(one.id) for one in others], taken, at)


def identify(
    key: str, digest: bytes, client_id: str, identity: str, operator_id: str, reason: str, at: datetime
) -> Command:
    """An operator has checked who the client is."""
    id = client_stream(client_id)

    def decide(found: Aggregates) -> None:
        found[id].identify(client_id, identity, operator_id, reason, at)

    return Command(key, [Stream(Client, id)], decide, digest)


def set_tier(
    key: str, digest: bytes, client_id: str, tier: str, operator_id: str, reason: str, at: datetime
) -> Command:
    """An operator says how much the client may have open."""
    id = client_stream(client_id)

    def decide(found: Aggregates) -> None:
        found[id].set_tier(client_id, tier, operator_id, reason, at)

    return Command(key, [Stream(Client, id)], decide, digest)


def declare_tie(
    key: str, digest: bytes, client_id: str, operator_id: str, declared_by: str, reason: str, at: datetime
) -> Command:
    """An operator has a tie to the client, and decides nothing about it from now on."""
    id = client_stream(client_id)

    def decide(found: Aggregates) -> None:
        found[id].tie(client_id, operator_id, declared_by, reason, at)

    return Command(key, [Stream(Client, id)], decide, digest)


def write_for(found: Aggregates, order_id: UUID, client_id: str, operator_id: str, at: datetime) -> None:
    """An operator writes an order of the client, which is a tie. Raises NotReady or WrongState."""
    client: Client = found[client_stream(client_id)]
    client.check_can_be_helped()
    found[order_id].help(operator_id, at)
    client.tie(client_id, operator_id, operator_id, "wrote an order for this client", at)


def check_answers(answers: Mapping[str, str]) -> None:
    """Raises Invalid naming each question without an answer of its own, and each that is none."""
    known = {question.id: question for question in QUIZ}
    errors = [FieldError(f"answers.{id}", "is no question of the quiz") for id in answers if id not in known]
    errors += [
        FieldError(f"answers.{id}", f"choose one of {', '.join(question.options)}")
        for id, question in known.items()
        if answers.get(id) not in question.options
    ]
    if errors:
        raise Invalid(errors)


def take_quiz(key: str, digest: bytes, client_id: str, answers: dict[str, str], at: datetime) -> Command:
    """The client answers the questions about the rules; its outcome names those that are wrong."""
    id = client_stream(client_id)

    def decide(found: Aggregates) -> Outcome:
        return Outcome(200, {"wrong": ",".join(found[id].take_quiz(answers, at))})

    return Command(key, [Stream(Client, id)], decide, digest)


def cause_of(rules: Sequence[str]) -> str:
    """What a breach of these rules is in its client's record; of none that are named it is a grave one."""
    is_grave = not rules or any(rule.startswith(GRAVE) for rule in rules)
    return "breach" if is_grave else "other-breach"


def recording(order_id: UUID, cause: str, outcome: Outcome) -> Sequence[Row]:
    """The job that enters what became of an order into its client's record, when the outcome names one."""
    client_id = outcome.ids.get("client_id")
    if not client_id:
        return no_rows(outcome)
    argument = {"client_id": client_id, "order_id": str(order_id), "cause": cause}
    return [job(f"{RECORD}/{order_id}/{cause}", RECORD, argument, total=1)]


def record(argument: Mapping[str, Any], at: datetime) -> Chunk:
    """The job's only step."""
    client_id, order_id, cause = argument["client_id"], argument["order_id"], argument["cause"]
    id = client_stream(client_id)

    def decide(found: Aggregates) -> None:
        client: Client = found[id]
        if cause == "settled":
            client.settle(client_id, order_id, at)
        else:
            client.breach(client_id, order_id, at, is_grave=cause == "breach")

    return Chunk([Command(f"record/{order_id}/{cause}", [Stream(Client, id)], decide)], None)
