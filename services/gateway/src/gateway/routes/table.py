"""The public paths: for each method and path the service that answers and the roles that may ask."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from chassis.principal import Role
from gateway.auth.tokens import ID_PATTERN

CATALOG, SCREENING = "task-catalog", "order-screening"
ASSIGNMENT, LEDGER = "assignment", "points-ledger"


@dataclass(frozen=True, slots=True)
class Route:
    """One row. `keyed`: an Idempotency-Key is asked for. `slow`: the work grows with history.

    `upload`: its body may be as large as a photo or 8,000 rows.
    """

    method: str
    path: str
    service: str
    roles: frozenset[Role]
    keyed: bool
    slow: bool = False
    upload: bool = False


def _get(path: str, service: str, *roles: Role, slow: bool = False) -> Route:
    return Route("GET", path, service, frozenset(roles), keyed=False, slow=slow)


def _post(path: str, service: str, *roles: Role, keyed: bool = True) -> Route:
    return Route("POST", path, service, frozenset(roles), keyed)


TABLE: tuple[Route, ...] = (
    _post("/v1/orders/screen", SCREENING, "client", keyed=False),
    _get("/v1/order-reviews", SCREENING, "operator"),
    _post("/v1/order-reviews/{id}/decision", SCREENING, "operator"),
    _get("/v1/review-decisions", SCREENING, "operator"),
    _get("/v1/rulesets", SCREENING, "operator"),
    _post("/v1/rulesets/approve", SCREENING, "operator"),
    _get("/v1/order-watches", SCREENING, "operator"),
    _post("/v1/order-watches/{id}/decision", SCREENING, "operator"),
    _post("/v1/orders/{id}/safety-stop", SCREENING, "operator"),
    _get("/v1/orders/{id}/review", SCREENING, "client", "operator"),
    _post("/v1/orders/{id}/appeal", SCREENING, "client"),
    _get("/v1/clients/{id}", CATALOG, "client", "operator"),
    _post("/v1/clients/{id}/identity", CATALOG, "operator"),
    _post("/v1/clients/{id}/tier", CATALOG, "operator"),
    _get("/v1/clients/{id}/ties", CATALOG, "operator"),
    _post("/v1/clients/{id}/ties", CATALOG, "operator"),
    _post("/v1/clients/{id}/orders", CATALOG, "operator"),
    _get("/v1/me/quiz", CATALOG, "client"),
    _post("/v1/me/quiz", CATALOG, "client"),
    _post("/v1/orders/quote", CATALOG, "client", keyed=False),
    _post("/v1/orders/audience", ASSIGNMENT, "client", keyed=False),
    _post("/v1/orders", CATALOG, "client"),
    _get("/v1/orders", CATALOG, "client", "operator"),
    _get("/v1/orders/{id}", CATALOG, "client", "operator"),
    Route("PUT", "/v1/orders/{id}", CATALOG, frozenset({"client", "operator"}), keyed=True),
    _post("/v1/orders/{id}/items", CATALOG, "client", "operator"),
    _get("/v1/orders/{id}/items", CATALOG, "client", "operator"),
    _get("/v1/orders/{id}/tasks", CATALOG, "client", "operator"),
    _post("/v1/orders/{id}/submit", CATALOG, "client"),
    _post("/v1/orders/{id}/accept-rewrites", CATALOG, "client"),
    _post("/v1/orders/{id}/pause", CATALOG, "client"),
    _post("/v1/orders/{id}/resume", CATALOG, "client"),
    _post("/v1/orders/{id}/top-up", CATALOG, "client"),
    _post("/v1/orders/{id}/close", CATALOG, "client"),
    _post("/v1/orders/{id}/stop", CATALOG, "operator"),
    _get("/v1/orders/{id}/terms", ASSIGNMENT, "client", "member", "operator"),
    _get("/v1/orders/{id}/progress", ASSIGNMENT, "client", "operator"),
    _get("/v1/orders/{id}/results", ASSIGNMENT, "client"),
    _get("/v1/orders/{id}/submissions", ASSIGNMENT, "client"),
    _post("/v1/orders/{id}/acknowledge", ASSIGNMENT, "client"),
    _get("/v1/orders/{id}/undecided", ASSIGNMENT, "client"),
    _post("/v1/submissions/{id}/accept", ASSIGNMENT, "client"),
    _post("/v1/submissions/{id}/bonus", ASSIGNMENT, "client"),
    _post("/v1/submissions/{id}/reject", ASSIGNMENT, "client"),
    _post("/v1/submissions/{id}/stand-by", ASSIGNMENT, "client"),
    _post("/v1/submissions/{id}/take-back", ASSIGNMENT, "client"),
    _get("/v1/orders/{id}/appeals", ASSIGNMENT, "client"),
    _post("/v1/assignments/{id}/appeal", ASSIGNMENT, "member"),
    _post("/v1/appeals", ASSIGNMENT, "member"),
    _post("/v1/appeals/{id}/judgement", ASSIGNMENT, "member"),
    _get("/v1/open-appeals", ASSIGNMENT, "operator"),
    _post("/v1/open-appeals/{id}/decision", ASSIGNMENT, "operator"),
    _get("/v1/withdrawal-returns", ASSIGNMENT, "operator"),
    _post("/v1/withdrawal-returns/{id}/decision", ASSIGNMENT, "operator"),
    _get("/v1/tasks", ASSIGNMENT, "member"),
    _post("/v1/assignments", ASSIGNMENT, "member"),
    _get("/v1/assignments/{id}/terms", ASSIGNMENT, "member"),
    _post("/v1/assignments/{id}/check", ASSIGNMENT, "member", keyed=False),
    Route("POST", "/v1/assignments/{id}/photos", ASSIGNMENT, frozenset({"member"}), keyed=True, upload=True),
    _get("/v1/photos/{id}", ASSIGNMENT, "member", "client", "operator"),
    _get("/v1/held-photos", ASSIGNMENT, "operator"),
    _post("/v1/photos/{id}/decision", ASSIGNMENT, "operator"),
    _post("/v1/assignments/{id}/submission", ASSIGNMENT, "member"),
    _post("/v1/assignments/{id}/return", ASSIGNMENT, "member"),
    _post("/v1/assignments/{id}/offer", ASSIGNMENT, "member"),
    Route("DELETE", "/v1/assignments/{id}/offer", ASSIGNMENT, frozenset({"member"}), keyed=True),
    _get("/v1/me/offers", ASSIGNMENT, "member"),
    _post("/v1/offers/{id}/take", ASSIGNMENT, "member"),
    _post("/v1/offers/{id}/decline", ASSIGNMENT, "member"),
    _get("/v1/me/passed-on", ASSIGNMENT, "member"),
    _post("/v1/assignments/{id}/withdraw", ASSIGNMENT, "member"),
    _post("/v1/assignments/{id}/report", ASSIGNMENT, "member"),
    _get("/v1/me/reports", ASSIGNMENT, "member"),
    _post("/v1/desks", ASSIGNMENT, "operator"),
    _get("/v1/desks", ASSIGNMENT, "operator"),
    Route("DELETE", "/v1/desks/{id}", ASSIGNMENT, frozenset({"operator"}), keyed=True),
    _get("/v1/me/submissions", ASSIGNMENT, "member"),
    _get("/v1/me/late-answers", ASSIGNMENT, "member"),
    _get("/v1/me/guardian-consent", ASSIGNMENT, "member"),
    _post("/v1/members/{id}/guardian-consent", ASSIGNMENT, "operator"),
    _post("/v1/members/{id}/guardian-consent/revoke", ASSIGNMENT, "member", "operator"),
    _get("/v1/me/audience-sources", ASSIGNMENT, "member"),
    Route("PUT", "/v1/me/audience-sources/{id}", ASSIGNMENT, frozenset({"member"}), keyed=True),
    _get("/v1/me/profile", ASSIGNMENT, "member"),
    Route("PUT", "/v1/me/profile", ASSIGNMENT, frozenset({"member"}), keyed=True),
    Route("DELETE", "/v1/me/profile", ASSIGNMENT, frozenset({"member"}), keyed=True),
    _get("/v1/me/points", LEDGER, "member"),
    Route("DELETE", "/v1/me/points", LEDGER, frozenset({"member"}), keyed=True),
    _get("/v1/me/points/entries", LEDGER, "member"),
    _get("/v1/me/points/notices", LEDGER, "member"),
    _get("/v1/me/points/links", LEDGER, "member"),
    _post("/v1/me/points/links", LEDGER, "member"),
    Route("DELETE", "/v1/me/points/links/{id}", LEDGER, frozenset({"member"}), keyed=True),
    _post("/v1/me/points/splits", LEDGER, "member"),
    _get("/v1/me/points/cards", LEDGER, "member"),
    _post("/v1/me/points/cards", LEDGER, "member"),
    Route("DELETE", "/v1/me/points/cards/{id}", LEDGER, frozenset({"member"}), keyed=True),
    _get("/v1/points/cards/{id}", LEDGER, "partner"),
    _post("/v1/points/cards/{id}/vouch", LEDGER, "partner"),
    _get("/v1/point-reviews", LEDGER, "operator"),
    _post("/v1/point-reviews/{id}/decision", LEDGER, "operator"),
    _get("/v1/me/points/clawbacks", LEDGER, "member"),
    _post("/v1/me/points/clawbacks/{id}/appeal", LEDGER, "member"),
    _post("/v1/points/holds", LEDGER, "partner"),
    _post("/v1/points/holds/{id}/capture", LEDGER, "partner"),
    _post("/v1/points/holds/{id}/void", LEDGER, "partner"),
    _post("/v1/points/spends", LEDGER, "partner"),
    _post("/v1/points/refunds", LEDGER, "partner"),
    _post("/v1/points/grants", LEDGER, "partner"),
    _post("/v1/points/exchanges", LEDGER, "partner"),
    _post("/v1/points/exchanges/{id}/confirm", LEDGER, "partner"),
    _post("/v1/points/exchanges/{id}/void", LEDGER, "partner"),
    Route("POST", "/v1/points/batches", LEDGER, frozenset({"partner"}), keyed=True, upload=True),
    _get("/v1/points/rules", LEDGER, "member", "partner", "operator"),
    _get("/v1/points/events", LEDGER, "partner"),
    _get("/v1/me/account", LEDGER, "client"),
    _get("/v1/me/account/entries", LEDGER, "client"),
    _get("/v1/me/invoices", LEDGER, "client"),
    _post("/v1/clients/{id}/deposits", LEDGER, "operator"),
    _get("/v1/ledger/orders/{id}", LEDGER, "client", "operator"),
    _post("/v1/partners/{id}/deposits", LEDGER, "operator"),
    _post("/v1/partners/{id}/caps", LEDGER, "operator"),
    _post("/v1/partners/{id}/key-caps", LEDGER, "operator"),
    _post("/v1/partners/{id}/unit", LEDGER, "operator"),
    _post("/v1/members/{id}/rank", LEDGER, "operator"),
    _post("/v1/members/{id}/merge", LEDGER, "operator"),
    _post("/v1/members/{id}/split-off", LEDGER, "operator"),
    _post("/v1/members/{id}/stop", LEDGER, "operator"),
    _post("/v1/members/{id}/reopen", LEDGER, "operator"),
    _get("/v1/funds", LEDGER, "operator"),
    _post("/v1/funds/{id}/fill", LEDGER, "operator"),
    _post("/v1/fund-payments", LEDGER, "operator"),
    _post("/v1/members/{id}/clawbacks", LEDGER, "operator"),
    _get("/v1/clawbacks", LEDGER, "operator"),
    _post("/v1/clawbacks/{id}/decision", LEDGER, "operator"),
    _post("/v1/clawbacks/{id}/appeal-decision", LEDGER, "operator"),
    _post("/v1/points/reconciliations/{id}", LEDGER, "partner"),
    _get("/v1/points/reconciliations/{id}", LEDGER, "partner"),
    _get("/v1/partners/{id}/reconciliations", LEDGER, "operator"),
    _post("/v1/partners/{id}/resolutions", LEDGER, "operator"),
    _get("/v1/ledger/payouts", LEDGER, "operator", slow=True),
    _get("/v1/ledger/refusals", LEDGER, "operator"),
    _get("/v1/ledger/trial-balance", LEDGER, "operator", slow=True),
    _get("/v1/ledger/liability", LEDGER, "operator", slow=True),
    _get("/v1/ledger/balances/{id}", LEDGER, "operator", slow=True),
    _get("/v1/ledger/verification", LEDGER, "operator", slow=True),
)

_ID = re.compile(rf"(?!\.{{1,2}}$){ID_PATTERN}")


@dataclass(slots=True)
class Place:
    """A path of the table, with its routes by method; `path` is its template."""

    path: str = ""
    methods: dict[str, Route] = field(default_factory=dict)
    below: dict[str, "Place"] = field(default_factory=dict)


class Map:
    """The table as a tree of path segments. A fixed segment goes before an id."""

    def __init__(self, table: Iterable[Route]) -> None:
        self._root = Place()
        for route in table:
            place = self._root
            for segment in route.path.split("/"):
                place = place.below.setdefault("{}" if segment.startswith("{") else segment, Place())
            place.path = route.path
            place.methods[route.method] = route

    def find(self, path: str) -> Place | None:
        """The place of a decoded path, or None. What stands for an id can never lead anywhere else."""
        place = self._root
        for segment in path.split("/"):
            below = place.below.get(segment)
            if below is None and _ID.fullmatch(segment):
                below = place.below.get("{}")
            if below is None:
                return None
            place = below
        return place if place.methods else None
