"""Writing in a photo: rows of letters, and bright or dark rectangles with letters in them."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Boxes = NDArray[np.int32]
"""One letter a row: x, y, width, height in pixels."""

LETTER_HEIGHT = (6, 160)
LETTERS_MAX = 400
RECTANGLES_MAX = 30
"""More parts than this are a texture such as grass, not writing; only the largest are looked at."""
ROW_LETTERS = 6
ROWS = 2
PLATE_LETTERS = 3
PLATE_LETTER_SHARE = 0.2
PLATE_SHARE_MIN = 0.003
PLATE_ASPECT = (1.1, 6.5)


def has_writing(gray: Gray) -> bool:
    """Rows of letters, as on a document, a card or mail, whether its edges are in the photo or not."""
    return sum(_rows(letters, ROW_LETTERS) for letters in _letters(gray)) >= ROWS


def has_plate(gray: Gray) -> bool:
    """A rectangle with a row of at least three large letters in it: a number plate, a card, a name tag."""
    largest = sorted(_rectangles(gray), key=lambda one: -one[2] * one[3])[:RECTANGLES_MAX]
    return any(
        _rows(_within(letters, one), PLATE_LETTERS) > 0 for letters in _letters(gray) for one in largest
    )


def _letters(gray: Gray) -> Iterator[Boxes]:
    """Parts that are as dark, then as bright, against what is around them as letters are."""
    for ink in (gray, cv2.bitwise_not(gray)):
        window = max(15, (min(gray.shape) // 24) | 1)
        black = cv2.adaptiveThreshold(ink, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, 15)
        _, _, parts, _ = cv2.connectedComponentsWithStats(black, connectivity=8)
        x, y, width, height, area = parts[1:].T
        fits = (height >= LETTER_HEIGHT[0]) & (height <= LETTER_HEIGHT[1])
        fits &= (width >= 2) & (width <= 1.6 * height) & (area >= 0.15 * width * height)
        kept = np.stack([x, y, width, height], axis=1)[fits]
        yield kept[np.argsort(-kept[:, 3], kind="stable")][:LETTERS_MAX].astype(np.int32)


def _rows(letters: Boxes, least: int) -> int:
    """How many rows of at least `least` letters of one height stand on one line, closely spaced."""
    if len(letters) < least:
        return 0
    after = _next_in_row(letters)
    length = np.ones(len(letters), dtype=np.int32)
    for here in np.argsort(-letters[:, 0], kind="stable"):
        if after[here] >= 0:
            length[here] += length[after[here]]
    is_first = ~np.isin(np.arange(len(letters)), after)
    return int(((length >= least) & is_first).sum())


def _next_in_row(letters: Boxes) -> NDArray[np.int64]:
    """For each letter the nearest one to the right of it, or -1."""
    x, y, width, height = (letters[:, column].astype(np.float32) for column in range(4))
    middle = y + height / 2
    gap = x[None, :] - (x + width)[:, None]
    fits = (gap > -0.1 * height[:, None]) & (gap < 1.0 * height[:, None]) & (x[None, :] > x[:, None])
    fits &= (height[None, :] < 1.5 * height[:, None]) & (height[:, None] < 1.5 * height[None, :])
    fits &= np.abs(middle[None, :] - middle[:, None]) < 0.3 * height[:, None]
    nearest = np.where(fits, gap, np.inf)
    return np.where(fits.any(axis=1), nearest.argmin(axis=1), -1)


def _rectangles(gray: Gray) -> Iterator[tuple[int, int, int, int]]:
    """Boxes around what has four corners: edges closed over small gaps, then regions of one tone."""
    edges = cv2.dilate(cv2.Canny(gray, 60, 160), np.ones((3, 3), np.uint8))
    _, bright = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    for plane in (edges, bright, cv2.bitwise_not(bright)):
        contours, _ = cv2.findContours(plane, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            if cv2.contourArea(contour) < PLATE_SHARE_MIN * gray.size:
                continue
            corners = cv2.approxPolyDP(contour, 0.04 * cv2.arcLength(contour, True), True)
            x, y, width, height = cv2.boundingRect(contour)
            if len(corners) == 4 and PLATE_ASPECT[0] <= width / height <= PLATE_ASPECT[1]:
                yield x, y, width, height


def _within(letters: Boxes, rectangle: tuple[int, int, int, int]) -> Boxes:
    """The letters inside that are large beside it."""
    left, top, wide, high = rectangle
    x, y, width, height = letters.T
    inside = (x > left) & (x + width < left + wide) & (y > top) & (y + height < top + high)
    chosen: Boxes = letters[inside & (height > PLATE_LETTER_SHARE * high)]
    return chosen
