"""What was uploaded becomes a new JPEG of its pixels alone: no EXIF, no position, no rider."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

BYTES_MAX = 10_000_000
PIXELS_MAX = 50_000_000
SIDE_MIN, SIDE_MAX = 64, 2_048
JPEG_SCANS_MAX = 200
"""A progressive JPEG has about ten; thousands of tiny ones would keep a processor busy for minutes."""

FORMATS = ("JPEG", "PNG", "WEBP")
QUALITY = 88
_START_OF_SCAN = b"\xff\xda"


class NotAPhoto(ValueError):
    """It cannot be taken; the message says why in words for the member."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo as it is kept: `image` are its RGB pixels, `jpeg` their file of `width` x `height`."""

    image: Image.Image
    jpeg: bytes

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height


def read(data: bytes) -> Photo:
    """Decodes a JPEG, PNG or WebP of at most 10 MB, upright, and encodes it anew. Raises NotAPhoto."""
    if len(data) > BYTES_MAX:
        raise NotAPhoto(f"is larger than {BYTES_MAX:,} bytes")
    image = _pixels(data)
    image.thumbnail((SIDE_MAX, SIDE_MAX), Image.Resampling.LANCZOS)
    # A new image of the same pixels: whatever the decoder keeps beside them stays behind.
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=QUALITY, optimize=True)
    return Photo(bare, file.getvalue())


def _pixels(data: bytes) -> Image.Image:
    """The pixels in RGB, turned as the camera was held, on white where they are transparent."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=FORMATS) as file:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _check_size(file.size)
            _check_one_picture(file, data)
            file.load()
            upright = ImageOps.exif_transpose(file)
            if upright.mode not in ("RGB", "L") or "transparency" in upright.info:
                layer = upright.convert("RGBA")
                upright = Image.new("RGBA", layer.size, "white")
                upright.alpha_composite(layer)
            return upright.convert("RGB")
    except NotAPhoto:
        raise
    except UnidentifiedImageError:
        raise NotAPhoto("is no JPEG, PNG or WebP picture") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPhoto(f"has more than {PIXELS_MAX:,} pixels") from None
    except Exception:  # decoders fail in many ways on damaged files, struct.error and SyntaxError among them
        raise NotAPhoto("is damaged or incomplete") from None


def _check_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > PIXELS_MAX:
        raise NotAPhoto(f"has more than {PIXELS_MAX:,} pixels")
    if min(size) < SIDE_MIN:
        raise NotAPhoto(f"must be at least {SIDE_MIN} pixels wide and high")


def _check_one_picture(file: Image.Image, data: bytes) -> None:
    # Of a JPEG with several pictures (some phones add a preview) the first is taken.
    if file.format in ("PNG", "WEBP") and getattr(file, "n_frames", 1) > 1:
        raise NotAPhoto("moves; send a single picture")
    if file.format in ("JPEG", "MPO") and data.count(_START_OF_SCAN) > JPEG_SCANS_MAX:
        raise NotAPhoto("is damaged or incomplete")
