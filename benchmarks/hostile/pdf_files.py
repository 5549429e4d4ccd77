"""Hostile PDFs: bombs, loops, absurd sizes, nesting, and what must never be run or followed."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

import pikepdf
from PIL import Image

from benchmarks.hostile.pdfs import FONT, assembled, document, flate, image, page, pictured, stream, zeros

Made = Iterator[tuple[str, bytes]]
_GIGA = 1 << 30


def sizes() -> Made:
    """Pages and images of absurd size."""
    for name, box in {
        "huge": b"[0 0 1e9 1e9]",
        "overflow": b"[0 0 99999999999999999999 99999999999999999999]",
        "inverted": b"[612 792 0 0]",
        "empty": b"[0 0 0 0]",
        "thin": b"[0 0 0.0001 14400]",
        "strip": b"[0 0 1 1000000]",
        "negative": b"[-1e7 -1e7 1e7 1e7]",
        "words": b"[/a /b /c /d]",
        "short": b"[0 0]",
    }.items():
        yield f"pdf-box-{name}", document(changed={3: page(box)})
    yield "pdf-user-unit", document(changed={3: page(more=b"/UserUnit 1000000")})
    yield "pdf-rotate-odd", document(changed={3: page(more=b"/Rotate 2147483647")})
    for name, (width, height) in {"wide": (2_000_000_000, 1), "square": (100_000, 100_000), "overflow": (65_537, 65_537)}.items():
        yield f"pdf-image-{name}", pictured(image(width, height, zeros(1 << 20)))
    yield "pdf-image-negative", pictured(image(-5, -5, zeros(1000)))
    yield "pdf-image-no-data", pictured(image(9_000, 9_000, zeros(0)))
    yield (
        "pdf-image-99-megapixels",
        pictured(image(9_990, 9_990, zeros(9_990 * 9_990 * 3), b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode")),
    )
    yield "pdf-image-200-times", pictured(image(5_000, 5_000, zeros(25_000_000)), times=200)
    yield "pdf-200-images", _many_images(200)
    yield "pdf-fax-columns", pictured(image(1_000_000_000, 1_000_000_000, b"\0\x10" * 50, _fax(1_000_000_000)))
    yield "pdf-fax-endless", pictured(image(1728, 50_000, b"\xff" * 100_000, _fax(1728)))
    yield "pdf-jpeg-lies", pictured(image(10, 10, _jpeg(3000), b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"))
    yield "pdf-jpeg-huge", pictured(image(10, 10, _jpeg(16, 65_500), b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode"))
    yield "pdf-jpx-huge", pictured(image(100, 100, _jpx(4_000_000_000), b"/Filter /JPXDecode"))
    yield "pdf-jpx-lies", pictured(image(100, 100, _jpx(30_000), b"/Filter /JPXDecode"))
    yield (
        "pdf-jbig2-huge",
        pictured(image(100, 100, _jbig2(0xFFFFFFFF), b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode")),
    )
    yield (
        "pdf-jbig2-lies",
        pictured(image(60_000, 1_500, _jbig2(60_000), b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode")),
    )
    yield "pdf-predictor", pictured(image(1000, 1000, zeros(1000), _predictor(2_000_000_000)))


def bombs() -> Made:
    """What inflates to gigabytes."""
    yield "pdf-contents-inflate", document(changed={4: stream(zeros(_GIGA), b"/Filter /FlateDecode")})
    twice = zlib.compress(zeros(4 * _GIGA), 9)
    yield "pdf-contents-twice", document(changed={4: stream(twice, b"/Filter [/FlateDecode /FlateDecode]")})
    yield "pdf-filters-100", document(changed={4: stream(b"00" * 1000, b"/Filter [" + b"/ASCIIHexDecode " * 100 + b"]")})
    yield "pdf-run-length", document(changed={4: stream(b"\x81\x20" * 2_000_000, b"/Filter /RunLengthDecode")})
    yield "pdf-image-inflates", pictured(image(100, 100, zeros(2 * _GIGA)))
    yield "pdf-object-stream", _object_stream(zeros(_GIGA))
    yield "pdf-xref-stream", _xref_stream(zeros(_GIGA), 2_000_000)
    yield (
        "pdf-icc-inflates",
        pictured(image(100, 100, zeros(30_000), b"/ColorSpace [/ICCBased 7 0 R] /BitsPerComponent 8 /Filter /FlateDecode"))[:-6].replace(
            b"endobj\nxref", b"endobj\n7 0 obj\n" + stream(zeros(_GIGA), b"/N 3 /Filter /FlateDecode") + b"\nendobj\nxref"
        )
        + b"%%EOF\n",
    )
    yield "pdf-font-inflates", _with_font(zeros(_GIGA))
    yield "pdf-cmap-range", _with_cmap(b"1 beginbfrange <0000> <FFFFFFFF> <0000> endbfrange " * 1000)


def loops() -> Made:
    """What leads back to itself."""
    plain = document()
    at = plain.rindex(b"xref\n0")
    yield "pdf-xref-itself", plain.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % at)
    yield "pdf-xref-chain", _xref_chain(5_000)
    yield "pdf-pages-loop", document(changed={2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})
    yield (
        "pdf-pages-two-loop",
        document(
            changed={2: b"<< /Type /Pages /Kids [6 0 R] /Count 9 >>", 6: b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 9 >>"}
        ),
    )
    for count in (150, 20_001):
        yield f"pdf-pages-same-{count}", document(changed={2: b"<< /Type /Pages /Kids [" + b"3 0 R " * count + b"] /Count %d >>" % count})
    yield "pdf-pages-count-lies", document(changed={2: b"<< /Type /Pages /Kids [3 0 R] /Count 2147483647 >>"})
    yield "pdf-pages-count-19999", document(changed={2: b"<< /Type /Pages /Kids [3 0 R] /Count 19999 >>"})
    yield "pdf-pages-count-negative", document(changed={2: b"<< /Type /Pages /Kids [3 0 R] /Count -7 >>"})
    yield "pdf-pages-deep", _deep_pages(10_000)
    yield "pdf-pages-own-parent", document(changed={3: page().replace(b"/Parent 2 0 R", b"/Parent 3 0 R")})
    yield "pdf-contents-itself", document(changed={4: b"[4 0 R 4 0 R]"})
    yield "pdf-length-itself", document(changed={4: b"<< /Length 4 0 R >>\nstream\nq Q\nendstream"})
    yield "pdf-form-itself", _forms([b"/X0 Do"], b"<< /XObject << /X0 10 0 R >> >>")
    yield "pdf-forms-laugh", _laughing(8, 12)
    yield "pdf-forms-smile", _laughing(5, 9)
    yield "pdf-pattern-itself", _pattern(b"/Pattern cs /P scn 0 0 99 99 re f", b"99")
    yield "pdf-pattern-tiny", _pattern(b"0 0 1 1 re f", b"0.0001")
    yield (
        "pdf-mask-itself",
        pictured(image(100, 100, zeros(10_000), b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /SMask 6 0 R")),
    )
    yield "pdf-type3-itself", _type3()
    yield "pdf-colour-itself", pictured(image(10, 10, zeros(100), b"/ColorSpace 7 0 R /BitsPerComponent 8 /Filter /FlateDecode"))
    yield "pdf-shading-deep", _shading()
    yield (
        "pdf-outline-loop",
        document(
            changed={
                1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>",
                6: b"<< /First 7 0 R /Last 7 0 R >>",
                7: b"<< /Title (a) /Next 7 0 R /First 7 0 R >>",
            }
        ),
    )
    yield "pdf-fields-loop", document(changed=_form_fields(b"<< /T (a) /Kids [7 0 R] /Parent 7 0 R >>"))


def nesting() -> Made:
    """Deep and many."""
    yield "pdf-arrays-deep", document(changed={6: b"[" * 200_000 + b"]" * 200_000, 3: page(more=b"/X 6 0 R")})
    yield (
        "pdf-dictionaries-deep",
        document(changed={1: b"<< /Type /Catalog /Pages 2 0 R /X " + b"<< /A " * 100_000 + b"1" + b" >>" * 100_000 + b" >>"}),
    )
    yield "pdf-contents-arrays", document(b"[" * 500_000)
    yield "pdf-contents-q", document(b"q " * 2_000_000)
    yield "pdf-contents-lines", document(b"0 0 m 612 792 l S\n" * 300_000)
    yield "pdf-contents-text", document(b"BT /F 1 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 50_000 + b"ET")
    yield "pdf-contents-dashes", document(b"[0.00001] 0 d 0 0 m 612 792 l 10 w S")
    yield "pdf-contents-clip", document(b"0 0 500 500 re W n " * 200_000)
    yield "pdf-contents-inline", document(b"BI /W 30000 /H 30000 /BPC 8 /CS /G ID " + b"x" * 100 + b" EI\n" * 50)
    yield (
        "pdf-annotations-50000",
        document(
            changed={3: page(more=b"/Annots [" + b"6 0 R " * 50_000 + b"]"), 6: b"<< /Type /Annot /Subtype /Square /Rect [0 0 9 9] >>"}
        ),
    )
    yield (
        "pdf-objects-200000",
        assembled(
            {
                **dict.fromkeys(range(6, 200_000), b"null"),
                **{1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Kids [3 0 R] /Count 1 >>", 3: page(), 4: stream(b""), 5: FONT},
            }
        ),
    )
    yield "pdf-name-long", document(changed={3: page(more=b"/" + b"A" * 5_000_000 + b" 1")})
    yield "pdf-number-long", document(b"9" * 5_000_000 + b" 0 m")
    yield "pdf-comment-long", document(b"%" + b"x" * 20_000_000)


def actions() -> Made:
    """What other readers have run or followed."""
    script = b"<< /S /JavaScript /JS (while\\(true\\){app.launchURL\\('http://127.0.0.1:9/x'\\);}) >>"
    catalogue = b"<< /Type /Catalog /Pages 2 0 R %s >>"
    yield "pdf-javascript", document(changed={1: catalogue % (b"/OpenAction " + script)})
    yield "pdf-javascript-names", document(changed={1: catalogue % (b"/Names << /JavaScript << /Names [(a) " + script + b"] >> >>")})
    yield "pdf-javascript-page", document(changed={3: page(more=b"/AA << /O " + script + b" /C " + script + b" >>")})
    yield "pdf-launch", document(changed={1: catalogue % b"/OpenAction << /S /Launch /F (/bin/touch) /Unix (/bin/touch launched) >>"})
    yield "pdf-uri", document(changed={1: catalogue % b"/OpenAction << /S /URI /URI (http://127.0.0.1:9/seen) >>"})
    yield "pdf-remote-goto", document(changed={1: catalogue % b"/OpenAction << /S /GoToR /F (//127.0.0.1/share/x.pdf) /D [0 /Fit] >>"})
    yield "pdf-submit", document(changed={1: catalogue % b"/OpenAction << /S /SubmitForm /F (http://127.0.0.1:9/form) >>"})
    yield "pdf-external-stream", document(changed={4: b"<< /Length 0 /F (/etc/passwd) /FFilter /ASCIIHexDecode >>\nstream\n\nendstream"})
    yield "pdf-external-image", pictured(image(100, 100, b"", b"/ColorSpace /DeviceGray /BitsPerComponent 8 /F (/etc/passwd)"))
    yield (
        "pdf-reference-form",
        document(
            b"/X0 Do",
            {
                3: page(resources=b"<< /XObject << /X0 6 0 R >> >>"),
                6: stream(b"", b"/Subtype /Form /BBox [0 0 9 9] /Ref << /F (/etc/passwd) /Page 0 >>"),
            },
        ),
    )
    yield (
        "pdf-embedded",
        document(
            changed={
                1: catalogue % b"/Names << /EmbeddedFiles << /Names [(run.exe) 6 0 R] >> >>",
                6: b"<< /Type /Filespec /F (run.exe) /EF << /F 7 0 R >> >>",
                7: stream(b"MZ" + bytes(500)),
            }
        ),
    )
    yield "pdf-xfa", document(changed=_form_fields(b"<< /T (a) /FT /Tx >>", b"/XFA 8 0 R", b"<xdp><script>while(true);</script></xdp>"))
    yield (
        "pdf-field-script",
        document(changed=_form_fields(b"<< /T (a) /FT /Tx /V (1) /AA << /C " + script + b" /F " + script + b" >> >>", b"/CO [7 0 R]")),
    )


def locked() -> Made:
    """Behind a password, or a lock nobody knows."""
    for name, how in {
        "rc4-40": pikepdf.Encryption(user="u", owner="o", R=2, aes=False, metadata=False),
        "rc4-128": pikepdf.Encryption(user="u", owner="o", R=3, aes=False, metadata=False),
        "aes-128": pikepdf.Encryption(user="u", owner="o", R=4),
        "aes-256": pikepdf.Encryption(user="u", owner="o", R=6),
        "owner-only": pikepdf.Encryption(user="", owner="o", R=6),
    }.items():
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(document())) as opened:
            opened.save(out, encryption=how)
        yield f"pdf-locked-{name}", out.getvalue()
    yield (
        "pdf-locked-public-key",
        document(trailer=b"/Encrypt << /Filter /Adobe.PubSec /V 4 /SubFilter /adbe.pkcs7.s5 /Recipients [(x)] >>"),
    )
    yield "pdf-locked-nonsense", document(trailer=b"/Encrypt << /Filter /Standard /V 99 /R 99 /O (o) /U (u) /P -4 >> /ID [(a) (b)]")


def _fax(columns: int) -> bytes:
    return b"/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns %d >>" % columns


def _predictor(columns: int) -> bytes:
    return (
        b"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 32 /Columns %d >>"
        % columns
    )


def _jpeg(side: int, claimed: int | None = None) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(out, "JPEG")
    data = bytearray(out.getvalue())
    if claimed:
        frame = data.index(b"\xff\xc0")
        data[frame + 5 : frame + 9] = struct.pack(">HH", claimed, claimed)
    return bytes(data)


def _jpx(side: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (64, 64), 200).save(out, "JPEG2000", no_jp2=True)
    data = bytearray(out.getvalue())
    data[8:16] = struct.pack(">LL", side, side)  # SIZ: the reference grid
    data[24:32] = struct.pack(">LL", side, side)  # and the tiles
    return bytes(data)


def _jbig2(side: int) -> bytes:
    page_info = struct.pack(">LLLLBH", side, side, 0, 0, 0, 0)
    region = struct.pack(">LLLLB", side, side, 0, 0, 0) + b"\x00" + b"\x03\xff\xfd\xff\x02\xfe\xfe\xfe" + bytes(64)
    return struct.pack(">LBBBL", 0, 48, 0, 1, len(page_info)) + page_info + struct.pack(">LBBBL", 1, 38, 0, 1, len(region)) + region


def _many_images(count: int) -> bytes:
    same = zeros(16_000_000)
    objects = {number: image(4_000, 4_000, same) for number in range(10, 10 + count)}
    names = b" ".join(b"/I%d %d 0 R" % (number, number) for number in objects)
    contents = b"\n".join(b"q 40 0 0 40 %d %d cm /I%d Do Q" % (number % 15 * 40, number // 15 * 40, number) for number in objects)
    return document(contents, {3: page(resources=b"<< /XObject << " + names + b" >> >>"), **objects})


def _object_stream(data: bytes) -> bytes:
    packed = stream(data, b"/Type /ObjStm /N 1000000 /First 10 /Filter /FlateDecode")
    table = b"".join(
        struct.pack(">BLH", *entry) for entry in [(0, 0, 0), (2, 6, 0), (2, 6, 1), (2, 6, 2), (2, 6, 3), (2, 6, 4), (1, 15, 0), (1, 0, 0)]
    )
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n6 0 obj\n" + packed + b"\nendobj\n"
    start = len(body)
    return (
        body + b"7 0 obj\n" + stream(table, b"/Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R") + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    )


def _xref_stream(data: bytes, size: int) -> bytes:
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    start = len(body)
    entries = b"/Type /XRef /Size %d /W [1 2000000000 2] /Index [0 %d] /Root 1 0 R /Filter /FlateDecode" % (size, size)
    return body + b"7 0 obj\n" + stream(data, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def _xref_chain(length: int) -> bytes:
    out = document()
    at = out.rindex(b"xref\n0")
    for _ in range(length):
        start = len(out)
        out += b"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (at, start)
        at = start
    return out


def _deep_pages(depth: int) -> bytes:
    tree = {
        number: b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (number - 1, number + 1) for number in range(10, 10 + depth)
    }
    return document(changed={2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>", **tree, 10 + depth: page()})


def _forms(contents: list[bytes], resources: bytes) -> bytes:
    forms = {
        10 + n: stream(body, b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources " + resources)
        for n, body in enumerate(contents)
    }
    return document(b"/X0 Do", {3: page(resources=b"<< /XObject << /X0 10 0 R >> >>"), **forms})


def _laughing(levels: int, times: int) -> bytes:
    """Each form shows the next one many times: times ** levels in all."""
    names = b" ".join(b"/X%d %d 0 R" % (n, 10 + n) for n in range(levels))
    contents = [b"/X%d Do " % (n + 1) * times for n in range(levels - 1)] + [b"0 0 9 9 re f"]
    return _forms(contents, b"<< /XObject << " + names + b" >> >>")


def _pattern(inside: bytes, step: bytes) -> bytes:
    entries = b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep " + step + b" /YStep " + step
    resources = b"<< /Pattern << /P 6 0 R >> >>"
    return document(
        b"/Pattern cs /P scn 0 0 612 792 re f", {3: page(resources=resources), 6: stream(inside, entries + b" /Resources " + resources)}
    )


def _type3() -> bytes:
    font = b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [9]"
    font += b" /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >> /Resources << /Font << /F 5 0 R >> >> >>"
    return document(b"BT /F 9 Tf (aaaa) Tj ET", {5: font, 6: stream(b"9 0 d0 BT /F 9 Tf (aaaaaaaa) Tj ET")})


def _shading() -> bytes:
    function = flate(b"{ " * 50_000 + b"dup " * 50_000 + b"} " * 50_000, b"/FunctionType 4 /Domain [0 1 0 1] /Range [0 1]")
    shade = b"<< /ShadingType 1 /ColorSpace /DeviceGray /Function 6 0 R >>"
    return document(b"/S sh", {3: page(resources=b"<< /Shading << /S " + shade + b" >> >>"), 6: function})


def _form_fields(field: bytes, more: bytes = b"", script: bytes = b"") -> dict[int, bytes]:
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [7 0 R] " + more + b" >> >>",
        7: field,
        8: stream(script),
    }


def _with_font(data: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 97 /LastChar 97 /Widths [500] /FontDescriptor 6 0 R >>"
    described = b"<< /Type /FontDescriptor /FontName /X /Flags 32 /FontBBox [0 0 9 9]"
    described += b" /ItalicAngle 0 /Ascent 9 /Descent 0 /CapHeight 9 /StemV 9 /FontFile2 7 0 R >>"
    return document(b"BT /F 9 Tf (aaaa) Tj ET", {5: font, 6: described, 7: stream(data, b"/Filter /FlateDecode")})


def _with_cmap(ranges: bytes) -> bytes:
    return document(
        b"BT /F 9 Tf (aaaa bbbb cccc dddd eeee) Tj ET",
        {5: FONT[:-2] + b"/ToUnicode 6 0 R >>", 6: flate(b"/CIDInit /ProcSet findresource begin begincmap " + ranges + b"endcmap")},
    )
