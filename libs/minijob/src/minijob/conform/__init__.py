"""The conformance kit: what a partner's subscriber must cope with, by webhook or as a group of Kafka."""

from minijob.conform.counted import PATIENCE_SECONDS, PLACE, Finding, Unreachable
from minijob.conform.group import POINTS, conform_group
from minijob.conform.webhook import conform_handler

__all__ = [
    "PATIENCE_SECONDS",
    "PLACE",
    "POINTS",
    "Finding",
    "Unreachable",
    "conform_group",
    "conform_handler",
]
