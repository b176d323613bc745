"""Recorded answers through the public API: every lease, answer, acceptance and grant is real."""

from minijob.replay.order import Failed
from minijob.replay.recording import BrokenFile, Recording, read_recording
from minijob.replay.report import Report
from minijob.replay.run import replay

__all__ = ["BrokenFile", "Failed", "Recording", "Report", "read_recording", "replay"]
