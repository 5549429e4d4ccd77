"""A page's picture as it is stored in its file, so that it can go into another file without being decoded, or smaller and without loss."""

from __future__ import annotations

import io
import os
import struct
from collections.abc import Iterator

from PIL import Image, ImageOps

from pipeline.model.types import EncodedImage
from pipeline.pages.jpeg_strips import joined
from pipeline.pages.pixels import from_pillow

_ORIENTATION = 274
_PNG_HEAD = 8  # bytes of its signature
_TIFF_STRIPS, _TIFF_COUNTS, _TIFF_ROWS, _TIFF_COMPRESSION, _TIFF_PHOTOMETRIC, _TIFF_TABLES = 273, 279, 278, 259, 262, 347
_JPEG_IN_TIFF, _YCBCR = 7, 6
_PNG_COLOURS, _PNG_PALETTE, _PNG_DEEPEST = {0: "grey", 2: "rgb", 3: "palette"}, 3, 8
_COLOURS = {"L": "grey", "RGB": "rgb", "CMYK": "cmyk"}


def jpeg(data: bytes, picture: Image.Image) -> list[EncodedImage]:
    """A JPEG file's bytes as they are."""
    orientation = int(picture.getexif().get(_ORIENTATION, 1))
    return [EncodedImage(data, "dct", *picture.size, _COLOURS[picture.mode], 8, orientation=orientation, inverted=picture.mode == "CMYK")]


def lossless(picture: Image.Image) -> list[EncodedImage]:
    """The picture, upright, in the smaller of the codings that lose nothing: CCITT group 4 where it has two colours, else PNG's."""
    upright = ImageOps.exif_transpose(picture)
    if upright.mode != "1":
        upright = Image.fromarray(from_pillow(upright))  # as it is read: on white paper, 8 bits deep, grey where it has no colours
    if upright.mode == "1" or _black_and_white(upright):
        bilevel = upright.convert("1", dither=Image.Dither.NONE)
        return [min(_group4(bilevel), _png(bilevel), key=lambda image: len(image.data))]
    return [_png(upright)]


def png(data: bytes) -> list[EncodedImage] | None:
    """A PNG file's rows as they are; None where PDF can't hold them: interlaced, transparent, 16 bits deep."""
    chunks = list(_chunks(data))
    width, height, bits, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if interlaced or kind not in _PNG_COLOURS or bits > _PNG_DEEPEST or any(name == b"tRNS" for name, _ in chunks):
        return None
    rows = b"".join(body for name, body in chunks if name == b"IDAT")
    palette = next((body for name, body in chunks if name == b"PLTE"), b"") if kind == _PNG_PALETTE else b""
    return [EncodedImage(rows, "flate", width, height, _PNG_COLOURS[kind], bits, palette=palette)]


def tiff_jpegs(picture: Image.Image, file: int) -> list[EncodedImage] | None:
    """The JPEG strips of a TIFF page as one picture, or else each as one; `file` is its descriptor. None where there are no such strips."""
    tags = picture.tag_v2  # type: ignore[attr-defined]  # a TiffImageFile
    if tags.get(_TIFF_COMPRESSION) != _JPEG_IN_TIFF or _TIFF_STRIPS not in tags or picture.mode not in ("L", "RGB"):
        return None
    if int(tags.get(_ORIENTATION, 1)) != 1:
        return None
    tables = bytes(tags.get(_TIFF_TABLES, b""))
    rows = min(int(tags.get(_TIFF_ROWS, picture.height)), picture.height)
    plain = picture.mode == "RGB" and tags.get(_TIFF_PHOTOMETRIC) != _YCBCR
    strips = []
    for offset, count in zip(tags[_TIFF_STRIPS], tags[_TIFF_COUNTS], strict=True):
        strip = os.pread(file, count, offset)
        strips.append(tables[:-2] + strip[2:] if tables else strip)  # the tables' end and the strip's start mark fall out
    whole = joined(strips, rows, picture.height) if len(strips) > 1 else None
    if whole is not None:
        strips, rows = [whole], picture.height
    return [
        EncodedImage(
            strip,
            "dct",
            picture.width,
            min(rows, picture.height - number * rows),
            _COLOURS[picture.mode],
            8,
            top=number * rows,
            plain_rgb=plain,
        )
        for number, strip in enumerate(strips)
    ]


def _black_and_white(picture: Image.Image) -> bool:
    colours = picture.convert("RGB").getcolors(2)
    return colours is not None and {colour for _, colour in colours} <= {(0, 0, 0), (255, 255, 255)}


def _group4(picture: Image.Image) -> EncodedImage:
    out = io.BytesIO()
    picture.save(out, "TIFF", compression="group4", tiffinfo={_TIFF_ROWS: picture.height})
    with Image.open(out) as written:
        tags = written.tag_v2  # type: ignore[attr-defined]  # a TiffImageFile
        data = b"".join(out.getvalue()[at : at + count] for at, count in zip(tags[_TIFF_STRIPS], tags[_TIFF_COUNTS], strict=True))
        black_is_one = tags.get(_TIFF_PHOTOMETRIC) == 0
    return EncodedImage(data, "ccitt", *picture.size, "grey", 1, inverted=not black_is_one)


def _png(picture: Image.Image) -> EncodedImage:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=9)
    data = b"".join(body for kind, body in _chunks(out.getvalue()) if kind == b"IDAT")
    return EncodedImage(data, "flate", *picture.size, "rgb" if picture.mode == "RGB" else "grey", 1 if picture.mode == "1" else 8)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = _PNG_HEAD
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        yield kind, data[at + 8 : at + 8 + length]
        at += length + 12
