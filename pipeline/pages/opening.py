"""Opening a file with the reader of its format."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.errors import Empty, TooLarge, Unreadable
from pipeline.pages.image import JpegFile, PngFile
from pipeline.pages.pdf import PdfFile
from pipeline.pages.protocol import ScanFile
from pipeline.pages.settings import PagesSettings
from pipeline.pages.sniff import HEAD, refuse_others
from pipeline.pages.tiff import TiffFile

_READERS: dict[str, type[PdfFile] | type[TiffFile] | type[JpegFile] | type[PngFile]] = {
    "pdf": PdfFile,
    "tiff": TiffFile,
    "jpeg": JpegFile,
    "png": PngFile,
}


def open_scan(path: Path, settings: PagesSettings) -> ScanFile:
    """Open a file: Empty, UnknownFormat, TooLarge, Encrypted or Unreadable when it can't be."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise Unreadable(f"the file can't be opened: {error.strerror}") from None
    if size == 0:
        raise Empty("the file has no bytes")
    if size > settings.max_bytes:
        raise TooLarge(f"the file has {size / 1024**3:.1f} GiB, the limit is {settings.max_bytes / 1024**3:.1f}")
    opened = _READERS[refuse_others(path, head)](path, settings)
    if opened.page_count > settings.max_pages:
        opened.close()
        raise TooLarge(f"the file has {opened.page_count} pages, the limit is {settings.max_pages}")
    if opened.page_count == 0:
        opened.close()
        raise Empty("the file has no pages")
    return opened
