"""Work of other platforms as a draft order, with a list of what was not carried over."""

from minijob.moving.draft import BrokenSource, Draft
from minijob.moving.read import Source, read_source

__all__ = ["BrokenSource", "Draft", "Source", "read_source"]
