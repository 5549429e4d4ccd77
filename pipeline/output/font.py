"""A font without ink: every character is an empty square half as wide as high. Text in it can be found, marked and copied, not seen."""

from __future__ import annotations

import struct
from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

WIDTH = 500  # thousandths of the height
_UNITS = 1000  # of the font's height (TrueType's unitsPerEm, PDF's glyph space)
_MAGIC = 0xB1B0AFBA  # TrueType: checkSumAdjustment's base
_ON_CURVE, _SAME_PLACE = 0x01, 0x31  # TrueType's flags of a point: two bytes each way follow; it stands where the one before does
_IN_A_BLOCK = 100  # entries that a CMap's block may have (Adobe Technical Note 5411)
_ASCII = range(0x20, 0x7F)  # told in one range
_NAME = "Invisible"
LATIN, ANY = "csL", "csU"  # the fonts, of one byte a character and of two: what copied pages hardly call theirs
_LATIN_CODES = range(32, 256)
_SYMBOLIC, _NON_SYMBOLIC = 4, 32  # ISO 32000-1, 9.8.2


def invisible_fonts(pdf: pikepdf.Pdf, used: Mapping[str, set[str]]) -> Dictionary:
    """The fonts by name, as a page's resources have them: those in which characters are used."""
    if not used:
        return Dictionary()
    file = Stream(pdf, _truetype())
    file.Length1 = len(_truetype())
    file = pdf.make_indirect(file)
    fonts = {"/" + LATIN: _one_byte(pdf, file)} if LATIN in used else {}
    if ANY in used:
        fonts["/" + ANY] = _two_bytes(pdf, file, used[ANY])
    return Dictionary(fonts)


def _descriptor(pdf: pikepdf.Pdf, file: pikepdf.Object, flags: int) -> pikepdf.Object:
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + _NAME),
        Flags=flags,
        FontBBox=Array([0, 0, WIDTH, _UNITS]),
        ItalicAngle=0,
        Ascent=_UNITS,
        Descent=0,
        CapHeight=_UNITS,
        StemV=80,
        FontFile2=file,
    )
    return pdf.make_indirect(descriptor)


def _one_byte(pdf: pikepdf.Pdf, file: pikepdf.Object) -> pikepdf.Object:
    """Its codes are those of Windows' Latin alphabet (ISO 32000-1, annex D), which readers know by name."""
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/" + _NAME),
        Encoding=Name.WinAnsiEncoding,
        FirstChar=_LATIN_CODES[0],
        LastChar=_LATIN_CODES[-1],
        Widths=Array([WIDTH] * len(_LATIN_CODES)),
        FontDescriptor=_descriptor(pdf, file, _NON_SYMBOLIC),
    )
    return pdf.make_indirect(font)


def _two_bytes(pdf: pikepdf.Pdf, file: pikepdf.Object, used: set[str]) -> pikepdf.Object:
    """Its codes are UTF-16, two bytes each, of the characters used."""
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/" + _NAME),
        CIDSystemInfo=Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0),
        FontDescriptor=_descriptor(pdf, file, _SYMBOLIC),
        DW=WIDTH,
        CIDToGIDMap=pdf.make_indirect(Stream(pdf, b"\x00\x01" * 65_536)),  # whatever the code, the empty square
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/" + _NAME),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
        ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode(used))),
    )
    return pdf.make_indirect(font)


def _to_unicode(used: set[str]) -> bytes:
    codes = sorted({ord(character) for character in used if ord(character) not in _ASCII})
    blocks = [codes[start : start + _IN_A_BLOCK] for start in range(0, len(codes), _IN_A_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        "1 beginbfrange <0020> <007E> <0020> endbfrange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *(f"<{code:04X}> <{code:04X}>" for code in block), "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def _truetype() -> bytes:
    """The smallest font file that PDF asks for (ISO 32000-1, 9.9): two glyphs, the first empty, the other a stroke without width.

    The stroke, from one corner of the square to the other, gives the glyph its height: readers that go by a text's bounding box (PDFium)
    leave out what has none, and letters without height that run up a page have no width.
    """
    stroke = struct.pack(">hhhhhHHBBhh", 1, 0, 0, WIDTH, _UNITS, 1, 0, _SAME_PLACE, _ON_CURVE, WIDTH, _UNITS)
    tables = {
        b"cmap": struct.pack(">HHHHIHHH", 0, 1, 1, 0, 12, 0, 262, 0) + b"\x01" * 256,  # for a Macintosh; whatever the code, the stroke
        b"glyf": stroke,
        b"head": struct.pack(">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 3, _UNITS, 0, 0, 0, 0, WIDTH, _UNITS, 0, 8, 2, 0, 0),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, _UNITS, 0, 0, WIDTH, 0, 0, WIDTH, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", WIDTH, 0, WIDTH, 0),
        b"loca": struct.pack(">HHH", 0, 0, len(stroke) // 2),
        b"maxp": struct.pack(">I14H", 0x10000, 2, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    head = struct.pack(">IHHHH", 0x10000, len(tables), 64, 2, len(tables) * 16 - 64)
    directory, body = b"", b""
    start = len(head) + 16 * len(tables)
    for tag, table in tables.items():
        directory += struct.pack(">4sIII", tag, _checksum(table), start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    font = bytearray(head + directory + body)
    at = font.index(tables[b"head"]) + 8
    struct.pack_into(">I", font, at, (_MAGIC - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
