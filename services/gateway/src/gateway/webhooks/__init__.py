"""Point events to partners' own servers, after the Standard Webhooks specification 1.0.0."""

from gateway.webhooks.api import webhook_routes
from gateway.webhooks.loops import Webhooks
from gateway.webhooks.sealing import Sealing, seal_all_anew
from gateway.webhooks.subscriptions import end_with_key
from gateway.webhooks.tables import tables

__all__ = ["Sealing", "Webhooks", "end_with_key", "seal_all_anew", "tables", "webhook_routes"]
