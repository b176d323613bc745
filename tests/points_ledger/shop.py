"""A shop before the ledger's HTTP side: a linked member with points, and the requests of a partner."""

from itertools import count
from typing import Any

import httpx2

from chassis.principal import Principal
from tests.points_ledger.replica import OPERATOR, Ledger, funded, pay

SHOP, RIVAL = Principal("partner", "shop-1"), Principal("partner", "shop-2")
ANN, BOB = Principal("member", "ann"), Principal("member", "bob")
COLLEAGUE = Principal("operator", "op-2")
_KEYS = count()


def post(
    ledger: Ledger, path: str, caller: Principal, key: str = "", method: str = "POST", **body: Any
) -> httpx2.Response:
    """A write under a key of its own, if no other is given."""
    return ledger.ask(method, path, caller, key or f"key-{next(_KEYS)}", json=body)


def linked(ledger: Ledger, points: int = 100, member: Principal = ANN, shop: Principal = SHOP) -> None:
    """Gives a member points for work and links it to a shop."""
    if points:
        order_id = funded(ledger, reward_jpy=points, deposit_jpy=points * 2)
        ledger.do(pay(order_id, member.id, points))
    assert post(ledger, "/v1/me/points/links", member, partner_id=shop.id).status_code == 201


def prefunded(ledger: Ledger, amount_jpy: int = 1_000, shop: Principal = SHOP) -> None:
    path = f"/v1/partners/{shop.id}/deposits"
    answer = post(ledger, path, OPERATOR, amount_jpy=amount_jpy, reference=f"bank-{next(_KEYS)}")
    assert answer.status_code == 201


def vouched(ledger: Ledger, card_id: str, member: Principal = ANN, shop: Principal = SHOP) -> httpx2.Response:
    """The shop says that a card of its own is this member's."""
    return post(ledger, f"/v1/points/cards/{card_id}/vouch", shop, member_id=member.id)


def merged(ledger: Ledger, member: str = "ann", into: str = "bob") -> httpx2.Response:
    """One operator proposes it, another one confirms it."""
    path, body = f"/v1/members/{member}/merge", {"into": into, "reason": "one person"}
    assert post(ledger, path, COLLEAGUE, **body).status_code == 202  # type: ignore[arg-type]
    return post(ledger, path, OPERATOR, **body)  # type: ignore[arg-type]


def points(ledger: Ledger, member: Principal = ANN) -> dict[str, Any]:
    found: dict[str, Any] = ledger.ask("GET", "/v1/me/points", member).json()
    return found


def free_and_held(ledger: Ledger, member: Principal = ANN) -> tuple[int, int]:
    found = points(ledger, member)
    return found["available"], found["held"]
