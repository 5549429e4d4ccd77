"""Documents handed out: as a searchable PDF, and as pictures that show how they were read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from pipeline.assembly import cleaner
from pipeline.model.codec import decode
from pipeline.model.durable import replace_durably
from pipeline.model.errors import ConfigError, DiskFull
from pipeline.model.record import Record
from pipeline.model.types import DigitalPage, PageFailed, PageImage, PageText
from pipeline.output import SourcePage, contact_sheet, write_pdf
from pipeline.pages import ScanFile, open_scan
from pipeline.run.home import Home

_DIGITAL = "(born digital: its own text, not read from a picture)"


def deliver_pdf(home: Home, document_id: str, out: Path) -> int:
    """Write a document as a searchable PDF, whole or not at all; how many pages. ConfigError when there is no such document."""
    record = _record(home, document_id)
    source = home.store.path(record["source"]["sha256"])
    with open_scan(source, home.settings.pages) as scan:
        pages = [_source_page(scan, text) for text, _ in _texts(home, record)]
    with whole(out) as part:
        write_pdf(part, source, pages, f"Document {document_id}", record["source"]["received_at"])
    return len(pages)


def deliver_pictures(home: Home, document_id: str, folder: Path) -> list[Path]:
    """A contact sheet for each page, page-001.png and so on; the files. ConfigError when there is no such document."""
    record = _record(home, document_id)
    clean = cleaner(home.settings)
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DiskFull(f"{folder}: {error.strerror}", "Choose another place for --pictures.") from None
    with open_scan(home.store.path(record["source"]["sha256"]), home.settings.pages) as scan:
        for text, failure in _texts(home, record):
            note = failure
            page = scan.page(text.number)
            if isinstance(page, DigitalPage):
                note = _DIGITAL
                page = PageImage(page.number, np.full((page.height, page.width), 255, np.uint8), None, None)
            cleaned = clean.clean(page, text.rotation).pixels
            path = folder / f"page-{text.number:03}.png"
            with whole(path) as part:
                contact_sheet(page.pixels, cleaned, text, note).save(part, "PNG")
            written.append(path)
    return written


def _record(home: Home, document_id: str) -> Record:
    record = home.ledger.documents.get(document_id)
    if record is None:
        raise ConfigError(f"no document {document_id}", "`chartscan search` and `chartscan export` give the ids.")
    return record


def _texts(home: Home, record: Record) -> Iterator[tuple[PageText, str]]:
    """What was read on each of the document's pages; a page that failed has no words, and the note says so."""
    done = home.ledger.arrivals.pages_done(record["arrival_id"])
    for number in record["source"]["pages"]:
        result = decode(home.store.read(done[number]))
        if isinstance(result, PageFailed):
            yield PageText(number, (), 0.0, 0, 0.0, False, 0, 0, "failed"), f"FAILED in {result.stage}: {result.reason}"
        else:
            yield result.page, ""


def _source_page(scan: ScanFile, text: PageText) -> SourcePage:
    images = scan.encoded(text.number)
    if not images:
        return SourcePage(text.number, text, (), (None, None))
    page = scan.page(text.number)
    if text.engine == "failed":
        text = PageText(text.number, (), 0.0, 0, 0.0, False, page.width, page.height, "failed")
    dpi = (page.dpi_x, page.dpi_y) if isinstance(page, PageImage) else (None, None)
    return SourcePage(text.number, text, images, dpi)


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A path beside the target that becomes it when all went well."""
    part = target.with_name(f".{target.name}.part")
    try:
        yield part
        replace_durably(part, target, target.name)
    except OSError as error:
        raise DiskFull(f"{target}: {error.strerror}", "Choose another place for it, or make room.") from None
    finally:
        part.unlink(missing_ok=True)
