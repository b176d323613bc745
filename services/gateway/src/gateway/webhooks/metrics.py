"""What webhooks measure of themselves; no label says whose they are."""

from prometheus_client import Counter, Gauge, Histogram

ATTEMPTS = Counter("webhook_attempts_total", "attempts by what came of them", ["outcome"])
SECONDS = Histogram(
    "webhook_attempt_seconds", "time of an attempt", buckets=(0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 15, 20)
)
DEAD = Counter("webhook_dead_total", "deliveries given up after the last attempt")
DISABLED = Counter("webhook_disabled_total", "subscriptions ended by a receiver that is gone")
TAKEN_OVER = Counter("webhook_events_total", "events taken over from the ledger's feed as deliveries")
FEED_FAILURES = Counter("webhook_feed_failures_total", "pages of the ledger's feed that could not be read")
FAILURES = Counter("webhook_turn_failures_total", "turns of the loops that failed and are repeated", ["loop"])
PENDING = Gauge("webhook_pending", "deliveries that wait, of all replicas")
DEAD_NOW = Gauge("webhook_dead_letters", "dead letters that nobody has sent again, of all replicas")
OLDEST = Gauge("webhook_oldest_seconds", "how long the oldest delivery has waited")
