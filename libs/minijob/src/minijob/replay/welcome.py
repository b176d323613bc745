"""What lets a new client hand in orders: its identity, the quiz of the rules, and an operator's trust."""

from minijob.client import AsyncClient

QUIZ_ANSWERS = {
    "contact": "never",
    "decline": "same",
    "away": "no",
    "reviews": "no",
    "pay": "no",
    "floor": "raise",
}


async def welcome(client: AsyncClient, operator: AsyncClient, client_id: str, reason: str) -> None:
    """The client may then have any order open that it can pay. reason: why the operator trusts it."""
    await operator.identify_client(client_id, "LOCAL", reason, key=f"{client_id}/identity")
    await operator.set_tier(client_id, "trusted", reason, key=f"{client_id}/tier")
    await client.take_quiz(QUIZ_ANSWERS, key=f"{client_id}/quiz")
