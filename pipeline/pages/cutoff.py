"""Pictures whose data ends before they do: decoders fill the rest with one colour and say nothing.

The test: more data is put where the picture's data ends. A whole picture stays the same, one that was cut off takes it in and changes.
It costs a second decoding, so it is only asked where the last rows are of one colour.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    import numpy.typing as npt

    from pipeline.model.types import Pixels

_MORE = b"\x55\xa3\x3c\x91" * 2048  # no 0xFF, which would be a marker in a JPEG, and no end-of-block of a fax
_COARSE = 8  # a JPEG is compared at an eighth of its size, at a fraction of the cost: what is filled up is so block by block
_END_OF_JPEG = b"\xff\xd9"
_GROUP_4 = 4  # TIFF's number for the fax code of most scanners


def ends_flat(pixels: Pixels) -> bool:
    """Whether the last row is of one colour, as a filled-up one is."""
    last = pixels[-1]
    return bool((last == last[0]).all())


def jpeg_cut_off(data: bytes) -> bool:
    """Whether a JPEG's data ends before its picture does, though its end marker is there."""
    end = data.rfind(_END_OF_JPEG)
    if end < 0:
        return True
    return _differ(data, data[:end] + _MORE + data[end:])


def fax_cut_off(data: bytes, width: int, height: int) -> bool:
    """Whether Group 4 data ends before a picture of this size does; False where the data is of another kind."""
    return _differ(_as_tiff(data, width, height), _as_tiff(data + _MORE, width, height))


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


def _as_tiff(data: bytes, width: int, height: int) -> bytes:
    tags = [(256, width), (257, height), (258, 1), (259, _GROUP_4), (262, 0), (273, 0), (277, 1), (278, height), (279, len(data))]
    start = 8 + 2 + 12 * len(tags) + 4
    entries = b"".join(struct.pack("<HHLL", tag, 4, 1, start if tag == 273 else value) for tag, value in tags)
    return b"II*\0" + struct.pack("<LH", 8, len(tags)) + entries + bytes(4) + data
