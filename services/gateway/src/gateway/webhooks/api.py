"""The routes with which partners subscribe, rotate secrets, and look after their deliveries."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from pydantic import BaseModel, Field

from chassis.command import digest_of
from chassis.errors import invalid
from chassis.http import Body, Limit, Page, page_of
from chassis.principal import Principal
from gateway.auth import Guard
from gateway.auth.guard import Known
from gateway.routes.door import check_key
from gateway.routes.own import caller_in, known_in
from gateway.webhooks.addresses import MAX_URL_CHARACTERS, AddressRefused
from gateway.webhooks.deliveries import Delivery, State
from gateway.webhooks.loops import Webhooks
from gateway.webhooks.subscriptions import Request as Write
from gateway.webhooks.subscriptions import Subscription
from minijob_contracts.points import POINTS, GrantRefused, PointsExpiring
from minijob_contracts.registry import EVENTS

NOT_FOR_PARTNERS = frozenset({GrantRefused.TYPE, PointsExpiring.TYPE})
TYPES = frozenset(name for name, event in EVENTS.items() if event.TOPIC == POINTS) - NOT_FOR_PARTNERS
Cursor = Annotated[int, Query(ge=0, lt=2**63)]
Admit = Callable[[Request], Awaitable[Principal]]
Writing = Callable[..., Write]
"""Makes the write of what the request asks for."""


class NewWebhook(Body):
    """Where to send which events. `after`: a cursor of `GET /v1/points/events`; without one, from the first.

    `types` as in the feed, such as `minijob.PointsGranted`; none are all, also those that come later.
    """

    url: str = Field(max_length=MAX_URL_CHARACTERS)
    types: list[str] = Field(default=[], max_length=50)
    after: str | None = Field(default=None, min_length=1, max_length=1_000)


class ShownWebhook(BaseModel):
    """A subscription. `cursor`: the event of the feed up to which deliveries were made, null at first.

    `disabled_reason` is `gone` when the receiver has answered 410, `operator` when an operator ended it, and
    `key-revoked` when the API key was that it was made with, or the last one of its partner.
    """

    webhook_id: str
    url: str
    types: list[str]
    cursor: str | None
    created_at: datetime
    disabled_at: datetime | None
    disabled_reason: str | None


class WebhookWithSecret(ShownWebhook):
    """`secret` (`whsec_…`) is shown this once and null when the request is repeated."""

    secret: str | None


class ShownDelivery(BaseModel):
    """An event on its way. `delivery_id` is the `webhook-id` of every attempt.

    `next_attempt_at` is null unless it is pending; `last_status` is the receiver's, `last_error` a code:
    `status`, `redirect`, `gone`, `timeout`, `connection`, `tls`, `no-http`, `name-unknown`, `address-refused`
    or `url-refused`.
    """

    delivery_id: str
    event_id: str
    type: str
    subject: str
    sequence: int
    cursor: str
    state: State
    attempts: int
    next_attempt_at: datetime | None
    last_status: int | None
    last_error: str | None
    created_at: datetime
    done_at: datetime | None


class Redelivered(BaseModel):
    """How many are sent again."""

    redelivered: int


def webhook_routes(webhooks: Webhooks, guard: Guard) -> APIRouter:
    """The routes of partners. What is another partner's is 404."""
    router = APIRouter(tags=["partner"])
    partner = caller_in(guard, "partner")

    async def write(
        request: Request,
        known: Annotated[Known, Depends(known_in(guard, "partner"))],
        key: Annotated[str, Header(alias="Idempotency-Key")] = "",
    ) -> Writing:
        check_key(key)
        caller = known.principal.id
        full = f"{caller} {request.method} {request.url.path} {key}"
        return lambda *arguments: Write(caller, full, digest_of(*arguments), known.principal.api_key_id)

    _add_subscriptions(router, webhooks, partner, write)
    _add_deliveries(router, webhooks, partner, write)
    return router


def _add_subscriptions(
    router: APIRouter, webhooks: Webhooks, partner: Admit, write: Callable[..., Awaitable[Writing]]
) -> None:
    stored = webhooks.subscriptions
    Partner = Annotated[Principal, Depends(partner)]
    Writes = Annotated[Writing, Depends(write)]

    @router.post("/v1/webhooks", status_code=201)
    async def make_webhook(body: NewWebhook, writing: Writes) -> WebhookWithSecret:
        """Subscribes a URL to the partner's point events."""
        request = writing(body.model_dump())
        found = await stored.created(request)
        if found is not None:
            return _with_secret(found, None)
        await _check(webhooks, request.partner, body)
        return _with_secret(*await stored.create(request, body.url, body.types, body.after))

    @router.get("/v1/webhooks")
    async def list_webhooks(caller: Partner, limit: Limit = 50, cursor: Cursor = 0) -> Page[ShownWebhook]:
        """The partner's subscriptions without their secrets, the oldest first."""
        found = await stored.find_all(caller.id, limit + 1, cursor)
        page = page_of(found, limit, lambda one: str(one.number))
        return Page(items=[_shown(one) for one in page.items], next_cursor=page.next_cursor)

    @router.delete("/v1/webhooks/{webhook_id}", status_code=204, response_class=Response)
    async def delete_webhook(webhook_id: str, writing: Writes) -> None:
        """Ends a subscription with all that waits for it; an attempt that is under way may still arrive."""
        await stored.delete(writing(), webhook_id)

    @router.post("/v1/webhooks/{webhook_id}/rotate")
    async def rotate_secret(webhook_id: str, writing: Writes) -> WebhookWithSecret:
        """Makes a new secret; it and the one before both sign until the next rotation."""
        return _with_secret(*await stored.rotate(writing(), webhook_id))


def _add_deliveries(
    router: APIRouter, webhooks: Webhooks, partner: Admit, write: Callable[..., Awaitable[Writing]]
) -> None:
    stored = webhooks.deliveries
    Partner = Annotated[Principal, Depends(partner)]
    Writes = Annotated[Writing, Depends(write)]

    @router.get("/v1/webhooks/{webhook_id}/deliveries")
    async def list_deliveries(
        webhook_id: str, caller: Partner, state: State | None = None, limit: Limit = 50, cursor: Cursor = 0
    ) -> Page[ShownDelivery]:
        """What was, is and could not be delivered, the oldest first; kept for a month."""
        found = await stored.find_all(caller.id, webhook_id, state, limit + 1, cursor)
        page = page_of(found, limit, lambda one: str(one.number))
        return Page(items=[_delivery(one) for one in page.items], next_cursor=page.next_cursor)

    @router.post("/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver", status_code=202)
    async def redeliver_one(webhook_id: str, delivery_id: str, writing: Writes) -> Redelivered:
        """Sends one again that is dead or was delivered, under the same `webhook-id`."""
        await stored.redeliver(writing(), webhook_id, delivery_id)
        return Redelivered(redelivered=1)

    @router.post("/v1/webhooks/{webhook_id}/redeliver", status_code=202)
    async def redeliver_dead(webhook_id: str, writing: Writes) -> Redelivered:
        """Sends all dead ones again, the oldest first, up to 10,000 in a request: again until it says 0."""
        return Redelivered(redelivered=await stored.redeliver_dead(writing(), webhook_id))


async def _check(webhooks: Webhooks, partner: str, body: NewWebhook) -> None:
    """Raises Invalid naming the field that no event could be delivered with."""
    for index, name in enumerate(body.types):
        if name not in TYPES:
            raise invalid(f"types[{index}]", f"is none of {', '.join(sorted(TYPES))}")
    target = webhooks.addresses.target(body.url)
    try:
        await webhooks.addresses.of(target)
    except AddressRefused:
        raise invalid("url", "the host is, or leads to, an address that is not public") from None
    except OSError:
        raise invalid("url", "the name of the host leads to no address") from None
    if body.after is not None and not await webhooks.feed.knows(partner, body.after):
        raise invalid("after", "is no cursor of your GET /v1/points/events")


def _shown(one: Subscription) -> ShownWebhook:
    return ShownWebhook(
        webhook_id=one.webhook_id,
        url=one.url,
        types=one.types,
        cursor=one.cursor,
        created_at=one.created_at,
        disabled_at=one.disabled_at,
        disabled_reason=one.disabled_reason,
    )


def _with_secret(one: Subscription, secret: str | None) -> WebhookWithSecret:
    return WebhookWithSecret(**_shown(one).model_dump(), secret=secret)


def _delivery(one: Delivery) -> ShownDelivery:
    return ShownDelivery(
        delivery_id=one.delivery_id,
        event_id=one.event_id,
        type=one.type,
        subject=one.subject,
        sequence=one.sequence,
        cursor=one.cursor,
        state=one.state,
        attempts=one.attempts,
        next_attempt_at=one.next_at if one.state == "pending" else None,
        last_status=one.last_status,
        last_error=one.last_error,
        created_at=one.created_at,
        done_at=one.done_at,
    )
