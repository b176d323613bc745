"""What in a photo may show a person, a vehicle, a document or a code, by detectors that OpenCV ships."""

from functools import cache
from typing import Any

import cv2
import numpy as np
from PIL import Image

from assignment.photos.writing import Gray, has_plate, has_writing

WRITING_SIDE, FACES_SIDE = 1_024, 640
FLAT_CONTRAST = 6.0
"""Standard deviation of brightness; below it there is nothing that a detector could have seen."""
BLURRED_SHARPNESS = 12.0
"""Variance of the Laplacian; below it a detector sees nothing although a person still may."""
SMALL_SIDE = 160
FACE_SIDE = 24
UPRIGHT_NEIGHBOURS, TURNED_NEIGHBOURS = 3, 5
"""How many windows must agree; fewer find more, and more that is none."""


def suspicions(image: Image.Image) -> list[str]:
    """Of `face`, `plate`, `document`, `code` and `undecidable`, sorted; empty when nothing at all was found.

    image: RGB. Takes about half a second of one core.
    """
    gray, coarse = _gray(image, WRITING_SIDE), _evened(_gray(image, FACES_SIDE))
    sideways = np.ascontiguousarray(np.rot90(gray))
    found = {
        "face": _face(coarse),
        "plate": has_plate(gray) or _long_plate(gray) or _long_plate(sideways),
        "document": has_writing(gray) or has_writing(sideways),
        "code": bool(cv2.QRCodeDetector().detect(gray)[0]),
        "undecidable": _undecidable(gray),
    }
    return sorted(kind for kind, is_there in found.items() if is_there)


def _evened(gray: Gray) -> Gray:
    return np.asarray(cv2.equalizeHist(gray), dtype=np.uint8)


def _gray(image: Image.Image, side: int) -> Gray:
    small = image.convert("L")
    small.thumbnail((side, side), Image.Resampling.BILINEAR)
    return np.asarray(small, dtype=np.uint8)


def _undecidable(gray: Gray) -> bool:
    """Too small, too flat or too blurred for a detector to be believed when it finds nothing."""
    sharpness = float(cv2.Laplacian(gray, cv2.CV_64F).var())
    return min(gray.shape) < SMALL_SIDE or float(gray.std()) < FLAT_CONTRAST or sharpness < BLURRED_SHARPNESS


@cache
def _cascade(name: str) -> Any:
    cascade = cv2.CascadeClassifier(f"{cv2.data.haarcascades}haarcascade_{name}.xml")  # type: ignore[attr-defined]
    if cascade.empty():
        raise RuntimeError(f"the cascade {name} is missing")
    return cascade


def _face(gray: Gray) -> bool:
    """Looking ahead in any position of the camera, or to one side in an upright photo."""
    if _finds("frontalface_alt2", gray, UPRIGHT_NEIGHBOURS):
        return True
    if any(_finds("profileface", view, TURNED_NEIGHBOURS) for view in (gray, gray[:, ::-1])):
        return True
    turned = (np.rot90(gray, quarter) for quarter in (1, 2, 3))
    return any(_finds("frontalface_alt2", view, TURNED_NEIGHBOURS) for view in turned)


def _long_plate(gray: Gray) -> bool:
    """Plates as long as those of Europe; the short ones of Japan are found by `has_plate`."""
    return _finds("russian_plate_number", gray, TURNED_NEIGHBOURS)


def _finds(name: str, gray: Gray, neighbours: int) -> bool:
    found = _cascade(name).detectMultiScale(
        np.ascontiguousarray(gray), scaleFactor=1.1, minNeighbors=neighbours
    )
    return len(found) > 0
