"""One method for each public route, named after the business; what it returns depends on the client."""

from typing import Literal

from minijob._core import writing
from minijob.routes.calls import Returned
from minijob.routes.client import ClientRoutes
from minijob.routes.member import MemberRoutes
from minijob.routes.operator import OperatorRoutes
from minijob.routes.partner import PartnerRoutes
from minijob.routes.webhooks import WebhookRoutes

__all__ = ["Role", "Routes"]

Role = Literal["client", "member", "operator", "partner"]


class Routes(
    ClientRoutes[Returned],
    MemberRoutes[Returned],
    OperatorRoutes[Returned],
    PartnerRoutes[Returned],
    WebhookRoutes[Returned],
):
    """Every public route; the token decides which of them may be used."""

    def development_token(
        self, role: Role, id: str, age: int | None = None, prefecture: str | None = None
    ) -> Returned:
        """`{"token"}` for anybody; local platforms alone have this route."""
        given = {"role": role, "id": id, "age": age, "prefecture": prefecture}
        body = {name: value for name, value in given.items() if value is not None}
        return self.call(writing("/v1/dev/token", body))
