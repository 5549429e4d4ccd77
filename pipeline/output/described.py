"""What a PDF says of itself: title and date, that it is PDF/A-2b (ISO 19005-2), and the colours that its numbers mean."""

from __future__ import annotations

import struct
import zlib
from datetime import datetime
from xml.sax.saxutils import quoteattr

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import ImageCms

_PRODUCER = "Chartscan"
_RDF, _DC = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"
_SPACES = {"xmp": "http://ns.adobe.com/xap/1.0/", "pdf": "http://ns.adobe.com/pdf/1.3/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/"}
_ID = "W5M0MpCehiHzreSzNTczkc9d"  # of every XMP packet (XMP part 1, 7.3.2)
_D50 = (0.9642, 1.0, 0.8249)  # the white of profiles (ICC.1:2010, 7.2.16)
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # IEC 61966-2-1
_DATE = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)  # not now, so that the same document gives the same bytes


def describe(pdf: pikepdf.Pdf, title: str, created: str, claim: bool, grey: bool) -> None:
    """Write it into the document. `created` is ISO 8601; `claim` that it is PDF/A-2b, `grey` where it has no other colours."""
    packet = packed(pdf, _packet(title, created, claim))
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(packet)
    pdf.docinfo["/Title"], pdf.docinfo["/Producer"] = title, _PRODUCER
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = datetime.fromisoformat(created).strftime("D:%Y%m%d%H%M%SZ")
    if claim:
        profile = packed(pdf, _grey_profile() if grey else _rgb_profile())
        profile.N = 1 if grey else 3
        name = pikepdf.String("Grey with the curve of sRGB" if grey else "sRGB")
        intent = Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=name,
            Info=name,
            DestOutputProfile=pdf.make_indirect(profile),
        )
        pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def packed(pdf: pikepdf.Pdf, data: bytes) -> Stream:
    """A stream in as few bytes as deflate makes of it."""
    stream = Stream(pdf, b"")
    stream.write(zlib.compress(data, 9), filter=Name.FlateDecode)
    return stream


def _packet(title: str, created: str, claim: bool) -> bytes:
    """XMP as short as it can be: with a small page it is one part in a hundred."""
    told = {"xmp:CreateDate": created, "xmp:ModifyDate": created, "pdf:Producer": _PRODUCER}
    if claim:
        told |= {"pdfaid:part": "2", "pdfaid:conformance": "B"}
    spaces = {key.split(":")[0] for key in told}
    named = [f'xmlns:{space}="{_SPACES[space]}"' for space in sorted(spaces)]
    values = [f"{key}={quoteattr(value)}" for key, value in told.items()]
    escaped = quoteattr(title)[1:-1]
    return (
        f'<?xpacket begin="\ufeff" id="{_ID}"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="{_RDF}">'
        f'<r:Description r:about="" {" ".join(named)} {" ".join(values)}>'
        f'<d:title xmlns:d="{_DC}"><r:Alt><r:li xml:lang="x-default">{escaped}</r:li></r:Alt></d:title>'
        '</r:Description></r:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def _rgb_profile() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return bytes(profile[:24] + _DATE + profile[36:])


def _grey_profile() -> bytes:
    """The smallest that a monochrome display may have (ICC.1:2010, 8.4.4): what it is, whose it is, its white and its curve."""
    curve = struct.pack(">4s4xHH", b"para", 3, 0) + _fixed(*_SRGB_CURVE)
    tags = {b"desc": _text("Grey"), b"cprt": _text("None"), b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_D50), b"kTRC": curve}
    body, directory = b"", struct.pack(">I", len(tags))
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        directory += struct.pack(">4sII", tag, start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    head = struct.pack(">I4xI4s4s4s", start + len(body), 0x04200000, b"mntr", b"GRAY", b"XYZ ") + _DATE + b"acsp" + bytes(28)
    return head + _fixed(*_D50) + bytes(48) + directory + body


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65_536)) for value in values)


def _text(text: str) -> bytes:
    written = text.encode("utf-16-be")
    return struct.pack(">4s4xII4sII", b"mluc", 1, 12, b"enUS", len(written), 28) + written
