"""Photos of members: read without what a camera hides in them, and looked at before a client may see them."""

from assignment.photos.reading import BYTES_MAX, NotAPhoto, Photo, read
from assignment.photos.suspicions import suspicions

__all__ = ["BYTES_MAX", "NotAPhoto", "Photo", "read", "suspicions"]
