"""Every limit and address of a service; the only place that reads the environment."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Common to all services; a service may add its own in a subclass.

    Read from the environment: `DATABASE_URL`, `KAFKA_BOOTSTRAP_SERVERS`, `HTTP_PORT`, … (the field's name).
    """

    model_config = SettingsConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    minijob_environment: Literal["local", "production"] = "production"
    database_url: str = Field(description="the server; a service uses the database of its own name there")
    kafka_bootstrap_servers: str
    principal_secret: str = Field(min_length=32, description="signs what the gateway says about its caller")
    http_host: str = "127.0.0.1"
    http_port: int = 8000
    log_level: str = "INFO"

    body_limit_bytes: int = 1_000_000
    upload_limit_bytes: int = 10_000_000
    header_limit_bytes: int = 65_536
    header_lines: int = 200
    header_seconds: float = 10.0
    body_seconds: float = 30.0
    answer_seconds: float = 120.0
    keep_alive_seconds: int = 30
    http_connections: int = 2_000
    trusted_proxies: str = Field(default="", description="whose X-Forwarded-For is believed: a,b or networks")
    stop_seconds: float = 6.0

    writer_group_commands: int = 500
    writer_group_events: int = 1_000
    writer_command_events: int = 10_000
    writer_queue_commands: int = 5_000
    writer_cached_aggregates: int = 50_000
    writer_catch_up_events: int = 1_000
    writer_retry_seconds: float = 5.0
    writer_idle_seconds: int = 5

    files_folder: Path = Field(
        default=Path("/var/lib/minijob/files"), description="of uploads; one that all replicas share"
    )

    database_pool_size: int = 8
    database_timeout_seconds: float = 10.0
    database_queue_reads: int = 500
    idle_in_transaction_seconds: int = 30

    follower_pace_seconds: float = 0.02
    follower_page_events: int = 500
    follower_poll_seconds: float = 1.0
    follower_taken_seconds: float = 0.05
    follower_backoff_seconds: float = 5.0
    snapshot_every_events: int = 500
    relay_timeout_seconds: float = 10.0

    consumer_batch_records: int = 500
    consumer_batch_timeout_ms: int = 10
    consumer_backoff_seconds: float = 5.0
    consumer_session_ms: int = 10_000

    job_chunk_seconds: float = 30.0
    job_backoff_seconds: float = 1.0
    job_backoff_most_seconds: float = 60.0

    topic_partitions: int = 12
    topic_replicas: int = 3

    @property
    def is_local(self) -> bool:
        """Whether development shortcuts (dev tokens, `task_id` on a lease) are open."""
        return self.minijob_environment == "local"
