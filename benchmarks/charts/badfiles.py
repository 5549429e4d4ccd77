"""Files that must be refused with a plain reason: the mistakes that reach a drop folder."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

import pikepdf

ABSURD = 60_000  # pixels a side; 3.6 gigapixels in a file of a few bytes


def write_bad_files(folder: Path, charts: Path) -> None:
    """Write them anew. `charts`: where whole ones stand to be spoiled."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pdf, tiff = (
        min(charts.glob(f"*{suffix}"), key=lambda path: (abs(path.stat().st_size - 40_000), path.name)) for suffix in (".pdf", ".tif")
    )
    _encrypted(pdf, folder / "encrypted.pdf")
    (folder / "truncated.pdf").write_bytes(pdf.read_bytes()[: pdf.stat().st_size // 2])
    (folder / "truncated.tif").write_bytes(tiff.read_bytes()[: tiff.stat().st_size // 2])
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "letter.docx").write_bytes(b"PK\x03\x04" + bytes(60))
    (folder / "not-a-scan.jpg").write_text("Shopping: milk, bread\n", encoding="ascii")
    (folder / "absurd-size.png").write_bytes(absurd_png(ABSURD, ABSURD))


def absurd_png(width: int, height: int) -> bytes:
    """A PNG that promises more pixels than any scanner has."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(width // 8 + 1) * 4)), (b"IEND", b""))
    body = b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + body


def _encrypted(source: Path, path: Path) -> None:
    with pikepdf.open(source) as document:
        document.save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"), deterministic_id=False)
