"""What a service measures of itself, for Prometheus."""

from prometheus_client import Counter, Gauge, Histogram

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

WRITER_SECONDS = Histogram("writer_group_seconds", "time of one group, commit included", buckets=_FAST)
WRITER_COMMANDS = Counter("writer_commands_total", "commands decided")
WRITER_EVENTS = Counter("writer_events_total", "events committed")
STREAMS_STOPPED = Gauge("stopped_streams", "streams that take no command, since their proof is broken")
CHAIN_EVENTS = Counter("chain_events_total", "stored events that were compared with their chain")
REFUSALS = Counter("refusals_total", "requests and records refused", ["code"])
FOLLOWER_POSITION = Gauge("follower_position", "notification id handled last", ["follower"])
FOLLOWER_FAILURES = Counter("follower_failures_total", "pages that will be tried again", ["follower"])
JOB_FAILURES = Counter("job_failures_total", "chunks of jobs that failed and come back after a pause")
TIMER_FAILURES = Counter("timer_failures_total", "what was due and could not be done", ["timer"])
RECORDS_RELAYED = Counter("relay_records_total", "records acknowledged by Kafka")
RECORDS_PARKED = Counter("relay_parked_total", "records that cannot be said or that Kafka refuses for good")
RECORDS_CONSUMED = Counter("consumer_records_total", "records read", ["topic", "result"])
DEAD_LETTERS = Counter("consumer_dead_letters_total", "records that can never be handled", ["topic"])
HTTP_SECONDS = Histogram("http_request_seconds", "time of a request", ["method", "route"], buckets=_FAST)


def observe_group(commands: int, events: int) -> None:
    """Counts one committed group."""
    WRITER_COMMANDS.inc(commands)
    WRITER_EVENTS.inc(events)
