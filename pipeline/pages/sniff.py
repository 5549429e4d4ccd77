"""Formats by signature; what the name says does not matter."""

from __future__ import annotations

_PDF_WITHIN = 1024  # bytes before the header that readers have always allowed (PDF 1.7, implementation note 13)
HEAD = _PDF_WITHIN + 8


def sniff(head: bytes) -> str | None:
    """ "pdf", "tiff", "jpeg", "png", or None; `head` is the file's first bytes."""
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return "tiff"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "pdf" if b"%PDF-" in head[:HEAD] else None
