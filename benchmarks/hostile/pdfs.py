"""PDFs written byte by byte, so that nothing of a library's good manners gets in the way."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

_BLOCK, _ADLER = 1 << 20, 65521
Objects = dict[int, bytes]
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """An object with a stream."""
    return b"<< " + entries + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"


def flate(data: bytes, entries: bytes = b"") -> bytes:
    """A stream of zlib's."""
    return stream(zlib.compress(data, 9), entries + b" /Filter /FlateDecode")


def zeros(size: int) -> bytes:
    """What inflates to so many zero bytes, a thousandth as long and made in no time."""
    press = zlib.compressobj(9)
    first = press.compress(bytes(_BLOCK)) + press.flush(zlib.Z_FULL_FLUSH)
    again = press.compress(bytes(_BLOCK)) + press.flush(zlib.Z_FULL_FLUSH)
    last = press.compress(bytes(size % _BLOCK)) + press.flush()
    blocks = size // _BLOCK
    body = (first + again * (blocks - 1) if blocks else zlib.compress(b"", 9)[:2]) + (
        last[:-4] if blocks else zlib.compress(bytes(size), 9)[2:-4]
    )
    return body + struct.pack(">L", (size % _ADLER) << 16 | 1)  # the checksum of zeros (RFC 1950)


def page(box: bytes = b"[0 0 612 792]", resources: bytes = b"<< /Font << /F 5 0 R >> >>", more: bytes = b"") -> bytes:
    """A page object whose contents are object 4."""
    return b"<< /Type /Page /Parent 2 0 R /MediaBox " + box + b" /Contents 4 0 R /Resources " + resources + b" " + more + b" >>"


def document(
    contents: bytes = b"BT /F 12 Tf 72 700 Td (hello) Tj ET", changed: Mapping[int, bytes] | None = None, trailer: bytes = b""
) -> bytes:
    """One page: 1 catalogue, 2 page tree, 3 page, 4 contents, 5 font; `changed` replaces and adds objects."""
    objects: Objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page(),
        4: stream(contents),
        5: FONT,
    }
    objects.update(changed or {})
    return assembled(objects, trailer)


def assembled(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """The file: header, objects, cross-reference table, trailer."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    last = max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R " % (last + 1) + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % start)


def image(
    width: int, height: int, data: bytes, entries: bytes = b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode"
) -> bytes:
    """An image object."""
    return stream(data, b"/Type /XObject /Subtype /Image /Width %d /Height %d " % (width, height) + entries)


def pictured(picture: bytes, box: bytes = b"[0 0 612 792]", times: int = 1) -> bytes:
    """A page that shows an image, `times` over."""
    contents = b"q 612 0 0 792 0 0 cm /I Do Q\n" * times
    return document(contents, {3: page(box, b"<< /XObject << /I 6 0 R >> >>"), 6: picture})
