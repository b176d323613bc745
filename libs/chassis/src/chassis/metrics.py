"""What a service measures of itself, for Prometheus."""

from collections.abc import Iterable, Iterator

from prometheus_client import REGISTRY, Counter, Gauge, Histogram, Metric
from prometheus_client.samples import Sample

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


_OF_A_PROCESS = ("process_", "python_")
_SUFFIXES = ("", "_total", "_created", "_bucket", "_sum", "_count")
Measured = list[tuple[str, dict[str, str], float]]
"""Name, labels and value of each sample."""


def measured() -> Measured:
    """What this process has measured of the service."""
    families = (one for one in REGISTRY.collect() if not one.name.startswith(_OF_A_PROCESS))
    return [(sample.name, sample.labels, sample.value) for one in families for sample in one.samples]


class BothProcesses:
    """What this process has measured, together with what the one behind has told last.

    Counters and histograms add up; of a gauge that both have, the larger one counts.
    """

    def __init__(self) -> None:
        self.told: Measured = []

    def collect(self) -> Iterator[Metric]:
        """For `generate_latest`."""
        told = {_key(name, labels): Sample(name, labels, value) for name, labels, value in self.told}
        for family in REGISTRY.collect():
            ours = {_key(sample.name, sample.labels): sample for sample in family.samples}
            theirs = {key: told[key] for key in told if key[0].removeprefix(family.name) in _SUFFIXES}
            family.samples = list(_together(family.type, ours, theirs))
            yield family


Key = tuple[str, tuple[tuple[str, str], ...]]


def _key(name: str, labels: dict[str, str]) -> Key:
    return name, tuple(sorted(labels.items()))


def _together(kind: str, ours: dict[Key, Sample], theirs: dict[Key, Sample]) -> Iterable[Sample]:
    for key in ours | theirs:
        both = [one[key] for one in (ours, theirs) if key in one]
        values = [sample.value for sample in both]
        is_added = kind != "gauge" and not key[0].endswith("_created")
        yield both[0]._replace(value=sum(values) if is_added else max(values))


BOTH_PROCESSES = BothProcesses()


def observe_group(commands: int, events: int) -> None:
    """Counts one committed group."""
    WRITER_COMMANDS.inc(commands)
    WRITER_EVENTS.inc(events)
