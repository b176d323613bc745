"""What a partner does with its webhooks."""

from collections.abc import Sequence
from typing import Literal

from minijob._core import reading, segment, writing
from minijob.routes.calls import Calls, Returned


class WebhookRoutes(Calls[Returned]):
    """What a partner does with its webhooks; `minijob.webhooks.verify` is for what they bring."""

    def create_webhook(
        self, url: str, types: Sequence[str] = (), after: str | None = None, key: str | None = None
    ) -> Returned:
        """Subscribes a URL; the answer shows the `secret` this once. `after`: a cursor of the feed."""
        start = {} if after is None else {"after": after}
        return self.call(writing("/v1/webhooks", {"url": url, "types": list(types), **start}, key))

    def webhooks(self, limit: int | None = None, cursor: str | None = None) -> Returned:
        """My subscriptions, how far they have come, and whether they are disabled."""
        return self.call(reading("/v1/webhooks", limit=limit, cursor=cursor))

    def delete_webhook(self, webhook_id: str, key: str | None = None) -> Returned:
        """Ends a subscription with all that waits for it."""
        return self.call(writing(_webhook(webhook_id), None, key, method="DELETE"))

    def rotate_webhook_secret(self, webhook_id: str, key: str | None = None) -> Returned:
        """A new `secret`, shown this once; the one before signs too until the next rotation."""
        return self.call(writing(_webhook(webhook_id, "rotate"), None, key))

    def webhook_deliveries(
        self,
        webhook_id: str,
        state: Literal["pending", "delivered", "dead"] | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> Returned:
        """What was sent, when it is tried again, and what the receiver last said."""
        path = _webhook(webhook_id, "deliveries")
        return self.call(reading(path, state=state, limit=limit, cursor=cursor))

    def redeliver(self, webhook_id: str, delivery_id: str, key: str | None = None) -> Returned:
        """Sends one again that is dead or was delivered."""
        path = _webhook(webhook_id, f"deliveries/{segment(delivery_id)}/redeliver")
        return self.call(writing(path, None, key))

    def redeliver_dead(self, webhook_id: str, key: str | None = None) -> Returned:
        """Sends all dead ones again: `{"redelivered"}`, at most 10,000 in one call."""
        return self.call(writing(_webhook(webhook_id, "redeliver"), None, key))


def _webhook(webhook_id: str, below: str = "") -> str:
    return f"/v1/webhooks/{segment(webhook_id)}" + (f"/{below}" if below else "")
