"""Creates the topics that are missing, with the partitions and replicas of the settings."""

from collections.abc import Iterable

from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from chassis.settings import Settings


async def ensure_topics(names: Iterable[str], settings: Settings) -> None:
    """Creates each topic that does not exist; kept for ever, because others replay them."""
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.kafka_bootstrap_servers)
    await admin.start()
    try:
        missing = sorted(set(names) - set(await admin.list_topics()))
        if missing:
            await admin.create_topics(
                [
                    NewTopic(
                        name,
                        num_partitions=settings.topic_partitions,
                        replication_factor=settings.topic_replicas,
                        topic_configs={"retention.ms": "-1"},
                    )
                    for name in missing
                ]
            )
    finally:
        await admin.close()
