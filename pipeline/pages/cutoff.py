"""Pictures whose data ends before they do: decoders fill the rest with one colour and say nothing.

The test: more data is put where the picture's data ends. A whole picture stays the same, one that was cut off takes it in and changes.
It costs a second decoding, so it is only asked where the last rows are of one colour, and no cheaper sign tells.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

from pipeline.pages.pixels import from_pillow
from pipeline.raster.shrink import halved

if TYPE_CHECKING:
    import numpy.typing as npt

    from pipeline.model.types import Pixels

_MORE = b"\x55\xa3\x3c\x91" * 2048  # no 0xFF, which would be a marker in a JPEG, and no end-of-block of a fax
_COARSE = 8  # a JPEG is compared at an eighth of its size, at a fraction of the cost: what is filled up is so block by block
_NEAR = 24  # grey levels between an eighth as it is decoded and as it is averaged; what is filled up differs from what is put there by far
_END_OF_JPEG = b"\xff\xd9"
_END_OF_FAX, _LAST_BYTES = 2 * ("0" * 11 + "1"), 512  # bits (ITU-T T.6), and where they are looked for: writers leave tables behind
_GROUP_4 = 4  # TIFF's number for the fax code of most scanners


def ends_flat(pixels: Pixels) -> bool:
    """Whether the last row is of one colour, as a filled-up one is."""
    last = pixels[-1]
    return bool((last == last[0]).all())


def jpeg_cut_off(data: bytes, pixels: Pixels | None = None) -> bool:
    """Whether a JPEG's data ends before its picture does, though its end marker is there. `pixels`: what was decoded already, if it was."""
    end = data.rfind(_END_OF_JPEG)
    if end < 0:
        return True
    longer = data[:end] + _MORE + data[end:]
    return not (pixels is not None and _is_coarse(longer, pixels)) and _differ(data, longer)


def _is_coarse(data: bytes, pixels: Pixels) -> bool:
    """Whether a JPEG at an eighth of its size is what the pixels are on average; where they were made grey or white on black, it isn't."""
    small = _decoded(data)
    if small is None or small.ndim != pixels.ndim:
        return False
    average = halved(halved(halved(pixels)))
    height, width = min(len(small), len(average)), min(small.shape[1], average.shape[1])
    return bool((cv2.absdiff(np.asarray(small[:height, :width], np.uint8), average[:height, :width]) <= _NEAR).all())


def fax_cut_off(data: bytes, width: int, height: int) -> bool:
    """Whether Group 4 data ends before a picture of this size does; False where the data is of another kind."""
    # the mark of its end never stands within a picture: where decoders meet it they stop, and more data behind it would change nothing
    if _END_OF_FAX in f"{int.from_bytes(data[-_LAST_BYTES:], 'big'):b}":
        return False
    return _differ(_as_tiff(data, width, height), _as_tiff(data + _MORE, width, height))


def group_4_pixels(data: bytes, width: int, height: int, inverted: bool) -> Pixels | None:
    """A picture in Group 4, 0 and 255, at half of the time that pdfium takes; None where its data has a fault."""
    try:
        with Image.open(io.BytesIO(_as_tiff(data, width, height, inverted)), formats=("TIFF",)) as picture:
            return from_pillow(picture)
    except (OSError, ValueError, SyntaxError):
        return None


def _differ(plain: bytes, longer: bytes) -> bool:
    first, second = _decoded(plain), _decoded(longer)
    if first is None:
        return False  # not of this kind
    return second is None or not np.array_equal(first, second)


def _decoded(data: bytes) -> npt.NDArray[np.generic] | None:
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "TIFF")) as picture:
            picture.draft(picture.mode, (picture.width // _COARSE, picture.height // _COARSE))
            return np.asarray(picture)
    except (OSError, ValueError, SyntaxError):
        return None


def _as_tiff(data: bytes, width: int, height: int, inverted: bool = False) -> bytes:
    tags = [
        (256, width),
        (257, height),
        (258, 1),
        (259, _GROUP_4),
        (262, int(inverted)),
        (273, 0),
        (277, 1),
        (278, height),
        (279, len(data)),
    ]
    start = 8 + 2 + 12 * len(tags) + 4
    entries = b"".join(struct.pack("<HHLL", tag, 4, 1, start if tag == 273 else value) for tag, value in tags)
    return b"II*\0" + struct.pack("<LH", 8, len(tags)) + entries + bytes(4) + data
