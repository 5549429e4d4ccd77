"""Hostile pictures: TIFF directories that lie and loop, PNG chunks that inflate, JPEGs of thousands of scans."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Iterator

from PIL import Image

from benchmarks.hostile.pdfs import zeros

Tags = dict[int, int | tuple[int, ...]]
Made = Iterator[tuple[str, bytes]]
_GIGA = 1 << 30
_PNG = b"\x89PNG\r\n\x1a\n"


def pngs() -> Made:
    """Sizes, and chunks beside the picture."""
    for name, (width, height, bits, kind) in {
        "50000-square": (50_000, 50_000, 8, 0),
        "2-billion-wide": (2_147_483_647, 1, 8, 0),
        "overflow": (0xFFFFFFFF, 0xFFFFFFFF, 16, 6),
        "nothing": (0, 0, 8, 2),
        "99-megapixels-deep": (9_990, 9_990, 16, 6),
        "99-megapixels-bits": (9_990, 9_990, 1, 0),
        "odd-depth": (100, 100, 7, 9),
    }.items():
        yield f"png-{name}", _png(width, height, bits, kind, zeros(1 << 20))
    yield "png-rows-missing", _png(9_990, 9_990, 8, 2, zeros(5_000))
    yield "png-rows-too-many", _png(100, 100, 8, 0, zeros(2 * _GIGA))
    bomb = zeros(_GIGA)
    for beside, body in {
        b"iCCP": b"a\0\0" + bomb,
        b"zTXt": b"a\0\0" + bomb,
        b"iTXt": b"a\0\1\0\0\0" + bomb,
        b"tEXt": b"a\0" + bytes(30_000_000),
        b"eXIf": b"MM\0*" + b"\xff" * 60_000,
    }.items():
        yield f"png-{beside.decode()}", _png(100, 100, 8, 0, zlib.compress(bytes(10_100)), [(beside, body)])
    yield (
        "png-zTXt-1000",
        _png(100, 100, 8, 0, zlib.compress(bytes(10_100)), [(b"zTXt", b"a\0\0" + zeros(900_000))] * 1000),
    )
    yield "png-chunks-100000", _png(100, 100, 8, 0, zlib.compress(bytes(10_100)), [(b"tEXt", b"a\0b")] * 100_000)
    yield "png-pieces-100000", _pieces(100_000)
    yield "png-chunk-length", _PNG + struct.pack(">L4s", 0x7FFFFFFF, b"IHDR") + bytes(100)
    yield "png-frames-20000", _animated(20_000)
    yield "png-palette-none", _png(100, 100, 8, 3, zlib.compress(b"\xff" * 10_100))


def jpegs() -> Made:
    """Frames that lie, scans and segments without end."""
    plain, progressive = _jpeg(), _jpeg(progressive=True)
    frame = plain.index(b"\xff\xc0")
    for name, (height, width) in {
        "65500-square": (65_500, 65_500),
        "wide": (1_500, 65_500),
        "nothing": (0, 0),
        "lines-later": (0, 64),
    }.items():
        yield f"jpeg-{name}", plain[: frame + 5] + struct.pack(">HH", height, width) + plain[frame + 9 :]
    yield "jpeg-12-bits", plain[: frame + 4] + b"\x0c" + plain[frame + 5 :]
    yield "jpeg-components", plain[: frame + 9] + b"\xff" + plain[frame + 10 :]
    for kind, marker in {"lossless": 0xC3, "arithmetic": 0xC9, "hierarchical": 0xC5}.items():
        yield f"jpeg-{kind}", plain[: frame + 1] + bytes([marker]) + plain[frame + 2 :]
    yield "jpeg-scans-5000", _scans(progressive, 5_000, 64)
    yield "jpeg-scans-large", _scans(_jpeg(progressive=True, side=3_000), 4_000, 9_900)
    yield "jpeg-segments-100000", plain[:2] + b"\xff\xe1\0\x06abcd" * 100_000 + plain[2:]
    yield "jpeg-comment-30-megabytes", plain[:2] + (b"\xff\xfe\xff\xff" + bytes(65_533)) * 460 + plain[2:]
    yield "jpeg-filling", plain[:2] + b"\xff" * 20_000_000 + plain[2:]
    yield "jpeg-restarts", plain[:-2] + b"\xff\xd0\xff\xd1" * 2_000_000 + b"\xff\xd9"
    yield (
        "jpeg-profiles",
        plain[:2] + b"".join(b"\xff\xe2\xff\xffICC_PROFILE\0" + bytes([n, 255]) + bytes(65_519) for n in range(1, 255)) + plain[2:],
    )
    yield (
        "jpeg-exif-loop",
        plain[:2]
        + b"\xff\xe1"
        + struct.pack(">H", 48)
        + b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x08\0\0\0\x08"
        + bytes(14)
        + plain[2:],
    )
    yield "jpeg-pictures-1000", plain * 1000
    yield "jpeg-no-tables", plain[:2] + plain[frame:]
    yield "jpeg-only-head", plain[:4]


def tiffs() -> Made:
    """Directories, strips, tiles and samples."""
    changes: dict[str, Tags] = {
        "huge": {256: 2_000_000_000, 257: 2_000_000_000},
        "nothing": {256: 0, 257: 0},
        "wide": {256: 4_294_967_295, 257: 1},
        "samples": {277: 65_535},
        "bits": {258: 65_535},
        "99-megapixels": {256: 9_990, 257: 9_990, 277: 4, 258: (16, 16, 16, 16), 262: 2},
        "compression-unknown": {259: 54_321},
        "compression-old-jpeg": {259: 6},
        "compression-jpeg": {259: 7},
        "compression-lzma": {259: 34_925},
        "compression-webp": {259: 50_001},
        "compression-lerc": {259: 34_887},
        "compression-jbig": {259: 34_661},
        "compression-pixarlog": {259: 32_909},
        "compression-sgilog": {259: 34_676, 262: 32_845},
        "photometric": {262: 65_535},
        "planes": {284: 2, 277: 3, 258: (8, 8, 8)},
        "rows-0": {278: 0},
        "strips-65000": {256: 10, 257: 65_000, 278: 1, 273: (8,) * 65_000, 279: (1,) * 65_000},
        "strip-4-gigabytes": {279: 0xFFFFFFFF},
        "strip-outside": {273: 0xFFFFFFF0},
        "tile-huge": {322: 0x7FFFFFF0, 323: 0x7FFFFFF0, 324: 8, 325: 100},
        "tile-0": {322: 0, 323: 0, 324: 8, 325: 100},
        "tiles-1x1": {256: 3_000, 257: 3_000, 322: 1, 323: 1, 324: (8,) * 1000, 325: (1,) * 1000},
        "predictor": {259: 8, 317: 3},
        "orientation": {274: 65_535},
        "orientation-lies": {274: 6},
        "colour-map": {262: 3, 320: (1, 2, 3)},
        "resolution-0": {282: 0, 283: 0},
        "children-loop": {330: 8},
    }
    for name, more in changes.items():
        yield f"tiff-{name}", _tiff([more])
    yield from _chains()


def _chains() -> Made:
    """Data that inflates, and directories that lead astray."""
    for name, data in {"deflate": zeros(2 * _GIGA), "fax": b"\xff" * 5_000_000, "lzw": b"\x80" + b"\xff" * 5_000_000}.items():
        code = {"deflate": 8, "fax": 4, "lzw": 5}[name]
        yield f"tiff-{name}-bomb", _tiff([{259: code, 256: 9_990, 257: 9_990, 278: 9_990}], data)
    yield "tiff-deflate-small", _tiff([{259: 8}], zeros(_GIGA))
    yield "tiff-itself", _tiff([{}], following=8)
    yield "tiff-loop-of-3", _tiff([{}, {}, {}], following=-1)
    yield "tiff-pages-25000", _many(25_000)
    yield "tiff-pages-300", _many(300)
    yield "tiff-entries-65535", b"II*\0\x08\0\0\0\xff\xff" + bytes(12 * 65_535 + 4)
    yield "tiff-count-huge", _tiff_count(0xFFFFFFFF)
    yield "tiff-type-unknown", _tiff_count(1, kind=99)
    yield "big-tiff-entries", b"II+\0\x08\0\0\0" + struct.pack("<QQ", 16, 1 << 60) + bytes(200)
    yield "big-tiff-offset", b"II+\0\x08\0\0\0" + struct.pack("<Q", 1 << 63) + bytes(200)
    yield "tiff-odd-offset", b"MM\0*\0\0\0\x09" + b"\0\x01" * 60
    yield "tiff-thumbnails-only", _tiff([{254: 1}, {254: 1}])


def _png(width: int, height: int, bits: int, kind: int, data: bytes, more: Iterable[tuple[bytes, bytes]] = ()) -> bytes:
    head = struct.pack(">LLBBBBB", width, height, bits, kind, 0, 0, 0)
    return _PNG + b"".join(_chunk(*one) for one in [(b"IHDR", head), *more, (b"IDAT", data), (b"IEND", b"")])


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))


def _pieces(count: int) -> bytes:
    """A picture's data in pieces of one byte and of none."""
    data = zlib.compress(bytes(10_100))
    parts = [_chunk(b"IDAT", data[n : n + 1]) for n in range(len(data))] + [_chunk(b"IDAT", b"")] * count
    head = struct.pack(">LLBBBBB", 100, 100, 8, 0, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", head) + b"".join(parts) + _chunk(b"IEND", b"")


def _animated(frames: int) -> bytes:
    data = zlib.compress(bytes(10_100))
    control = [(b"acTL", struct.pack(">LL", frames, 0))]
    for number in range(frames):
        control.append((b"fcTL", struct.pack(">LLLLLHHBB", 2 * number, 100, 100, 0, 0, 1, 1, 0, 0)))
        control.append((b"fdAT", struct.pack(">L", 2 * number + 1) + data))
    return _png(100, 100, 8, 0, data, control)


def _jpeg(progressive: bool = False, side: int = 64) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((side, side)).save(out, "JPEG", progressive=progressive)
    return out.getvalue()


def _scans(data: bytes, times: int, claimed: int) -> bytes:
    """A progressive picture whose first scan comes again and again."""
    frame = data.index(b"\xff\xc2")
    data = data[: frame + 5] + struct.pack(">HH", claimed, claimed) + data[frame + 9 :]
    start = data.index(b"\xff\xda")
    end = start + 10
    while data[end] != 0xFF or data[end + 1] == 0:
        end += 1
    return data[:start] + data[start:end] * times + data[end:]


def _tiff(pages: list[Tags], data: bytes = bytes(10_000), following: int = 0) -> bytes:
    """Grey pages of 100 by 100; `following` is the last one's link, -1 for the first page."""
    out = bytearray(b"II*\0" + bytes(4)) + data
    link, first = 4, 0
    for number, changed in enumerate(pages):
        tags: Tags = {
            256: 100,
            257: 100,
            258: 8,
            259: 1,
            262: 1,
            273: 8,
            277: 1,
            278: 100,
            279: len(data),
            **changed,
        }
        values = {tag: value if isinstance(value, tuple) else (value,) for tag, value in tags.items()}
        outside = {}
        for tag, many in values.items():
            if len(many) > 1:
                outside[tag] = len(out)
                out += struct.pack(f"<{len(many)}L", *many)
        at = len(out)
        first = first or at
        struct.pack_into("<L", out, link, at)
        out += struct.pack("<H", len(values))
        for tag, many in sorted(values.items()):
            out += struct.pack("<HHLL", tag, 4, len(many), outside.get(tag, many[0]))
        link = len(out)
        last = number == len(pages) - 1
        out += struct.pack("<L", (first if following < 0 else at if following == 8 else following) if last else 0)
    return bytes(out)


def _many(pages: int) -> bytes:
    """Pages that share one strip."""
    return _tiff([{}] * pages)


def _tiff_count(count: int, kind: int = 4) -> bytes:
    whole = bytearray(_tiff([{}]))
    at = struct.unpack_from("<L", whole, 4)[0] + 2
    struct.pack_into("<HHL", whole, at, 256, kind, count)
    return bytes(whole)
