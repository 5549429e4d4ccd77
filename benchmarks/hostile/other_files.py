"""Damaged scans, files of other kinds, files of two kinds at once, and names that no program likes."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from benchmarks.hostile.pdfs import document

_WHEN = time.gmtime(0)
Made = Iterator[tuple[str, bytes]]
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def drawn(lines: list[str], size: tuple[int, int] = (1000, 420)) -> Image.Image:
    """A clean page of large print."""
    page = Image.new("L", size, 255)
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(FONT, 28)
    for row, line in enumerate(lines):
        pen.text((60, 40 + row * 44), line, fill=0, font=font)
    return page


def _saved(page: Image.Image, form: str, *more: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    fresh = [one.copy() for one in (page, *more)]  # a picture remembers how it was saved before, and would be saved so again
    several = {"save_all": True, "append_images": fresh[1:]} if more else {}
    fresh[0].save(out, form, **several, **options)
    return out.getvalue()


def whole() -> dict[str, bytes]:
    """Good files, one of each kind that scanners make."""
    page = drawn(["PROGRESS NOTE", "Patient Name: DOE, JANE", "MRN: 100001   DOB: 03/14/1957", "The patient is doing well."])
    bilevel = page.convert("1")
    pdf = _saved(page, "PDF", page.rotate(180), page, resolution=100, creationDate=_WHEN, modDate=_WHEN)
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return {
        "a.png": _saved(page, "PNG"),
        "b.jpg": _saved(page, "JPEG", dpi=(100, 100)),
        "c.jpg": _saved(page.convert("RGB"), "JPEG", progressive=True),
        "d.tif": _saved(bilevel, "TIFF", bilevel, bilevel, compression="group4"),
        "e.tif": _saved(page, "TIFF", page.rotate(180), page, compression="tiff_lzw"),
        "f.tif": _saved(page, "TIFF", compression="jpeg"),
        "g.pdf": pdf,
        "h.pdf": packed.getvalue(),
    }


def truncated() -> Made:
    """Each kind cut off at each tenth."""
    for name, data in whole().items():
        for tenth in range(1, 10):
            yield f"cut-{tenth}0-{name}", data[: len(data) * tenth // 10]


def damaged(draw: random.Random) -> Made:
    """Flipped bytes, zeroed blocks, exchanged ends."""
    good = whole()
    for name, data in good.items():
        for number in range(8):
            copy = bytearray(data)
            reach = len(copy) if number % 2 else min(len(copy), 600)  # half of them in the header
            for _ in range(draw.randint(1, 20)):
                copy[draw.randrange(reach)] ^= 1 << draw.randrange(8)
            yield f"flipped-{number}-{name}", bytes(copy)
        start = draw.randrange(len(data) // 2)
        yield f"zeroed-{name}", data[:start] + bytes(len(data) // 8) + data[start + len(data) // 8 :]
        yield f"noise-{name}", data[:64] + draw.randbytes(len(data))
        other = draw.choice([one for one in good if one != name])
        yield f"joined-{name}", data[: len(data) // 2] + good[other][len(good[other]) // 2 :]
        yield f"doubled-{name}", data + data


def archive() -> bytes:
    """A small ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("scan.pdf", document())
    return out.getvalue()


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        entry = tarfile.TarInfo("../../escaped.pdf")
        entry.size = 5
        packed.addfile(entry, io.BytesIO(b"%PDF-"))
    return out.getvalue()


def _zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a", bytes(50_000_000))
    return out.getvalue()


def others() -> Made:
    """What is no scan, under a scan's name."""
    pdf, page = document(), drawn(["hello"])
    kinds = {
        "zip": archive(),
        "zip-bomb": _zip_bomb(),
        "docx": archive().replace(b"scan.pdf", b"word/doc"),
        "7z": b"7z\xbc\xaf\x27\x1c\0\4" + bytes(100),
        "rar": b"Rar!\x1a\7\1\0" + bytes(100),
        "gz": gzip.compress(pdf),
        "bz2": bz2.compress(pdf),
        "xz": lzma.compress(pdf),
        "tar": _tar(),
        "tar-with-pdf": _tar()[:512] + pdf,
        "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "exe": b"MZ\x90\0" + bytes(300),
        "elf": b"\x7fELF\2\1\1" + bytes(300),
        "gif": _saved(page, "GIF"),
        "bmp": _saved(page, "BMP"),
        "webp": _saved(page, "WEBP"),
        "jp2": _saved(page, "JPEG2000"),
        "heic": b"\0\0\0\x18ftypheic" + bytes(300),
        "mp4": b"\0\0\0\x18ftypmp42" + bytes(300),
        "dicom": bytes(128) + b"DICM" + bytes(300),
        "html": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "postscript": b"%!PS-Adobe-3.0\n{ } loop\n",
        "rtf": b"{\\rtf1 hello}",
        "eml": b"From: a@example.org\r\nSubject: a scan\r\n\r\nhello",
        "text": b"hello",
        "utf-16": "\ufeffhello".encode("utf-16"),
        "zeros": bytes(100_000),
        "nothing": b"",
        "one-byte": b"%",
        "pdf-mark-only": b"%PDF-",
        "lnk": b"L\0\0\0\1\x14\2\0\0\0\0\0\xc0\0\0\0\0\0\0F" + bytes(200),
        "ico": b"\0\0\1\0\1\0" + bytes(200),
    }
    for name, data in kinds.items():
        yield f"kind-{name}", data


def polyglots() -> Made:
    """Files that are two things at once."""
    pdf, packed, page = document(), archive(), drawn(["hello"])
    pictures = {"jpeg": _saved(page, "JPEG"), "png": _saved(page, "PNG"), "tiff": _saved(page, "TIFF")}
    yield "two-pdf-zip", pdf + packed
    yield "two-zip-pdf", packed + pdf
    yield "two-pdf-in-zip", _stored(pdf)
    for name, data in pictures.items():
        yield f"two-{name}-zip", data + packed
        yield f"two-{name}-rar", data + b"Rar!\x1a\7\1\0" + bytes(100)
    segment = b"\xff\xfe" + (len(pdf) + 2).to_bytes(2, "big") + pdf
    yield "two-jpeg-pdf", pictures["jpeg"][:2] + segment + pictures["jpeg"][2:]
    text = len(pdf).to_bytes(4, "big") + b"tEXt" + pdf + zlib.crc32(b"tEXt" + pdf).to_bytes(4, "big")
    yield "two-png-pdf", pictures["png"][:33] + text + pictures["png"][33:]
    yield "two-tiff-pdf", b"II*\0" + (8 + len(pdf)).to_bytes(4, "little") + pdf + pictures["tiff"][8:]
    yield "two-gif-jar", _saved(page, "GIF") + packed
    yield "two-html-pdf", b"<html><script>alert(1)</script>" + pdf
    yield "two-exe-pdf", b"MZ\x90\0" + bytes(200) + pdf
    yield "two-shell-pdf", b"#!/bin/sh\ntouch /tmp/owned\nexit\n" + pdf
    yield "two-7z-pdf", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(100) + pdf
    yield "two-late-pdf", b" " * 1030 + pdf
    yield "two-pdf-7z", pdf + b"7z\xbc\xaf\x27\x1c\0\4" + bytes(100)
    yield "two-gif-pdf", _saved(page.resize((8, 8)), "GIF")[:400] + pdf


def _stored(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("a.pdf", pdf)
    return out.getvalue()


def names() -> Iterator[tuple[bytes, bytes]]:
    """Good scans, each with a line of its own, under names as bytes."""
    evil: list[bytes] = [
        b"%2e%2e%2f..%2fetc%2fpasswd.png", b"-rf.png", b"--home=x.png", b"a\nb.png", b"a\tb\r.png", b"\x1b[31mred\x1b[0m.png",
        b"$(touch owned).png", b"`touch owned`.png", b"; touch owned;.png", b"a'b\"c.png", b"%s%n%x.png", b"{0}{settings}.png",
        b"<b>bold<b>.png", b"[bold]markup[bold].png", b"con.png", b"a:b|c?d*e.png", b"back\\slash.png", b" leading.png", b"trailing .png",
        "gpj.\u202epng".encode(), "\u200f\u200emarks.png".encode(), "e\u0301\u00e9.png".encode(),
        "\U0001f4a9.png".encode(), b"\xff\xfe\x80.png",
        b"caf\xe9.png", b"x" * 251 + b".png", "\u00e9".encode() * 125 + b"a.png", b"no extension", b"a.png.exe", b"null.tif", b"UPPER.PNG",
    ]  # fmt: skip
    for number, name in enumerate(evil):
        yield name, _saved(drawn(["PROGRESS NOTE", f"Evil name number {number}"], (700, 200)), "PNG")
