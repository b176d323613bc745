"""Creates the topics that are missing, with the partitions and replicas of the settings."""

from collections.abc import Iterable

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import NoError, TopicAlreadyExistsError, for_code

from chassis.settings import Settings


async def ensure_topics(names: Iterable[str], settings: Settings) -> None:
    """Creates each topic that does not exist; kept for ever, because others replay them."""
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.kafka_bootstrap_servers)
    await admin.start()
    try:
        missing = sorted(set(names) - set(await admin.list_topics()))
        if missing:
            answer = await admin.create_topics(
                [
                    NewTopic(
                        name,
                        num_partitions=settings.topic_partitions,
                        replication_factor=settings.topic_replicas,
                        topic_configs={
                            "retention.ms": "-1",
                            "min.insync.replicas": str(min(2, settings.topic_replicas)),
                        },
                    )
                    for name in missing
                ]
            )
            for name, code, *_ in answer.topic_errors:
                if code not in (NoError.errno, TopicAlreadyExistsError.errno):
                    raise for_code(code)(f"topic {name} was not created")
    finally:
        await admin.close()
