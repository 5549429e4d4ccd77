"""Formats by signature; what the name says does not matter. What is two things at once is neither."""

from __future__ import annotations

import mmap
import os
import struct
from pathlib import Path

import numpy as np

from pipeline.model.errors import UnknownFormat

_PDF_WITHIN = 1024  # bytes before the header that readers have always allowed (PDF 1.7, implementation note 13)
HEAD = _PDF_WITHIN + 8
_ZIP, _RAR, _7Z = b"PK\3\4", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"
_ZIP_END, _ZIP_END_SIZE, _ZIP_COMMENT = b"PK\5\6", 22, 0xFFFF  # .ZIP File Format Specification, 4.3.16
_AT_ONCE = 1 << 18  # bytes that are searched together: they stay in the processor's cache
_UNPACK = "Unpack it, and drop the scans that are in it."
_SAVE_AS_PDF = "Open it in the program that made it, save or print it as PDF, and drop that."
_NEVER = "No scanner makes such a file. Do not open it; tell whoever looks after the station."
# What files that are no scans begin with: from which byte, what, what they are, what to do.
_OTHERS = (
    (0, _ZIP, "a ZIP archive or an Office document", "Unpack it and drop the scans in it, or save the Office document as PDF."),
    (0, b"PK\5\6", "an empty ZIP archive", _UNPACK),
    (0, _RAR, "a RAR archive", _UNPACK),
    (0, _7Z, "a 7-Zip archive", _UNPACK),
    (0, b"\x1f\x8b", "a gzip archive", _UNPACK),
    (0, b"BZh", "a bzip2 archive", _UNPACK),
    (0, b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (257, b"ustar", "a tar archive", _UNPACK),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or a mail", _SAVE_AS_PDF),
    (0, b"{\\rtf", "an RTF document", _SAVE_AS_PDF),
    (0, b"%!PS", "a PostScript file", _SAVE_AS_PDF),
    (0, b"GIF8", "a GIF picture", None),
    (0, b"BM", "a BMP picture", None),
    (0, b"RIFF", "a WebP picture or a sound", None),
    (4, b"ftyp", "a HEIC picture or a film", None),
    (4, b"jP  \r\n", "a JPEG 2000 picture", None),
    (128, b"DICM", "a DICOM picture", "It belongs into the picture archive (PACS); for the chart, print it to PDF."),
    (0, b"MZ", "a Windows program", _NEVER),
    (0, b"\x7fELF", "a program", _NEVER),
    (0, b"#!", "a script", _NEVER),
)
_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml")  # in any case of letters, anywhere before a PDF's header


def sniff(head: bytes) -> str | None:
    """ "pdf", "tiff", "jpeg", "png", or None; `head` is the file's first bytes."""
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return "tiff"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "pdf" if b"%PDF-" in head[:HEAD] else None


def refuse_others(path: Path, head: bytes) -> str:
    """The file's format; UnknownFormat says what it is instead, or what it is besides."""
    kind, other = sniff(head), _other(head)
    if kind is None:
        what, advice = other or ("not a PDF, TIFF, JPEG or PNG, whatever its name says", None)
        raise UnknownFormat(f"the file is {what}", advice)
    besides = _besides(path, head, kind) or (other[0] if other and kind == "pdf" else None)
    if besides:
        raise UnknownFormat(f"the file is a {kind.upper()} and {besides} at once", _NEVER)
    return kind


def _other(head: bytes) -> tuple[str, str | None] | None:
    found = next(((what, advice) for at, mark, what, advice in _OTHERS if head[at : at + len(mark)] == mark), None)
    start = head[: head.find(b"%PDF-") if b"%PDF-" in head else None].lower()
    if found is None and any(mark in start for mark in _MARKUP):
        return "a web page or other markup", _SAVE_AS_PDF
    return found


def _besides(path: Path, head: bytes, kind: str) -> str | None:
    """What else the file can be taken for."""
    if kind != "pdf" and b"%PDF-" in head[:HEAD]:
        return "a PDF"
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if _ends_as_zip(data):
            return "a ZIP archive"
        # other archivers look for their mark wherever it stands; six bytes are not there by chance
        for mark, what in ((_RAR, "a RAR archive"), (_7Z, "a 7-Zip archive")):
            if _holds(data, mark):
                return what
    return None


def _holds(data: mmap.mmap, mark: bytes) -> bool:
    """Whether the mark, of three bytes or more, stands anywhere. Pairs of bytes are compared side by side: a fifth of `find`'s time."""
    pairs = [np.frombuffer(mark, np.uint16, 1, offset)[0] for offset in (0, 1)]
    for start in range(0, len(data) - 1, _AT_ONCE):
        some = np.frombuffer(data, np.uint16, min(_AT_ONCE, len(data) - start) // 2, start)
        for offset, pair in enumerate(pairs):  # a mark that begins at an odd place has its second pair at an even one
            for at in np.flatnonzero(some == pair).tolist():
                begin = start + 2 * at - offset
                if begin >= 0 and data[begin : begin + len(mark)] == mark:
                    return True
    return False


def _ends_as_zip(data: mmap.mmap) -> bool:
    """Whether a ZIP's end record stands where it must: its comment reaches to the end of the file."""
    size = len(data)
    at = data.rfind(_ZIP_END, max(0, size - _ZIP_END_SIZE - _ZIP_COMMENT))
    while at >= 0:
        if at + _ZIP_END_SIZE <= size:
            (comment,) = struct.unpack_from("<H", data, at + _ZIP_END_SIZE - 2)
            if 0 <= size - (at + _ZIP_END_SIZE + comment) <= len(os.linesep) + 1:
                return True
        at = data.rfind(_ZIP_END, max(0, size - _ZIP_END_SIZE - _ZIP_COMMENT), at)
    return False
